//! The certificate: what is proved, what it rests on, and all that is needed to try it again.

use super::{Staffing, UNSEEN};
use crate::experiment::staffing::Tried;
use crate::experiment::staffing::axis::{Axis, kroner, positions};
use crate::report::RunNote;
use crate::stats::{Aim, LOOKS, Standing, unseen_year_period};
use serde_json::{Value, json};

/// Version of the certificate's shape.
const FORMAT: u64 = 1;

const KIND: &str = "meldingsflyt staffing certificate";

/// What is read back of a certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    pub scenario_hash: String,
    pub seed: u64,
    pub variant: Option<String>,
    pub set: Vec<(String, String)>,
    /// Goals and prices that options gave: name and text.
    pub options: Vec<(String, String)>,
    /// Path and value of what was proved; `None` if nothing was.
    pub staffing: Option<Vec<(String, String)>>,
    /// Chance of a false certificate that was allowed.
    pub alpha: f64,
}

/// What was laid over the scenario: a variant, paths with values, and options with goals and prices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Laid<'a> {
    pub variant: Option<&'a str>,
    pub set: &'a [(String, String)],
    pub options: &'a [(String, String)],
}

/// The certificate as JSON with a line break at its end.
pub fn write(staffing: &Staffing<'_>, run: &RunNote, laid: Laid<'_>) -> String {
    let answer = staffing.answer;
    let proved = answer.proved.map(|place| &answer.candidates[place]);
    let pairs = |pairs: &[(String, String)]| -> Vec<Value> {
        pairs.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
    };
    let goals: Vec<Value> = staffing
        .aims
        .claims
        .iter()
        .zip(staffing.goals)
        .map(|(claim, words)| {
            let aim = if claim.aim == Aim::Higher { "at_least" } else { "at_most" };
            json!({ "what": words.en, "aim": aim, "goal": claim.goal })
        })
        .collect();
    let document = json!({
        "format": FORMAT,
        "kind": KIND,
        "version": run.version,
        "scenario": run.scenario,
        "scenario_sha256": run.scenario_hash,
        "variant": laid.variant,
        "set": pairs(laid.set),
        "options": pairs(laid.options),
        "seed": run.seed,
        "interrupted": run.interrupted,
        "goals": goals,
        "confidence": 1.0 - staffing.aims.alpha,
        "alpha": staffing.aims.alpha,
        "error_budget": match staffing.axes.len() {
            1 => "fixed sequence: each level at alpha, stop at the first that is not proved",
            _ => "candidate j at alpha / 2^j on fresh replications",
        },
        "looks": LOOKS,
        "alpha_a_look": staffing.aims.alpha / LOOKS.len() as f64,
        "proved": proved.is_some(),
        "staffing": proved.map(|tried| points(staffing.axes, &tried.point)),
        "full_time_equivalents": proved.map(|tried| positions(staffing.axes, &tried.point)),
        "kroner_a_year": proved.and_then(|tried| kroner(staffing.axes, &tried.point)),
        "unseen_year_one_in": proved.map(|tried| unseen_year_period(tried.proof.replications, UNSEEN)),
        "minimality": match (proved.is_some(), answer.all_below_tried, staffing.axes.len()) {
            (false, ..) => "none",
            _ if answer.stopped.is_some() => "none: interrupted before fewer people were tried to the end",
            (_, true, _) => "every cheaper plan was simulated and fails",
            (_, _, 1) => "the next level down is not proved",
            _ => "local: each plan one step cheaper is not proved",
        },
        "candidates": answer.candidates.iter().map(|tried| study(staffing, tried)).collect::<Vec<Value>>(),
        "neighbours": answer.neighbours.iter().map(|tried| study(staffing, tried)).collect::<Vec<Value>>(),
        "search_replications": answer.searched,
    });
    format!("{document:#}\n")
}

fn points(axes: &[Axis], point: &[usize]) -> Vec<Value> {
    let one = |(axis, level): (&Axis, &usize)| json!({ "key": axis.path(), "value": axis.texts[*level] });
    axes.iter().zip(point).map(one).collect()
}

fn study(staffing: &Staffing<'_>, tried: &Tried) -> Value {
    let standing = match tried.proof.standing {
        Standing::Proved => "proved",
        Standing::Refuted => "refuted",
        Standing::Open => "too_close_to_call",
    };
    let bounds: Vec<Value> = tried
        .proof
        .bounds
        .iter()
        .zip(&tried.met)
        .map(|(bounds, met)| {
            json!({
                "mean": bounds.map(|b| b.mean),
                "lower": bounds.map(|b| b.lower),
                "upper": bounds.map(|b| b.upper),
                "share_of_replications_that_meet_it": met,
            })
        })
        .collect();
    json!({
        "staffing": points(staffing.axes, &tried.point),
        "full_time_equivalents": positions(staffing.axes, &tried.point),
        "alpha": tried.alpha,
        "first_replication": tried.first,
        "replications": tried.proof.replications,
        "standing": standing,
        "bounds": bounds,
    })
}

/// Reads a certificate back; `None` if it is none.
pub fn read(text: &str) -> Option<Certificate> {
    let document: Value = serde_json::from_str(text).ok()?;
    if document["kind"] != KIND || document["format"] != FORMAT {
        return None;
    }
    let pairs = |list: &Value| -> Option<Vec<(String, String)>> {
        let pair =
            |item: &Value| Some((item["key"].as_str()?.to_owned(), item["value"].as_str()?.to_owned()));
        list.as_array()?.iter().map(pair).collect()
    };
    let alpha = document["alpha"].as_f64().filter(|alpha| 0.0 < *alpha && *alpha <= 0.5)?;
    Some(Certificate {
        scenario_hash: document["scenario_sha256"].as_str()?.to_owned(),
        seed: document["seed"].as_u64()?,
        variant: document["variant"].as_str().map(str::to_owned),
        set: pairs(&document["set"])?,
        options: pairs(&document["options"]).unwrap_or_default(),
        staffing: pairs(&document["staffing"]),
        alpha,
    })
}
