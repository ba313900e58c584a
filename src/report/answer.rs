//! The answer as sentences and a short table for the terminal, in bokmål and English.
//!
//! Pure: results in, text out. What stands out is chosen by `rank`.

use super::figures::{Figure, mean};
use super::rank::{self, Reason};
use super::{Report, terms};
use crate::experiment::{DeadlineNote, Results, VariantResults};
use crate::measures::{Scope, label_name, measure};
use crate::record::Label;
use crate::stats;
use crate::text::{Lang, Name, number, printable};

/// Inboxes in the table at most, and at least where there are so many.
const WORST: usize = 8;
const FEWEST: usize = 3;

/// The answer itself and what binds: what needs no variant, and can be told before any is simulated.
pub fn answer(results: &Results, lang: Lang) -> String {
    let variant = results.baseline();
    let mut lines = vec![heading(results, variant), compliance(results, variant, lang)];
    lines.extend(goal(results, variant, lang));
    lines.extend(precision(variant, lang));
    lines.push(binds(variant, rank::binding(results, variant), lang));
    lines.join("\n") + "\n"
}

/// What comes after the answer: what to try, the worst inboxes, where the files lie.
pub fn what_follows(report: &Report<'_>, folder: Option<&str>, lang: Lang) -> String {
    let results = report.results;
    let variant = results.baseline();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(to_try(results, rank::binding(results, variant), lang));
    lines.push(String::new());
    lines.extend(table(results, variant, lang));
    lines.push(String::new());
    lines.extend(footer(report, folder, lang));
    lines.join("\n") + "\n"
}

fn heading(results: &Results, variant: &VariantResults) -> String {
    let title = printable(&results.title);
    if variant.key.is_empty() { title } else { format!("{title}: {}", printable(&variant.title)) }
}

fn compliance(results: &Results, variant: &VariantResults, lang: Lang) -> String {
    let deadline = &results.deadline;
    let expected = rank::overall(results, variant, |all| all.within_expected, deadline.expected);
    let limit = rank::overall(results, variant, |all| all.within_limit, deadline.limit);
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
        Lang::Nb => {
            format!("Av forespørslene besvares {expected} innen {days3} virkedager og {limit} innen {days5}.")
        }
        Lang::En => format!(
            "Of the requests {expected} are answered within {days3} working days and {limit} within {days5}."
        ),
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
    let met = stats::met_in(&values, share.as_f64());
    let years = decimal(10.0 * met as f64 / n as f64, 0, lang);
    let alpha = results.alpha_within(variant, days);
    let bounds = Figure::of(values.into_iter().map(Some), crate::measures::Quantity::Share, alpha).bounds;
    let verdict = bounds.map_or(terms::UNDECIDED, |bounds| super::tables::verdict(share.as_f64(), bounds));
    let goal = match lang {
        Lang::Nb => share.to_string().replace('.', ","),
        Lang::En => share.to_string(),
    };
    let reached = match (verdict == terms::REACHED, verdict == terms::NOT_REACHED) {
        (true, _) => Name::new("nås i gjennomsnitt", "is met on average"),
        (_, true) => Name::new("nås ikke i gjennomsnitt", "is not met on average"),
        _ => Name::new("er uavklart i gjennomsnitt", "is undecided on average"),
    };
    let weeks = results.weeks;
    let year = match (weeks == 52 || weeks == 53, lang) {
        (true, _) => String::new(),
        (false, Lang::Nb) => format!(" Et «år» er her {weeks} uker."),
        (false, Lang::En) => format!(" A \"year\" is {weeks} weeks here."),
    };
    let reached = reached.of(lang);
    Some(match lang {
        Lang::Nb => format!(
            "Måltallet, {goal} innen {days} virkedager, {reached}; det nås i {years} av 10 simulerte år ({n} gjentak).{year}"
        ),
        Lang::En => format!(
            "The goal, {goal} within {days} working days, {reached}; it is met in {years} of 10 simulated years ({n} replications).{year}"
        ),
    })
}

