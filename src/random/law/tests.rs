//! The laws of times against their closed formulas, and their draws against their distributions.

use super::*;
use crate::random::{Dice, Purpose, child};
use crate::stats::Share;
use proptest::prelude::*;

fn minutes(count: i64) -> Duration {
    Duration::MINUTE.times(count)
}

fn at(u: f64) -> Uniform {
    Uniform::from_word((u * 18_446_744_073_709_551_616.0) as u64)
}

/// One law of each kind, by the name under which the tests below know it.
fn laws() -> Vec<(&'static str, Law)> {
    let share = Share::from_f64(0.3).unwrap();
    let weighted = [(minutes(9), 2), (minutes(2), 5), (minutes(4), 0), (minutes(30), 3)];
    [
        ("constant", Law::constant(minutes(3))),
        ("exponential", Law::exponential(minutes(10))),
        ("log-normal", Law::log_normal(minutes(10), 0.8)),
        ("gamma", Law::gamma(minutes(10), 0.5)),
        ("gamma, wide", Law::gamma(minutes(10), 1.6)),
        ("weibull", Law::weibull(minutes(10), 1.7)),
        ("weibull by scale", Law::weibull_with_scale(minutes(10), 0.6)),
        ("erlang", Law::erlang(minutes(10), 3)),
        ("hyperexponential", Law::hyperexponential(share, minutes(2), minutes(20))),
        ("triangular", Law::triangular(minutes(5), minutes(8), minutes(20))),
        ("uniform", Law::uniform(minutes(5), minutes(20))),
        ("empirical", Law::empirical_weighted(&weighted)),
    ]
    .map(|(name, law)| (name, law.unwrap()))
    .to_vec()
}

fn law(name: &str) -> Law {
    laws().into_iter().find(|(n, _)| *n == name).expect("a law of the list").1
}

/// Microseconds at u = 0.001, 0.25, 0.5, 0.9, 0.9999, by SciPy 1.17. A table may be 10⁻⁷ off.
#[test]
fn quantiles_agree_with_scipy() {
    let known: [(Law, [i64; 5]); 10] = [
        (law("exponential"), [600300, 172609243, 415888308, 1381551056, 5526204223]),
        (law("log-normal"), [53307529, 291541265, 468521286, 1153961738, 6408231479]),
        (law("gamma"), [64282862, 380298032, 550809112, 1002117460, 2387072100]),
        (law("gamma, wide"), [24, 33077016, 211646285, 1701812442, 10935528165]),
        (law("weibull"), [11563499, 323132604, 542044932, 1098336514, 2482494859]),
        (law("weibull by scale"), [6005, 75221025, 325731945, 2409040298, 24281604653]),
        (law("erlang"), [38106676, 345459884, 534812063, 1064464068, 2785634124]),
        (law("hyperexponential"), [324688, 115733816, 424834185, 2335092192, 10624398514]),
        (law("triangular"), [312727922, 502862998, 630790021, 945441559, 1191950155]),
        (law("uniform"), [300900000, 525000000, 750000000, 1110000000, 1199910000]),
    ];
    for (law, micros) in known {
        let tabled = matches!(law.0, Form::Gamma { .. } | Form::Hyperexponential(_));
        for (u, expected) in [0.001, 0.25, 0.5, 0.9, 0.9999].into_iter().zip(micros) {
            let drawn = law.quantile(at(u)).micros();
            let allowed = 1.0 + if tabled { 1e-7 * expected as f64 } else { 0.0 };
            assert!((drawn - expected).abs() as f64 <= allowed, "{law:?} at {u}: {drawn} not {expected}");
        }
    }
}

