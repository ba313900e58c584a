//! A person's time agrees, minute by minute, with a walk over a clock on the wall that knows only the
//! weekly pattern; and the rules for the end of a window hold at the very instant.

use meldingsflyt::calendar::{
    Calendar, CalendarSpec, DaySet, Duty, MessageTime, OpenCursor, Progress, RosterSpec, Windows,
    union_windows,
};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay};
use proptest::prelude::*;

const MINUTE: i64 = 60_000_000;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn minutes(count: i64) -> Duration {
    Duration::MINUTE.times(count)
}

/// Three weeks: around each clock change of Oslo, Christmas, 17 May; with closed and short days.
#[derive(Clone, Copy, Debug)]
struct Period(&'static str, &'static str);

const PERIODS: [(&str, Period); 4] = [
    ("Europe/Oslo", Period("2026-03-21", "2026-04-10")),
    ("Europe/Oslo", Period("2026-10-17", "2026-11-06")),
    ("UTC", Period("2026-12-18", "2027-01-07")),
    ("Asia/Kolkata", Period("2026-05-08", "2026-05-28")),
];

fn spec(zone: &str) -> CalendarSpec {
    let time = |text| TimeOfDay::parse(text).unwrap();
    let short =
        [("2026-04-01", "12:00"), ("2026-10-20", "14:15"), ("2026-05-15", "07:30"), ("2026-12-23", "00:00")];
    CalendarSpec {
        zone: zone.to_string(),
        closed: ["2026-10-23", "2026-12-24", "2026-12-31"].map(date).to_vec(),
        short_days: short.map(|(day, at)| (date(day), time(at))).to_vec(),
        ..CalendarSpec::default()
    }
}

/// Quarters of an hour, but whole hours at 01–03 where clocks change.
fn snapped(quarter: u32) -> TimeOfDay {
    let of_day = quarter % 96;
    let quarter = if (4..=12).contains(&of_day) { quarter / 4 * 4 } else { quarter };
    TimeOfDay::from_seconds(quarter * 900).unwrap()
}

/// Sorted cuts become disjoint intervals.
fn pattern(cuts: Vec<u32>) -> Vec<(TimeOfDay, TimeOfDay)> {
    let mut cuts: Vec<TimeOfDay> = cuts.into_iter().map(snapped).collect();
    cuts.sort_unstable();
    let pairs = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(from, to)| from < to && *from < TimeOfDay::END_OF_DAY).collect()
}

fn hours() -> impl Strategy<Value = Vec<(TimeOfDay, TimeOfDay)>> {
    let day = prop_oneof![
        2 => Just(Vec::new()),
        6 => prop::collection::vec(20_u32..96, 2..7),
        2 => (prop::collection::vec(20_u32..96, 1..4), 96_u32..116).prop_map(|(mut cuts, end)| {
            cuts.truncate(cuts.len() - (cuts.len() + 1) % 2);
            cuts.push(end);
            cuts
        }),
        1 => Just(vec![20, 116]),
    ];
    day.prop_map(pattern)
}

fn message() -> impl Strategy<Value = MessageTime> {
    let fifths =
        (1_u32..=5).prop_map(|n| MessageTime::Share(Share::from_billionths(n * 200_000_000).unwrap()));
    let windows = prop::collection::vec(0_u32..96, 2..8).prop_map(|cuts| MessageTime::Windows(pattern(cuts)));
    prop_oneof![Just(MessageTime::Whole), fifths, windows]
}

fn roster() -> impl Strategy<Value = RosterSpec> {
    let always = prop_oneof![6 => Just(false), 1 => Just(true)];
    (prop::array::uniform7(hours()), any::<bool>(), message(), always).prop_map(
        |(days, works_holidays, message, always)| {
            let days = if always { RosterSpec::always().days } else { days };
            RosterSpec { days, works_holidays, message }
        },
    )
}

/// For each minute from the calendar's start the roster's date that owns it.
struct Clock {
    start: Instant,
    owner: Vec<Option<Date>>,
}

