//! What may stand where: the structure of the documents as static tables.
//!
//! The tables say what the official schemas say, in a form that one pass can follow: for each type its elements in
//! order, its attributes, and what its text must be. Knows no reader and keeps nothing; how the tables are followed is
//! `check`'s matter.

mod apprec;
mod common;
mod dialogue;
mod head;
mod signature;
mod space;
pub mod values;

pub use space::Space;
use values::Value;

/// What an element may hold.
#[derive(Debug)]
pub struct Type {
    /// In their order. Alternatives stand after one another, see [`Element::alternative`].
    pub elements: &'static [Element],
    pub content: Content,
    pub attributes: Attributes,
    /// Nothing at all is allowed, too, though elements are required.
    pub may_be_empty: bool,
    /// The sequence may begin again after its end.
    pub again: bool,
}

/// What stands between the tags besides elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing, not even white space.
    Empty,
    /// White space.
    Elements,
    /// Any text.
    Mixed,
    /// Text of this form.
    Value(Value),
    /// Anything: elements that are known are checked, others are passed over.
    Anything,
}

/// Which attributes an element may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    None,
    /// `V`, `DN`: a code.
    Simple,
    /// `V`, `S`, `DN`, `OT`: a code with its system.
    Coded,
    /// `V` of a form.
    One(Value),
    /// These, without a namespace.
    Of(&'static [Attribute]),
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: &'static str,
    pub value: Value,
    pub required: bool,
}

/// Whether an element, or one of a choice, must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
    /// Required after the one before it, forbidden by nobody.
    WithPrevious,
    /// Required where the one before it is not there.
    WithoutPrevious,
}

/// An element inside a type.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    pub name: Name,
    pub of: &'static Type,
    pub keep: Keep,
    pub need: Need,
    /// Any number of times.
    pub repeats: bool,
    /// Instead of the element before it in the list.
    pub alternative: bool,
    /// Of a choice, at its first element: it may be chosen again and again.
    pub choice_repeats: bool,
}

/// Which element is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// In the namespace of the element that holds it.
    Same(&'static str),
    In(Space, &'static str),
    /// Any element; it must be declared if `strict`.
    Any {
        strict: bool,
    },
    /// Any element outside the namespace of the element that holds it.
    Other {
        strict: bool,
    },
}

impl Name {
    /// As faults call it.
    pub const fn shown(self) -> &'static str {
        match self {
            Name::Same(name) | Name::In(_, name) => name,
            Name::Any { .. } | Name::Other { .. } => "*",
        }
    }
}

/// What the reader keeps of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Nothing,
    Kind,
    Generated,
    MessageId,
    Parent,
    Conversation,
    Sender,
    Receiver,
    OtherReceiver,
    Patient,
    /// An organisation, a department or a person of a party.
    Unit,
    Name,
    Ident,
    Id,
    IdType,
    Family,
    Middle,
    Given,
    Born,
    Document,
    DocumentType,
    Description,
    MimeType,
    FileReference,
    Container,
    Dialogue,
    Question,
    Note,
    /// The text of a question or a note.
    Body,
    Theme,
    QuestionType,
    Status,
    Error,
    Original,
    OriginalType,
    OriginalIssued,
    OriginalId,
}

/// A document's root that we read, and every other element that is declared on its own.
pub fn global(space: Space, name: &str) -> Option<&'static Element> {
    let list: &[Element] = match space {
        Space::Head => &head::GLOBAL,
        Space::Dialogue10 => &dialogue::GLOBAL_10,
        Space::Dialogue11 => &dialogue::GLOBAL_11,
        Space::AppRec10 | Space::AppRec11 => &apprec::GLOBAL,
        Space::Base64 => &common::GLOBAL_BASE64,
        Space::Kith => &common::GLOBAL_KITH,
        Space::Signature => &signature::GLOBAL,
        Space::None | Space::Shared | Space::Instance | Space::Xml | Space::Foreign => &[],
    };
    let found = list.iter().find(|element| element.name.shown() == name);
    found.filter(|_| name != "Role" || space == Space::AppRec10)
}

/// Of an element that the schemas do not know: everything is allowed.
pub static ANYTHING: Type = Type {
    elements: &[],
    content: Content::Anything,
    attributes: Attributes::Any,
    may_be_empty: true,
    again: false,
};

const fn element(name: Name, of: &'static Type, need: Need, repeats: bool) -> Element {
    Element { name, of, keep: Keep::Nothing, need, repeats, alternative: false, choice_repeats: false }
}

/// Exactly once.
const fn one(name: &'static str, of: &'static Type) -> Element {
    element(Name::Same(name), of, Need::Required, false)
}

/// At most once.
const fn opt(name: &'static str, of: &'static Type) -> Element {
    element(Name::Same(name), of, Need::Optional, false)
}

/// Any number of times.
const fn any(name: &'static str, of: &'static Type) -> Element {
    element(Name::Same(name), of, Need::Optional, true)
}

/// At least once.
const fn some(name: &'static str, of: &'static Type) -> Element {
    element(Name::Same(name), of, Need::Required, true)
}

impl Element {
    const fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Instead of the element before it.
    const fn or(mut self) -> Self {
        self.alternative = true;
        self
    }

    const fn within(mut self, space: Space) -> Self {
        self.name = Name::In(space, self.name.shown());
        self
    }

    const fn need(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    const fn choice_repeats(mut self) -> Self {
        self.choice_repeats = true;
        self
    }
}

/// A type of elements without attributes.
const fn sequence(elements: &'static [Element]) -> Type {
    Type {
        elements,
        content: Content::Elements,
        attributes: Attributes::None,
        may_be_empty: false,
        again: false,
    }
}

/// A type of text.
const fn value(value: Value) -> Type {
    Type {
        elements: &[],
        content: Content::Value(value),
        attributes: Attributes::None,
        may_be_empty: true,
        again: false,
    }
}

/// A type that has nothing but attributes.
const fn bare(attributes: Attributes) -> Type {
    Type { elements: &[], content: Content::Empty, attributes, may_be_empty: true, again: false }
}
