//! The words that made-up messages are put together from. None is from a real message.

pub const ADJECTIVES: [&str; 20] = [
    "SELSOM",
    "RUNDSTRIPET",
    "DUNLETT",
    "KVIKK",
    "STILLFERDIG",
    "HALVTØRR",
    "SKRÅBLÅ",
    "PIPENDE",
    "FLOSSETE",
    "TREGRODD",
    "NYSTEKT",
    "LUFTIG",
    "KANTETE",
    "SPRETTEN",
    "OMSTENDELIG",
    "GNISTRENDE",
    "VINDSKJEV",
    "MOLEFONKEN",
    "PRIKKETE",
    "UTHVILT",
];
pub const NOUNS: [&str; 20] = [
    "BLÅBÆR",
    "TEKANNE",
    "SKUTERUTE",
    "PARAPLY",
    "VAFFEL",
    "STIFINNER",
    "MURSTEIN",
    "LØVETANN",
    "KJELKE",
    "POTETSEKK",
    "LYKTESTOLPE",
    "GRASHOPPE",
    "TRILLEBÅR",
    "FLAGGSTANG",
    "SEILDUK",
    "KOMPASS",
    "VEDSTABEL",
    "STRIKKEPINNE",
    "TOALETTMAPPE",
    "HENGEKØYE",
];
/// First names of made-up staff are words, too.
pub const GIVEN: [&str; 8] = ["RASK", "TÅLMODIG", "NØYE", "GLAD", "VÅKEN", "LUN", "TYDELIG", "OPPLAGT"];
pub const PROFESSIONS: [&str; 5] = ["sykepleier", "lege", "fysioterapeut", "helsesekretær", "vernepleier"];

/// Before a date (C3).
pub const REFERENCES: [&str; 4] = [
    "Vi viser til henvisningen av",
    "Vi viser til epikrisen av",
    "Vi viser til poliklinisk kontakt",
    "Vi viser til samtalen på poliklinikken",
];

pub const FROM_MUNICIPALITY: [&str; 6] = [
    "Pasienten bor hjemme og får hjelp av oss to ganger om dagen, og vi trenger råd om videre oppfølging.",
    "Vi ser at legemiddellisten vår ikke stemmer med det pasienten har med seg fra dere.",
    "Pasienten lurer på om det er satt opp ny time, og når den er.",
    "Såret som ble behandlet hos dere, gror langsommere enn ventet.",
    "Pasienten bruker oksygen hjemme og blir lettere sliten enn før.",
    "Vi skal lage ny plan for treningen og trenger å vite hva pasienten tåler.",
];
pub const FROM_HOSPITAL: [&str; 4] = [
    "Pasienten kommer til kontroll hos oss, og vi trenger å vite hvordan det går hjemme.",
    "Vi har endret behandlingen og ønsker en vurdering av hvordan pasienten klarer seg.",
    "Vi vurderer opptrening og trenger opplysninger om hvilken hjelp pasienten får i dag.",
    "Pasienten var usikker på hvilke legemidler som er i bruk, og vi ønsker listen dere bruker.",
];
pub const ANSWERS: [&str; 4] = [
    "Behandlingen fortsetter som før, og dere kan trappe ned slik det står i epikrisen.",
    "Pasienten er satt opp til kontroll, og innkallingen er sendt i posten.",
    "Vi har sett på spørsmålet og anbefaler samme mengde i to uker til, så en ny vurdering.",
    "Legemiddellisten fra siste kontakt gjelder, og den tidligere tabletten er sluttet med.",
];

/// Plain and short (C4).
pub const DETAILS: [&str; 24] = [
    "Pasienten er klar og orientert og kan selv fortelle hvordan det går.",
    "Søvnen er god, men det blir noen oppvåkninger mot morgenen.",
    "Pasienten spiser små måltider og drikker godt.",
    "Vekten er målt hver mandag og har vært den samme de siste ukene.",
    "Det er ikke feber, og pusten er rolig i hvile.",
    "Pasienten går inne med rullator og ute sammen med en av oss.",
    "Trappen hjemme går greit når det er tid nok.",
    "Smertene er mindre enn før og kommer mest om kvelden.",
    "Tablettene blir delt ut i dosett, og pasienten tar dem selv.",
    "Det er ikke sett utslett eller andre plager av legemidlene.",
    "Bandasjen blir skiftet annenhver dag, og huden rundt er hel og tørr.",
    "Pårørende er mye til stede og vet at vi skriver til dere.",
    "Pasienten ønsker selv å bo hjemme så lenge det går.",
    "Blodtrykket er målt i ro om formiddagen og ligger jevnt.",
    "Hoste forekommer om morgenen, uten farge på det som kommer opp.",
    "Anklene er litt hovne om kvelden og slanke igjen om morgenen.",
    "Vi har snakket med pasienten om øvelsene, og de blir gjort de fleste dager.",
    "Fastlegen er orientert og har ikke endret noe siden sist.",
    "Hjelpemidlene fra hjelpemiddelsentralen er på plass og i bruk.",
    "Synet er som før, og brillene er kontrollert i år.",
    "Pasienten deltar på dagsenteret én dag i uken og trives med det.",
    "Det er avtalt at vi ser til pasienten også i helgen.",
    "Hørselen er dårligere på venstre side, så det hjelper å snakke rolig.",
    "Siden forrige kontakt har det ikke vært fall eller innleggelser.",
];

/// Long, and in words that a patient does not understand (C4).
pub const ABBREVIATED: [&str; 12] = [
    "Pas. obs. resp. insuff., SpO2 88 % u/ O2, RF 24, jf. tidl. obs.",
    "Med. seponert p.g.a. susp. ADR, kfr. MK mtp. ev. restart.",
    "St.p. NSTEMI, PCI m/ DES x 2, DAPT pågår, ASA + tikagrelor.",
    "Us: ST i.a., GCS 15, BT 142/81, P 76 rglm., tp. 36,9.",
    "Lab: CRP < 5, Hb 12,1, krea 118, eGFR 47, NT-proBNP forhøyet.",
    "Mob. m/ prekestol x 2 dgl., ADL redus., BI 12/20, TUG 24 s.",
    "Obs. delir, CAM neg., MMS-NR3 22/30, klokketest 3/5.",
    "KAD i.v.t., diurese ok, resid. urin < 100 ml ved BS.",
    "Sårstell e.o. m/ alginat, eksud. +, epitel. i randsonen, NRS 3.",
    "Tbl. p.o. 1 x 2, ev. x 3 v.b., maks 4 pr. døgn, inj. s.c. v.b.",
    "Pga. komorb. (DM2, HT, AF, KNS st. 3b) vurd. som multimorb.",
    "Rp. forn. i e-res., LIB oppd., jf. KJ, samst. ikke utf.",
];

pub const QUESTIONS: [&str; 6] = [
    "Hva anbefaler dere at vi gjør de neste ukene?",
    "Skal behandlingen fortsette som nå, eller skal noe endres?",
    "Når er neste kontroll, og hva skal vi følge med på fram til da?",
    "Hvilke legemidler skal pasienten bruke nå?",
    "Er det noe vi skal melde fra om før neste time?",
    "Kan dere sende oss planen for videre oppfølging?",
];
