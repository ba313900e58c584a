//! The page: one self-contained HTML file, from stored results and a template.
//!
//! The template decides how it looks, this decides what is on it. Whatever a user named is escaped: text by the template,
//! cells of tables here. Nothing is fetched, and nothing but folding and pointing needs JavaScript.

mod cells;
mod sample;

use super::charts::{Picture, of_variants, pictures};
use super::facts::{date, facts};
use super::stored::{Kind, Stored};
use super::stress::{Item, appendix};
use super::table::{Table, readable};
use crate::text::{Lang, Name, page as say};
#[cfg(test)]
pub(super) use cells::MOST_ROWS;
use cells::html;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// A template that was tried: in both languages, on a page with everything and on one with as little as there is.
    ///
    /// # Errors
    /// If it cannot be read, or fails on those.
    pub fn read(text: String) -> Result<Template, TemplateFault> {
        let template = Template { text };
        for lang in [Lang::Nb, Lang::En] {
            for contents in [Contents::of(&Stored::default(), lang), Contents::sample(lang)] {
                written_out(contents, Some(&template))?;
            }
        }
        Ok(template)
    }
}

/// What is wrong with a template: the line, where it is known, and what its engine says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    pub line: Option<usize>,
    pub what: String,
}

/// All that a template may show.
#[derive(Serialize)]
struct Contents {
    lang: &'static str,
    title: String,
    subtitle: String,
    answer: Vec<String>,
    interrupted: bool,
    warnings: Vec<String>,
    /// Whose charts the first ones are, where there are several variants.
    about_charts: Option<String>,
    sections: Vec<Section>,
    variants: Vec<OfVariant>,
    tables: Vec<Shown>,
    unsourced: String,
    assumptions: Option<Shown>,
    facts: Vec<Fact>,
    stress: Vec<Item>,
    footer: String,
    words: BTreeMap<&'static str, &'static str>,
}

/// A chart and the tables with its figures.
#[derive(Serialize)]
struct Section {
    id: String,
    title: String,
    caption: String,
    file: String,
    svg: String,
    /// The same for a narrow page.
    narrow: String,
    tables: Vec<Shown>,
    /// Tables with its figures that stand under an earlier chart.
    elsewhere: Vec<Link>,
}

/// A variant beside the first, with charts of its own.
#[derive(Serialize)]
struct OfVariant {
    id: String,
    title: String,
    summary: String,
    sections: Vec<Section>,
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
    written_out(Contents::of(stored, lang), template)
}

fn written_out(contents: Contents, template: Option<&Template>) -> Result<String, TemplateFault> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_fuel(Some(FUEL));
    engine.add_template(BASE, BUILT_IN).map_err(fault)?;
    if let Some(template) = template {
        engine.add_template(OWN, &template.text).map_err(fault)?;
    }
    let name = if template.is_some() { OWN } else { BASE };
    let contents = Value::from(Serde(contents));
    let page = engine.get_template(name).and_then(|template| template.render(contents)).map_err(fault)?;
    // Names may hold what steers a terminal or is no text at all.
    let visible = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    Ok(page.chars().map(visible).collect())
}

impl Contents {
    fn of(stored: &Stored, lang: Lang) -> Contents {
        let mut shown: Vec<&str> = Vec::new();
        let mut section = |picture| section(stored, picture, &mut shown, lang);
        let sections: Vec<Section> = pictures(stored, lang).into_iter().map(&mut section).collect();
        let mut variant = |(place, pictures): (usize, Vec<Picture>)| {
            let title = stored.study.variants[place].title(lang).to_owned();
            let summary = say::of_variant(&title).of(lang).to_owned();
            let sections = pictures.into_iter().map(&mut section).collect();
            OfVariant { id: format!("v{place}"), title, summary, sections }
        };
        let variants: Vec<OfVariant> = of_variants(stored, lang).into_iter().map(&mut variant).collect();
        let more = |table: &&Table| !shown.contains(&table.name.en.as_str()) && !is_assumed(stored, table);
        let tables = stored.tables.iter().filter(more).map(|table| written(table, lang)).collect();
        let facts = facts(stored, lang).into_iter().map(|(name, value)| Fact { name, value });
        let first = stored.study.variants.first().map(|first| first.title(lang));
        let study = &stored.study;
        Contents {
            lang: lang.name(),
            title: stored.title.clone(),
            subtitle: subtitle(stored, lang),
            answer: stored.answer.iter().map(|line| line.of(lang).to_owned()).collect(),
            interrupted: study.interrupted,
            warnings: study.warnings.iter().map(|warning| warning.text.clone()).collect(),
            about_charts: first
                .filter(|_| !variants.is_empty())
                .map(|first| say::of_baseline(first).of(lang).to_owned()),
            sections,
            variants,
            tables,
            unsourced: say::unsourced(study.unsourced).of(lang).to_owned(),
            assumptions: stored.assumed().map(|table| written(table, lang)),
            facts: facts.collect(),
            stress: appendix(stored, lang),
            footer: footer(stored, lang),
            words: words(lang),
        }
    }
}

fn subtitle(stored: &Stored, lang: Lang) -> String {
    let outline = &stored.study.outline;
    let text = match stored.kind {
        Kind::Load => say::load_subtitle(),
        _ => say::subtitle(date(&outline.start, lang), outline.weeks),
    };
    text.of(lang).to_owned()
}

fn footer(stored: &Stored, lang: Lang) -> String {
    let study = &stored.study;
    let text = match stored.kind {
        Kind::Load => say::load_footer(&study.version, &study.scenario),
        _ => say::footer(&study.version, &study.scenario),
    };
    text.of(lang).to_owned()
}

fn is_assumed(stored: &Stored, table: &Table) -> bool {
    stored.assumed().is_some_and(|assumed| assumed.name == table.name)
}

/// A chart with its tables, each of which stands under its first chart only.
fn section<'a>(stored: &'a Stored, picture: Picture, shown: &mut Vec<&'a str>, lang: Lang) -> Section {
    let twins = picture.tables.iter().filter_map(|name| stored.table(name));
    let (old, new): (Vec<&Table>, Vec<&Table>) =
        twins.partition(|table| shown.contains(&table.name.en.as_str()));
    shown.extend(new.iter().map(|table| table.name.en.as_str()));
    let link = |table: &&Table| {
        let text = say::see(table_name(table, lang)).of(lang).to_owned();
        Link { id: anchor(table), text }
    };
    Section {
        elsewhere: old.iter().map(link).collect(),
        tables: new.iter().map(|table| written(table, lang)).collect(),
        id: picture.id,
        title: picture.title,
        caption: picture.caption,
        file: picture.file,
        svg: picture.svg,
        narrow: picture.narrow,
    }
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

fn words(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    let words: [(&str, Name); 13] = [
        ("answer", say::ANSWER),
        ("numbers", say::NUMBERS),
        ("more_tables", say::MORE_TABLES),
        ("assumptions", say::ASSUMPTIONS),
        ("about", say::ABOUT),
        ("appendix", say::APPENDIX),
        ("variants", say::VARIANTS),
        ("warnings", say::WARNINGS),
        ("interrupted", say::INTERRUPTED),
        ("contents", say::CONTENTS),
        ("open_all", say::OPEN_ALL),
        ("close_all", say::CLOSE_ALL),
        ("gap", crate::text::stress::GAP),
    ];
    words.into_iter().map(|(id, name)| (id, name.of(lang))).collect()
}

fn fault(error: minijinja::Error) -> TemplateFault {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    TemplateFault { line: error.line(), what }
}
