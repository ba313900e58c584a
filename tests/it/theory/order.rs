//! Orders of service: the same mean, another spread; and people who share their inboxes.

use super::held::{agree, known, replications, subject, within};
use super::visits::Visits;
use super::{SEED, inbox, utilisation};
use meldingsflyt::queueing::{self, Order};

/// Mean wait and mean squared wait of one replication each.
fn waits(variant: Option<&str>, seed: u64) -> Vec<Vec<f64>> {
    let subject = subject("order.toml", variant, &[]);
    replications(16, |replication| {
        let (observations, visits) = subject.replicate_with(seed, replication, Visits::default());
        vec![inbox(&observations, 1)[0], visits.second_moment()]
    })
}

fn order(variant: Option<&str>, order: Order, (mean, square): (f64, f64), seed: u64) {
    let all = [
        within(mean, "mean wait", queueing::mm1(0.7, 1.0).unwrap().mean_wait),
        within(square, "mean squared wait", queueing::mm1_wait_second_moment(0.7, 1.0, order).unwrap()),
    ];
    agree(&all, &waits(variant, seed));
}

#[test]
fn first_come_first_served() {
    order(None, Order::Fifo, (0.03, 0.06), SEED + 20);
}

#[test]
fn in_order_of_lots() {
    order(Some("tilfeldig"), Order::Lot, (0.03, 0.08), SEED + 21);
}

#[test]
fn last_come_first_served() {
    order(Some("sist"), Order::Lifo, (0.03, 0.08), SEED + 22);
}

/// On the same messages, whose times are the same in any order of service: the spread grows in every replication.
#[test]
fn the_spread_grows_with_disorder() {
    let spread = |variant| -> Vec<f64> { waits(variant, SEED + 23).iter().map(|row| row[1]).collect() };
    let (fifo, random, lifo) = (spread(None), spread(Some("tilfeldig")), spread(Some("sist")));
    for ((fifo, random), lifo) in fifo.iter().zip(&random).zip(&lifo) {
        assert!(fifo < random && random < lifo, "{fifo} {random} {lifo}");
    }
}

#[test]
fn two_inboxes_apart_and_shared() {
    let figures = |variant, seed| {
        let subject = subject("pooled.toml", variant, &[]);
        replications(16, |replication| {
            let observations = subject.replicate(seed, replication);
            // Mean over both inboxes, weighted by what was begun there.
            let both = &observations.inboxes[1..3];
            let (waited, begun) =
                both.iter().fold((0, 0), |(w, b), inbox| (w + inbox.waited, b + inbox.begun));
            vec![waited as f64 / begun as f64 / super::MINUTE, utilisation(&observations, 0)]
        })
    };
    let apart = queueing::mm1(0.7, 1.0).unwrap();
    agree(
        &[within(0.02, "apart: mean wait", apart.mean_wait), known("apart: utilisation", 0.7)],
        &figures(None, SEED + 24),
    );
    let shared = queueing::mmc(1.4, 1.0, 2).unwrap();
    assert!(shared.mean_wait < 0.5 * apart.mean_wait);
    // The first of two idle people takes what comes: she is busier than the other, both together as theory says.
    let rows: Vec<Vec<f64>> =
        figures(Some("felles"), SEED + 25).into_iter().map(|row| vec![row[0]]).collect();
    agree(&[within(0.03, "shared: mean wait", shared.mean_wait)], &rows);
}
