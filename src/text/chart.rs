//! Titles, legends and captions of charts.

use super::{Name, sentences};

pub const MEDIAN: Name = Name::new("median", "median");
pub const BAND: Name = Name::new("8 av 10 simulerte år (10–90 %)", "8 of 10 simulated years (10–90 %)");
pub const DAYS_OFF: Name = Name::new("uke med fridager", "week with days off");
pub const WAITING: Name = Name::new("Meldinger som venter", "Messages waiting");
pub const RECEIVED_AN_HOUR: Name = Name::new("Mottatt per time", "Received per hour");
pub const WORKING_DAYS: Name = Name::new("virkedager", "working days");
pub const REACHED: Name = Name::new("hele intervallet når måltallet", "whole interval meets the goal");
pub const UNDECIDED: Name = Name::new("uavklart", "undecided");
pub const MISSED: Name = Name::new("hele intervallet er under", "whole interval is below");
pub const ABOVE: Name = Name::new("hele intervallet er over", "whole interval is above");
pub const TOO_FEW: Name = Name::new("for få meldinger til å rangeres", "too few messages to be ranked");
pub const BETTER: Name = Name::new("høyere enn nåsituasjonen", "higher than the baseline");
pub const WORSE: Name = Name::new("lavere enn nåsituasjonen", "lower than the baseline");
pub const BASELINE: Name = Name::new("nåsituasjonen", "baseline");
pub const OTHERS: Name = Name::new("andre årsaker", "other reasons");
pub const ALL: Name = Name::new("Alle", "All");
pub const SENDER: Name = Name::new("Avsender", "Sender");
pub const PARENT_GROUP: Name = Name::new("Overordnet gruppe", "Parent group");
pub const WORK_GROUP: Name = Name::new("Arbeidsgruppe", "Work group");
pub const OUTCOME: Name = Name::new("Svar", "Answer");
pub const ELSEWHERE: Name = Name::new("annet sted", "elsewhere");
pub const LOW: Name = Name::new("lav verdi", "low value");
pub const HIGH: Name = Name::new("høy verdi", "high value");
pub const POINTS: Name = Name::new(
    "endring i andelen som besvares i tide, prosentpoeng",
    "change of the share answered in time, points",
);
pub const TURNS: Name = Name::new("avgjør om måltallet nås", "decides whether the goal is met");
pub const NOTHING: Name = Name::new("Ingen tall å vise", "No figures to show");

pub const OUTCOMES: [(&str, Name, bool); 5] = [
    ("in_time", Name::new("i tide", "in time"), false),
    ("late", Name::new("for sent", "late"), true),
    ("returned", Name::new("returnert", "returned"), true),
    ("withdrawn", Name::new("trukket", "withdrawn"), true),
    ("open", Name::new("åpen", "open"), true),
];

/// Outcomes of a load test by their codes: one a message.
pub const LOAD_OUTCOMES: [&str; 8] = [
    "delivered",
    "rightly_refused",
    "open",
    "unverified",
    "back_pressure",
    "wrongly_refused",
    "leaked",
    "lost",
];

pub const WEEKDAYS: [(&str, Name); 7] = [
    ("monday", Name::new("mandag", "Monday")),
    ("tuesday", Name::new("tirsdag", "Tuesday")),
    ("wednesday", Name::new("onsdag", "Wednesday")),
    ("thursday", Name::new("torsdag", "Thursday")),
    ("friday", Name::new("fredag", "Friday")),
    ("saturday", Name::new("lørdag", "Saturday")),
    ("sunday", Name::new("søndag", "Sunday")),
];

pub const ON_TIME: Name = Name::new("Kommer svarene i tide?", "Do answers come in time?");
pub const QUEUE: Name = Name::new("Når er køen lang?", "When is the queue long?");
pub const LOAD: Name = Name::new("Når kommer meldingene?", "When do messages come?");
pub const REPLY: Name = Name::new("Hvor fort kommer svaret?", "How soon does the answer come?");
pub const LATE: Name = Name::new("Hvorfor er noen svar sene?", "Why are some answers late?");
pub const UNITS: Name = Name::new("Hvem svarer i tide?", "Who answers in time?");
pub const FLOW: Name = Name::new("Hvor går meldingene?", "Where do messages go?");
pub const DIFFERENCES: Name = Name::new("Hvilken variant er best?", "Which variant is best?");
pub const LEVELS: Name = Name::new("Hvor mange trengs?", "How many are needed?");
pub const POINTS_TITLE: Name =
    Name::new("Hva skjer når verdien endres?", "What happens when the value changes?");
