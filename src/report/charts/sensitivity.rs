//! What each assumption does.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{End, Format, Lever, Tornado};
use crate::report::table::RowView;
use crate::text::{Lang, chart as say};

/// Assumptions at most.
const MOST: usize = 15;

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("assumptions")?, view.lang);
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
    let head = sketch.head(told(&sketch.caption, said, lang), view);
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
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}

/// A value as a scenario writes it, without quotation marks, braces and zeros that say nothing; numbers as the language
/// has them.
fn plain(value: &str, lang: Lang) -> String {
    let bare = value.replace(['"', '{', '}'], "").replace(".000000 s", " s");
    let letters: Vec<char> = bare.trim().chars().collect();
    let digit = |place: Option<usize>| place.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let written = |(at, c): (usize, &char)| match (lang, c) {
        (Lang::Nb, '.') if digit(at.checked_sub(1)) && digit(Some(at + 1)) => ',',
        _ => *c,
    };
    letters.iter().enumerate().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_decimal_sign_of_the_language() {
        let cases = [
            ("3.2 %", "3,2 %"),
            ("{ mean = \"144.000000 s\", cv = 0.8 }", "mean = 144 s, cv = 0,8"),
            ("a.b", "a.b"),
        ];
        for (value, shown) in cases {
            assert_eq!(plain(value, Lang::Nb), shown);
        }
        assert_eq!(plain("3.2 %", Lang::En), "3.2 %");
    }
}
