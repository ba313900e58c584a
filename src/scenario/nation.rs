//! A whole country, made up: 357 municipalities, 20 trusts, 610 departments, about ten million requests a year.
//!
//! Every number is synthetic, and the scenario says so. It is as large as the real thing, and no more than that: its
//! purpose is to show that a nation can be simulated. The same text each time.

use std::fmt::Write;

/// As `new NAME --from` has it.
pub const NAME: &str = "nasjonal";
/// The table beside it.
pub const TABLE: &str = "kommuner-nasjonal.csv";

const MUNICIPALITIES: u32 = 357;
const TRUSTS: u32 = 20;
/// Requests per inhabitant and year in each direction.
const REQUESTS: f64 = 0.9;
/// Services of the largest trust, most asked for first; a smaller one has the first of them.
const SERVICES: [&str; 40] = [
    "Ortopedisk kirurgi",
    "Psykisk helsevern for voksne",
    "Hjertesykdommer",
    "Geriatri",
    "Nevrologi",
    "Onkologi",
    "Kirurgi",
    "Lungesykdommer",
    "Fordøyelsessykdommer",
    "Barnesykdommer",
    "Fødselshjelp og kvinnesykdommer",
    "Urologi",
    "Endokrinologi",
    "Fysikalsk medisin og rehabilitering",
    "Øre-nese-hals",
    "Revmatologi",
    "Nyresykdommer",
    "Infeksjonssykdommer",
    "Blodsykdommer",
    "Karkirurgi",
    "Øyesykdommer",
    "Psykisk helsevern for barn og unge",
    "Rusbehandling",
    "Alderspsykiatri",
    "Hudsykdommer",
    "Gastrokirurgi",
    "Bryst- og endokrinkirurgi",
    "Habilitering for voksne",
    "Habilitering for barn",
    "Palliasjon",
    "Smertebehandling",
    "Nevrokirurgi",
    "Thoraxkirurgi",
    "Plastikkirurgi",
    "Kjevekirurgi",
    "Allergologi",
    "Søvnsykdommer",
    "Overvektsbehandling",
    "Arbeidsmedisin",
    "Anestesiologi",
];
/// The first so many services have a ward as well.
const WITH_WARD: usize = 20;

/// The scenario and its table of municipalities.
pub fn texts() -> (String, String) {
    let mut text = HEAD.to_owned();
    (1..=TRUSTS).for_each(|trust| one_trust(&mut text, trust));
    text.push_str(FOOT);
    (text, table())
}

/// Synthetic: a few large ones and many small ones.
fn inhabitants(rank: u32) -> u32 {
    700_000 / rank + 5_000 * (MUNICIPALITIES - rank) / MUNICIPALITIES + 150
}

fn table() -> String {
    let mut table = "nummer;navn;innbyggere;mal\n".to_owned();
    for rank in 1..=MUNICIPALITIES {
        let template = if inhabitants(rank) < 6_000 { "liten" } else { "stor" };
        line(&mut table, format_args!("{};Kommune {rank:03};{};{template}", 9_000 + rank, inhabitants(rank)));
    }
    table
}

/// Those whose rank leaves the same rest as the trust's number.
fn municipalities(trust: u32) -> impl Iterator<Item = u32> {
    (trust..=MUNICIPALITIES).step_by(TRUSTS as usize)
}

/// Relative to one another; only proportions count.
fn weight(service: usize) -> u32 {
    1_200 / (service as u32 + 8)
}

fn one_trust(text: &mut String, trust: u32) {
    let services = SERVICES.len() - (trust as usize - 1);
    let people: u32 = municipalities(trust).map(inhabitants).sum();
    let whole: u32 = (0..services).map(weight).sum();
    let key = format!("sykehus{trust:02}");
    line(
        text,
        format_args!("\n[hospital.{key}]\nname = \"Sykehus {trust:02}\"\ntrust = \"Foretak {trust:02}\""),
    );
    for (index, service) in SERVICES.iter().enumerate().take(services) {
        let a_week = f64::from(people) * REQUESTS / 52.18 * f64::from(weight(index)) / f64::from(whole);
        department(text, &format!("a{trust:02}-{index:02}"), (&key, service), (a_week, index < WITH_WARD));
    }
    let all: Vec<String> =
        municipalities(trust).map(|rank| format!("\"municipality.kommune-{rank:03}\"")).collect();
    let weights: Vec<String> = SERVICES
        .iter()
        .enumerate()
        .take(services)
        .map(|(i, name)| format!("\"{name}\" = {}", weight(i)))
        .collect();
    let (all, weights) = (all.join(", "), weights.join(", "));
    line(
        text,
        format_args!(
            "[demand.til-{key}]\nlike = \"template.til-sykehus\"\nfrom = [{all}]\nto = \"hospital.{key}\"\nweights = {{ {weights} }}"
        ),
    );
    line(
        text,
        format_args!(
            "[demand.fra-{key}]\nlike = \"template.fra-sykehus\"\nfrom = \"hospital.{key}\"\nto = [{all}]"
        ),
    );
}

fn department(text: &mut String, key: &str, (hospital, service): (&str, &str), (a_week, ward): (f64, bool)) {
    let (groups, serves) = if ward {
        (
            format!("{{ {key}-pol = \"70 %\", {key}-post = \"30 %\" }}"),
            format!("\"{key}-pol\", \"{key}-post\""),
        )
    } else {
        (format!("{{ {key}-pol = \"100 %\" }}"), format!("\"{key}-pol\""))
    };
    let template = if ward { "avdeling" } else { "poliklinikk" };
    line(
        text,
        format_args!(
            "[department.{key}]\nlike = \"template.{template}\"\nhospital = \"{hospital}\"\nname = \"{service}, {hospital}\"\nservices = [\"{service}\"]\nwork_groups = {groups}"
        ),
    );
    // People enough for the work that comes, to the nearest whole above it. Two clerks at least: what waits while a
    // single one is sick brings calls, calls come before all else, and the more wait the more call.
    let clerks = ((a_week * CLERK_MINUTES / CLERK_HOURS / 60.0 / LOAD) as u32 + 1).max(2);
    let doctors = (a_week * DOCTOR_MINUTES / DOCTOR_HOURS / 60.0 / LOAD) as u32 + 1;
    line(
        text,
        format_args!(
            "[staff.{key}-merkantil]\nlike = \"template.merkantil\"\ncount = {clerks}\nserves = [\"{key}-inntak\", {serves}]"
        ),
    );
    line(
        text,
        format_args!("[staff.{key}-leger]\nlike = \"template.lege\"\ncount = {doctors}\nserves = [{serves}]"),
    );
}

/// Minutes of work that a request brings to clerks and to doctors, and hours that one of them has for it in a week
/// on average over a year.
const CLERK_MINUTES: f64 = 10.5;
const CLERK_HOURS: f64 = 15.0;
const DOCTOR_MINUTES: f64 = 8.5;
const DOCTOR_HOURS: f64 = 2.0;
/// How busy they are then.
const LOAD: f64 = 0.75;

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).and_then(|()| text.write_char('\n')).expect("a text takes what is written");
}

const HEAD: &str = include_str!("nation/head.toml");
const FOOT: &str = include_str!("nation/foot.toml");