/// A hash over the first 1,000 draws of each law: whoever changes one changes every result.
#[test]
fn draws_are_pinned() {
    let known: [(&str, u64); 12] = [
        ("constant", 0x7b896be1dd10f88a),
        ("exponential", 0xea568d88879da3ed),
        ("log-normal", 0x1fdaad38cc1d357d),
        ("gamma", 0x1867615b6992eb18),
        ("gamma, wide", 0x1d19b4c90e6b48af),
        ("weibull", 0xc00a69b8ef9c3116),
        ("weibull by scale", 0x3948ee929c2c647b),
        ("erlang", 0x50225c7b76736eff),
        ("hyperexponential", 0x14408a7d868654a1),
        ("triangular", 0xe8052c04059a3173),
        ("uniform", 0x15ccb3daba87eea3),
        ("empirical", 0xd7afaaf827306299),
    ];
    let dice = Dice::new(1, 0);
    let hash = |draw: &dyn Fn(Uniform) -> u64| {
        (0..1_000).fold(0, |hash, i| child(hash, 0, draw(dice.draw(Purpose::Work, 5, i))))
    };
    let drawn: Vec<(&str, u64)> =
        laws().iter().map(|(name, law)| (*name, hash(&|u| law.quantile(u).micros() as u64))).collect();
    assert_eq!(drawn, known);
    let geometric = CountLaw::geometric(3.5).unwrap();
    assert_eq!(hash(&|u| u64::from(geometric.quantile(u))), 0x6d86e41403db68b8);
    let busyness = GammaTable::new(0.15).unwrap();
    assert_eq!(hash(&|u| busyness.factor_at_score(u.normal_score()).to_bits()), 0xa962aa7719f293fb);
}

/// Mean and spread as stated, against the midpoint rule over u.
#[test]
fn moments_are_those_of_the_draws() {
    const N: u64 = 400_000;
    for (name, law) in laws() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for i in 0..N {
            let x = law.quantile(Uniform::from_word((2 * i + 1) * (u64::MAX / (2 * N)))).minutes();
            sum += x;
            squares += x * x;
        }
        let mean = sum / N as f64;
        let cv = (squares / N as f64 - mean * mean).max(0.0).sqrt() / mean;
        assert!((mean / law.mean().minutes() - 1.0).abs() < 2e-4, "{name}: mean {mean}");
        assert!((cv - law.cv()).abs() < 3e-3 * law.cv().max(1e-9), "{name}: cv {cv}, not {}", law.cv());
    }
}

#[test]
fn what_is_not_a_law_is_refused_in_a_sentence() {
    let (zero, short, long) = (Duration::ZERO, minutes(1), minutes(2));
    let negative = Duration::from_micros(-1);
    let third = Share::from_f64(0.3).unwrap();
    let refused = [
        Law::constant(negative),
        Law::exponential(zero),
        Law::exponential(Duration::DAY.times(400_000)),
        Law::log_normal(zero, 1.0),
        Law::log_normal(short, -0.1),
        Law::log_normal(short, f64::NAN),
        Law::gamma(short, f64::INFINITY),
        Law::gamma(short, 1e-9),
        Law::erlang(short, 0),
        Law::erlang(short, 10_001),
        Law::weibull(short, 0.0),
        Law::weibull_with_scale(negative, 1.0),
        Law::hyperexponential(third, zero, short),
        Law::hyperexponential(third, short, negative),
        Law::triangular(long, short, long),
        Law::triangular(short, long, short),
        Law::triangular(negative, short, long),
        Law::uniform(long, short),
        Law::uniform(negative, short),
        Law::empirical(&[]),
        Law::empirical(&[short, negative]),
        Law::empirical_weighted(&[(short, 0)]),
        Law::empirical_weighted(&[(short, u64::MAX), (long, 1)]),
    ];
    for (i, law) in refused.iter().enumerate() {
        let message = law.as_ref().expect_err(&format!("refused no. {i}"));
        assert!(message.len() > 20 && message.len() < 110, "{message}");
    }
}

