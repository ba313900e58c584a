//! The STRESS-DES checklist (Monks and others, 2019, "Strengthening the reporting of empirical simulation studies",
//! *Journal of Simulation* 13:55–67): its 24 items, and what the program can say of each.
//!
//! A `None` is for the planner to write.

use super::{Name, Words, sentences};

/// Number and name of the items.
pub const ITEMS: [(&str, Name); 24] = [
    ("1.1", Name::new("Formålet med modellen", "Purpose of the model")),
    ("1.2", Name::new("Modellens resultater", "Model outputs")),
    ("1.3", Name::new("Målet med forsøkene", "Experimentation aims")),
    ("2.1", Name::new("Oversikt over modellen", "Base model overview")),
    ("2.2", Name::new("Modellens logikk", "Base model logic")),
    ("2.3", Name::new("Scenarioenes logikk", "Scenario logic")),
    ("2.4", Name::new("Algoritmer", "Algorithms")),
    ("2.5.1", Name::new("Enheter", "Entities")),
    ("2.5.2", Name::new("Aktiviteter", "Activities")),
    ("2.5.3", Name::new("Ressurser", "Resources")),
    ("2.5.4", Name::new("Køer", "Queues")),
    ("2.5.5", Name::new("Inngang og utgang", "Entry and exit points")),
    ("3.1", Name::new("Datakilder", "Data sources")),
    ("3.2", Name::new("Bearbeiding av data", "Pre-processing")),
    ("3.3", Name::new("Inndata", "Input parameters")),
    ("3.4", Name::new("Forutsetninger", "Assumptions")),
    ("4.1", Name::new("Oppstart", "Initialisation")),
    ("4.2", Name::new("Kjøringens lengde", "Run length")),
    ("4.3", Name::new("Beregning av resultatene", "Estimation approach")),
    ("5.1", Name::new("Programvare", "Software or programming language")),
    ("5.2", Name::new("Tilfeldige tall", "Random sampling")),
    ("5.3", Name::new("Modellens gjennomføring", "Model execution")),
    ("5.4", Name::new("Maskin", "System specification")),
    ("6.1", Name::new("Tilgang til modellen", "Computer model sharing statement")),
];

pub const GAP: Name = Name::new("Skrives av planleggeren:", "For the planner to write:");

