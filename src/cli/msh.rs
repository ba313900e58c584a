//! `msh`: a message server for a scenario's parties, until it is asked to stop.

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::model::Model;
use crate::msh::{self, Access, Durability, House, Settings, StartError, StoreError};
use crate::text::{Lang, msh as say};
use clap::Args;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Arguments of `msh`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct MshArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long, value_name = "FIL")]
    store: Option<PathBuf>,
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:8080")]
    listen: String,
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:8081")]
    listen_inside: String,
    #[arg(long, value_name = "TJENESTE")]
    inside: Vec<String>,
    #[arg(long, value_name = "TJENESTE")]
    outside: Vec<String>,
    #[arg(long, value_name = "FIL")]
    tokens: Option<PathBuf>,
    #[arg(long, value_name = "FIL")]
    tls_cert: Option<PathBuf>,
    #[arg(long, value_name = "FIL")]
    tls_key: Option<PathBuf>,
    #[arg(long)]
    test_clock: bool,
    #[arg(long, value_name = "normal|off", num_args = 0..=1, require_equals = true, default_missing_value = "normal", value_parser = ["normal", "off"])]
    relaxed: Option<String>,
    #[arg(long, value_name = "ANTALL", default_value = "4096", allow_negative_numbers = true)]
    queue: String,
    #[arg(long, value_name = "ANTALL", default_value = "30", allow_negative_numbers = true)]
    patience: String,
    #[arg(long)]
    addresses: bool,
    #[arg(long, value_name = "TALL")]
    core: Option<usize>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
}

pub fn run(args: &MshArgs, lang: Lang, out: &mut Output) -> Exit {
    serve(args, lang, out).unwrap_or_else(|exit| exit)
}

fn serve(args: &MshArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let overrides = input::overrides(&args.set, args.variant.as_deref(), lang, &mut faults);
    let outside = address("--listen", &args.listen, lang, &mut faults);
    let inside = address("--listen-inside", &args.listen_inside, lang, &mut faults);
    let access = access(args, lang, &mut faults);
    let tls = tls(args, lang, &mut faults);
    let most_waiting = input::whole("--queue", &args.queue, 1..=1_000_000, lang, &mut faults) as usize;
    let patience = input::whole("--patience", &args.patience, 1..=3_600, lang, &mut faults);
    let file = input::read(&args.scenario, &faults, lang, out)?;
    let scenario = file.scenario(&overrides).map_err(|faults| input::refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts).map_err(|faults| out.refuse(&faults))?;
    let house = House::new(model, &args.inside, &args.outside);
    if args.addresses {
        for (address, her_id) in house.register.addresses() {
            let side = if house.is_inside(her_id) { "inside" } else { "outside" };
            out.line(&format!("{address}\t{her_id}\t{side}"))?;
        }
        return Ok(Exit::Done);
    }
    let store = args.store.clone().unwrap_or_else(|| default_store(&args.scenario));
    let settings = Settings {
        store: store.clone(),
        durability: match args.relaxed.as_deref() {
            None => Durability::Full,
            Some("off") => Durability::Off,
            Some(_) => Durability::Relaxed,
        },
        outside,
        inside,
        access,
        tls,
        test_clock: args.test_clock,
        most_waiting,
        patience: Duration::from_secs(patience),
        core: args.core,
        fresh: fresh(),
        log: Box::new(|line| {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{line}");
        }),
    };
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let mut said = Ok(());
    let served = msh::run(house, settings, |[outside, inside], stored| {
        let urls = (format!("{scheme}://{outside}"), format!("{scheme}://{inside}"));
        said = out.line(&say::listening(lang, &urls, &store, stored)).and_then(|()| out.flush());
    });
    said?;
    served.map_err(|error| refuse(&error, &store, lang, out))?;
    Ok(Exit::Done)
}

/// Bits that no other start has.
fn fresh() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH);
    let nanos = since.map_or(0, |since| since.as_nanos() as u64);
    crate::random::child(nanos, 0, u64::from(std::process::id()))
}

/// `<scenario>.meldinger.sqlite` in the present folder.
fn default_store(scenario: &Path) -> PathBuf {
    let stem = scenario.file_stem().map_or_else(Default::default, |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}.meldinger.sqlite"))
}

fn address(option: &str, text: &str, lang: Lang, faults: &mut Vec<String>) -> SocketAddr {
    let localhost = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    let parsed = localhost.as_deref().unwrap_or(text).parse();
    parsed.unwrap_or_else(|_| {
        faults.push(say::no_address(lang, option, text));
        SocketAddr::from(([127, 0, 0, 1], 0))
    })
}

fn access(args: &MshArgs, lang: Lang, faults: &mut Vec<String>) -> Access {
    let Some(path) = &args.tokens else { return Access::default() };
    let read = fs::read_to_string(path).map_err(|error| vec![error.to_string()]);
    read.and_then(|text| Access::read(&text)).unwrap_or_else(|wrong| {
        faults.extend(wrong.iter().map(|fault| say::of_file(lang, "--tokens", path, fault)));
        Access::default()
    })
}

type Pem = (Vec<u8>, Vec<u8>);

fn tls(args: &MshArgs, lang: Lang, faults: &mut Vec<String>) -> Option<Pem> {
    let (chain, key) = match (&args.tls_cert, &args.tls_key) {
        (None, None) => return None,
        (Some(chain), Some(key)) => (chain, key),
        _ => {
            faults.push(say::both_tls_files(lang));
            return None;
        }
    };
    let mut read = |option: &str, path: &Path| {
        let bytes = fs::read(path);
        bytes.map_err(|error| faults.push(say::of_file(lang, option, path, &error.to_string()))).ok()
    };
    let (chain, key) = (read("--tls-cert", chain), read("--tls-key", key));
    chain.zip(key)
}

/// An address that is taken and a store that cannot be opened are the world's faults.
fn refuse(error: &StartError, store: &Path, lang: Lang, out: &Output) -> Exit {
    let (text, exit) = match error {
        StartError::Open(address) => (say::open_address(lang, *address), Exit::Input),
        StartError::Tls(fault) => (say::bad_tls(lang, fault), Exit::Input),
        StartError::Address(address, error) => {
            (say::no_listening(lang, *address, &error.to_string()), Exit::World)
        }
        StartError::Store(StoreError::OtherScenario) => (say::other_scenario(lang, store), Exit::Input),
        StartError::Store(StoreError::Damaged(what)) => (say::store_damaged(lang, store, what), Exit::World),
        StartError::Store(StoreError::Sqlite(error)) => {
            (say::store_failed(lang, store, &error.to_string()), Exit::World)
        }
    };
    out.warn(&text);
    exit
}
