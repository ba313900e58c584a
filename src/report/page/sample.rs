//! A page with everything that a page may have, on which templates are tried before there are results.

use super::{Contents, Fact, Link, OfVariant, Section, Shown, words};
use crate::report::stress::Item;
use crate::text::Lang;

impl Contents {
    /// Two of everything of which there may be several.
    pub(super) fn sample(lang: Lang) -> Contents {
        let text = |place: usize| format!("<{place}>");
        let two = |one: fn(usize) -> String| (1..=2).map(one).collect::<Vec<String>>();
        Contents {
            lang: lang.name(),
            title: text(0),
            subtitle: text(0),
            answer: two(|place| format!("<{place}>")),
            interrupted: true,
            warnings: two(|place| format!("<{place}>")),
            about_charts: Some(text(0)),
            sections: sections("s"),
            variants: (1..=2)
                .map(|place| OfVariant {
                    id: format!("v{place}"),
                    title: text(place),
                    summary: text(place),
                    sections: sections("v"),
                })
                .collect(),
            tables: (1..=2).map(shown).collect(),
            unsourced: text(0),
            assumptions: Some(shown(3)),
            facts: (1..=2).map(|place| Fact { name: text(place), value: text(place) }).collect(),
            stress: [false, true].map(|gap| Item { number: "1.1", name: text(1), text: text(2), gap }).into(),
            footer: text(0),
            words: words(lang),
        }
    }
}

fn sections(id: &str) -> Vec<Section> {
    let section = |place: usize| Section {
        id: format!("{id}{place}"),
        title: format!("<{place}>"),
        caption: format!("<{place}>"),
        file: format!("{id}{place}"),
        svg: "<svg></svg>".to_owned(),
        narrow: "<svg></svg>".to_owned(),
        tables: (4..=5).map(shown).collect(),
        elsewhere: vec![Link { id: "t-1".to_owned(), text: "<1>".to_owned() }],
    };
    (1..=2).map(section).collect()
}

fn shown(place: usize) -> Shown {
    let text = format!("<{place}>");
    let html = "<table><tr><td>1</table>".to_owned();
    Shown { id: format!("t-{place}"), name: text.clone(), summary: text, html }
}
