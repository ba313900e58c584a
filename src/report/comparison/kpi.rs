//! Which figures are compared, in which table they stand, and which way is good.

use crate::experiment::{Figure, panel};
use crate::measures::{Axes, Level, Quantity, Scope, measure};
use crate::report::terms;
use crate::stats::Aim;
use crate::text::{Name, Words};

/// The table that a figure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Overall,
    Unit,
    Inbox,
    Group,
}

/// A figure that is compared.
#[derive(Clone, Debug)]
pub struct Kpi {
    pub figure: Figure,
    pub id: &'static str,
    /// May hold `{expected}` and `{limit}`.
    pub name: Name,
    pub quantity: Quantity,
    /// `None`: neither way is good in itself.
    pub aim: Option<Aim>,
    pub family: Family,
    /// What the row is about: level, name, direction; place of an inbox; role of a group.
    pub about: [Words; 3],
}

/// The figures of a comparison, for the axes of the baseline. The first is the share within the limit.
pub fn panel(axes: &Axes, goal: Option<u32>) -> Vec<Kpi> {
    let mut all = overall(axes, goal);
    all.extend(units(axes));
    all.extend(inboxes(axes));
    all.extend(groups(axes));
    all
}

fn overall(axes: &Axes, goal: Option<u32>) -> Vec<Kpi> {
    let share = |id| panel::of_measure(axes, measure(Scope::Unit, id), 0);
    let of = |figure, id, name, quantity, aim| Kpi {
        figure,
        id,
        name,
        quantity,
        aim: Some(aim),
        family: Family::Overall,
        about: [Words::empty(), Words::empty(), Words::empty()],
    };
    let within = |id| measure(Scope::Unit, id).name;
    let mut all = vec![
        of(share("within_limit"), "within_limit", within("within_limit"), Quantity::Share, Aim::Higher),
        of(
            share("within_expected"),
            "within_expected",
            within("within_expected"),
            Quantity::Share,
            Aim::Higher,
        ),
    ];
    if goal.is_some() {
        let name = Name::new("Innen måltallets virkedager", "Within the goal's working days");
        all.push(of(panel::within_goal(0), "within_goal", name, Quantity::Share, Aim::Higher));
    }
    let rest = [
        (
            panel::on_time(),
            "on_time",
            Name::new("Svar innen fristen", "Replies within the limit"),
            Quantity::Count,
            Aim::Higher,
        ),
        (
            panel::median_reply(),
            "median_reply",
            Name::new("Svartid, median", "Reply time, median"),
            Quantity::Hours,
            Aim::Lower,
        ),
        (
            panel::mean_wait(),
            "mean_wait",
            Name::new("Middelventetid i innboks", "Mean wait in an inbox"),
            Quantity::Hours,
            Aim::Lower,
        ),
        (
            panel::waiting(),
            "waiting",
            Name::new("Meldinger som venter", "Messages waiting"),
            Quantity::Messages,
            Aim::Lower,
        ),
        (
            panel::limits_passed(),
            "limits_passed",
            Name::new("Frister brutt", "Limits passed"),
            Quantity::Count,
            Aim::Lower,
        ),
        (panel::cost(), "cost", Name::new("Kostnad per år", "Cost a year"), Quantity::Kroner, Aim::Lower),
    ];
    all.extend(rest.map(|(figure, id, name, quantity, aim)| of(figure, id, name, quantity, aim)));
    all
}

fn words(name: Name) -> Words {
    name.into()
}

fn plain(text: &str) -> Words {
    Words { nb: text.to_owned(), en: text.to_owned() }
}

fn units(axes: &Axes) -> Vec<Kpi> {
    let about = |row: usize| {
        let unit = &axes.units[row];
        let name = if unit.name.is_empty() { words(terms::level(Level::All)) } else { plain(&unit.name) };
        [words(terms::level(unit.level)), name, words(terms::part(unit.direction))]
    };
    let of = |id| of_scope(axes, Scope::Unit, id, (Some(Aim::Higher), Family::Unit), about);
    let skip_first = |kpis: Vec<Kpi>| kpis.into_iter().skip(1);
    skip_first(of("within_limit")).chain(skip_first(of("within_expected"))).collect()
}

fn inboxes(axes: &Axes) -> Vec<Kpi> {
    let about = |row: usize| {
        let inbox = &axes.inboxes[row];
        [plain(&inbox.key), plain(&inbox.name), plain(&inbox.department)]
    };
    let of = |id| of_scope(axes, Scope::Inbox, id, (Some(Aim::Lower), Family::Inbox), about);
    ["mean_queue", "mean_wait", "limits_passed"].into_iter().flat_map(of).collect()
}

fn groups(axes: &Axes) -> Vec<Kpi> {
    let about = |row: usize| {
        let group = &axes.groups[row];
        [plain(&group.key), plain(&group.name), plain(&group.role)]
    };
    let of = |id| of_scope(axes, Scope::Group, id, (None, Family::Group), about);
    ["contracted_positions", "utilisation", "overtime_hours"].into_iter().flat_map(of).collect()
}

fn of_scope(
    axes: &Axes,
    scope: Scope,
    id: &'static str,
    (aim, family): (Option<Aim>, Family),
    about: impl Fn(usize) -> [Words; 3],
) -> Vec<Kpi> {
    let known = measure(scope, id);
    let kpi = |(row, figure): (usize, Figure)| Kpi {
        figure,
        id: known.id,
        name: known.name,
        quantity: known.quantity,
        aim,
        family,
        about: about(row),
    };
    panel::every(axes, scope, id).into_iter().enumerate().map(kpi).collect()
}
