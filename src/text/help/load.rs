//! What the commands of the load test and their options do, in a line.

/// As in `options`.
pub(super) const HELP: &[(&str, &str, &str, &str)] = &[
    (
        "load",
        "",
        "Lasttest: sender scenarioets meldinger til en ekte meldingstjener og gjør opp for hver av dem.",
        "Load test: sends the scenario's messages to a real message server and accounts for each of them.",
    ),
    (
        "load run",
        "",
        "Sender meldingene når de skal sendes, måler fra da, og sier hva det ble av hver av dem.",
        "Sends messages when they are due, measures from then, and says what became of each.",
    ),
    (
        "load find-max",
        "",
        "Finner den høyeste farten som holder alle scenarioets krav, med intervall.",
        "Finds the highest rate that meets all the scenario's thresholds, with an interval.",
    ),
    (
        "load selftest",
        "",
        "Prøver lasttesten på seg selv: det den melder ved siden av det regningen sier.",
        "Tries the load test on itself: what it reports beside what arithmetic says.",
    ),
    ("", "target", "Meldingstjeneren, for eksempel http://127.0.0.1:8080", "The message server, for example http://127.0.0.1:8080"),
    ("", "inside", "Tjenerens inside-grensesnitt, der innboksene vises", "The server's inside interface, which shows inboxes"),
    (
        "",
        "rate",
        "Fart i stedet for scenarioets tider: 100@60s, 0..500@1m,500@10m [meldinger i sekundet]",
        "Rate in place of the scenario's times: 100@60s, 0..500@1m,500@10m [messages a second]",
    ),
    ("", "poisson", "Tilfeldige mellomrom (Poisson) i stedet for jevne", "Random gaps (Poisson) in place of even ones"),
    ("", "trace", "Sekunder fra starten, ett tall på hver linje (CSV)", "Seconds from the start, one a line (CSV)"),
    (
        "",
        "closed",
        "Lukket løkke: så mange underveis så lenge. Skjuler ventetid; bare for kapasitet",
        "Closed loop: so many under way for so long. Hides waiting; for capacity only",
    ),
    ("", "compress", "Scenarioets tid går så mange ganger fortere", "The scenario's time goes so many times faster"),
    ("", "connections", "Høyst så mange forbindelser samtidig", "At most so many connections at once"),
    ("", "timeout", "Så lenge ventes det på et svar", "So long an answer is waited for"),
    (
        "",
        "retry_for",
        "Så lenge prøves en melding som ikke ble tatt imot, på nytt",
        "So long a message that was not taken is tried again",
    ),
    ("", "poll", "Så ofte ses det etter i tomme innbokser", "So often empty inboxes are looked into"),
    ("", "drain", "Så lenge ventes det på det som er underveis til slutt", "So long what is on its way is waited for in the end"),
    ("", "receiver_pause", "Tid hver melding tar mottakerne utenfor", "Time that each message takes receivers outside"),
    (
        "",
        "max_send_lag",
        "Er mer enn 0,1 % av meldingene tatt opp senere enn dette, er kjøringen ugyldig",
        "If more than 0.1 % of the messages are taken up later than this, the run is invalid",
    ),
    (
        "",
        "allow_host",
        "Vert utenfor denne maskinen som kan kalles (kan gjentas; scenarioet må også tillate den)",
        "Host beside this machine that may be called (may be repeated; the scenario must allow it, too)",
    ),
    ("", "ca", "Utstedere det stoles på for https (PEM)", "Authorities that are trusted for https (PEM)"),
    ("", "auth", "Innlogging: none, bearer:FIL eller helseid:FIL", "Login: none, bearer:FILE or helseid:FILE"),
    ("", "repeats", "Antall gjentak av søket", "Number of repeats of the search"),
    ("load run", "output", "Mappe for rapportene [reports/<scenario>-load]", "Folder for the reports [reports/<scenario>-load]"),
];
