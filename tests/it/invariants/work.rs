//! Work on a case over all its pieces is its nominal time: what is handed back is neither lost nor done again.
//!
//! Nominal times are not told. But they are drawn by message and visit, whoever does the work and whenever, so that
//! a run in which everybody finishes what she has begun tells them.

use meldingsflyt::experiment::Subject;
use meldingsflyt::model::{EndOfWindow, Model, Parts};
use meldingsflyt::record::{Case, Context, Fact, MessageKey, Recorder, Work};
use meldingsflyt::time::Instant;
use std::collections::BTreeMap;

/// A visit: which message, for what, the how-manieth of its kind.
type Visit = (MessageKey, Work, usize);

/// What was worked on a visit, in nominal microseconds, in how many pieces.
#[derive(Clone, Copy, Debug, Default)]
struct Worked {
    nominal: f64,
    pieces: u32,
    /// Each piece is rounded to whole microseconds of her time.
    rounding: f64,
}

/// Sums the pieces of every visit that ends.
#[derive(Default)]
struct Pieces {
    running: BTreeMap<(MessageKey, Work, Instant), Worked>,
    visits: BTreeMap<(MessageKey, Work), usize>,
    done: BTreeMap<Visit, Worked>,
}

impl Recorder for Pieces {
    fn record(&mut self, context: &Context<'_>, _: Instant, fact: &Fact<'_>) {
        let Fact::Ended { case, person, active, done, .. } = fact else { return };
        let Case { key, work, arrived, .. } = *case;
        let speed = &context.model.persons[person.index()].speed;
        let worked = self.running.entry((key, work, arrived)).or_default();
        worked.nominal += speed.times_down(*active).micros() as f64;
        worked.rounding += 1.0 + speed.times_down(meldingsflyt::time::Duration::SECOND).micros() as f64 / 1e6;
        worked.pieces += 1;
        if *done {
            let worked = self.running.remove(&(key, work, arrived)).expect("just put there");
            let visit = self.visits.entry((key, work)).or_default();
            self.done.insert((key, work, *visit), worked);
            *visit += 1;
        }
    }
}

/// Compares a scenario with itself where nobody stops. Gives how many visits in several pieces were compared.
pub fn is_neither_lost_nor_done_again(seed: u64, parts: &Parts) -> usize {
    let pieces = |rule: Option<EndOfWindow>| {
        let mut parts = parts.clone();
        for group in &mut parts.staff {
            group.end_of_window = rule.unwrap_or(group.end_of_window);
        }
        let subject = Subject::new(Model::new(parts).expect("a sound scenario")).expect("sound demand");
        subject.replicate_with(seed, 0, Pieces::default()).1.done
    };
    let (stopping, finishing) = (pieces(Some(EndOfWindow::HandBack)), pieces(Some(EndOfWindow::Finish)));
    let mut several = 0;
    for (visit, worked) in stopping.iter().filter(|(visit, _)| visit.0.steps().count() < 4) {
        let Some(whole) = finishing.get(visit) else { continue };
        let difference = (worked.nominal - whole.nominal).abs();
        assert!(
            difference <= worked.rounding + whole.rounding,
            "{visit:?}: {worked:?}, but nominal {whole:?}"
        );
        several += usize::from(worked.pieces > 1);
    }
    several
}
