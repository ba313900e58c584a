//! The page: one self-contained HTML file, from stored results and a template.
//!
//! The template decides how it looks, this decides what is on it. Whatever a user named is escaped: text by the template,
//! cells of tables here. Nothing is fetched, and nothing but folding and pointing needs JavaScript.

mod cells;

use super::charts::pictures;
use super::facts::{date, facts};
use super::stored::Stored;
use super::stress::{Item, appendix};
use super::table::{Table, readable};
use crate::text::{Lang, Name, page as say};
use cells::html;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use serde::Serialize;

const BUILT_IN: &str = include_str!("report.html");

/// Names that templates know each other by.
const BASE: &str = "report.html";
const OWN: &str = "template.html";

/// Steps that a template may take: many times what the largest report needs.
const FUEL: u64 = 50_000_000;

/// A template that an organisation has made its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub text: String,
}

impl Template {
    /// A template that was tried on results without figures.
    ///
    /// # Errors
    /// If it cannot be read, or fails on those.
    pub fn read(text: String) -> Result<Template, TemplateFault> {
        let template = Template { text };
        page(&Stored::default(), Lang::default(), Some(&template))?;
        Ok(template)
    }
}

/// What is wrong with a template: the line, where it is known, and what its engine says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    pub line: Option<usize>,
    pub what: String,
}

/// A chart and the tables with its figures.
#[derive(Serialize)]
struct Section {
    id: &'static str,
    title: String,
    caption: String,
    file: &'static str,
    svg: String,
    tables: Vec<Shown>,
    /// Tables with its figures that stand under an earlier chart.
    elsewhere: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    id: String,
    text: String,
}

/// A table, written.
#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    summary: String,
    /// The whole `<table>`.
    html: String,
}

#[derive(Serialize)]
struct Fact {
    name: String,
    value: String,
}

/// The page.
///
/// # Errors
/// If the template cannot be read or asks for what there is not.
pub fn page(stored: &Stored, lang: Lang, template: Option<&Template>) -> Result<String, TemplateFault> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_fuel(Some(FUEL));
    engine.add_template(BASE, BUILT_IN).map_err(fault)?;
    if let Some(template) = template {
        engine.add_template(OWN, &template.text).map_err(fault)?;
    }
    let name = if template.is_some() { OWN } else { BASE };
    let sections = sections(stored, lang);
    let shown: Vec<&str> = sections.iter().flat_map(|(_, tables)| tables.iter().copied()).collect();
    let more: Vec<Shown> = stored
        .tables
        .iter()
        .filter(|table| !shown.contains(&table.name.en.as_str()) && !is_assumed(stored, table))
        .map(|table| written(table, lang))
        .collect();
    let sections: Vec<Section> = sections.into_iter().map(|(section, _)| section).collect();
    let facts = facts(stored, lang).into_iter().map(|(name, value)| Fact { name, value });
    let outline = &stored.study.outline;
    let page = context! {
        lang => lang.name(),
        title => stored.title.as_str(),
        subtitle => say::subtitle(date(&outline.start, lang), outline.weeks).of(lang),
        answer => stored.answer.iter().map(|line| line.of(lang).to_owned()).collect::<Vec<String>>(),
        interrupted => stored.study.interrupted,
        warnings => stored.study.warnings.iter().map(|w| w.text.clone()).collect::<Vec<String>>(),
        sections => Value::from(Serde(sections)),
        tables => Value::from(Serde(more)),
        unsourced => say::unsourced(stored.study.unsourced).of(lang),
        assumptions => Value::from(Serde(stored.assumed().map(|table| written(table, lang)))),
        facts => Value::from(Serde(facts.collect::<Vec<Fact>>())),
        stress => Value::from(Serde::<Vec<Item>>(appendix(stored, lang))),
        footer => say::footer(&stored.study.version, &stored.study.scenario).of(lang),
        words => words(lang),
    };
    let page = engine.get_template(name).and_then(|template| template.render(page)).map_err(fault)?;
    // Names may hold what steers a terminal or is no text at all.
    let visible = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    Ok(page.chars().map(visible).collect())
}

fn is_assumed(stored: &Stored, table: &Table) -> bool {
    stored.assumed().is_some_and(|assumed| assumed.name == table.name)
}

/// Each chart with the names of its tables.
fn sections(stored: &Stored, lang: Lang) -> Vec<(Section, &'static [&'static str])> {
    let mut shown: Vec<&str> = Vec::new();
    let section = |picture: super::charts::Picture| {
        // A table stands under its first chart only.
        let new: Vec<&str> = picture.tables.iter().copied().filter(|name| !shown.contains(name)).collect();
        shown.extend(&new);
        let tables = new.iter().filter_map(|name| stored.table(name)).map(|table| written(table, lang));
        let old = picture.tables.iter().filter(|name| !new.contains(name));
        let link = |table: &Table| {
            let text = say::see(table_name(table, lang)).of(lang).to_owned();
            Link { id: anchor(table), text }
        };
        let elsewhere = old.filter_map(|name| stored.table(name)).map(link).collect();
        let section = Section {
            elsewhere,
            id: picture.id,
            title: picture.title,
            caption: picture.caption,
            file: picture.file,
            tables: tables.collect(),
            svg: picture.svg,
        };
        (section, picture.tables)
    };
    pictures(stored, lang).into_iter().map(section).collect()
}

fn written(table: &Table, lang: Lang) -> Shown {
    let name = table_name(table, lang);
    Shown {
        id: anchor(table),
        summary: say::rows(&name, table.rows.len()).of(lang).to_owned(),
        html: html(table, &name, lang),
        name,
    }
}

fn anchor(table: &Table) -> String {
    format!("t-{}", table.name.en.replace('_', "-"))
}

/// `2-fristoverholdelse` as people call it: without its number, with a capital letter.
pub(super) fn table_name(table: &Table, lang: Lang) -> String {
    if let Some((_, name)) = say::TABLES.iter().find(|(id, _)| *id == table.name.en) {
        return name.of(lang).to_owned();
    }
    let name = readable(&table.name, lang);
    let bare = name.rsplit('/').next().unwrap_or(&name);
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').replace(['-', '_'], " ");
    let mut letters = bare.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn words(lang: Lang) -> Value {
    let of = |name: Name| name.of(lang);
    context! {
        answer => of(say::ANSWER),
        numbers => of(say::NUMBERS),
        more_tables => of(say::MORE_TABLES),
        assumptions => of(say::ASSUMPTIONS),
        about => of(say::ABOUT),
        appendix => of(say::APPENDIX),
        warnings => of(say::WARNINGS),
        interrupted => of(say::INTERRUPTED),
        contents => of(say::CONTENTS),
        open_all => of(say::OPEN_ALL),
        close_all => of(say::CLOSE_ALL),
        gap => of(crate::text::stress::GAP),
    }
}

fn fault(error: minijinja::Error) -> TemplateFault {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    TemplateFault { line: error.line(), what }
}
