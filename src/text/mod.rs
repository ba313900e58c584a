//! The words that people read, in bokmål (default) and English, and how numbers are written.
//!
//! Knows no scenario, model or report: callers hand in what goes into the sentences.

pub mod arguments;
pub mod bench;
pub mod chart;
pub mod cli;
pub mod difference;
pub mod edi;
pub mod experiment;
pub mod help;
pub mod load;
#[cfg(feature = "net")]
pub mod msh;
pub mod number;
pub mod page;
pub mod report;
pub mod scenario;
pub mod stress;

use serde::{Deserialize, Serialize};

/// The language of messages, pages and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Bokmål.
    #[default]
    Nb,
    En,
}

impl Lang {
    /// `nb` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "nb" => Some(Lang::Nb),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Lang::Nb => "nb",
            Lang::En => "en",
        }
    }
}

/// A sentence that has something in it, in one of the languages.
pub fn either(lang: Lang, nb: String, en: String) -> String {
    match lang {
        Lang::Nb => nb,
        Lang::En => en,
    }
}

/// Text with control characters made visible, so that no name steers a terminal.
pub fn printable(text: &str) -> String {
    let visible = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(visible).collect()
}

/// A fixed name or definition in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub nb: &'static str,
    pub en: &'static str,
}

impl Name {
    pub const fn new(nb: &'static str, en: &'static str) -> Self {
        Name { nb, en }
    }

    pub const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.nb,
            Lang::En => self.en,
        }
    }
}

/// The same sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub nb: String,
    pub en: String,
}

impl Words {
    pub const fn empty() -> Words {
        Words { nb: String::new(), en: String::new() }
    }

    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nb => &self.nb,
            Lang::En => &self.en,
        }
    }
}

/// Input as it may be shown: control characters escaped, long text cut.
pub fn escaped(text: &str) -> String {
    const MOST: usize = 120;
    let escape = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    let mut shown: String = text.chars().take(MOST).map(escape).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

/// Sentences as functions of what goes into them: `name(argument, …) = nb, en;`.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) = $nb:literal, $en:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name($($arg: impl std::fmt::Display),*) -> $crate::text::Words {
            $crate::text::Words { nb: format!($nb), en: format!($en) }
        }
    )*};
}

pub(crate) use sentences;

impl From<Name> for Words {
    fn from(name: Name) -> Self {
        Words { nb: name.nb.to_string(), en: name.en.to_string() }
    }
}
