//! Closing time, weekend, Easter, clock changes, absence, and the four rules at the end of a window.

use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::calendar::{MessageTime, RosterSpec};
use meldingsflyt::model::{EndOfWindow, Parts, Vacation};
use meldingsflyt::time::Duration;

pub fn cases() -> Vec<Case> {
    let mut cases = closing();
    cases.extend(rules());
    cases.extend(days());
    cases.extend(clock_changes());
    cases.extend(message_time());
    cases
}

fn case(name: &'static str, parts: Parts, expected: &[&'static str]) -> Case {
    Case { name, parts, steps: WORK, expected: expected.to_vec() }
}

fn closing() -> Vec<Case> {
    vec![
        case(
            "an ordinary message: sorted 09:00-09:04, answered 09:04-09:14",
            town("2026-06-01", 1, &["2026-06-01 09:00"]),
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:04 inn/0 ended inntak merkantil#1",
                "06-01 09:14 inn/0 closed poliklinikk",
                "06-01 09:14 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "work that ends exactly at closing is done; nothing begins at closing",
            town("2026-06-01", 1, &["2026-06-01 15:26", "2026-06-02 15:30"]),
            &[
                "06-01 15:26 inn/0 begun inntak merkantil#1",
                "06-01 15:30 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
                "06-03 08:00 inn/1 begun inntak merkantil#1",
                "06-03 08:04 inn/1 begun poliklinikk sykepleier#1",
                "06-03 08:04 inn/1 ended inntak merkantil#1",
                "06-03 08:14 inn/1 closed poliklinikk",
                "06-03 08:14 inn/1 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "what arrives as the window opens is begun then",
            town("2026-06-01", 1, &["2026-06-01 08:00"]),
            &[
                "06-01 08:00 inn/0 begun inntak merkantil#1",
                "06-01 08:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 08:04 inn/0 ended inntak merkantil#1",
                "06-01 08:14 inn/0 closed poliklinikk",
                "06-01 08:14 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "resume over the weekend: 2 minutes on Friday, 2 on Monday",
            town("2026-06-01", 2, &["2026-06-05 15:28"]),
            &[
                "06-05 15:28 inn/0 begun inntak merkantil#1",
                "06-08 08:02 inn/0 begun poliklinikk sykepleier#1",
                "06-08 08:02 inn/0 ended inntak merkantil#1",
                "06-08 08:12 inn/0 closed poliklinikk",
                "06-08 08:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}

fn rules() -> Vec<Case> {
    let clerk = |rule| {
        let mut parts = town("2026-06-01", 1, &["2026-06-01 15:28"]);
        parts.staff[0].end_of_window = rule;
        parts
    };
    // A second clerk, listed later, stays until 16:00: she takes up at 15:30 what is handed back, 2 minutes are left.
    let mut relieved = clerk(EndOfWindow::HandBack);
    relieved.staff.push(group("kveld", MERKANTIL, &[INNTAK]));
    relieved.staff[4].roster = weekdays(&[("15:30", "16:00")]);
    // Alone, she takes up her own handed-back case next morning.
    let alone = clerk(EndOfWindow::HandBack);
    // 8 hours of sorting fit into no window of 7½ hours: Monday 09:00-15:30 is 6½, Tuesday 08:00-09:30 the rest.
    let mut long = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    long.staff[0].end_of_window = EndOfWindow::NoSplit;
    only(&mut long).sorting = Some(Duration::HOUR.times(8));
    // At 15:26 four minutes fit exactly.
    let mut fits = town("2026-06-01", 1, &["2026-06-01 15:26"]);
    fits.staff[0].end_of_window = EndOfWindow::NoSplit;
    let mut cases = vec![
        case(
            "hand_back: another clerk goes on",
            relieved,
            &[
                "06-01 15:28 inn/0 begun inntak merkantil#1",
                "06-01 15:30 inn/0 begun inntak kveld#1",
                "06-01 15:30 inn/0 ended inntak merkantil#1",
                "06-01 15:32 inn/0 ended inntak kveld#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "hand_back: she goes on herself",
            alone,
            &[
                "06-01 15:28 inn/0 begun inntak merkantil#1",
                "06-01 15:30 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun inntak merkantil#1",
                "06-02 08:02 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:02 inn/0 ended inntak merkantil#1",
                "06-02 08:12 inn/0 closed poliklinikk",
                "06-02 08:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "finish: 2 minutes of overtime",
            clerk(EndOfWindow::Finish),
            &[
                "06-01 15:28 inn/0 begun inntak merkantil#1",
                "06-01 15:32 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "no_split: not begun on Monday",
            clerk(EndOfWindow::NoSplit),
            &[
                "06-02 08:00 inn/0 begun inntak merkantil#1",
                "06-02 08:04 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:04 inn/0 ended inntak merkantil#1",
                "06-02 08:14 inn/0 closed poliklinikk",
                "06-02 08:14 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "no_split: what fits exactly is begun",
            fits,
            &[
                "06-01 15:26 inn/0 begun inntak merkantil#1",
                "06-01 15:30 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ];
    cases.push(Case {
        name: "no_split: what fits in no window is done as resume",
        parts: long,
        steps: &["begun", "did not fit", "ended"],
        expected: vec![
            "06-01 09:00 inn/0 begun inntak merkantil#1",
            "06-01 09:00 inn/0 did not fit inntak merkantil#1",
            "06-02 09:30 inn/0 begun poliklinikk sykepleier#1",
            "06-02 09:30 inn/0 ended inntak merkantil#1",
            "06-02 09:40 inn/0 ended poliklinikk sykepleier#1",
        ],
    });
    cases
}

fn days() -> Vec<Case> {
    // Maundy Thursday is 2 April, Easter Monday 6 April; one minute is done on Wednesday, three on Tuesday.
    let easter = town("2026-03-30", 2, &["2026-04-01 15:29"]);
    // 1 May 2026 is a Friday, 14 May Ascension Day.
    let may = town("2026-04-27", 3, &["2026-04-30 15:30", "2026-05-14 10:00"]);
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

fn message_time() -> Vec<Case> {
    // The clerk sorts 13:00-13:02 only; two minutes on Monday, two on Tuesday.
    let mut window = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    window.staff[0].roster.message = MessageTime::Windows(vec![(time("13:00"), time("13:02"))]);
    // The first 5 % of each clock hour: three minutes of a full one, then one; 15:00-15:30 would have 1½.
    let mut part = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    part.staff[0].roster = weekdays(&[("08:00", "15:00")]);
    part.staff[0].roster.message = MessageTime::Share(share(5.0));
    // Half of her days: of the rostered days of 2026, numbered from Thursday 1 January, k + 1 must be even.
    // Monday 1 June is the 108th weekday of the year, so she has Tuesday, the 109th.
    let mut half = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    half.staff[0].position = share(50.0);
    let slow_start = |at: &[&'static str]| at.to_vec();
    vec![
        case(
            "a message window",
            window,
            &slow_start(&[
                "06-01 13:00 inn/0 begun inntak merkantil#1",
                "06-02 13:02 inn/0 begun poliklinikk sykepleier#1",
                "06-02 13:02 inn/0 ended inntak merkantil#1",
                "06-02 13:12 inn/0 closed poliklinikk",
                "06-02 13:12 inn/0 ended poliklinikk sykepleier#1",
            ]),
        ),
        case(
            "a share of each hour",
            part,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 10:01 inn/0 begun poliklinikk sykepleier#1",
                "06-01 10:01 inn/0 ended inntak merkantil#1",
                "06-01 10:11 inn/0 closed poliklinikk",
                "06-01 10:11 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "half a position",
            half,
            &[
                "06-02 08:00 inn/0 begun inntak merkantil#1",
                "06-02 08:04 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:04 inn/0 ended inntak merkantil#1",
                "06-02 08:14 inn/0 closed poliklinikk",
                "06-02 08:14 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}
