//! The questions of the summary and how they are answered, what matters most first.
//!
//! Knows figures over replications; the table is `summary`'s.

use super::doubts::{doubts, joined};
use crate::experiment::{Results, VariantResults};
use crate::measures::{Level, Observations, Part, Quantity, Scope, measure};
use crate::report::Report;
use crate::report::figures::{Figure, figure};
use crate::report::rank;
use crate::report::terms;
use crate::stats;
use crate::text::{Name, Words};
use crate::time::Duration;

/// An answer of the summary.
pub struct Row {
    pub question: Words,
    pub figure: Figure,
    pub quantity: Quantity,
    pub unit: Name,
    pub goal: Option<f64>,
    pub remark: Words,
}

/// A figure of a replication.
type Value = fn(&Observations) -> Option<f64>;

/// All questions that a variant answers.
pub fn rows(report: &Report<'_>, variant: &VariantResults) -> Vec<Row> {
    let results = report.results;
    let doubts = doubts(report, variant);
    let mut rows = shares(results, variant);
    rows.extend(years(results, variant));
    rows.extend(directions(results, variant));
    rows.extend(difference(results, variant));
    rows.extend(recoveries(results, variant));
    rows.extend(worst(results, variant));
    rows.extend(volumes(results, variant));
    for row in &mut rows {
        row.remark = joined(&doubts, &row.remark);
    }
    rows
}

/// Within the expected time, the limit, and the goal's time where it is another.
fn shares(results: &Results, variant: &VariantResults) -> Vec<Row> {
    let deadline = &results.deadline;
    let mut wanted: Vec<(u32, Value)> = vec![
        (deadline.expected, |figures| figures.units[0].share(figures.units[0].within_expected)),
        (deadline.limit, |figures| figures.units[0].share(figures.units[0].within_limit)),
    ];
    if let Some((_, days)) = deadline.goal
        && days != deadline.expected
        && days != deadline.limit
    {
        wanted.push((days, |figures| figures.units[0].share(figures.units[0].within_goal)));
    }
    let row = |(days, value): (u32, Value)| Row {
        question: Words {
            nb: format!("Andel besvart innen {days} virkedager"),
            en: format!("share_within_{days}_working_days"),
        },
        figure: Figure::of(variant.values(value), Quantity::Share, results.alpha_within(variant, days)),
        goal: deadline.goal.filter(|(_, goal)| *goal == days).map(|(share, _)| share.as_f64()),
        ..Row::of(Quantity::Share)
    };
    wanted.into_iter().map(row).collect()
}

/// In how many of ten simulated years the goal is met.
fn years(results: &Results, variant: &VariantResults) -> Option<Row> {
    let (share, days) = results.deadline.goal?;
    let values: Vec<f64> =
        variant.values(|figures| figures.units[0].share(figures.units[0].within_goal)).flatten().collect();
    let met = stats::met_in(&values, share.as_f64());
    let percent = share.to_string();
    Some(Row {
        question: Words {
            nb: format!("År av ti der måltallet nås ({percent} innen {days} virkedager)"),
            en: "years_of_ten_goal_met".to_string(),
        },
        figure: Figure {
            mean: (!values.is_empty()).then(|| 10.0 * met as f64 / values.len() as f64),
            bounds: None,
        },
        unit: Name::new("år av ti", "years_of_ten"),
        remark: year_note(results, values.len()),
        ..Row::of(Quantity::Count)
    })
}

fn year_note(results: &Results, replications: usize) -> Words {
    let weeks = results.weeks;
    if weeks == 52 || weeks == 53 {
        let nb = format!("{replications} simulerte år");
        return Words { nb, en: format!("{replications} simulated years") };
    }
    Words {
        nb: format!("{replications} gjentak; et «år» er her {weeks} uker"),
        en: format!("{replications} replications; a \"year\" is {weeks} weeks here"),
    }
}

fn directions(results: &Results, variant: &VariantResults) -> Vec<Row> {
    let limit = results.deadline.limit;
    let row = |part: Part| Row {
        question: Words {
            nb: format!("Forespørsler {}: andel besvart innen {limit} virkedager", terms::part(part).nb),
            en: format!("{}_share_within_{limit}_working_days", terms::part(part).en),
        },
        figure: Figure::of(
            variant.values(|figures| {
                let unit = &figures.units[part.index()];
                unit.share(unit.within_limit)
            }),
            Quantity::Share,
            results.alpha,
        ),
        ..Row::of(Quantity::Share)
    };
    Part::DIRECTIONS.map(row).into()
}

/// Against the baseline, on the same messages.
fn difference(results: &Results, variant: &VariantResults) -> Option<Row> {
    let paired = rank::against_baseline(results, variant)?;
    let difference = paired.difference;
    Some(Row {
        question: Words {
            nb: "Forskjell fra nåsituasjonen, andel innen fristen".to_string(),
            en: "difference_from_baseline".to_string(),
        },
        figure: Figure { mean: Some(difference.mean), bounds: Some((difference.lower, difference.upper)) },
        unit: Name::new("prosentpoeng", "share"),
        remark: Words { nb: "parvis, samme meldinger".to_string(), en: "paired, same messages".to_string() },
        ..Row::of(Quantity::Share)
    })
}

