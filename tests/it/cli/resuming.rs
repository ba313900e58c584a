//! Experiments that are killed, interrupted and gone on with: nothing finished is lost, and the end is the same.

use super::{Ran, names, program, run, tree, with_small};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const CALLS: [&[&str]; 4] = [
    &["compare", "small.toml", "--replications=60"],
    &["staff", "small.toml", "--vary=staff.merkantil.count=1..5"],
    &["explore", "sweep", "small.toml", "--vary=demand.til-lunge.per_week=10..30:5", "--replications=20"],
    &["explore", "sensitivity", "small.toml", "--most=4", "--replications=20"],
];

fn done(ended: &Ran) -> &str {
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    &ended.out
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    program(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Killed at instants drawn over the whole time that it takes, then gone on with: the same bytes as without,
/// whatever the number of threads.
#[test]
fn resuming_after_a_kill_gives_the_same_bytes() {
    let mut draw = 0x9e37_79b9_7f4a_7c15_u64;
    for call in CALLS {
        let folder = with_small();
        let begun = Instant::now();
        let first = run(folder.path(), &[call, &["-o", "whole", "--threads=1"]].concat());
        done(&first);
        let took = begun.elapsed();
        let again = [call, &["-o", "killed", "--threads=2", "--resume"]].concat();
        let mut stopped = 0;
        for _ in 0..8 {
            draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut child = program(folder.path())
                .args(&again)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(took.mul_f64((draw >> 40) as f64 / (1 << 24) as f64));
            stopped += usize::from(child.try_wait().unwrap().is_none());
            let _ = child.kill();
            child.wait().unwrap();
        }
        assert!(stopped > 0, "{call:?}: no run was stopped on its way");
        let last = run(folder.path(), &again);
        assert_eq!(done(&last).replace("killed", "whole"), first.out, "{call:?}");
        assert_eq!(last.err, first.err, "{call:?}: nothing is foreign");
        let trees = ["whole", "killed"].map(|name| tree(&folder.path().join(name)));
        assert!(trees[0] == trees[1], "{call:?}");
    }
}

/// Trials of another build of the program, or of other content of the scenario, are told and run again.
#[test]
fn trials_of_another_program_or_scenario_are_not_gone_on_with() {
    let folder = with_small();
    let call = ["compare", "small.toml", "en-til", "--replications=20", "-o", "r"];
    let resumed = [&call[..], &["--resume"]].concat();
    let first = run(folder.path(), &call);
    done(&first);
    let whole = tree(&folder.path().join("r"));
    let kept = run(folder.path(), &resumed);
    assert_eq!((done(&kept), kept.err.as_str()), (first.out.as_str(), first.err.as_str()));

    // The same program with a byte more at its end: the same version, another build.
    let other = folder.path().join("annen");
    let mut bytes = std::fs::read(env!("CARGO_BIN_EXE_meldingsflyt")).unwrap();
    bytes.push(0);
    std::fs::write(&other, bytes).unwrap();
    std::fs::set_permissions(
        &other,
        std::fs::metadata(env!("CARGO_BIN_EXE_meldingsflyt")).unwrap().permissions(),
    )
    .unwrap();
    let ended = loop {
        match Command::new(&other).current_dir(folder.path()).args(&resumed).output() {
            // Another test may be starting a program, and hold the file just written for that instant.
            Err(busy) if busy.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(20));
            }
            output => break Ran::from(output.unwrap()),
        }
    };
    assert_eq!(done(&ended), first.out);
    assert!(
        ended.err.contains("--resume: programmet eller scenarioet er endret siden sist; 2 "),
        "{}",
        ended.err
    );
    std::fs::remove_file(&other).unwrap();
    let ours = run(folder.path(), &resumed);
    assert!(ours.err.contains("--resume: programmet"), "{}", ours.err);
    assert!(tree(&folder.path().join("r")) == whole);

    let path = folder.path().join("small.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("per_week = 17", "per_week = 18")).unwrap();
    let changed = run(folder.path(), &resumed);
    assert!(changed.err.contains("--resume: programmet eller scenarioet er endret"), "{}", changed.err);
    let fresh = run(folder.path(), &[&call[..5], &["ny"]].concat());
    assert_eq!(done(&changed), fresh.out.replace("Rapporter: ny", "Rapporter: r"));
    let trees = ["r", "ny"].map(|name| tree(&folder.path().join(name).join("forsok")));
    assert!(trees[0] == trees[1], "nothing of the old scenario is left");
}

#[test]
fn an_interruption_keeps_what_is_finished() {
    let folder = with_small();
    let arguments = ["compare", "small.toml", "--replications=100000", "-o", "r"];
    for seconds in [1, 4, 16] {
        let child = start(folder.path(), &arguments);
        std::thread::sleep(Duration::from_secs(seconds));
        interrupt(&child);
        let ended: Ran = child.wait_with_output().unwrap().into();
        if ended.code.is_none() {
            // The machine was so busy that the program did not listen yet.
            continue;
        }
        assert_eq!(ended.code, Some(130), "{}", ended.err);
        assert!(ended.err.contains("Samme kommando med --resume fortsetter der."), "{}", ended.err);
        if names(folder.path()).iter().any(|name| name.contains("forsok")) {
            return;
        }
    }
    panic!("nothing was finished within a quarter of a minute");
}

/// Trials of candidates, which begin at replication 655,360, in a folder that is being written.
fn candidates(experiment: &Path) -> usize {
    let trials = std::fs::read_dir(experiment.join("forsok")).into_iter().flatten().flatten();
    let certifies = |trial: &std::fs::DirEntry| {
        let shards = std::fs::read_dir(trial.path()).into_iter().flatten().flatten();
        shards
            .map(|shard| shard.file_name().to_string_lossy().into_owned())
            .any(|name| name.starts_with("65536") && name.ends_with(".csv"))
    };
    trials.filter(certifies).count()
}

/// Ctrl-C while `staff` tries the level below one that is proved: the proof stays and is written, nothing is claimed of
/// fewer people, and going on ends with the same bytes.
#[test]
fn an_interrupted_staff_keeps_its_proof_and_claims_no_more() {
    let folder = with_small();
    // Two clerks are near this goal, so that the second study takes all of its 480 replications.
    let call = [
        "staff",
        "small.toml",
        "--vary=staff.merkantil.count=1..6",
        "--goal=58%:5",
        "--set=period.weeks=104",
        "--threads=1",
    ];
    let first = run(folder.path(), &[&call[..], &["-o", "whole"]].concat());
    assert_eq!(done(&first).lines().filter(|line| line.contains(" er nok: ")).count(), 1, "{}", first.out);
    let own = [&call[..], &["-o", "cut"]].concat();
    let mut child = start(folder.path(), &own);
    while candidates(&folder.path().join("cut")) < 2 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    interrupt(&child);
    let ended: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(ended.code, Some(130), "{} {}", ended.out, ended.err);
    assert!(ended.out.contains(" er nok: "), "{}", ended.out);
    assert!(
        ended.out.contains("Avbrutt: at det er nok, er bevist; om færre er nok, er ikke avgjort."),
        "{}",
        ended.out
    );
    assert!(ended.err.contains("Samme kommando med --resume fortsetter der."), "{}", ended.err);
    let text = std::fs::read_to_string(folder.path().join("cut/sertifikat.json")).unwrap();
    let certificate: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&certificate["proved"], &certificate["interrupted"]), (&true.into(), &true.into()));
    assert!(certificate["minimality"].as_str().unwrap().starts_with("none: interrupted"), "{text}");
    let last = run(folder.path(), &[&own[..], &["--resume"]].concat());
    assert_eq!(done(&last).replace("cut", "whole"), first.out);
    let trees = ["whole", "cut"].map(|name| tree(&folder.path().join(name)));
    assert!(trees[0] == trees[1]);
}

/// Ctrl-C while `staff` searches: nothing is proved, and it says so.
#[test]
fn a_staff_interrupted_in_its_search_says_that_nothing_is_proved() {
    let folder = with_small();
    let call =
        ["staff", "small.toml", "--vary=staff.merkantil.count=1..6", "--set=period.weeks=104", "-o", "r"];
    let trials = folder.path().join("r/forsok");
    // On a machine that stands still at the wrong instant the proof may come before the signal: once more.
    for _ in 0..5 {
        let _ = std::fs::remove_dir_all(&trials);
        let mut child = start(folder.path(), &call);
        let none = || std::fs::read_dir(&trials).map_or(0, |trials| trials.count()) == 0;
        while none() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        interrupt(&child);
        let ended: Ran = child.wait_with_output().unwrap().into();
        if ended.code == Some(130) && ended.out.starts_with("Avbrutt før noe var bevist.\n") {
            assert!(ended.err.contains("Samme kommando med --resume fortsetter der."), "{}", ended.err);
            assert!(!folder.path().join("r/sertifikat.json").exists(), "there is nothing to certify");
            return;
        }
    }
    panic!("the search was never interrupted");
}
