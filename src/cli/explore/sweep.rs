//! `explore sweep`: the scenario at many values of one or more keys.

use super::{REPLICATIONS, ended, point};
use crate::cli::exit::Exit;
use crate::cli::experiment::{Common, Setup, replications};
use crate::cli::input;
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::experiment::{ALPHA, Figure, Row, Stop, design, with_threads};
use crate::report::comparison::{Family, Kpi, panel};
use crate::report::exploration::sweep::{Sweep, answer, lead, table};
use crate::report::{Document, Kind, Shards};
use crate::text::{Lang, Name, experiment as say, number};
use clap::Args;
use serde_json::{Map, json};

/// Arguments of `explore sweep`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct SweepArgs {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "NØKKEL=FRA..TIL", required = true)]
    vary: Vec<String>,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    points: Option<String>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    replications: Option<String>,
}

/// Points of a sweep at most.
const MOST_POINTS: usize = 10_000;

/// A key and the range of its values.
#[derive(Clone, Debug, PartialEq)]
struct Range {
    key: String,
    from: f64,
    to: f64,
    step: Option<f64>,
    /// Behind the number: ` %`, ` min`.
    unit: String,
    whole: bool,
}

pub fn run(args: &SweepArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let count = replications(args.replications.as_deref(), lang, &mut faults).unwrap_or(REPLICATIONS);
    let ranges = ranges(args, lang, &mut faults);
    let points = args
        .points
        .as_deref()
        .map(|n| input::whole("--points", n, 1..=MOST_POINTS as u64, lang, &mut faults) as usize);
    let values = if faults.is_empty() { values(&ranges, points, lang, &mut faults) } else { Vec::new() };
    let variant = args.variant.as_deref();
    let mut setup = Setup::of((&args.common, variant), ("explore sweep", "-sweep"), faults, lang, out)?;
    setup.arguments.extend(args.vary.iter().map(|vary| format!("--vary={vary}")));
    setup.arguments.extend(points.map(|count| format!("--points={count}")));
    setup.arguments.push(format!("--replications={count}"));

    let goal = setup.subject.model().deadline.goal.map(|goal| goal.within.0);
    let all = panel(&setup.subject.frame.axes, goal);
    let kpis: Vec<Kpi> = all.into_iter().filter(|kpi| kpi.family == Family::Overall).collect();
    let figures: Vec<Figure> = kpis.iter().map(|kpi| kpi.figure.clone()).collect();
    let keys: Vec<String> = ranges.into_iter().map(|range| range.key).collect();
    let shards = setup.begin(out)?;
    let done = with_threads(setup.threads, || {
        simulate(&setup, (&keys, &values), (&figures, count), shards.as_ref())
    });
    // A key that is misspelt is refused at every point: that is a fault of the call, not a result.
    let refused: Vec<&String> = done.points.iter().filter_map(|(_, refused)| refused.as_ref()).collect();
    if let Some(first) = refused.first().filter(|_| refused.len() == values.len()) {
        return Err(out.refuse(&[say::every_point_refused(lang, first)]));
    }
    tell(&setup, (&keys, &done.points, &done.rows, &kpis), (done.stopped.as_ref(), args.common.json), out)
}

/// The points as far as the sweep came.
#[derive(Default)]
struct Done {
    points: Vec<(Vec<String>, Option<String>)>,
    rows: Vec<Vec<Row>>,
    stopped: Option<Stop>,
}

fn simulate(
    setup: &Setup,
    (keys, values): (&[String], &[Vec<String>]),
    (figures, count): (&[Figure], usize),
    shards: Option<&Shards>,
) -> Done {
    let mut done = Done::default();
    let progress = Progress::of_parts(setup.lang, "", count * values.len());
    for (number, point_values) in values.iter().enumerate() {
        let set: Vec<(String, String)> = keys.iter().cloned().zip(point_values.iter().cloned()).collect();
        let place = format!("{}/{} {}", number + 1, values.len(), point_values.join(", "));
        progress.part(&say::trying(setup.lang, &place), number * count);
        let (refused, found) = match point(setup, &set, figures) {
            Err(reason) => (Some(reason), Vec::new()),
            Ok(plan) => match setup.rows(&plan, 0..count as u64, shards, &progress) {
                Ok(found) => (None, found),
                Err(stop) => {
                    progress.finish();
                    done.stopped = Some(stop);
                    return done;
                }
            },
        };
        done.points.push((point_values.clone(), refused));
        done.rows.push(found);
    }
    progress.finish();
    done
}

type Told<'a> = (&'a [String], &'a [(Vec<String>, Option<String>)], &'a [Vec<Row>], &'a [Kpi]);

fn tell(
    setup: &Setup,
    (keys, points, rows, kpis): Told<'_>,
    (stopped, json): (Option<&Stop>, bool),
    out: &mut Output,
) -> Result<Exit, Exit> {
    let interrupted = setup.interrupted(stopped, out)?;
    if !points.is_empty() {
        let mut facts = Map::new();
        facts.insert("keys".into(), json!(keys));
        facts.insert("points".into(), json!(points.len()));
        let told = setup.told(1.0 - ALPHA, facts);
        let sweep = Sweep { keys, points, rows, kpis, deadline: &told.deadline };
        let (text, tables) = (answer(&sweep, setup.lang), vec![table(&sweep)]);
        let dictionary = Name::new("2-kolonner", "columns");
        let note = setup.note(interrupted, |lang| lead(&sweep, lang));
        let document =
            Document { kind: Kind::Sweep, run: &note, told, tables, dictionary, extra: Vec::new() };
        setup.tell(&document, &text, json, out)?;
    }
    Ok(ended(setup, interrupted, out))
}

