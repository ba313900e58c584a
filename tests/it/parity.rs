//! The message server's route of a message is the simulation's: same inbox, same clause, for whole scenarios.

use crate::support::share;
use meldingsflyt::demand::{self, Addressing, Schedule};
use meldingsflyt::model::rules::{Clause, Misuse};
use meldingsflyt::model::{Intake, Model};
use meldingsflyt::random::Dice;
use meldingsflyt::routing::{Admission, Register, route};
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::simulation::Prepared;
use std::collections::BTreeMap;
use std::path::Path;

/// How many messages went which way.
type Ways = BTreeMap<String, u32>;

/// Routes each birth of a replication both ways.
fn compared(model: Model) -> Ways {
    let prepared = Prepared::new(model).expect("sound demand");
    let Prepared { model, demand } = &prepared;
    let register = Register::new(model);
    let addressing = Addressing::new(model, &register);
    let dice = Dice::new(1, 0);
    let mut schedule = Schedule::new(model, demand, dice);
    let mut ways = Ways::new();
    let end = model.observed().1;
    while let Some(birth) = schedule.next(model, demand, dice).filter(|birth| birth.at < end) {
        let stream = &demand.streams[birth.stream as usize];
        let born = demand::born(model, dice, stream, (birth.ordinal, birth.at));
        let Some(letter) = addressing.letter(model, dice, &born) else {
            assert_eq!(born.admission, Admission::NeverSent);
            *ways.entry("never sent".to_owned()).or_default() += 1;
            continue;
        };
        let way = match (born.admission, route(model, &register, &letter)) {
            (Admission::To(service), Ok(delivery)) => {
                let landing = demand::landing(model, dice, &born.request, service);
                assert_eq!((delivery.service, delivery.inbox), (service, landing), "{birth:?}");
                "delivered".to_owned()
            }
            (Admission::Refused(clause), Err(refusal)) => {
                assert_eq!(refusal.clause(), Some(clause), "{birth:?}");
                clause.name().to_owned()
            }
            (simulated, routed) => panic!("{birth:?}: {simulated:?}, but {routed:?}"),
        };
        *ways.entry(way).or_default() += 1;
    }
    ways
}

fn shipped(name: &str) -> Model {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"));
    let scenario = scenario::load(&path, &Overrides::default()).expect("a shipped scenario");
    Model::new(scenario.parts).expect("sound")
}

#[test]
fn whole_scenarios_are_routed_as_they_are_simulated() {
    for name in ["helse-bergen", "lunge-poliklinikk", "liten-kommune", "paaskeuka"] {
        let ways = compared(shipped(name));
        assert!(ways["delivered"] > 50, "{name}: {ways:?}");
    }
}

/// Under direct intake the sender's system chooses the work group, now and then a wrong one: the choice goes along.
#[test]
fn direct_intake_is_routed_as_it_is_simulated() {
    let mut parts = shipped("lunge-poliklinikk").parts().clone();
    parts.departments.iter_mut().for_each(|department| department.intake = Intake::Direct);
    let ways = compared(Model::new(parts).expect("sound"));
    assert!(ways["delivered"] > 100, "{ways:?}");
}

/// Misuse that an address shows is refused for the same clause.
#[test]
fn each_misuse_that_software_sees_is_seen() {
    let mut parts = shipped("lunge-poliklinikk").parts().clone();
    let misuse = [Misuse::A1, Misuse::A2, Misuse::A4, Misuse::A5, Misuse::N2];
    parts
        .demand
        .iter_mut()
        .for_each(|row| row.misuse = misuse.iter().map(|misuse| (*misuse, share(0.05))).collect());
    let ways = compared(Model::new(parts).expect("sound"));
    for clause in [Clause::A1, Clause::A2, Clause::A4, Clause::A5] {
        assert!(ways.get(clause.name()).is_some_and(|count| *count > 10), "{clause:?}: {ways:?}");
    }
}
