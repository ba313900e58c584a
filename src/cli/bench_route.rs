//! `bench route`: how fast letters of a scenario are routed, beside what no router can be faster than.
//!
//! One thread. The letters are the scenario's own, in order of birth.

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::whole_file;
use crate::demand::{self, Addressing, Schedule};
use crate::model::Model;
use crate::random::Dice;
use crate::routing::{Address, Letter, Party, Patient, Refusal, Register, route};
use crate::simulation::Prepared;
use crate::text::cli::cannot;
use crate::text::{Lang, bench as say};
use clap::Args;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Arguments of `bench route`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct RouteArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long, value_name = "ANTALL", default_value = "1000000", allow_negative_numbers = true)]
    messages: String,
    #[arg(short, long, value_name = "FIL")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
}

const MESSAGES: std::ops::RangeInclusive<u64> = 1_000..=20_000_000;
/// Each case is measured so often; the best counts.
const ROUNDS: usize = 5;

/// A case with its time for one letter.
struct Row {
    what: say::Case,
    letters: usize,
    nanoseconds: f64,
}

pub fn run(args: &RouteArgs, lang: Lang, out: &mut Output) -> Exit {
    bench(args, lang, out).unwrap_or_else(|exit| exit)
}

fn bench(args: &RouteArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let overrides = input::overrides(&args.set, args.variant.as_deref(), lang, &mut faults);
    let messages = input::whole("--messages", &args.messages, MESSAGES, lang, &mut faults) as usize;
    let file = input::read(&args.scenario, &faults, lang, out)?;
    let scenario = file.scenario(&overrides).map_err(|faults| input::refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts).map_err(|faults| out.refuse(&faults))?;
    let prepared = Prepared::new(model).map_err(|faults| out.refuse(&faults))?;
    let register = Register::new(&prepared.model);
    let letters = letters(&prepared, &register, messages);
    if letters.is_empty() {
        return Err(out.refuse(&[say::no_letters(lang)]));
    }
    let rows = measured(&prepared.model, &register, &letters);
    let floor = rows[0].nanoseconds;
    out.line(&say::heading(lang, letters.len(), register.addresses().count()))?;
    for Row { what, letters, nanoseconds } in &rows {
        out.line(&say::row(lang, *what, *letters, (*nanoseconds, floor)))?;
    }
    if let Some(path) = &args.output {
        write(path, &rows, floor, lang, out)?;
    }
    Ok(Exit::Done)
}

/// The scenario's letters in order of birth; replication after replication until there are enough.
fn letters(prepared: &Prepared, register: &Register, most: usize) -> Vec<Letter<'static>> {
    let Prepared { model, demand } = prepared;
    let addressing = Addressing::new(model, register);
    let mut letters = Vec::with_capacity(most);
    for replication in 0.. {
        let before = letters.len();
        let dice = Dice::new(1, replication);
        let mut schedule = Schedule::new(model, demand, dice);
        let mut births = std::iter::from_fn(|| schedule.next(model, demand, dice));
        while letters.len() < most
            && let Some(birth) = births.next()
        {
            let stream = &demand.streams[birth.stream as usize];
            let born = demand::born(model, dice, stream, (birth.ordinal, birth.at));
            letters.extend(addressing.letter(model, dice, &born));
        }
        if letters.len() >= most || letters.len() == before {
            break;
        }
    }
    letters
}

fn measured(model: &Model, register: &Register, letters: &[Letter<'_>]) -> Vec<Row> {
    let her_id = |address: Address<'_>| match address {
        Address::HerId(her_id) => her_id,
        Address::Service(name) => register.her_id_of(name).unwrap_or_default(),
    };
    let receivers: Vec<u32> = letters.iter().map(|letter| her_id(letter.receiver)).collect();
    // The floor: the same parties in an array, found by their place.
    let mut known: Vec<u32> = receivers.clone();
    known.sort_unstable();
    known.dedup();
    let parties: Vec<Option<Party>> = known.iter().map(|her_id| register.by_her_id(*her_id)).collect();
    let places: Vec<u32> =
        receivers.iter().map(|her_id| known.binary_search(her_id).expect("just listed") as u32).collect();
    let nobody: Vec<u32> = receivers.iter().map(|her_id| her_id ^ 0x4000_0000).collect();
    let names: Vec<&str> = {
        let by_her_id: Vec<(&str, u32)> = register.addresses().collect();
        let name = |her_id: &u32| by_her_id.iter().find(|(_, id)| id == her_id).map_or("", |(name, _)| *name);
        let names: Vec<&str> = known.iter().map(name).collect();
        places.iter().map(|place| names[*place as usize]).collect()
    };
    let mut rows = vec![
        timed(say::Case::Floor, &places, |place| parties[*place as usize].is_some()),
        timed(say::Case::Hit, &receivers, |her_id| register.by_her_id(*her_id).is_some()),
        timed(say::Case::Miss, &nobody, |her_id| register.by_her_id(*her_id).is_some()),
        timed(say::Case::Address, &names, |name| register.her_id_of(name).is_some()),
        timed(say::Case::Route, letters, |letter| route(model, register, letter).is_ok()),
    ];
    for (what, refused) in refusals(letters[0]) {
        let few = vec![refused; letters.len().min(100_000)];
        rows.push(timed(what, &few, |letter| route(model, register, letter).is_ok()));
    }
    rows
}

/// A letter for each reason to refuse that needs no party of its own.
fn refusals(sound: Letter<'_>) -> [(say::Case, Letter<'_>); 6] {
    use Refusal::*;
    let case = |refusal: Refusal, letter| (say::Case::Refused(refusal.name()), letter);
    let nobody = Address::HerId(7);
    [
        case(SeveralReceivers, Letter { receivers: 2, ..sound }),
        case(UnknownSender, Letter { sender: nobody, ..sound }),
        case(UnknownReceiver, Letter { receiver: nobody, ..sound }),
        case(Structure, Letter { sound: false, ..sound }),
        case(PatientMissing, Letter { patient: Patient::Missing, ..sound }),
        case(PatientUnknown, Letter { patient: Patient::Unknown, ..sound }),
    ]
}

fn timed<T>(what: say::Case, inputs: &[T], mut one: impl FnMut(&T) -> bool) -> Row {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let count = inputs.iter().filter(|input| one(black_box(input))).count();
        black_box(count);
        best = best.min(begun.elapsed().as_nanos() as f64);
    }
    Row { what, letters: inputs.len(), nanoseconds: best / inputs.len() as f64 }
}

fn write(path: &Path, rows: &[Row], floor: f64, lang: Lang, out: &Output) -> Result<(), Exit> {
    let mut text = "case,letters,nanoseconds,million_per_second,times_floor\n".to_owned();
    for Row { what, letters, nanoseconds } in rows {
        let (million, times) = (1e3 / nanoseconds, nanoseconds / floor);
        text += &format!("{},{letters},{nanoseconds:.2},{million:.2},{times:.2}\n", what.key());
    }
    whole_file::write(path, |sink| sink.write_all(text.as_bytes())).map_err(|error| {
        out.warn(&cannot(lang, &path.display().to_string(), &error));
        Exit::World
    })
}
