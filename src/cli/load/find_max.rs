//! `load find-max`: the highest rate that meets every threshold, with an interval over repeats.

use super::order::{Common, Wishes};
use super::watch::Watching;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Output;
use crate::cli::progress::{Progress, stopped};
use crate::load::find_max::{WHOLE, highest};
use crate::load::{Ending, Schedule, World, conduct, on_one_thread};
use crate::scenario::LoadTest;
use crate::stats::student;
use crate::text::{Lang, load as say};
use clap::Args;
use serde_json::json;
use std::io;
use std::rc::Rc;

/// Arguments of `load find-max`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct FindMaxArgs {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "ANTALL", default_value = "5", allow_negative_numbers = true)]
    repeats: String,
}

/// How near the search comes to the edge.
const PRECISION: f64 = 0.05;

pub fn run(args: &FindMaxArgs, lang: Lang, out: &mut Output) -> Exit {
    found(args, lang, out).unwrap_or_else(|exit| exit)
}

fn found(args: &FindMaxArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let common = &args.common;
    let mut faults = Vec::new();
    let repeats = input::whole("--repeats", &args.repeats, 2..=100, lang, &mut faults);
    let wishes = Wishes::of(common, lang, &mut faults);
    if common.rate.is_none() {
        faults.push(say::rate_missing(lang));
    }
    let (scenario, world) = super::world(common, wishes.as_ref(), faults, lang, out)?;
    let wishes = wishes.expect("its faults were told");
    if scenario.load.thresholds.is_empty() {
        return Err(out.refuse(&[say::no_thresholds(lang)]));
    }
    wishes.check(&common.allow_host, &scenario.load, lang, out)?;
    Progress::listen();
    let shape = wishes.shape.clone().expect("its fault was told");
    let unit = shape.count() as f64 * 1e6 / shape.micros() as f64;
    let mut rates = Vec::new();
    for _ in 0..repeats {
        let edge = highest(|scale| trial(&world, &wishes, (&scenario.load, scale), lang, out), PRECISION);
        let edge = edge.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => Exit::Interrupted,
            _ => {
                out.warn(&say::unreachable(lang, &common.target, &error.to_string()));
                Exit::Unreachable
            }
        })?;
        let Some(edge) = edge else {
            out.line(&say::nothing_held(lang))?;
            return Ok(Exit::Threshold);
        };
        rates.push(unit * edge as f64 / WHOLE as f64);
    }
    let mut interval = student(&rates, 0.05).expect("two values or more");
    // No rate is less than none.
    interval.lower = interval.lower.max(0.0);
    if common.json {
        let told = json!({ "rate": interval.mean, "lower": interval.lower, "upper": interval.upper,
                           "rates": rates, "precision": PRECISION });
        out.line(&told.to_string())?;
    } else {
        out.line(&say::highest(lang, interval.mean, (interval.lower, interval.upper), rates.len()))?;
    }
    Ok(Exit::Done)
}

/// Whether a scale was held: valid, without violations, within all thresholds. A tool that cannot keep up has not
/// held it.
fn trial(
    world: &Rc<World>,
    wishes: &Wishes,
    (load, scale): (&LoadTest, u64),
    lang: Lang,
    out: &Output,
) -> io::Result<bool> {
    let shape = wishes.shape.as_ref().and_then(|shape| shape.scaled(scale));
    let Some(shape) = shape.filter(|shape| shape.count() > 0) else { return Ok(false) };
    let rate = shape.count() as f64 * 1e6 / shape.micros() as f64;
    let schedule = Schedule::Rate { shape, pacing: wishes.pacing, seed: wishes.seed };
    let order = wishes.order(schedule, load, false).map_err(io::Error::other)?;
    let watching = Rc::new(Watching::new(lang));
    let findings = on_one_thread(conduct(world.clone(), order, watching.clone())).and_then(|done| done)?;
    watching.finish();
    if stopped() {
        return Err(io::ErrorKind::Interrupted.into());
    }
    out.warn(&say::tried(lang, rate, say::ending(findings.ending_name()).of(lang)));
    Ok(findings.ending() == Ending::Done)
}
