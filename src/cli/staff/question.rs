//! What `staff` is asked: what may vary, which goals, how surely. From `[question]`, or from options.

use super::StaffArgs;
use super::axes::{axes_of, axis_of, guess};
use super::goals::{Asked, GoalArgs};
use crate::cli::exit::Exit;
use crate::cli::experiment::Setup;
use crate::cli::output::Output;
use crate::experiment::Figure;
use crate::experiment::staffing::axis::Axis;
use crate::experiment::staffing::{Aims, Answer};
use crate::model::Goal;
use crate::report::staffing::Staffing;
use crate::scenario::share_of;
use crate::stats::Share;
use crate::text::{Words, experiment as say};

/// A question, ready to be answered.
pub struct Question {
    pub axes: Vec<Axis>,
    pub aims: Aims,
    pub goals: Vec<Words>,
    pub figures: Vec<Figure>,
    /// Its own goal, which counts the days; the scenario's is set aside.
    pub goal: Option<Goal>,
}

impl Question {
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of(args: &StaffArgs, setup: &Setup, out: &Output) -> Result<Question, Exit> {
        let confidence = args.confidence.as_deref();
        Question::asked((&args.vary, confidence), &args.goals, setup, out)
    }

    /// With levels from `--vary`, or the scenario's where there are none.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn asked(
        (vary, confidence): (&[String], Option<&str>),
        goals: &GoalArgs,
        setup: &Setup,
        out: &Output,
    ) -> Result<Question, Exit> {
        let (lang, parts) = (setup.lang, &setup.scenario.parts);
        let written = setup.scenario.question.as_ref();
        let mut faults = Vec::new();
        let axes: Vec<Axis> = match (vary.is_empty(), written) {
            (false, _) => vary.iter().filter_map(|text| axis_of(text, setup, &mut faults)).collect(),
            (true, Some(written)) => axes_of(written, parts),
            (true, None) => Vec::new(),
        };
        let twice = |(place, axis): (usize, &Axis)| {
            axes[..place].iter().any(|other| other.path() == axis.path()).then(|| axis.path())
        };
        faults.extend(axes.iter().enumerate().filter_map(twice).map(|path| say::varied_twice(lang, &path)));
        if axes.is_empty() && faults.is_empty() {
            faults.push(say::nothing_varies(lang));
        }
        let confidence = match confidence {
            None => written.map_or(0.95, |written| written.confidence.as_f64()),
            Some(text) => {
                share_of(text).map(Share::as_f64).filter(|c| (0.5..1.0).contains(c)).unwrap_or_else(|| {
                    faults.push(say::bad_confidence(lang, text));
                    0.95
                })
            }
        };
        Question::with(axes, (goals, 1.0 - confidence), setup, (faults, out))
    }

    /// A certificate's: one level on each axis.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of_certificate(
        staffing: &[(String, String)],
        (goals, alpha): (&GoalArgs, f64),
        setup: &Setup,
        out: &Output,
    ) -> Result<Question, Exit> {
        let mut faults = Vec::new();
        let axis =
            |(key, value): &(String, String)| axis_of(&format!("{key}={value}..{value}"), setup, &mut faults);
        let axes: Vec<Axis> = staffing.iter().filter_map(axis).collect();
        Question::with(axes, (goals, alpha), setup, (faults, out))
    }

    fn with(
        mut axes: Vec<Axis>,
        (goals, alpha): (&GoalArgs, f64),
        setup: &Setup,
        (mut faults, out): (Vec<String>, &Output),
    ) -> Result<Question, Exit> {
        let asked = Asked::of(goals, setup, &mut faults);
        asked.price(&mut axes, setup, &mut faults);
        let wanted = asked.wanted(&setup.subject.frame.axes);
        if wanted.is_empty() && faults.is_empty() {
            faults.push(say::no_goal(setup.lang));
        }
        if !faults.is_empty() {
            return Err(out.refuse(&faults));
        }
        let (mut claims, mut words, mut figures) = (Vec::new(), Vec::new(), Vec::new());
        for (claim, said, figure) in wanted {
            claims.push(claim);
            words.push(said);
            figures.push(figure);
        }
        let guess = if axes.len() == 1 { guess(&setup.scenario.parts, &axes[0]) } else { 0 };
        Ok(Question { axes, aims: Aims { claims, alpha, guess }, goals: words, figures, goal: asked.goal })
    }

    pub fn staffing<'a>(&'a self, setup: &Setup, answer: &'a Answer) -> Staffing<'a> {
        let weeks = setup.subject.model().period.weeks;
        Staffing { axes: &self.axes, aims: &self.aims, goals: &self.goals, answer, weeks }
    }
}
