//! `staff`: how many people do we need?

mod axes;
mod goals;
mod question;
mod town;

use super::exit::Exit;
use super::experiment::{Common, Setup};
use super::output::Output;
use crate::experiment::staffing::{self, Answer};
use crate::experiment::with_threads;
use crate::report::staffing::{
    Certificate, Laid, answer, read_certificate, table, verified, write_certificate,
};
use crate::report::{Document, Kind, Shards};
use crate::text::{Lang, Name, experiment as say};
use clap::Args;
use serde_json::{Map, json};
use std::path::PathBuf;

pub(super) use goals::GoalArgs;
pub(super) use question::Question;
pub(super) use town::Town;

/// Arguments of `staff`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct StaffArgs {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long, value_name = "NØKKEL=FRA..TIL")]
    vary: Vec<String>,
    #[command(flatten)]
    goals: GoalArgs,
    #[arg(long, value_name = "ANDEL")]
    confidence: Option<String>,
    #[arg(long, value_name = "FIL")]
    verify: Option<PathBuf>,
}

/// The certificate's name in the folder.
const CERTIFICATE: &str = "sertifikat.json";

pub fn run(args: &StaffArgs, lang: Lang, out: &mut Output) -> Exit {
    let done = match &args.verify {
        Some(path) => verify(args, path, lang, out),
        None => find(args, lang, out),
    };
    done.unwrap_or_else(|exit| exit)
}

fn find(args: &StaffArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let variant = args.variant.as_deref();
    let mut setup = Setup::of((&args.common, variant), ("staff", "-staff"), Vec::new(), lang, out)?;
    let question = Question::of(args, &setup, out)?;
    setup.arguments.extend(args.vary.iter().map(|vary| format!("--vary={vary}")));
    let options = args.goals.given();
    setup.arguments.extend(options.iter().map(|(name, text)| format!("--{name}={text}")));
    setup.arguments.extend(args.confidence.iter().map(|share| format!("--confidence={share}")));
    let shards = setup.begin(out)?;
    let answer = with_threads(setup.threads, || {
        staffing::find(&mut Town::new(&setup, &question, shards.as_ref()), &question.aims)
    });
    tell(&setup, (&question, &options), &answer, args.common.json, out)
}

fn tell(
    setup: &Setup,
    (question, options): (&Question, &[(String, String)]),
    found: &Answer,
    json: bool,
    out: &mut Output,
) -> Result<Exit, Exit> {
    let interrupted = setup.interrupted(found.stopped.as_ref(), out)?;
    let staffing = question.staffing(setup, found);
    let lines = |lang| answer(&staffing, lang).lines().map(|line| line.trim().to_owned()).collect();
    let note = setup.note(interrupted, lines);
    if !found.candidates.is_empty() {
        let variant = setup.overrides.variant.as_deref();
        let laid = Laid { variant, set: &setup.overrides.set, options };
        let certificate = write_certificate(&staffing, &note, laid);
        let mut facts = Map::new();
        facts.insert("certificate".into(), json!(CERTIFICATE));
        let document = Document {
            kind: Kind::Staff,
            run: &note,
            told: setup.told(1.0 - question.aims.alpha, facts),
            tables: vec![table(&staffing)],
            dictionary: Name::new("2-kolonner", "columns"),
            extra: vec![(CERTIFICATE.to_owned(), certificate.clone().into_bytes())],
        };
        match json {
            false => setup.tell(&document, &answer(&staffing, setup.lang), false, out)?,
            true => {
                setup.write(&document, out)?;
                out.write(certificate.as_bytes())?;
            }
        }
    }
    if interrupted && found.candidates.is_empty() && !json {
        out.write(answer(&staffing, setup.lang).as_bytes())?;
    }
    if interrupted {
        let folder = setup.writes.then(|| setup.parent.join(&setup.name).display().to_string());
        out.warn(&say::interrupted(setup.lang, folder.as_deref()));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::Done)
}

/// A certificate is tried again on a seed of its own; nothing is written.
fn verify(args: &StaffArgs, path: &std::path::Path, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let certificate = read(path, lang, out)?;
    let Some(staffing) = certificate.staffing.clone() else {
        return Ok(out.refuse(&[say::nothing_certified(lang, &path.display().to_string())]));
    };
    let mut common = args.common.for_certificate(&certificate.set);
    if common.seed.parse() == Ok(certificate.seed) {
        common.seed = certificate.seed.wrapping_add(1).to_string();
    }
    let variant = certificate.variant.as_deref();
    let mut setup = Setup::of((&common, variant), ("staff", "-staff"), Vec::new(), lang, out)?;
    if setup.note(false, |_| Vec::new()).scenario_hash != certificate.scenario_hash {
        let (file, path) = (args.common.scenario.display().to_string(), path.display().to_string());
        return Ok(out.refuse(&[say::other_scenario(lang, &path, &file)]));
    }
    setup.writes = false;
    let Some(goals) = GoalArgs::of_certificate(&certificate.options) else {
        return Ok(out.refuse(&[say::no_certificate(lang, &path.display().to_string())]));
    };
    let question = Question::of_certificate(&staffing, (&goals, certificate.alpha), &setup, out)?;
    super::progress::Progress::listen();
    let nothing: Option<&Shards> = None;
    let point = vec![0; question.axes.len()];
    let tried = with_threads(setup.threads, || {
        staffing::verify(&mut Town::new(&setup, &question, nothing), &point, &question.aims)
    });
    match tried {
        Err(stop) => {
            setup.interrupted(Some(&stop), out)?;
            out.warn(&say::interrupted(lang, None));
            Ok(Exit::Interrupted)
        }
        Ok(tried) => {
            let answer = Answer::default();
            let text = verified(&question.staffing(&setup, &answer), &tried, setup.seed, lang);
            out.write(text.as_bytes())?;
            Ok(Exit::Done)
        }
    }
}

fn read(path: &std::path::Path, lang: Lang, out: &Output) -> Result<Certificate, Exit> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        out.warn(&say::unreadable(lang, &shown, &error));
        Exit::World
    })?;
    read_certificate(&text).ok_or_else(|| out.refuse(&[say::no_certificate(lang, &shown)]))
}
