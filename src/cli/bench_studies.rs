//! `bench studies`: the statistics against years whose truth is known, as tables for `docs/studies.md`.

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::experiment::studies::{
    Law, Luck, Pool, Studies, Years, coverage, coverage_with_looks, false_certificates, luck, power, rule,
};
use crate::experiment::trial::read;
use crate::experiment::{Figure, Row, Size, Subject, panel, study, with_threads};
use crate::report::comparison::{Family, Kpi, panel as compared};
use crate::scenario::{Overrides, ScenarioFile};
use crate::stats::{Aim, DEFAULT_HALF_WIDTH, student};
use crate::text::{Lang, number};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `bench studies`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct StudiesArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: Option<PathBuf>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
    #[arg(long, value_name = "ANTALL", default_value = "2000", allow_negative_numbers = true)]
    studies: String,
    #[arg(long, value_name = "ANTALL", default_value = "20000", allow_negative_numbers = true)]
    pool: String,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    seed: String,
}

/// What is laid over the scenario, the numbers of studies and years, the seed.
struct Order {
    overrides: Overrides,
    studies: Studies,
    pool: u64,
}

/// Figures of the coverage tables: id, and the goal that `staff` may have of it.
const FIGURES: [(&str, bool); 3] = [("within_limit", true), ("mean_wait", true), ("waiting", false)];

pub fn run(args: &StudiesArgs, lang: Lang, out: &mut Output) -> Exit {
    all(args, lang, out).unwrap_or_else(|exit| exit)
}

fn all(args: &StudiesArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let overrides = input::overrides(&args.set, None, lang, &mut faults);
    let mut whole = |option, text: &str, range| input::whole(option, text, range, lang, &mut faults);
    let count = whole("--studies", &args.studies, 10..=1_000_000) as u32;
    let pool = whole("--pool", &args.pool, 100..=1_000_000);
    let seed = whole("--seed", &args.seed, 0..=u64::MAX);
    let order = Order { overrides, studies: Studies { count, seed }, pool };
    match &args.scenario {
        None if faults.is_empty() => made(order.studies, out)?,
        None => return Err(out.refuse(&faults)),
        Some(path) => {
            let file = input::read(path, &faults, lang, out)?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            simulated((&file, &name), args.variant.as_deref(), &order, (lang, out))?;
        }
    }
    Ok(Exit::Done)
}

fn percent(share: f64) -> String {
    format!("{} %", number::fixed(share * 100.0, 2))
}

fn made(studies: Studies, out: &mut Output) -> Result<(), Exit> {
    out.line(&format!("{} studies a line, seed {}.\n", studies.count, studies.seed))?;
    out.line("| 95 % interval of the mean | covered, n = 60 | Student's t, n = 60 | covered, with looks |\n|---|---:|---:|---:|")?;
    let laws = [
        (Years::Beta, DEFAULT_HALF_WIDTH),
        (Years::Humps(20), DEFAULT_HALF_WIDTH),
        (Years::Humps(40), DEFAULT_HALF_WIDTH),
        (Years::BadOneIn(20), DEFAULT_HALF_WIDTH),
        (Years::Queue, 1.0),
        (Years::QueueHumps(20), 1.0),
        (Years::QueueHumps(40), 1.0),
        (Years::QueueHumps(5), 1.0),
    ];
    for (years, half_width) in laws {
        let ours = percent(coverage(&years, rule(&years), 60, studies));
        let theirs = percent(coverage(&years, student, 60, studies));
        let looks = percent(coverage_with_looks(&years, half_width, studies));
        out.line(&format!("| {} | {ours} | {theirs} | {looks} |", years.name()))?;
    }
    out.line("\n| truth exactly at the goal | falsely certified |\n|---|---:|")?;
    let laws = [
        Years::Beta,
        Years::BadOneIn(20),
        Years::BadOneIn(10),
        Years::BadOneIn(5),
        Years::Humps(20),
        Years::Humps(40),
        Years::Humps(5),
        Years::Queue,
        Years::QueueHumps(20),
        Years::QueueHumps(5),
    ];
    for years in laws {
        let found = percent(false_certificates(&years, studies));
        out.line(&format!("| {} | {found} |", years.name()))?;
    }
    out.line("\n| truth better than the goal | certified |\n|---|---:|")?;
    let years = Years::BetaAbove;
    let found = percent(power(&years, years.mean() - 0.02, 120, studies));
    out.line(&format!("| {}, goal 2 points below, within 120 | {found} |", years.name()))?;
    let years = Years::Queue;
    let found = percent(power(&years, years.mean() / 0.8, 480, studies));
    out.line(&format!("| {}, four fifths of the goal, within 480 | {found} |", years.name()))
}

