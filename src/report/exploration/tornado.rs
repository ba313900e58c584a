//! Assumptions by what they do to the share within the goal, or the limit: a tornado, and what to measure first.

use super::sweep::shown;
use crate::experiment::trial::column;
use crate::experiment::{ALPHA, Row};
use crate::measures::Quantity;
use crate::report::figures::Figure;
use crate::report::sentences::{aligned, percent, points};
use crate::report::table::{Cell, Column, Table};
use crate::stats::{Interval, adjusted, paired};
use crate::text::{Lang, Name, either, escaped};

/// One end of an assumption's range: its value, and the rows simulated with it; `None` where the scenario refuses it.
pub type End = Option<(String, Vec<Row>)>;

/// An assumption that was varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    pub key: String,
    pub value: String,
    /// Whether the scenario says where it comes from: a range may be given all the same.
    pub sourced: bool,
    pub ends: [End; 2],
}

/// A study of sensitivity.
pub struct Tornado<'a> {
    pub base: &'a [Row],
    pub varied: &'a [Varied],
    /// The goal, where there is one; the deciding share is the first figure of the rows.
    pub goal: Option<f64>,
    /// Assumptions that cannot be varied by themselves, such as texts, lists and shares of a whole.
    pub fixed: usize,
    /// Assumptions of less weight, not asked about.
    pub left: usize,
}

/// What an end does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Effect {
    share: Option<f64>,
    difference: Interval,
    p_value: f64,
    /// The goal is met with one and not with the other.
    turns: bool,
}

/// Half the width of the bars on the screen.
const BAR: f64 = 12.0;
/// Rows on the screen.
const MOST: usize = 20;

impl Tornado<'_> {
    fn base(&self) -> Figure {
        Figure::of(column(self.base, 0).into_iter(), Quantity::Share, ALPHA)
    }

    fn effect(&self, end: &End) -> Option<Effect> {
        let (_, rows) = end.as_ref()?;
        let both = rows.iter().zip(self.base).filter_map(|(ours, theirs)| Some((ours[0]?, theirs[0]?)));
        let (ours, theirs): (Vec<f64>, Vec<f64>) = both.unzip();
        let paired = paired(&ours, &theirs, ALPHA)?;
        let there = Figure::of(column(rows, 0).into_iter(), Quantity::Share, ALPHA);
        let turns = self.goal.zip(self.base().mean).zip(there.bounds).is_some_and(
            |((goal, base), (lower, upper))| {
                if base >= goal { upper < goal } else { lower >= goal }
            },
        );
        Some(Effect { share: there.mean, difference: paired.difference, p_value: paired.p_value, turns })
    }

    /// The varied assumptions by the larger of their two effects, with both effects after Holm over all.
    fn ranked(&self) -> Vec<(usize, [Option<Effect>; 2])> {
        let mut all: Vec<(usize, [Option<Effect>; 2])> = self
            .varied
            .iter()
            .enumerate()
            .map(|(place, varied)| (place, [self.effect(&varied.ends[0]), self.effect(&varied.ends[1])]))
            .collect();
        let p_values: Vec<f64> =
            all.iter().flat_map(|(_, ends)| ends.iter().flatten()).map(|e| e.p_value).collect();
        let mut corrected = adjusted(&p_values).into_iter();
        for effect in all.iter_mut().flat_map(|(_, ends)| ends.iter_mut().flatten()) {
            effect.p_value = corrected.next().unwrap_or(1.0);
        }
        let swing = |ends: &[Option<Effect>; 2]| {
            ends.iter().flatten().map(|effect| effect.difference.mean.abs()).fold(0.0, f64::max)
        };
        all.sort_by(|a, b| swing(&b.1).total_cmp(&swing(&a.1)));
        all
    }
}

