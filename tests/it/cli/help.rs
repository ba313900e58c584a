//! Help pages in bokmål and English; refusals of arguments.

use super::{Ran, run};
use std::path::Path;

fn call(arguments: &[&str]) -> Ran {
    run(Path::new("."), arguments)
}

const COMMANDS: [&[&str]; 23] = [
    &["load", "run"],
    &["load", "find-max"],
    &["load", "bench"],
    &["load", "selftest"],
    &["run"],
    &["staff"],
    &["compare"],
    &["explore", "sweep"],
    &["explore", "sensitivity"],
    &["bench", "studies"],
    &["bench", "optimum"],
    &["check"],
    &["new"],
    &["deadline"],
    &["edi", "check"],
    &["bench", "simulate"],
    &["completions"],
    &["man"],
    &["report"],
    &["msh"],
    &["bench", "route"],
    &["bench", "msh"],
    &["bench", "kills"],
];

/// The parser's own words.
const ENGLISH: [&str; 9] =
    ["Usage", "Options", "Commands", "Arguments", "Print ", "default", "possible", "error:", "help"];

#[test]
fn help_is_bokmal_and_on_request_english() {
    let mut pages = vec![call(&["--help"]), call(&["-h"])];
    pages.extend(COMMANDS.map(|command| call(&[command, &["--help"]].concat())));
    for page in &pages {
        assert_eq!((page.code, page.err.as_str()), (Some(0), ""));
        let words = page.out.replace("--help", "");
        for word in ENGLISH {
            assert!(!words.contains(word), "{word} in\n{}", page.out);
        }
        assert!(page.out.contains("\nBruk: meldingsflyt") && page.out.contains("\nValg:\n"), "{}", page.out);
        assert!(page.out.contains("Viser denne hjelpen"), "{}", page.out);
    }
    for command in COMMANDS {
        let page = call(&[&["--lang", "en"], command, &["--help"]].concat());
        assert!(page.out.contains("Usage: meldingsflyt ") && page.out.contains("\nArguments:\n"), "{page:?}");
        assert!(page.out.contains("Shows this help"), "{page:?}");
        assert!(!page.out.contains(['æ', 'ø', 'å', 'Ø']), "bokmål in\n{}", page.out);
    }
}

#[test]
fn every_option_has_help() {
    for command in COMMANDS {
        let page = call(&[command, &["--help"]].concat()).out;
        let bare = page.lines().filter(|line| {
            let mut words = line.split_whitespace();
            line.starts_with("  ") && words.next().is_some_and(|w| w.starts_with(['-', '<'])) && {
                line.trim_end().ends_with('>') || !line.trim().contains("  ")
            }
        });
        assert_eq!(bare.collect::<Vec<&str>>(), Vec::<&str>::new(), "{page}");
    }
}

#[test]
fn the_version_is_told() {
    let told = call(&["--version"]);
    assert_eq!(told.out, concat!("meldingsflyt ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
}

#[test]
fn without_a_command_help_goes_to_standard_error() {
    let told = call(&[]);
    assert_eq!((told.code, told.out.as_str()), (Some(2), ""));
    assert!(told.err.contains("Kommandoer:"));
}

#[test]
fn arguments_are_refused_in_the_language_asked_for() {
    let cases: [(&[&str], &str); 13] = [
        (
            &["chek", "x"],
            "chek: kommandoen finnes ikke. Mente du check? Det finnes: run, staff, compare, explore, report, check, new, deadline, edi, bench, load, msh, completions, man.",
        ),
        (
            &["--lang", "en", "chek"],
            "chek: there is no such command. Did you mean check? There are: run, staff, compare, explore, report, check, new, deadline, edi, bench, load, msh, completions, man.",
        ),
        (&["run"], "SCENARIO mangler."),
        (&["run", "--lang=en"], "SCENARIO is missing."),
        (&["run", "x", "--sed", "3"], "--sed: valget finnes ikke. Mente du --seed?"),
        (&["run", "x", "y"], "y: dette argumentet er ett for mye."),
        (&["run", "x", "--seed"], "--seed: verdien mangler."),
        (&["run", "x", "--seed", "1", "--seed", "2"], "--seed: er skrevet mer enn én gang."),
        (&["run", "x", "--json=3"], "--json: tar ingen verdi."),
        (&["run", "x", "--lang", "no"], "--lang = no: velg en av: nb, en."),
        (&["run", "x", "--lang=\u{1b}[2J"], "--lang = \\u{1b}[2J: velg en av: nb, en."),
        (&["check", "x", "--\u{7}"], "--\\u{7}: valget finnes ikke."),
        (&["new"], "NAVN mangler."),
    ];
    for (arguments, expected) in cases {
        let told = call(arguments);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert_eq!(told.err.lines().next(), Some(expected), "{arguments:?}");
        assert!(told.err.contains("meldingsflyt") && told.err.lines().count() == 2, "{}", told.err);
        assert_eq!(told, call(arguments), "the same bytes every time");
    }
}

#[test]
fn shells_get_completions_and_readers_a_manual() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = call(&["completions", shell]);
        assert_eq!((script.code, script.err.as_str()), (Some(0), ""));
        assert!(script.out.contains("deadline") && script.out.contains("simulate"), "{shell}");
    }
    let page = call(&["man"]);
    assert!(
        page.out.contains(".TH meldingsflyt 1") && page.out.contains("Simulerer dialogmeldinger"),
        "{page:?}"
    );
    let page = call(&["--lang=en", "man", "bench", "simulate"]).out;
    assert!(page.contains(".TH meldingsflyt-bench-simulate 1") && page.contains("About so many"), "{page}");
    let refused = call(&["man", "runn"]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""));
    assert!(
        refused.err.starts_with("KOMMANDO = runn: finnes ikke. Velg en av: run, staff, compare,"),
        "{}",
        refused.err
    );
}

#[test]
fn a_measurement_is_one_line_of_figures() {
    for (model, theory) in [("mm1", 9.0), ("net", 18.0)] {
        let told = call(&["bench", "simulate", model, "20000", "1"]);
        assert_eq!((told.code, told.err.as_str(), told.out.lines().count()), (Some(0), "", 1));
        let fields: Vec<&str> = told.out.trim_end().split(',').collect();
        assert_eq!((fields.len(), fields[0], fields[1]), (11, "meldingsflyt", model));
        let number = |field: usize| fields[field].parse::<f64>().unwrap_or_else(|_| panic!("{}", told.out));
        assert!((number(2) - 20_000.0).abs() < 5.0 * 20_000.0_f64.sqrt(), "{}", told.out);
        assert!(number(3) > 1.9 * number(2), "{}", told.out);
        assert!((0.5..2.0).contains(&(number(8) / number(9))), "{}", told.out);
        assert!(number(9) >= theory, "{}", told.out);
    }
    let refused = call(&["bench", "simulate", "mm1", "-5", "x"]);
    assert!(
        refused.err.starts_with("KUNDER = -5: ") && refused.err.contains("\nFRØ = x: "),
        "{}",
        refused.err
    );
    let refused = call(&["bench", "simulate", "mm2", "1000", "1"]);
    assert!(refused.err.contains("meldingsflyt bench simulate MODELL KUNDER FRØ"), "{}", refused.err);
    let refused = call(&["bench", "simulate", "mm1", "999", "1"]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""));
    assert!(refused.err.starts_with("KUNDER = 999: "), "{}", refused.err);
}
