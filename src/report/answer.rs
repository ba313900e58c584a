//! The answer as sentences and a short table for the terminal, in bokmål and English.
//!
//! Pure: results in, text out. What stands out is chosen by `rank`.

use super::figures::{Figure, mean};
use super::footer::footer;
use super::rank::{self, Reason};
use super::sentences::{aligned, decimal, in_both, percent, points, with_interval};
use super::{Report, terms};
use crate::experiment::{Results, VariantResults};
use crate::measures::{Scope, label_name, measure};
use crate::record::Label;
use crate::stats;
use crate::text::{Lang, Name, Words, number, printable};

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

/// The same for a page: the sentences in both languages, and what to try.
pub fn answer_sentences(results: &Results) -> Vec<Words> {
    in_both(|lang: Lang| {
        let variant = results.baseline();
        let said = answer(results, lang);
        // Its first line is the title.
        let mut lines: Vec<String> = said.lines().skip(1).map(str::to_owned).collect();
        let to_try = to_try(results, rank::binding(results, variant), lang);
        lines.extend(to_try.map(|line| without_command(&line)));
        lines
    })
}

/// Without what is to be typed: ` (`--variant …`)`.
fn without_command(line: &str) -> String {
    match line.split_once(" (`").and_then(|(before, rest)| Some((before, rest.split_once("`)")?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => line.to_owned(),
    }
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
        return Name::new(
            "Ingen forespørsler ble mottatt i perioden.",
            "No request was received in the window.",
        )
        .of(lang)
        .to_string();
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
        return Name::new("Ingen frister brytes i noen innboks.", "No limit passes in any inbox.")
            .of(lang)
            .to_string();
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
            format!(
                " - most of the time until late answers: {}",
                crate::text::page::reading(label_name(label).en)
            )
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
    let points = |value: f64| points(value, lang);
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
    let mut rows = vec![head.map(str::to_string).to_vec()];
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
        rows.push(vec![printable(&named.name), printable(&named.department), queue, oldest, passed]);
    }
    aligned(&rows, 2)
}
