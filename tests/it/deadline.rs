//! Deadlines are exact to the microsecond: golden values, hand-worked traces, and every day of 2020–2050
//! under each rule against a slow rule that walks the days and has its own Easter and clock changes.

use meldingsflyt::calendar::{Calendar, CalendarSpec, Deadline, DeadlineRule, Holidays};
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay, Weekday, WorkingDays, days_in_month};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn compiled(spec: &CalendarSpec) -> Calendar {
    Calendar::compile(spec, date("2019-12-01"), date("2051-02-28")).unwrap()
}

fn due(calendar: &Calendar, rule: DeadlineRule, receipt: &str, k: u32) -> String {
    let receipt = calendar.parse_instant(receipt).unwrap();
    calendar.format(Deadline { rule }.last_instant(calendar, receipt, WorkingDays(k)))
}

#[test]
fn calendar_day_gives_the_golden_dates() {
    let plain = CalendarSpec::default();
    let closed: Vec<Date> =
        (2020..2050).flat_map(|y| [24, 31].map(|d| Date::from_ymd(y, 12, d).unwrap())).collect();
    let golden = [
        (false, false, "2026-04-01", "2026-04-09", "2026-04-13"),
        (true, false, "2026-04-01", "2026-04-08", "2026-04-10"),
        (false, false, "2026-04-30", "2026-05-06", "2026-05-08"),
        (true, false, "2026-04-30", "2026-05-05", "2026-05-07"),
        (false, false, "2026-05-13", "2026-05-19", "2026-05-21"),
        (true, false, "2026-05-13", "2026-05-18", "2026-05-20"),
        (false, false, "2026-12-23", "2026-12-29", "2026-12-31"),
        (true, false, "2026-12-23", "2026-12-29", "2026-12-31"),
        (false, true, "2026-12-23", "2026-12-30", "2027-01-05"),
        (false, false, "2027-05-13", "2027-05-19", "2027-05-21"),
        (true, false, "2027-05-13", "2027-05-18", "2027-05-20"),
        (false, false, "2028-04-12", "2028-04-20", "2028-04-24"),
        (true, false, "2028-04-12", "2028-04-19", "2028-04-21"),
    ];
    for (saturday_counts, shut, receipt, third, fifth) in golden {
        let closed = if shut { closed.clone() } else { Vec::new() };
        let calendar = compiled(&CalendarSpec { saturday_counts, closed, ..plain.clone() });
        for (k, day) in [(3, third), (5, fifth)] {
            let last = due(&calendar, DeadlineRule::CalendarDay, &format!("{receipt} 14:00"), k);
            assert!(last.starts_with(&format!("{day}T23:59:59.999999")), "{receipt} {k}: {last}");
        }
    }
}

#[test]
fn years_have_the_known_numbers_of_working_days() {
    let count = |saturday_counts, year| {
        let calendar = compiled(&CalendarSpec { saturday_counts, ..CalendarSpec::default() });
        let first = Date::from_ymd(year, 1, 1).unwrap();
        calendar.working_days_in(first.plus(-1), Date::from_ymd(year, 12, 31).unwrap())
    };
    assert_eq!((2025..=2030).map(|y| count(false, y)).collect::<Vec<_>>(), [252, 253, 255, 251, 251, 251]);
    assert_eq!((2025..=2030).map(|y| count(true, y)).collect::<Vec<_>>(), [303, 304, 305, 303, 303, 303]);
}

