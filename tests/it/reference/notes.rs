//! What happened to happen in a run, so that the features of random scenarios can be counted.

use super::world::{Case, World};
use meldingsflyt::calendar::MessageTime;
use meldingsflyt::model::{Discipline, Factor, InboxId, Model, RoleSet};
use meldingsflyt::time::Date;

impl World<'_> {
    /// Notes where a discipline chose another than the first that came.
    pub fn note_discipline(&mut self, inbox: InboxId, roles: RoleSet, first: usize) {
        let by_arrival = self.hers_in(inbox, roles).min_by_key(|c| self.rank(*c, Discipline::Fifo));
        let others = self.hers_in(inbox, roles).count() > 1;
        let discipline = self.model.inboxes[inbox.index()].discipline;
        if discipline == Discipline::Fifo && others {
            self.note("fifo: several waited");
        }
        if by_arrival == Some(first) {
            return;
        }
        self.note(match discipline {
            Discipline::Fifo => "fifo: never",
            Discipline::Lifo => "lifo: not the first that came",
            Discipline::Random => "random: not the first that came",
            Discipline::EarliestDue => "earliest_due: not the first that came",
            Discipline::UrgentFirst => "urgent_first: not the first that came",
            Discipline::ShortestFirst => "shortest_first: not the first that came",
        });
    }

    /// Of the person who begins a case.
    pub fn note_person(&mut self, person: usize, case: &Case) {
        let group = &self.model.staff[self.model.persons[person].group.index()];
        let (date, _) = self.days.clock[self.tick as usize];
        let notes = [
            (group.speed > Factor::ONE, "person: fast"),
            (group.speed < Factor::ONE, "person: slow"),
            (!group.position.is_one(), "person: part of a position"),
            (group.roles.len() > 1, "person: several roles"),
            (group.serves.first() != Some(&case.inbox), "person: serves several inboxes"),
            (matches!(group.roster.message, MessageTime::Share(_)), "message time: share"),
            (matches!(group.roster.message, MessageTime::Windows(_)), "message time: windows"),
            (matches!(group.roster.message, MessageTime::Whole), "message time: whole roster"),
            (self.days.closed(date), "person: works on a day off"),
            (group.roster.days.iter().any(|day| day.len() > 1), "person: several windows a day"),
        ];
        for (_, what) in notes.iter().filter(|(happened, _)| *happened) {
            self.note(what);
        }
    }

    /// Somebody is away while something waits in her first inbox.
    pub fn note_absence(&mut self, person: usize) {
        if self.presences[person].missed[self.tick as usize] {
            let (date, _) = self.days.clock[self.tick as usize];
            if let Some(why) = self.presences[person].why.get(&date) {
                self.note(why);
            }
        }
    }

    /// What the calendar has between the first date and the end of the window.
    pub fn note_calendar(&mut self) {
        let period = self.model.period;
        for date in (period.first().days()..period.end().days()).map(Date::from_days) {
            let length = self.days.start(date.plus(1)) - self.days.start(date);
            let weekday = date.weekday().index() < 5;
            let listed = self.model.parts().calendar.closed.contains(&date);
            let notes = [
                (length == 1380, "clock change in spring"),
                (length == 1500, "clock change in autumn"),
                (weekday && listed, "closed day"),
                (weekday && !listed && self.days.closed(date), "public holiday"),
                (self.days.working_day(date) && self.days.short(date).is_some(), "short day"),
            ];
            for (_, what) in notes.iter().filter(|(happened, _)| *happened) {
                self.note(what);
            }
        }
        if self.model.hard_end {
            self.note("hard end");
        }
        if self.model.period.warm_up_weeks > 0 {
            self.note("warm-up");
        }
        self.note_deadline(self.model);
    }

    fn note_deadline(&mut self, model: &Model) {
        self.note(match model.deadline.rule.rule {
            meldingsflyt::calendar::DeadlineRule::CalendarDay => "deadline: calendar_day",
            meldingsflyt::calendar::DeadlineRule::NextDayAfterClosing => "deadline: next_day_after_closing",
            meldingsflyt::calendar::DeadlineRule::OpenHours => "deadline: open_hours",
            meldingsflyt::calendar::DeadlineRule::None => "deadline: none",
        });
    }
}
