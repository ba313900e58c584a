//! What a scenario must mean: names that exist, sums, dates, people for every message.

use crate::text::sentences;

sentences! {
    key_letters() = "nøkkelen til en virksomhet kan ikke ha @ eller *", "the key of an organisation cannot have @ or *";
    organisation_twice() =
        "et sykehus og en kommune kan ikke ha samme nøkkel",
        "a hospital and a municipality cannot have the same key";
    municipality_number() =
        "kommunenummeret er fire sifre i anførselstegn, som \"4601\"",
        "the municipality number is four digits in quotation marks, such as \"4601\"";
    municipality_twice() =
        "kommunen står to ganger i tabellen, eller har ikke noe navn",
        "the municipality stands in the table twice, or has no name";
    her_id_twice() = "HER-id-en er brukt to ganger", "the HER-id is used twice";
    service_name() = "et tjenestenavn er ikke tomt og har ikke @ eller *", "a service name is not empty and has no @ or *";
    service_twice(address) = "adressen {address} er registrert to ganger", "the address {address} is registered twice";
    municipal_service_name() =
        "tjenesten ligner en av retningslinjens, men er skrevet annerledes; en egen tjeneste skrives med code",
        "the service looks like one of the guideline's but is written differently; write a service of your own with code";
    no_such_hospital() = "sykehuset finnes ikke", "there is no such hospital";
    no_work_group() = "avdelingen må ha minst én arbeidsgruppe", "the department must have at least one work group";
    inbox_twice(key) =
        "innboksen {key} er allerede brukt; en arbeidsgruppe hører til én avdeling",
        "the inbox {key} is used already; a work group belongs to one department";
    shares_sum(sum) = "andelene må bli 100 % til sammen, men blir {sum} %", "the shares must sum to 100 %, but sum to {sum} %";
    one_group_only() =
        "avdelingen har bare én arbeidsgruppe, så ingenting kan havne i feil gruppe",
        "the department has only one work group, so nothing can land in a wrong group";
    one_department_only() =
        "sykehuset har bare én avdeling, så ingenting kan høre til en annen",
        "the hospital has only one department, so nothing can belong to another";
    parent_group_elsewhere() =
        "en overordnet arbeidsgruppe beskrives under avdelingen",
        "a parent work group is described under its department";
    inbox_of_nobody() =
        "innboksen hører ikke til noen avdeling (work_groups) eller kommunal tjeneste",
        "the inbox belongs to no department (work_groups) and no municipal service";
    municipal_kind() = "kind gjelder arbeidsgrupper, ikke kommunale tjenester", "kind is for work groups, not for municipal services";
    no_such_inbox(key) = "innboksen {key} finnes ikke", "there is no inbox {key}";
    role_name() = "et rollenavn er ikke tomt og har ikke +", "a role name is not empty and has no +";
    role_or_two() =
        "her skal det stå en rolle som finnes, eller to etter tur: \"merkantil+lege\"",
        "a role that exists must stand here, or two in turn: \"merkantil+lege\"";
    roles_most() = "scenariet kan ha høyst 64 roller", "a scenario may have at most 64 roles";

    named_twice() = "dette er nevnt to ganger", "this is named twice";
    pattern_fits_nothing() = "mønsteret passer ikke på noe", "the pattern fits nothing";
    pattern_tie(what) =
        "to like presise mønstre passer på {what}; gjør det ene mer presist",
        "two equally exact patterns fit {what}; make one of them more exact";
    serves_nothing() = "gruppen må betjene minst én innboks", "the group must serve at least one inbox";
    message_outside(window) =
        "meldingstiden {window} ligger utenfor arbeidstiden",
        "the message time {window} lies outside the working hours";
    sick_share() = "sykefraværet kan være høyst 90 %", "sick leave may be at most 90 %";
    sick_spells() =
        "fraværet er for stort for så korte fravær; gjør dem lengre",
        "the share is too large for such short spells; make them longer";
    away_most(count) = "det er bare {count} i gruppen", "there are only {count} in the group";
    ends_before(from) = "siste dato kan ikke være før {from}", "the last date cannot be before {from}";
    outside_period(from, to) =
        "datoene ligger utenfor det som simuleres ({from} til {to})",
        "the dates lie outside what is simulated ({from} to {to})";
    event_outside(from, to) =
        "hendelsen må ligge i observasjonsperioden ({from} til {to})",
        "the event must lie in the observation period ({from} to {to})";
    low_seasons_overlap(group) =
        "to lavsesonger overlapper for {group}",
        "two low seasons overlap for {group}";
    no_such_staff() = "ingen bemanningsgruppe heter dette", "no staff group has this name";
    template_rule(names) = "malen finnes ikke; malene er {names}", "there is no such template; templates are {names}";
    inhabitants_needed(key) =
        "innbyggertallet (inhabitants) mangler for municipality.{key}",
        "inhabitants are missing for municipality.{key}";

    no_such_organisation() = "virksomheten finnes ikke", "there is no such organisation";
    no_services_there() = "virksomheten har ingen tjenester", "the organisation has no services";
    no_such_address() = "ingen har registrert denne tjenesten", "nobody has registered this service";
    not_unique() = "navnet er ikke entydig; skriv adressen", "the name is not unique; write the address";
    from_two_sides() =
        "avsenderne må være enten kommuner eller sykehus, ikke begge",
        "the senders must be either municipalities or hospitals, not both";
    same_side() =
        "dialogmeldinger går mellom sykehus og kommune",
        "dialogue messages go between hospital and municipality";
    weight_of_nobody() = "tjenesten er ikke avsender eller mottaker her", "the service is no sender or receiver here";
    too_many_pairs(most) =
        "raden har mer enn {most} par av avsender og mottaker; del den opp",
        "the row has more than {most} pairs of sender and receiver; divide it";
    profile_and_hours() =
        "profilen er null i hele avsendernes arbeidstid, så ingenting blir sendt",
        "the profile is zero in all hours of the senders, so nothing is sent";
    urgency_rule(most) =
        "urgency er en liste med én til {most} klasser {{ share = \"3 %\" }}",
        "urgency is a list of one to {most} classes {{ share = \"3 %\" }}";
    trace_has_no_misuse() = "en rad med trace eller gaps har ikke misuse", "a row with trace or gaps has no misuse";
    trace_has_no_batch() = "en rad med trace har ikke batch", "a row with trace has no batch";
    batch_rule() =
        "batch er et antall, {{ geometric = 2.5 }} eller {{ empirical = [1, 1, 4] }}",
        "batch is a number, {{ geometric = 2.5 }} or {{ empirical = [1, 1, 4] }}";
    gaps_rule() = "avstanden må i snitt være minst ett millisekund", "the gaps must be a millisecond on average or more";
    gaps_one_target() =
        "en rad med gaps har én mottaker; skriv en rad for hver",
        "a row with gaps has one receiver; write a row for each";
    outage_rule() = "utfallet må slutte etter at det begynner", "the outage must end after it begins";
    outages_overlap(other) = "utfallet overlapper med {other}", "the outage overlaps with {other}";
    instant_inside(from, to) =
        "et tidspunkt mellom {from} og {to}, som 2026-05-17T08:05:00",
        "an instant between {from} and {to}, such as 2026-05-17T08:05:00";
    snapshots_most(most) = "høyst {most} øyeblikk", "at most {most} snapshots";
    unlimited_rule() =
        "en gruppe med count = \"unlimited\" er aldri borte og legger ikke fra seg saker: uten position, sick_leave, vacation, hand_back og no_split",
        "a group with count = \"unlimited\" is never away and lays no case down: without position, sick_leave, vacation, hand_back and no_split";
    then_sum() = "andelene kan være høyst 100 % til sammen", "the shares may be at most 100 % together";
    then_chain() =
        "det som er sendt videre med then, går ikke videre enda en gang",
        "what then has sent on does not go on once more";
    not_next_to(key) =
        "{key} kan ikke stå her; skriv en annen arbeidsgruppe i samme avdeling, eller i then en annen innboks i samme virksomhet",
        "{key} cannot stand here; write another work group of the same department, or in then another inbox of the same organisation";
    not_in_row(end) = "adressen er ikke blant radens {end}", "the address is not among the row's {end}";
    calendar_refused(reason) = "kalenderen går ikke ({reason})", "the calendar is not possible ({reason})";

    horizon(weeks) =
        "oppvarming og periode kan være høyst {weeks} uker (åtte år) til sammen",
        "warm-up and period may be at most {weeks} weeks (eight years) together";
    limit_below_expected(expected) =
        "grensen kan ikke være kortere enn forventet svartid ({expected} virkedager)",
        "the limit cannot be shorter than the expected reply time ({expected} working days)";
    attempts_rule() =
        "forsøkene er 1 til 16 stigende tider, den første \"0 s\"",
        "attempts are 1 to 16 rising times, the first \"0 s\"";
    given_up_rule() = "kan ikke være før siste forsøk", "cannot be before the last attempt";
    c5_sum() =
        "C5_second_message og C5_call er høyst 100 % til sammen",
        "C5_second_message and C5_call are at most 100 % together";
    confidence_rule() = "sikkerheten er fra 50 % til under 100 %", "confidence is from 50 % to below 100 %";
    question_without_goal() =
        "spørsmålet trenger et mål: deadline.goal eller question.goal",
        "the question needs a goal: deadline.goal or question.goal";
    vary_rule() =
        "det som varieres er bemanning: \"staff.NAVN.count\" eller \"staff.NAVN.position\"",
        "what is varied is staffing: \"staff.NAME.count\" or \"staff.NAME.position\"";
    cost_rule() =
        "prisen gjelder en bemanningsgruppe: \"staff.NAVN\" = kroner per årsverk",
        "the price is a staff group's: \"staff.NAME\" = kroner a year of a full position";
    position_steps() =
        "stillinger varieres fra over 0 % til minst like mye, i høyst tusen steg over 0 %",
        "positions vary from above 0 % to at least as much, in at most a thousand steps above 0 %";
    no_such_inbox_to_wait() = "ingen innboks har dette navnet", "no inbox has this name";
    from_above_to() = "from kan ikke være større enn to", "from cannot be larger than to";

    nobody_serves_role(inbox, role) =
        "innboksen {inbox} får meldinger for rollen {role}, men ingen betjener den",
        "the inbox {inbox} gets messages for the role {role}, but nobody serves it";
    nobody_has_role(inbox, role, groups) =
        "innboksen {inbox} får meldinger for rollen {role}, men ingen av dem som betjener den ({groups}) har rollen",
        "the inbox {inbox} gets messages for the role {role}, but none of those who serve it ({groups}) has the role";
    nobody_serves(inbox) = "innboksen {inbox} får meldinger, men ingen betjener den", "the inbox {inbox} gets messages, but nobody serves it";
    let_serve(groups, inbox) =
        "La {groups} betjene den: serves = [\"{inbox}\"].",
        "Let {groups} serve it: serves = [\"{inbox}\"].";
    no_own_inbox(key) =
        "mottakeren kan spørre tilbake (C2, C4), men {key} har ingen innboks som kan svare; registrer Saksbehandling der",
        "the receiver may ask back (C2, C4), but {key} has no inbox that could answer; register Saksbehandling there";
    not_registered_there(address, key) =
        "{address} er ikke registrert, og da går meldingen til Saksbehandling (A3), som {key} ikke har",
        "{address} is not registered, so that the message goes to Saksbehandling (A3), which {key} does not have";
    case_handling_missing(key) =
        "pasienter uten kommunal tjeneste går til Saksbehandling (A3), som {key} ikke har",
        "patients without municipal service go to Saksbehandling (A3), which {key} does not have";
    write_case_handling(key) =
        "Legg \"Saksbehandling\" til i municipality.{key}.services.",
        "Add \"Saksbehandling\" to municipality.{key}.services.";
    fits_no_window(time, longest) =
        "en oppgave tar alltid {time} min, men lengste meldingstid er {longest} min, og no_split begynner ikke på det som ikke rekkes",
        "a task always takes {time} min, but the longest message time is {longest} min, and no_split begins nothing that it cannot end";
    backlog_of_nothing(inbox) =
        "ingen rad i demand sender meldinger til {inbox}, så ingenting kan vente der",
        "no row of demand sends messages to {inbox}, so nothing can wait there";
    too_many_messages(millions, most) =
        "scenariet gir om lag {millions} millioner meldinger i en kjøring; grensen er {most} millioner",
        "the scenario makes about {millions} million messages a run; the limit is {most} million";
    too_many_persons(persons, most) =
        "scenariet har {persons} personer; grensen er {most}",
        "the scenario has {persons} persons; the limit is {most}";
    nothing_is_sent() = "ingen rad i demand sender noe", "no row of demand sends anything";
    overload(inbox, offered, available, percent) =
        "{inbox}: {offered} timer arbeid i uken mot {available} timer meldingstid ({percent} %); køen vokser",
        "{inbox}: {offered} hours of work a week against {available} hours of message time ({percent} %); the queue grows";
    overload_more(count) = "og {count} innbokser til med mer arbeid enn meldingstid", "and {count} more inboxes with more work than message time";
    source_of_nothing(pattern) =
        "sources: «{pattern}» passer ikke på noen verdi",
        "sources: \"{pattern}\" fits no value";
    variants_most(most) = "scenariet kan ha høyst {most} varianter", "a scenario may have at most {most} variants";
    only_to_municipality() = "dette gjelder bare meldinger til kommuner", "this is for messages to municipalities only";
    sources_most(most) = "scenariet kan ha høyst {most} kilder; bruk jokertegn (*)", "a scenario may have at most {most} sources; use wildcards (*)";
    tables_most(most) = "det kan være høyst {most} slike tabeller", "there may be at most {most} such tables";
}
