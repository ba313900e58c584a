//! Progress on a terminal, and Ctrl-C: the first asks for an end, what is finished is kept.

use crate::experiment::Watch;
use crate::text::{Lang, printable};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// Whether an end was asked for.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// A bar with replications done and time left; nothing where standard error is no terminal.
pub struct Progress {
    bar: ProgressBar,
    /// Replications before those that are running, and of all parts together; (0, 0): this is the only part.
    whole: (AtomicUsize, usize),
}

impl Progress {
    /// From now on an interruption is a wish; the second one ends the program at once.
    pub fn listen() {
        LISTENING.call_once(|| {
            // Without a handler an interruption ends the program at once: reports are whole all the same.
            let _ = ctrlc::set_handler(|| {
                if STOPPED.swap(true, Ordering::SeqCst) {
                    std::process::exit(i32::from(super::Exit::Interrupted.code()));
                }
            });
        });
    }

    pub fn new(lang: Lang, what: &str) -> Self {
        Progress::of_parts(lang, what, 0)
    }

    /// One bar for many parts with so many replications in all.
    pub fn of_parts(lang: Lang, what: &str, all: usize) -> Self {
        let target = match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let left = match lang {
            Lang::Nb => "igjen",
            Lang::En => "left",
        };
        let template = format!("{{msg}} {{bar:30}} {{pos}}/{{len}} · {left} {{eta}}");
        let bar = ProgressBar::with_draw_target(Some(0), target);
        bar.set_style(ProgressStyle::with_template(&template).expect("a fixed template"));
        bar.set_message(printable(what));
        Progress { bar, whole: (AtomicUsize::new(0), all) }
    }

    /// What is being simulated, or how sharp its figure is by now.
    pub fn say(&self, what: &str) {
        self.bar.set_message(printable(what));
    }

    /// The next part, after so many replications of others.
    pub fn part(&self, what: &str, before: usize) {
        self.whole.0.store(before, Ordering::Relaxed);
        self.say(what);
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Progress {
    fn progress(&self, done: usize, planned: usize) {
        let (before, all) = (self.whole.0.load(Ordering::Relaxed), self.whole.1);
        self.bar.set_length(planned.max(all) as u64);
        self.bar.set_position((before + done) as u64);
    }

    fn stopped(&self) -> bool {
        stopped()
    }
}
