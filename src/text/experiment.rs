//! What `compare`, `staff` and `explore` say beside their answers.

use super::arguments::meant;
use super::{Lang, Words, either, escaped, number};

pub fn reports(lang: Lang, folder: &str) -> String {
    let folder = escaped(folder);
    either(lang, format!("Rapporter: {folder}"), format!("Reports: {folder}"))
}

pub fn resume_without_folder(lang: Lang) -> String {
    either(
        lang,
        "--resume: trenger en mappe å fortsette i. Legg til -o MAPPE.".into(),
        "--resume: needs a folder to go on in. Add -o FOLDER.".into(),
    )
}

pub fn no_such_variant(lang: Lang, found: &str, near: Option<&str>, names: &str) -> String {
    let found = escaped(found);
    let names = match (names.is_empty(), lang) {
        (true, Lang::Nb) => " Scenarioet har ingen varianter.".to_owned(),
        (true, Lang::En) => " The scenario has no variants.".to_owned(),
        (false, Lang::Nb) => format!(" Det finnes: {}.", escaped(names)),
        (false, Lang::En) => format!(" There are: {}.", escaped(names)),
    };
    let near = meant(lang, near);
    either(
        lang,
        format!("VARIANT = {found}: scenarioet har ingen slik variant.{near}{names}"),
        format!("VARIANT = {found}: the scenario has no such variant.{near}{names}"),
    )
}

pub fn nothing_to_compare(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!(
            "{path}: scenarioet har ingen varianter å sammenligne. Skriv for eksempel [variant.en-mer] med set = {{ … }}."
        ),
        format!(
            "{path}: the scenario has no variants to compare. Write for example [variant.one-more] with set = {{ … }}."
        ),
    )
}

/// After an interruption; what is finished is kept as shards where there is a folder.
pub fn interrupted(lang: Lang, folder: Option<&str>) -> String {
    match (folder.map(escaped), lang) {
        (Some(folder), Lang::Nb) => {
            format!(
                "Avbrutt. Det som var ferdig, er beholdt i {folder}. Samme kommando med --resume fortsetter der."
            )
        }
        (Some(folder), Lang::En) => {
            format!(
                "Interrupted. What was finished is kept in {folder}. The same command with --resume goes on there."
            )
        }
        (None, Lang::Nb) => "Avbrutt.".to_owned(),
        (None, Lang::En) => "Interrupted.".to_owned(),
    }
}

/// Kept trials that are run again, as another program or another content of the scenario made them.
pub fn other_origin(lang: Lang, trials: usize) -> String {
    either(
        lang,
        format!(
            "--resume: programmet eller scenarioet er endret siden sist; {trials} påbegynte forsøk kjøres på nytt."
        ),
        format!(
            "--resume: the program or the scenario has changed since; {trials} kept trials are run again."
        ),
    )
}

pub fn unreadable(lang: Lang, path: &str, error: &std::io::Error) -> String {
    let (path, why) = (escaped(path), super::arguments::why(error));
    either(
        lang,
        format!("{path}: kan ikke leses: {}.", why.nb),
        format!("{path}: cannot be read: {}.", why.en),
    )
}

pub fn no_certificate(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!(
            "--verify = {path}: dette er ikke et sertifikat fra staff. Velg sertifikat.json i en rapportmappe."
        ),
        format!(
            "--verify = {path}: this is no certificate of staff. Choose sertifikat.json of a report's folder."
        ),
    )
}

pub fn nothing_certified(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!(
            "--verify = {path}: sertifikatet sier at ingen bemanning er bevist; det er ikke noe å prøve."
        ),
        format!(
            "--verify = {path}: the certificate says that no staffing is proved; there is nothing to try."
        ),
    )
}

pub fn other_scenario(lang: Lang, certificate: &str, scenario: &str) -> String {
    let (certificate, scenario) = (escaped(certificate), escaped(scenario));
    either(
        lang,
        format!(
            "--verify = {certificate}: gjelder et annet innhold enn {scenario} har nå. Bruk filen som sertifikatet ble laget av, eller kjør staff på nytt."
        ),
        format!(
            "--verify = {certificate}: is about other content than {scenario} has now. Use the file that it was made from, or run staff again."
        ),
    )
}

pub fn nothing_varies(lang: Lang) -> String {
    either(
        lang,
        "Det står ikke hva som kan varieres. Skriv [question] i scenarioet, eller --vary staff.NAVN.count=1..8.".into(),
        "Nothing says what may vary. Write [question] in the scenario, or --vary staff.NAME.count=1..8.".into(),
    )
}

pub fn no_goal(lang: Lang) -> String {
    either(
        lang,
        "Det finnes ikke noe mål. Skriv deadline.goal eller question.goal i scenarioet.".into(),
        "There is no goal. Write deadline.goal or question.goal in the scenario.".into(),
    )
}

pub fn bad_vary(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!(
            "--vary = {found}: skriv for eksempel staff.lunge-merkantil.count=1..8 eller staff.lunge-merkantil.position=60%..100%:20%."
        ),
        format!(
            "--vary = {found}: write for example staff.lunge-merkantil.count=1..8 or staff.lunge-merkantil.position=60%..100%:20%."
        ),
    )
}

pub fn no_such_group(lang: Lang, found: &str, near: Option<&str>) -> String {
    let found = escaped(found);
    let near = meant(lang, near);
    either(
        lang,
        format!("{found}: scenarioet har ingen slik gruppe.{near}"),
        format!("{found}: the scenario has no such group.{near}"),
    )
}

pub fn varied_twice(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("--vary: {path} står to ganger. Skriv den én gang."),
        format!("--vary: {path} stands there twice. Write it once."),
    )
}

