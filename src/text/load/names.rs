//! Names in the load test's tables: legs, findings, columns, verdicts.

use crate::text::Name;

/// Names of legs.
const LEGS: [Name; 8] = [
    Name::new("mottatt av tjeneren", "accepted"),
    Name::new("synlig i innboksen", "visible"),
    Name::new("hentet", "leased"),
    Name::new("videresendt", "forwarded"),
    Name::new("besvart", "answered"),
    Name::new("tilbake hos avsender", "returned"),
    Name::new("tjenerens egen tid", "service"),
    Name::new("verktøyets forsinkelse", "send_lag"),
];
/// Names of what the ledger finds.
const FINDINGS: [Name; 15] = [
    Name::new("feil i alt", "errors"),
    Name::new("levert", "delivered"),
    Name::new("åpen ved slutten", "open"),
    Name::new("avvist med rette", "rightly_refused"),
    Name::new("avvist med urette", "wrongly_refused"),
    Name::new("sluppet gjennom", "leaked"),
    Name::new("ikke plass hos tjeneren", "back_pressure"),
    Name::new("tapt", "lost"),
    Name::new("ikke kontrollert", "unverified"),
    Name::new("dobbelt", "duplicate"),
    Name::new("dobbelt etter nytt forsøk", "ambiguous_retry"),
    Name::new("feil sted", "misrouted"),
    Name::new("endret innhold", "corrupted"),
    Name::new("gått forbi en annen", "out_of_order"),
    Name::new("sendt flere ganger", "retried"),
];

fn named(list: &[Name], code: &str) -> Name {
    list.iter().copied().find(|name| name.en == code).unwrap_or(NOTHING)
}

/// A leg by its code.
pub fn leg(code: &str) -> Name {
    named(&LEGS, code)
}

/// A finding of the ledger by its code.
pub fn finding(code: &str) -> Name {
    named(&FINDINGS, code)
}

pub const NOTHING: Name = Name::new("ingen tall", "no figures");
pub const LEG_MEANING: Name = Name::new(
    "Strekning på meldingens vei; regnet fra da den skulle vært sendt",
    "Stretch of a message's way; counted from when it should have been sent",
);
pub const COUNT_MEANING: Name = Name::new("Hvor mange", "How many");
pub const MEAN_MEANING: Name = Name::new("Eksakt gjennomsnitt", "Exact mean");
pub const QUANTILE_MEANING: Name = Name::new("Så stor del tok ikke lengre tid", "This share took no longer");
pub const MAX_MEANING: Name = Name::new("Den som tok lengst tid", "The one that took longest");
pub const FINDING_MEANING: Name = Name::new(
    "Hva det ble av meldingene, og hva ellers ble sett",
    "What became of messages, and what else was seen",
);
pub const SHARE_MEANING: Name = Name::new("Andel av dem som ble sendt", "Share of those sent");
pub const NAMED_MEANING: Name = Name::new("De første meldingenes nummer", "Numbers of the first messages");
pub const THRESHOLD_MEANING: Name = Name::new("Scenarioets krav", "The scenario's threshold");
pub const FOUND_MEANING: Name = Name::new("Det som ble målt", "What was measured");
pub const MET_MEANING: Name = Name::new("Om kravet ble holdt", "Whether it was met");
pub const WHAT_MEANING: Name = Name::new("Hva tallet er", "What the figure is");
pub const VALUE_MEANING: Name = Name::new("Tallet", "The figure");
pub const PLANNED: Name = Name::new("planlagte meldinger", "planned");
pub const SENT: Name = Name::new("sendte meldinger", "sent");
pub const ACKNOWLEDGED: Name = Name::new("kvitterte meldinger (201)", "acknowledged");
pub const SECONDS: Name = Name::new("sekunder i alt", "seconds");
pub const RATE: Name = Name::new("meldinger per sekund", "rate_per_second");
pub const CPU: Name = Name::new("verktøyets CPU-sekunder", "cpu_seconds");
pub const CPU_EACH: Name = Name::new("CPU per melding (µs)", "cpu_each_us");
pub const LOGIN_COST: Name = Name::new("innlogging per kall (µs)", "login_each_us");
pub const CONNECTIONS: Name = Name::new("forbindelser åpnet", "connections");
pub const TIMER_USED: Name = Name::new("klokke", "timer");

/// The verdict of a run, by its code.
pub fn ending(code: &str) -> Name {
    match code {
        "done" => Name::new(
            "HOLDT: alle krav er møtt, og ingen løfter er brutt.",
            "HELD: all thresholds met, no promise broken.",
        ),
        "threshold" => Name::new("IKKE HOLDT: et krav er ikke møtt.", "NOT HELD: a threshold is not met."),
        "violation" => Name::new(
            "BRUDD: tjeneren brøt det en meldingstjener lover.",
            "VIOLATION: the server broke what a message server promises.",
        ),
        "invalid" => Name::new(
            "UGYLDIG: kjøringen sier ingenting om tjeneren.",
            "INVALID: the run says nothing of the server.",
        ),
        _ => Name::new("Tjeneren svarte aldri.", "The server never answered."),
    }
}
