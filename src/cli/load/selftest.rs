//! `load selftest`: reported figures beside arithmetic.

use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::load::TIMER;
use crate::load::selftest::{self, Promises, Stop, Stopped};
use crate::text::{Lang, load as say};
use clap::Args;
use std::io;

/// Arguments of `load selftest`: none.
#[derive(Args, Debug)]
pub struct SelftestArgs {}

pub fn run(_: &SelftestArgs, lang: Lang, out: &mut Output) -> Exit {
    match all(lang, out) {
        Ok(true) => Exit::Done,
        Ok(false) => Exit::Invalid,
        Err(exit) => exit,
    }
}

fn all(lang: Lang, out: &mut Output) -> Result<bool, Exit> {
    out.line(&say::timer(lang, TIMER))?;
    let mut passed = true;
    for stop in [selftest::server, selftest::generator, selftest::receiver] {
        let stop = done(stop(), lang, out)?;
        passed &= stop.passed();
        tell_stop(&stop, lang, out)?;
    }
    let promises = done(selftest::promises(), lang, out)?;
    tell_promises(&promises, lang, out)?;
    Ok(passed && promises.passed())
}

fn done<T>(result: io::Result<T>, lang: Lang, out: &Output) -> Result<T, Exit> {
    result.map_err(|error| {
        out.warn(&say::no_system(lang, &error.to_string()));
        Exit::World
    })
}

fn verdict(passed: bool, lang: Lang) -> String {
    format!("  {}", if passed { say::PASSED } else { say::FAILED }.of(lang))
}

fn tell_stop(stop: &Stop, lang: Lang, out: &mut Output) -> Result<(), Exit> {
    let what = match stop.what {
        Stopped::Server => say::SERVER_STOPPED,
        Stopped::Generator => say::TOOL_STOPPED,
        Stopped::Receiver => say::RECEIVER_STOPPED,
    };
    out.line(&say::stop(lang, what, stop.messages, stop.tolerance))?;
    let names = [say::MEAN.of(lang), "p90", "p99"];
    for (name, (found, known)) in names.into_iter().zip(stop.reported.iter().zip(&stop.arithmetic)) {
        out.line(&say::reported(lang, name, *found, *known))?;
    }
    out.line(&say::lateness(lang, stop.late))?;
    out.line(&verdict(stop.passed(), lang))?;
    out.flush()
}

fn tell_promises(promises: &Promises, lang: Lang, out: &mut Output) -> Result<(), Exit> {
    out.line(&say::promises(lang, promises.messages, promises.settled))?;
    let list = |ids: &[u64]| ids.iter().map(u64::to_string).collect::<Vec<String>>().join(" ");
    for (what, done, named) in &promises.broken {
        out.line(&say::broken(lang, what, &list(done), &list(named)))?;
    }
    out.line(&verdict(promises.passed(), lang))?;
    out.flush()
}
