//! What a scenario may say besides the usual: outages, patience, gaps, batches, stages, steps, snapshots.

use super::{fault_lines, loads};
use crate::model::{Births, Discipline, Parts, Step};
use crate::random::{CountLaw, Law};
use crate::text::Lang;
use crate::time::{Duration, TimeOfDay};

fn minutes(count: i64) -> Duration {
    Duration::MINUTE.times(count)
}

/// The town of the tests with some lines more, or in place of others.
fn with(changes: &[(&str, &str)], more: &str) -> Parts {
    loads(&town(changes, more)).parts
}

fn town(changes: &[(&str, &str)], more: &str) -> String {
    let mut text = include_str!("more.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text + "\n" + more
}

fn faults(changes: &[(&str, &str)], more: &str) -> Vec<String> {
    fault_lines(&town(changes, more), Lang::En)
}

#[test]
fn an_outage_has_instants_of_the_scenarios_clock() {
    let parts = with(
        &[],
        "[outage.b]\nfrom = 2026-01-14T12:00:00\nto = \"2026-01-14 13:30\"\n[outage.a]\nfrom = 2026-01-12\nto = 2026-01-13\nrelease_over = \"1 h\"",
    );
    let [first, second] = &parts.transport.outages[..] else { panic!("two") };
    assert_eq!((first.key.as_str(), second.key.as_str()), ("a", "b"));
    assert_eq!(first.to - first.from, Duration::DAY);
    assert_eq!(first.release_over, Duration::HOUR);
    assert_eq!((second.to - second.from, second.release_over), (minutes(90), Duration::ZERO));
    assert_eq!(second.from - first.from, Duration::HOUR.times(60));
    let wrong = "[outage.a]\nfrom = 2026-01-14T12:00:00\nto = 2026-01-14T12:00:00\n[outage.b]\nfrom = 2025-01-14\nto = 2026-01-15";
    assert_eq!(faults(&[], wrong).len(), 2);
    let overlap =
        "[outage.a]\nfrom = 2026-01-14\nto = 2026-01-16\n[outage.b]\nfrom = 2026-01-15\nto = 2026-01-17";
    assert_eq!(faults(&[], overlap).len(), 1);
}

#[test]
fn a_hard_end_and_snapshots() {
    assert!(!with(&[], "").hard_end && with(&[], "").snapshots.is_empty());
    let hard = with(
        &[("weeks = 4", "weeks = 4\nend = \"hard\"")],
        "[report]\nsnapshots = [2026-01-06, 2026-01-05T08:00:00, 2026-01-06]",
    );
    assert!(hard.hard_end);
    let [first, second] = hard.snapshots[..] else { panic!("two, each once") };
    assert_eq!(second - first, Duration::HOUR.times(16));
    assert_eq!(faults(&[("weeks = 4", "weeks = 4\nend = \"soft\"")], "").len(), 1);
    assert_eq!(faults(&[], "[report]\nsnapshots = [2026-02-02, 2025-12-31, 5]").len(), 3);
}

#[test]
fn gaps_and_batches() {
    let rate = "per_week = 20";
    let plain = &with(&[], "").demand[0];
    assert!(matches!(plain.births, Births::Rate));
    assert_eq!(plain.batch, CountLaw::constant(1));
    let gaps = with(&[(rate, "gaps = { constant = \"20 min\" }\nbatch = 3")], "");
    assert!(matches!(&gaps.demand[0].births, Births::Gaps(law) if law.mean() == minutes(20)));
    assert_eq!(gaps.demand[0].batch, CountLaw::constant(3));
    let geometric = with(&[(rate, "per_week = 20\nbatch = { geometric = 2.5 }")], "");
    assert_eq!(geometric.demand[0].batch, CountLaw::geometric(2.5).unwrap());
    let counted = with(&[(rate, "per_week = 20\nbatch = { empirical = [1, 4, 1] }")], "");
    assert_eq!(counted.demand[0].batch, CountLaw::empirical(&[(1, 1), (1, 1), (4, 1)]).unwrap());
    for wrong in [
        "gaps = { constant = \"0 s\" }",
        "gaps = { constant = \"20 min\" }\nmisuse = { N2 = \"5 %\" }",
        "gaps = { constant = \"20 min\" }\nper_week = 20",
        "per_week = 20\nbatch = 0",
        "per_week = 20\nbatch = { geometric = 0.5 }",
        "per_week = 20\nbatch = { empirical = [] }",
        "per_week = 20\nbatch = { poisson = 2 }",
    ] {
        assert!(!faults(&[(rate, wrong)], "").is_empty(), "{wrong}");
    }
    let several = faults(
        &[
            (rate, "gaps = { constant = \"20 min\" }"),
            ("to = \"Lungesykdommer\"", "to = \"hospital.sykehus\""),
        ],
        "",
    );
    assert_eq!(several.len(), 1, "{several:?}");
}

#[test]
fn patience_correlation_and_the_telephone() {
    let plain = with(&[], "");
    assert!(plain.demand[0].patience.is_none() && plain.telephone.withdrawal.is_none());
    assert_eq!(plain.demand[0].day_to_day_correlation, 0.0);
    let lines = "per_week = 20\npatience = { exponential = \"3 d\" }\nday_to_day_correlation = 0.6";
    let phone =
        "[telephone]\nwithdrawal_call = { constant = \"3 min\" }\ncaller_time = { exponential = \"4 min\" }";
    let parts = with(&[("per_week = 20", lines)], phone);
    assert_eq!(parts.demand[0].patience, Some(Law::exponential(Duration::DAY.times(3)).unwrap()));
    assert_eq!(parts.demand[0].day_to_day_correlation, 0.6);
    assert_eq!(parts.telephone.withdrawal, Some(Law::constant(minutes(3)).unwrap()));
    assert_eq!(parts.telephone.caller, Some(Law::exponential(minutes(4)).unwrap()));
    assert_eq!(faults(&[("per_week = 20", "per_week = 20\nday_to_day_correlation = 1.0")], "").len(), 1);
}

#[test]
fn stages_and_wrong_ways() {
    let group = "[inbox.en]";
    let parts = with(
        &[(group, "[inbox.en]\nthen = { to = \"25 %\", tre = \"75 %\" }\nwrong_to = { tre = \"100 %\" }")],
        "",
    );
    let key = |inbox: &crate::model::InboxId| parts.inboxes[inbox.index()].key.clone();
    let inbox = |key: &str| parts.inboxes.iter().find(|inbox| inbox.key == key).unwrap();
    let then: Vec<(String, f64)> =
        inbox("en").then.iter().map(|(to, share)| (key(to), share.as_f64())).collect();
    assert_eq!(then, [("to".to_owned(), 0.25), ("tre".to_owned(), 0.75)]);
    let [(from, to)] = &parts.departments[0].wrong_to[..] else { panic!("one") };
    assert_eq!((key(from), key(&to[0].0), to.len()), ("en".to_owned(), "tre".to_owned(), 1));
    for wrong in [
        "then = { to = \"60 %\", tre = \"60 %\" }",
        "then = { en = \"60 %\" }",
        "then = { avdeling-inntak = \"60 %\" }",
        "then = { fire = \"60 %\" }",
        "wrong_to = { to = \"60 %\" }",
        "wrong_to = { en = \"100 %\" }",
        "wrong_to = { \"Saksbehandling@kommune\" = \"100 %\" }",
    ] {
        assert!(!faults(&[(group, &format!("{group}\n{wrong}"))], "").is_empty(), "{wrong}");
    }
    let chain = [
        (group, "[inbox.en]\nthen = { to = \"60 %\" }"),
        ("[inbox.to]", "[inbox.to]\nthen = { tre = \"60 %\" }"),
    ];
    assert_eq!(faults(&chain, "").len(), 1);
    // Who stands at the next stage must be able to do it.
    let nobody = [
        (group, "[inbox.en]\nthen = { to = \"60 %\" }"),
        ("[inbox.to]", "[inbox.to]\nanswered_by = { lege = \"100 %\" }"),
    ];
    assert!(!faults(&nobody, "").is_empty());
}

#[test]
fn people_without_limit_and_with_taste() {
    let staff = "count = 2";
    let parts = with(&[(staff, "count = \"unlimited\"")], "");
    assert!(parts.staff[0].unlimited && parts.staff[0].count == 1);
    assert_eq!(
        with(&[(staff, "count = 2\ncherry_picking = \"30 %\"")], "").staff[0].cherry_picking.as_f64(),
        0.3
    );
    for wrong in [
        "position = \"50 %\"",
        "end_of_window = \"hand_back\"",
        "sick_leave = { share = \"8 %\", mean_calendar_days = 5 }",
    ] {
        let lines = format!("count = \"unlimited\"\n{wrong}");
        assert_eq!(faults(&[(staff, &lines)], "").len(), 1, "{wrong}");
    }
    assert_eq!(faults(&[(staff, "count = \"endless\"")], "").len(), 1);
}

#[test]
fn disciplines_and_laws_by_name() {
    for discipline in Discipline::ALL {
        let line = format!("[inbox.en]\ndiscipline = \"{}\"", discipline.name());
        let parts = with(&[("[inbox.en]", &line)], "");
        assert_eq!(parts.inboxes.iter().find(|inbox| inbox.key == "en").unwrap().discipline, discipline);
    }
    let law =
        "{ hyperexponential = { first_share = \"30 %\", first_mean = \"1 min\", second_mean = \"9 min\" } }";
    let parts = with(&[("[inbox.en]", &format!("[inbox.en]\nlook = {law}"))], "");
    let look = &parts.inboxes.iter().find(|inbox| inbox.key == "en").unwrap().look;
    assert_eq!(look.mean(), Duration::SECOND.times(396));
    assert_eq!(
        faults(&[("[inbox.en]", "[inbox.en]\nlook = { hyperexponential = { first_share = \"30 %\" } }")], "")
            .len(),
        2
    );
}

#[test]
fn steps_of_any_length() {
    let profile = |text: &str| {
        let line = format!("per_week = 20\nprofile = {text}");
        with(&[("per_week = 20", &line)], "").demand[0].profile.clone()
    };
    let step = |from: &str, weight| Step { from: TimeOfDay::parse(from).unwrap(), weight };
    let quarters =
        profile("{ mon = [1, 2, 3, 4], tue-fri = { \"08:20\" = 3, \"08:00\" = 1.5, \"15:30\" = 0 } }");
    assert_eq!(
        quarters.0[0],
        [step("00:00", 1.0), step("06:00", 2.0), step("12:00", 3.0), step("18:00", 4.0)]
    );
    assert_eq!(quarters.0[4], [step("08:00", 1.5), step("08:20", 3.0), step("15:30", 0.0)]);
    assert!(quarters.0[5].is_empty());
    for wrong in [
        "{ mon = [] }",
        "{ mon = [1, 2, 3, 4, 5, 6, 7] }",
        "{ mon = { \"24:00\" = 1 } }",
        "{ mon = { \"08:00\" = -1 } }",
        "{ mon = { \"06:00\" = 0 } }",
    ] {
        let line = format!("per_week = 20\nprofile = {wrong}");
        assert!(!faults(&[("per_week = 20", &line)], "").is_empty(), "{wrong}");
    }
}

#[test]
fn people_of_a_template_are_a_table() {
    let template = "[template.egen]\nservices = [\"Saksbehandling\"]\nstaff = { alle = 3 }";
    let lines = faults(&[], template);
    assert!(lines.iter().any(|line| line.contains("template.egen.staff.alle = 3")), "{lines:#?}");
}
