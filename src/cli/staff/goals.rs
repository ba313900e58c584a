//! Which goals count, and what people cost: from `[question]` and the scenario, or from options.

use crate::cli::experiment::Setup;
use crate::experiment::staffing::axis::Axis;
use crate::experiment::{Figure, panel};
use crate::measures::{Axes, Level, Scope, measure};
use crate::model::Goal;
use crate::scenario::{Each, duration_of, name_fits, nearest, share_of};
use crate::stats::{Aim, Claim};
use crate::text::{Lang, Words, experiment as say};
use crate::time::{Duration, WorkingDays};
use clap::Args;

/// Options that replace the scenario's goals and prices; what they mean is said in `text::help`.
#[derive(Args, Clone, Debug, Default)]
pub struct GoalArgs {
    #[arg(long, value_name = "ANDEL:VIRKEDAGER", allow_hyphen_values = true)]
    goal: Option<String>,
    #[arg(long, value_name = "ENHET")]
    each: Option<String>,
    #[arg(long, value_name = "TID", allow_hyphen_values = true)]
    mean_reply: Option<String>,
    #[arg(long, value_name = "[INNBOKS=]TID", allow_hyphen_values = true)]
    mean_wait: Vec<String>,
    #[arg(long, value_name = "staff.NAVN=KRONER", allow_hyphen_values = true)]
    cost: Vec<String>,
}

impl GoalArgs {
    /// Name and text of each option that was given, as a certificate keeps them.
    pub fn given(&self) -> Vec<(String, String)> {
        let one = |name: &str, text: &Option<String>| text.clone().map(|text| (name.to_owned(), text));
        let many = |name: &'static str, texts: &[String]| {
            texts.iter().map(move |text| (name.to_owned(), text.clone())).collect::<Vec<_>>()
        };
        let single = [one("goal", &self.goal), one("each", &self.each), one("mean-reply", &self.mean_reply)];
        let several = [many("mean-wait", &self.mean_wait), many("cost", &self.cost)];
        single.into_iter().flatten().chain(several.into_iter().flatten()).collect()
    }

    /// Options as a certificate kept them; an unknown one gives `None`.
    pub fn of_certificate(kept: &[(String, String)]) -> Option<GoalArgs> {
        let mut args = GoalArgs::default();
        for (name, text) in kept {
            let text = text.clone();
            match name.as_str() {
                "goal" => args.goal = Some(text),
                "each" => args.each = Some(text),
                "mean-reply" => args.mean_reply = Some(text),
                "mean-wait" => args.mean_wait.push(text),
                "cost" => args.cost.push(text),
                _ => return None,
            }
        }
        Some(args)
    }
}

/// What is asked for, before it is tied to units.
pub struct Asked {
    pub goal: Option<Goal>,
    each: Option<Each>,
    mean_reply: Option<Duration>,
    /// By place of the inbox; `None`: all of them together.
    mean_wait: Vec<(Option<usize>, Duration)>,
    /// By place of the group.
    cost: Vec<(usize, f64)>,
}

/// What is to be proved, with the figure that says it.
pub type Wanted = (Claim, Words, Figure);

impl Asked {
    /// The scenario's goals, or, where options name any, those of the options alone; what is wrong joins the faults.
    pub fn of(args: &GoalArgs, setup: &Setup, faults: &mut Vec<String>) -> Asked {
        let written = setup.scenario.question.as_ref();
        let mut asked = Asked {
            goal: written.map_or(setup.scenario.parts.deadline.goal, |written| written.goal),
            each: written.and_then(|written| written.each),
            mean_reply: written.and_then(|written| written.mean_reply),
            mean_wait: written.map_or(Vec::new(), |written| {
                written.mean_wait.iter().map(|(inbox, most)| (inbox.map(|i| i.index()), *most)).collect()
            }),
            cost: written.map_or(Vec::new(), |written| {
                written.cost.iter().map(|(group, price)| (group.index(), *price)).collect()
            }),
        };
        let lang = setup.lang;
        if args.goal.is_some() || args.mean_reply.is_some() || !args.mean_wait.is_empty() {
            (asked.goal, asked.mean_reply, asked.mean_wait) = (None, None, Vec::new());
        }
        if let Some(text) = &args.goal {
            asked.goal = goal(text);
            faults.extend(asked.goal.is_none().then(|| say::bad_goal(lang, text)));
        }
        if let Some(text) = &args.each {
            asked.each = each(text);
            faults.extend(asked.each.is_none().then(|| say::bad_each(lang, text)));
        }
        if let Some(text) = &args.mean_reply {
            asked.mean_reply = duration_of(text.trim());
            faults.extend(asked.mean_reply.is_none().then(|| say::bad_time(lang, "--mean-reply", text)));
        }
        asked.mean_wait.extend(args.mean_wait.iter().flat_map(|text| waits(text, setup, faults)));
        asked.cost.extend(args.cost.iter().flat_map(|text| prices(text, setup, faults)));
        if asked.each.is_some() && asked.goal.is_none() && faults.is_empty() {
            faults.push(say::each_without_goal(lang));
        }
        asked
    }