/// Columns: id, heading, meaning.
const HEADS: [(&str, Name, Name); 12] = [
    (
        "key",
        Name::new("Antakelse", "Assumption"),
        Name::new("Nøkkelen i scenarioet", "The key in the scenario"),
    ),
    ("value", Name::new("Verdi", "Value"), Name::new("Verdien som ble brukt", "The value used")),
    (
        "low_value",
        Name::new("Lav verdi", "Low value"),
        Name::new("Den laveste verdien som ble prøvd", "The lowest value tried"),
    ),
    (
        "low_share",
        Name::new("Andel ved lav verdi (%)", "Share at the low value"),
        Name::new("Andelen ved den lave verdien", "The share at the low value"),
    ),
    (
        "low_difference",
        Name::new("Forskjell ved lav verdi (prosentpoeng)", "Difference at the low value"),
        Name::new("Parvis forskjell fra nåsituasjonen", "Paired difference from the baseline"),
    ),
    (
        "low_p_value",
        Name::new("P-verdi ved lav verdi", "P-value at the low value"),
        Name::new("Tosidig, etter Holm over alle", "Two-sided, after Holm over all"),
    ),
    (
        "high_value",
        Name::new("Høy verdi", "High value"),
        Name::new("Den høyeste verdien som ble prøvd", "The highest value tried"),
    ),
    (
        "high_share",
        Name::new("Andel ved høy verdi (%)", "Share at the high value"),
        Name::new("Andelen ved den høye verdien", "The share at the high value"),
    ),
    (
        "high_difference",
        Name::new("Forskjell ved høy verdi (prosentpoeng)", "Difference at the high value"),
        Name::new("Parvis forskjell fra nåsituasjonen", "Paired difference from the baseline"),
    ),
    (
        "high_p_value",
        Name::new("P-verdi ved høy verdi", "P-value at the high value"),
        Name::new("Tosidig, etter Holm over alle", "Two-sided, after Holm over all"),
    ),
    (
        "replications",
        Name::new("Gjentak", "Replications"),
        Name::new("Gjentak av hver verdi", "Replications of each value"),
    ),
    (
        "turns_the_answer",
        Name::new("Snur svaret", "Turns the answer"),
        Name::new(
            "ja: måltallet nås med den ene verdien og ikke med den andre",
            "true: the goal is met with one value and not with the other",
        ),
    ),
];

pub fn table(tornado: &Tornado<'_>) -> Table {
    let columns = HEADS.map(|(id, name, meaning)| Column::plain(id, name, meaning));
    let mut table = Table::new(Name::new("1-antakelser", "assumptions"), columns.to_vec());
    for (place, effects) in tornado.ranked() {
        let varied = &tornado.varied[place];
        let mut row = vec![Cell::text(&varied.key), Cell::text(&varied.value)];
        for (end, effect) in varied.ends.iter().zip(&effects) {
            row.push(end.as_ref().map_or(Cell::Missing, |(value, _)| Cell::text(value)));
            row.push(Cell::figure(effect.and_then(|e| e.share), Quantity::Share));
            row.push(Cell::figure(effect.map(|e| e.difference.mean), Quantity::Share));
            row.push(effect.map_or(Cell::Missing, |e| Cell::Number { value: e.p_value, decimals: 4 }));
        }
        let done = varied.ends.iter().flatten().map(|(_, rows)| rows.len()).max().unwrap_or(0);
        row.push(Cell::Count(done as u64));
        row.push(Cell::Flag(effects.iter().flatten().any(|effect| effect.turns)));
        table.push(row);
    }
    table
}

/// What `explore sensitivity` prints.
pub fn answer(tornado: &Tornado<'_>, lang: Lang) -> String {
    let ranked = tornado.ranked();
    let widest = ranked
        .iter()
        .flat_map(|(_, ends)| ends.iter().flatten())
        .map(|e| e.difference.mean.abs())
        .fold(0.0, f64::max);
    let mut rows = Vec::new();
    for (place, effects) in ranked.iter().take(MOST) {
        let varied = &tornado.varied[*place];
        let end = |side: usize| match (&varied.ends[side], effects[side]) {
            (Some((value, _)), Some(effect)) => {
                format!("{} {}", plain(value), points(effect.difference.mean, lang))
            }
            _ => "–".to_owned(),
        };
        rows.push(vec![escaped(&varied.key), end(0), bar(effects, widest), end(1)]);
    }
    let mut lines = vec![now(tornado, lang)];
    lines.extend(aligned(&rows, 1));
    lines.push(first_to_measure(tornado, &ranked, lang));
    lines.push(not_varied(tornado, lang));
    lines.join("\n") + "\n"
}

