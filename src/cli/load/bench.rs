//! `load bench`: how fast the tool itself is, as a table for `docs/benchmarks.md`.

use crate::cli::bench::peak_mb;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Output;
use crate::load::bench::{self, Figures};
use crate::load::parse_length;
use crate::text::{Lang, load as say};
use clap::Args;
use std::time::Duration;

/// Arguments of `load bench`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct BenchArgs {
    #[arg(long, value_name = "TALL", default_value = "20000", allow_negative_numbers = true)]
    rate: String,
    #[arg(long, value_name = "ANTALL", default_value = "64", allow_negative_numbers = true)]
    connections: String,
    #[arg(long, value_name = "TALL", default_value = "10", allow_negative_numbers = true)]
    seconds: String,
    #[arg(long, value_name = "TID")]
    sink: Option<String>,
}

pub fn run(args: &BenchArgs, lang: Lang, out: &mut Output) -> Exit {
    measured(args, lang, out).unwrap_or_else(|exit| exit)
}

fn measured(args: &BenchArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let rate = input::whole("--rate", &args.rate, 1..=1_000_000, lang, &mut faults);
    let connections =
        input::whole("--connections", &args.connections, 1..=10_000, lang, &mut faults) as usize;
    let seconds = input::whole("--seconds", &args.seconds, 1..=3_600, lang, &mut faults);
    let sink = args.sink.as_deref().map(|text| (text, parse_length(text)));
    if let Some((text, None)) = sink {
        faults.push(say::no_length(lang, "--sink", text));
    }
    if !faults.is_empty() {
        return Err(out.refuse(&faults));
    }
    let broke = |error: std::io::Error, out: &Output| {
        out.warn(&say::no_system(lang, &error.to_string()));
        Exit::World
    };
    if let Some((_, Some(micros))) = sink {
        let served = bench::serve(Duration::from_micros(micros as u64), |url| out.warn(url));
        let (messages, cpu) = served.map_err(|error| broke(error, out))?;
        out.line(&format!("{messages} messages, {} µs each", number(cpu)))?;
        return Ok(Exit::Done);
    }
    out.line("| loop | messages | a second | CPU µs a message | sink's CPU µs | send lag p50, p99 µs | response p50, p99 µs | peak memory MB |")?;
    out.line("|---|---:|---:|---:|---:|---:|---:|---:|")?;
    let closed = bench::closed(connections, seconds).map_err(|error| broke(error, out))?;
    out.line(&row(&format!("closed, {connections} connections"), &closed))?;
    out.flush()?;
    let open = bench::open(rate, connections, seconds).map_err(|error| broke(error, out))?;
    out.line(&row(&format!("open, {rate} a second"), &open))?;
    Ok(Exit::Done)
}

fn row(name: &str, of: &Figures) -> String {
    let pair = |[a, b]: [Option<f64>; 2]| format!("{} · {}", number(a), number(b));
    format!(
        "| {name} | {} | {:.0} | {} | {} | {} | {} | {} |",
        of.messages,
        of.per_second,
        number(of.cpu),
        number(of.sink_cpu),
        pair(of.lag),
        pair(of.response),
        number(peak_mb()),
    )
}

/// What is not known on this system is left empty.
fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| format!("{value:.1}"))
}
