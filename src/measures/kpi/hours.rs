//! Arrivals and queues by weekday and hour.

use super::{Measure, Quantity, Scope, ratio};
use crate::text::Name;
use crate::time::Duration;

pub(super) static MEASURES: [Measure; 2] = [
    Measure::new(
        Scope::Hour,
        Quantity::Messages,
        "arrivals",
        [
            Name::new("Mottatt per time", "Received per hour"),
            Name::new(
                "Forespørsler mottatt per time av dette slaget, gjennomsnitt over perioden",
                "Requests received per hour of this kind, mean over the window",
            ),
        ],
        |figures, row| {
            let hour = figures.hours[row];
            ratio(hour.arrivals as f64, Duration::from_micros(hour.length).hours())
        },
    ),
    Measure::new(
        Scope::Hour,
        Quantity::Messages,
        "mean_queue",
        [
            Name::new("Middelkø", "Mean queue"),
            Name::new(
                "Meldinger som venter i alle innbokser til sammen, tidsvektet gjennomsnitt over timene av dette slaget",
                "Messages waiting in all inboxes together, time-weighted mean over the hours of this kind",
            ),
        ],
        |figures, row| ratio(figures.hours[row].queue as f64, figures.hours[row].length as f64),
    ),
];
