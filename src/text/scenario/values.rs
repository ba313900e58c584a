//! How single values are written.

use crate::text::sentences;

sentences! {
    must_be_text() = "her skal det stå en tekst i anførselstegn", "a text in quotation marks must stand here";
    must_be_list() = "her skal det stå en liste: [\"…\", \"…\"]", "a list must stand here: [\"…\", \"…\"]";
    must_be_table() = "her skal det stå en tabell: {{ nøkkel = verdi }}", "a table must stand here: {{ key = value }}";
    share_rule() =
        "en andel skrives \"12 %\", fra 0 % til 100 %, med punktum og høyst ni desimaler",
        "a share is written \"12 %\", from 0 % to 100 %, with a point and at most nine decimals";
    above_zero() = "andelen må være over 0 %", "the share must be above 0 %";
    below_whole() = "andelen må være under 100 %", "the share must be below 100 %";
    duration_rule() =
        "en tid skrives \"4 min\", \"30 s\", \"2 h\" eller \"3 d\", og er høyst ti år",
        "a length of time is written \"4 min\", \"30 s\", \"2 h\" or \"3 d\", and is at most ten years";
    longer_than_zero() = "tiden må være lengre enn null", "the time must be longer than zero";
    number_rule(least, most) = "tallet må være fra {least} til {most}", "the number must be from {least} to {most}";
    whole_rule(least, most) =
        "her skal det stå et helt tall fra {least} til {most}",
        "a whole number from {least} to {most} must stand here";
    truth_rule() = "her skal det stå true eller false", "true or false must stand here";
    choice_rule(names) = "verdien må være en av {names}", "the value must be one of {names}";
    date_rule() =
        "en dato skrives 2026-04-01, finnes i kalenderen og ligger i årene 2000–2099",
        "a date is written 2026-04-01, exists, and lies in the years 2000–2099";
    time_rule() = "et klokkeslett skrives \"08:00\", fra 00:00 til 24:00", "a time of day is written \"08:00\", from 00:00 to 24:00";
    window_rule() =
        "et tidsrom skrives \"08:00-15:30\" og er ikke tomt",
        "a window is written \"08:00-15:30\" and is not empty";
    windows_overlap(first, second) = "{first} og {second} overlapper", "{first} and {second} overlap";
    days_rule() =
        "ukedager skrives \"mon-fri\" eller \"mon,wed,fri\" (mon tue wed thu fri sat sun)",
        "weekdays are written \"mon-fri\" or \"mon,wed,fri\" (mon tue wed thu fri sat sun)";
    law_rule() =
        "en tidslov skrives {{ mean = \"4 min\", cv = 0.8 }} eller med navn, som {{ constant = \"4 min\" }} (constant, exponential, gamma, weibull, erlang, hyperexponential, triangular, uniform, empirical)",
        "a time law is written {{ mean = \"4 min\", cv = 0.8 }} or by name, such as {{ constant = \"4 min\" }} (constant, exponential, gamma, weibull, erlang, hyperexponential, triangular, uniform, empirical)";
    law_order() = "tidene må stå i stigende rekkefølge: min, mode, max", "the times must rise: min, mode, max";
    law_refused(reason) = "tidsloven går ikke ({reason})", "the time law is not possible ({reason})";
    empirical_rule() = "listen må ha minst én tid og høyst 100 000", "the list must have at least one time and at most 100,000";
    profile_rule() =
        "en profil er et navn eller en tabell {{ mon = [24 tall], … }} med minst ett tall over null",
        "a profile is a name or a table {{ mon = [24 numbers], … }} with at least one number above zero";
    season_rule() =
        "en sesong er et navn eller 12 tall, januar først, med minst ett over null",
        "a season is a name or 12 numbers, January first, with at least one above zero";
    sender_hours_rule() =
        "avsendernes tid skrives {{ days = \"mon-fri\", hours = \"08:00-15:30\" }} eller \"always\"",
        "the senders' hours are written {{ days = \"mon-fri\", hours = \"08:00-15:30\" }} or \"always\"";
    works_rule() =
        "arbeidstid skrives {{ days = \"mon-fri\", hours = \"08:00-15:30\" }}",
        "working hours are written {{ days = \"mon-fri\", hours = \"08:00-15:30\" }}";
    office_one_day() = "tidsrommet må slutte senest kl. 24:00 samme dag", "the window must end at 24:00 the same day at the latest";
    instant_rule() =
        "tidspunktet skrives 2026-05-17 08:05 (lokal tid) eller 2026-05-17T08:05:00+02:00",
        "the instant is written 2026-05-17 08:05 (local time) or 2026-05-17T08:05:00+02:00";
    week_rule() = "uken skrives 2026-W14 og må finnes", "the week is written 2026-W14 and must exist";
    week_twice() = "samme uke og mottaker står to ganger i tabellen", "the same week and receiver stand in the table twice";
    format_rule() = "dette programmet leser format 1", "this program reads format 1";
}
