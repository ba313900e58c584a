//! `compare`: which variant is better, by how much, and what it costs.

use super::exit::Exit;
use super::experiment::{Common, Compiled, Setup, baseline, replications};
use super::output::Output;
use super::progress::Progress;
use crate::experiment::comparison::{Compared, compare};
use crate::experiment::{ALPHA, Figure, Size, with_threads};
use crate::report::comparison::{Comparison, Kpi, Plan, answer, lead, panel, tables};
use crate::report::{Document, Kind, Variant};
use crate::scenario::{Overrides, VariantInfo};
use crate::stats::{DEFAULT_HALF_WIDTH, LOOKS, student};
use crate::text::difference::{self, Changed};
use crate::text::{Lang, Name, Words, experiment as say};
use clap::Args;
use serde_json::{Map, json};

/// Arguments of `compare`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct CompareArgs {
    #[command(flatten)]
    common: Common,
    #[arg(value_name = "VARIANT")]
    variants: Vec<String>,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    replications: Option<String>,
}

pub fn run(args: &CompareArgs, lang: Lang, out: &mut Output) -> Exit {
    all(args, lang, out).unwrap_or_else(|exit| exit)
}

fn all(args: &CompareArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let count = replications(args.replications.as_deref(), lang, &mut faults);
    let mut setup = Setup::of((&args.common, None), ("compare", "-compare"), faults, lang, out)?;
    let chosen = chosen(args, &setup, out)?;
    setup.arguments.splice(2..2, args.variants.iter().cloned());
    setup.arguments.extend(count.map(|count| format!("--replications={count}")));
    let size = count.map_or(Size::Precision { half_width: DEFAULT_HALF_WIDTH }, Size::Fixed);

    let goal = setup.subject.model().deadline.goal.map(|goal| goal.within.0);
    let kpis = panel(&setup.subject.frame.axes, goal);
    let figures: Vec<Figure> = kpis.iter().map(|kpi| kpi.figure.clone()).collect();
    let mut plans = vec![(plan_of("", &baseline(lang)), setup.plan(&setup.overrides, &figures, out)?)];
    for variant in &chosen {
        plans.push(compiled(&setup, variant, &figures, out)?);
    }
    let shards = setup.begin(out)?;
    let compared = with_threads(setup.threads, || {
        let mut shares: Vec<Vec<Option<f64>>> = vec![Vec::new(); plans.len()];
        compare(chosen.len(), size, 0, |plan, range| {
            let (told, compiled) = &plans[plan];
            let progress = Progress::new(lang, &so_far(&told.title, &shares[plan], &shares[0], lang));
            let rows = setup.rows(compiled, range, shards.as_ref(), &progress);
            progress.finish();
            shares[plan].extend(rows.iter().flatten().map(|row| row[0]));
            rows
        })
    });
    let told: Vec<Plan> = plans.into_iter().map(|(plan, _)| plan).collect();
    tell(&setup, (&compared, &told, &kpis), args.common.json, out)
}

/// A plan's title, and how sharp its difference in the share within the limit is by now.
fn so_far(title: &str, ours: &[Option<f64>], theirs: &[Option<f64>], lang: Lang) -> String {
    let differences: Vec<f64> = ours.iter().zip(theirs).filter_map(|(a, b)| Some((*a)? - (*b)?)).collect();
    match student(&differences, ALPHA / LOOKS.len() as f64) {
        Some(interval) if ours != theirs => {
            format!("{title} {}", say::sharpness(lang, interval.half_width()))
        }
        _ => title.to_owned(),
    }
}

/// The variants asked for, or all.
fn chosen(args: &CompareArgs, setup: &Setup, out: &Output) -> Result<Vec<VariantInfo>, Exit> {
    let known = &setup.scenario.variants;
    if known.is_empty() {
        let path = args.common.scenario.display().to_string();
        return Err(out.refuse(&[say::nothing_to_compare(setup.lang, &path)]));
    }
    if args.variants.is_empty() {
        return Ok(known.clone());
    }
    let names: Vec<&str> = known.iter().map(|variant| variant.key.as_str()).collect();
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for name in &args.variants {
        match known.iter().find(|variant| variant.key == *name) {
            Some(variant) if found.contains(variant) => {}
            Some(variant) => found.push(variant.clone()),
            None => {
                let near = crate::scenario::nearest(name, names.iter().copied());
                faults.push(say::no_such_variant(setup.lang, name, near, &names.join(", ")));
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(out.refuse(&faults)) }
}

fn variant(plan: &Plan, replications: usize) -> Variant {
    Variant { key: plan.key.clone(), title: plan.title.clone(), replications }
}

fn plan_of(key: &str, title: &str) -> Plan {
    Plan { key: key.to_owned(), title: title.to_owned(), words: Words::empty() }
}

/// A variant, compiled, with what it changes in words.
fn compiled(
    setup: &Setup,
    variant: &VariantInfo,
    figures: &[Figure],
    out: &Output,
) -> Result<(Plan, Compiled), Exit> {
    let overrides = Overrides { variant: Some(variant.key.clone()), set: setup.overrides.set.clone() };
    let plan = setup.plan(&overrides, figures, out)?;
    let refuse = |faults| super::input::refuse(&faults, setup.lang, out);
    let found = setup.file.differences(&setup.overrides, &overrides).map_err(refuse)?;
    let changes: Vec<Changed<'_>> = found
        .iter()
        .map(|change| Changed {
            path: &change.path,
            before: change.before.as_deref(),
            after: change.after.as_deref(),
            role: change.role.as_deref(),
        })
        .collect();
    let words = difference::all(&changes);
    Ok((Plan { words, ..plan_of(&variant.key, &variant.title) }, plan))
}

fn tell(
    setup: &Setup,
    (compared, plans, kpis): (&Compared, &[Plan], &[Kpi]),
    json: bool,
    out: &mut Output,
) -> Result<Exit, Exit> {
    let interrupted = setup.interrupted(compared.stopped.as_ref(), out)?;
    let folder = setup.writes.then(|| setup.parent.join(&setup.name).display().to_string());
    let finished = (1..plans.len()).any(|plan| compared.replications(plan) >= 2);
    if finished {
        let mut facts = Map::new();
        let counts: Vec<_> = plans
            .iter()
            .enumerate()
            .map(|(plan, told)| {
                let key = if told.key.is_empty() { "baseline" } else { &told.key };
                json!({ "key": key, "title": told.title, "difference": told.words.en,
                        "replications": compared.rows[plan].len() })
            })
            .collect();
        facts.insert("variants".into(), counts.into());
        let mut told = setup.told(1.0 - ALPHA, facts);
        told.variants =
            (0..plans.len()).map(|plan| variant(&plans[plan], compared.rows[plan].len())).collect();
        let comparison = Comparison { compared, plans, kpis, deadline: &told.deadline, weeks: told.weeks };
        let (text, tables) = (answer(&comparison, setup.lang), tables(&comparison));
        let note = setup.note(interrupted, |lang| lead(&comparison, lang));
        let dictionary = Name::new("6-kolonner", "columns");
        let document =
            Document { kind: Kind::Compare, run: &note, told, tables, dictionary, extra: Vec::new() };
        setup.tell(&document, &text, json, out)?;
    }
    if interrupted {
        out.warn(&say::interrupted(setup.lang, folder.as_deref()));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::Done)
}
