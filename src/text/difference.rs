//! What differs between two scenarios, in words: "én merkantil mindre".
//!
//! Knows the keys of a scenario by name, nothing of their meaning to the simulation.

use super::{Words, escaped, number};

/// A value that differs; `None`: not written.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    pub path: &'a [String],
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    /// Of the group of staff that it belongs to.
    pub role: Option<&'a str>,
}

/// Phrases shown; the rest is counted.
const MOST: usize = 6;

/// All differences as one phrase; values that differ in the same way in many places are one.
pub fn all(changes: &[Changed<'_>]) -> Words {
    if changes.is_empty() {
        return Words { nb: "ingen forskjell".into(), en: "no difference".into() };
    }
    let mut groups: Vec<Vec<Changed<'_>>> = Vec::new();
    for change in changes {
        match groups.iter_mut().find(|group| alike(group[0].path, change.path)) {
            Some(group) => group.push(*change),
            None => groups.push(vec![*change]),
        }
    }
    let phrases: Vec<Words> = groups.iter().map(|group| phrase(group)).collect();
    let joined = |of: fn(&Words) -> &String, more: &str| {
        let shown: Vec<&str> = phrases.iter().take(MOST).map(|words| of(words).as_str()).collect();
        let rest = phrases.len().saturating_sub(MOST);
        let more = if rest > 0 { more.replace('#', &rest.to_string()) } else { String::new() };
        shown.join("; ") + &more
    };
    Words { nb: joined(|w| &w.nb, "; og # til"), en: joined(|w| &w.en, "; and # more") }
}

/// The same key of another name of the same section.
fn alike(a: &[String], b: &[String]) -> bool {
    a.len() > 2 && a.len() == b.len() && a[0] == b[0] && a[2..] == b[2..]
}

fn phrase(group: &[Changed<'_>]) -> Words {
    match group {
        [one] => single(one),
        _ if group.iter().all(|change| change.path.last().is_some_and(|key| key == "count"))
            && group.len() <= 3 =>
        {
            let each: Vec<Words> = group.iter().map(single).collect();
            let join = |of: fn(&Words) -> &String| {
                each.iter().map(|w| of(w).as_str()).collect::<Vec<_>>().join("; ")
            };
            Words { nb: join(|w| &w.nb), en: join(|w| &w.en) }
        }
        _ => many(group),
    }
}

fn single(change: &Changed<'_>) -> Words {
    let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
    if let (["staff", group, "count"], Some(before), Some(after)) =
        (path.as_slice(), change.before, change.after)
        && let (Ok(before), Ok(after)) = (before.parse::<i64>(), after.parse::<i64>())
    {
        return people(group, change.role, before, after);
    }
    let (nb, en, name) = match path.as_slice() {
        ["staff", group, "position"] => ("stillingsandel", "position", *group),
        ["staff", group, "message_windows" | "message_share"] => ("meldingstid", "message time", *group),
        ["staff", group, "works", ..] => ("arbeidstid", "working hours", *group),
        ["department", key, "intake"] => ("inntak", "intake", *key),
        ["inbox", key, "discipline"] => ("rekkefølge", "order", *key),
        ["inbox", key, "answering", _] => ("svartid per sak", "answering time", *key),
        ["demand", key, "per_week"] => ("meldinger per uke", "messages a week", *key),
        ["demand", key, "misuse", ..] => ("feil bruk", "misuse", *key),
        _ => return plain(&dotted(&path), change.before, change.after),
    };
    let clause = if path[2] == "misuse" { format!(" {}", path[3..].join(".")) } else { String::new() };
    let words = plain(&format!("{clause} ({})", escaped(name)), change.before, change.after);
    Words { nb: format!("{nb}{}", words.nb), en: format!("{en}{}", words.en) }
}

/// `én merkantil mindre (lunge-merkantil: 3 → 2)`
fn people(group: &str, role: Option<&str>, before: i64, after: i64) -> Words {
    let (more, by) = (after > before, (after - before).abs());
    let role = escaped(role.unwrap_or("person"));
    let place = format!("({}: {before} → {after})", escaped(group));
    let (nb, en) = if by == 1 {
        let (nb, en) = if more { ("mer", "more") } else { ("mindre", "fewer") };
        (format!("én {role} {nb}"), format!("one {} {en}", english(&role, 1)))
    } else {
        let (nb, en) = if more { ("flere", "more") } else { ("færre", "fewer") };
        (format!("{} {} {nb}", count(by), plural(&role)), format!("{by} {} {en}", english(&role, by)))
    };
    Words { nb: format!("{nb} {place}"), en: format!("{en} {place}") }
}

fn count(number: i64) -> String {
    let names = ["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    usize::try_from(number - 2)
        .ok()
        .and_then(|n| names.get(n))
        .map_or(number.to_string(), |n| (*n).to_owned())
}

/// Bokmål plural of a role; roles are the scenario's own words, so this is a rule with the exceptions we know.
pub fn plural(role: &str) -> String {
    if let Some(stem) = role.strip_suffix("jordmor") {
        return format!("{stem}jordmødre");
    }
    match role {
        "merkantil" => "merkantile".to_owned(),
        _ if role.ends_with("er") => format!("{role}e"),
        _ if role.ends_with('e') => format!("{role}r"),
        _ => format!("{role}er"),
    }
}

/// The roles of the shipped scenarios in English: one, several.
const ENGLISH: [(&str, &str, &str); 10] = [
    ("merkantil", "clerk", "clerks"),
    ("lege", "doctor", "doctors"),
    ("sykepleier", "nurse", "nurses"),
    ("saksbehandler", "case officer", "case officers"),
    ("fysioterapeut", "physiotherapist", "physiotherapists"),
    ("ergoterapeut", "occupational therapist", "occupational therapists"),
    ("helsesykepleier", "public health nurse", "public health nurses"),
    ("jordmor", "midwife", "midwives"),
    ("kreftkoordinator", "cancer coordinator", "cancer coordinators"),
    ("tilsynslege", "attending doctor", "attending doctors"),
];

/// A role in English, for so many; a scenario's own word stays as it is.
pub fn english(role: &str, count: i64) -> String {
    let known = ENGLISH.iter().find(|(own, ..)| *own == role);
    known.map_or(role.to_owned(), |(_, one, several)| if count == 1 { *one } else { *several }.to_owned())
}

fn plain(what: &str, before: Option<&str>, after: Option<&str>) -> Words {
    let show = |value: Option<&str>, nothing: &str| value.map_or(nothing.to_owned(), escaped);
    Words {
        nb: format!("{what}: {} → {}", comma(show(before, "ikke satt")), comma(show(after, "ikke satt"))),
        en: format!("{what}: {} → {}", show(before, "not set"), show(after, "not set")),
    }
}

/// A plain number or share with its decimal comma.
fn comma(text: String) -> String {
    let number = text.trim_end_matches('%').trim();
    if number.parse::<f64>().is_ok() { text.replace('.', ",") } else { text }
}

/// One key in many places: the same change, the same factor, or only how many.
fn many(group: &[Changed<'_>]) -> Words {
    let path: Vec<&str> = group[0].path.iter().map(String::as_str).collect();
    let mut key = path.clone();
    key[1] = "*";
    let (places, key) = (group.len(), dotted(&key));
    let same = group.iter().all(|c| (c.before, c.after) == (group[0].before, group[0].after));
    let factors: Option<Vec<f64>> = group.iter().map(factor).collect();
    let one_factor = factors
        .as_ref()
        .and_then(|all| all.iter().all(|f| (f - all[0]).abs() < 1e-6).then(|| number::with_comma(all[0], 2)));
    let how = match (same, one_factor) {
        (true, _) => plain("", group[0].before, group[0].after),
        (false, Some(factor)) => {
            Words { nb: format!(": × {factor}"), en: format!(": × {}", factor.replace(',', ".")) }
        }
        (false, None) => Words { nb: String::new(), en: String::new() },
    };
    Words {
        nb: format!("{key} ({places} steder){}", how.nb),
        en: format!("{key} ({places} places){}", how.en),
    }
}

/// After ÷ before, for numbers and shares.
fn factor(change: &Changed<'_>) -> Option<f64> {
    let number = |text: Option<&str>| text?.trim_end_matches('%').trim().parse::<f64>().ok();
    let (before, after) = (number(change.before)?, number(change.after)?);
    (before != 0.0).then(|| after / before)
}

fn dotted(path: &[&str]) -> String {
    escaped(&path.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change<'a>(path: &'a [String], before: &'a str, after: &'a str, role: Option<&'a str>) -> Changed<'a> {
        Changed { path, before: Some(before), after: Some(after), role }
    }

    fn path(text: &str) -> Vec<String> {
        text.split('.').map(str::to_owned).collect()
    }

    #[test]
    fn people_are_counted_in_words() {
        let staff = path("staff.lunge-merkantil.count");
        let said = |before, after| all(&[change(&staff, before, after, Some("merkantil"))]);
        assert_eq!(said("3", "2").nb, "én merkantil mindre (lunge-merkantil: 3 → 2)");
        assert_eq!(said("3", "4").nb, "én merkantil mer (lunge-merkantil: 3 → 4)");
        assert_eq!(said("3", "5").nb, "to merkantile flere (lunge-merkantil: 3 → 5)");
        assert_eq!(said("14", "1").en, "13 clerks fewer (lunge-merkantil: 14 → 1)");
        assert_eq!(all(&[]).nb, "ingen forskjell");
        assert_eq!(
            ["lege", "saksbehandler", "kreftkoordinator", "jordmor"].map(plural),
            ["leger", "saksbehandlere", "kreftkoordinatorer", "jordmødre"]
        );
    }

    #[test]
    fn one_change_in_many_places_is_one_phrase() {
        let paths = [path("demand.a.misuse.N2"), path("demand.b.misuse.N2"), path("demand.c.misuse.N2")];
        let changes: Vec<Changed<'_>> = paths
            .iter()
            .zip([("6 %", "4.2 %"), ("2 %", "1.4 %"), ("10 %", "7 %")])
            .map(|(path, (before, after))| change(path, before, after, None))
            .collect();
        assert_eq!(all(&changes).nb, "demand.*.misuse.N2 (3 steder): × 0,70");
        assert_eq!(all(&changes[..1]).nb, "feil bruk N2 (a): 6 % → 4,2 %");
        let intake = path("department.lunge.intake");
        assert_eq!(
            all(&[change(&intake, "parent_group", "direct", None)]).en,
            "intake (lunge): parent_group → direct"
        );
        let other = path("transport.delay");
        let made = Changed { path: &other, before: None, after: Some("2 min"), role: None };
        assert_eq!(all(&[made]).nb, "transport.delay: ikke satt → 2 min");
    }
}