/// Worked by hand: Friday 15 May 2026 to Tuesday 19 May with 17 May a Sunday; Wednesday 1 April a short day.
#[test]
fn closing_rules_follow_hand_worked_traces() {
    let noon = TimeOfDay::parse("12:00").unwrap();
    let spec = CalendarSpec { short_days: vec![(date("2026-04-01"), noon)], ..CalendarSpec::default() };
    let calendar = compiled(&spec);
    let next = |receipt, k| due(&calendar, DeadlineRule::NextDayAfterClosing, receipt, k);
    assert_eq!(next("2026-05-15 15:29:59.999999", 1), "2026-05-18T23:59:59.999999+02:00");
    assert_eq!(next("2026-05-15 15:30:00", 1), "2026-05-19T23:59:59.999999+02:00");
    assert_eq!(next("2026-05-16 09:00", 1), "2026-05-19T23:59:59.999999+02:00");
    assert_eq!(next("2026-05-15 00:00", 1), "2026-05-18T23:59:59.999999+02:00");
    assert_eq!(next("2026-04-01 11:59:59", 1), "2026-04-07T23:59:59.999999+02:00");
    assert_eq!(next("2026-04-01 12:00:00", 1), "2026-04-08T23:59:59.999999+02:00");
    let open = |receipt, k| due(&calendar, DeadlineRule::OpenHours, receipt, k);
    assert_eq!(open("2026-05-15 08:00", 1), "2026-05-15T15:30:00+02:00");
    assert_eq!(open("2026-05-15 08:00:00.000001", 1), "2026-05-18T08:00:00.000001+02:00");
    assert_eq!(open("2026-05-15 10:15", 1), "2026-05-18T10:15:00+02:00");
    assert_eq!(open("2026-05-15 15:30", 1), "2026-05-18T15:30:00+02:00");
    assert_eq!(open("2026-05-14 12:00", 2), "2026-05-18T15:30:00+02:00");
    assert_eq!(open("2026-04-01 11:00", 1), "2026-04-07T14:30:00+02:00");
    assert_eq!(open("2026-05-15 10:15", 0), "2026-05-15T10:15:00+02:00");
    assert_eq!(open("2026-05-15 18:00", 0), "2026-05-18T08:00:00+02:00");
    assert_eq!(
        due(&calendar, DeadlineRule::CalendarDay, "2026-05-15 18:00", 0),
        "2026-05-17T23:59:59.999999+02:00"
    );
    let receipt = calendar.parse_instant("2026-05-15").unwrap();
    let none = Deadline { rule: DeadlineRule::None };
    assert_eq!(none.last_instant(&calendar, receipt, WorkingDays(5)), Instant::MAX);
    assert_eq!(none.working_days_used(&calendar, receipt, calendar.parse_instant("2027-01-01").unwrap()), 0);
}

/// An answer on a day off is counted by what it is: after the end of the last working day.
#[test]
fn days_used_agree_with_the_limit_on_days_off_and_after_closing() {
    let calendar = compiled(&CalendarSpec::default());
    let used = |rule, receipt, answer| {
        let at = |text| calendar.parse_instant(text).unwrap();
        Deadline { rule }.working_days_used(&calendar, at(receipt), at(answer))
    };
    let day = DeadlineRule::CalendarDay;
    assert_eq!(used(day, "2026-06-01 09:00", "2026-06-01 23:00"), 0);
    assert_eq!(used(day, "2026-06-04 09:00", "2026-06-05 23:59:59"), 1);
    assert_eq!(used(day, "2026-06-04 09:00", "2026-06-06 09:00"), 2);
    assert_eq!(used(day, "2026-06-04 09:00", "2026-06-08 09:00"), 2);
    assert_eq!(used(day, "2026-06-05 09:00", "2026-06-06 09:00"), 0);
    let next = DeadlineRule::NextDayAfterClosing;
    assert_eq!(used(next, "2026-06-04 15:30", "2026-06-05 23:00"), 0);
    assert_eq!(used(next, "2026-06-04 15:29", "2026-06-05 23:00"), 1);
    assert_eq!(used(next, "2026-06-05 16:00", "2026-06-09 09:00"), 1);
    let open = DeadlineRule::OpenHours;
    assert_eq!(used(open, "2026-06-04 08:00", "2026-06-04 08:00"), 0);
    assert_eq!(used(open, "2026-06-04 08:00", "2026-06-04 15:30"), 1);
    assert_eq!(used(open, "2026-06-04 08:00", "2026-06-04 15:30:01"), 2);
    assert_eq!(used(open, "2026-06-03 18:00", "2026-06-03 20:00"), 0);
    assert_eq!(used(open, "2026-06-04 10:00", "2026-06-05 10:00"), 1);
    assert_eq!(used(open, "2026-06-04 10:00", "2026-06-05 10:00:00.000001"), 2);
}

#[test]
fn a_day_that_closes_before_it_opens_has_no_open_time_but_counts() {
    let early = TimeOfDay::parse("07:00").unwrap();
    let spec = CalendarSpec { short_days: vec![(date("2026-06-02"), early)], ..CalendarSpec::default() };
    let calendar = compiled(&spec);
    assert_eq!(due(&calendar, DeadlineRule::OpenHours, "2026-06-01 12:00", 1), "2026-06-03T12:00:00+02:00");
    let next = |receipt| due(&calendar, DeadlineRule::NextDayAfterClosing, receipt, 1);
    assert_eq!(next("2026-06-02 06:59"), "2026-06-03T23:59:59.999999+02:00");
    assert_eq!(next("2026-06-02 07:00"), "2026-06-04T23:59:59.999999+02:00");
    assert_eq!(
        due(&calendar, DeadlineRule::CalendarDay, "2026-06-01 12:00", 1),
        "2026-06-02T23:59:59.999999+02:00"
    );
}

