//! Demand rows: who sends what to whom, how often, when, with what flaws and misuse.
//!
//! Addresses, rates, profiles and tables are read by a file each.

use super::addresses::{self, End, Which};
use super::births;
use super::build::Build;
use super::cursor::Section;
use super::departments::{nothing, sums_to_whole};
use super::item::Item;
use super::profile;
use super::rates::{self, Rate, Weights};
use super::rhythm;
use crate::calendar::CalendarSpec;
use crate::model::rules::Misuse;
use crate::model::{
    Births, DemandRow, FlawShares, Period, Profile, Season, SenderHours, Side, Target, UrgencyClass,
};
use crate::stats::Share;
use crate::text::scenario as say;

/// Pairs of sender and target in one row.
const MOST_PAIRS: usize = 2_000_000;
/// Of one date's busyness with the next one's.
const MOST_CORRELATION: f64 = 0.99;
/// Urgency classes of a row.
const MOST_CLASSES: usize = 9;

/// Reads `[demand.*]`.
pub fn read(build: &mut Build<'_>, top: &Section<'_>, calendar: &CalendarSpec, period: Period) {
    let tables = births::Tables::new(calendar, period);
    for (key, section) in top.each("demand") {
        let section = section.loud();
        if let Some(row) = row(build, key, &section, &tables) {
            build.demand.push(row);
        }
        section.done();
    }
}

fn row(
    build: &mut Build<'_>,
    key: &str,
    section: &Section<'_>,
    tables: &births::Tables<'_>,
) -> Option<DemandRow> {
    let ends = ends(build, section);
    let kinds = ["per_week", "per_1000_inhabitants_a_year", "gaps", "counts", "trace"];
    section.one_of(&kinds, true);
    let rate = rate(section);
    let (from, to) = ends.unwrap_or_default();
    let all: Vec<&End> = from.iter().chain(&to).collect();
    let weights = Weights::read(section, &all);
    weights.note(section, &from);
    weights.note(section, &to);
    rates::check_inhabitants(build, section, &rate, (&from, &to));
    let mut targets = rates::targets(build, &rate, (&from, &to), &weights);
    let senders = rates::senders(build, &from, &weights);
    if targets.len().saturating_mul(senders.len()) > MOST_PAIRS {
        section.fault(say::too_many_pairs(MOST_PAIRS));
        return None;
    }
    targets.iter_mut().for_each(|target| target.senders.clone_from(&senders));
    let births = births(build, section, tables, &targets);
    if matches!(births, Births::Gaps(_)) && targets.len() > 1 {
        section.fault(say::gaps_one_target());
    }
    if matches!(births, Births::Rate) {
        targets.retain(|target| target.per_week > 0.0);
    }
    let to_municipality = to.first().is_none_or(|end| build.side(end.organisation) == Side::Municipality);
    let elsewhere = without_service(section, to_municipality);
    let row = details(build, key, section, tables.calendar, births);
    let (no_municipal_service, gp_follows_up) = elsewhere;
    let row = DemandRow { targets, no_municipal_service, gp_follows_up, ..row };
    (!row.targets.is_empty()).then_some(row)
}

/// Both ends, on different sides.
fn ends(build: &Build<'_>, section: &Section<'_>) -> Option<(Vec<End>, Vec<End>)> {
    let (from_item, to_item) = (section.need("from"), section.need("to"));
    let from = addresses::read(build, from_item.as_ref()?, Which::From);
    let side = build.side(from.first()?.organisation);
    if from.iter().any(|end| build.side(end.organisation) != side) {
        from_item?.fault(say::from_two_sides());
        return None;
    }
    let to_item = to_item?;
    let to = addresses::read(build, &to_item, Which::To(side));
    if to.iter().any(|end| build.side(end.organisation) == side) {
        to_item.fault(say::same_side());
        return None;
    }
    (!to.is_empty()).then_some((from, to))
}

fn rate(section: &Section<'_>) -> Rate {
    if let Some(item) = section.get("per_week") {
        return Rate::PerWeek(item.number(0.0, 1e7).unwrap_or(0.0));
    }
    match section.get("per_1000_inhabitants_a_year") {
        Some(item) => Rate::PerThousand(item.number(0.0, 1e6).unwrap_or(0.0)),
        None => Rate::None,
    }
}

fn births(
    build: &mut Build<'_>,
    section: &Section<'_>,
    tables: &births::Tables<'_>,
    targets: &[Target],
) -> Births {
    if let Some(item) = section.get("counts") {
        item.used();
        return Births::Counts(tables.counts(build, &item, targets));
    }
    if let Some(item) = section.get("trace") {
        item.used();
        return Births::Trace(tables.trace(build, &item, targets));
    }
    match section.get("gaps") {
        Some(item) => Births::Gaps(rhythm::gaps(&item).unwrap_or_else(nothing)),
        None => Births::Rate,
    }
}

