//! Weekend, Easter, May, short days, absence, clock changes.

use super::Case;
use super::windows::case;
use crate::reference::town::*;
use meldingsflyt::calendar::RosterSpec;
use meldingsflyt::model::Vacation;

pub fn cases() -> Vec<Case> {
    let mut cases = days();
    cases.extend(absent());
    cases.extend(clock_changes());
    cases
}

fn days() -> Vec<Case> {
    // Maundy Thursday is 2 April, Easter Monday 6 April; one minute is done on Wednesday, three on Tuesday.
    let easter = town("2026-03-30", 2, &["2026-04-01 15:29"]);
    // 1 May 2026 is a Friday, 14 May Ascension Day.
    let may = town("2026-04-27", 3, &["2026-04-30 15:30", "2026-05-14 10:00"]);
    vec![
        case(
            "Easter: from Wednesday to Tuesday",
            easter,
            &[
                "04-01 15:29 inn/0 begun inntak merkantil#1",
                "04-07 08:03 inn/0 begun poliklinikk sykepleier#1",
                "04-07 08:03 inn/0 ended inntak merkantil#1",
                "04-07 08:13 inn/0 closed poliklinikk",
                "04-07 08:13 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "1 May and Ascension Day",
            may,
            &[
                "05-04 08:00 inn/0 begun inntak merkantil#1",
                "05-04 08:04 inn/0 begun poliklinikk sykepleier#1",
                "05-04 08:04 inn/0 ended inntak merkantil#1",
                "05-04 08:14 inn/0 closed poliklinikk",
                "05-04 08:14 inn/0 ended poliklinikk sykepleier#1",
                "05-15 08:00 inn/1 begun inntak merkantil#1",
                "05-15 08:04 inn/1 begun poliklinikk sykepleier#1",
                "05-15 08:04 inn/1 ended inntak merkantil#1",
                "05-15 08:14 inn/1 closed poliklinikk",
                "05-15 08:14 inn/1 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}

fn absent() -> Vec<Case> {
    // Wednesday ends at 12:00.
    let mut short = town("2026-06-01", 1, &["2026-06-03 11:58"]);
    short.calendar.short_days = vec![(date("2026-06-03"), time("12:00"))];
    // Two clerks; the first has the case in hand when she goes on leave on Monday, the second takes it up then.
    let mut away = town("2026-06-01", 2, &["2026-06-05 15:28"]);
    away.staff[0].count = 2;
    away.staff[0].vacations =
        vec![Vacation { from: date("2026-06-08"), to: date("2026-06-09"), away_at_once: 1 }];
    vec![
        case(
            "a short day",
            short,
            &[
                "06-03 11:58 inn/0 begun inntak merkantil#1",
                "06-04 08:02 inn/0 begun poliklinikk sykepleier#1",
                "06-04 08:02 inn/0 ended inntak merkantil#1",
                "06-04 08:12 inn/0 closed poliklinikk",
                "06-04 08:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "resume: handed back as the next window begins without her",
            away,
            &[
                "06-05 15:28 inn/0 begun inntak merkantil#1",
                "06-08 08:00 inn/0 begun inntak merkantil#2",
                "06-08 08:00 inn/0 ended inntak merkantil#1",
                "06-08 08:02 inn/0 begun poliklinikk sykepleier#1",
                "06-08 08:02 inn/0 ended inntak merkantil#2",
                "06-08 08:12 inn/0 closed poliklinikk",
                "06-08 08:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}

fn clock_changes() -> Vec<Case> {
    // Open day and night. On 29 March 01:59:59 is followed by 03:00:00, on 25 October 02:59:59 by 02:00:00.
    let open = |start, sent| {
        let mut parts = town(start, 1, &[sent]);
        for group in &mut parts.staff {
            group.roster = RosterSpec::always();
        }
        parts
    };
    vec![
        case(
            "spring: an hour is missing",
            open("2026-03-23", "2026-03-29 01:58"),
            &[
                "03-29 01:58 inn/0 begun inntak merkantil#1",
                "03-29 03:02 inn/0 begun poliklinikk sykepleier#1",
                "03-29 03:02 inn/0 ended inntak merkantil#1",
                "03-29 03:12 inn/0 closed poliklinikk",
                "03-29 03:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "autumn: an hour comes twice",
            open("2026-10-19", "2026-10-25 02:58"),
            &[
                "10-25 02:58 inn/0 begun inntak merkantil#1",
                "10-25 02:02 inn/0 begun poliklinikk sykepleier#1",
                "10-25 02:02 inn/0 ended inntak merkantil#1",
                "10-25 02:12 inn/0 closed poliklinikk",
                "10-25 02:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}