pub fn bad_goal(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--goal = {found}: skriv ANDEL:VIRKEDAGER, for eksempel 95%:5."),
        format!("--goal = {found}: write SHARE:WORKING_DAYS, for example 95%:5."),
    )
}

pub fn bad_each(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--each = {found}: skriv department, service eller municipality."),
        format!("--each = {found}: write department, service or municipality."),
    )
}

pub fn each_without_goal(lang: Lang) -> String {
    either(
        lang,
        "--each: gjelder andelen innen virkedagene, og den har ikke noe mål. Legg til --goal 95%:5.".into(),
        "--each: is about the share within working days, which has no goal. Add --goal 95%:5.".into(),
    )
}

pub fn bad_time(lang: Lang, option: &str, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{option} = {found}: skriv en tid over null, for eksempel 8h eller 90min."),
        format!("{option} = {found}: write a time above zero, for example 8h or 90min."),
    )
}

pub fn no_such_inbox(lang: Lang, found: &str, near: Option<&str>) -> String {
    let found = escaped(found);
    let near = meant(lang, near);
    either(
        lang,
        format!("--mean-wait = {found}: scenarioet har ingen slik innboks.{near}"),
        format!("--mean-wait = {found}: the scenario has no such inbox.{near}"),
    )
}

pub fn bad_cost(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!(
            "--cost = {found}: skriv staff.NAVN=KRONER per årsverk, for eksempel staff.lunge-leger=1200000."
        ),
        format!(
            "--cost = {found}: write staff.NAME=KRONER a year of a full position, for example staff.lunge-leger=1200000."
        ),
    )
}

pub fn no_price(lang: Lang, groups: &str) -> String {
    let groups = escaped(groups);
    either(
        lang,
        format!("Prisen mangler for {groups}, og andre grupper har pris. Legg til --cost staff.NAVN=KRONER."),
        format!("{groups} have no price, and other groups have one. Add --cost staff.NAME=KRONER."),
    )
}

pub fn bad_confidence(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--confidence = {found}: skriv en andel fra 50 % til under 100 %, for eksempel 95%."),
        format!("--confidence = {found}: write a share from 50 % to below 100 %, for example 95%."),
    )
}

/// What a goal of a share is about.
pub fn within(days: u32, unit: Option<&str>) -> Words {
    let of = |before: &str| unit.map_or(String::new(), |unit| format!(" {before} {}", escaped(unit)));
    Words {
        nb: format!("besvart innen {days} virkedager{}", of("i")),
        en: format!("answered within {days} working days{}", of("in")),
    }
}

pub fn mean_reply() -> Words {
    Words { nb: "fra mottak til svar i gjennomsnitt".into(), en: "from receipt to reply on average".into() }
}

pub fn mean_wait(inbox: &str) -> Words {
    let inbox = escaped(inbox);
    Words { nb: format!("gjennomsnittlig ventetid i {inbox}"), en: format!("mean wait in {inbox}") }
}

pub fn mean_wait_of_all() -> Words {
    Words { nb: "gjennomsnittlig ventetid i innboks".into(), en: "mean wait in an inbox".into() }
}

/// A plan that is being simulated, for the progress line.
pub fn trying(lang: Lang, plan: &str) -> String {
    either(lang, format!("Prøver {plan}"), format!("Trying {plan}"))
}

/// `± 0,8 prosentpoeng`
pub fn sharpness(lang: Lang, half_width: f64) -> String {
    let points = half_width * 100.0;
    either(
        lang,
        format!("± {} prosentpoeng", number::with_comma(points, 2)),
        format!("± {} points", number::fixed(points, 2)),
    )
}

/// `97,1 % (96,0–98,2)`, or hours: what is known by now of the figure that is being proved.
pub fn by_now(lang: Lang, share: bool, [mean, lower, upper]: [f64; 3]) -> String {
    let shown = |value: f64| match (share, lang) {
        (true, Lang::Nb) => number::with_comma(value * 100.0, 1),
        (true, Lang::En) => number::fixed(value * 100.0, 1),
        (false, Lang::Nb) => number::with_comma(value, 1),
        (false, Lang::En) => number::fixed(value, 1),
    };
    let unit = if share { "%" } else { "h" };
    format!("{} {unit} ({}–{})", shown(mean), shown(lower), shown(upper))
}

pub fn bad_range(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!(
            "--vary = {found}: skriv NØKKEL=FRA..TIL eller NØKKEL=FRA..TIL:STEG, hver nøkkel én gang, for eksempel demand.kommune-til-lunge.per_week=15..30:5."
        ),
        format!(
            "--vary = {found}: write KEY=FROM..TO or KEY=FROM..TO:STEP, each key once, for example demand.kommune-til-lunge.per_week=15..30:5."
        ),
    )
}

pub fn too_many_points(lang: Lang, found: usize, most: usize) -> String {
    either(
        lang,
        format!(
            "--vary: rutenettet har {found} punkter, høyst {most}. Bruk større steg, eller --points ANTALL."
        ),
        format!("--vary: the grid has {found} points, at most {most}. Use larger steps, or --points COUNT."),
    )
}

pub fn every_point_refused(lang: Lang, first: &str) -> String {
    either(
        lang,
        format!("--vary: scenarioet avviser hvert punkt. Det første: {first}"),
        format!("--vary: the scenario refuses every point. The first: {first}"),
    )
}

pub fn too_many_keys(lang: Lang, found: usize, most: usize) -> String {
    either(
        lang,
        format!("--vary: {found} nøkler, høyst {most} sammen med --points."),
        format!("--vary: {found} keys, at most {most} together with --points."),
    )
}
