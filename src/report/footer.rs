//! The last lines of an answer: where the files lie, what has no source, which days count.

use super::{Report, terms};
use crate::experiment::DeadlineNote;
use crate::text::{Lang, Name, printable};

/// Where the files lie, how many values have no source, and the calendar rule.
pub(super) fn footer(report: &Report<'_>, folder: Option<&str>, lang: Lang) -> Vec<String> {
    let unsourced = report.run.unsourced();
    let mut lines = Vec::new();
    if report.run.interrupted {
        lines.push(
            Name::new("Avbrutt: det som var ferdig, er med.", "Interrupted: what was finished is told.")
                .of(lang)
                .to_string(),
        );
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
        but.push(Name::new("norske helligdager", "Norwegian public holidays").of(lang).to_string());
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
    let clock = match deadline.stops_while_waiting {
        true => Name::new(
            " Klokka står mens avsender svarer på spørsmål.",
            " The clock stops while a sender is asked back.",
        ),
        false => Name::new("", ""),
    };
    let clock = clock.of(lang);
    match lang {
        Lang::Nb => format!("Fristregel: {name} ({rule}). Virkedager: {days}{but}.{clock}"),
        Lang::En => format!("Deadline rule: {name} ({rule}). Working days: {days}{but}.{clock}"),
    }
}
