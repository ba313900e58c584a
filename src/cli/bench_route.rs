//! `bench route`: how fast letters of a scenario are routed, beside what no router can be faster than.
//!
//! The letters are the scenario's own, in order of birth; documents of three sizes are made of its first.

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
/// Each case is measured so often, in so many slices; the best round of a slice counts.
const ROUNDS: usize = 5;
const SLICES: usize = 250;

/// A case with its time for one letter, and that of its floor.
struct Row {
    what: say::Case,
    letters: usize,
    nanoseconds: f64,
    floor: f64,
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
    #[allow(unused_mut)]
    let mut rows = measured(&prepared.model, &register, &letters);
    #[cfg(feature = "net")]
    rows.extend(documents::measured(prepared));
    out.line(&say::heading(lang, letters.len(), register.addresses().count()))?;
    for Row { what, letters, nanoseconds, floor } in &rows {
        out.line(&say::row(lang, *what, *letters, (*nanoseconds, *floor)))?;
    }
    if let Some(path) = &args.output {
        write(path, &rows, lang, out)?;
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
        timed_twice(say::Case::RouteTwice, letters, |letter| route(model, register, letter).is_ok()),
    ];
    for (what, refused) in refusals(letters[0]) {
        let few = vec![refused; letters.len().min(100_000)];
        rows.push(timed(what, &few, |letter| route(model, register, letter).is_ok()));
    }
    let floor = rows[0].nanoseconds;
    rows.iter_mut().for_each(|row| row.floor = floor);
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

fn timed<T>(what: say::Case, inputs: &[T], one: impl Fn(&T) -> bool) -> Row {
    let nanoseconds = best(inputs, &one) / inputs.len() as f64;
    Row { what, letters: inputs.len(), nanoseconds, floor: nanoseconds }
}

/// Two threads go over all inputs at once.
fn timed_twice<T: Sync>(what: say::Case, inputs: &[T], one: impl Fn(&T) -> bool + Sync) -> Row {
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| best(inputs, &one));
        best(inputs, &one) + other.join().expect("it measures")
    });
    let letters = 2 * inputs.len();
    let nanoseconds = both / 2.0 / letters as f64;
    Row { what, letters, nanoseconds, floor: nanoseconds }
}

/// The least time for all inputs, in nanoseconds: the best round of each slice, so that whoever else wants the processor
/// spoils a slice and not the whole.
fn best<T>(inputs: &[T], one: &impl Fn(&T) -> bool) -> f64 {
    let size = inputs.len().div_ceil(SLICES);
    let mut best = vec![f64::INFINITY; inputs.len().div_ceil(size)];
    for _ in 0..ROUNDS {
        for (slice, best) in inputs.chunks(size).zip(&mut best) {
            let begun = Instant::now();
            black_box(slice.iter().filter(|input| one(black_box(input))).count());
            *best = best.min(begun.elapsed().as_nanos() as f64);
        }
    }
    best.iter().sum()
}

#[cfg(feature = "net")]
mod documents {
    //! Documents of the scenario: parsed, checked and routed, beside a bare pass of the XML reader.

    use super::{Prepared, Row, say, timed, timed_twice};
    use crate::cli::sample::Sample;
    use crate::edi;
    use crate::load::{RunId, World};
    use crate::msh::{House, routed};

    const KILOBYTES: [usize; 3] = [3, 6, 60];
    /// About so many bytes are read in each round.
    const BYTES: usize = 12_000_000;

    /// Nothing if no message of the scenario goes to a hospital.
    pub fn measured(prepared: Prepared) -> Vec<Row> {
        let Prepared { model, demand } = prepared;
        let house = House::new(model.clone(), &[], &[]);
        let world = World::new(model, demand, 1, false);
        KILOBYTES.into_iter().flat_map(|size| of_size(&house, &world, size)).collect()
    }

    fn of_size(house: &House, world: &World, kilobytes: usize) -> Vec<Row> {
        let Some(sample) = Sample::of(world, kilobytes * 1_000) else { return Vec::new() };
        let run = RunId::new(1);
        // More than the nearest caches hold.
        let texts: Vec<String> = (0..(BYTES / (kilobytes * 1_000)) as u64)
            .map(|number| {
                String::from_utf8(sample.renamed(&run.message(number))).expect("what is written is UTF-8")
            })
            .collect();
        let whole = |text: &String| routed(house, text.as_bytes()).is_some_and(|routed| routed.is_ok());
        let mut rows = vec![
            timed(say::Case::Bare(kilobytes), &texts, |text| edi::bare(text).is_some()),
            timed(say::Case::Document(kilobytes), &texts, whole),
            timed_twice(say::Case::DocumentTwice(kilobytes), &texts, whole),
        ];
        let floor = rows[0].nanoseconds;
        rows.iter_mut().for_each(|row| row.floor = floor);
        rows
    }
}

fn write(path: &Path, rows: &[Row], lang: Lang, out: &Output) -> Result<(), Exit> {
    let mut text = "case,letters,nanoseconds,million_per_second,times_floor\n".to_owned();
    for Row { what, letters, nanoseconds, floor } in rows {
        let (million, times) = (1e3 / nanoseconds, nanoseconds / floor);
        text += &format!("{},{letters},{nanoseconds:.2},{million:.4},{times:.2}\n", what.key());
    }
    whole_file::write(path, |sink| sink.write_all(text.as_bytes())).map_err(|error| {
        out.warn(&cannot(lang, &path.display().to_string(), &error));
        Exit::World
    })
}
