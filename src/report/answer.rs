//! The answer as sentences and a short table for the terminal, in bokmål and English.
//!
//! Pure: results in, text out. What stands out is chosen by `rank`.

use super::figures::{Figure, figure, mean};
use super::rank::{self, Reason};
use super::{Report, terms};
use crate::experiment::{Results, VariantResults};
use crate::measures::{Scope, label_name, measure};
use crate::stats;
use crate::text::{Lang, number, printable};

/// Inboxes in the table.
const WORST: usize = 8;

/// What `run` prints: the answer, what binds and what to try, the worst inboxes, where the files lie.
pub fn answer(report: &Report<'_>, folder: Option<&str>, lang: Lang) -> String {
    let results = report.results;
    let variant = results.baseline();
    let mut lines = vec![compliance(results, variant, lang)];
    lines.extend(goal(results, variant, lang));
    lines.extend(precision(results, lang));
    lines.push(binds(results, variant, lang));
    lines.push(to_try(report, lang));
    lines.push(String::new());
    lines.extend(table(results, variant, lang));
    lines.push(String::new());
    lines.extend(footer(report, folder, lang));
    lines.join("\n") + "\n"
}

fn compliance(results: &Results, variant: &VariantResults, lang: Lang) -> String {
    let deadline = &results.deadline;
    let expected = rank::overall(results, variant, |all| all.within_expected);
    let limit = rank::overall(results, variant, |all| all.within_limit);
    let (Some(_), Some(_)) = (expected.mean, limit.mean) else {
        return say(
            lang,
            "Ingen forespørsler ble mottatt i perioden.",
            "No request was received in the window.",
        );
    };
    let (days3, days5) = (deadline.expected, deadline.limit);
    let (expected, limit) = (with_interval(&expected, lang), with_interval(&limit, lang));
    match lang {
        Lang::Nb => format!("{expected} besvares innen {days3} virkedager og {limit} innen {days5}."),
        Lang::En => {
            format!("{expected} are answered within {days3} working days and {limit} within {days5}.")
        }
    }
}

fn goal(results: &Results, variant: &VariantResults, lang: Lang) -> Option<String> {
    let (share, days) = results.deadline.goal?;
    let within =
        |figures: &crate::measures::Observations| figures.units[0].share(figures.units[0].within_goal);
    let values: Vec<f64> = variant.values(within).flatten().collect();
    if values.is_empty() {
        return None;
    }
    let n = values.len();
    let years = number::fixed(10.0 * stats::met_in(&values, share.as_f64()) as f64 / n as f64, 0);
    let verdict = Figure::of(values.into_iter().map(Some), crate::measures::Quantity::Share, results.alpha)
        .bounds
        .map(|bounds| super::tables::verdict(share.as_f64(), bounds));
    let verdict = verdict.unwrap_or(terms::UNDECIDED);
    let goal = match lang {
        Lang::Nb => share.to_string().replace('.', ","),
        Lang::En => share.to_string(),
    };
    let weeks = results.weeks;
    let year = match (weeks == 52 || weeks == 53, lang) {
        (true, _) => String::new(),
        (false, Lang::Nb) => format!(" Et «år» er her {weeks} uker."),
        (false, Lang::En) => format!(" A \"year\" is {weeks} weeks here."),
    };
    Some(match lang {
        Lang::Nb => format!(
            "Måltallet, {goal} innen {days} virkedager: {}; nådd i {years} av 10 simulerte år ({n} gjentak).{year}",
            verdict.nb
        ),
        Lang::En => format!(
            "The goal, {goal} within {days} working days: {}; met in {years} of 10 simulated years ({n} replications).{year}",
            verdict.en.replace('_', " ")
        ),
    })
}

fn precision(results: &Results, lang: Lang) -> Option<String> {
    let half_width = results.imprecise? * 100.0;
    Some(match lang {
        Lang::Nb => format!("Presisjon ikke nådd: ± {} prosentpoeng.", number::with_comma(half_width, 2)),
        Lang::En => format!("Precision not reached: ± {} points.", number::fixed(half_width, 2)),
    })
}

fn binds(results: &Results, variant: &VariantResults, lang: Lang) -> String {
    let worst = rank::worst_inboxes(results, variant);
    let passed = |inbox: usize| {
        figure(results, variant, measure(Scope::Inbox, "limits_passed"), inbox).mean.unwrap_or(0.0)
    };
    let Some(&inbox) = worst.first().filter(|inbox| passed(**inbox) > 0.0) else {
        return say(lang, "Ingen frister brytes i noen innboks.", "No limit passes in any inbox.");
    };
    let named = &variant.axes.inboxes[inbox];
    let reason = rank::reason(results, variant, inbox);
    let (name, place) = (printable(&named.name), printable(&named.department));
    match lang {
        Lang::Nb => format!("Det som binder: {name} ({place}){}.", reason_text(variant, reason, lang)),
        Lang::En => format!("What binds: {name} ({place}){}.", reason_text(variant, reason, lang)),
    }
}