sentences! {
    purpose() =
        "hvilken beslutning studien skal støtte, hvem som tar den, og når.",
        "which decision the study supports, who takes it, and when.";
    outputs(expected, limit) =
        "Andel forespørsler besvart innen {expected} og innen {limit} virkedager, i alt og for hver avdeling, tjeneste og kommune; køer og ventetid i hver innboks; svartid; hva tiden til sene svar gikk til; hvordan de ansattes tid brukes; hva som returneres.",
        "Share of requests answered within {expected} and within {limit} working days, in all and by department, service and municipality; queues and waits of each inbox; reply time; what the time of late answers went to; how staff time is used; what is returned.";
    aim_run() =
        "Å anslå tallene for én plan.", "To estimate the figures of one plan.";
    aim_variants(count) =
        "Å sammenligne {count} planer på de samme meldingene.", "To compare {count} plans on the same messages.";
    aim_staff() =
        "Å finne den minste bemanningen som når målet, og bevise det på nye gjentak.",
        "To find the least staffing that meets the goal, and to prove it on fresh replications.";
    aim_sweep() =
        "Å vise hvordan tallene endrer seg over et område av verdier.",
        "To show how the figures change over a range of values.";
    aim_sensitivity() =
        "Å finne hvilken antakelse svaret avhenger mest av.", "To find on which assumption the answer depends most.";
    aim_load() =
        "Å måle hva en meldingstjener gjør med scenariets meldinger.", "To measure what a message server does with the scenario's messages.";
    aim_goal(percent, days) =
        " Målet er {percent} innen {days} virkedager.", " The goal is {percent} within {days} working days.";
    overview(hospitals, departments, municipalities, inboxes) =
        "Sykehus: {hospitals}, avdelinger: {departments}, kommuner: {municipalities}, innbokser: {inboxes}. En forespørsel går fra avsender til mottakerens overordnede arbeidsgruppe, videre til en arbeidsgruppe, og tilbake som svar; figuren «Hvor går meldingene?» viser hvor mange.",
        "Hospitals: {hospitals}, departments: {departments}, municipalities: {municipalities}, inboxes: {inboxes}. A request goes from its sender to the recipient's parent group, on to a work group, and back as a reply; the chart \"Where do messages go?\" shows how many.";
    logic() =
        "Forespørselen mottas, ventes på, sorteres og videresendes (av og til feil), besvares i ett eller to steg, returneres hvis den er feil bruk, eller trekkes tilbake. Mangler noe, spørres avsenderen. Fristen løper fra mottak. Hele logikken: docs/model.md, del 2.",
        "A request is received, waits, is sorted and forwarded (sometimes wrongly), is answered in one or two steps, returned if it is misuse, or withdrawn. If something is missing the sender is asked. The deadline runs from receipt. All of it: docs/model.md, section 2.";
    scenarios(list) = "Planene: {list}.", "The plans: {list}.";
    algorithms(rule) =
        "Fristregelen {rule} på norske virkedager; køordenen og hvem som tar hvilken sak står i scenarioet; tildeling etter hvert øyeblikk, i filens rekkefølge (docs/model.md, 2.4–2.6).",
        "The deadline rule {rule} on Norwegian working days; the order of queues and who takes which case stand in the scenario; assignment after every instant, in the order of the file (docs/model.md, 2.4–2.6).";
    entities(rows) =
        "Dialogmeldinger: forespørsler, svar, returer, oppfølginger og telefonsamtaler. De kommer fra {rows} rader med etterspørsel, hver med egen andel hastesaker, mangler og feil bruk.",
        "Dialogue messages: requests, replies, returns, follow-ups and calls. They come from {rows} rows of demand, each with its own shares of urgency, flaws and misuse.";
    activities() =
        "Sortering, videresending, svar, avklaring med avsender, lesing av svar, telefon, retur. Tidene er fordelinger i scenarioet.",
        "Sorting, forwarding, answering, asking back, reading replies, telephone, returning. Times are distributions in the scenario.";
    resources(groups, persons) =
        "{groups} grupper med {persons} personer. Hver har arbeidstid, stilling, meldingstid, ferie og sykefravær, og betjener sine innbokser i rekkefølge.",
        "{groups} groups with {persons} persons. Each has hours, a position, message time, vacation and sick leave, and serves its inboxes in order.";
    queues(inboxes) =
        "{inboxes} innbokser uten øvre grense. Ordenen (etter ankomst, frist, hast eller annet) står i scenarioet.",
        "{inboxes} inboxes without limit. Their order (by arrival, deadline, urgency or otherwise) stands in the scenario.";
    entry(per_week) =
        "Inn: om lag {per_week} forespørsler i uken før sesong og travelhet. Ut: besvart, returnert eller trukket tilbake; resten er åpne når kjøringen slutter, og regnes med.",
        "In: about {per_week} requests a week before season and busyness. Out: answered, returned or withdrawn; the others are open when the run ends, and count.";
    sources(sourced, unsourced) =
        "Verdier med kilde: {sourced}. Uten kilde: {unsourced}. Hver kilde står i tabellen over forutsetninger.",
        "Values with a source: {sourced}. Without: {unsourced}. Each source stands in the table of assumptions.";
    preprocessing() =
        "hvordan egne tall er hentet ut, renset og gjort om til verdiene i scenarioet.",
        "how own figures were extracted, cleaned and made into the scenario's values.";
    inputs(values) =
        "Alle {values} verdier står i tabellen over forutsetninger, med dem svaret avhenger mest av først, og i scenariofilen.",
        "All {values} values stand in the table of assumptions, those on which the answer depends most first, and in the scenario file.";
    assumptions(unsourced) =
        "{unsourced} verdier er antakelser uten kilde og er merket slik. Folk arbeider jevnt og skynder seg ikke når køen vokser. Bare dialogmeldinger er med.",
        "{unsourced} values are assumptions without a source and are marked so. People work at a steady pace and do not hurry when the queue grows. Only dialogue messages are included.";
    initialisation(warm_up, backlog) =
        "{warm_up} uker simuleres før perioden og telles ikke med. Meldinger i kø ved start: {backlog}.",
        "{warm_up} weeks are simulated before the period and do not count. Messages waiting at the start: {backlog}.";
    run_length(weeks, start) =
        "{weeks} uker fra {start}; saker fra perioden følges til de er ferdige.",
        "{weeks} weeks from {start}; cases of the period are followed until they are closed.";
    run_length_hard(weeks, start) =
        "{weeks} uker fra {start}; kjøringen slutter da, og åpne saker regnes som åpne.",
        "{weeks} weeks from {start}; the run ends then, and open cases count as open.";
    estimation(replications, confidence) =
        "Gjentak: {replications}. Gjentaket er enheten; intervaller på nivå {confidence} (andeler på logit-skala, ellers Students t), forskjeller parvis på de samme meldingene, flere samtidig etter Holm.",
        "Replications: {replications}. The replication is the unit; intervals at level {confidence} (shares on the logit scale, else Student's t), differences paired on the same messages, several at once after Holm.";
    estimation_by_row(confidence) =
        "Gjentak: som tabellen sier for hver rad. Gjentaket er enheten; nivå {confidence} (andeler på logit-skala, ellers Students t), forskjeller parvis på de samme meldingene, flere samtidig etter Holm.",
        "Replications: as the table says in each row. The replication is the unit; level {confidence} (shares on the logit scale, else Student's t), differences paired on the same messages, several at once after Holm.";
    software(version) =
        "meldingsflyt {version}, skrevet i Rust for formålet; ingen simuleringspakke.",
        "meldingsflyt {version}, written in Rust for the purpose; no simulation package.";
    sampling(seed) =
        "Philox4x64-10, frø {seed}. Hvert trekk har sin egen adresse, så planer sammenlignes på de samme meldingene.",
        "Philox4x64-10, seed {seed}. Each draw has an address of its own, so that plans are compared on the same messages.";
    execution(arguments) =
        "Hendelsesstyrt, hele mikrosekunder. Gjentas bit for bit med: meldingsflyt {arguments}",
        "Discrete-event, whole microseconds. Repeated bit for bit with: meldingsflyt {arguments}";
    system() =
        "maskin og kjøretid, om det har betydning; resultatene avhenger ikke av dem.",
        "machine and run time, if they matter; the results do not depend on them.";
    sharing(scenario, hash) =
        "Programmet er åpent (MIT eller Apache-2.0). Scenario: {scenario}, SHA-256 {hash}.",
        "The program is open (MIT or Apache-2.0). Scenario: {scenario}, SHA-256 {hash}.";
}

/// Words of the first item are the planner's.
pub fn is_gap(number: &str) -> bool {
    ["1.1", "3.2", "5.4"].contains(&number)
}

/// The text of an item that is a gap.
pub fn gap(number: &str) -> Words {
    match number {
        "1.1" => purpose(),
        "3.2" => preprocessing(),
        _ => system(),
    }
}
