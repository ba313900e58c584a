//! What a run was made from, as a list of names and values: the sheet *Kjøring* and the page's last table.

use super::sentences::{decimal, percent_short};
use super::stored::{Kind, Stored, Study};
use super::terms;
use crate::text::{Lang, Name, page as say};
use crate::time::Date;

/// Name and value, in reading order.
pub fn facts(stored: &Stored, lang: Lang) -> Vec<(String, String)> {
    let all = if stored.kind == Kind::Load { of_load(stored, lang) } else { of_study(stored, lang) };
    all.into_iter().map(|(name, value)| (name.of(lang).to_owned(), value)).collect()
}

/// A load test has neither period nor replications.
fn of_load(stored: &Stored, lang: Lang) -> Vec<(Name, String)> {
    let Study { scenario, scenario_sha256, outline, .. } = &stored.study;
    let per_week = decimal(outline.per_week, 1, lang);
    let size = say::size(outline.inboxes, outline.persons, per_week).of(lang).to_owned();
    let mut all =
        vec![(say::SCENARIO, scenario.clone()), (say::HASH, scenario_sha256.clone()), (say::SIZE, size)];
    all.extend(repeated(&stored.study));
    all
}

/// What makes the same again.
fn repeated(study: &Study) -> [(Name, String); 3] {
    [
        (say::SEED, study.seed.to_string()),
        (say::VERSION, format!("meldingsflyt {}", study.version)),
        (say::REPEAT, format!("meldingsflyt {}", study.arguments.join(" "))),
    ]
}

fn of_study(stored: &Stored, lang: Lang) -> Vec<(Name, String)> {
    let study = &stored.study;
    let outline = &study.outline;
    let deadline = &study.deadline;
    let per_week = decimal(outline.per_week, 1, lang);
    let mut all: Vec<(Name, String)> = vec![
        (say::SCENARIO, study.scenario.clone()),
        (say::HASH, study.scenario_sha256.clone()),
        (
            say::PERIOD,
            say::period(outline.weeks, date(&outline.start, lang), outline.warm_up_weeks).of(lang).to_owned(),
        ),
        (say::SIZE, say::size(outline.inboxes, outline.persons, per_week).of(lang).to_owned()),
        (say::DEADLINE, format!("{} ({})", deadline.rule, terms::rule(&deadline.rule).of(lang))),
        (say::WORKING_DAYS, working_days(study, lang)),
    ];
    all.extend(
        deadline.goal.map(|(share, days)| {
            (say::GOAL, say::goal(percent_short(share, lang), days).of(lang).to_owned())
        }),
    );
    let replications: Vec<String> =
        study.variants.iter().map(|v| format!("{}: {}", v.title(lang), v.replications)).collect();
    if !replications.is_empty() {
        all.push((say::REPLICATIONS, replications.join("; ")));
    }
    all.extend([
        (say::CONFIDENCE, percent_short(study.confidence, lang)),
        (say::UNSOURCED, say::of(study.unsourced, study.values).of(lang).to_owned()),
    ]);
    all.extend(repeated(study));
    all
}

fn working_days(study: &Study, lang: Lang) -> String {
    let days = say::WEEK[usize::from(study.deadline.saturday_counts)].of(lang);
    let holidays = if study.deadline.holidays { say::BUT_HOLIDAYS.of(lang) } else { "" };
    let closed: Vec<String> = study.deadline.closed.iter().map(|day| date(day, lang)).collect();
    let closed = if closed.is_empty() { "–".to_owned() } else { closed.join(", ") };
    say::working_days(days, holidays, closed).of(lang).to_owned()
}

/// `05.01.2026`; in English as the ISO date.
pub fn date(iso: &str, lang: Lang) -> String {
    match (lang, Date::parse(iso)) {
        (Lang::Nb, Some(date)) => {
            let (year, month, day) = date.ymd();
            format!("{day:02}.{month:02}.{year:04}")
        }
        _ => iso.to_owned(),
    }
}
