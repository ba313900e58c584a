//! Which charts results have: each reads tables and hands numbers and words to `chart`.
//!
//! Nothing is computed here but which rows are shown. One list a kind of study.

mod flow;
mod intervals;
mod late;
mod load;
mod queue;
mod reply;
mod sensitivity;

use super::stored::{Kind, Stored};
use super::table::{RowView, Table};
use crate::chart::Head;
use crate::text::{Lang, Name, Words, chart as say};

/// A chart of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Name on the page.
    pub id: &'static str,
    /// File name without ending.
    pub file: &'static str,
    pub title: String,
    /// What it shows and how it is read.
    pub caption: String,
    pub svg: String,
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

/// A chart of some results; `None` where they have not what it needs.
type Draw = fn(&Stored, Lang) -> Option<Picture>;

const RUN: [Draw; 7] =
    [intervals::on_time, queue::draw, load::draw, reply::draw, late::draw, intervals::units, flow::draw];

const COMPARE: [Draw; 2] = [intervals::variants, intervals::differences];

/// All charts of these results, in reading order.
pub fn pictures(stored: &Stored, lang: Lang) -> Vec<Picture> {
    let list: &[Draw] = match stored.kind {
        Kind::Run => &RUN,
        Kind::Compare => &COMPARE,
        Kind::Staff => &[intervals::levels],
        Kind::Sweep => &[intervals::points],
        Kind::Sensitivity => &[sensitivity::draw],
        Kind::Load => &[],
    };
    list.iter().filter_map(|draw| draw(stored, lang)).collect()
}

impl Sketch {
    fn head(&self, description: String, lang: Lang) -> Head {
        Head { id: self.id.to_owned(), title: self.title.of(lang).to_owned(), description, lang }
    }

    fn picture(self, svg: String, lang: Lang) -> Picture {
        Picture {
            id: self.id,
            file: self.file,
            title: self.title.of(lang).to_owned(),
            caption: self.caption.of(lang).to_owned(),
            svg,
            tables: self.tables,
        }
    }
}

/// The rows of the variant that stands first.
fn first_variant(table: &Table) -> Vec<RowView<'_>> {
    let Some(first) = table.views().next().map(|row| row.text("variant", Lang::Nb)) else {
        return Vec::new();
    };
    table.views().filter(|row| row.text("variant", Lang::Nb) == first).collect()
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
