//! `load run --twin`: simulation and server side by side, stepped or on the wall clock, compared message by message.

use super::order::Common;
use crate::cli::exit::Exit;
use crate::cli::load::tables::at;
use crate::cli::output::Output;
use crate::load::{Leg, RunId, World};
use crate::text::{Lang, load as say};
use crate::time::Instant;
use crate::twin::{self, Acted, Distortion, Stage, What};
use std::io::Write;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::{Duration, SystemTime};

/// As many differences as are shown; the rest is counted.
const MOST_SHOWN: usize = 20;
/// Between two lines of progress.
const BETWEEN: Duration = Duration::from_secs(10);
const HOUR: f64 = 3_600e6;

/// Acts the first replication out; 0 where everything is equal, 11 where anything differs, 12 where the clock
/// distorts too much. Without a compression it is stepped.
pub fn run(
    common: &Common,
    world: &World,
    compression: Option<u32>,
    lang: Lang,
    out: &mut Output,
) -> Result<Exit, Exit> {
    let Some((outside, inside)) = address(&common.target).zip(common.inside.as_deref().and_then(address))
    else {
        return Err(out.refuse(&[say::twin_needs_both(lang)]));
    };
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let run = RunId::new(since.map_or(0, |since| since.as_micros() as u64));
    let wait: Box<dyn FnMut(Instant)> = match compression {
        Some(_) => progress(world, lang),
        None => Box::new(|_| {}),
    };
    let stage = Stage { run, outside, inside, wait };
    let acted = match compression {
        Some(compression) => twin::play(world, stage, compression),
        None => twin::act(world, stage),
    };
    let acted = acted.map_err(|error| {
        out.warn(&say::unreachable(lang, &common.target, &error.to_string()));
        Exit::Unreachable
    })?;
    match compression {
        Some(compression) => tell_played(world, &acted, compression, lang, out),
        None => {
            tell(world, &acted, lang, out)?;
            Ok(if acted.findings.all_differences() == 0 { Exit::Done } else { Exit::Violation })
        }
    }
}

/// Plain HTTP on this machine: where the twin is stepped the server has a test clock, which no other has.
fn address(url: &str) -> Option<SocketAddr> {
    let host = url.strip_prefix("http://")?.trim_end_matches('/');
    host.to_socket_addrs().ok()?.find(|address| address.ip().is_loopback())
}

/// A line on standard error now and then.
fn progress(world: &World, lang: Lang) -> Box<dyn FnMut(Instant) + '_> {
    let mut last = std::time::Instant::now();
    Box::new(move |now| {
        if last.elapsed() >= BETWEEN {
            last = std::time::Instant::now();
            let at = world.model.calendar.format(now);
            drop(writeln!(std::io::stderr(), "{}", say::twin_progress(lang, &at)));
        }
    })
}

/// The verdict first, then how far the clock bent what is shown below it.
fn tell_played(
    world: &World,
    acted: &Acted,
    compression: u32,
    lang: Lang,
    out: &mut Output,
) -> Result<Exit, Exit> {
    let distortion = Distortion::of(acted, &world.model, compression);
    let (valid, equal) = (distortion.is_some_and(|distortion| distortion.is_valid()), acted.is_equal());
    let off = acted.deviations().map_or(f64::NAN, |[queue, ..]| queue);
    out.line(&say::twin_verdict(lang, (valid, equal), acted.equal_verdicts(), off))?;
    if let Some(Distortion { found, allowed, largest }) = distortion {
        let [found, allowed] = [found, allowed].map(|time| time.micros() as f64 / 1e6);
        out.line(&say::twin_distortion(lang, found, allowed, largest))?;
    }
    tell(world, acted, lang, out)?;
    for leg in Leg::ALL {
        let of = acted.lateness.of(leg);
        let millis = |billionths| at(of, billionths).map(|nanos| nanos / 1e6);
        if let (Some(p50), Some(p99), Some(max)) = (millis(500_000_000), millis(990_000_000), of.max()) {
            out.line(&say::leg_line(lang, say::leg(leg.name()), [p50, p99, max as f64 / 1e6]))?;
        }
    }
    Ok(match (valid, equal) {
        (false, _) => Exit::Invalid,
        (true, true) => Exit::Done,
        (true, false) => Exit::Violation,
    })
}

fn tell(world: &World, acted: &Acted, lang: Lang, out: &mut Output) -> Result<(), Exit> {
    let findings = &acted.findings;
    out.line(&say::twin_heading(lang, findings.requests, acted.calls, findings.all_differences()))?;
    for what in What::ALL.into_iter().filter(|what| findings.compared(*what) > 0) {
        out.line(&say::twin_row(lang, what.name(), findings.compared(what), findings.differ(what)))?;
    }
    for inbox in twin::inside(&world.model) {
        if let (Some(queue), Some((visits, waits))) = (acted.curves.mean(inbox), acted.waits.mean(inbox)) {
            let key = &world.model.inboxes[inbox.index()].key;
            out.line(&say::twin_queue(lang, key, queue, visits, waits.map(|micros| micros / HOUR)))?;
        }
    }
    if let Some((queue, by_law)) = acted.mean_queue().zip(acted.little()) {
        out.line(&say::twin_little(lang, queue, by_law))?;
    }
    for difference in findings.differences.iter().take(MOST_SHOWN) {
        let (stream, ordinal) = (difference.key.stream(), difference.key.ordinal());
        let at = world.model.calendar.format(difference.at);
        let key = format!("{stream}-{ordinal}");
        let place = (difference.what.name(), key.as_str(), at.as_str());
        out.line(&say::twin_difference(lang, place, &difference.expected, &difference.found))?;
    }
    Ok(())
}
