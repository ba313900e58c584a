//! Staff: somebody for every role in every inbox, with all kinds of rosters, absence and rules.

use super::Maker;
use crate::reference::town::{LEGE, MERKANTIL, SAKSBEHANDLER, SYKEPLEIER, factor, group, time, weekdays};
use meldingsflyt::calendar::{MessageTime, RosterSpec};
use meldingsflyt::model::{
    EndOfWindow, InboxId, LowSeason, OrganisationId, RoleId, SickLeave, Side, StaffGroup, Vacation,
};
use meldingsflyt::stats::Share;

impl Maker {
    pub fn staff(&mut self) {
        for index in 0..self.parts.departments.len() {
            let department = self.parts.departments[index].clone();
            let groups: Vec<InboxId> = department.groups.iter().map(|(inbox, _)| *inbox).collect();
            let clerks_answer =
                self.parts.inboxes[groups[0].index()].answering.iter().any(|(role, _)| *role == MERKANTIL);
            let mut clerks = vec![department.parent];
            if clerks_answer {
                clerks.extend(&groups);
            }
            self.group(&format!("{}-merkantil", department.key), &[MERKANTIL], &clerks);
            if self.choices.chance(30) {
                self.group(&format!("{}-alle", department.key), &[SYKEPLEIER, LEGE], &groups);
                continue;
            }
            let mut reversed = groups.clone();
            reversed.reverse();
            self.group(&format!("{}-sykepleier", department.key), &[SYKEPLEIER], &groups);
            self.group(&format!("{}-lege", department.key), &[LEGE], &reversed);
        }
        for municipality in self.side(Side::Municipality) {
            self.municipal_staff(municipality);
        }
    }

    fn municipal_staff(&mut self, municipality: usize) {
        let key = self.parts.organisations[municipality].key.clone();
        let mut inboxes: Vec<InboxId> = (0..self.parts.inboxes.len())
            .filter(|i| self.parts.inboxes[*i].organisation == OrganisationId::from(municipality))
            .map(InboxId::from)
            .collect();
        if self.choices.chance(50) {
            inboxes.reverse();
        }
        if self.choices.chance(60) {
            self.group(&format!("{key}-alle"), &[SAKSBEHANDLER, SYKEPLEIER], &inboxes);
        } else {
            self.group(&format!("{key}-saksbehandler"), &[SAKSBEHANDLER], &inboxes);
            self.group(&format!("{key}-sykepleier"), &[SYKEPLEIER], &inboxes);
        }
    }

    fn group(&mut self, key: &str, roles: &[RoleId], serves: &[InboxId]) {
        let mut made: StaffGroup = group(key, roles[0], serves);
        made.roles = roles.to_vec();
        made.count = self.choices.of(&[1, 1, 2, 3]);
        made.roster = self.roster();
        made.end_of_window = self.choices.of(&EndOfWindow::ALL);
        if self.choices.chance(30) {
            made.position = Share::from_f64(self.choices.of(&[0.5, 0.6, 0.8])).expect("a share");
        }
        if self.mixed_speeds {
            made.speed = factor(self.choices.of(&[0.5, 1.0, 2.0]));
            if made.end_of_window == EndOfWindow::HandBack {
                made.end_of_window = EndOfWindow::Resume;
            }
        } else {
            made.speed = factor(f64::from(self.speed) / 100.0);
            self.absence(&mut made);
        }
        self.parts.staff.push(made);
    }

    fn absence(&mut self, group: &mut StaffGroup) {
        let period = self.parts.period;
        let days = i64::from(period.end().days() - period.first().days());
        if self.choices.chance(30) {
            let share = Share::from_f64(self.choices.of(&[0.1, 0.25, 0.4])).expect("a share");
            let mean_calendar_days = self.choices.of(&[1.5, 2.0, 4.0]);
            group.sick_leave = Some(SickLeave { share, mean_calendar_days });
        }
        if self.choices.chance(25) {
            let from = period.first().plus(self.choices.between(0, days - 1) as i32);
            let to = from.plus(self.choices.between(0, 6) as i32);
            let away_at_once = self.choices.between(1, i64::from(group.count)) as u32;
            group.vacations = vec![Vacation { from, to, away_at_once }];
        }
        if self.choices.chance(20) {
            let from = period.first().plus(self.choices.between(0, days - 1) as i32);
            let to = from.plus(self.choices.between(3, 12) as i32);
            let present = Share::from_f64(self.choices.of(&[0.4, 0.5, 0.75])).expect("a share");
            group.low_seasons = vec![LowSeason { from, to, present }];
        }
    }

    fn roster(&mut self) -> RosterSpec {
        let mut roster = match self.choices.between(0, 9) {
            0..=3 => weekdays(&[("08:00", "15:30")]),
            4 | 5 => weekdays(&[("08:00", "11:30"), ("12:00", "15:30")]),
            6 => weekdays(&[("07:00", "12:00"), ("12:00", "20:00")]),
            7 => every_day(weekdays(&[("09:00", "15:00")])),
            8 => nights(),
            _ => RosterSpec::always(),
        };
        if self.choices.chance(20) {
            roster.works_holidays = true;
        }
        let nightly = roster.days[0].iter().any(|(_, to)| *to > time("24:00"));
        roster.message = match self.choices.between(0, 9) {
            0 | 1 => MessageTime::Share(Share::from_f64(self.choices.of(&[0.5, 0.2, 0.1])).expect("a share")),
            2 if !nightly => MessageTime::Windows(vec![(time("13:00"), time("13:30"))]),
            3 if !nightly => {
                MessageTime::Windows(vec![(time("09:00"), time("10:00")), (time("13:00"), time("15:30"))])
            }
            _ => MessageTime::Whole,
        };
        roster
    }
}

fn every_day(mut roster: RosterSpec) -> RosterSpec {
    roster.days[5] = roster.days[0].clone();
    roster.days[6] = roster.days[0].clone();
    roster
}

/// From 22:00 to 06:00 of the next date, every day.
fn nights() -> RosterSpec {
    let six_next_day = meldingsflyt::time::TimeOfDay::from_seconds(30 * 3600).expect("within the next date");
    let mut roster = every_day(weekdays(&[("22:00", "24:00")]));
    for day in &mut roster.days {
        *day = vec![(time("22:00"), six_next_day)];
    }
    roster
}