fn reason_text(variant: &VariantResults, reason: Option<Reason>, lang: Lang) -> String {
    match (reason, lang) {
        (None, _) => String::new(),
        (Some(Reason::UsedUp { group, utilisation }), Lang::Nb) => {
            let (group, used) = (printable(&variant.axes.groups[group].name), percent(utilisation, lang));
            format!(" – meldingstiden er brukt opp: {group} bruker {used} av den")
        }
        (Some(Reason::UsedUp { group, utilisation }), Lang::En) => {
            let (group, used) = (printable(&variant.axes.groups[group].name), percent(utilisation, lang));
            format!(" - message time is used up: {group} uses {used} of it")
        }
        (Some(Reason::Label(label)), Lang::Nb) => {
            format!(" – tiden går mest til: {}", label_name(label).nb)
        }
        (Some(Reason::Label(label)), Lang::En) => {
            format!(" - most of the time: {}", label_name(label).en.replace('_', " "))
        }
    }
}

fn to_try(report: &Report<'_>, lang: Lang) -> String {
    let Some((variant, paired)) = rank::best_variant(report.results) else {
        let scenario = printable(&report.run.scenario);
        return match lang {
            Lang::Nb => format!("Prøv: `meldingsflyt staff {scenario}` finner minimumsbemanningen."),
            Lang::En => format!("Try: `meldingsflyt staff {scenario}` finds the minimum staffing."),
        };
    };
    let points = |value: f64| signed(value * 100.0, lang);
    let difference = paired.difference;
    let (gain, lower, upper) = (points(difference.mean), points(difference.lower), points(difference.upper));
    let limit = report.results.deadline.limit;
    let (title, key) = (printable(&variant.title), printable(&variant.key));
    match lang {
        Lang::Nb => format!(
            "Prøv: {title} (`--variant {key}`): {gain} prosentpoeng innen {limit} virkedager ({lower} til {upper})."
        ),
        Lang::En => format!(
            "Try: {title} (`--variant {key}`): {gain} points within {limit} working days ({lower} to {upper})."
        ),
    }
}

fn table(results: &Results, variant: &VariantResults, lang: Lang) -> Vec<String> {
    let head = match lang {
        Lang::Nb => ["Innboks", "Avdeling", "Middelkø", "Eldste (døgn)", "Frister brutt her"],
        Lang::En => ["Inbox", "Department", "Mean queue", "Oldest (days)", "Limits passed here"],
    };
    let mut rows = vec![head.map(str::to_string)];
    for inbox in rank::worst_inboxes(results, variant).into_iter().take(WORST) {
        let named = &variant.axes.inboxes[inbox];
        let column = |id| {
            let measure = measure(Scope::Inbox, id);
            let value = mean(variant, |figures| (measure.value)(figures, inbox));
            value.map_or("–".to_string(), |value| decimal(value, 1, lang))
        };
        let figures = [column("mean_queue"), column("oldest"), column("limits_passed")];
        let [queue, oldest, passed] = figures;
        rows.push([printable(&named.name), printable(&named.department), queue, oldest, passed]);
    }
    aligned(&rows)
}

/// Text to the left, numbers to the right.
fn aligned(rows: &[[String; 5]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4].map(width);
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            let room = " ".repeat(width - cell.chars().count());
            if column < 2 { format!("{cell}{room}") } else { format!("{room}{cell}") }
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_string()
    };
    rows.iter().map(line).collect()
}

fn footer(report: &Report<'_>, folder: Option<&str>, lang: Lang) -> Vec<String> {
    let (unsourced, rule) = (report.run.unsourced(), report.results.deadline.rule);
    let mut lines = Vec::new();
    if report.run.interrupted {
        lines.push(say(
            lang,
            "Avbrutt: det som var ferdig, er med.",
            "Interrupted: what was finished is told.",
        ));
    }
    if let Some(folder) = folder {
        lines.push(match lang {
            Lang::Nb => format!("Rapporter: {folder}"),
            Lang::En => format!("Reports: {folder}"),
        });
    }
    lines.push(match lang {
        Lang::Nb => format!("Verdier uten kilde: {unsourced} (se 11-forutsetninger). Fristregel: {rule}."),
        Lang::En => {
            format!("Values without source: {unsourced} (see 11-forutsetninger). Deadline rule: {rule}.")
        }
    });
    lines
}

/// `93,4 % (92,8–94,0)`.
fn with_interval(figure: &Figure, lang: Lang) -> String {
    let mean = figure.mean.map_or(String::new(), |mean| percent(mean, lang));
    match figure.bounds {
        None => mean,
        Some((lower, upper)) => {
            let [lower, upper] = [lower, upper].map(|bound| decimal(bound * 100.0, 1, lang));
            format!("{mean} ({lower}–{upper})")
        }
    }
}

fn percent(share: f64, lang: Lang) -> String {
    format!("{} %", decimal(share * 100.0, 1, lang))
}

fn signed(value: f64, lang: Lang) -> String {
    let text = decimal(value, 1, lang);
    if text.starts_with('-') { text } else { format!("+{text}") }
}

fn decimal(value: f64, decimals: usize, lang: Lang) -> String {
    match lang {
        Lang::Nb => number::with_comma(value, decimals),
        Lang::En => number::fixed(value, decimals),
    }
}

fn say(lang: Lang, nb: &str, en: &str) -> String {
    match lang {
        Lang::Nb => nb.to_string(),
        Lang::En => en.to_string(),
    }
}