fn recoveries(results: &Results, variant: &VariantResults) -> Vec<Row> {
    let row = |(index, event): (usize, &String)| {
        let days = |figures: &Observations| figures.recovery[index * Part::ALL.len()].map(f64::from);
        let values: Vec<Option<f64>> = variant.values(days).collect();
        let (all, known) = (values.len(), values.iter().flatten().count());
        // A mean over those that recovered would be too short.
        let (mean, bounds) = stats::median_with_missing(&values, results.alpha);
        Row {
            question: Words {
                nb: format!("Tilbake til normalen etter {event}"),
                en: format!("recovery_{event}"),
            },
            figure: Figure { mean, bounds },
            unit: Quantity::WorkingDays.unit(),
            remark: Words {
                nb: format!("median; tilbake i {known} av {all} gjentak"),
                en: format!("median; back in {known} of {all} replications"),
            },
            ..Row::of(Quantity::WorkingDays)
        }
    };
    variant.axes.events.iter().enumerate().map(row).collect()
}

/// The worst week of a year and the worst unit.
fn worst(results: &Results, variant: &VariantResults) -> Vec<Row> {
    let weeks = variant.axes.weeks.len();
    let week = |figures: &Observations| {
        let all = &figures.weeks[..weeks];
        let many = all.iter().filter(|week| week.received as f64 >= results.too_few);
        many.filter_map(|week| week.share(week.within_limit)).min_by(f64::total_cmp)
    };
    let limit = results.deadline.limit;
    let worst_week = Row {
        question: Words {
            nb: format!("Dårligste uke: andel besvart innen {limit} virkedager"),
            en: format!("worst_week_share_within_{limit}_working_days"),
        },
        figure: Figure::of(variant.values(week), Quantity::Share, results.alpha),
        remark: Words {
            nb: "etter mottaksuke; uker med for få meldinger er ikke med".to_string(),
            en: "by week of receipt; weeks with too few messages left out".to_string(),
        },
        ..Row::of(Quantity::Share)
    };
    let worst_unit = rank::worst_unit(results, variant, &[Level::Department, Level::Municipality]);
    let unit = worst_unit.map(|unit| {
        let named = &variant.axes.units[unit];
        Row {
            question: Words {
                nb: format!("Dårligste avdeling eller kommune: andel innen {limit} virkedager"),
                en: format!("worst_unit_share_within_{limit}_working_days"),
            },
            figure: figure(results, variant, measure(Scope::Unit, "within_limit"), unit),
            remark: Words {
                nb: format!("{}, {}", named.name, terms::part(named.direction).nb),
                en: format!("{}, {}", named.name, terms::part(named.direction).en),
            },
            ..Row::of(Quantity::Share)
        }
    });
    [worst_week].into_iter().chain(unit).collect()
}

/// How much there is, how long it takes and what it costs.
fn volumes(results: &Results, variant: &VariantResults) -> Vec<Row> {
    let days = |micros: Option<i64>| micros.map(|m| Duration::from_micros(m).hours() / 24.0);
    let row = |question: Name, quantity: Quantity, value: &dyn Fn(&Observations) -> Option<f64>| Row {
        question: question.into(),
        figure: Figure::of(variant.values(value), quantity, results.alpha).not_negative(),
        ..Row::of(quantity)
    };
    let whole_time = |question: Name, micros: fn(&Observations) -> Option<i64>| {
        let missing = variant.values(|figures| days(micros(figures))).filter(Option::is_none).count();
        let all = row(question, Quantity::Days, &|figures| days(micros(figures)));
        if missing == 0 {
            return all;
        }
        // A mean over those that have it would be too short.
        let remark = Words {
            nb: format!("for mange ubesvarte i {missing} gjentak"),
            en: format!("too many unanswered in {missing} replications"),
        };
        Row { figure: Figure::default(), remark, ..all }
    };
    let mut rows = vec![
        row(Name::new("Mottatte forespørsler", "requests_received"), Quantity::Count, &|figures| {
            Some(figures.units[0].received as f64)
        }),
        whole_time(Name::new("Median svartid", "median_reply_time"), |figures| {
            figures.reply[0].elapsed.median
        }),
        whole_time(Name::new("90-persentil av svartiden", "p90_reply_time"), |figures| {
            figures.reply[0].elapsed.p90
        }),
    ];
    rows.extend(cost(variant));
    rows.push(row(
        Name::new("Middelkø i alle innbokser til sammen", "mean_queue_all_inboxes"),
        Quantity::Messages,
        &|figures| {
            let (queue, length) = figures
                .inboxes
                .iter()
                .fold((0.0, 0.0), |(queue, _), inbox| (queue + inbox.queue as f64, inbox.observed as f64));
            (length > 0.0).then(|| queue / length)
        },
    ));
    rows.push(row(Name::new("Returnert eller avvist", "returned_or_refused"), Quantity::Count, &|figures| {
        Some((figures.units[0].returned + figures.traffic.refused) as f64)
    }));
    rows
}

/// The same in every replication.
fn cost(variant: &VariantResults) -> Option<Row> {
    let cost = variant.observations().first().and_then(|figures| figures.cost)?;
    Some(Row {
        question: Name::new("Bemanningskostnad i året", "staffing_cost_a_year").into(),
        figure: Figure { mean: Some(cost), bounds: None },
        remark: Words {
            nb: "alle grupper: personer × stillingsprosent × pris".to_string(),
            en: "all groups: persons × position × price".to_string(),
        },
        ..Row::of(Quantity::Kroner)
    })
}

impl Row {
    fn of(quantity: Quantity) -> Row {
        Row {
            question: Words::empty(),
            figure: Figure::default(),
            quantity,
            unit: quantity.unit(),
            goal: None,
            remark: Words::empty(),
        }
    }
}
