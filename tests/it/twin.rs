//! Simulation and server side by side, stepped: every route, outcome and verdict is equal.

use crate::msh::server::Server;
use meldingsflyt::demand::Demand;
use meldingsflyt::load::{RunId, World};
use meldingsflyt::model::Model;
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::twin::{self, Acted, Stage, What};
use std::path::Path;

/// Some weeks of the department's scenario, acted out on a server that was started with these arguments.
fn acted(server: &[&str]) -> Acted {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let mut parts = scenario::load(&path, &Overrides::default()).expect("a shipped scenario").parts;
    (parts.period.weeks, parts.period.warm_up_weeks) = (3, 1);
    parts.events.clear();
    parts.staff.iter_mut().for_each(|group| group.vacations.clear());
    let model = Model::new(parts).expect("sound");
    let demand = Demand::compile(&model).expect("sound");
    let world = World::new(model, demand, 1, true);
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[&["--test-clock", "--relaxed"], server].concat());
    let stage =
        Stage { run: RunId::new(1), outside: server.outside, inside: server.inside, wait: Box::new(|_| {}) };
    twin::act(&world, stage).expect("the server answers")
}

#[test]
fn the_server_does_what_the_simulation_does() {
    let Acted { findings, calls } = acted(&[]);
    let shown: Vec<String> = findings.differences.iter().take(10).map(|d| format!("{d:?}")).collect();
    assert!(shown.is_empty(), "{} differences:\n{}", findings.differences.len(), shown.join("\n"));
    assert!(findings.requests > 100 && calls > 1_000, "{} requests, {calls} calls", findings.requests);
    for what in What::ALL {
        assert!(findings.compared[what as usize] > 20, "{what:?}: {:?}", findings.compared);
    }
}

/// A server that is not the simulation's twin is found out: here its department lets the senders choose the group.
#[test]
fn another_server_is_told_apart() {
    let Acted { findings, .. } = acted(&["--set", "department.lunge.intake=direct"]);
    assert!(findings.differences.iter().any(|difference| difference.what == What::Route));
}
