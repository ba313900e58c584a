//! What only some scenarios have, chosen apart from the rest so that a new habit moves nothing else.

use super::Maker;
use crate::reference::dice::Choices;
use crate::reference::town::{oslo, share};
use meldingsflyt::model::{Births, DemandRow, EndOfWindow, InboxId, InboxKind, Outage};
use meldingsflyt::random::CountLaw;
use meldingsflyt::stats::Share;
use meldingsflyt::time::Duration;

/// Keeps these choices apart from the others.
const APART: u64 = 1 << 40;

impl Maker {
    pub fn habits(&mut self, seed: u64) {
        let mut choices = Choices::new(seed | APART);
        for group in &mut self.parts.staff {
            group.cherry_picking = choices.percent_or_none(20, &[30, 60, 100]);
        }
        self.parts.hard_end = choices.chance(10);
        self.outages(&mut choices);
        self.patience(&mut choices);
        self.stages(&mut choices);
        self.wrong_ways(&mut choices);
        self.gaps(&mut choices);
        self.crowds(&mut choices);
    }

    /// One, or two that follow one another.
    fn outages(&mut self, choices: &mut Choices) {
        if !choices.chance(25) {
            return;
        }
        let period = self.parts.period;
        let days = i64::from(period.end().days() - period.first().days());
        let date = period.first().plus(choices.between(0, days - 2) as i32);
        let mut from = oslo(&format!("{date} {:02}:00", choices.between(0, 23)));
        for key in ["utfall", "enda-et"] {
            let to = from + Duration::HOUR.times(choices.of(&[1, 9, 24, 72]));
            let release_over = Duration::MINUTE.times(choices.of(&[0, 840]));
            self.parts.transport.outages.push(Outage { key: key.to_string(), from, to, release_over });
            from = to + Duration::MINUTE.times(choices.of(&[0, 240]));
            if choices.chance(60) {
                break;
            }
        }
    }

    fn patience(&mut self, choices: &mut Choices) {
        for row in &mut self.parts.demand {
            if choices.chance(15) {
                row.patience = Some(choices.law(60, 72));
            }
        }
        if choices.chance(50) {
            self.parts.telephone.withdrawal = Some(choices.law(self.unit, 2));
        }
        if choices.chance(25) {
            self.parts.telephone.caller = Some(choices.law(self.unit, 3));
        }
    }

    /// From the first inbox of a house where requests are answered on to the second, and perhaps the third.
    fn stages(&mut self, choices: &mut Choices) {
        for organisation in 0..self.parts.organisations.len() {
            let all = self.parts.inboxes.iter().enumerate();
            let mine = all.filter(|(_, inbox)| {
                inbox.organisation.index() == organisation && inbox.kind != InboxKind::ParentGroup
            });
            let mine: Vec<(InboxId, _)> =
                mine.map(|(index, inbox)| (InboxId::from(index), inbox.department)).collect();
            // People of another department may not have the roles.
            let [(first, here), others @ ..] = &mine[..] else { continue };
            let others = others.iter().filter(|(_, there)| there == here).take(2);
            let then: Vec<(InboxId, Share)> =
                others.zip([20.0, 30.0]).map(|((inbox, _), percent)| (*inbox, share(percent))).collect();
            if choices.chance(25) {
                self.parts.inboxes[first.index()].then = then;
            }
        }
    }

    fn wrong_ways(&mut self, choices: &mut Choices) {
        for department in &mut self.parts.departments {
            if let [(one, _), (two, _), (three, _)] = department.groups[..]
                && choices.chance(60)
            {
                department.wrong_to = vec![
                    (one, vec![(two, share(10.0)), (three, share(90.0))]),
                    (three, vec![(one, Share::ONE)]),
                ];
            }
        }
    }

    /// One more row, like another one but for its births.
    fn gaps(&mut self, choices: &mut Choices) {
        if !choices.chance(20) {
            return;
        }
        let like: DemandRow = choices.of(&self.parts.demand);
        let registered: Vec<_> = like.targets.iter().filter(|t| t.service.is_some()).cloned().collect();
        let mut target = choices.of(&registered);
        for (index, (_, weight)) in target.senders.iter_mut().enumerate() {
            *weight = index as u64 + 1;
        }
        let batch = match choices.between(0, 3) {
            0 => CountLaw::constant(3),
            1 => CountLaw::geometric(2.0).expect("a mean"),
            2 => CountLaw::empirical(&[(1, 2), (4, 1)]).expect("counts"),
            _ => CountLaw::constant(1),
        };
        let gaps = if choices.chance(40) { choices.law(240, 1) } else { choices.law(30, 24) };
        let (targets, births) = (vec![target], Births::Gaps(gaps));
        self.parts.demand.push(DemandRow { key: "avstand".to_string(), targets, births, batch, ..like });
    }

    /// Nobody of an unlimited group is away or lays a case down.
    fn crowds(&mut self, choices: &mut Choices) {
        for group in &mut self.parts.staff {
            if choices.chance(8) {
                (group.unlimited, group.count, group.position) = (true, 1, Share::ONE);
                (group.sick_leave, group.cherry_picking) = (None, Share::ZERO);
                group.vacations.clear();
                group.low_seasons.clear();
                if group.end_of_window != EndOfWindow::Finish {
                    group.end_of_window = EndOfWindow::Resume;
                }
            }
        }
    }
}
