//! What the commands for engineers and their options do, in a line: documents, message server, benchmarks.

/// As in `options`.
pub(super) const HELP: &[(&str, &str, &str, &str)] = &[
    ("edi", "", "Leser meldinger (XML).", "Reads messages (XML)."),
    (
        "edi check",
        "",
        "Sier hva dokumenter er, og lister alle avvik med linje og kode. Slutter med 0 når en meldingstjener kan ta imot \
         alle, 2 når den vil avvise minst ett, 1 når en fil ikke kan leses.",
        "Says what documents are, and lists all deviations with line and code. Ends with 0 if a message server can take \
         all, 2 if it will refuse or reject at least one, 1 if a file cannot be read.",
    ),
    ("edi check", "files", "Dokumenter; - er standard inn", "Documents; - is standard input"),
    ("bench", "", "Måler hvor fort programmet er.", "Measures how fast the program is."),
    (
        "bench simulate",
        "",
        "Simulerer en kø med kjent svar og skriver én linje: program, modell, kunder, hendelser, CPU-sekunder, sekunder, \
         kunder per CPU-sekund, hendelser per CPU-sekund, middeltid, teori, største minnebruk (MB).",
        "Simulates a queue with a known answer and prints one line: engine, model, customers, events, CPU seconds, \
         seconds, customers a CPU second, events a CPU second, mean time, theory, peak memory (MB).",
    ),
    (
        "bench studies",
        "",
        "Prøver statistikken på år med kjent fasit: dekning, falske sertifikater, styrke. Skriver tabeller (Markdown).",
        "Tries the statistics on years whose truth is known: coverage, false certificates, power. Prints tables (Markdown).",
    ),
    ("bench studies", "scenario", "Scenario hvis år også prøves", "Scenario whose years are tried, too"),
    (
        "bench studies",
        "variant",
        "Variant som sammenlignes med nåsituasjonen",
        "Variant that is compared with the baseline",
    ),
    (
        "bench studies",
        "set",
        "Setter en verdi: nøkkel=verdi (kan gjentas)",
        "Sets a value: key=value (may be repeated)",
    ),
    (
        "bench optimum",
        "",
        "Sammenligner svaret fra staff med å prøve alle bemanninger. Skriver en tabellrad (Markdown): antall, billigst, \
         bevist, samme kostnad, gjentak for alle, gjentak for staff, andel.",
        "Compares the answer of staff with trying every staffing. Prints a table row (Markdown): number, cheapest, \
         proved, same cost, replications of all, replications of staff, part.",
    ),
    (
        "bench optimum",
        "replications",
        "Antall gjentak av hver bemanning",
        "Number of replications of each staffing",
    ),
    ("bench studies", "studies", "Antall studier i hver linje", "Number of studies in each line"),
    (
        "bench studies",
        "pool",
        "Antall simulerte år som studiene trekker fra",
        "Number of simulated years that studies draw from",
    ),
    ("bench simulate", "model", "Modell: mm1 eller net", "Model: mm1 or net"),
    ("bench simulate", "customers", "Omtrent så mange kunder", "About so many customers"),
    (
        "msh",
        "",
        "Starter en meldingstjener (MSH API v2) for partene i et scenario.",
        "Starts a message server (MSH API v2) for a scenario's parties.",
    ),
    (
        "msh",
        "store",
        "Lageret (SQLite) [<scenario>.meldinger.sqlite]",
        "The store (SQLite) [<scenario>.meldinger.sqlite]",
    ),
    ("msh", "listen", "Adresse for det offisielle grensesnittet", "Address of the official interface"),
    (
        "msh",
        "listen_inside",
        "Adresse for innsiden (/inside/v1)",
        "Address of the inside interface (/inside/v1)",
    ),
    (
        "msh",
        "inside",
        "Tjenester som tjeneren selv er journalsystem for, i tillegg til sykehusenes (* for hva som helst)",
        "Services that the server itself is the record system of, besides the hospitals' (* for anything)",
    ),
    (
        "msh",
        "outside",
        "Tjenester som har eget journalsystem, i tillegg til kommunenes (* for hva som helst)",
        "Services that have a record system of their own, besides the municipalities' (* for anything)",
    ),
    (
        "msh",
        "tokens",
        "Hvem som får gjøre hva: token og HER-id-er, en linje hver",
        "Who may do what: token and HER-ids, a line each",
    ),
    ("msh", "tls_cert", "Sertifikatkjede (PEM)", "Certificate chain (PEM)"),
    ("msh", "tls_key", "Privat nøkkel (PEM)", "Private key (PEM)"),
    (
        "msh",
        "test_clock",
        "Tar scenariets tid fra hodet meldingsflyt-time",
        "Takes the scenario's time from the header meldingsflyt-time",
    ),
    (
        "msh",
        "relaxed",
        "Svarer før loggen er på disken (off: den tømmes aldri): bare for sammenlikning",
        "Answers before the log is on the disk (off: it is never flushed): for comparison only",
    ),
    (
        "msh",
        "queue",
        "Så mange kall venter på å bli lagret; flere får 429",
        "So many calls wait for a commit; more get 429",
    ),
    (
        "msh",
        "patience",
        "Så mange sekunder ventes det på hodet til et kall, dobbelt så lenge på kroppen, og på en klient som ikke leser",
        "So many seconds a call's head is waited for, twice as long its body, and a client that does not read",
    ),
    (
        "bench route",
        "",
        "Måler hvor fort et scenarios meldinger finner innboksen sin.",
        "Measures how fast a scenario's messages find their inboxes.",
    ),
    ("bench route", "messages", "Antall meldinger", "Number of messages"),
    ("bench route", "output", "Tabellen som CSV i denne filen", "The table as CSV in this file"),
    (
        "bench msh",
        "",
        "Måler hvor mange dokumenter i sekundet meldingstjeneren tar imot.",
        "Measures how many documents a second the message server takes.",
    ),
    (
        "bench msh",
        "connections",
        "Antall forbindelser, flere med komma",
        "Numbers of connections, separated by commas",
    ),
    ("bench msh", "seconds", "Sekunder per måling", "Seconds a measurement"),
    (
        "bench msh",
        "folder",
        "Mappe for lageret [mappen for midlertidige filer]",
        "Folder for the store [that of temporary files]",
    ),
    (
        "bench msh",
        "relaxed",
        "Svarer før loggen er på disken: bare for sammenlikning",
        "Answers before the log is on the disk: for comparison only",
    ),
    (
        "bench kills",
        "",
        "Dreper meldingstjeneren (kill -9) igjen og igjen mens det sendes, besvares og videresendes, og teller etter hva \
         som er tapt, doblet eller besvart to ganger. Slutter med 11 hvis noe er det.",
        "Kills the message server (kill -9) again and again while messages are sent, answered and forwarded, and then \
         counts what is lost, doubled or answered twice. Ends with 11 if anything is.",
    ),
    ("bench kills", "kills", "Så mange ganger drepes tjeneren", "The server is killed so many times"),
    ("bench kills", "messages", "Antall meldinger", "Number of messages"),
    ("bench kills", "connections", "Antall avsendere samtidig", "Number of senders at a time"),
    (
        "bench kills",
        "folder",
        "Mappe for lageret [mappen for midlertidige filer]",
        "Folder for the store [that of temporary files]",
    ),
    (
        "edi check",
        "json",
        "Ett JSON-objekt per dokument, ett på hver linje",
        "A JSON object for each document, one a line",
    ),
    (
        "msh",
        "addresses",
        "Viser partenes adresser med HER-id og side, og starter ikke",
        "Shows the parties' addresses with HER-id and side, and does not start",
    ),
    ("msh", "core", "Holder tjeneren på denne kjernen (Linux)", "Holds the server to this core (Linux)"),
];
