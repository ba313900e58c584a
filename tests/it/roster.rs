//! Rosters become windows as described: message time, lunch, nights, clock changes, holidays, short days;
//! positions and low seasons choose the dates that the numbering gives.

use meldingsflyt::calendar::{
    Calendar, CalendarSpec, DaySet, MessageTime, RosterSpec, Seat, Windows, low_season_days, position_days,
};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, TimeOfDay};

type Interval = (TimeOfDay, TimeOfDay);

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// "22:00-30:00", hours up to 48.
fn interval(text: &str) -> Interval {
    let time = |text: &str| {
        let (hour, minute) = text.split_once(':').unwrap();
        TimeOfDay::from_seconds(hour.parse::<u32>().unwrap() * 3600 + minute.parse::<u32>().unwrap() * 60)
    };
    let (from, to) = text.split_once('-').unwrap();
    (time(from).unwrap(), time(to).unwrap())
}

fn intervals(text: &str) -> Vec<Interval> {
    text.split_whitespace().map(interval).collect()
}

/// The same hours Monday–Friday, none at the weekend.
fn weekdays(hours: &str, message: MessageTime) -> RosterSpec {
    let mut days: [Vec<Interval>; 7] = Default::default();
    days[..5].fill(intervals(hours));
    RosterSpec { days, works_holidays: false, message }
}

fn calendar(spec: &CalendarSpec) -> Calendar {
    Calendar::compile(spec, date("2026-01-01"), date("2026-12-31")).unwrap()
}

fn share(billionths: u32) -> Share {
    Share::from_billionths(billionths).unwrap()
}

/// The windows of one date as local clock times, e.g. `08:00-11:00`.
fn shown(calendar: &Calendar, windows: &Windows, day: &str) -> String {
    let clock = |instant| {
        let text = calendar.format(instant)[11..].split('+').next().unwrap().to_string();
        text.strip_suffix(":00").map_or(text.clone(), str::to_string)
    };
    let of_date = windows.of_date(date(day)).iter();
    let text: Vec<String> = of_date.map(|w| format!("{}-{}", clock(w.from), clock(w.to))).collect();
    text.join(" ")
}

fn on(day: &str, hours: &str, message: MessageTime) -> String {
    let calendar = calendar(&CalendarSpec::default());
    shown(&calendar, &weekdays(hours, message).compile(&calendar).unwrap(), day)
}

#[test]
fn the_whole_roster_is_cut_where_there_is_lunch() {
    assert_eq!(on("2026-06-01", "08:00-11:00 11:30-15:30", MessageTime::Whole), "08:00-11:00 11:30-15:30");
    assert_eq!(on("2026-06-01", "11:30-15:30 08:00-11:30", MessageTime::Whole), "08:00-15:30");
    assert_eq!(on("2026-06-06", "08:00-15:30", MessageTime::Whole), "");
    assert_eq!(on("2026-05-14", "08:00-15:30", MessageTime::Whole), "");
}

#[test]
fn a_share_is_the_first_part_of_each_clock_hour() {
    let quarter = |hours| on("2026-06-01", hours, MessageTime::Share(share(250_000_000)));
    assert_eq!(quarter("08:00-10:00"), "08:00-08:15 09:00-09:15");
    assert_eq!(quarter("08:40-09:20"), "08:40-08:45 09:00-09:05");
    assert_eq!(quarter("15:00-15:30"), "15:00-15:07:30");
    let most = |hours| on("2026-06-01", hours, MessageTime::Share(share(800_000_000)));
    assert_eq!(most("11:00-11:20 11:50-12:00"), "11:00-11:20 11:50-11:54");
    assert_eq!(most("11:00-11:20 11:20-12:00"), "11:00-11:48");
    assert_eq!(
        on("2026-06-01", "08:00-11:20 11:50-15:30", MessageTime::Share(Share::ONE)),
        "08:00-11:20 11:50-15:30"
    );
    assert_eq!(on("2026-06-01", "08:00-15:30", MessageTime::Share(Share::ZERO)), "");
}

#[test]
fn a_share_is_rounded_down_to_the_microsecond() {
    let third = on("2026-06-01", "08:00-09:00", MessageTime::Share(share(333_333_333)));
    assert_eq!(third, "08:00-08:19:59.999998");
}

