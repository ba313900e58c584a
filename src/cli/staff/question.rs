//! What `staff` is asked: what may vary, which goals, how surely. From `[question]`, or from options.

use super::StaffArgs;
use crate::cli::exit::Exit;
use crate::cli::experiment::Setup;
use crate::cli::output::Output;
use crate::experiment::staffing::axis::{Axis, Kind};
use crate::experiment::staffing::{Aims, Answer};
use crate::experiment::{Figure, panel};
use crate::measures::{Axes, Level, Scope, measure};
use crate::model::{Goal, Parts, StaffGroup};
use crate::report::staffing::Staffing;
use crate::scenario::{Each, nearest, offered_load, share_of};
use crate::stats::{Aim, Claim, Share};
use crate::text::{Words, experiment as say};

/// A question, ready to be answered.
pub struct Question {
    pub axes: Vec<Axis>,
    pub aims: Aims,
    pub goals: Vec<Words>,
    pub figures: Vec<Figure>,
    /// Its own goal, which counts the days; the scenario's is set aside.
    pub goal: Option<Goal>,
    price: Option<f64>,
}

/// Above this load of message time a level is not where search begins.
const FULL: f64 = 0.85;

impl Question {
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of(args: &StaffArgs, setup: &Setup, out: &Output) -> Result<Question, Exit> {
        let (lang, parts) = (setup.lang, &setup.scenario.parts);
        let written = setup.scenario.question.as_ref();
        let mut faults = Vec::new();
        let axes = match (args.vary.is_empty(), written) {
            (false, _) => args.vary.iter().filter_map(|text| axis_of(text, setup, &mut faults)).collect(),
            (true, Some(written)) => axes_of(written, parts),
            (true, None) => Vec::new(),
        };
        if axes.is_empty() && faults.is_empty() {
            faults.push(say::nothing_varies(lang));
        }
        let confidence = match &args.confidence {
            None => written.map_or(0.95, |written| written.confidence.as_f64()),
            Some(text) => {
                share_of(text).map(Share::as_f64).filter(|c| (0.5..1.0).contains(c)).unwrap_or_else(|| {
                    faults.push(say::bad_confidence(lang, text));
                    0.95
                })
            }
        };
        if !faults.is_empty() {
            return Err(out.refuse(&faults));
        }
        Question::with(axes, 1.0 - confidence, setup, out)
    }

    /// A certificate's: one level on each axis.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of_certificate(
        staffing: &[(String, String)],
        alpha: f64,
        setup: &Setup,
        out: &Output,
    ) -> Result<Question, Exit> {
        let mut faults = Vec::new();
        let axis =
            |(key, value): &(String, String)| axis_of(&format!("{key}={value}..{value}"), setup, &mut faults);
        let axes: Vec<Axis> = staffing.iter().filter_map(axis).collect();
        if !faults.is_empty() {
            return Err(out.refuse(&faults));
        }
        Question::with(axes, alpha, setup, out)
    }

    fn with(axes: Vec<Axis>, alpha: f64, setup: &Setup, out: &Output) -> Result<Question, Exit> {
        let parts = &setup.scenario.parts;
        let goals = goals(setup);
        if goals.is_empty() {
            return Err(out.refuse(&[say::no_goal(setup.lang)]));
        }
        let (mut claims, mut words, mut figures) = (Vec::new(), Vec::new(), Vec::new());
        for (claim, said, figure) in goals {
            claims.push(claim);
            words.push(said);
            figures.push(figure);
        }
        let guess = if axes.len() == 1 { guess(parts, &axes[0]) } else { 0 };
        let goal = setup.scenario.question.as_ref().map_or(parts.deadline.goal, |question| question.goal);
        let price = parts.kr_per_position_year;
        Ok(Question { axes, aims: Aims { claims, alpha, guess }, goals: words, figures, goal, price })
    }

    pub fn staffing<'a>(&'a self, setup: &Setup, answer: &'a Answer) -> Staffing<'a> {
        let weeks = setup.subject.model().period.weeks;
        Staffing { axes: &self.axes, aims: &self.aims, goals: &self.goals, answer, weeks, price: self.price }
    }
}

/// What is to be proved, with the figure that says it.
type Wanted = (Claim, Words, Figure);

fn goals(setup: &Setup) -> Vec<Wanted> {
    let (parts, axes) = (&setup.scenario.parts, &setup.subject.frame.axes);
    let written = setup.scenario.question.as_ref();
    let goal = written.map_or(parts.deadline.goal, |written| written.goal);
    let mut all = Vec::new();
    if let Some(goal) = goal {
        let claim = Claim { aim: Aim::Higher, goal: goal.share.as_f64() };
        let days = goal.within.0;
        all.push((claim, say::within(days, None), panel::within_goal(0)));
        let level = written.and_then(|written| written.each).map(|each| match each {
            Each::Department => Level::Department,
            Each::Service => Level::Service,
            Each::Municipality => Level::Municipality,
        });
        let units = level.map(|level| panel::units_of(axes, &[level])).unwrap_or_default();
        all.extend(
            units
                .into_iter()
                .map(|row| (claim, say::within(days, Some(&axes.units[row].name)), panel::within_goal(row))),
        );
    }
    let Some(written) = written else { return all };
    if let Some(most) = written.mean_reply {
        all.push((Claim { aim: Aim::Lower, goal: most.hours() }, say::mean_reply(), panel::mean_reply()));
    }
    all.extend(written.mean_wait.iter().map(|(inbox, most)| wait(axes, inbox.index(), most.hours())));
    all
}