impl Clock {
    fn new(calendar: &Calendar, roster: &RosterSpec) -> Self {
        let spec = calendar.spec();
        let wider = Calendar::compile(spec, calendar.from().plus(-3), calendar.to().plus(4)).unwrap();
        let start = calendar.start();
        let count = (wider.midnight(calendar.to().plus(2)) - start).micros() / MINUTE;
        let within = |list: &[(TimeOfDay, TimeOfDay)], minute: u32| {
            list.iter().any(|(from, to)| from.seconds() <= minute * 60 && minute * 60 < to.seconds())
        };
        let mut cells: Vec<Option<(Date, u32)>> = Vec::new();
        for index in 0..count {
            let local = wider.local(start + minutes(index));
            let of_day = local.time_of_day.seconds() / 60;
            let mut owner = None;
            for (owned, minute) in [(local.date, of_day), (local.date.plus(-1), of_day + 1440)] {
                let mine = owned >= calendar.from()
                    && owned <= calendar.to()
                    && (roster.works_holidays || !calendar.is_closed_day(owned))
                    && calendar.short_day(owned).is_none_or(|short| minute * 60 < short.seconds())
                    && within(&roster.days[owned.weekday().index()], minute);
                let meets = match &roster.message {
                    MessageTime::Windows(list) => within(list, of_day) || within(list, of_day + 1440),
                    _ => true,
                };
                if mine && meets {
                    owner = Some((owned, of_day / 60 + local.offset_seconds as u32 / 3600 * 100));
                }
            }
            cells.push(owner);
        }
        if let MessageTime::Share(share) = roster.message {
            thin(&mut cells, share.billionths() / 200_000_000);
        }
        Clock { start, owner: cells.into_iter().map(|cell| cell.map(|(date, _)| date)).collect() }
    }

    fn instant(&self, index: usize) -> Instant {
        self.start + minutes(index as i64)
    }
}

/// Keeps the first fifths of what each date has in each clock hour (hours of one clock hour are near).
fn thin(cells: &mut [Option<(Date, u32)>], fifths: u32) {
    for first in 0..cells.len() {
        let Some(cell) = cells[first].filter(|cell| cell.1 < 10_000) else { continue };
        let hour: Vec<usize> =
            (first..cells.len().min(first + 60)).filter(|&i| cells[i] == Some(cell)).collect();
        let keep = hour.len() * fifths as usize / 5;
        for (rank, index) in hour.into_iter().enumerate() {
            cells[index] = (rank < keep).then_some((cell.0, 10_000));
        }
    }
}

struct Case {
    calendar: Calendar,
    windows: Windows,
    worked: DaySet,
    away: DaySet,
    clock: Clock,
}

impl Case {
    fn new(which: usize, roster: &RosterSpec, worked: u32, away: u32) -> Self {
        let (zone, Period(from, to)) = PERIODS[which];
        let calendar = Calendar::compile(&spec(zone), date(from), date(to)).unwrap();
        let windows = roster.compile(&calendar).unwrap();
        let set = |bits: u32| {
            let mut set = DaySet::empty(&calendar);
            let days = (0..21).filter(|day| bits >> day & 1 == 1);
            days.for_each(|day| set.insert(calendar.from().plus(day)));
            set
        };
        let (worked, away) = (set(worked), set(away));
        let clock = Clock::new(&calendar, roster);
        Case { calendar, windows, worked, away, clock }
    }