/// The same as sentences alone, what to do first.
pub fn lead(tornado: &Tornado<'_>, lang: Lang) -> Vec<String> {
    let base = shown(&tornado.base(), lang);
    let now = either(lang, format!("Andel i tide nå: {base}."), format!("Share in time now: {base}."));
    let rest = not_varied(tornado, lang).replace(" (--most)", "");
    vec![first_to_measure(tornado, &tornado.ranked(), lang), now, rest]
}

fn now(tornado: &Tornado<'_>, lang: Lang) -> String {
    let base = shown(&tornado.base(), lang);
    either(
        lang,
        format!("Andel i tide nå: {base}. Hva hver antakelse betyr, i prosentpoeng:"),
        format!("Share in time now: {base}. What each assumption does, in points:"),
    )
}

fn not_varied(tornado: &Tornado<'_>, lang: Lang) -> String {
    let (fixed, left) = (tornado.fixed, tornado.left);
    either(
        lang,
        format!("Ikke variert: {fixed} som ikke kan endres alene, {left} med mindre vekt (--most)."),
        format!("Not varied: {fixed} that cannot change by themselves, {left} of less weight (--most)."),
    )
}

/// A value without its quotation marks, and without zeros that say nothing.
fn plain(value: &str) -> String {
    let bare = value.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(value);
    escaped(&bare.replace(".000000 s", " s"))
}

/// Losses to the left, gains to the right.
fn bar(effects: &[Option<Effect>; 2], widest: f64) -> String {
    let ends = effects.iter().flatten().map(|effect| effect.difference.mean);
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let length = |value: f64| if widest > 0.0 { (value.abs() / widest * BAR).round() as usize } else { 0 };
    let (left, right) = (length(low), length(high));
    let room = |used: usize| " ".repeat(BAR as usize - used);
    format!("{}{}│{}{}", room(left), "█".repeat(left), "█".repeat(right), room(right))
}

/// The number that would change the answer, those without source before others; where none would, the one that moves it
/// most.
fn first_to_measure(tornado: &Tornado<'_>, ranked: &[(usize, [Option<Effect>; 2])], lang: Lang) -> String {
    let turns = |ends: &[Option<Effect>; 2]| ends.iter().flatten().any(|effect| effect.turns);
    let proved = |ends: &[Option<Effect>; 2]| ends.iter().flatten().any(|effect| effect.p_value <= ALPHA);
    let of = |wanted: &dyn Fn(&[Option<Effect>; 2]) -> bool| -> Vec<usize> {
        let mut found: Vec<usize> = (0..ranked.len()).filter(|place| wanted(&ranked[*place].1)).collect();
        found.sort_by_key(|place| tornado.varied[ranked[*place].0].sourced);
        found
    };
    let turning = of(&turns);
    let Some(first) = turning.first().copied().or_else(|| of(&proved).first().copied()) else {
        return either(
            lang,
            "Ingen av dem endrer andelen påviselig.".into(),
            "None of them is proved to move the share.".into(),
        );
    };
    let (place, ends) = &ranked[first];
    let varied = &tornado.varied[*place];
    let shares: Vec<String> =
        ends.iter().flatten().filter_map(|e| e.share).map(|share| percent(share, lang)).collect();
    let (key, value) = (escaped(&varied.key), plain(&varied.value));
    let range = shares.join(if lang == Lang::Nb { " til " } else { " to " });
    let source = match (varied.sourced, lang) {
        (true, _) => "",
        (false, Lang::Nb) => ", uten kilde",
        (false, Lang::En) => ", without source",
    };
    match (turning.is_empty(), lang) {
        (false, Lang::Nb) => format!(
            "Mål først: {key} (nå {value}{source}). Den snur svaret: andelen går fra {range}.{}",
            others(tornado, ranked, &turning[1..], lang)
        ),
        (false, Lang::En) => format!(
            "Measure first: {key} (now {value}{source}). It turns the answer: the share goes from {range}.{}",
            others(tornado, ranked, &turning[1..], lang)
        ),
        (true, Lang::Nb) => format!(
            "Ingen av dem snur svaret alene. Mål først: {key} (nå {value}{source}): andelen går fra {range}."
        ),
        (true, Lang::En) => format!(
            "None of them turns the answer by itself. Measure first: {key} (now {value}{source}): the share goes from {range}."
        ),
    }
}

