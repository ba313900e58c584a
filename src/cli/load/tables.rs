//! The tables and files of a load test.

use crate::load::{Findings, Flag, Held, Leg, Outcome, TIMER, Threshold};
use crate::report::{Cell, Check, Column, Table, junit};
use crate::stats::{Latencies, Share};
use crate::text::{Lang, Name, load as say};

/// Quantiles of each leg, in billionths.
const QUANTILES: [(&str, u32); 5] = [
    ("p50", 500_000_000),
    ("p90", 900_000_000),
    ("p99", 990_000_000),
    ("p999", 999_000_000),
    ("p9999", 999_900_000),
];
const MILLIS: Name = Name::new("ms", "ms");
/// As many messages as a table names for each finding.
const NAMED: usize = 20;

/// In reading order.
pub fn all(findings: &Findings) -> Vec<Table> {
    vec![legs(findings), ledger(findings), thresholds(findings), tool(findings)]
}

fn millis(nanos: Option<f64>) -> Cell {
    nanos.map_or(Cell::Missing, |nanos| Cell::Number { value: nanos / 1e6, decimals: 3 })
}

/// A quantile in nanoseconds.
pub fn at(of: &Latencies, billionths: u32) -> Option<f64> {
    of.quantile(Share::from_billionths(billionths)?).map(|nanos| nanos as f64)
}

fn column(id: &str, name: Name, meaning: Name, unit: Option<Name>) -> Column {
    Column { unit: unit.map(Into::into), ..Column::plain(id, name, meaning) }
}

fn legs(findings: &Findings) -> Table {
    let mut columns = vec![
        Column::plain("leg", Name::new("Etappe", "Leg"), say::LEG_MEANING),
        Column::plain("count", Name::new("Antall", "Count"), say::COUNT_MEANING),
        column("mean", Name::new("Middel", "Mean"), say::MEAN_MEANING, Some(MILLIS)),
    ];
    for (id, _) in QUANTILES {
        let name = Name::new(id, id);
        columns.push(column(id, name, say::QUANTILE_MEANING, Some(MILLIS)));
    }
    columns.push(column("max", Name::new("Lengst", "Longest"), say::MAX_MEANING, Some(MILLIS)));
    let mut table = Table::new(Name::new("1-etapper", "legs"), columns);
    for leg in Leg::ALL {
        let of = findings.legs.of(leg);
        let mut row =
            vec![Cell::Term(say::leg(leg.name()).into()), Cell::Count(of.count()), millis(of.mean())];
        row.extend(QUANTILES.map(|(_, q)| millis(at(of, q))));
        row.push(millis(of.max().map(|nanos| nanos as f64)));
        table.push(row);
    }
    table
}

fn ledger(findings: &Findings) -> Table {
    let columns = vec![
        Column::plain("finding", Name::new("Funn", "Finding"), say::FINDING_MEANING),
        Column::plain("messages", Name::new("Meldinger", "Messages"), say::COUNT_MEANING),
        Column::plain("share", Name::new("Andel %", "Share"), say::SHARE_MEANING),
        Column::plain("named", Name::new("Nummer", "Named"), say::NAMED_MEANING),
    ];
    let mut table = Table::new(Name::new("2-regnskap", "ledger"), columns);
    let ledger = &findings.ledger;
    let outcomes = Outcome::ALL.map(|outcome| (outcome.name(), ledger.count(outcome)));
    let flags = Flag::ALL.map(|flag| (flag.name(), ledger.flagged(flag)));
    for (name, count) in outcomes.into_iter().chain(flags) {
        let share = (!ledger.is_empty()).then(|| count as f64 / ledger.len() as f64);
        let ids: Vec<String> = ledger.named(name).iter().take(NAMED).map(u64::to_string).collect();
        table.push(vec![
            Cell::Term(say::finding(name).into()),
            Cell::Count(count),
            share.map_or(Cell::Missing, Cell::Share),
            Cell::text(ids.join(" ")),
        ]);
    }
    table
}

/// A threshold in a sentence.
pub fn sentence(threshold: &Threshold, lang: Lang) -> String {
    match threshold {
        Threshold::Latency { leg, quantile, at_most, .. } => {
            say::latency_at_most(lang, say::leg(leg.name()), quantile.as_f64(), *at_most as f64 / 1e6)
        }
        Threshold::Share { of, at_most } => say::share_at_most(lang, say::finding(of), at_most.as_f64()),
    }
}