fn precision(variant: &VariantResults, lang: Lang) -> Option<String> {
    let half_width = variant.imprecise? * 100.0;
    Some(match lang {
        Lang::Nb => format!("Presisjon ikke nådd: ± {} prosentpoeng.", number::with_comma(half_width, 2)),
        Lang::En => format!("Precision not reached: ± {} points.", number::fixed(half_width, 2)),
    })
}

fn binds(variant: &VariantResults, binding: Option<(usize, Option<Reason>)>, lang: Lang) -> String {
    let Some((inbox, reason)) = binding else {
        return say(lang, "Ingen frister brytes i noen innboks.", "No limit passes in any inbox.");
    };
    let named = &variant.axes.inboxes[inbox];
    let (name, place) = (printable(&named.name), printable(&named.department));
    let reason = reason.map_or(String::new(), |reason| reason_text(variant, reason, lang));
    match lang {
        Lang::Nb => format!("Det som binder: {name} ({place}){reason}."),
        Lang::En => format!("What binds: {name} ({place}){reason}."),
    }
}

fn reason_text(variant: &VariantResults, reason: Reason, lang: Lang) -> String {
    match (reason, lang) {
        (Reason::UsedUp { group, utilisation }, _) => {
            let (group, used) = (printable(&variant.axes.groups[group].name), percent(utilisation, lang));
            match lang {
                Lang::Nb => format!(" – meldingstiden er for knapp: {group} bruker {used} av den"),
                Lang::En => format!(" - message time is too short: {group} uses {used} of it"),
            }
        }
        (Reason::Label(label), Lang::Nb) => {
            format!(" – tiden fram til sene svar går mest til: {}", label_name(label).nb)
        }
        (Reason::Label(label), Lang::En) => {
            format!(" - most of the time until late answers: {}", label_name(label).en.replace('_', " "))
        }
    }
}

/// The variant that helps most; where none is proved to help, what the reason calls for.
fn to_try(results: &Results, binding: Option<(usize, Option<Reason>)>, lang: Lang) -> Option<String> {
    let Some((variant, paired)) = rank::best_variant(results) else {
        let (_, reason) = binding?;
        let hint = hint(results.baseline(), reason?, lang);
        return Some(match lang {
            Lang::Nb => format!("Prøv: {hint}."),
            Lang::En => format!("Try: {hint}."),
        });
    };
    let points = |value: f64| signed(value * 100.0, lang);
    let difference = paired.difference;
    let (gain, lower, upper) = (points(difference.mean), points(difference.lower), points(difference.upper));
    let limit = results.deadline.limit;
    let (title, key) = (printable(&variant.title), printable(&variant.key));
    Some(match lang {
        Lang::Nb => format!(
            "Prøv: {title} (`--variant {key}`): {gain} prosentpoeng innen {limit} virkedager ({lower} til {upper})."
        ),
        Lang::En => format!(
            "Try: {title} (`--variant {key}`): {gain} points within {limit} working days ({lower} to {upper})."
        ),
    })
}

fn hint(variant: &VariantResults, reason: Reason, lang: Lang) -> String {
    let label = match reason {
        Reason::UsedUp { group, .. } => {
            let group = &variant.axes.groups[group];
            let (name, key, count) = (printable(&group.name), printable(&group.key), group.count + 1);
            return match lang {
                Lang::Nb => format!("én person mer i {name} (`--set staff.{key}.count={count}`)"),
                Lang::En => format!("one person more in {name} (`--set staff.{key}.count={count}`)"),
            };
        }
        Reason::Label(label) => label,
    };
    let hint = match label {
        Label::WrongGroup => Name::new("færre feilsorteringer", "fewer wrong sortings"),
        Label::WaitingForSender => {
            Name::new("færre meldinger som mangler noe", "fewer messages that lack something")
        }
        Label::Holiday => Name::new(
            "meldingstid på stengte dager og helligdager",
            "message time on closed days and holidays",
        ),
        Label::Closed => {
            Name::new("flere eller lengre tider til meldinger", "more or longer hours for messages")
        }
        Label::Absence => Name::new("vikar ved ferie og sykdom", "a stand-in for vacations and sick leave"),
        Label::Overtaken => Name::new("en annen rekkefølge (`discipline`)", "another order (`discipline`)"),
        Label::Transport | Label::Handling | Label::WaitingIntake | Label::WaitingGroup => {
            Name::new("flere folk eller mer tid til meldinger", "more people or more time for messages")
        }
    };
    hint.of(lang).to_owned()
}

