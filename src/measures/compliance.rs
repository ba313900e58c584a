//! Deadline compliance of the cohort: requests received in the observation window, wherever they close.
//!
//! Booked on the addressed service. Knows neither inboxes nor reasons.

use super::axes::{Axes, Level, Part};
use super::frame::Frame;
use crate::model::DeadlineSpec;
use crate::record::{Outcome, Request};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// What became of the cohort's requests of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compliance {
    pub received: u64,
    pub answered: u64,
    pub returned: u64,
    pub withdrawn: u64,
    pub open_overdue: u64,
    /// Left out of the denominator: nobody knows yet.
    pub open_not_due: u64,
    /// Answered within the expected time, the limit, and the goal's time.
    pub within_expected: u64,
    pub within_limit: u64,
    pub within_goal: u64,
}

impl Compliance {
    /// Received − returned, without what was open and not due at the end.
    pub fn denominator(&self) -> u64 {
        self.received - self.returned - self.open_not_due
    }

    /// A share of the denominator; `None` of nothing.
    pub fn share(&self, within: u64) -> Option<f64> {
        let denominator = self.denominator();
        (denominator > 0).then(|| within as f64 / denominator as f64)
    }
}

impl AddAssign<&Compliance> for Compliance {
    fn add_assign(&mut self, other: &Compliance) {
        self.received += other.received;
        self.answered += other.answered;
        self.returned += other.returned;
        self.withdrawn += other.withdrawn;
        self.open_overdue += other.open_overdue;
        self.open_not_due += other.open_not_due;
        self.within_expected += other.within_expected;
        self.within_limit += other.within_limit;
        self.within_goal += other.within_goal;
    }
}

/// How one request of the cohort ended.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// Closed after so many working days.
    Closed(Outcome, u32),
    OpenOverdue,
    OpenNotDue,
}

/// Compliance by service, municipality, topic and week of receipt.
pub(super) struct ComplianceCollector {
    services: Vec<Compliance>,
    municipalities: Vec<Compliance>,
    topics: Vec<Compliance>,
    /// As `Axes::week_row`; the rows of all directions are filled at the end.
    weeks: Vec<Compliance>,
}

impl ComplianceCollector {
    pub fn new(axes: &Axes) -> Self {
        let of = |level| vec![Compliance::default(); axes.units.iter().filter(|u| u.level == level).count()];
        ComplianceCollector {
            services: of(Level::Service),
            municipalities: of(Level::Municipality),
            topics: of(Level::Topic),
            weeks: vec![Compliance::default(); Part::ALL.len() * axes.weeks.len()],
        }
    }

    pub fn ended(&mut self, frame: &Frame, spec: &DeadlineSpec, request: &Request, end: End) {
        let service = request.service.expect("what is received has an address");
        let row = frame.service(service);
        let direction = row.part.index() - 1;
        let one = outcome(spec, end);
        self.services[service.index()] += &one;
        self.topics[2 * request.row.index() + direction] += &one;
        self.weeks[frame.axes.week_row(row.part, frame.week(request.received))] += &one;
        if let Some(municipality) = frame.municipality(request.sender, row) {
            self.municipalities[2 * municipality as usize + direction] += &one;
        }
    }

    /// (by unit, by part and week), in the rows of the axes.
    pub fn finish(mut self, frame: &Frame) -> (Vec<Compliance>, Vec<Compliance>) {
        let axes = &frame.axes;
        let departments = axes.units.iter().filter(|unit| unit.level == Level::Department).count();
        let mut parts = [Compliance::default(); 3];
        let mut by_department = vec![Compliance::default(); departments];
        for (index, figures) in self.services.iter().enumerate() {
            let row = frame.service(crate::model::ServiceId::from(index));
            parts[0] += figures;
            parts[row.part.index()] += figures;
            if let Some(department) = by_department.get_mut(row.place as usize) {
                *department += figures;
            }
        }
        for week in 0..axes.weeks.len() {
            let mut all = self.weeks[axes.week_row(Part::ToHospital, week)];
            all += &self.weeks[axes.week_row(Part::ToMunicipality, week)];
            self.weeks[axes.week_row(Part::All, week)] = all;
        }
        check_sums(&parts[0], &[&self.topics, &self.weeks[..axes.weeks.len()]]);
        let mut units = parts.to_vec();
        units.extend(by_department);
        units.extend(self.services);
        units.extend(self.municipalities);
        units.extend(self.topics);
        (units, self.weeks)
    }
}

fn outcome(spec: &DeadlineSpec, end: End) -> Compliance {
    let mut one = Compliance { received: 1, ..Compliance::default() };
    match end {
        End::Closed(Outcome::Answered, days) => {
            one.answered = 1;
            one.within_expected = u64::from(days <= spec.expected.0);
            one.within_limit = u64::from(days <= spec.limit.0);
            one.within_goal = spec.goal.map_or(0, |goal| u64::from(days <= goal.within.0));
        }
        End::Closed(Outcome::Returned(_), _) => one.returned = 1,
        End::Closed(Outcome::Withdrawn, _) => one.withdrawn = 1,
        End::OpenOverdue => one.open_overdue = 1,
        End::OpenNotDue => one.open_not_due = 1,
    }
    one
}

/// Every division of the cohort adds up to the same whole.
fn check_sums(whole: &Compliance, divisions: &[&[Compliance]]) {
    for division in divisions {
        let mut sum = Compliance::default();
        division.iter().for_each(|part| sum += part);
        assert_eq!(sum, *whole, "parts of the cohort do not add up");
    }
}
