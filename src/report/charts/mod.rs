//! Which charts results have: each reads tables and hands numbers and words to `chart`.
//!
//! Nothing is computed here but which rows are shown. One list a kind of study. Each chart is drawn twice: for screens
//! and paper, and for a telephone.

mod flow;
mod intervals;
mod late;
mod load;
mod load_test;
mod queue;
mod reply;
mod sensitivity;

use super::stored::{Kind, Stored, Variant};
use super::table::{Cell, RowView, Table};
use crate::chart::{Head, Sheet};
use crate::text::{Lang, Name, Words, chart as say};

/// A chart of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Name on the page.
    pub id: String,
    /// File name without ending.
    pub file: String,
    pub title: String,
    /// What it shows and how it is read.
    pub caption: String,
    pub svg: String,
    /// The same for a narrow sheet.
    pub narrow: String,
    /// Its twins: tables with the same figures, by name for machines.
    pub tables: &'static [&'static str],
}

/// What is drawn, before it is drawn.
struct Sketch {
    id: &'static str,
    file: &'static str,
    title: Name,
    caption: Words,
    tables: &'static [&'static str],
}

/// Results, and whose rows of them are drawn.
struct View<'a> {
    stored: &'a Stored,
    lang: Lang,
    /// A variant's key with its number, from 1; `None`: what stands first in the tables.
    variant: Option<(usize, &'a str)>,
}

/// A chart of some results; `None` where they have not what it needs.
type Draw = fn(&View<'_>) -> Option<Picture>;

const RUN: [Draw; 7] =
    [intervals::on_time, queue::draw, load::draw, reply::draw, late::draw, intervals::units, flow::draw];

/// What a variant has of its own: not when messages come, which is the same for all.
const VARIANT: [Draw; 5] = [queue::draw, reply::draw, late::draw, intervals::units, flow::draw];

const COMPARE: [Draw; 2] = [intervals::variants, intervals::differences];

const LOAD: [Draw; 2] = [load_test::latencies, load_test::outcomes];

/// All charts of these results, in reading order; those of a run that are about one plan are about the first.
pub fn pictures(stored: &Stored, lang: Lang) -> Vec<Picture> {
    let list: &[Draw] = match stored.kind {
        Kind::Run => &RUN,
        Kind::Compare => &COMPARE,
        Kind::Staff => &[intervals::levels],
        Kind::Sweep => &[intervals::points],
        Kind::Sensitivity => &[sensitivity::draw],
        Kind::Load => &LOAD,
    };
    let view = View { stored, lang, variant: None };
    list.iter().filter_map(|draw| draw(&view)).collect()
}

/// Of each further variant of a run its place in the study and its charts.
pub fn of_variants(stored: &Stored, lang: Lang) -> Vec<(usize, Vec<Picture>)> {
    if stored.kind != Kind::Run {
        return Vec::new();
    }
    let of_variant = |(place, variant): (usize, &Variant)| {
        let view = View { stored, lang, variant: Some((place, &variant.key)) };
        (place, VARIANT.iter().filter_map(|draw| draw(&view)).collect())
    };
    stored.study.variants.iter().enumerate().skip(1).map(of_variant).collect()
}

impl<'a> View<'a> {
    fn table(&self, name: &str) -> Option<&'a Table> {
        self.stored.table(name)
    }

    /// The rows of the variant that is drawn.
    fn rows(&self, table: &'a Table) -> Vec<RowView<'a>> {
        let own = |row: &RowView<'_>| match (self.variant, row.cell("variant")) {
            (Some((_, key)), Cell::Text(text)) => text == key,
            (Some(_), _) => false,
            (None, cell) => table.views().next().is_some_and(|first| first.cell("variant") == cell),
        };
        table.views().filter(own).collect()
    }
}

impl Sketch {
    fn head(&self, description: String, view: &View<'_>) -> Head {
        let lang = view.lang;
        Head { id: self.name_in(view), title: self.title.of(lang).to_owned(), description, lang }
    }

    /// Unique among the charts of all variants.
    fn name_in(&self, view: &View<'_>) -> String {
        view.variant.map_or(self.id.to_owned(), |(place, _)| format!("{}-v{place}", self.id))
    }

    fn picture(self, view: &View<'_>, svg: impl Fn(Sheet) -> String) -> Picture {
        let file = match view.variant {
            None => self.file.to_owned(),
            Some((place, key)) => format!("{}.{}", self.file, harmless(place, key)),
        };
        Picture {
            id: self.name_in(view),
            file,
            title: self.title.of(view.lang).to_owned(),
            caption: self.caption.of(view.lang).to_owned(),
            svg: svg(Sheet::Wide),
            narrow: svg(Sheet::Narrow),
            tables: self.tables,
        }
    }
}

/// A key as a part of a file's name; one with other signs than letters, digits and hyphens becomes a number.
fn harmless(place: usize, key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match key.chars().all(plain) && key.len() <= 60 {
        true => key.to_owned(),
        false => format!("variant-{place}"),
    }
}

/// A description: what the chart is about, and what its rows say, as far as a listener can follow.
fn told(caption: &Words, rows: impl Iterator<Item = String>, lang: Lang) -> String {
    const MOST: usize = 12;
    let rows: Vec<String> = rows.take(MOST).collect();
    format!("{} {}", caption.of(lang), rows.join(" "))
}

fn nothing(lang: Lang) -> String {
    say::NOTHING.of(lang).to_owned()
}
