//! Relations that hold on average: 18, 22 and 31 of the plan of trust. Rules for stochastic tests as in `theory`.

use crate::theory::held::{agree, known, replications, subject, within};
use meldingsflyt::experiment::Subject;
use meldingsflyt::model::{DemandRow, Model};
use meldingsflyt::queueing;
use meldingsflyt::stats::student;

const SEED: u64 = 20_280_401;

/// Mean wait in minutes, and arrivals, of the only group.
fn wait(subject: &Subject, replication: u64) -> Vec<f64> {
    let inbox = &subject.replicate(SEED, replication).inboxes[1];
    let minutes = inbox.observed as f64 / 6e7;
    vec![inbox.waited as f64 / inbox.begun as f64 / 6e7, inbox.arrivals as f64 / minutes]
}

#[test]
fn two_poisson_streams_are_one_of_their_sum() {
    let whole = subject("mm1.toml", None, &[]);
    let mut parts = whole.model().parts().clone();
    let mut rows: Vec<DemandRow> = vec![parts.demand[0].clone(), parts.demand[0].clone()];
    for (row, (key, share)) in rows.iter_mut().zip([("en", 0.3), ("to", 0.7)]) {
        row.key = key.into();
        row.targets[0].per_week *= share;
    }
    parts.demand = rows;
    let split = Subject::new(Model::new(parts).expect("sound")).expect("sound");
    let rows = replications(16, |replication| wait(&split, replication));
    // Standard error 0.28 %, as of one stream: six of them.
    let mean = queueing::mm1(0.5, 1.0).unwrap().mean_wait;
    agree(&[within(0.017, "mean wait", mean), known("arrivals a minute", 0.5)], &rows);
}

/// The load-weighted sum of mean waits is the same whoever is first: ρ·W₀/(1−ρ) (Kleinrock 1965, *Naval Research
/// Logistics Quarterly* 12:181–192). Under `fifo` all classes wait alike.
#[test]
fn priorities_only_shift_waits() {
    let discipline = |name: &str| {
        subject("priorities.toml", None, &[("inbox.post.discipline", name), ("period.weeks", "26")])
    };
    let (urgent, fifo) = (discipline("urgent_first"), discipline("fifo"));
    let weighted = |subject: &Subject, replication| {
        let (_, visits) = subject.replicate_with(SEED + 1, replication, crate::theory::Visits::default());
        let waits = visits.mean_waits();
        0.1 * waits[0] + 0.3 * waits[1] + 0.3 * waits[2]
    };
    let rows = replications(16, |replication| {
        let (one, other) = (weighted(&urgent, replication), weighted(&fifo, replication));
        vec![one, other, one / other]
    });
    let sum = 0.7 * 0.5125 / 0.3;
    // Standard error 0.4 % of each sum; their quotient is known much better, as the messages are the same.
    let all = [within(0.024, "urgent first", sum), within(0.024, "first come", sum), known("quotient", 1.0)];
    agree(&all, &rows);
}

#[test]
fn twice_the_messages_and_twice_the_people_wait_no_longer() {
    let one = subject("mm1.toml", Some("belastning-80"), &[("period.weeks", "10")]);
    let twice = [("period.weeks", "10"), ("staff.folk.count", "2"), ("demand.inn.per_week", "16128")];
    let two = subject("mm1.toml", None, &twice);
    let longer = |replication| vec![wait(&two, replication)[0] - wait(&one, replication)[0]];
    let differences = replications(8, longer).concat();
    let interval = student(&differences, 0.001).expect("eight pairs");
    assert!(interval.upper < 0.0, "{interval:?}");
}
