//! Real runs of the measures' test model, for tests here and above.

use super::{Results, VariantResults};
use crate::measures::testing;
use crate::measures::{Collector, Frame};
use crate::model::{Model, NamedEvent, Parts, SickLeave};
use crate::random::Dice;
use crate::record::Context;
use crate::simulation::{Prepared, run};
use crate::stats::Share;
use crate::time::Date;

/// Half a year with sick leave and Easter.
pub fn parts() -> Parts {
    let mut parts = testing::parts();
    let date = |month, day| Date::from_ymd(2026, month, day).expect("a date");
    parts.period.weeks = 26;
    parts.events = vec![NamedEvent { key: "paaske".into(), from: date(3, 30), to: date(4, 6) }];
    for group in &mut parts.staff {
        let share = Share::from_f64(0.1).expect("a share");
        group.sick_leave = Some(SickLeave { share, mean_calendar_days: 5.0 });
    }
    parts
}

/// Replications of one variant.
pub fn variant(key: &str, parts: Parts, replications: u64) -> VariantResults {
    let prepared = Prepared::new(Model::new(parts).expect("sound")).expect("sound");
    let frame = Frame::new(&prepared.model);
    let mut results = VariantResults::new(key, key, frame.axes.clone());
    for replication in 0..replications {
        let mut collector = Collector::new(&frame, &prepared.model);
        let (end, away) = run(&prepared, Dice::new(7, replication), &mut collector);
        let context = Context { model: &prepared.model, away: &away };
        results.push(collector.finish(&context, end));
    }
    results
}

/// A baseline, one with a clerk fewer, one with a doctor more.
pub fn results(replications: u64) -> Results {
    let mut fewer = parts();
    fewer.staff[0].count = 1;
    let mut more = parts();
    more.staff[1].count = 2;
    let variants = vec![
        variant("basis", parts(), replications),
        variant("en-merkantil-mindre", fewer, replications),
        variant("en-lege-til", more, replications),
    ];
    Results::new(&Model::new(parts()).expect("sound"), variants)
}
