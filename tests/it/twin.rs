//! Simulation and server side by side: stepped, every route, outcome and verdict is equal; on the wall clock the
//! people of the simulation do their work on the server; what is planted is seen, and named.

use crate::msh::server::{Server, program};
use meldingsflyt::demand::Demand;
use meldingsflyt::load::{Leg, RunId, World};
use meldingsflyt::model::Model;
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::twin::{self, Acted, Client, Distortion, Reply, Stage, What};
use serde_json::json;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;

/// Some weeks of the department's scenario.
fn world(weeks: u32, warm_up: u32) -> World {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let mut parts = scenario::load(&path, &Overrides::default()).expect("a shipped scenario").parts;
    (parts.period.weeks, parts.period.warm_up_weeks) = (weeks, warm_up);
    parts.events.clear();
    parts.staff.iter_mut().for_each(|group| group.vacations.clear());
    let model = Model::new(parts).expect("sound");
    let demand = Demand::compile(&model).expect("sound");
    World::new(model, demand, 1, true)
}

/// Acted out on a server that was started with these arguments, whose inside interface is reached by a detour.
fn acted_by(server: &[&str], detour: impl FnOnce(SocketAddr) -> SocketAddr) -> Acted {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[&["--test-clock", "--relaxed"], server].concat());
    let stage = Stage {
        run: RunId::new(1),
        outside: server.outside,
        inside: detour(server.inside),
        wait: Box::new(|_| {}),
    };
    twin::act(&world(3, 1), stage).expect("the server answers")
}

fn acted(server: &[&str]) -> Acted {
    acted_by(server, |inside| inside)
}

#[test]
fn the_server_does_what_the_simulation_does() {
    let Acted { findings, curves, waits, calls, ends, .. } = acted(&[]);
    let shown: Vec<String> = findings.differences.iter().take(10).map(|d| format!("{d:?}")).collect();
    assert!(shown.is_empty(), "{} differences:\n{}", findings.differences.len(), shown.join("\n"));
    assert!(findings.requests > 100 && calls > 1_000, "{} requests, {calls} calls", findings.requests);
    for what in What::ALL.into_iter().filter(|what| *what != What::Little) {
        assert!(findings.compared(what) > 20, "{what:?}: {}", findings.compared(what));
    }
    assert_eq!((findings.compared(What::Little), curves.area()), (2, waits.until(ends)));
    assert!(curves.area()[1] > 0 && waits.visits() > 100, "{:?}", curves.area());
}

/// A server that is not the simulation's twin is found out: here its department lets the senders choose the group.
#[test]
fn another_intake_is_told_apart() {
    assert!(acted(&["--set", "department.lunge.intake=direct"]).findings.differ(What::Route) > 0);
}

/// Everything goes the same way, but people would take the last first.
#[test]
fn another_discipline_is_told_apart() {
    let found = acted(&["--set", "inbox.lunge-poliklinikk.discipline=lifo"]).findings;
    assert_eq!(found.differ(What::Order), found.all_differences(), "{:?}", found.differences.first());
    assert!(found.differ(What::Order) > 0);
}

/// The server lets go of one lease: its holder cannot end the case, which waits where it should not.
#[test]
fn a_lost_lease_is_told() {
    let mut leases = 0;
    let lose = move |client: &mut Client, path: &str, reply: &Reply| {
        leases += u32::from(path.ends_with("/lease") && reply.status == 200);
        if leases == 30 {
            leases += 1;
            let lease = reply.json()["lease"].as_str().expect("a lease").to_owned();
            let released = client.call(("POST", &format!("/inside/v1/leases/{lease}/release")), "", 0);
            assert_eq!(released.expect("an answer").status, 204);
        }
    };
    let found = acted_by(&[], |inside| relay(inside, lose)).findings;
    let call = found.differences.iter().find(|difference| difference.what == What::Call);
    assert!(call.is_some_and(|call| call.found.starts_with("409")), "{call:?}");
    assert!(found.differ(What::Queue) > 0 && found.differ(What::Little) > 0);
}