pub const LATENCIES: Name = Name::new("Hvor lang tid tar hver etappe?", "How long does each leg take?");
pub const OUTCOMES_TITLE: Name = Name::new("Hva ble det av meldingene?", "What became of the messages?");
pub const HALF: Name = Name::new("halvparten er raskere (p50)", "half are faster (p50)");
pub const MOST_ARE: Name = Name::new("99 av 100 er raskere (p99)", "99 of 100 are faster (p99)");
pub const LONGEST: Name = Name::new("den lengste", "the longest");
pub const TORNADO: Name = Name::new("Hvilken antakelse betyr mest?", "Which assumption matters most?");

sentences! {
    goal(percent) = "mål {percent}", "goal {percent}";
    week(number) = "uke {number}", "week {number}";
    others(count) = "{count} andre", "{count} others";
    late_count(count) = "{count} sene", "{count} late";
    full_time(count) = "{count} årsverk", "{count} full-time equivalents";
    within(days) = "{days} virkedager", "{days} working days";

    on_time_caption(days) =
        "Andel av forespørslene som besvares innen {days} virkedager. Streken er 95 % konfidensintervall.",
        "Share of the requests answered within {days} working days. The bar is the 95 % confidence interval.";
    queue_caption() =
        "Meldinger som venter i alle innbokser, gjennomsnitt for hver uke. Linjen er det midterste av de simulerte årene, båndet rommer åtte av ti. Grå uker har fridager; jo lengre merke øverst, jo flere.",
        "Messages waiting in all inboxes, mean of each week. The line is the middle one of the simulated years, the band holds eight of ten. Grey weeks have days off; the longer the mark on top, the more.";
    load_caption() =
        "Forespørsler mottatt per time, gjennomsnitt over perioden. Tallet 9 står for timen fra kl. 09 til 10. Timer nesten uten meldinger er utelatt.",
        "Requests received per hour, mean over the period. The number 9 is the hour from 09 to 10. Hours with almost no messages are left out.";
    reply_caption() =
        "Andel av forespørslene som er besvart innen så mange virkedager etter mottak; ubesvarte regnes med. Tverrstreken er måltallet.",
        "Share of the requests answered within so many working days of receipt; unanswered ones count. The short bar is the goal.";
    late_caption() =
        "Hva tiden fra sending til svar gikk til for forespørslene som ble besvart for sent. Alle, og de som har flest sene.",
        "What the time from sending to answer went to, for requests that were answered late. All, and those with most late ones.";
    units_caption(shown, all, days) =
        "Andel besvart innen {days} virkedager, de svakeste først ({shown} av {all} avdelinger og kommuner). Streken er 95 % konfidensintervall.",
        "Share answered within {days} working days, the weakest first ({shown} of {all} departments and municipalities). The bar is the 95 % confidence interval.";
    flow_caption() =
        "Forespørsler i et simulert år, så brede som de er mange: fra avsender til mottakerens overordnede gruppe, til arbeidsgruppen der saken endte, til svaret. Kommunetjenester har én innboks, som står begge steder; det som avsluttes i den overordnede gruppen, gjør også det.",
        "Requests in a simulated year, as wide as they are many: from sender to the recipient's parent group, to the work group in which the case ended, to the answer. A municipal service has one inbox, which stands in both places, and so does what ends in the parent group.";
    differences_caption(days) =
        "Endring i andelen besvart innen {days} virkedager mot nåsituasjonen, på de samme meldingene, i prosentpoeng. Streken er konfidensintervallet.",
        "Change of the share answered within {days} working days against the baseline, on the same messages, in points. The bar is the confidence interval.";
    levels_caption() =
        "Hver bemanning som ble prøvd, med ensidige grenser: «når måltallet» betyr bevist.",
        "Each staffing that was tried, with one-sided bounds: \"meets the goal\" means proved.";
    points_caption(days) =
        "Andel besvart innen {days} virkedager for hver verdi. Streken er 95 % konfidensintervall.",
        "Share answered within {days} working days for each value. The bar is the 95 % confidence interval.";
    latencies_caption() =
        "Tid fra øyeblikket da meldingen skulle ha vært sendt; «tjenerens egen tid» begynner når den er sendt, «verktøyets forsinkelse» er testens egen. Aksen er logaritmisk: hver strek er ti ganger den forrige.",
        "Time from the instant at which the message should have been sent; \"service\" begins when it is sent, \"send lag\" is the test's own. The axis is logarithmic: each line is ten times the one before.";
    outcomes_caption() =
        "Ett utfall for hver melding, som andel av alle som ble sendt. Merknader som dubletter og feilruting står i tabellen.",
        "One outcome for each message, as a share of all that were sent. Flags such as duplicates and misrouting stand in the table.";
    counted(count) = "{count} meldinger", "{count} messages";
    tornado_caption() =
        "Hver antakelse endret for seg, til en lav og en høy verdi, på de samme meldingene. Mål de øverste først.",
        "Each assumption changed by itself, to a low and to a high value, on the same messages. Measure those on top first.";
}
