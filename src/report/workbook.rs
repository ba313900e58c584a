//! The workbook: a sheet a table with typed cells, native charts, what the run was made from.
//!
//! Text is written as text: no cell is a formula, whatever a user has named something. The document's date is the first
//! of the period, so that the same results are the same bytes.

use super::facts::facts;
use super::page::table_name;
use super::stored::{Kind, Stored};
use super::stress::appendix;
use super::table::{Cell, Column, Table, readable};
use crate::text::{Lang, Name, page as say};
use crate::time::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

mod charts;

/// Most letters that a cell holds, and that a sheet's name has.
const MOST_LETTERS: usize = 32_000;
const SHEET_NAME: usize = 31;

/// Bounds of a column's width, in letters.
const WIDTHS: (f64, f64) = (9.0, 60.0);

/// Formats of the cells.
struct Formats {
    heading: Format,
    wrapped: Format,
    share: Format,
    date: Format,
    count: Format,
}

impl Formats {
    fn new(lang: Lang) -> Formats {
        let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        Formats {
            heading: heading.set_background_color(0xEEF5FA),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            share: Format::new().set_num_format("0.00%"),
            date: Format::new().set_num_format(match lang {
                Lang::Nb => "dd.mm.yyyy",
                Lang::En => "yyyy-mm-dd",
            }),
            count: Format::new().set_num_format("0"),
        }
    }
}

/// The workbook's bytes.
///
/// # Panics
/// If the library refuses what it should take; the program's own fault.
pub fn workbook(stored: &Stored, lang: Lang) -> Vec<u8> {
    written(stored, lang).expect("a workbook in memory can be written")
}

fn written(stored: &Stored, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(stored)?);
    let formats = Formats::new(lang);
    let names = sheet_names(stored, lang);
    answer(book.add_worksheet(), stored, (lang, &formats))?;
    charts::sheet(book.add_worksheet(), stored, &names, lang)?;
    let tables = stored.tables.iter().chain(&stored.assumptions);
    for (table, name) in tables.zip(&names) {
        sheet(book.add_worksheet().set_name(name)?, table, (lang, &formats))?;
    }
    about(book.add_worksheet().set_name(say::ABOUT.of(lang))?, stored, (lang, &formats))?;
    book.save_to_buffer()
}

fn properties(stored: &Stored) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = Date::parse(&stored.study.outline.start).unwrap_or_default().ymd();
    let date = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month as u8, day as u8)?;
    let properties = DocProperties::new().set_title(&stored.title).set_creation_datetime(&date);
    Ok(properties.set_comment(format!("meldingsflyt {}", stored.study.version)))
}

/// Names of the sheets of the tables, each once.
fn sheet_names(stored: &Stored, lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in stored.tables.iter().chain(&stored.assumptions) {
        let allowed = |c: &char| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(c);
        let mut name: String = table_name(table, lang).chars().filter(allowed).take(SHEET_NAME - 2).collect();
        while names.contains(&name) || name.is_empty() {
            name.push('+');
        }
        names.push(name);
    }
    names
}

type Style<'a> = (Lang, &'a Formats);

/// The sentences, first.
fn answer(sheet: &mut Worksheet, stored: &Stored, (lang, formats): Style<'_>) -> Result<(), XlsxError> {
    sheet.set_name(say::ANSWER.of(lang))?.set_column_width(0, 110)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, clipped(&stored.title), &formats.heading)?;
    for (row, line) in (1_u32..).zip(&stored.answer) {
        sheet.write_string_with_format(row, 0, clipped(line.of(lang)), &formats.wrapped)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, table: &Table, (lang, formats): Style<'_>) -> Result<(), XlsxError> {
    let decimals: Vec<Format> = (0..=12).map(|n| Format::new().set_num_format(number_format(n))).collect();
    for (place, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, place, clipped(&heading(column, lang)), &formats.heading)?;
        sheet.set_column_width(place, width(table, place.into(), lang))?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (place, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Missing => continue,
                Cell::Text(text) => sheet.write_string(row, place, clipped(text))?,
                Cell::Term(words) | Cell::Words(words) => {
                    sheet.write_string(row, place, clipped(&readable(words, lang)))?
                }
                Cell::Count(count) => {
                    sheet.write_number_with_format(row, place, *count as f64, &formats.count)?
                }
                Cell::Number { value, decimals: n } => {
                    sheet.write_number_with_format(row, place, *value, &decimals[(*n).min(12)])?
                }
                Cell::Share(share) => sheet.write_number_with_format(row, place, *share, &formats.share)?,
                Cell::Date(date) => {
                    let (year, month, day) = date.ymd();
                    let date =
                        ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month as u8, day as u8)?;
                    sheet.write_datetime_with_format(row, place, &date, &formats.date)?
                }
                Cell::Flag(flag) => sheet.write_boolean(row, place, *flag)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let (rows, columns) = (table.rows.len() as u32, table.columns.len() as u16);
    if rows > 0 && columns > 0 {
        sheet.autofilter(0, 0, rows, columns - 1)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// What it was made from, and the checklist.
fn about(sheet: &mut Worksheet, stored: &Stored, (lang, formats): Style<'_>) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 34)?.set_column_width(1, 100)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let heads = [say::WHAT, say::VALUE].map(|name: Name| name.of(lang));
    for (place, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, place, head, &formats.heading)?;
    }
    let facts = facts(stored, lang);
    let gap = crate::text::stress::GAP.of(lang);
    let items = appendix(stored, lang).into_iter().map(|item| {
        let text = if item.gap { format!("{gap} {}", item.text) } else { item.text };
        (format!("STRESS-DES {} {}", item.number, item.name), text)
    });
    for (row, (name, value)) in (1_u32..).zip(facts.into_iter().chain(items)) {
        sheet.write_string_with_format(row, 0, clipped(&name), &formats.wrapped)?;
        sheet.write_string_with_format(row, 1, clipped(&value), &formats.wrapped)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The name with its unit; percent is in the format of the cells.
fn heading(column: &Column, lang: Lang) -> String {
    let text = column.heading(lang);
    text.strip_suffix(" (%)").map_or(text.clone(), str::to_owned)
}

fn number_format(decimals: usize) -> String {
    if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) }
}

fn width(table: &Table, column: usize, lang: Lang) -> f64 {
    let letters = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Term(words) | Cell::Words(words) => readable(words, lang).chars().count(),
        _ => 0,
    };
    let widest = table.rows.iter().map(|row| letters(&row[column])).max().unwrap_or(0);
    let heading = heading(&table.columns[column], lang).chars().count().min(18);
    (widest.max(heading) as f64 + 2.0).clamp(WIDTHS.0, WIDTHS.1)
}

/// A cell holds only so many letters.
fn clipped(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

/// The kinds of study that have a chart of this table.
fn charted(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Run => &["deadline_compliance", "weeks", "reply_time"],
        Kind::Compare => &["variants"],
        Kind::Staff => &["staffing"],
        Kind::Sweep => &["points"],
        Kind::Sensitivity => &["assumptions"],
        Kind::Load => &["legs"],
    }
}
