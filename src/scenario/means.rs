//! Means that expected work is made of: times in hours, requests a week, passes through wrong groups.
//!
//! Knows the model's parts; follows no message.

use crate::model::{
    Births, DemandRow, Department, Inbox, InboxId, Parts, Receiver, RoleId, SenderHours, Target, UrgencyClass,
};
use crate::random::Law;
use crate::time::TimeOfDay;

/// The share of a row's requests whose class makes the sender call.
pub fn urgent(row: &DemandRow) -> f64 {
    row.urgency.iter().filter(|class| class.calls).map(|class| class.share.as_f64()).sum()
}

/// Requests a week of each target: the rate, or the table's number over the simulated weeks.
pub fn per_week(parts: &Parts, row: &DemandRow) -> Vec<f64> {
    let weeks = f64::from(parts.period.weeks + parts.period.warm_up_weeks);
    let mut counts = vec![0.0; row.targets.len()];
    match &row.births {
        Births::Rate => counts = row.targets.iter().map(|target| target.per_week).collect(),
        Births::Counts(list) => list.iter().for_each(|c| counts[c.target as usize] += c.count / weeks),
        Births::Gaps(law) => counts.iter_mut().for_each(|count| {
            *count = open_hours(&row.sender_hours) / hours(law) * row.batch.mean();
        }),
        Births::Trace(list) => list.iter().for_each(|m| counts[m.target as usize] += 1.0 / weeks),
    }
    counts
}

/// Hours of a week without holidays in which senders are at work.
fn open_hours(hours: &SenderHours) -> f64 {
    let of = |window: &(TimeOfDay, TimeOfDay)| f64::from(window.1.seconds() - window.0.seconds()) / 3600.0;
    hours.days.iter().flatten().map(of).sum()
}

/// Mean length in hours.
pub fn hours(law: &Law) -> f64 {
    law.mean().hours()
}

/// Wrong groups that a message sees on average: each pass may go wrong again, ten passes at most.
pub fn extra_passes(here: &Department) -> f64 {
    if here.groups.len() < 2 {
        return 0.0;
    }
    let wrong = here.clerk_errs.as_f64();
    (1..=10).fold((0.0, 1.0), |(sum, power), _| (sum + power * wrong, power * wrong)).0
}

/// Mean answering time of a role, over the classes of urgency that have their own.
pub fn answering(row: &DemandRow, there: &Inbox, role: RoleId) -> f64 {
    let own = hours(there.answering(role));
    let time = |class: &UrgencyClass| {
        class.answering.iter().find(|(named, _)| *named == role).map_or(own, |(_, law)| hours(law))
    };
    row.urgency.iter().map(|class| class.share.as_f64() * time(class)).sum()
}

/// *Saksbehandling* of the target's municipality.
pub fn case_handling(parts: &Parts, target: &Target) -> Option<InboxId> {
    let all = parts.services.iter().filter(|service| service.organisation == target.organisation);
    let service = all.into_iter().find(|service| service.name == "Saksbehandling")?;
    match service.receiver {
        Receiver::Inbox(inbox) => Some(inbox),
        Receiver::Department(_) => None,
    }
}
