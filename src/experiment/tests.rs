//! The measures on real runs: what is asserted at the end of each of them holds.

use super::VariantResults;
use crate::measures::testing;
use crate::measures::{Collector, Frame};
use crate::model::rules::Clause;
use crate::model::{EndOfWindow, Model, SickLeave};
use crate::random::Dice;
use crate::record::Context;
use crate::simulation::{Prepared, run};
use crate::stats::Share;

fn results(end_of_window: EndOfWindow, replications: u64) -> VariantResults {
    let mut parts = testing::parts();
    parts.period.weeks = 26;
    for group in &mut parts.staff {
        group.end_of_window = end_of_window;
        group.sick_leave = Some(SickLeave { share: Share::from_f64(0.1).unwrap(), mean_calendar_days: 5.0 });
    }
    let prepared = Prepared::new(Model::new(parts).unwrap()).unwrap();
    let frame = Frame::new(&prepared.model);
    let mut results = VariantResults::new("base", "", frame.axes.clone());
    for replication in 0..replications {
        let mut collector = Collector::new(&frame, &prepared.model);
        let (end, away) = run(&prepared, Dice::new(7, replication), &mut collector);
        let context = Context { model: &prepared.model, away: &away };
        results.push(collector.finish(&context, end));
    }
    results
}

#[test]
fn balances_hold_on_real_runs() {
    for end_of_window in EndOfWindow::ALL {
        let results = results(end_of_window, 5);
        for figures in results.observations() {
            let all = &figures.units[0];
            assert!(all.received > 1500 && all.answered > 1000, "{all:?}");
            assert!(figures.inboxes[0].queue > 0 && figures.flows.iter().any(|flow| flow.hops > 0));
            let confirmations = &figures.clauses[Clause::N2.index()];
            assert!(confirmations.returned > 100 && confirmations.handled > 0, "{confirmations:?}");
        }
    }
}
