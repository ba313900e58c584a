//! The last instant within k working days is the last: an answer then uses at most k, one a microsecond later more; the
//! days used never fall as time goes on; and `calendar_day` agrees with a walk over the dates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldingsflyt::calendar::{Calendar, CalendarSpec, Deadline, DeadlineRule, Holidays};
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay, WorkingDays};

const ZONES: [&str; 3] = ["Europe/Oslo", "UTC", "America/New_York"];

/// Numbers out of the bytes; when they are used up, zeros.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn number(&mut self, below: u64) -> u64 {
        let mut word = [0; 8];
        let count = self.0.len().min(4);
        word[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        u64::from_le_bytes(word) % below
    }
}

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes(data);
    let first = Date::from_ymd(2020 + bytes.number(30) as i32, 1, 1).expect("a date");
    let last = first.plus(400);
    let time = |seconds: u64| TimeOfDay::from_seconds(seconds as u32).expect("within a day");
    let date = |bytes: &mut Bytes<'_>| first.plus(bytes.number(400) as i32);
    let mut spec = CalendarSpec {
        zone: ZONES[bytes.number(3) as usize].to_owned(),
        holidays: if bytes.number(4) == 0 { Holidays::None } else { Holidays::Norway },
        saturday_counts: bytes.number(2) == 1,
        office_opens: time(bytes.number(86_400)),
        office_closes: time(bytes.number(86_401)),
        ..CalendarSpec::default()
    };
    for _ in 0..bytes.number(6) {
        spec.closed.push(date(&mut bytes));
    }
    for _ in 0..bytes.number(4) {
        let short = (date(&mut bytes), time(bytes.number(86_401)));
        spec.short_days.push(short);
    }
    let Ok(calendar) = Calendar::compile(&spec, first, last) else { return };
    let rules = [DeadlineRule::CalendarDay, DeadlineRule::NextDayAfterClosing, DeadlineRule::OpenHours];
    let deadline = Deadline { rule: rules[bytes.number(3) as usize] };
    let days = 1 + bytes.number(5) as u32;
    let received = calendar.midnight(first.plus(bytes.number(300) as i32))
        + Duration::from_micros((bytes.number(86_400) * 1_000_000 + bytes.number(2) * 999_999) as i64);
    let limit = deadline.last_instant(&calendar, received, WorkingDays(days));
    if limit >= calendar.end() - Duration::DAY {
        return;
    }
    assert!(limit >= received, "{spec:?} {deadline:?} {received:?}");
    let used = |answer: Instant| deadline.working_days_used(&calendar, received, answer);
    assert!(used(limit) <= days, "{spec:?} {deadline:?} {days} {received:?} {limit:?}: {}", used(limit));
    assert!(used(limit + Duration::MICROSECOND) > days, "{spec:?} {deadline:?} {days} {received:?} {limit:?}");
    let later = received + Duration::from_micros((bytes.number(1 << 32) * 1000) as i64);
    if later <= limit {
        assert!(used(later) <= used(limit));
    }
    if deadline.rule == DeadlineRule::CalendarDay {
        let (mut day, mut left) = (calendar.date(received), days);
        while left > 0 {
            day = day.plus(1);
            left -= u32::from(calendar.is_working_day(day));
        }
        assert_eq!(limit + Duration::MICROSECOND, calendar.midnight(day.plus(1)), "{spec:?} {received:?}");
    }
});
