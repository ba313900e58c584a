//! The STRESS-DES appendix: the checklist filled from scenario, model and run.
//!
//! The words are `text::stress`'s. What the program cannot know is marked as a gap for the planner.

use super::sentences::{decimal, percent_short};
use super::stored::{Kind, Stored};
use crate::text::{Lang, Words, stress as say};
use serde::Serialize;

/// An item of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    pub number: &'static str,
    pub name: String,
    pub text: String,
    /// For the planner to write.
    pub gap: bool,
}

/// All 24 items; none for a load test, which simulates nothing.
pub fn appendix(stored: &Stored, lang: Lang) -> Vec<Item> {
    if stored.kind == Kind::Load {
        return Vec::new();
    }
    let item = |(number, name): &(&'static str, crate::text::Name)| Item {
        number,
        name: name.of(lang).to_owned(),
        text: text(stored, number, lang).of(lang).to_owned(),
        gap: say::is_gap(number),
    };
    say::ITEMS.iter().map(item).collect()
}

fn text(stored: &Stored, number: &str, lang: Lang) -> Words {
    let study = &stored.study;
    let outline = &study.outline;
    match number {
        "1.2" => say::outputs(study.deadline.expected, study.deadline.limit),
        "1.3" => aims(stored, lang),
        "2.1" => {
            say::overview(outline.hospitals, outline.departments, outline.municipalities, outline.inboxes)
        }
        "2.2" => say::logic(),
        "2.3" => say::scenarios(plans(stored, lang)),
        "2.4" => say::algorithms(&study.deadline.rule),
        "2.5.1" => say::entities(outline.demand_rows),
        "2.5.2" => say::activities(),
        "2.5.3" => say::resources(outline.groups, outline.persons),
        "2.5.4" => say::queues(outline.inboxes),
        "2.5.5" => say::entry(decimal(outline.per_week, 1, lang)),
        "3.1" => say::sources(study.values.saturating_sub(study.unsourced), study.unsourced),
        "3.3" => say::inputs(study.values),
        "3.4" => say::assumptions(study.unsourced),
        "4.1" => say::initialisation(outline.warm_up_weeks, outline.backlog),
        "4.2" if outline.hard_end => say::run_length_hard(outline.weeks, &outline.start),
        "4.2" => say::run_length(outline.weeks, &outline.start),
        "4.3" => estimation(stored, lang),
        "5.1" => say::software(&study.version),
        "5.2" => say::sampling(study.seed),
        "5.3" => say::execution(study.arguments.join(" ")),
        "6.1" => say::sharing(&study.scenario, &study.scenario_sha256),
        gap => say::gap(gap),
    }
}

fn aims(stored: &Stored, lang: Lang) -> Words {
    let variants = stored.study.variants.len();
    let aim = match stored.kind {
        Kind::Run if variants < 2 => say::aim_run(),
        Kind::Run | Kind::Compare => say::aim_variants(variants),
        Kind::Staff => say::aim_staff(),
        Kind::Sweep => say::aim_sweep(),
        Kind::Sensitivity => say::aim_sensitivity(),
        Kind::Load => say::aim_load(),
    };
    let Some((share, days)) = stored.study.deadline.goal else { return aim };
    let goal = say::aim_goal(percent_short(share, lang), days);
    Words { nb: aim.nb + &goal.nb, en: aim.en + &goal.en }
}

fn plans(stored: &Stored, lang: Lang) -> String {
    let named: Vec<&str> = stored.study.variants.iter().map(|variant| variant.title(lang)).collect();
    if named.is_empty() { stored.title.clone() } else { named.join("; ") }
}

fn estimation(stored: &Stored, lang: Lang) -> Words {
    let counts: Vec<String> =
        stored.study.variants.iter().map(|variant| variant.replications.to_string()).collect();
    let confidence = percent_short(stored.study.confidence, lang);
    match counts.is_empty() {
        true => say::estimation_by_row(confidence),
        false => say::estimation(counts.join(", "), confidence),
    }
}
