//! The highest rate that a server of known speed holds is its speed.

use crate::load::Leg;
use crate::load::find_max::{WHOLE, highest};
use crate::load::shape::Shape;
use crate::load::sink::Behaviour;
use crate::load::trial::Trial;
use crate::stats::Share;

/// A server that does 400 a second is asked for r a second for two seconds: the last tenth waits more than
/// 0.9 (r/400 − 1) · 2 s. That this is at most 0.15 s holds up to 433 a second.
#[test]
fn find_max_finds_the_speed_of_a_server_that_is_known() {
    let asked = Shape::parse("250@2s").expect("a shape");
    let most = Share::from_f64(0.9).expect("a share");
    let held = |scale| {
        let behaviour = Behaviour { capacity: Some(400), ..Behaviour::default() };
        let shape = asked.scaled(scale).expect("a shape");
        let left = Trial { shape, ..Trial::of("1@1s", behaviour) }.run()?;
        Ok(left.legs.of(Leg::Accepted).quantile(most).is_some_and(|nanos| nanos <= 150_000_000))
    };
    let scale = highest(held, 0.05).expect("a sink").expect("something holds");
    let found = 250.0 * scale as f64 / WHOLE as f64;
    assert!((340.0..450.0).contains(&found), "{found}");
}
