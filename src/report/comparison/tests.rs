//! Verdicts, costs and words of a comparison, on made-up figures.

use super::*;
use crate::calendar::CalendarSpec;
use crate::experiment::Size;
use crate::experiment::comparison::compare;
use crate::experiment::testing::parts;
use crate::measures::Frame;
use crate::model::Model;
use crate::text::Lang;

/// Three variants: the baseline again, a dearer and better one, one that is only noise.
fn with(check: impl Fn(&Comparison<'_>)) {
    let model = Model::new(parts()).unwrap();
    let axes = Frame::new(&model).axes;
    let kpis = panel(&axes, None);
    let value = |plan: usize, kpi: &Kpi, k: u64| {
        let noise = (k * 7 % 11) as f64 / 1000.0;
        let luck = if k.is_multiple_of(2) { 0.001 } else { -0.001 };
        let by = [0.0, 0.0, 0.02, luck][plan];
        match kpi.id {
            "cost" => 650_000.0 * if plan == 2 { 2.0 } else { 1.0 },
            "on_time" => 1000.0 * (0.9 + noise + by),
            _ => 0.9 + noise + by,
        }
    };
    let rows = |plan: usize, range: std::ops::Range<u64>| {
        Ok(range.map(|k| kpis.iter().map(|kpi| Some(value(plan, kpi, k))).collect()).collect())
    };
    let compared = compare(3, Size::Fixed(40), 0, rows);
    let plan =
        |key: &str| Plan { key: key.into(), title: key.into(), words: crate::text::difference::all(&[]) };
    let plans = [plan(""), plan("samme"), plan("bedre"), plan("støy")];
    let deadline = DeadlineNote::of(&model.deadline, &CalendarSpec::default());
    check(&Comparison { compared: &compared, plans: &plans, kpis: &kpis, deadline: &deadline, weeks: 26 });
}

#[test]
fn a_plan_against_itself_differs_by_exactly_nothing() {
    with(|comparison| {
        for family in [Family::Overall, Family::Unit, Family::Inbox, Family::Group] {
            for (_, line) in comparison.lines(family).iter().filter(|(_, line)| line.plan == 1) {
                let difference = line.paired.difference;
                assert_eq!((difference.mean, difference.lower, difference.upper), (0.0, 0.0, 0.0));
                assert!(line.verdict.is_none_or(|verdict| verdict == Verdict::Undecided));
            }
        }
    });
}

#[test]
fn what_is_good_depends_on_the_figure() {
    with(|comparison| {
        let lines = comparison.lines(Family::Overall);
        let verdict = |plan, id| {
            let of = |(figure, line): &&(usize, Line)| line.plan == plan && comparison.kpis[*figure].id == id;
            lines.iter().find(of).unwrap().1.verdict.unwrap()
        };
        assert_eq!(verdict(2, "within_limit"), Verdict::Better);
        assert_eq!(verdict(2, "waiting"), Verdict::Worse);
        assert_eq!(verdict(2, "cost"), Verdict::Worse);
        assert_eq!(verdict(3, "within_limit"), Verdict::Undecided);
    });
}

#[test]
fn an_additional_reply_has_a_price_where_both_are_known() {
    with(|comparison| {
        // 650,000 kroner a year more; 20 replies more in half a year are 40 a year.
        let cost = comparison.cost_per_reply(2).unwrap();
        assert!((cost - 650_000.0 / 40.0).abs() < 1e-6, "{cost}");
        assert_eq!((comparison.cost_per_reply(1), comparison.cost_per_reply(3)), (None, None));
    });
}

#[test]
fn holm_shares_one_level_over_variants_and_units() {
    with(|comparison| {
        let units = comparison.lines(Family::Unit);
        let rows = units.iter().filter(|(figure, _)| comparison.kpis[*figure].id == "within_limit").count();
        let better = units.iter().find(|(_, line)| line.plan == 2).unwrap().1;
        assert!(rows > 3 && better.p_value >= better.paired.p_value);
    });
}

#[test]
fn the_answer_is_in_both_languages() {
    with(|comparison| {
        let said = answer(comparison, Lang::Nb);
        assert!(said.contains("bedre: 92,5 % innen 5 virkedager mot 90,5 %: +2,0 prosentpoeng"), "{said}");
        assert!(said.contains("16250 kr per ekstra svar i tide."), "{said}");
        assert!(said.contains("uavklart: ") && said.contains("+0,0 prosentpoeng"), "{said}");
        let said = answer(comparison, Lang::En);
        assert!(said.contains("better: 92.5 % within 5 working days against 90.5 %: +2.0 points"), "{said}");
        for table in tables(comparison) {
            assert!(!table.rows.is_empty(), "{}", table.name.en);
        }
    });
}
