//! The words that people read, in bokmål (default) and English.
//!
//! Knows no scenario, model or report: callers hand in what goes into the sentences.

pub mod scenario;

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

/// The same sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub nb: String,
    pub en: String,
}

impl Words {
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nb => &self.nb,
            Lang::En => &self.en,
        }
    }
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
