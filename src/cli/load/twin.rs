//! `load run --twin`: simulation and server side by side, stepped, compared message by message.

use super::order::Common;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::load::{RunId, World};
use crate::text::{Lang, load as say};
use crate::time::Instant;
use crate::twin::{self, Findings, Stage, What};
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::SystemTime;

/// As many differences as are shown; the rest is counted.
const MOST_SHOWN: usize = 20;

/// Acts the first replication out; 0 where everything is equal, 11 where anything differs.
pub fn run(common: &Common, world: &World, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let Some((outside, inside)) = address(&common.target).zip(common.inside.as_deref().and_then(address))
    else {
        return Err(out.refuse(&[say::twin_needs_both(lang)]));
    };
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let run = RunId::new(since.map_or(0, |since| since.as_micros() as u64));
    let acted = twin::act(world, Stage { run, outside, inside, wait: Box::new(|_: Instant| {}) }).map_err(
        |error| {
            out.warn(&say::unreachable(lang, &common.target, &error.to_string()));
            Exit::Unreachable
        },
    )?;
    tell(world, &acted.findings, acted.calls, lang, out)?;
    Ok(if acted.findings.differences.is_empty() { Exit::Done } else { Exit::Violation })
}

/// Plain HTTP on this machine: the twin's server has a test clock, which no other has.
fn address(url: &str) -> Option<SocketAddr> {
    let host = url.strip_prefix("http://")?.trim_end_matches('/');
    host.to_socket_addrs().ok()?.find(|address| address.ip().is_loopback())
}

fn tell(world: &World, findings: &Findings, calls: u64, lang: Lang, out: &mut Output) -> Result<(), Exit> {
    out.line(&say::twin_heading(lang, findings.requests, calls, findings.differences.len()))?;
    for what in What::ALL {
        let differ = findings.differences.iter().filter(|difference| difference.what == what).count();
        out.line(&say::twin_row(lang, what.name(), findings.compared[what as usize], differ))?;
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
