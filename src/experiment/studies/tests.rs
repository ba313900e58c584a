//! Small versions of what `bench studies` shows in full.

use super::*;
use crate::stats::student;

fn studies(count: u32, seed: u64) -> Studies {
    Studies { count, seed }
}

#[test]
fn laws_have_the_means_that_they_say() {
    let laws = [Years::Beta, Years::BetaAbove, Years::BadOneIn(10), Years::Humps(20), Years::QueueHumps(30)];
    for years in laws {
        let mut random = Sequence::new(5, "means");
        let values: Vec<f64> = (0..4000).map(|_| years.draw(&mut random)).collect();
        let found = student(&values, 1e-6).unwrap();
        assert!(found.contains(years.mean()), "{years:?}: {found:?}");
    }
}

/// 300 studies; four standard errors of a share of 5 % are 5.0 points. With Student's bound alone, one bad year in
/// 20 makes 27 % of the certificates of a low mean false: that is beyond 17 standard errors.
#[test]
fn few_certificates_are_false() {
    let laws = [Years::Beta, Years::BadOneIn(10), Years::Humps(20), Years::Queue, Years::QueueHumps(5)];
    for years in laws {
        let rate = false_certificates(&years, studies(300, 71));
        assert!(rate <= 0.05 + 0.05, "{years:?}: {rate}");
    }
}

/// 300 studies; three standard errors of a share of 95 % are 3.8 points.
#[test]
fn a_goal_two_points_below_is_certified() {
    let rate = power(&Years::BetaAbove, 0.94875, 120, studies(300, 72));
    assert!(rate >= 0.95 - 0.038, "{rate}");
    let rate = power(&Years::Beta, 0.97, 480, studies(100, 73));
    assert!(rate < 0.01, "nobody certifies a goal two points above: {rate}");
    // A mean wait of four fifths of its goal: 99.5 % in 4,000 studies.
    let rate = power(&Years::Queue, 12.5, 480, studies(300, 76));
    assert!(rate >= 0.95, "{rate}");
}

/// 400 studies: three standard errors are 3.3 points.
#[test]
fn intervals_cover() {
    for years in [Years::Beta, Years::Humps(30), Years::Queue, Years::QueueHumps(30)] {
        let rate = coverage(&years, rule(&years), 60, studies(400, 74));
        assert!((0.91..=0.985).contains(&rate), "{years:?}: {rate}");
        let half_width = if years.aim() == Aim::Higher { 0.005 } else { 1.0 };
        let rate = coverage_with_looks(&years, half_width, studies(400, 75));
        assert!(rate >= 0.95 - 0.033, "{years:?}: {rate}");
    }
}

#[test]
fn a_pool_is_the_law_of_its_years() {
    let years: Vec<f64> =
        (0..1000).map(|k| if k % 4 == 0 { 40.0 } else { 10.0 } + f64::from(k % 3)).collect();
    let pool = Pool::new(years, Aim::Lower).unwrap();
    assert!((pool.mean() - 18.5).abs() < 0.01, "{}", pool.mean());
    let (low, apart) = pool.humps();
    assert!(low == 0.75 && apart > 30.0, "{low} {apart}");
    assert!((pool.skewness() - 1.15).abs() < 0.05, "{}", pool.skewness());
    let mut random = Sequence::new(9, "pool");
    let drawn: Vec<f64> = (0..4000).map(|_| pool.draw(&mut random)).collect();
    assert!(student(&drawn, 1e-6).unwrap().contains(pool.mean()));
    assert!(Pool::new(vec![3.0; 9], Aim::Lower).is_none() && Pool::new(vec![3.0], Aim::Lower).is_none());
}

#[test]
fn luck_is_measured_and_bounded() {
    // Half of the baseline's luck is the variant's, too.
    let mut random = Sequence::new(3, "luck");
    let mut unit = || random.draw().open01();
    let (mut baseline, mut variant, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..4000 {
        let common = unit();
        baseline.push(common + unit());
        variant.push(common);
        alone.push(unit());
    }
    let found = luck(&baseline, &variant, &alone).unwrap();
    assert!((found.correlation - 0.5_f64.sqrt()).abs() < 0.03, "{found:?}");
    assert!((found.gain - 3.0).abs() < 0.25, "{found:?}");
    assert!(found.most > found.gain && found.most < 20.0, "{found:?}");
    assert_eq!(luck(&baseline, &baseline, &alone), None, "a plan against itself has no luck at all");
}