#[test]
fn a_deadline_beyond_the_calendar_names_the_range() {
    let calendar =
        Calendar::compile(&CalendarSpec::default(), date("2026-01-01"), date("2026-01-31")).unwrap();
    let receipt = calendar.parse_instant("2026-01-29 12:00").unwrap();
    for rule in [DeadlineRule::CalendarDay, DeadlineRule::NextDayAfterClosing, DeadlineRule::OpenHours] {
        let fault =
            std::panic::catch_unwind(|| Deadline { rule }.last_instant(&calendar, receipt, WorkingDays(2)));
        let message = *fault.expect_err(rule.name()).downcast::<String>().unwrap();
        assert!(message.contains("outside the calendar 2026-01-01 to 2026-01-31"), "{message}");
    }
}

#[test]
fn the_margin_holds_every_deadline() {
    for k in [1, 3, 5, 20, 250] {
        let closed: Vec<Date> = (20..40).map(|day| date("2026-12-01").plus(day)).collect();
        let spec = CalendarSpec { closed, ..CalendarSpec::default() };
        let last = date("2026-12-20");
        let calendar = Calendar::compile(&spec, date("2026-11-01"), last.plus(spec.margin_days(k))).unwrap();
        let receipt = calendar.midnight(last.plus(1)) - Duration::MICROSECOND;
        for rule in DeadlineRule::ALL {
            let _ = Deadline { rule }.last_instant(&calendar, receipt, WorkingDays(k));
        }
    }
}

#[test]
fn rules_have_names() {
    for rule in DeadlineRule::ALL {
        assert_eq!(DeadlineRule::parse(rule.name()), Some(rule));
    }
    assert_eq!(DeadlineRule::parse("calendar-day"), None);
    assert_eq!(DeadlineRule::default().name(), "calendar_day");
}

/// The second rule: slow and obvious, by walking days.
struct Slow {
    zone: &'static str,
    spec: CalendarSpec,
}

impl Slow {
    /// Easter by Gauss, with the corrections for the Gregorian calendar of 1900–2199 written out.
    fn easter(year: i32) -> Date {
        let (a, b, c) = (year % 19, year % 4, year % 7);
        let (m, n) = if year < 2100 { (24, 5) } else { (24, 6) };
        let d = (19 * a + m) % 30;
        let e = (2 * b + 4 * c + 6 * d + n) % 7;
        let mut march = 22 + d + e;
        if march == 57 || (march == 56 && d == 28 && e == 6 && a > 10) {
            march -= 7;
        }
        Date::from_ymd(year, 3, 1).unwrap().plus(march - 1)
    }

    fn works(&self, date: Date) -> bool {
        let (year, month, day) = date.ymd();
        let from_easter = date.days() - Slow::easter(year).days();
        let holiday = self.spec.holidays == Holidays::Norway
            && (matches!((month, day), (1, 1) | (5, 1) | (5, 17) | (12, 25 | 26))
                || [-3, -2, 0, 1, 39, 49, 50].contains(&from_easter));
        let weekday = match date.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.spec.saturday_counts,
            _ => true,
        };
        weekday && !holiday && !self.spec.closed.contains(&date)
    }

    /// Summer time of the European Union: last Sundays of March and October at 01:00 UTC.
    fn summer(utc: i64) -> bool {
        let year = Date::from_days(utc.div_euclid(86_400_000_000) as i32).year();
        let turn = |month| {
            let last = Date::from_ymd(year, month, days_in_month(year, month)).unwrap();
            let sunday = last.plus(-((last.weekday().index() as i32 + 1) % 7));
            (i64::from(sunday.days()) * 24 + 1) * 3_600_000_000
        };
        utc >= turn(3) && utc < turn(10)
    }

    fn at(&self, date: Date, seconds: u32) -> Instant {
        let wall = i64::from(date.days()) * 86_400_000_000 + i64::from(seconds) * 1_000_000;
        let hour = 3_600_000_000;
        Instant::from_micros(match self.zone {
            "UTC" => wall,
            "Asia/Kolkata" => wall - 11 * hour / 2,
            _ if Slow::summer(wall - 2 * hour) => wall - 2 * hour,
            _ => wall - hour,
        })
    }

    fn closes(&self, date: Date) -> Instant {
        let short = self.spec.short_days.iter().find(|(day, _)| *day == date).map(|(_, time)| *time);
        let closes = self.spec.office_closes;
        self.at(date, short.map_or(closes, |time| time.min(closes)).seconds())
    }

    /// The limits for k = 1, 2, … 6.
    fn limits(&self, rule: DeadlineRule, received: Date, receipt: Instant) -> Vec<Instant> {
        let mut limits = Vec::new();
        let mut date = received;
        if rule == DeadlineRule::OpenHours {
            let (opens, closes) = (self.spec.office_opens.seconds(), self.spec.office_closes.seconds());
            let office_day = i64::from(closes - opens) * 1_000_000;
            let mut passed = 0;
            while limits.len() < 6 {
                let from = self.at(date, opens).max(receipt);
                let open = (self.closes(date) - from).micros().max(0) * i64::from(self.works(date));
                while limits.len() < 6 && passed + open >= office_day * (limits.len() as i64 + 1) {
                    let left = office_day * (limits.len() as i64 + 1) - passed;
                    limits.push(from + Duration::from_micros(left));
                }
                passed += open;
                date = date.plus(1);
            }
            return limits;
        }
        if rule == DeadlineRule::NextDayAfterClosing && (!self.works(date) || receipt >= self.closes(date)) {
            date = date.plus(1);
            while !self.works(date) {
                date = date.plus(1);
            }
        }
        while limits.len() < 6 {
            date = date.plus(1);
            if self.works(date) {
                limits.push(self.at(date.plus(1), 0) - Duration::MICROSECOND);
            }
        }
        limits
    }
}