#[test]
fn message_windows_meet_the_roster() {
    let with = |hours, windows| on("2026-06-01", hours, MessageTime::Windows(intervals(windows)));
    assert_eq!(with("08:00-15:30", "13:00-13:30"), "13:00-13:30");
    assert_eq!(
        with("08:00-11:00 11:30-15:30", "10:30-12:00 15:00-16:00"),
        "10:30-11:00 11:30-12:00 15:00-15:30"
    );
    assert_eq!(with("20:00-32:00", "02:00-03:00 23:00-23:30"), "23:00-23:30 02:00-03:00");
    assert_eq!(with("20:00-32:00", "23:00-25:00"), "23:00-01:00");
    assert_eq!(with("00:30-08:00", "23:00-25:00"), "00:30-01:00");
    assert_eq!(with("08:00-12:00", "13:00-13:30"), "");
}

#[test]
fn nights_of_clock_changes_are_an_hour_shorter_or_longer() {
    let calendar = calendar(&CalendarSpec::default());
    let mut night = weekdays("22:00-30:00", MessageTime::Whole);
    night.days[5] = intervals("22:00-30:00");
    let windows = night.compile(&calendar).unwrap();
    let hours = |day| windows.of_date(date(day)).iter().map(|w| (w.to - w.from).hours()).sum::<f64>();
    assert_eq!([hours("2026-03-27"), hours("2026-03-28"), hours("2026-10-24")], [8.0, 7.0, 9.0]);
    night.message = MessageTime::Share(share(500_000_000));
    let windows = night.compile(&calendar).unwrap();
    assert_eq!(windows.of_date(date("2026-03-28")).len(), 7);
    assert_eq!(windows.of_date(date("2026-10-24")).len(), 9);
    assert!(windows.of_date(date("2026-10-24")).iter().all(|w| w.to - w.from == Duration::MINUTE.times(30)));
}

#[test]
fn holidays_closed_and_short_days_cut_the_roster() {
    let noon = TimeOfDay::parse("12:00").unwrap();
    let short_days = ["2026-04-01", "2026-05-25", "2026-12-23"].map(|day| (date(day), noon)).to_vec();
    let spec = CalendarSpec { closed: vec![date("2026-12-24")], short_days, ..CalendarSpec::default() };
    let calendar = calendar(&spec);
    let mut roster = weekdays("08:00-11:30 12:00-15:30 22:00-30:00", MessageTime::Whole);
    let windows = roster.compile(&calendar).unwrap();
    let all = "08:00-11:30 12:00-15:30 22:00-06:00";
    assert_eq!(shown(&calendar, &windows, "2026-03-31"), all);
    assert_eq!(shown(&calendar, &windows, "2026-04-01"), "08:00-11:30");
    assert_eq!(shown(&calendar, &windows, "2026-04-02"), "");
    assert_eq!(shown(&calendar, &windows, "2026-12-24"), "");
    roster.works_holidays = true;
    let windows = roster.compile(&calendar).unwrap();
    assert_eq!(shown(&calendar, &windows, "2026-04-02"), all);
    assert_eq!(shown(&calendar, &windows, "2026-12-24"), all);
    assert_eq!(shown(&calendar, &windows, "2026-05-25"), "08:00-11:30");
    roster.message = MessageTime::Share(share(500_000_000));
    roster.days[2] = intervals("11:40-12:20");
    let windows = roster.compile(&calendar).unwrap();
    assert_eq!(shown(&calendar, &windows, "2026-04-01"), "11:40-11:50");
}

#[test]
fn contradictory_rosters_are_refused() {
    let calendar = calendar(&CalendarSpec::default());
    let fault = |hours: &str, message| weekdays(hours, message).compile(&calendar).unwrap_err();
    let whole = |hours| fault(hours, MessageTime::Whole);
    assert_eq!(whole("15:00-08:00"), "the roster has 15:00-08:00, which ends before it begins");
    assert_eq!(whole("24:00-30:00"), "the roster has 24:00-30:00, which begins on the next date");
    assert_eq!(whole("08:00-12:00 11:59-15:00"), "the roster has 08:00-12:00 and 11:59-15:00, which overlap");
    assert_eq!(
        whole("08:00-33:00"),
        "the roster has 08:00-33:00, which overlaps 08:00-33:00 of the next day"
    );
    let windows = MessageTime::Windows(intervals("13:00-14:00 13:30-15:00"));
    assert_eq!(fault("08:00-15:30", windows), "message time has 13:00-14:00 and 13:30-15:00, which overlap");
    assert!(weekdays("08:00-32:00", MessageTime::Whole).compile(&calendar).is_ok());
}