    /// Each goal with what it is called.
    pub fn wanted(&self, axes: &Axes) -> Vec<Wanted> {
        let mut all = Vec::new();
        if let Some(goal) = self.goal {
            let claim = Claim { aim: Aim::Higher, goal: goal.share.as_f64() };
            let days = goal.within.0;
            all.push((claim, say::within(days, None), panel::within_goal(0)));
            let level = self.each.map(|each| match each {
                Each::Department => Level::Department,
                Each::Service => Level::Service,
                Each::Municipality => Level::Municipality,
            });
            let units = level.map(|level| panel::units_of(axes, &[level])).unwrap_or_default();
            let of_unit =
                |row: usize| (claim, say::within(days, Some(&axes.units[row].name)), panel::within_goal(row));
            all.extend(units.into_iter().map(of_unit));
        }
        if let Some(most) = self.mean_reply {
            all.push((low(most), say::mean_reply(), panel::mean_reply()));
        }
        all.extend(self.mean_wait.iter().map(|(inbox, most)| match inbox {
            None => (low(*most), say::mean_wait_of_all(), panel::mean_wait()),
            Some(inbox) => {
                let figure = panel::of_measure(axes, measure(Scope::Inbox, "mean_wait"), *inbox);
                (low(*most), say::mean_wait(&axes.inboxes[*inbox].name), figure)
            }
        }));
        all
    }

    /// Gives each axis its price; where some groups have one and others not, that is a fault.
    pub fn price(&self, axes: &mut [Axis], setup: &Setup, faults: &mut Vec<String>) {
        let parts = &setup.scenario.parts;
        for axis in axes.iter_mut() {
            let group = parts.staff.iter().position(|group| group.key == axis.group);
            let own = self.cost.iter().rev().find(|(place, _)| Some(*place) == group);
            axis.price = own.map(|(_, price)| *price).or(parts.kr_per_position_year);
        }
        let without: Vec<&str> =
            axes.iter().filter(|axis| axis.price.is_none()).map(|axis| axis.group.as_str()).collect();
        if !without.is_empty() && without.len() < axes.len() {
            faults.push(say::no_price(setup.lang, &without.join(", ")));
        }
    }
}

fn low(most: Duration) -> Claim {
    Claim { aim: Aim::Lower, goal: most.hours() }
}

/// `95%:5`
fn goal(text: &str) -> Option<Goal> {
    let (share, days) = text.split_once(':')?;
    let within: u32 = days.trim().parse().ok().filter(|days| *days <= 60)?;
    let share = share_of(share.trim()).filter(|share| !share.is_zero())?;
    Some(Goal { share, within: WorkingDays(within) })
}

fn each(text: &str) -> Option<Each> {
    match text {
        "department" => Some(Each::Department),
        "service" => Some(Each::Service),
        "municipality" => Some(Each::Municipality),
        _ => None,
    }
}

/// `8h`, or `lunge-*=8h`.
fn waits(text: &str, setup: &Setup, faults: &mut Vec<String>) -> Vec<(Option<usize>, Duration)> {
    let lang = setup.lang;
    let (pattern, time) =
        text.rsplit_once('=').map_or((None, text), |(name, time)| (Some(name.trim()), time));
    let Some(most) = duration_of(time.trim()) else {
        faults.push(say::bad_time(lang, "--mean-wait", text));
        return Vec::new();
    };
    let Some(pattern) = pattern else { return vec![(None, most)] };
    let keys = setup.scenario.parts.inboxes.iter().map(|inbox| inbox.key.as_str());
    let found = fitting(pattern, keys.clone());
    if found.is_empty() {
        faults.push(say::no_such_inbox(lang, text, nearest(pattern, keys)));
    }
    found.into_iter().map(|inbox| (Some(inbox), most)).collect()
}

/// `staff.lunge-leger=1200000`
fn prices(text: &str, setup: &Setup, faults: &mut Vec<String>) -> Vec<(usize, f64)> {
    let lang: Lang = setup.lang;
    let split = || {
        let (name, kroner) = text.rsplit_once('=')?;
        let kroner: f64 = kroner.trim().replace('_', "").parse().ok()?;
        Some((name.trim().strip_prefix("staff.")?, kroner)).filter(|_| (0.0..=1e9).contains(&kroner))
    };
    let Some((pattern, kroner)) = split() else {
        faults.push(say::bad_cost(lang, text));
        return Vec::new();
    };
    let keys = setup.scenario.parts.staff.iter().map(|group| group.key.as_str());
    let found = fitting(pattern, keys.clone());
    if found.is_empty() {
        faults.push(say::no_such_group(lang, &format!("--cost = {text}"), nearest(pattern, keys)));
    }
    found.into_iter().map(|group| (group, kroner)).collect()
}

fn fitting<'a>(pattern: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    names.enumerate().filter(|(_, name)| name_fits(pattern, name)).map(|(place, _)| place).collect()
}
