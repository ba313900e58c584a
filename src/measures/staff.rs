//! What staff did in the observation window: time on duty, time worked by activity, overtime.
//!
//! By group. Knows persons and cases, not requests.

use super::frame::Frame;
use super::local_time::LocalTime;
use crate::model::{GroupId, Model, PersonId, StaffGroup};
use crate::record::{Context, Work};
use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// What working time goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    Sorting,
    /// Sorted and answered in one go.
    AtOnce,
    Answering,
    /// Looking at what is in the wrong place.
    WrongPlace,
    /// Asking back, and answering when asked back.
    AskingBack,
    Reading,
    Calling,
    Misuse,
}

impl Activity {
    pub const COUNT: usize = 8;

    /// The activity that a kind of work belongs to.
    pub const fn of(work: Work) -> Self {
        match work {
            Work::Sorting => Activity::Sorting,
            Work::SortingAndAnswering => Activity::AtOnce,
            Work::Answering => Activity::Answering,
            Work::LookingWrongPlace => Activity::WrongPlace,
            Work::LookingAskBack | Work::AnsweringAskBack => Activity::AskingBack,
            Work::Reading => Activity::Reading,
            Work::Calling => Activity::Calling,
            Work::LookingMisuse | Work::SortingMisuse => Activity::Misuse,
        }
    }
}

/// A group of staff over the observation window; times in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupFigures {
    /// There is always one more of them: neither positions nor message time can be told.
    #[serde(default)]
    pub unlimited: bool,
    /// Persons × position.
    pub positions: f64,
    /// Office hours of one full-time position in the window.
    pub full_time: i64,
    /// The whole roster, away ones left out.
    pub present: i64,
    /// Message time, away ones left out.
    pub on_duty: i64,
    /// Worked, overtime included.
    pub worked: i64,
    /// Worked outside message time.
    pub overtime: i64,
    pub by_activity: [i64; Activity::COUNT],
    /// Cases that fit no window of a `no_split` person.
    pub did_not_fit: u64,
}

/// All groups.
pub(super) struct Staff {
    groups: Vec<GroupFigures>,
    /// The group of each person.
    group_of: Vec<GroupId>,
}

impl Staff {
    pub fn new(frame: &Frame, model: &Model) -> Self {
        let group = |(positions, named): (&f64, &StaffGroup)| {
            let (positions, unlimited) = (*positions, named.unlimited);
            GroupFigures { positions, unlimited, ..GroupFigures::default() }
        };
        Staff {
            groups: frame.positions.iter().zip(&model.staff).map(group).collect(),
            group_of: model.persons.iter().map(|person| person.group).collect(),
        }
    }

    /// She ended, or gave back, a case after so much time within the window, so much of it overtime.
    #[inline]
    pub fn ended(&mut self, person: PersonId, work: Work, observed: Duration, overtime: Duration) {
        let group = &mut self.groups[self.group_of[person.index()].index()];
        group.overtime += overtime.micros();
        group.by_activity[Activity::of(work) as usize] += observed.micros();
    }

    pub fn did_not_fit(&mut self, person: PersonId) {
        self.groups[self.group_of[person.index()].index()].did_not_fit += 1;
    }

    /// Figures by group, and each person's message time in microseconds.
    ///
    /// # Panics
    /// If a group worked longer within its message time than it was there; the program's own fault.
    pub fn finish(
        mut self,
        frame: &Frame,
        context: &Context<'_>,
        end: Instant,
    ) -> (Vec<GroupFigures>, Vec<i64>) {
        let model = context.model;
        let period = &model.period;
        let last = period.end().plus(-1);
        let working_days = model.calendar.working_days_in(period.start.plus(-1), last);
        let full_time = model.calendar.office_day().times(i64::from(working_days)).micros();
        for group in &mut self.groups {
            group.full_time = full_time;
            group.worked = group.by_activity.iter().sum();
        }
        let mut on_duty = Vec::with_capacity(model.persons.len());
        for (person, away) in model.persons.iter().zip(context.away) {
            let group = &mut self.groups[person.group.index()];
            let mut message = 0;
            for day in &frame.rostered[person.group.index()] {
                if person.worked.contains(day.date) && !away.contains(day.date) {
                    message += day.message;
                    group.present += day.whole;
                }
            }
            group.on_duty += message;
            on_duty.push(message);
        }
        let at = LocalTime { calendar: &model.calendar, at: end };
        for (group, named) in self.groups.iter().zip(&model.staff) {
            let inside = group.worked - group.overtime;
            let possible = group.unlimited || inside <= group.on_duty;
            assert!(possible, "at {at}: {} worked longer than they were on duty", named.key);
        }
        (self.groups, on_duty)
    }
}