/// What was found, as text.
pub fn found(held: &Held, lang: Lang) -> String {
    match (held.found, held.threshold) {
        (None, _) => say::NOTHING.of(lang).to_owned(),
        (Some(nanos), Threshold::Latency { .. }) => say::decimal(lang, nanos / 1e6, 3) + " ms",
        (Some(share), Threshold::Share { .. }) => say::decimal(lang, share * 100.0, 4) + " %",
    }
}

fn thresholds(findings: &Findings) -> Table {
    let columns = vec![
        Column::plain("threshold", Name::new("Krav", "Threshold"), say::THRESHOLD_MEANING),
        Column::plain("found", Name::new("Funnet", "Found"), say::FOUND_MEANING),
        Column::plain("met", Name::new("Holdt", "Met"), say::MET_MEANING),
    ];
    let mut table = Table::new(Name::new("3-krav", "thresholds"), columns);
    for held in findings.held() {
        let words = |of: &dyn Fn(Lang) -> String| {
            Cell::Words(crate::text::Words { nb: of(Lang::Nb), en: of(Lang::En) })
        };
        table.push(vec![
            words(&|lang| sentence(&held.threshold, lang)),
            words(&|lang| found(&held, lang)),
            Cell::Flag(held.met),
        ]);
    }
    table
}

fn tool(findings: &Findings) -> Table {
    let columns = vec![
        Column::plain("what", Name::new("Hva", "What"), say::WHAT_MEANING),
        Column::plain("value", Name::new("Verdi", "Value"), say::VALUE_MEANING),
    ];
    let mut table = Table::new(Name::new("4-verktoy", "tool"), columns);
    let number =
        |value: Option<f64>, decimals| value.map_or(Cell::Missing, |value| Cell::Number { value, decimals });
    let sent = findings.ledger.len();
    let each = findings.cpu.filter(|_| sent > 0).map(|cpu| cpu as f64 / 1e3 / sent as f64);
    let cost = findings.login_cost.as_ref().and_then(Latencies::mean).map(|nanos| nanos / 1e3);
    let rows = [
        (say::PLANNED, Cell::Count(findings.planned)),
        (say::SENT, Cell::Count(sent)),
        (say::ACKNOWLEDGED, Cell::Count(findings.acknowledged)),
        (say::SECONDS, number(Some(findings.whole as f64 / 1e9), 3)),
        (say::RATE, number(findings.rate(), 1)),
        (say::CPU, number(findings.cpu.map(|cpu| cpu as f64 / 1e9), 3)),
        (say::CPU_EACH, number(each, 1)),
        (say::LOGIN_COST, number(cost, 1)),
        (say::CONNECTIONS, Cell::Count(findings.connections)),
        (say::TIMER_USED, Cell::text(TIMER)),
    ];
    for (what, value) in rows {
        table.push(vec![Cell::Term(what.into()), value]);
    }
    table
}

/// Histograms, and what build servers read.
pub fn files(findings: &mut Findings) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for leg in Leg::ALL {
        let of = findings.legs.of(leg);
        if !of.is_empty() {
            files.push((format!("{}.hgrm", leg.name()), of.percentiles().into_bytes()));
        }
    }
    files.push(("junit.xml".to_owned(), junit("meldingsflyt load", &checks(findings))));
    files.extend(findings.legs.finish().map(|log| ("sekunder.hlog".to_owned(), log.as_bytes().to_vec())));
    files
}

fn checks(findings: &Findings) -> Vec<Check> {
    let check = |name: String, failure: Option<String>| Check { name, failure };
    let reasons: Vec<String> =
        findings.invalid().iter().map(|why| say::invalid(Lang::En, why.words())).collect();
    let mut all = vec![check("valid".to_owned(), (!reasons.is_empty()).then(|| reasons.join(" ")))];
    let ledger = &findings.ledger;
    let outcomes = Outcome::ALL.iter().filter(|o| o.is_violation()).map(|o| (o.name(), ledger.count(*o)));
    let flags = Flag::ALL.iter().filter(|f| f.is_violation()).map(|f| (f.name(), ledger.flagged(*f)));
    for (name, count) in outcomes.chain(flags) {
        all.push(check(
            format!("ledger {name}"),
            (count > 0).then(|| format!("{count}: {:?}", ledger.named(name))),
        ));
    }
    for held in findings.held() {
        let failure = (!held.met).then(|| found(&held, Lang::En));
        all.push(check(sentence(&held.threshold, Lang::En), failure));
    }
    all
}