fn wait(axes: &Axes, inbox: usize, hours: f64) -> Wanted {
    let figure = panel::of_measure(axes, measure(Scope::Inbox, "mean_wait"), inbox);
    (Claim { aim: Aim::Lower, goal: hours }, say::mean_wait(&axes.inboxes[inbox].key), figure)
}

fn axes_of(written: &crate::scenario::Question, parts: &Parts) -> Vec<Axis> {
    let persons = written.vary.iter().map(|vary| {
        let levels: Vec<u32> = (vary.from..=vary.to).collect();
        persons(parts, &parts.staff[vary.group.index()], &levels)
    });
    let positions = written
        .positions
        .iter()
        .map(|vary| position(parts, &parts.staff[vary.group.index()], &steps(vary.from, vary.to, vary.step)));
    persons.chain(positions).collect()
}

fn steps(from: Share, to: Share, step: Share) -> Vec<Share> {
    let all = (from.billionths()..=to.billionths()).step_by(step.billionths().max(1) as usize);
    all.filter_map(Share::from_billionths).collect()
}

fn role(parts: &Parts, group: &StaffGroup) -> String {
    group.roles.first().map_or_else(|| group.key.clone(), |role| parts.roles[role.index()].clone())
}

fn persons(parts: &Parts, group: &StaffGroup, levels: &[u32]) -> Axis {
    Axis {
        group: group.key.clone(),
        role: role(parts, group),
        kind: Kind::Persons,
        levels: levels.iter().copied().map(f64::from).collect(),
        texts: levels.iter().map(ToString::to_string).collect(),
        other: group.position.as_f64(),
    }
}

fn position(parts: &Parts, group: &StaffGroup, levels: &[Share]) -> Axis {
    Axis {
        group: group.key.clone(),
        role: role(parts, group),
        kind: Kind::Position,
        levels: levels.iter().map(|share| share.as_f64()).collect(),
        texts: levels.iter().map(ToString::to_string).collect(),
        other: f64::from(group.count),
    }
}

/// `staff.lunge-merkantil.count=1..8`, `staff.lunge-merkantil.position=60%..100%:20%`; what is wrong joins the faults.
fn axis_of(text: &str, setup: &Setup, faults: &mut Vec<String>) -> Option<Axis> {
    let (lang, parts) = (setup.lang, &setup.scenario.parts);
    let split = || {
        let (path, bounds) = text.split_once('=')?;
        let (name, key) = path.trim().strip_prefix("staff.")?.rsplit_once('.')?;
        let (from, rest) = bounds.split_once("..")?;
        let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
        Some((name.trim_matches('"'), key, from.trim(), to.trim(), step.map(str::trim)))
    };
    let Some((name, key, from, to, step)) = split() else {
        faults.push(say::bad_vary(lang, text));
        return None;
    };
    let Some(group) = parts.staff.iter().find(|group| group.key == name) else {
        let near = nearest(name, parts.staff.iter().map(|group| group.key.as_str()));
        faults.push(say::no_such_group(lang, text, near));
        return None;
    };
    let axis = match key {
        "count" => whole_levels(from, to, step).map(|levels| persons(parts, group, &levels)),
        "position" => share_levels(from, to, step).map(|levels| position(parts, group, &levels)),
        _ => None,
    };
    if axis.is_none() {
        faults.push(say::bad_vary(lang, text));
    }
    axis
}

fn whole_levels(from: &str, to: &str, step: Option<&str>) -> Option<Vec<u32>> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number <= 10_000);
    let (from, to, step) = (number(from)?, number(to)?, step.map_or(Some(1), number)?);
    (from <= to && step > 0).then(|| (from..=to).step_by(step as usize).collect())
}

fn share_levels(from: &str, to: &str, step: Option<&str>) -> Option<Vec<Share>> {
    let (from, to) = (share_of(from)?, share_of(to)?);
    let step = step.map_or(Share::from_f64(0.1), share_of)?;
    (from <= to && !from.is_zero() && !step.is_zero()).then(|| steps(from, to, step))
}

/// The lowest level at which no inbox of the group has more work than most of its message time.
fn guess(parts: &Parts, axis: &Axis) -> usize {
    let Some(group) = parts.staff.iter().position(|group| group.key == axis.group) else { return 0 };
    let fits = |level: &usize| {
        let mut tried = parts.clone();
        match axis.kind {
            Kind::Persons => tried.staff[group].count = axis.levels[*level] as u32,
            Kind::Position => {
                tried.staff[group].position = Share::from_f64(axis.levels[*level]).unwrap_or(Share::ONE);
            }
        }
        let serves = &parts.staff[group].serves;
        offered_load(&tried).iter().filter(|row| serves.contains(&row.inbox)).all(|row| row.ratio <= FULL)
    };
    (0..axis.levels.len()).find(fits).unwrap_or(axis.levels.len() - 1)
}