/// Coverage and false certificates with a scenario's years, and what common random numbers do for a variant of it.
fn simulated(
    (file, name): (&ScenarioFile, &str),
    variant: Option<&str>,
    order: &Order,
    (lang, out): (Lang, &mut Output),
) -> Result<(), Exit> {
    let (_, subject) = input::subject(file, &order.overrides, lang, out)?;
    let other = match variant {
        None => None,
        Some(name) => {
            let overrides = Overrides { variant: Some(name.to_owned()), ..order.overrides.clone() };
            Some(input::subject(file, &overrides, lang, out)?.1)
        }
    };
    let kpis = overall(&subject);
    let own = years((&subject, &kpis), order.studies.seed, (0, order.pool));
    let Studies { count, seed } = order.studies;
    let set: String = order.overrides.set.iter().map(|(key, value)| format!(", {key} = {value}")).collect();
    out.line(&format!("{name}{set}: {count} studies drawn from {} periods, seed {seed}.\n", order.pool))?;
    let head = "| figure | truth | from year to year | skewness | n = 60 | 120 | 240 | 480 | Student's t, n = 60 | with looks | falsely certified |";
    out.line(&format!("{head}\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"))?;
    let mut humps = String::new();
    for (id, goal) in FIGURES {
        let Some(place) = kpis.iter().position(|kpi| kpi.id == id) else { continue };
        let aim = kpis[place].aim.unwrap_or(Aim::Lower);
        let values = own.iter().filter_map(|row| row[place]).collect();
        let Some(pool) = Pool::new(values, aim) else { continue };
        let figure = kpis[place].name.en.replace("{limit}", "the").replace("{expected}", "the expected");
        out.line(&row(&figure, &pool, goal, order.studies))?;
        let (low, apart) = pool.humps();
        humps += &format!(" {figure}: {} lower, {} apart.", percent(low), number::fixed(apart, 1));
    }
    let Some((other, variant)) = other.as_ref().zip(variant) else {
        return out.line(&format!("\nTwo humps, split where the least variance is left within; distance in standard deviations within:{humps}"));
    };
    let theirs = years((other, &kpis), order.studies.seed, (0, order.pool));
    let pairs = own.iter().zip(&theirs).filter_map(|(own, theirs)| Some(theirs[0]? - own[0]?));
    if let Some(pool) = Pool::new(pairs.collect(), Aim::Lower) {
        let cell = |rate| percent(rate);
        let [first, second, third, last] =
            [60, 120, 240, 480].map(|n| cell(coverage(&pool, student, n, order.studies)));
        let looks = cell(coverage_with_looks(&pool, DEFAULT_HALF_WIDTH, order.studies));
        out.line(&format!(
            "| difference of the share, {variant} | {} | {} | {} | {first} | {second} | {third} | {last} | {first} | {looks} | – |",
            number::fixed(pool.mean(), 4), number::fixed(pool.deviation(), 4), number::fixed(pool.skewness(), 2),
        ))?;
    }
    let alone = years((other, &kpis), order.studies.seed, (order.pool, order.pool));
    out.line(&format!("\nTwo humps, split where the least variance is left within; distance in standard deviations within:{humps}"))?;
    gains((&own, &theirs, &alone), &kpis, variant, out)
}

fn row(figure: &str, pool: &Pool, goal: bool, studies: Studies) -> String {
    let [first, second, third, last] =
        [60, 120, 240, 480].map(|n| percent(coverage(pool, rule(pool), n, studies)));
    let theirs = percent(coverage(pool, student, 60, studies));
    let looks = match pool.aim() {
        Aim::Higher => percent(coverage_with_looks(pool, DEFAULT_HALF_WIDTH, studies)),
        Aim::Lower => "–".to_owned(),
    };
    let certified = if goal { percent(false_certificates(pool, studies)) } else { "–".to_owned() };
    let [truth, deviation] = [pool.mean(), pool.deviation()].map(|value| number::fixed(value, 4));
    let skewness = number::fixed(pool.skewness(), 2);
    format!(
        "| {figure} | {truth} | {deviation} | {skewness} | {first} | {second} | {third} | {last} | {theirs} | {looks} | {certified} |"
    )
}

/// A row a figure: how much sharper common random numbers make its difference, and how much they could at most.
fn gains(
    (own, theirs, alone): (&[Row], &[Row], &[Row]),
    kpis: &[Kpi],
    variant: &str,
    out: &mut Output,
) -> Result<(), Exit> {
    out.line(&format!(
        "\nVariance of the difference of `{variant}` with independent years, over that with the same luck:\n"
    ))?;
    out.line("| figure | from year to year | with the variant | correlation | times larger | at most possible |\n|---|---:|---:|---:|---:|---:|")?;
    for (place, kpi) in kpis.iter().enumerate() {
        let whole = own.iter().zip(theirs).zip(alone);
        let known = whole.filter_map(|((a, b), c)| Some((a[place]?, (b[place]?, c[place]?))));
        let (own, (theirs, alone)): (Vec<f64>, (Vec<f64>, Vec<f64>)) = known.unzip();
        let Some(Luck { deviations, correlation, gain, most }) = luck(&own, &theirs, &alone) else {
            continue;
        };
        let [a, b] = deviations.map(|value| number::fixed(value, 4));
        let [gain, most] = [gain, most].map(|value| number::fixed(value, 1));
        let name = kpi.name.en.replace("{limit}", "the").replace("{expected}", "the expected");
        out.line(&format!("| {name} | {a} | {b} | {} | {gain} | {most} |", number::fixed(correlation, 3)))?;
    }
    Ok(())
}

/// The figures of the whole scenario that `compare` has.
fn overall(subject: &Subject) -> Vec<Kpi> {
    let goal = subject.model().deadline.goal.map(|goal| goal.within.0);
    let all = compared(&subject.frame.axes, goal);
    all.into_iter().filter(|kpi| kpi.family == Family::Overall).collect()
}

fn years((subject, kpis): (&Subject, &[Kpi]), seed: u64, (first, count): (u64, u64)) -> Vec<Row> {
    let figures: Vec<Figure> = kpis.iter().map(|kpi| kpi.figure.clone()).collect();
    let figures = panel::matched(&figures, &subject.frame.axes);
    let one = |replication| read(&figures, &subject.replicate(seed, replication));
    with_threads(None, || study(first, Size::Fixed(count as usize), one, |row| row[0], &())).0
}
