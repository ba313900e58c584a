//! A run while it lasts: one live line in a terminal, plain lines elsewhere.

use crate::cli::progress::stopped;
use crate::load::{Glance, Watcher};
use crate::text::{Lang, load as say};
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::cell::Cell;
use std::io::{IsTerminal, Write};

/// Seconds between plain lines.
const BETWEEN: f64 = 5.0;

/// What is shown, and when it was last.
pub struct Watching {
    lang: Lang,
    bar: Option<ProgressBar>,
    last: Cell<f64>,
    before: Cell<Glance>,
}

impl Watching {
    pub fn new(lang: Lang) -> Watching {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = indicatif::ProgressStyle::with_template("{msg}").expect("a fixed template");
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
        });
        Watching { lang, bar, last: Cell::new(0.0), before: Cell::new(Glance::default()) }
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Watcher for Watching {
    fn look(&self, glance: &Glance) {
        if self.bar.is_none() && glance.seconds - self.last.get() < BETWEEN {
            return;
        }
        self.last.set(glance.seconds);
        let before = self.before.replace(*glance);
        let rate = |now: u64, then: u64| (now - then) as f64 / (glance.seconds - before.seconds).max(1e-9);
        let rates = (rate(glance.sent, before.sent), rate(glance.acknowledged, before.acknowledged));
        let line = say::glance(self.lang, glance.seconds, glance.sent, rates)
            + &say::glance_more(self.lang, glance.in_flight, (glance.p99, glance.lag_p99), glance.violations);
        match &self.bar {
            Some(bar) => bar.set_message(line),
            None => drop(writeln!(std::io::stderr(), "{line}")),
        }
    }

    fn stopped(&self) -> bool {
        stopped()
    }
}
