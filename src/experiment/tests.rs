//! The measures on real runs: what is asserted at the end of each of them holds.

use super::testing::{parts, results, variant};
use crate::measures::{LABELS, Part};
use crate::model::EndOfWindow;
use crate::model::rules::Clause;

#[test]
fn balances_hold_on_real_runs() {
    for end_of_window in EndOfWindow::ALL {
        let mut parts = parts();
        parts.staff.iter_mut().for_each(|group| group.end_of_window = end_of_window);
        let results = variant("basis", parts, 5);
        for figures in results.observations() {
            let all = &figures.units[0];
            assert!(all.received > 1500 && all.answered > 1000, "{all:?}");
            assert!(figures.inboxes[0].queue > 0 && figures.flows.iter().any(|flow| flow.hops > 0));
            let confirmations = &figures.clauses[Clause::N2.index()];
            assert!(confirmations.returned > 100 && confirmations.handled > 0, "{confirmations:?}");
        }
    }
}

#[test]
fn parts_of_a_year_recombine_to_the_whole() {
    for variant in &results(3).variants {
        for figures in variant.observations() {
            let weeks = figures.week_queues.len() / Part::ALL.len();
            let inboxes: i64 = figures.inboxes.iter().map(|inbox| inbox.queue).sum();
            assert_eq!(figures.week_queues[..weeks].iter().map(|week| week.queue).sum::<i64>(), inboxes);
            assert_eq!(figures.hours[..168].iter().map(|hour| hour.queue).sum::<i64>(), inboxes);
            let observed = figures.inboxes[0].observed;
            assert_eq!(figures.hours[..168].iter().map(|hour| hour.length).sum::<i64>(), observed);
            let reply = &figures.reply[0];
            assert_eq!(reply.all(), figures.units[0].received - figures.units[0].returned);
            assert_eq!(reply.within(5), figures.units[0].within_limit);
            assert_eq!(
                figures.late[0].late,
                figures.units[0].answered - figures.units[0].within_limit + figures.units[0].open_overdue
            );
            assert_eq!(figures.late[0].micros.len(), LABELS);
        }
        let detail = variant.detail();
        let sum: i64 = variant.observations().iter().flat_map(|f| &f.inboxes).map(|inbox| inbox.queue).sum();
        assert_eq!(detail.inbox_weeks.iter().sum::<i64>(), sum);
        assert_eq!(detail.inbox_hours.iter().sum::<i64>(), sum);
        let chosen: i64 = variant.observations().iter().map(|f| f.inboxes[1].queue).sum();
        assert_eq!(detail.series[0].iter().sum::<i64>(), chosen);
    }
}
