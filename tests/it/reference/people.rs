//! People: a minute of work, completions, windows that close and open, and the assignment round.

use super::key::Key;
use super::timeline::minutes;
use super::visits::case_text;
use super::world::{Case, CaseState, Hands, Place, World};
use meldingsflyt::model::{Discipline, EndOfWindow, InboxId, RoleSet};
use meldingsflyt::random::{Purpose, stable_hash};
use meldingsflyt::record::Work;
use meldingsflyt::time::{Duration, Instant};

impl World<'_> {
    /// The minute before this tick is worked.
    pub fn work_a_minute(&mut self) {
        let before = self.tick - 1;
        let (from, to) = self.model.observed();
        let observed = self.days.instant(before) >= from && self.days.instant(before) < to;
        let mut crowd = std::mem::take(&mut self.crowd);
        for (person, hands) in &mut crowd {
            self.work_on(*person, hands, before, observed);
        }
        self.crowd = crowd;
        for person in 0..self.hands.len() {
            let mut hands = std::mem::take(&mut self.hands[person]);
            self.work_on(person, &mut hands, before, observed);
            self.hands[person] = hands;
        }
    }

    fn work_on(&mut self, person: usize, hands: &mut Hands, before: i64, observed: bool) {
        let Some(case) = hands.case else { return };
        let on_duty = self.presences[person].is_on_duty(before);
        let who = &self.model.persons[person];
        if !on_duty && who.end_of_window != EndOfWindow::Finish {
            return;
        }
        let done = who.speed.times(Duration::MINUTE);
        assert!(self.cases[case].left >= done, "work that is no whole number of minutes");
        self.cases[case].left -= done;
        hands.active += Duration::MINUTE;
        if observed {
            hands.observed += Duration::MINUTE;
        }
        if observed && !on_duty {
            hands.overtime += Duration::MINUTE;
        }
    }

    /// Phase 1, by message key.
    pub fn completions(&mut self) -> bool {
        let mut due: Vec<(Key, usize)> = Vec::new();
        for (person, hands) in self.hands.iter().enumerate() {
            if let Some(case) = hands.case.filter(|case| self.cases[*case].left == Duration::ZERO) {
                due.push((self.cases[case].key.clone(), person));
            }
        }
        let done = |case: usize| self.cases[case].left == Duration::ZERO;
        for (_, hands) in &self.crowd {
            let case = hands.case.expect("one of unlimited many has a case");
            if done(case) {
                due.push((self.cases[case].key.clone(), usize::MAX - case));
            }
        }
        due.sort();
        for (_, person) in &due {
            let case = match self.crowd.iter().position(|(_, h)| h.case == Some(usize::MAX - *person)) {
                Some(place) => {
                    let (person, hands) = self.crowd.remove(place);
                    self.note("one of unlimited many is done");
                    self.laid_down(person, hands, true)
                }
                None => self.lay_down(*person, true),
            };
            self.cases[case].state = CaseState::Done;
            let of = self.cases[case].clone();
            self.full_row(&of.key, "left", Some(of.inbox), None, case_text(of.work, of.roles, of.arrived));
            self.after(case);
        }
        !due.is_empty()
    }

    /// Her hands are empty again.
    fn lay_down(&mut self, person: usize, done: bool) -> usize {
        let hands = std::mem::take(&mut self.hands[person]);
        self.laid_down(person, hands, done)
    }

    fn laid_down(&mut self, person: usize, hands: Hands, done: bool) -> usize {
        let index = hands.case.expect("she has a case in hand");
        let case = self.cases[index].clone();
        let detail = format!(
            "{} began={} active={} observed={} overtime={} done={done}",
            case_text(case.work, case.roles, case.arrived),
            hands.began.micros(),
            minutes(hands.active),
            minutes(hands.observed),
            minutes(hands.overtime),
        );
        self.full_row(&case.key, "ended", Some(case.inbox), Some(person), detail);
        if hands.overtime > Duration::ZERO {
            self.note("finish: overtime");
        }
        let slept = self.now - hands.began > hands.active;
        if done && slept {
            self.note("resume: went on in a later window");
        }
        index
    }

    /// Phase 2: windows that close, then windows that open, by person.
    pub fn windows(&mut self) {
        for person in 0..self.hands.len() {
            let closes = self.presences[person].is_on_duty(self.tick - 1)
                && !self.presences[person].is_on_duty(self.tick);
            let hands_back = self.model.persons[person].end_of_window == EndOfWindow::HandBack;
            if closes && hands_back && self.hands[person].case.is_some() {
                self.hand_back(person);
                self.note("hand_back: at closing");
            }
        }
        for person in 0..self.hands.len() {
            let rule = self.model.persons[person].end_of_window;
            let waits = [EndOfWindow::Resume, EndOfWindow::NoSplit].contains(&rule);
            let missed = self.presences[person].missed[self.tick as usize];
            if waits && missed && self.hands[person].case.is_some() {
                self.hand_back(person);
                self.note("resume: handed back when away");
            }
        }
    }

    fn hand_back(&mut self, person: usize) {
        let case = self.lay_down(person, false);
        self.cases[case].handed_back = true;
        self.cases[case].state = CaseState::Waiting;
        if is_request(&self.cases[case]) {
            self.requests[self.cases[case].request].place = Place::Queued;
        }
        self.waiting.push(case);
        self.row_queued(case);
    }

    /// Phase 5: idle people on duty, in file order.
    pub fn assignment(&mut self) -> bool {
        let mut begun = false;
        if self.waiting.is_empty() {
            return false;
        }
        for person in 0..self.hands.len() {
            self.note_absence(person);
            if self.hands[person].case.is_some() || !self.presences[person].is_on_duty(self.tick) {
                continue;
            }
            while let Some(case) = self.first_for(person)
                && self.may_begin(person, case)
            {
                self.begin(person, case);
                begun = true;
                if !self.is_unlimited(person) {
                    break;
                }
                let hands = std::mem::take(&mut self.hands[person]);
                self.crowd.push((person, hands));
            }
        }
        begun
    }

    fn is_unlimited(&self, person: usize) -> bool {
        self.model.staff[self.model.persons[person].group.index()].unlimited
    }

    /// A call of all her inboxes, else inbox by inbox the first that her role may do.
    fn first_for(&mut self, person: usize) -> Option<usize> {
        let roles = self.model.persons[person].roles;
        let serves = &self.model.staff[self.model.persons[person].group.index()].serves;
        let is_call = |case: &Case| case.work == Work::Calling;
        let calls = self.waiting.iter().copied().filter(|c| is_call(&self.cases[*c]));
        let hers = calls.filter(|c| serves.contains(&self.cases[*c].inbox));
        if let Some(call) = hers.min_by_key(|c| self.rank(*c, Discipline::Fifo)) {
            return Some(call);
        }
        for inbox in serves {
            if self.picks(person)
                && let Some(shortest) = self.first_by(*inbox, roles, Discipline::ShortestFirst)
            {
                if self.first_in(*inbox, roles) != Some(shortest) {
                    self.note("picked the shortest");
                }
                return Some(shortest);
            }
            if let Some(first) = self.first_in(*inbox, roles) {
                self.note_discipline(*inbox, roles, first);
                return Some(first);
            }
        }
        None
    }

    fn first_in(&self, inbox: InboxId, roles: RoleSet) -> Option<usize> {
        self.first_by(inbox, roles, self.model.inboxes[inbox.index()].discipline)
    }

    pub fn first_by(&self, inbox: InboxId, roles: RoleSet, discipline: Discipline) -> Option<usize> {
        self.hers_in(inbox, roles).min_by_key(|c| self.rank(*c, discipline))
    }

    /// With her group's share she takes the shortest; drawn for the how-manieth case it would be.
    fn picks(&self, person: usize) -> bool {
        let who = &self.model.persons[person];
        let group = &self.model.staff[who.group.index()];
        let name = stable_hash(&format!("staff.{}#{}", group.key, who.number));
        let drawn = self.dice.draw(Purpose::CherryPick, name, self.begun[person]);
        drawn.below(group.cherry_picking)
    }

    pub fn hers_in(&self, inbox: InboxId, roles: RoleSet) -> impl Iterator<Item = usize> {
        let fits =
            move |case: &Case| case.inbox == inbox && case.work != Work::Calling && roles.may_do(case.roles);
        self.waiting.iter().copied().filter(move |c| fits(&self.cases[*c]))
    }

    /// `no_split`: what does not fit before the end of the window is not begun, unless it fits in none.
    fn may_begin(&mut self, person: usize, case: usize) -> bool {
        let who = &self.model.persons[person];
        if who.end_of_window != EndOfWindow::NoSplit {
            return true;
        }
        let needed = who.speed.divide(self.cases[case].left).micros();
        let minute = Duration::MINUTE.micros();
        if needed <= self.presences[person].minutes_left(self.tick) * minute {
            return true;
        }
        if needed > self.presences[person].longest_window * minute {
            let of = self.cases[case].clone();
            let detail = case_text(of.work, of.roles, of.arrived);
            self.full_row(&of.key, "did not fit", Some(of.inbox), Some(person), detail);
            self.note("no_split: fits in no window");
            return true;
        }
        self.note("no_split: waits");
        false
    }

    fn begin(&mut self, person: usize, case: usize) {
        self.waiting.retain(|c| *c != case);
        self.cases[case].state = CaseState::InHand;
        self.begun[person] += 1;
        self.hands[person] = Hands { case: Some(case), began: self.now, ..Hands::default() };
        let of = self.cases[case].clone();
        if is_request(&of) {
            self.requests[of.request].place = Place::InHand(person);
        }
        if of.handed_back {
            self.note("handed back and taken up again");
        }
        self.note_person(person, &of);
        let first = !of.handed_back;
        let detail = format!("{} first={first}", case_text(of.work, of.roles, of.arrived));
        self.full_row(&of.key, "begun", Some(of.inbox), Some(person), detail);
    }
}

/// Whether the case is the request itself, not a reply, a question or a call about it.
pub fn is_request(case: &Case) -> bool {
    !matches!(case.work, Work::Reading | Work::AnsweringAskBack | Work::Calling)
}

impl World<'_> {
    /// The smallest is taken first: handed back, discipline, arrival here, message key.
    pub fn rank(&self, case: usize, discipline: Discipline) -> (bool, i64, Instant, &Key) {
        let case = &self.cases[case];
        let lot = || self.draw(Purpose::Lot, case.draws, case.visit, 0).index(1 << 53) as i64;
        let by = match discipline {
            _ if case.handed_back => 0,
            Discipline::Fifo => 0,
            Discipline::Lifo => -case.arrived.micros(),
            Discipline::Random => lot(),
            Discipline::EarliestDue => case.limit.micros(),
            Discipline::UrgentFirst => i64::from(case.class),
            Discipline::ShortestFirst => case.nominal.micros(),
        };
        (!case.handed_back, by, case.arrived, &case.key)
    }
}