fn table(results: &Results, variant: &VariantResults, lang: Lang) -> Vec<String> {
    let head = match lang {
        Lang::Nb => ["Innboks", "Avdeling", "Middelkø", "Eldste (døgn)", "Frister brutt her"],
        Lang::En => ["Inbox", "Department", "Mean queue", "Oldest (days)", "Limits passed here"],
    };
    let mut rows = vec![head.map(str::to_string)];
    for (rank, inbox) in rank::worst_inboxes(results, variant).into_iter().take(WORST).enumerate() {
        let named = &variant.axes.inboxes[inbox];
        let column = |id| {
            let measure = measure(Scope::Inbox, id);
            mean(variant, |figures| (measure.value)(figures, inbox))
        };
        let passed = column("limits_passed");
        if rank >= FEWEST && passed.is_none_or(|passed| passed < 0.05) {
            break;
        }
        let [queue, oldest, passed] = [column("mean_queue"), column("oldest"), passed]
            .map(|value| value.map_or("–".to_string(), |value| decimal(value, 1, lang)));
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
    let unsourced = report.run.unsourced();
    let mut lines = Vec::new();
    if report.run.interrupted {
        lines.push(say(
            lang,
            "Avbrutt: det som var ferdig, er med.",
            "Interrupted: what was finished is told.",
        ));
    }
    if let Some(folder) = folder.map(printable) {
        lines.push(match lang {
            Lang::Nb => format!("Rapporter: {folder}"),
            Lang::En => format!("Reports: {folder}"),
        });
    }
    lines.push(match lang {
        Lang::Nb => format!("Verdier uten kilde: {unsourced} (se 11-forutsetninger). I parentes: 95 % konfidensintervall."),
        Lang::En => {
            format!("Values without source: {unsourced} (see 11-forutsetninger). In brackets: 95 % confidence interval.")
        }
    });
    lines.push(calendar(&report.results.deadline, lang));
    lines
}

/// The deadline rule and the working days, as the deadlines of this run had them.
fn calendar(deadline: &DeadlineNote, lang: Lang) -> String {
    let (name, rule) = (deadline.rule, terms::rule(deadline.rule).of(lang));
    let days = match (deadline.saturday_counts, lang) {
        (false, Lang::Nb) => "mandag–fredag",
        (true, Lang::Nb) => "mandag–lørdag",
        (false, Lang::En) => "Monday–Friday",
        (true, Lang::En) => "Monday–Saturday",
    };
    let mut but = Vec::new();
    if deadline.holidays {
        but.push(say(lang, "norske helligdager", "Norwegian public holidays"));
    }
    match (deadline.closed.len(), lang) {
        (0, _) => {}
        (1, Lang::Nb) => but.push("1 stengt dag".into()),
        (1, Lang::En) => but.push("1 closed day".into()),
        (count, Lang::Nb) => but.push(format!("{count} stengte dager")),
        (count, Lang::En) => but.push(format!("{count} closed days")),
    }
    let but = match (but.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Nb) => format!(" unntatt {}", but.join(" og ")),
        (false, Lang::En) => format!(" except {}", but.join(" and ")),
    };
    match lang {
        Lang::Nb => format!("Fristregel: {name} ({rule}). Virkedager: {days}{but}."),
        Lang::En => format!("Deadline rule: {name} ({rule}). Working days: {days}{but}."),
    }
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