/// Somebody forwards one message more: the people whose turn it is do not find it where it should wait.
#[test]
fn an_extra_forward_is_told() {
    let mut seen = 0;
    let forward = move |client: &mut Client, path: &str, reply: &Reply| {
        let message = reply.json();
        let waits = path.contains("/messages/") && message["inbox"] == "lunge-inntak";
        seen += u32::from(waits && message["place"] == "waiting");
        if seen != 10 {
            return;
        }
        seen += 1;
        let mut post = |path: &str, body: &str| client.call(("POST", path), body, 0).expect("an answer");
        let body = json!({ "messageId": message["id"], "seconds": 60 }).to_string();
        let leased = post("/inside/v1/inboxes/lunge-inntak/lease", &body).json();
        let lease = leased["lease"].as_str().expect("it waits").to_owned();
        let done = post(&format!("/inside/v1/leases/{lease}/forward"), r#"{"inbox":"lunge-sengepost"}"#);
        assert_eq!(done.status, 204);
    };
    let found = acted_by(&[], |inside| relay(inside, forward)).findings;
    let call = found.differences.iter().find(|difference| difference.what == What::Call);
    assert!(call.is_some_and(|call| call.found.starts_with("409")), "{call:?}");
    assert!(found.differ(What::Queue) > 0 && found.differ(What::Little) > 0);
}

/// Hands calls on to a server and tells of each answer before it is given.
fn relay(server: SocketAddr, mut told: impl FnMut(&mut Client, &str, &Reply) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it listens");
    std::thread::spawn(move || {
        let mut client = Client::new(server);
        for stream in listener.incoming().flatten() {
            let mut stream = BufReader::new(stream);
            while let Some((method, path, body, at)) = request(&mut stream) {
                let reply = client.call((&method, &path), &body, at).expect("an answer");
                told(&mut client, &path, &reply);
                let json = reply.json();
                let body = if json.is_null() { String::new() } else { json.to_string() };
                let head = format!("HTTP/1.1 {} -\r\nContent-Length: {}\r\n\r\n", reply.status, body.len());
                stream.get_mut().write_all((head + &body).as_bytes()).expect("it listens");
            }
        }
    });
    address
}

/// Method, path, body and the scenario's time; `None` at the end.
fn request(stream: &mut BufReader<TcpStream>) -> Option<(String, String, String, i64)> {
    let mut line = String::new();
    stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let (mut length, mut at) = (0, 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            None => break,
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(("meldingsflyt-time", value)) => at = value.parse().ok()?,
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some((method, path, String::from_utf8(body).ok()?, at))
}

/// Two weeks in a few seconds, on a server with a clock of its own: nothing goes another way. So fast, the clock
/// bends the scenario's time too much for a verdict, and the run says which pace would do.
#[test]
fn virtual_clerks_work_on_the_wall_clock() {
    const COMPRESSION: u32 = 100_000;
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &["--relaxed"]);
    let (outside, inside) = (server.outside, server.inside);
    let stage = Stage { run: RunId::new(1), outside, inside, wait: Box::new(|_| {}) };
    let world = world(2, 0);
    let acted = twin::play(&world, stage, COMPRESSION).expect("the server answers");
    for what in [What::Route, What::Outcome, What::Call] {
        let found = acted.findings.differences.iter().find(|difference| difference.what == what);
        assert_eq!((found, acted.findings.compared(what) > 20), (None, true), "{what:?}");
    }
    assert!(acted.findings.compared(What::Deadline) > 20 && acted.waits.visits() > 100);
    let counts = Leg::ALL.map(|leg| acted.lateness.of(leg).count());
    assert!(counts.iter().all(|count| *count > 10), "{counts:?}");
    // By the simulation the law holds of all that was looked at; only rests shorter than 2 ms were not.
    let [_, simulated, _] = acted.deviations().expect("there were queues");
    assert!(simulated < 0.02, "{simulated}");
    let distortion = Distortion::of(&acted, &world.model, COMPRESSION).expect("deeds were done");
    assert!(!distortion.is_valid() && distortion.largest.is_none_or(|most| most < COMPRESSION));
}

#[test]
fn a_run_that_distorts_too_much_is_invalid() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &["--relaxed"]);
    let (target, inside) = (format!("http://{}", server.outside), format!("http://{}", server.inside));
    // Without what lies outside a week in January.
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let text = std::fs::read_to_string(shipped).expect("a shipped scenario");
    let outside = ["vacation", "[event.paaske]", "from = 2026-03-30", "to = 2026-04-06"];
    let lines = text.lines().filter(|line| !outside.iter().any(|start| line.starts_with(start)));
    let scenario = folder.path().join("uke.toml");
    std::fs::write(&scenario, lines.collect::<Vec<_>>().join("\n")).expect("a folder");
    let scenario = scenario.to_str().expect("a path");
    let run = ["load", "run", scenario, "--lang", "en", "--target", &target, "--inside", &inside, "--twin"];
    let short = ["--set", "period.weeks=1", "--set", "period.warm_up_weeks=0", "--compress", "200000"];
    let output = program().args(run).args(short).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(12), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for sentence in ["INVALID: ", "1 % of the shortest handling time", "Little's law, L and λW: "] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let refused = program().args(run).args(["--rate", "1@1s"]).output().expect("it runs");
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("--twin sends when the scenario does"), "{said}");
}
