//! The scenarios that the program brings with it, as texts.
//!
//! Knows nothing of what they say.

use super::nation;
use std::borrow::Cow;

/// A scenario of the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// As `new NAME --from` has it.
    pub name: &'static str,
    pub text: &'static str,
    /// Tables that it names, with their texts.
    pub tables: &'static [(&'static str, &'static str)],
}

impl Shipped {
    /// The question that it answers: its first line.
    pub fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or("").trim_start_matches('#').trim()
    }
}

/// All of them, in the order in which they are listed.
pub const GALLERY: &[Shipped] = &[
    Shipped {
        name: "lunge-poliklinikk",
        text: include_str!("../../scenarios/lunge-poliklinikk.toml"),
        tables: &[],
    },
    Shipped { name: "liten-kommune", text: include_str!("../../scenarios/liten-kommune.toml"), tables: &[] },
    Shipped { name: "paaskeuka", text: include_str!("../../scenarios/paaskeuka.toml"), tables: &[] },
    Shipped { name: "fellesferien", text: include_str!("../../scenarios/fellesferien.toml"), tables: &[] },
    Shipped {
        name: "utfall-72-timer",
        text: include_str!("../../scenarios/utfall-72-timer.toml"),
        tables: &[],
    },
    Shipped {
        name: "helse-bergen",
        text: include_str!("../../scenarios/helse-bergen.toml"),
        tables: &[("kommuner-helse-bergen.csv", include_str!("../../scenarios/kommuner-helse-bergen.csv"))],
    },
];

/// A scenario with its tables, written or made.
pub struct Texts {
    pub text: Cow<'static, str>,
    pub tables: Vec<(&'static str, Cow<'static, str>)>,
}

/// Names of all that [`texts`] has.
pub fn names() -> Vec<&'static str> {
    GALLERY.iter().map(|shipped| shipped.name).chain([nation::NAME]).collect()
}

/// The texts of the scenario of that name; the nation is made on demand.
pub fn texts(name: &str) -> Option<Texts> {
    if name == nation::NAME {
        let (text, table) = nation::texts();
        return Some(Texts { text: text.into(), tables: vec![(nation::TABLE, table.into())] });
    }
    let shipped = find(name)?;
    let tables = shipped.tables.iter().map(|(table, text)| (*table, Cow::Borrowed(*text))).collect();
    Some(Texts { text: shipped.text.into(), tables })
}

/// The scenario of that name.
pub fn find(name: &str) -> Option<&'static Shipped> {
    GALLERY.iter().find(|shipped| shipped.name == name)
}