/// All but the targets.
fn details(
    build: &mut Build<'_>,
    key: &str,
    section: &Section<'_>,
    calendar: &CalendarSpec,
    births: Births,
) -> DemandRow {
    let or = |key| section.or(key, &format!("demand.{key}"));
    let traced = matches!(births, Births::Trace(_));
    let with_gaps = matches!(births, Births::Gaps(_));
    let profile_item = or("profile");
    let season_item = or("season");
    let cv = or("day_to_day_cv");
    if traced || with_gaps {
        // A trace has its own instants, and gaps make theirs.
        [&profile_item, &season_item, &cv].into_iter().for_each(Item::hush);
    }
    let profile = profile::profile(&profile_item).unwrap_or(Profile::hourly(&[[1.0; 24]; 7]));
    let season = profile::season(&season_item).unwrap_or(Season([1.0; 12]));
    let sender_hours = profile::sender_hours(section, calendar);
    let rated = !traced && !with_gaps;
    if rated && !profile::meet(&profile, &sender_hours) {
        profile_item.fault(say::profile_and_hours());
    }
    let follow_up_item = or("follow_up");
    let follow_up = follow_up_item.share().unwrap_or_default();
    if follow_up.is_one() {
        follow_up_item.fault(say::below_whole());
    }
    let delay = or("follow_up_delay");
    if follow_up.is_zero() {
        delay.hush();
    }
    DemandRow {
        key: key.to_owned(),
        births,
        targets: Vec::new(),
        profile,
        season,
        sender_hours: sender_hours_checked(section, sender_hours),
        day_to_day_cv: cv.number(0.0, 10.0).unwrap_or(0.0),
        day_to_day_correlation: section
            .get("day_to_day_correlation")
            .and_then(|correlation| correlation.number(0.0, MOST_CORRELATION))
            .unwrap_or(0.0),
        batch: rhythm::batch(section, traced),
        patience: section.get("patience").and_then(|patience| patience.law()),
        urgency: urgency(build, section),
        follow_up,
        follow_up_delay: delay.law().unwrap_or_else(nothing),
        flaws: flaws(section),
        misuse: misuse(section, rated),
        no_municipal_service: Share::ZERO,
        gp_follows_up: Share::ZERO,
    }
}

fn sender_hours_checked(section: &Section<'_>, hours: SenderHours) -> SenderHours {
    if hours.days.iter().all(Option::is_none) {
        section.fault(say::sender_hours_rule());
    }
    hours
}

/// `urgent = "3 %"`, or classes with shares and, if wished, answering times.
fn urgency(build: &mut Build<'_>, section: &Section<'_>) -> Vec<UrgencyClass> {
    section.one_of(&["urgent", "urgency"], false);
    let class = |share, calls| UrgencyClass { share, answering: Vec::new(), calls };
    let Some(item) = section.get("urgency") else {
        let urgent = section.or("urgent", "demand.urgent").share().unwrap_or_default();
        return if urgent.is_zero() {
            vec![class(Share::ONE, false)]
        } else {
            vec![class(urgent, true), class(urgent.rest(), false)]
        };
    };
    let items = item.list().unwrap_or_default();
    if items.is_empty() || items.len() > MOST_CLASSES {
        item.fault(say::urgency_rule(MOST_CLASSES));
        return vec![class(Share::ONE, false)];
    }
    let mut classes = Vec::new();
    let several = items.len() > 1;
    for (index, item) in items.iter().enumerate() {
        let inner = item.section();
        let share = inner.need("share").and_then(|share| share.share());
        let mut answering = Vec::new();
        for (role, law) in inner.get("answering").and_then(|item| item.entries()).unwrap_or_default() {
            if let (Some(role), Some(law)) = (build.role(role), law.law()) {
                answering.push((role, law));
            }
        }
        let calls = inner.get("calls").and_then(|calls| calls.truth());
        inner.done();
        let calls = calls.unwrap_or(several && index == 0);
        classes.push(UrgencyClass { share: share.unwrap_or_default(), answering, calls });
    }
    sums_to_whole(&item, classes.iter().map(|class| class.share));
    let mut shares: Vec<(usize, Share)> = classes.iter().map(|class| class.share).enumerate().collect();
    super::departments::level(&mut shares);
    classes.iter_mut().zip(shares).for_each(|(class, (_, share))| class.share = share);
    classes
}

/// `no_municipal_service` and `gp_follows_up` (A3), which only requests to a municipality have.
fn without_service(section: &Section<'_>, to_municipality: bool) -> (Share, Share) {
    let read = |key: &'static str| {
        let item = section.or(key, &format!("demand.{key}"));
        if !to_municipality {
            item.hush();
            if section.table.is_some_and(|table| table.has(key)) {
                item.fault(say::only_to_municipality());
            }
        }
        item.share().unwrap_or_default()
    };
    (read("no_municipal_service"), read("gp_follows_up"))
}

fn flaws(section: &Section<'_>) -> FlawShares {
    let inner = section.section("flaws");
    let share = |key| inner.get(key).and_then(|share: Item<'_>| share.share()).unwrap_or_default();
    let flaws =
        FlawShares { c1: share("C1"), c2: share("C2"), c3: share("C3"), c4: share("C4"), c5: share("C5") };
    inner.done();
    flaws
}

fn misuse(section: &Section<'_>, rated: bool) -> Vec<(Misuse, Share)> {
    let inner = section.section("misuse");
    let mut list = Vec::new();
    for kind in Misuse::ALL {
        if let Some(item) = inner.get(kind.clause().name()) {
            let share = item.share().unwrap_or_default();
            if !rated && !share.is_zero() {
                item.fault(say::trace_has_no_misuse());
            }
            list.push((kind, share));
        }
    }
    inner.done();
    list.retain(|(_, share)| !share.is_zero());
    list
}