fn ranges(args: &SweepArgs, lang: Lang, faults: &mut Vec<String>) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for text in &args.vary {
        match range(text) {
            Some(range) if found.iter().all(|other| other.key != range.key) => found.push(range),
            _ => faults.push(say::bad_range(lang, text)),
        }
    }
    found
}

/// `demand.x.per_week=20..40:5`, `demand.x.misuse.N2=0%..10%:2%`
fn range(text: &str) -> Option<Range> {
    let (key, bounds) = text.split_once('=')?;
    let (from, rest) = bounds.split_once("..")?;
    let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
    let (from, unit) = split(from)?;
    let (to, unit_to) = split(to)?;
    let step = step.map(split);
    let (step, unit_step) = match step {
        None => (None, unit_to.clone()),
        Some(step) => step.map(|(step, unit)| (Some(step), unit))?,
    };
    let same = [&unit, &unit_step].iter().all(|unit| **unit == unit_to || unit.is_empty());
    let whole = |value: f64| value.fract() == 0.0;
    let sound = from <= to && step.is_none_or(|step| step > 0.0) && !key.trim().is_empty() && same;
    sound.then(|| Range {
        key: key.trim().to_owned(),
        from,
        to,
        step,
        whole: whole(from)
            && whole(to)
            && step.is_none_or(whole)
            && unit_to.is_empty()
            && !text.contains(".0"),
        unit: unit_to,
    })
}

/// The number and what stands behind it.
fn split(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok().filter(|number: &f64| number.is_finite())?;
    let unit = text[end..].trim();
    Some((number, if unit.is_empty() { String::new() } else { format!(" {unit}") }))
}

impl Range {
    /// Every step, or five values; every whole number where there are few.
    fn levels(&self) -> Vec<f64> {
        let few = self.whole && self.to - self.from <= 20.0;
        let quarter = ((self.to - self.from) / 4.0).max(f64::MIN_POSITIVE);
        let step = self.step.unwrap_or(if few { 1.0 } else { quarter });
        let steps = ((self.to - self.from) / step + 1e-9).floor().min(MOST_POINTS as f64) as usize;
        (0..=steps).map(|number| self.from + number as f64 * step).collect()
    }

    fn text(&self, value: f64) -> String {
        let shown = if self.whole { number::fixed(value, 0) } else { number::fixed(value, 6) };
        let plain =
            if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.') } else { &shown };
        // A number with a fraction stays one, so that the scenario reads it as such.
        let point = if self.unit.is_empty() && !self.whole && !plain.contains('.') { ".0" } else { "" };
        format!("{plain}{point}{}", self.unit)
    }
}

/// The points, each with a value for every key as a scenario writes it.
fn values(ranges: &[Range], points: Option<usize>, lang: Lang, faults: &mut Vec<String>) -> Vec<Vec<String>> {
    let numbers = match points {
        None => {
            let levels: Vec<Vec<f64>> = ranges.iter().map(Range::levels).collect();
            let count = levels.iter().map(Vec::len).fold(1, usize::saturating_mul);
            if count > MOST_POINTS {
                faults.push(say::too_many_points(lang, count, MOST_POINTS));
                return Vec::new();
            }
            design::grid(&levels)
        }
        Some(_) if ranges.len() > design::MOST_DIMENSIONS => {
            faults.push(say::too_many_keys(lang, ranges.len(), design::MOST_DIMENSIONS));
            return Vec::new();
        }
        Some(count) => {
            let spread = |(unit, range): (&f64, &Range)| {
                // Whole numbers: each with the same share of the range.
                let width = range.to - range.from + if range.whole { 1.0 } else { 0.0 };
                let value = range.from + unit * width;
                if range.whole { value.floor() } else { value }
            };
            let unit = design::sobol(ranges.len(), count);
            unit.iter().map(|point| point.iter().zip(ranges).map(spread).collect()).collect()
        }
    };
    let text = |point: &Vec<f64>| point.iter().zip(ranges).map(|(value, range)| range.text(*value)).collect();
    numbers.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let range = range(text).unwrap_or_else(|| panic!("{text}"));
        range.levels().into_iter().map(|value| range.text(value)).collect()
    }

    #[test]
    fn ranges_are_read_as_they_are_written() {
        assert_eq!(shown("staff.a.count=1..3"), ["1", "2", "3"]);
        assert_eq!(shown("demand.a.per_week=20..40:10"), ["20", "30", "40"]);
        assert_eq!(shown("demand.a.misuse.N2=0%..10%:2.5%"), ["0 %", "2.5 %", "5 %", "7.5 %", "10 %"]);
        assert_eq!(shown("x.y=2 min..6 min:2 min"), ["2 min", "4 min", "6 min"]);
        assert_eq!(shown("x.y=0.5..1.5:0.5"), ["0.5", "1.0", "1.5"]);
        assert_eq!(shown("x.y=0..100").len(), 5);
        for wrong in ["", "a", "a=1", "a=3..1", "a=1..2:0", "a=1 %..2 min", "=1..2", "a=x..y", "a=1..2:-1"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sobol_points_reach_every_whole_number() {
        let mut faults = Vec::new();
        let ranges = [range("a.b=1..4").unwrap(), range("c.d=0%..100%").unwrap()];
        let points = values(&ranges, Some(63), Lang::Nb, &mut faults);
        for number in ["1", "2", "3", "4"] {
            assert!((15..=16).contains(&points.iter().filter(|point| point[0] == number).count()));
        }
        assert!(faults.is_empty() && points.iter().all(|point| point[1].ends_with(" %")));
        let many = [range("a.b=1..400:1").unwrap(), range("c.d=1..400:1").unwrap()];
        assert!(values(&many, None, Lang::Nb, &mut faults).is_empty() && faults.len() == 1);
    }
}
