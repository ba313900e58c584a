//! Queue figures of an inbox over the observation window.

use super::{Measure, Quantity, Scope, Value, days, ratio};
use crate::measures::{InboxFigures, Observations};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 10] = [
    Measure {
        interval: true,
        ..messages(
            "mean_queue",
            Name::new("Middelkø", "Mean queue"),
            Name::new(
                "Meldinger som venter, tidsvektet gjennomsnitt over alle timer; de som er under arbeid teller ikke med",
                "Messages waiting, time-weighted mean over all hours; those in hand are not counted",
            ),
            |figures, row| of(figures, row, |f| ratio(f.queue as f64, f.observed as f64)),
        )
    },
    messages(
        "mean_queue_open_hours",
        Name::new("Middelkø i åpningstid", "Mean queue in open hours"),
        Name::new(
            "Som middelkø, men bare i tid der noen av dem som betjener innboksen har meldingstid i turnus",
            "As mean queue, but only while somebody who serves the inbox has rostered message time",
        ),
        |figures, row| of(figures, row, |f| ratio(f.queue_open as f64, f.open as f64)),
    ),
    messages(
        "queue_median",
        Name::new("Median", "Median"),
        Name::new(
            "Kølengden som ikke overskrides i halve tiden",
            "The queue length that is not exceeded during half of the time",
        ),
        |figures, row| of(figures, row, |f| f.median.map(f64::from)),
    ),
    messages(
        "queue_p90",
        Name::new("90-persentil", "90th percentile"),
        Name::new(
            "Kølengden som ikke overskrides i 90 % av tiden",
            "The queue length that is not exceeded during 90 % of the time",
        ),
        |figures, row| of(figures, row, |f| f.p90.map(f64::from)),
    ),
    messages(
        "queue_p90_open_hours",
        Name::new("90-persentil i åpningstid", "90th percentile in open hours"),
        Name::new(
            "Kølengden som ikke overskrides i 90 % av åpningstiden",
            "The queue length that is not exceeded during 90 % of open hours",
        ),
        |figures, row| of(figures, row, |f| f.p90_open.map(f64::from)),
    ),
    messages(
        "largest_queue",
        Name::new("Største kø", "Largest queue"),
        Name::new("Den lengste køen i perioden", "The longest queue of the window"),
        |figures, row| of(figures, row, |f| f.largest.map(f64::from)),
    ),
    Measure::new(
        Scope::Inbox,
        Quantity::Hours,
        "mean_wait",
        [
            Name::new("Middelventetid", "Mean wait"),
            Name::new(
                "Fra ankomst i innboksen til noen begynner på saken",
                "From arrival in the inbox until somebody begins the case",
            ),
        ],
        |figures, row| of(figures, row, |f| ratio(days(f.waited) * 24.0, f.begun as f64)),
    ),
    Measure::new(
        Scope::Inbox,
        Quantity::Days,
        "oldest",
        [
            Name::new("Eldste", "Oldest"),
            Name::new(
                "Det lengste noen melding ventet i innboksen, regnet fra den kom dit",
                "The longest that any message waited in the inbox, since it came there",
            ),
        ],
        |figures, row| of(figures, row, |f| f.oldest.map(days)),
    ),
    Measure::new(
        Scope::Inbox,
        Quantity::WorkingDays,
        "backlog_days",
        [
            Name::new("Restanse", "Backlog"),
            Name::new(
                "Middelkø × middels arbeidstid per sak ÷ meldingstiden per virkedag til alle som betjener innboksen, fravær trukket fra",
                "Mean queue × mean work per case ÷ message time a working day of all who serve the inbox, absence subtracted",
            ),
        ],
        |figures, row| {
            let inbox = &figures.inboxes[row];
            let queue = ratio(inbox.queue as f64, inbox.observed as f64)?;
            let work = ratio(inbox.worked as f64, inbox.worked_on as f64)?;
            let capacity = ratio(inbox.capacity as f64, f64::from(figures.working_days))?;
            ratio(queue * work, capacity)
        },
    ),
    Measure {
        interval: true,
        ..Measure::new(
            Scope::Inbox,
            Quantity::Count,
            "limits_passed",
            [
                Name::new("Frister brutt her", "Limits passed here"),
                Name::new(
                    "Forespørsler som passerte fristen mens de lå i innboksen eller var under arbeid der",
                    "Requests whose limit passed while they stood in the inbox, waiting or in hand",
                ),
            ],
            |figures, row| of(figures, row, |f| Some(f.limits_passed as f64)),
        )
    },
];

fn of(figures: &Observations, row: usize, figure: impl Fn(&InboxFigures) -> Option<f64>) -> Option<f64> {
    figure(&figures.inboxes[row])
}

const fn messages(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Inbox, Quantity::Messages, id, [name, definition], value)
}
