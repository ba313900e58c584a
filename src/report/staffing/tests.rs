//! Sentences and certificates of made-up studies.

use super::*;
use crate::experiment::Stop;
use crate::experiment::staffing::Tried;
use crate::experiment::staffing::axis::Kind;
use crate::report::RunNote;
use crate::stats::{Aim, Bounds, Claim, Proof, Standing};
use crate::text::Lang;

fn tried(level: usize, standing: Standing, bounds: [f64; 3]) -> Tried {
    let [mean, lower, upper] = bounds;
    let proof = Proof { standing, replications: 120, bounds: vec![Some(Bounds { mean, lower, upper })] };
    Tried { point: vec![level], first: 655_360, alpha: 0.05, proof, met: vec![Some(0.9)] }
}

fn with(answer: Answer, check: impl Fn(&Staffing<'_>)) {
    let axes = [Axis {
        group: "lunge-merkantil".into(),
        role: "merkantil".into(),
        kind: Kind::Persons,
        levels: vec![1.0, 2.0, 3.0, 4.0],
        texts: ["1", "2", "3", "4"].map(str::to_owned).to_vec(),
        other: 0.8,
        price: None,
    }];
    let aims = Aims { claims: vec![Claim { aim: Aim::Higher, goal: 0.95 }], alpha: 0.05, guess: 0 };
    let goals =
        [Words { nb: "besvart innen 5 virkedager".into(), en: "answered within 5 working days".into() }];
    check(&Staffing { axes: &axes, aims: &aims, goals: &goals, answer: &answer, weeks: 52 });
}

fn found() -> Answer {
    Answer {
        candidates: vec![
            tried(3, Standing::Proved, [0.971, 0.956, 0.98]),
            tried(2, Standing::Refuted, [0.502, 0.48, 0.52]),
        ],
        proved: Some(0),
        searched: 90,
        ..Answer::default()
    }
}

#[test]
fn the_answer_is_a_sentence() {
    with(found(), |staffing| {
        let said = answer(staffing, Lang::Nb);
        let first = said.lines().next().unwrap();
        assert_eq!(
            first,
            "4 merkantile (3,2 årsverk) er nok: 97,1 % besvart innen 5 virkedager (minst 95,6 % med 95 % sikkerhet); \
             nådd i 9 av 10 simulerte år; med 3 faller det til 50,2 %."
        );
        assert!(said.contains("sjeldnere enn ett av 41 ville ikke ha vist seg"), "{said}");
        assert!(said.contains("\nDet neste trinnet ned er prøvd og ikke nok.\n"), "{said}");
        let said = answer(staffing, Lang::En);
        assert!(
            said.starts_with("4 clerks (3.2 full-time equivalents) are enough: 97.1 % answered"),
            "{said}"
        );
    });
}

#[test]
fn what_is_not_proved_is_an_answer_too() {
    let none =
        |standing, bounds| Answer { candidates: vec![tried(3, standing, bounds)], ..Answer::default() };
    with(none(Standing::Open, [0.951, 0.948, 0.954]), |staffing| {
        let said = answer(staffing, Lang::Nb);
        assert!(said.starts_with("For jevnt til å avgjøre med 4 merkantile (3,2 årsverk): 95,1 %"), "{said}");
        assert!(said.contains("(mellom 94,8 % og 95,4 %) etter 120 gjentak."), "{said}");
    });
    with(none(Standing::Refuted, [0.9, 0.89, 0.91]), |staffing| {
        assert!(answer(staffing, Lang::En).starts_with("Not proved: 4 clerks (3.2 full-time"), "refuted");
    });
    // The level below may be open: then it is not said to be too few.
    let mut open = found();
    open.candidates[1] = tried(2, Standing::Open, [0.949, 0.945, 0.953]);
    with(open, |staffing| {
        let said = answer(staffing, Lang::Nb);
        assert!(said.contains("; med 3 er det ikke bevist: 94,9 % (mellom 94,5 % og 95,3 %)."), "{said}");
    });
}

#[test]
fn persons_and_their_position_stand_together() {
    let axis = |group: &str, kind, text: &str| Axis {
        group: group.into(),
        role: "lege".into(),
        kind,
        levels: vec![1.0],
        texts: vec![text.to_owned()],
        other: 1.0,
        price: None,
    };
    let axes =
        [axis("a", Kind::Position, "62.5 %"), axis("b", Kind::Persons, "4"), axis("a", Kind::Persons, "2")];
    assert_eq!(called(&axes, &[0, 0, 0], Lang::Nb), "a 2 × 62,5 %, b 4");
}

#[test]
fn ten_of_ten_years_are_all_of_them() {
    for (met, said) in
        [(1.0, "nådd i 10 av"), (0.99, "nådd i mer enn 9 av"), (0.9, "nådd i 9 av"), (0.01, "færre enn 1 av")]
    {
        let mut answer = found();
        answer.candidates[0].met = vec![Some(met)];
        with(answer, |staffing| assert!(super::answer(staffing, Lang::Nb).contains(said), "{met}"));
    }
}

#[test]
fn an_interruption_claims_what_is_proved_and_no_more() {
    let cut = |mut answer: Answer| {
        answer.stopped = Some(Stop::Interrupted);
        answer
    };
    let mut proved = found();
    proved.candidates.pop();
    with(cut(proved), |staffing| {
        let said = answer(staffing, Lang::Nb);
        assert!(said.starts_with("4 merkantile (3,2 årsverk) er nok: 97,1 %"), "{said}");
        assert!(
            said.contains("Avbrutt: at det er nok, er bevist; om færre er nok, er ikke avgjort."),
            "{said}"
        );
        assert!(!said.contains("neste trinnet"), "{said}");
        let written = write_certificate(staffing, &RunNote::default(), Laid::default());
        assert!(written.contains("none: interrupted"), "{written}");
    });
    with(cut(Answer { searched: 30, ..Answer::default() }), |staffing| {
        let said = answer(staffing, Lang::En);
        assert!(said.starts_with("Interrupted before anything was proved.\n"), "{said}");
        assert!(said.contains("Replications: 30 to search, 0 others to prove."), "{said}");
    });
}

#[test]
fn a_certificate_reads_back() {
    with(found(), |staffing| {
        let run = RunNote { scenario_hash: "ab".into(), seed: u64::MAX, ..RunNote::default() };
        let set = [("a.b".to_owned(), "3".to_owned())];
        let options = [("goal".to_owned(), "95%:5".to_owned())];
        let laid = Laid { variant: Some("v"), set: &set, options: &options };
        let read = read_certificate(&write_certificate(staffing, &run, laid)).unwrap();
        assert_eq!((read.seed, read.alpha, read.scenario_hash.as_str()), (u64::MAX, 0.05, "ab"));
        assert_eq!((read.variant.as_deref(), read.set.as_slice()), (Some("v"), &set[..]));
        assert_eq!(read.options, options);
        assert_eq!(read.staffing, Some(vec![("staff.lunge-merkantil.count".to_owned(), "4".to_owned())]));
        assert_eq!(table(staffing).rows.len(), 2);
    });
    assert_eq!(read_certificate("{}"), None);
    assert_eq!(read_certificate("not JSON"), None);
}