    fn duty(&self) -> Duty<'_> {
        Duty { windows: &self.windows, worked: &self.worked, away: &self.away }
    }

    fn rostered(&self, index: usize) -> bool {
        self.clock.owner.get(index).copied().flatten().is_some_and(|date| self.worked.contains(date))
    }

    fn present(&self, index: usize) -> bool {
        self.rostered(index) && !self.away.contains(self.clock.owner[index].unwrap())
    }

    fn next_on_duty(&self, from: usize) -> Option<Instant> {
        (from..self.clock.owner.len())
            .find(|&index| self.present(index))
            .map(|index| self.clock.instant(index))
    }

    fn resume(&self, from: usize, work: i64) -> Progress {
        let mut left = work;
        for index in (from..self.clock.owner.len()).filter(|&index| self.rostered(index)) {
            if !self.present(index) {
                return Progress::HandedBack { at: self.clock.instant(index), left: minutes(left) };
            }
            left -= 1;
            if left == 0 {
                return Progress::Done(self.clock.instant(index + 1));
            }
        }
        Progress::Never
    }

    fn until_close(&self, from: usize, work: i64) -> Progress {
        let mut index = from;
        while index < from + work as usize && index < self.clock.owner.len() && self.present(index) {
            index += 1;
        }
        let left = work - (index - from) as i64;
        let at = self.clock.instant(index);
        if left == 0 { Progress::Done(at) } else { Progress::HandedBack { at, left: minutes(left) } }
    }

    fn longest(&self) -> i64 {
        let (mut longest, mut run) = (0, 0);
        for index in 0..self.clock.owner.len() {
            run = if self.rostered(index) { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_123), ..ProptestConfig::default() })]

    #[test]
    fn duty_agrees_with_the_clock_on_the_wall(
        which in 0..PERIODS.len(),
        roster in roster(),
        worked in prop_oneof![Just(u32::MAX), any::<u32>()],
        away in prop_oneof![Just(0), any::<u32>(), (any::<u32>(), any::<u32>()).prop_map(|(a, b)| a & b)],
        asks in prop::collection::vec((0_usize..21 * 1440 - 60, 1_i64..900), 60),
    ) {
        let case = Case::new(which, &roster, worked, away);
        let (duty, clock) = (case.duty(), &case.clock);
        for (from, work) in asks {
            let (t, length) = (clock.instant(from), minutes(work));
            prop_assert_eq!(duty.rostered(t), case.rostered(from));
            prop_assert_eq!(duty.on_duty(t), case.present(from));
            prop_assert_eq!(duty.on_duty(t + minutes(1) - Duration::MICROSECOND), case.present(from));
            prop_assert_eq!(duty.next_on_duty(t), case.next_on_duty(from));
            prop_assert_eq!(duty.resume(t, length), case.resume(from, work));
            prop_assert_eq!(duty.until_close(t, length), case.until_close(from, work));
            prop_assert_eq!(duty.fits(t, length), matches!(case.until_close(from, work), Progress::Done(_)));
            let to = (from + work as usize * 7).min(clock.owner.len());
            let there = (from..to).filter(|&index| case.present(index)).count() as i64;
            prop_assert_eq!(duty.time_on_duty(t, clock.instant(to)), minutes(there));
            prop_assert_eq!(duty.time_on_duty(clock.instant(to), t), Duration::ZERO);
        }
        prop_assert_eq!(duty.longest_window(), minutes(case.longest()));
        for date in (0..21).map(|day| case.calendar.from().plus(day)) {
            prop_assert!(case.windows.of_date(date).iter().all(|window| window.date == date));
        }
    }

    #[test]
    fn open_time_is_the_union_of_those_who_serve(
        which in 0..PERIODS.len(),
        rosters in prop::collection::vec((roster(), any::<u32>()), 1..4),
        mut asks in prop::collection::vec(0_usize..21 * 1440, 60),
    ) {
        let cases: Vec<Case> = rosters.iter().map(|(roster, days)| Case::new(which, roster, *days, 0)).collect();
        let persons: Vec<_> = cases.iter().map(|case| (&case.windows, &case.worked)).collect();
        let open = union_windows(cases[0].calendar.start(), &persons);
        let is_open = |index: usize| cases.iter().any(|case| case.rostered(index));
        let clock = &cases[0].clock;
        // Of stretches that follow each other, and of every other one.
        let mut cursors = [OpenCursor::default(); 2];
        let mut last = (clock.start, Duration::ZERO);
        asks.sort_unstable();
        for (number, index) in asks.into_iter().enumerate() {
            let t = clock.instant(index);
            let before = minutes((0..index).filter(|&i| is_open(i)).count() as i64);
            prop_assert_eq!(open.open_before(t), before);
            for cursor in &mut cursors[..1 + number % 2] {
                prop_assert_eq!(cursor.between(&open, last.0, t), before - last.1);
            }
            last = (t, before);
            prop_assert_eq!(open.is_open(t), is_open(index));
            prop_assert_eq!(open.between(clock.start, t), before);
            let change = (index + 1..clock.owner.len() + 1).find(|&i| is_open(i) != is_open(i - 1));
            prop_assert_eq!(open.next_change(t), change.map(|i| clock.instant(i)));
        }
        prop_assert!(open.spans().zip(open.spans().skip(1)).all(|(a, b)| a.1 < b.0));
    }
}

