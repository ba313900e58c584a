//! Stored results in the formats that people read: page, workbook, CSV, charts.
//!
//! Pure: results in, files out. Which files are written where is `write`'s.

use super::charts::pictures;
use super::error::{ReportError, Step};
use super::page::{Template, page};
use super::picture::Painter;
use super::profile::Profile;
use super::stored::Stored;
use super::table::Table;
use super::workbook::workbook;
use super::write::MACHINES;
use crate::text::Lang;
use std::io;
use std::path::Path;

/// A format that results can be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Html,
    Xlsx,
    Csv,
    Svg,
    Png,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Html, Format::Xlsx, Format::Csv, Format::Svg, Format::Png];

    /// What is made unless something else is asked for.
    pub const USUAL: [Format; 3] = [Format::Html, Format::Xlsx, Format::Svg];

    pub const fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }

    /// By its name.
    pub fn parse(text: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == text)
    }
}

/// How results are shown.
#[derive(Clone, Debug)]
pub struct Rendering {
    pub lang: Lang,
    pub formats: Vec<Format>,
    /// In place of the page's own.
    pub template: Option<Template>,
}

impl Default for Rendering {
    fn default() -> Rendering {
        Rendering { lang: Lang::default(), formats: Format::USUAL.into(), template: None }
    }
}

impl Rendering {
    /// The same without CSV, for folders that have it anyhow.
    pub(super) fn beside_csv(&self) -> Rendering {
        let formats = self.formats.iter().copied().filter(|format| *format != Format::Csv).collect();
        Rendering { formats, ..self.clone() }
    }
}

/// The page, the workbook, and the folder of the charts.
pub(super) const PAGE: &str = "report.html";
pub(super) const WORKBOOK: &str = "report.xlsx";
pub(super) const CHARTS: &str = "figurer";

/// Files: path within the folder, and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// All that is asked for, in the order of the formats.
///
/// # Errors
/// If the template cannot be used.
pub fn rendered(stored: &Stored, how: &Rendering) -> Result<Files, ReportError> {
    let mut files = Files::new();
    for format in &how.formats {
        match format {
            Format::Html => {
                let page = page(stored, how.lang, how.template.as_ref()).map_err(|fault| {
                    let line = fault.line.map_or(String::new(), |line| format!("{line}: "));
                    let cause = io::Error::other(format!("{line}{}", fault.what));
                    ReportError::new(Step::Render, Path::new(PAGE), cause)
                })?;
                files.push((PAGE.to_owned(), page.into_bytes()));
            }
            Format::Xlsx => files.push((WORKBOOK.to_owned(), workbook(stored, how.lang))),
            Format::Csv => files.extend(csv(&stored.tables, &stored.further)),
            Format::Svg | Format::Png => files.extend(charts(stored, how.lang, *format)),
        }
    }
    Ok(files)
}

/// Tables for people and for machines, then those for machines only.
pub(super) fn csv(tables: &[Table], machines: &[Table]) -> Files {
    let with_ending = |(name, bytes): (String, Vec<u8>)| (format!("{name}.csv"), bytes);
    let mut files: Files =
        tables.iter().flat_map(|table| Profile::Norsk.files(table)).map(with_ending).collect();
    for table in tables.iter().chain(machines) {
        let written = Profile::Maskin.files(table).into_iter().map(with_ending);
        files.extend(written.map(|(name, bytes)| (format!("{MACHINES}/{name}"), bytes)));
    }
    files
}

fn charts(stored: &Stored, lang: Lang, format: Format) -> Files {
    let painter = Painter::new();
    let file = |picture: super::charts::Picture| {
        let bytes = match format {
            Format::Png => painter.png(&picture.svg),
            _ => picture.svg.into_bytes(),
        };
        (format!("{CHARTS}/{}.{}", picture.file, format.name()), bytes)
    };
    pictures(stored, lang).into_iter().map(file).collect()
}

/// Whether a file of a results folder was rendered, whatever a manifest says: such files are made anew, not kept.
pub(super) fn is_rendered(path: &Path) -> bool {
    let in_charts = path.parent() == Some(Path::new(CHARTS));
    let ending = path.extension().and_then(|ending| ending.to_str());
    path == Path::new(PAGE)
        || path == Path::new(WORKBOOK)
        || in_charts && matches!(ending, Some("svg" | "png"))
}
