//! What each assumption does.

use super::{Picture, Sketch, nothing, told};
use crate::chart::{End, Format, Lever, Tornado};
use crate::report::stored::Stored;
use crate::report::table::RowView;
use crate::text::{Lang, chart as say};

/// Assumptions at most.
const MOST: usize = 15;

pub fn draw(stored: &Stored, lang: Lang) -> Option<Picture> {
    let table = stored.table("assumptions")?;
    table.place("low_difference")?;
    let lever = |row: RowView<'_>| {
        let end = |value: &str, difference: &str| {
            let value = plain(&row.text(value, lang), lang);
            row.number(difference).map(|difference| End { value, difference })
        };
        Lever {
            label: row.text("key", lang),
            low: end("low_value", "low_difference"),
            high: end("high_value", "high_difference"),
            turns: row.flag("turns_the_answer"),
        }
    };
    let levers: Vec<Lever> = table.views().take(MOST).map(lever).collect();
    let sketch = Sketch {
        id: "tornado",
        file: "antakelser",
        title: say::TORNADO,
        caption: say::tornado_caption(),
        tables: &["assumptions"],
    };
    let said = levers.iter().map(|lever| {
        let ends = lever.low.iter().chain(&lever.high);
        let ends: Vec<String> = ends.map(|end| Format::Points(1).text(end.difference, lang)).collect();
        format!("{}: {}.", lever.label, ends.join(", "))
    });
    let head = sketch.head(told(&sketch.caption, said, lang), lang);
    let word = |name: crate::text::Name| name.of(lang).to_owned();
    let chart = Tornado {
        head,
        levers,
        low: word(say::LOW),
        high: word(say::HIGH),
        unit: word(say::POINTS),
        turns: word(say::TURNS),
        nothing: nothing(lang),
    };
    Some(sketch.picture(chart.svg(), lang))
}

/// A value as a scenario writes it, without quotation marks, braces and zeros that say nothing.
fn plain(value: &str, lang: Lang) -> String {
    let bare = value.replace(['"', '{', '}'], "").replace(".000000 s", " s");
    let bare = bare.trim();
    match (lang, bare.parse::<f64>()) {
        (Lang::Nb, Ok(_)) => bare.replace('.', ","),
        _ => bare.to_owned(),
    }
}
