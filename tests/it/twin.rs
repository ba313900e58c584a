//! Simulation and server side by side, stepped: every route, outcome and verdict is equal.

use crate::msh::server::Server;
use meldingsflyt::model::Model;
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::simulation::Prepared;
use meldingsflyt::twin::{self, Acted, Stage, What};
use std::path::Path;

/// The department's scenario with these settings, acted out on a server that was started with those.
fn acted(set: &[(&str, &str)], server: &[&str]) -> Acted {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let overrides = Overrides { variant: None, set };
    let scenario = scenario::load(&path, &overrides).expect("a shipped scenario");
    let prepared = Prepared::new(Model::new(scenario.parts).expect("sound")).expect("sound");
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[&["--test-clock", "--relaxed"], server].concat());
    let stage = Stage {
        seed: 1,
        replication: 0,
        run: "test".to_owned(),
        outside: server.outside,
        inside: server.inside,
        wait: Box::new(|_| {}),
    };
    twin::act(&prepared, stage).expect("the server answers")
}

const SHORT: [(&str, &str); 2] = [("period.weeks", "3"), ("period.warm_up_weeks", "1")];

#[test]
fn the_server_does_what_the_simulation_does() {
    let Acted { findings, calls } = acted(&SHORT, &[]);
    let shown: Vec<String> = findings.differences.iter().take(10).map(|d| format!("{d:?}")).collect();
    assert!(shown.is_empty(), "{} differences:\n{}", findings.differences.len(), shown.join("\n"));
    assert!(findings.requests > 200 && calls > 2_000, "{} requests, {calls} calls", findings.requests);
    for what in What::ALL {
        assert!(findings.compared[what as usize] > 20, "{what:?}: {:?}", findings.compared);
    }
}

/// A server that is not the simulation's twin is found out: here its department lets the senders choose the group.
#[test]
fn another_server_is_told_apart() {
    let Acted { findings, .. } = acted(&SHORT, &["--set", "department.lunge.intake=\"direct\""]);
    assert!(findings.differences.iter().any(|difference| difference.what == What::Route));
}