/// ` Det gjør også b.c og d.e.`
fn others(
    tornado: &Tornado<'_>,
    ranked: &[(usize, [Option<Effect>; 2])],
    rest: &[usize],
    lang: Lang,
) -> String {
    if rest.is_empty() {
        return String::new();
    }
    let keys: Vec<String> = rest.iter().map(|place| escaped(&tornado.varied[ranked[*place].0].key)).collect();
    let keys = keys.join("; ");
    either(lang, format!(" Det gjør også: {keys}."), format!(" So do: {keys}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(mean: f64) -> Vec<Row> {
        (0..30).map(|k| vec![Some(mean + 0.001 * f64::from(k % 3))]).collect()
    }

    fn varied(key: &str, low: Option<f64>, high: Option<f64>) -> Varied {
        let end = |mean: Option<f64>| mean.map(|mean| ("1".to_owned(), rows(mean)));
        Varied { key: key.into(), value: "2".into(), sourced: false, ends: [end(low), end(high)] }
    }

    #[test]
    fn what_turns_the_answer_is_measured_first() {
        let base = rows(0.96);
        let all = [
            varied("a.liten", Some(0.961), Some(0.9602)),
            varied("b.stor", Some(0.99), None),
            varied("c.snur", Some(0.97), Some(0.94)),
        ];
        let mut tornado = Tornado { base: &base, varied: &all, goal: Some(0.95), fixed: 3, left: 4 };
        let said = answer(&tornado, Lang::Nb);
        assert!(
            said.contains(
                "Mål først: c.snur (nå 2, uten kilde). Den snur svaret: andelen går fra 97,1 % til 94,1 %."
            ),
            "{said}"
        );
        assert!(!said.contains("Det gjør også"), "{said}");
        let keys: Vec<usize> = tornado.ranked().iter().map(|(place, _)| *place).collect();
        assert_eq!(keys, [1, 2, 0]);
        let table = table(&tornado);
        assert_eq!(table.rows[1][11], Cell::Flag(true));
        assert_eq!((table.rows[0][11].clone(), table.rows[0][6].clone()), (Cell::Flag(false), Cell::Missing));
        tornado.goal = None;
        assert!(
            answer(&tornado, Lang::En)
                .contains("None of them turns the answer by itself. Measure first: b.stor")
        );
    }

    #[test]
    fn what_has_no_source_comes_before_what_has_one() {
        let base = rows(0.96);
        let mut all = [
            varied("a.kjent", Some(0.99), Some(0.80)),
            varied("b.ukjent", Some(0.97), Some(0.94)),
            varied("c.ukjent", Some(0.97), Some(0.93)),
        ];
        all[0].sourced = true;
        let mut tornado = Tornado { base: &base, varied: &all, goal: Some(0.95), fixed: 0, left: 0 };
        let said = answer(&tornado, Lang::Nb);
        assert!(said.contains("Mål først: c.ukjent (nå 2, uten kilde). Den snur svaret"), "{said}");
        assert!(said.contains(" Det gjør også: b.ukjent; a.kjent."), "{said}");
        tornado.varied = &all[..1];
        let said = answer(&tornado, Lang::En);
        assert!(said.contains("Measure first: a.kjent (now 2). It turns the answer"), "{said}");
    }
}
