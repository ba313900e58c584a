//! Deadline compliance of the cohort: requests received in the observation window, wherever they close.
//!
//! Booked on the addressed service. Knows neither inboxes nor reasons.

use super::axes::{Axes, Level, Part};
use super::frame::{Frame, ServiceRow};
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

/// Ways to end: within none, some or all of the three times; returned, withdrawn, open overdue, open not due.
const CLASSES: usize = 12;

/// Requests by how they ended.
type Classes = [u32; CLASSES];

/// Compliance by service, municipality, topic and week of receipt: one addition each a request.
pub(super) struct ComplianceCollector {
    services: Vec<Classes>,
    municipalities: Vec<Classes>,
    topics: Vec<Classes>,
    /// As `Axes::week_row`; the rows of all directions are filled at the end.
    weeks: Vec<Classes>,
}

impl ComplianceCollector {
    pub fn new(axes: &Axes) -> Self {
        let of = |level| vec![[0; CLASSES]; axes.units.iter().filter(|u| u.level == level).count()];
        ComplianceCollector {
            services: of(Level::Service),
            municipalities: of(Level::Municipality),
            topics: of(Level::Topic),
            weeks: vec![[0; CLASSES]; Part::ALL.len() * axes.weeks.len()],
        }
    }

    #[inline]
    pub fn ended(&mut self, frame: &Frame, class: Class, request: &Request, row: ServiceRow) {
        let direction = row.part.index() - 1;
        let service = request.service.expect("what is received has an address");
        let Class(class) = class;
        self.services[service.index()][class] += 1;
        self.topics[2 * request.row.index() + direction][class] += 1;
        self.weeks[frame.axes.week_row(row.part, frame.week(request.received))][class] += 1;
        if let Some(municipality) = frame.municipality(request.sender, row) {
            self.municipalities[2 * municipality as usize + direction][class] += 1;
        }
    }

    /// (by unit, by part and week), in the rows of the axes.
    pub fn finish(self, frame: &Frame) -> (Vec<Compliance>, Vec<Compliance>) {
        let axes = &frame.axes;
        let [services, municipalities, topics, mut weeks] =
            [self.services, self.municipalities, self.topics, self.weeks].map(figures);
        let departments = axes.units.iter().filter(|unit| unit.level == Level::Department).count();
        let mut parts = [Compliance::default(); 3];
        let mut by_department = vec![Compliance::default(); departments];
        for (index, figures) in services.iter().enumerate() {
            let row = frame.service(crate::model::ServiceId::from(index));
            parts[0] += figures;
            parts[row.part.index()] += figures;
            if let Some(department) = by_department.get_mut(row.place as usize) {
                *department += figures;
            }
        }
        for week in 0..axes.weeks.len() {
            let mut all = weeks[axes.week_row(Part::ToHospital, week)];
            all += &weeks[axes.week_row(Part::ToMunicipality, week)];
            weeks[axes.week_row(Part::All, week)] = all;
        }
        check_sums(&parts[0], &[&topics, &weeks[..axes.weeks.len()]]);
        let mut units = parts.to_vec();
        units.extend(by_department);
        units.extend(services);
        units.extend(municipalities);
        units.extend(topics);
        (units, weeks)
    }
}

/// How a request of the cohort ended. Answered: a bit for each of the times that were kept; else 8 and up.
#[derive(Clone, Copy)]
pub(super) struct Class(usize);

impl Class {
    pub const OPEN_OVERDUE: Class = Class(10);
    pub const OPEN_NOT_DUE: Class = Class(11);

    /// Closed after so many working days.
    #[inline]
    pub fn closed(spec: &DeadlineSpec, outcome: Outcome, days: u32) -> Class {
        Class(match outcome {
            Outcome::Answered => {
                let goal = spec.goal.is_some_and(|goal| days <= goal.within.0);
                usize::from(days <= spec.expected.0)
                    | usize::from(days <= spec.limit.0) << 1
                    | usize::from(goal) << 2
            }
            Outcome::Returned(_) => 8,
            Outcome::Withdrawn => 9,
        })
    }
}

fn figures(all: Vec<Classes>) -> Vec<Compliance> {
    let one = |classes: &Classes| {
        let count = |wanted: &dyn Fn(usize) -> bool| -> u64 {
            classes.iter().enumerate().filter(|(class, _)| wanted(*class)).map(|(_, n)| u64::from(*n)).sum()
        };
        let within = |bit: usize| count(&|class| class < 8 && class & bit != 0);
        Compliance {
            received: count(&|_| true),
            answered: count(&|class| class < 8),
            returned: u64::from(classes[8]),
            withdrawn: u64::from(classes[9]),
            open_overdue: u64::from(classes[10]),
            open_not_due: u64::from(classes[11]),
            within_expected: within(1),
            within_limit: within(2),
            within_goal: within(4),
        }
    };
    all.iter().map(one).collect()
}

/// Every division of the cohort adds up to the same whole.
fn check_sums(whole: &Compliance, divisions: &[&[Compliance]]) {
    for division in divisions {
        let mut sum = Compliance::default();
        division.iter().for_each(|part| sum += part);
        assert_eq!(sum, *whole, "parts of the cohort do not add up");
    }
}