/// Monday–Friday 08:00–15:30 in June 2026; Tuesday 2 June away.
#[test]
fn the_end_of_a_window_is_sharp() {
    let calendar = Calendar::compile(&spec("Europe/Oslo"), date("2026-05-26"), date("2026-06-05")).unwrap();
    let mut roster =
        RosterSpec { message: MessageTime::Whole, works_holidays: false, days: Default::default() };
    let time = |text| TimeOfDay::parse(text).unwrap();
    roster.days[..5].fill(vec![(time("08:00"), time("15:30"))]);
    let windows = roster.compile(&calendar).unwrap();
    let (worked, mut away) = (DaySet::full(&calendar), DaySet::empty(&calendar));
    away.insert(date("2026-06-02"));
    let duty = Duty { windows: &windows, worked: &worked, away: &away };
    let at = |text| calendar.parse_instant(text).unwrap();
    let tick = Duration::MICROSECOND;
    assert!(duty.on_duty(at("2026-06-01 08:00")) && duty.on_duty(at("2026-06-01 15:30") - tick));
    assert!(!duty.on_duty(at("2026-06-01 15:30")) && !duty.on_duty(at("2026-06-01 08:00") - tick));
    assert!(!duty.on_duty(at("2026-06-02 09:00")) && duty.rostered(at("2026-06-02 09:00")));
    assert_eq!(duty.next_on_duty(at("2026-06-01 15:30")), Some(at("2026-06-03 08:00")));
    assert_eq!(duty.next_on_duty(at("2026-06-05 15:30")), None);
    let start = at("2026-06-01 15:00");
    assert_eq!(duty.resume(start, minutes(30)), Progress::Done(at("2026-06-01 15:30")));
    let handed = Progress::HandedBack { at: at("2026-06-02 08:00"), left: tick };
    assert_eq!(duty.resume(start, minutes(30) + tick), handed);
    let closed = Progress::HandedBack { at: at("2026-06-01 15:30"), left: tick };
    assert_eq!(duty.until_close(start, minutes(30) + tick), closed);
    assert!(duty.fits(start, minutes(30)) && !duty.fits(start, minutes(30) + tick));
    assert_eq!(duty.resume(at("2026-05-29 15:00"), minutes(31)), Progress::Done(at("2026-06-01 08:01")));
    assert_eq!(duty.resume(at("2026-06-05 15:00"), minutes(31)), Progress::Never);
    assert_eq!(duty.longest_window(), minutes(450));
    let seen: Vec<Date> =
        duty.windows_in(at("2026-06-01 15:00"), at("2026-06-04 08:00")).map(|window| window.date).collect();
    assert_eq!(seen, [date("2026-06-01"), date("2026-06-03")]);
}

/// Open day and night: midnight is no end, unless she is away from then on.
#[test]
fn adjoining_windows_are_one_unless_she_is_away() {
    let calendar =
        Calendar::compile(&CalendarSpec::default(), date("2026-06-01"), date("2026-06-10")).unwrap();
    let windows = RosterSpec::always().compile(&calendar).unwrap();
    let (worked, mut away) = (DaySet::full(&calendar), DaySet::empty(&calendar));
    let at = |text| calendar.parse_instant(text).unwrap();
    let (start, work) = (at("2026-06-02 23:00"), minutes(120));
    let always = Duty { windows: &windows, worked: &worked, away: &away };
    assert_eq!(always.resume(start, work), Progress::Done(at("2026-06-03 01:00")));
    assert_eq!(always.until_close(start, work), Progress::Done(at("2026-06-03 01:00")));
    assert_eq!(always.resume(start, Duration::DAY.times(8) + minutes(60)), Progress::Done(calendar.end()));
    assert_eq!(always.resume(start, Duration::DAY.times(8) + minutes(61)), Progress::Never);
    assert_eq!(always.longest_window(), Duration::DAY.times(10));
    away.insert_range(date("2026-06-03"), date("2026-07-01"));
    let sick = Duty { windows: &windows, worked: &worked, away: &away };
    let handed = Progress::HandedBack { at: at("2026-06-03"), left: minutes(60) };
    assert_eq!((sick.resume(start, work), sick.until_close(start, work)), (handed, handed));
    let mut other_days = worked.clone();
    other_days.remove(date("2026-06-03"));
    let present = DaySet::empty(&calendar);
    let part_time = Duty { windows: &windows, worked: &other_days, away: &present };
    assert_eq!(part_time.resume(start, work), Progress::Done(at("2026-06-04 01:00")));
    assert_eq!(part_time.until_close(start, work), handed);
}
