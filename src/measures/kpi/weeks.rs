//! Compliance and queues week by week.

use super::{Measure, Quantity, Scope, ratio};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 4] = [
    Measure::new(
        Scope::Week,
        Quantity::Count,
        "received",
        [
            Name::new("Mottatt", "Received"),
            Name::new("Forespørsler mottatt i uken", "Requests received in the week"),
        ],
        |figures, row| Some(figures.weeks[row].received as f64),
    ),
    Measure::new(
        Scope::Week,
        Quantity::Share,
        "within_expected",
        [
            Name::new("Innen {expected} virkedager", "Within {expected} working days"),
            Name::new(
                "Andel av ukens mottatte forespørsler besvart innen {expected} virkedager, når det enn skjedde",
                "Share of the week's requests answered within {expected} working days, whenever that was",
            ),
        ],
        |figures, row| figures.weeks[row].share(figures.weeks[row].within_expected),
    ),
    Measure {
        interval: true,
        ..Measure::new(
            Scope::Week,
            Quantity::Share,
            "within_limit",
            [
                Name::new("Innen {limit} virkedager", "Within {limit} working days"),
                Name::new(
                    "Andel av ukens mottatte forespørsler besvart innen {limit} virkedager, når det enn skjedde",
                    "Share of the week's requests answered within {limit} working days, whenever that was",
                ),
            ],
            |figures, row| figures.weeks[row].share(figures.weeks[row].within_limit),
        )
    },
    Measure::new(
        Scope::Week,
        Quantity::Messages,
        "mean_queue",
        [
            Name::new("Middelkø", "Mean queue"),
            Name::new(
                "Meldinger som venter i alle innbokser til sammen, tidsvektet gjennomsnitt over uken",
                "Messages waiting in all inboxes together, time-weighted mean over the week",
            ),
        ],
        |figures, row| {
            let week = figures.week_queues[row];
            ratio(week.queue as f64, week.length as f64)
        },
    ),
];