#[test]
fn only_rosters_without_a_gap_are_always_open() {
    let calendar = calendar(&CalendarSpec::default());
    assert!(RosterSpec::always().compile(&calendar).unwrap().always());
    let never_on_holidays = RosterSpec { works_holidays: false, ..RosterSpec::always() };
    assert!(!never_on_holidays.compile(&calendar).unwrap().always());
    let half = RosterSpec { message: MessageTime::Share(share(999_999_999)), ..RosterSpec::always() };
    assert!(!half.compile(&calendar).unwrap().always());
}

fn chosen(days: &DaySet, from: &str, to: &str) -> Vec<String> {
    days.iter()
        .filter(|&d| d >= date(from) && d <= date(to))
        .map(|d| d.to_string()[5..].to_string())
        .collect()
}

/// 2026 begins on a Thursday: with Monday–Friday rosters k = 1 is 1 January although it is a holiday.
#[test]
fn positions_count_from_the_first_rostered_day_of_the_year() {
    let calendar = calendar(&CalendarSpec::default());
    let roster = weekdays("08:00-15:30", MessageTime::Whole);
    let of = |number, billionths| position_days(&roster, &calendar, number, share(billionths));
    let half = |number| chosen(&of(number, 500_000_000), "2026-01-01", "2026-01-09");
    assert_eq!(half(1), ["01-01", "01-05", "01-07", "01-09"]);
    assert_eq!(half(2), ["01-02", "01-06", "01-08"]);
    assert_eq!(half(3), half(1));
    let two_fifths = chosen(&of(1, 400_000_000), "2026-01-01", "2026-01-14");
    assert_eq!(two_fifths, ["01-02", "01-06", "01-09", "01-13"]);
    assert_eq!(of(1, 1_000_000_000).len(), 261);
    assert!(of(1, 0).is_empty());
    for billionths in [100_000_000, 333_333_333, 500_000_000, 800_000_000] {
        let days: u32 = (1..=10).map(|number| of(number, billionths).len()).sum();
        assert!(days.abs_diff(billionths / 1_000 * 2610 / 1_000_000) <= 10, "{billionths} {days}");
    }
}

#[test]
fn positions_are_the_same_when_the_range_begins_in_mid_year() {
    let roster = weekdays("08:00-15:30", MessageTime::Whole);
    let spec = CalendarSpec::default();
    let long = Calendar::compile(&spec, date("2025-01-01"), date("2027-12-31")).unwrap();
    let part = Calendar::compile(&spec, date("2026-07-15"), date("2027-02-10")).unwrap();
    for number in 1..=4 {
        let whole = position_days(&roster, &long, number, share(350_000_000));
        let days = position_days(&roster, &part, number, share(350_000_000));
        assert_eq!(chosen(&whole, "2026-07-15", "2027-02-10"), chosen(&days, "2026-01-01", "2027-12-31"));
    }
}

#[test]
fn a_low_season_keeps_a_share_of_the_days_that_she_would_work() {
    let calendar = calendar(&CalendarSpec::default());
    let roster = weekdays("08:00-15:30", MessageTime::Whole);
    let july = (date("2026-07-01"), date("2026-07-31"));
    let away = |number, position, present| {
        let seat = Seat { number, position: share(position) };
        low_season_days(&roster, &calendar, seat, july, share(present))
    };
    let first = away(1, 1_000_000_000, 500_000_000);
    assert_eq!(chosen(&first, "2026-01-01", "2026-07-09"), ["07-02", "07-06", "07-08"]);
    assert_eq!((first.len(), away(2, 1_000_000_000, 500_000_000).len()), (11, 12));
    let part_time = away(1, 500_000_000, 500_000_000);
    let works = position_days(&roster, &calendar, 1, share(500_000_000));
    assert!(part_time.iter().all(|day| works.contains(day)));
    let days = chosen(&works, "2026-07-01", "2026-07-31").len() as u32;
    assert_eq!(part_time.len(), days / 2);
    assert!(away(1, 1_000_000_000, 1_000_000_000).is_empty());
    assert_eq!(away(1, 1_000_000_000, 0).len(), 23);
}
