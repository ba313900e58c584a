//! Stored results in the formats that people read: page, workbook, CSV, charts.
//!
//! Pure: results in, files out. Which files are written where is `write`'s.

use super::charts::{of_variants, pictures};
use super::error::{ReportError, Step};
use super::page::{Template, TemplateFault, page};
use super::picture::Painter;
use super::profile::Profile;
use super::stored::Stored;
use super::table::Table;
use super::tables::LARGE;
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

/// What was made of results.
#[derive(Debug)]
pub struct Rendered {
    pub files: Files,
    /// Why the page is not as the template has it: it failed on these results, and the program's own took its place.
    pub fault: Option<ReportError>,
}

/// All that is asked for, in the order of the formats. A template that fails takes nothing else with it.
///
/// # Panics
/// If the program's own template fails; the program's own fault.
pub fn rendered(stored: &Stored, how: &Rendering) -> Rendered {
    let (mut files, mut fault) = (Files::new(), None);
    for format in &how.formats {
        match format {
            Format::Html => {
                let text = page(stored, how.lang, how.template.as_ref()).unwrap_or_else(|found| {
                    fault = Some(unusable(found));
                    page(stored, how.lang, None).expect("the program's own template can be used")
                });
                files.push((PAGE.to_owned(), text.into_bytes()));
            }
            Format::Xlsx => files.push((WORKBOOK.to_owned(), workbook(stored, how.lang))),
            Format::Csv => files.extend(csv(&stored.tables, &stored.further)),
            Format::Svg | Format::Png => files.extend(charts(stored, how.lang, *format)),
        }
    }
    Rendered { files, fault }
}

fn unusable(fault: TemplateFault) -> ReportError {
    let line = fault.line.map_or(String::new(), |line| format!("{line}: "));
    let cause = io::Error::other(format!("{line}{}", fault.what));
    ReportError::new(Step::Render, Path::new(PAGE), cause)
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

/// Where the large tables of a run lie within its folder: they are for machines only and are not kept in the stored
/// results, so that whoever renders CSV elsewhere takes them from there.
pub fn large_tables() -> impl Iterator<Item = String> {
    LARGE.iter().map(|name| format!("{MACHINES}/{name}.csv"))
}

/// As SVG for a wide and for a narrow sheet, as PNG for a wide one.
fn charts(stored: &Stored, lang: Lang, format: Format) -> Files {
    let painter = (format == Format::Png).then(Painter::new);
    let of_variants = of_variants(stored, lang).into_iter().flat_map(|(_, pictures)| pictures);
    let mut files = Files::new();
    for picture in pictures(stored, lang).into_iter().chain(of_variants) {
        let name = |ending: &str| format!("{CHARTS}/{}.{ending}", picture.file);
        match &painter {
            Some(painter) => files.push((name("png"), painter.png(&picture.svg))),
            None => {
                files.push((name("svg"), picture.svg.into_bytes()));
                files.push((name("smal.svg"), picture.narrow.into_bytes()));
            }
        }
    }
    files
}

/// Whether a file of a results folder was rendered, whatever a manifest says: such files are made anew, not kept.
pub(super) fn is_rendered(path: &Path) -> bool {
    let in_charts = path.parent() == Some(Path::new(CHARTS));
    let ending = path.extension().and_then(|ending| ending.to_str());
    path == Path::new(PAGE)
        || path == Path::new(WORKBOOK)
        || in_charts && matches!(ending, Some("svg" | "png"))
}
