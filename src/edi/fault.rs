//! What can be wrong with a document: reasons to refuse it, and places where its structure differs.

use crate::text::{Lang, edi as say};

/// Why a document is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than [`super::LIMIT`].
    TooLarge {
        bytes: u64,
    },
    /// Not UTF-8, or it says so itself.
    NotUtf8 {
        declared: Option<String>,
    },
    /// A document type declaration; it could pull in other files.
    Doctype {
        line: u32,
    },
    /// An entity that XML does not define.
    Entity {
        line: u32,
        name: String,
    },
    NotWellFormed {
        line: u32,
        what: Malformed,
    },
    /// Neither MsgHead nor AppRec is in it.
    NoMessage,
    Missing(Part),
}

/// What a message cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    MessageId,
    /// With a HER-id.
    Sender,
    /// With a HER-id.
    Receiver,
}

/// Why a text is not XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A tag, comment or reference that does not end, or is none.
    Syntax,
    /// Of an element that was not begun, or not ended.
    EndTag,
    Attribute,
    /// The same attribute twice.
    Duplicate(String),
    /// A prefix without a namespace.
    Prefix(String),
    /// A name with signs that names have not.
    Name(String),
    /// A sign that XML has not.
    Sign,
    /// Nothing, or more than one element, or text beside it.
    Root,
    Declaration,
    /// Elements inside one another deeper than [`super::DEPTH`].
    Depth,
    /// More attributes of an element, or more namespaces in force, than anybody needs.
    Many,
}

impl Refusal {
    /// The code of system 8221 that a receipt or an error answer gives.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::NotWellFormed { .. } | Refusal::Doctype { .. } | Refusal::Entity { .. } => "T01",
            Refusal::NoMessage => "T10",
            Refusal::TooLarge { .. } | Refusal::NotUtf8 { .. } => "T99",
            Refusal::Missing(Part::MessageId) => "E10",
            Refusal::Missing(_) => "T02",
        }
    }

    /// The line, counted from 1, if it has one place.
    pub const fn line(&self) -> Option<u32> {
        match self {
            Refusal::Doctype { line }
            | Refusal::Entity { line, .. }
            | Refusal::NotWellFormed { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// In a sentence, without the line.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Refusal::TooLarge { bytes } => say::too_large(lang, *bytes, super::LIMIT as u64),
            Refusal::NotUtf8 { declared } => say::not_utf8(lang, declared.as_deref()),
            Refusal::Doctype { .. } => say::doctype(lang).to_owned(),
            Refusal::Entity { name, .. } => say::entity(lang, name),
            Refusal::NotWellFormed { what, .. } => what.say(lang),
            Refusal::NoMessage => say::no_message(lang).to_owned(),
            Refusal::Missing(part) => say::missing_part(lang, *part as usize).to_owned(),
        }
    }
}

impl Malformed {
    fn say(&self, lang: Lang) -> String {
        match self {
            Malformed::Syntax => say::syntax(lang).to_owned(),
            Malformed::EndTag => say::end_tag(lang).to_owned(),
            Malformed::Attribute => say::attribute(lang).to_owned(),
            Malformed::Duplicate(name) => say::duplicate(lang, name),
            Malformed::Prefix(prefix) => say::prefix(lang, prefix),
            Malformed::Name(name) => say::name(lang, name),
            Malformed::Sign => say::sign(lang).to_owned(),
            Malformed::Root => say::root(lang).to_owned(),
            Malformed::Declaration => say::declaration(lang).to_owned(),
            Malformed::Depth => say::depth(lang, super::DEPTH),
            Malformed::Many => say::many(lang, super::xml::MOST_ATTRIBUTES),
        }
    }
}

/// A place where the structure is not that of the schemas (T02).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructureFault {
    /// Counted from 1.
    pub line: u32,
    /// Of the element, as written.
    pub element: String,
    pub what: What,
}

/// What is wrong with an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Its parent has no such element.
    Unknown {
        parent: String,
    },
    /// Its parent has it, but not here, or not so often.
    Misplaced {
        parent: String,
    },
    /// It should have held this one.
    Lacks {
        child: &'static str,
    },
    /// No schema declares it.
    Undeclared,
    /// It has text, and should have none.
    HasText,
    /// Its text has not the right form.
    Form,
    /// It should not have this attribute.
    Attribute {
        name: String,
    },
    LacksAttribute {
        name: &'static str,
    },
    /// The attribute's value has not the right form.
    AttributeForm {
        name: String,
    },
    /// It stands around the message.
    Wrapper,
}

impl StructureFault {
    /// The code of system 8221.
    pub const CODE: &'static str = "T02";

    /// In a sentence, without the line. Identity numbers are masked.
    pub fn say(&self, lang: Lang) -> String {
        let name = &self.element;
        let sentence = match &self.what {
            What::Unknown { parent } => say::unknown(lang, name, parent),
            What::Misplaced { parent } => say::misplaced(lang, name, parent),
            What::Lacks { child } => say::lacks(lang, name, child),
            What::Undeclared => say::undeclared(lang, name),
            What::HasText => say::has_text(lang, name),
            What::Form => say::form(lang, name),
            What::Attribute { name: attribute } => say::unknown_attribute(lang, name, attribute),
            What::LacksAttribute { name: attribute } => say::lacks_attribute(lang, name, attribute),
            What::AttributeForm { name: attribute } => say::attribute_form(lang, name, attribute),
            What::Wrapper => say::wrapper(lang, name),
        };
        super::mask(&sentence).into_owned()
    }
}