#[test]
fn laws_that_do_not_vary_are_constants() {
    let (a, b) = (minutes(4), minutes(9));
    let constants = [
        Law::constant(a),
        Law::log_normal(a, 0.0),
        Law::gamma(a, 0.0),
        Law::uniform(a, a),
        Law::triangular(a, a, a),
        Law::empirical(&[a, a]),
        Law::empirical_weighted(&[(a, 3), (b, 0)]),
    ];
    for law in constants.map(Result::unwrap) {
        assert!(law.is_constant() && !law.is_random() && !law.is_zero());
        assert_eq!((law.mean(), law.cv(), law.max_possible()), (a, 0.0, Some(a)));
    }
    assert!(Law::constant(Duration::ZERO).unwrap().is_zero());
}

#[test]
fn laws_that_are_exponential_say_so() {
    let mean = minutes(7);
    let exponential = Law::exponential(mean);
    assert!(exponential.as_ref().unwrap().is_exponential());
    assert_eq!(Law::gamma(mean, 1.0), exponential);
    assert_eq!(Law::erlang(mean, 1), exponential);
    assert_eq!(Law::weibull(mean, 1.0), exponential);
    assert_eq!(Law::hyperexponential(Share::ONE, mean, minutes(1)), exponential);
    assert_eq!(Law::hyperexponential(Share::ZERO, minutes(1), mean), exponential);
    assert_eq!(Law::hyperexponential(Share::ZERO, mean, mean), exponential);
}

#[test]
fn bounds_are_known() {
    for (name, longest) in [("triangular", 20), ("uniform", 20), ("empirical", 30), ("constant", 3)] {
        assert_eq!(law(name).max_possible(), Some(minutes(longest)), "{name}");
        let last = law(name).quantile(Uniform::MAX);
        assert!(last <= minutes(longest) && minutes(longest) - last < Duration::from_micros(10), "{name}");
    }
    assert_eq!(law("erlang").max_possible(), None);
    assert_eq!(law("empirical").quantile(Uniform::MIN), minutes(2));
    let huge = Law::log_normal(Duration::DAY.times(300_000), 100.0).unwrap();
    assert_eq!(huge.quantile(Uniform::MAX).micros(), LONGEST as i64);
}

proptest! {
    #[test]
    fn draws_rise_with_u_and_stay_in_bounds(x: u64, y: u64) {
        let (low, high) = (Uniform::from_word(x.min(y)), Uniform::from_word(x.max(y)));
        for (name, law) in laws() {
            let longest = law.max_possible().unwrap_or(Duration::from_micros(LONGEST as i64));
            let drawn = [Uniform::MIN, low, high, Uniform::MAX].map(|u| law.quantile(u));
            prop_assert!(drawn.is_sorted(), "{}: {:?}", name, drawn);
            prop_assert!(drawn[0] >= Duration::ZERO && drawn[3] <= longest);
        }
    }

    #[test]
    fn neighbours_do_not_fall(word in 0..u64::MAX - (1 << 20), steps in 1u64..500) {
        let (low, high) = (Uniform::from_word(word), Uniform::from_word(word + (steps << 11)));
        for (name, law) in laws() {
            prop_assert!(law.quantile(low) <= law.quantile(high), "{}", name);
        }
    }

    #[test]
    fn any_accepted_parameters_draw_finite_times(
        word: u64, mean in 1i64..1_000_000_000_000, cv in 1e-4..100.0f64, shape in 0.1..100.0f64,
    ) {
        let mean = Duration::from_micros(mean);
        for law in [Law::log_normal(mean, cv), Law::gamma(mean, cv), Law::weibull(mean, shape)] {
            let law = law.unwrap();
            let drawn = [Uniform::MIN, Uniform::from_word(word), Uniform::MAX].map(|u| law.quantile(u));
            prop_assert!(drawn.is_sorted() && drawn[0] >= Duration::ZERO);
            prop_assert!(drawn[2].micros() <= LONGEST as i64);
        }
    }
}
