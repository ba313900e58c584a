//! `[load]`: what a load test with this scenario must hold, and which hosts it may call.
//!
//! The simulator knows nothing of it.

use super::cursor::Section;
use super::item::Item;
use super::values::positive;
use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::Duration;

/// The section `[load]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadTest {
    /// Hosts that may be called beside this machine.
    pub allow_host: Vec<String>,
    pub thresholds: Vec<LoadThreshold>,
    pub faults: Vec<LoadFault>,
}

/// Something that goes wrong on purpose, between two times of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadFault {
    pub key: String,
    pub kind: LoadFaultKind,
    pub from: Duration,
    pub to: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadFaultKind {
    /// The tool's own message server is killed and started again each time so much has passed.
    Kill { every: Duration },
    /// This share of the calls finds its connection cut before an answer comes.
    Cut { part: Share },
    /// This share of the messages is sent twice at once.
    Twice { part: Share },
    /// This share of the calls is answered so in the target's place.
    Answer { status: u16, part: Share },
    /// Each message takes a receiver so much longer.
    SlowReceivers { pause: Duration },
}

/// Something that a load test must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadThreshold {
    pub key: String,
    pub limit: LoadLimit,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadLimit {
    /// A quantile of a leg, of what was due between two times of the run.
    Latency { leg: &'static str, quantile: Share, at_most: Duration, from: Duration, to: Duration },
    /// A share of all messages with this finding of the ledger.
    Share { of: &'static str, at_most: Share },
}

/// Legs of a message's way, as `load` names them.
pub const LEGS: [&str; 8] =
    ["accepted", "visible", "leased", "forwarded", "answered", "returned", "service", "send_lag"];
/// Findings of the ledger; `errors` is all that was neither delivered nor rightly refused.
pub const FINDINGS: [&str; 15] = [
    "errors",
    "delivered",
    "open",
    "rightly_refused",
    "wrongly_refused",
    "leaked",
    "back_pressure",
    "lost",
    "unverified",
    "duplicate",
    "ambiguous_retry",
    "misrouted",
    "corrupted",
    "out_of_order",
    "retried",
];
/// The end of a window that has none.
const NEVER: Duration = Duration::from_micros(i64::MAX / 1_000);

pub fn read(section: &Section<'_>) -> LoadTest {
    let hosts = section.get("allow_host").map(|hosts| hosts.one_or_more()).unwrap_or_default();
    let allow_host = hosts.iter().filter_map(Item::text).map(str::to_owned).collect();
    let mut thresholds = Vec::new();
    for (key, threshold) in section.each("threshold") {
        thresholds.extend(limit(&threshold).map(|limit| LoadThreshold { key: key.to_owned(), limit }));
        threshold.done();
    }
    let mut faults = Vec::new();
    for (key, fault) in section.each("fault") {
        faults.extend(read_fault(key, &fault));
        fault.done();
    }
    section.done();
    LoadTest { allow_host, thresholds, faults }
}

fn read_fault(key: &str, section: &Section<'_>) -> Option<LoadFault> {
    const KINDS: [&str; 5] = ["kill", "cut", "twice", "answer", "slow_receivers"];
    let kind = section.need("kind").and_then(|kind| named(&kind, &KINDS));
    let part = || section.need("part").and_then(|share| share.share());
    let longer = |key: &'static str| section.need(key).and_then(|time| positive(&time));
    let kind = match kind? {
        "kill" => longer("every").map(|every| LoadFaultKind::Kill { every }),
        "cut" => part().map(|part| LoadFaultKind::Cut { part }),
        "twice" => part().map(|part| LoadFaultKind::Twice { part }),
        "answer" => {
            let status = section.need("status").and_then(|status| status.whole(400, 599));
            part().zip(status).map(|(part, status)| LoadFaultKind::Answer { status: status as u16, part })
        }
        _ => longer("pause").map(|pause| LoadFaultKind::SlowReceivers { pause }),
    };
    let (from, to) = window(section);
    Some(LoadFault { key: key.to_owned(), kind: kind?, from, to })
}

/// From and to which times of the run something holds.
fn window(section: &Section<'_>) -> (Duration, Duration) {
    let from = section.get("from").and_then(|time| time.duration()).unwrap_or(Duration::ZERO);
    let to_item = section.get("to");
    let to = to_item.as_ref().and_then(|time| time.duration()).unwrap_or(NEVER);
    if from >= to
        && let Some(item) = &to_item
    {
        item.fault(say::longer_than_zero());
    }
    (from, to)
}

fn limit(section: &Section<'_>) -> Option<LoadLimit> {
    section.one_of(&["leg", "part"], true);
    if let Some(part) = section.get("part") {
        let of = named(&part, &FINDINGS);
        let at_most = section.need("at_most").and_then(|share| share.share());
        return Some(LoadLimit::Share { of: of?, at_most: at_most? });
    }
    let leg = section.get("leg").and_then(|leg| named(&leg, &LEGS));
    let quantile = section.need("percentile").and_then(|share| share.share());
    let at_most = section.need("at_most").and_then(|time| time.duration());
    let (from, to) = window(section);
    Some(LoadLimit::Latency { leg: leg?, quantile: quantile?, at_most: at_most?, from, to })
}

fn named(item: &Item<'_>, names: &[&'static str]) -> Option<&'static str> {
    let choices: Vec<(&'static str, &'static str)> = names.iter().map(|name| (*name, *name)).collect();
    item.choice(&choices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, ScenarioFile, load_from_str};
    use std::path::Path;

    const SCENARIO: &str = include_str!("../../scenarios/theory/mm1.toml");

    fn with(section: &str) -> String {
        format!("{SCENARIO}\n{section}\n")
    }

    #[test]
    fn thresholds_and_hosts_are_read() {
        let text = with(
            "[load]\nallow_host = \"msh.example.org\"\n[load.threshold.svar]\nleg = \"accepted\"\npercentile = \"99 %\"\n\
             at_most = \"0.5 s\"\nfrom = \"10 s\"\n[load.threshold.feil]\npart = \"errors\"\nat_most = \"0.1 %\"",
        );
        let load = load_from_str(&text, Path::new("")).expect("sound").load;
        assert_eq!(load.allow_host, ["msh.example.org"]);
        let share = |value: f64| Share::from_f64(value).expect("a share");
        let (half, ten) = (Duration::from_micros(500_000), Duration::SECOND.times(10));
        let latency = LoadLimit::Latency {
            leg: "accepted",
            quantile: share(0.99),
            at_most: half,
            from: ten,
            to: NEVER,
        };
        let errors = LoadLimit::Share { of: "errors", at_most: share(0.001) };
        let limits: Vec<LoadLimit> = load.thresholds.into_iter().map(|threshold| threshold.limit).collect();
        assert_eq!(limits, [latency, errors]);
        let none = load_from_str(SCENARIO, Path::new("")).expect("sound").load;
        assert_eq!(none, LoadTest::default());
    }

    #[test]
    fn faults_are_read() {
        let text = with(
            "[load.fault.a]\nkind = \"kill\"\nevery = \"10 s\"\n[load.fault.b]\nkind = \"answer\"\nstatus = 503\npart = \"1 %\"\nfrom = \"5 s\"\n\
             to = \"6 s\"\n[load.fault.c]\nkind = \"slow_receivers\"\npause = \"0.5 s\"",
        );
        let faults = load_from_str(&text, Path::new("")).expect("sound").load.faults;
        let seconds = |count| Duration::SECOND.times(count);
        let part = Share::from_f64(0.01).expect("a share");
        let fault = |key: &str, kind, (from, to)| LoadFault { key: key.to_owned(), kind, from, to };
        let always = (Duration::ZERO, NEVER);
        let known = [
            fault("a", LoadFaultKind::Kill { every: seconds(10) }, always),
            fault("b", LoadFaultKind::Answer { status: 503, part }, (seconds(5), seconds(6))),
            fault("c", LoadFaultKind::SlowReceivers { pause: Duration::from_micros(500_000) }, always),
        ];
        assert_eq!(faults, known);
        let text = with("[load.fault.a]\nkind = \"answer\"\nstatus = 200\n[load.fault.b]\nkind = \"flood\"");
        let file = ScenarioFile::from_text(&text, Path::new("")).expect("syntax");
        let told = file.scenario(&Overrides::default()).expect_err("faults").render(crate::text::Lang::En);
        for expected in ["load.fault.a.status", "load.fault.a", "part", "load.fault.b.kind", "slow_receivers"]
        {
            assert!(told.contains(expected), "{expected} in\n{told}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_all_at_once() {
        let text = with(
            "[load]\nhost = \"x\"\n[load.threshold.a]\nleg = \"acepted\"\npercentile = 99\n[load.threshold.b]\nat_most = \"1 s\"",
        );
        let file = ScenarioFile::from_text(&text, Path::new("")).expect("syntax");
        let faults = file.scenario(&Overrides::default()).expect_err("faults").render(crate::text::Lang::En);
        for told in
            ["load.host", "load.threshold.a.leg", "\"accepted\"", "percentile", "at_most", "load.threshold.b"]
        {
            assert!(faults.contains(told), "{told} in\n{faults}");
        }
    }

    #[cfg(feature = "net")]
    #[test]
    fn the_names_are_those_of_the_load_test() {
        use crate::load::{Flag, Leg, Outcome};
        assert_eq!(LEGS.to_vec(), Leg::ALL.map(Leg::name));
        let findings = Outcome::ALL.map(Outcome::name).into_iter().chain(Flag::ALL.map(Flag::name));
        assert_eq!(FINDINGS[1..].to_vec(), findings.collect::<Vec<&str>>());
    }
}
