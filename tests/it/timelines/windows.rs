//! Closing time, message time, and the four rules at the end of a window.

use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::calendar::MessageTime;
use meldingsflyt::model::{EndOfWindow, Parts};
use meldingsflyt::random::Law;
use meldingsflyt::time::Duration;

pub fn cases() -> Vec<Case> {
    let mut cases = closing();
    cases.extend(rules());
    cases.extend(no_split());
    cases.extend(message_time());
    cases
}

pub fn case(name: &'static str, parts: Parts, expected: &[&'static str]) -> Case {
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

fn clerk(sent: &str, rule: EndOfWindow) -> Parts {
    let mut parts = town("2026-06-01", 1, &[sent]);
    parts.staff[0].end_of_window = rule;
    parts
}

fn rules() -> Vec<Case> {
    // A second clerk, listed later, stays until 16:00: she takes up at 15:30 what is handed back, 2 minutes are left.
    let mut relieved = clerk("2026-06-01 15:28", EndOfWindow::HandBack);
    relieved.staff.push(group("kveld", MERKANTIL, &[INNTAK]));
    relieved.staff[4].roster = weekdays(&[("15:30", "16:00")]);
    // Alone, she takes up her own handed-back case next morning.
    let alone = clerk("2026-06-01 15:28", EndOfWindow::HandBack);
    vec![
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
            clerk("2026-06-01 15:28", EndOfWindow::Finish),
            &[
                "06-01 15:28 inn/0 begun inntak merkantil#1",
                "06-01 15:32 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
    ]
}

fn no_split() -> Vec<Case> {
    // A drawn time of 8 hours fits into no window of 7½: Monday 09:00-15:30 is 6½, Tuesday 08:00-09:30 the rest.
    let mut long = clerk("2026-06-01 09:00", EndOfWindow::NoSplit);
    let hours = |hours| Duration::HOUR.times(hours);
    long.departments[0].sorting =
        Law::empirical_weighted(&[(hours(8), 1_000_000_000_000), (hours(9), 1)]).expect("times");
    vec![
        case(
            "no_split: not begun on Monday",
            clerk("2026-06-01 15:28", EndOfWindow::NoSplit),
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
            clerk("2026-06-01 15:26", EndOfWindow::NoSplit),
            &[
                "06-01 15:26 inn/0 begun inntak merkantil#1",
                "06-01 15:30 inn/0 ended inntak merkantil#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        Case {
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
        },
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
