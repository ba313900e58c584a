//! Which figures an experiment keeps of each replication, named so that two scenarios' can be matched.
//!
//! Knows measures and axes; no interval, no table.

use super::trial::Figure;
use crate::measures::{Axes, Level, Measure, Observations, Part, Scope, Value, measure};

/// A row of the axes under a name that does not depend on its place.
fn row_name(axes: &Axes, scope: Scope, row: usize) -> String {
    match scope {
        Scope::Unit => {
            let unit = &axes.units[row];
            format!("{:?}/{}/{:?}", unit.level, unit.name, unit.direction)
        }
        Scope::Inbox => axes.inboxes[row].key.clone(),
        Scope::Group => axes.groups[row].key.clone(),
        _ => row.to_string(),
    }
}

fn rows_of(axes: &Axes, scope: Scope) -> usize {
    match scope {
        Scope::Unit => axes.units.len(),
        Scope::Inbox => axes.inboxes.len(),
        Scope::Group => axes.groups.len(),
        _ => 0,
    }
}

/// A measure in a row of the axes.
pub fn of_measure(axes: &Axes, measure: &'static Measure, row: usize) -> Figure {
    let key = format!("{:?}.{}:{}", measure.scope, measure.id, row_name(axes, measure.scope, row));
    Figure { key, value: measure.value, row }
}

/// A measure in every row of its scope.
pub fn every(axes: &Axes, scope: Scope, id: &str) -> Vec<Figure> {
    (0..rows_of(axes, scope)).map(|row| of_measure(axes, measure(scope, id), row)).collect()
}

/// The same figures of another scenario, found by name; what it does not have is `None` in every replication.
pub fn matched(own: &[Figure], other: &Axes) -> Vec<Figure> {
    let find = |figure: &Figure| -> Option<usize> {
        let Some((head, name)) = figure.key.split_once(':') else { return Some(figure.row) };
        let scope = match head.split('.').next()? {
            "Unit" => Scope::Unit,
            "Inbox" => Scope::Inbox,
            "Group" => Scope::Group,
            _ => return Some(figure.row),
        };
        (0..rows_of(other, scope)).find(|row| row_name(other, scope, *row) == name)
    };
    let same = |figure: &Figure| match find(figure) {
        Some(row) => Figure { row, ..figure.clone() },
        None => Figure { value: |_, _| None, ..figure.clone() },
    };
    own.iter().map(same).collect()
}

/// The share within the goal's days of a unit.
pub fn within_goal(row: usize) -> Figure {
    let value: Value = |figures, row| figures.units[row].share(figures.units[row].within_goal);
    Figure { key: format!("Goal:{row}"), value, row }
}

/// A figure of the whole scenario.
pub fn overall(key: &str, value: fn(&Observations, usize) -> Option<f64>) -> Figure {
    Figure { key: key.to_owned(), value, row: 0 }
}

/// Requests answered within the limit.
pub fn on_time() -> Figure {
    overall("OnTime", |figures, _| Some(figures.units[0].within_limit as f64))
}

/// Kroner a year for the contracted positions; `None` without a price.
pub fn cost() -> Figure {
    overall("Cost", |figures, _| figures.cost)
}

/// Messages waiting in all inboxes together, time-weighted mean.
pub fn waiting() -> Figure {
    overall("Waiting", |figures, _| {
        let queue: i64 = figures.inboxes.iter().map(|inbox| inbox.queue).sum();
        let observed = figures.inboxes.first()?.observed;
        (observed > 0).then(|| queue as f64 / observed as f64)
    })
}

/// Hours from arrival in an inbox until somebody begins, mean over all inboxes' cases.
pub fn mean_wait() -> Figure {
    overall("MeanWait", |figures, _| {
        let waited: i64 = figures.inboxes.iter().map(|inbox| inbox.waited).sum();
        let begun: u64 = figures.inboxes.iter().map(|inbox| inbox.begun).sum();
        (begun > 0).then(|| crate::time::Duration::from_micros(waited).hours() / begun as f64)
    })
}

/// Median hours from receipt to reply; `None` where unanswered requests could change it.
pub fn median_reply() -> Figure {
    overall("MedianReply", |figures, _| {
        let median = figures.reply[Part::All.index()].elapsed.median?;
        Some(crate::time::Duration::from_micros(median).hours())
    })
}

/// Mean hours from receipt to reply; `None` while anything is unanswered.
pub fn mean_reply() -> Figure {
    overall("MeanReply", |figures, _| {
        let micros = figures.reply[Part::All.index()].elapsed.mean?;
        Some(micros / crate::time::Duration::HOUR.micros() as f64)
    })
}

/// Limits that passed in any inbox.
pub fn limits_passed() -> Figure {
    overall("LimitsPassed", |figures, _| {
        Some(figures.inboxes.iter().map(|inbox| inbox.limits_passed as f64).sum())
    })
}

/// The rows of units of these levels.
pub fn units_of(axes: &Axes, levels: &[Level]) -> Vec<usize> {
    (0..axes.units.len()).filter(|row| levels.contains(&axes.units[*row].level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::testing::parts;
    use crate::measures::Frame;
    use crate::model::Model;

    #[test]
    fn figures_are_matched_by_name_and_not_by_place() {
        let own = Frame::new(&Model::new(parts()).unwrap()).axes;
        let figures = every(&own, Scope::Inbox, "mean_queue");
        let mut turned = (*own).clone();
        turned.inboxes.reverse();
        let removed = turned.inboxes.pop().unwrap();
        let other = matched(&figures, &turned);
        for (figure, theirs) in figures.iter().zip(&other) {
            assert_eq!(figure.key, theirs.key);
            let name = &own.inboxes[figure.row].key;
            assert!(*name == removed.key || turned.inboxes[theirs.row].key == *name);
        }
        assert_eq!(other.len(), figures.len());
    }
}