const MOMENTS: [(u32, i64); 8] = [
    (0, 0),
    (2 * 3600 + 1800, 17),
    (7 * 3600 + 3599, 999_999),
    (8 * 3600, 0),
    (11 * 3600 + 1234, 567_890),
    (15 * 3600 + 1799, 999_999),
    (15 * 3600 + 1800, 0),
    (23 * 3600 + 3599, 999_999),
];

fn sweep(zone: &'static str, saturday_counts: bool, local_closures: bool) {
    let years = 2019..=2051;
    let mut spec = CalendarSpec { zone: zone.to_string(), saturday_counts, ..CalendarSpec::default() };
    if local_closures {
        let eves = |year| [24, 31].map(|day| Date::from_ymd(year, 12, day).unwrap());
        spec.closed = years.clone().flat_map(eves).collect();
        let noon = TimeOfDay::parse("12:00").unwrap();
        spec.short_days = years.map(|year| (Slow::easter(year).plus(-4), noon)).collect();
    }
    let (calendar, slow) = (compiled(&spec), Slow { zone, spec });
    let mut compared = 0;
    for day in date("2020-01-01").days()..=date("2050-12-31").days() {
        let received = Date::from_days(day);
        assert_eq!(calendar.is_working_day(received), slow.works(received), "{received}");
        for (seconds, micros) in MOMENTS {
            let receipt = slow.at(received, seconds) + Duration::from_micros(micros);
            assert_eq!(calendar.date(receipt), received);
            for rule in
                [DeadlineRule::CalendarDay, DeadlineRule::NextDayAfterClosing, DeadlineRule::OpenHours]
            {
                compare(&calendar, Deadline { rule }, receipt, &slow.limits(rule, received, receipt));
                compared += 6;
            }
        }
    }
    assert_eq!(compared, 11_323 * 8 * 3 * 6);
}

/// The limits, and the days used by answers at, just after and between them.
fn compare(calendar: &Calendar, deadline: Deadline, receipt: Instant, limits: &[Instant]) {
    let context = || format!("{} received {}", deadline.rule.name(), calendar.format(receipt));
    for (index, &limit) in limits.iter().enumerate() {
        let k = index as u32 + 1;
        assert_eq!(deadline.last_instant(calendar, receipt, WorkingDays(k)), limit, "{} {k}", context());
        assert_eq!(deadline.working_days_used(calendar, receipt, limit), k, "{} at {k}", context());
        for late in [Duration::MICROSECOND, Duration::HOUR.times(9), Duration::HOUR.times(17)] {
            let answer = limit + late;
            let expected = k + limits[index..].iter().filter(|&&later| later < answer).count() as u32;
            let used = deadline.working_days_used(calendar, receipt, answer);
            assert!(expected > 6 || used == expected, "{} {k} + {} h", context(), late.hours());
            let both = deadline.used(calendar, receipt, answer);
            assert_eq!(both, (used, calendar.office_time(receipt, answer)), "{}", context());
        }
    }
}

#[test]
fn every_day_of_2020_to_2050_in_oslo_monday_to_friday() {
    sweep("Europe/Oslo", false, false);
}

#[test]
fn every_day_of_2020_to_2050_in_oslo_with_saturdays() {
    sweep("Europe/Oslo", true, false);
}

#[test]
fn every_day_of_2020_to_2050_in_oslo_with_closed_and_short_days() {
    sweep("Europe/Oslo", false, true);
    sweep("Europe/Oslo", true, true);
}

#[test]
fn every_day_of_2020_to_2050_in_other_zones() {
    sweep("UTC", false, false);
    sweep("Asia/Kolkata", true, true);
}
