//! Follows the tables of `schema`: which element may come next, what is still missing, which attributes may stand.
//!
//! After a fault it goes on with the type that was probably meant, so that what is read is read all the same.

use super::fault::What;
use super::schema::values::Value;
use super::schema::{ANYTHING, Attributes, Content, Element, Keep, Name, Need, Space, Type, global};

/// An element that has begun and not ended.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub of: &'static Type,
    pub keep: Keep,
    pub space: Space,
    /// As written.
    pub name: &'a str,
    /// One more than the place of the last child in the list of the type.
    at: usize,
    pub has_text: bool,
    /// How long the text of the body around it was when it began.
    pub from: usize,
}

/// What an element is taken for, and what is wrong with it.
pub struct Taken {
    pub of: &'static Type,
    pub keep: Keep,
    pub fault: Option<What>,
}

impl<'a> Frame<'a> {
    pub fn new(of: &'static Type, keep: Keep, space: Space, name: &'a str) -> Self {
        Frame { of, keep, space, name, at: 0, has_text: false, from: 0 }
    }

    /// The element is the next child.
    pub fn take(&mut self, space: Space, local: &str) -> Taken {
        if self.of.content == Content::Anything {
            return declared(space, local, false);
        }
        let Ok((place, lacks)) = self.search(space, local) else {
            return self.stranger(space, local);
        };
        self.at = place + 1;
        let element = &self.of.elements[place];
        let taken = match element.name {
            Name::Any { strict } | Name::Other { strict } => declared(space, local, strict),
            _ => Taken { of: element.of, keep: element.keep, fault: None },
        };
        Taken { fault: lacks.map(|child| What::Lacks { child }).or(taken.fault), ..taken }
    }

    /// The place of the element in the list, and what should have stood before it.
    fn search(&self, space: Space, local: &str) -> Result<(usize, Option<&'static str>), ()> {
        let list = self.of.elements;
        let fits = |place: usize| matches(&list[place], self.space, space, local);
        let mut previous = self.at > 0;
        let mut next = 0;
        if let Some(last) = self.at.checked_sub(1) {
            if list[last].repeats && fits(last) {
                return Ok((last, None));
            }
            let (first, end) = group(list, last);
            if list[first].choice_repeats
                && let Some(place) = (first..end).find(|place| fits(*place))
            {
                return Ok((place, None));
            }
            next = end;
        }
        let mut lacks = None;
        while next < list.len() {
            let (first, end) = group(list, next);
            let need = list[first].need;
            if let Some(place) = (first..end).find(|place| fits(*place)) {
                let alone = need == Need::WithPrevious && !previous;
                return Ok((place, lacks.or(alone.then(|| list[first - 1].name.shown()))));
            }
            if is_required(need, previous) {
                lacks = lacks.or(Some(list[first].name.shown()));
            }
            previous = false;
            next = end;
        }
        let again = self.of.again && self.at > 0 && lacks.is_none() && fits(0);
        if again { Ok((0, None)) } else { Err(()) }
    }

    /// An element that may not stand here.
    fn stranger(&self, space: Space, local: &str) -> Taken {
        let parent = self.name.to_owned();
        let known = self.of.elements.iter().find(|element| {
            !matches!(element.name, Name::Any { .. } | Name::Other { .. })
                && matches(element, self.space, space, local)
        });
        match known {
            Some(element) => {
                Taken { of: element.of, keep: element.keep, fault: Some(What::Misplaced { parent }) }
            }
            None => {
                let keep = Keep::Nothing;
                Taken { of: &ANYTHING, keep, fault: Some(What::Unknown { parent }) }
            }
        }
    }

    /// What should have come before the end.
    pub fn lacks(&self) -> Option<&'static str> {
        let list = self.of.elements;
        if list.is_empty() || (self.of.may_be_empty && self.at == 0) {
            return None;
        }
        let mut previous = self.at > 0;
        let mut next = self.at.checked_sub(1).map_or(0, |last| group(list, last).1);
        while next < list.len() {
            if is_required(list[next].need, previous) {
                return Some(list[next].name.shown());
            }
            previous = false;
            next = group(list, next).1;
        }
        None
    }

    /// What is wrong with an attribute without a namespace.
    pub fn attribute(&self, name: &str, value: &str) -> Option<What> {
        let (known, form) = match self.of.attributes {
            Attributes::Any => (true, Value::Text),
            Attributes::Simple => (matches!(name, "V" | "DN"), Value::Text),
            Attributes::Coded if name == "S" => (true, Value::Oid),
            Attributes::Coded => (matches!(name, "V" | "DN" | "OT"), Value::Text),
            Attributes::One(form) => (name == "V", form),
            Attributes::None => (false, Value::Text),
            Attributes::Of(list) => list
                .iter()
                .find(|attribute| attribute.name == name)
                .map_or((false, Value::Text), |attribute| (true, attribute.value)),
        };
        let named = || name.to_owned();
        match (known, form.fits(value)) {
            (false, _) => Some(What::Attribute { name: named() }),
            (true, false) => Some(What::AttributeForm { name: named() }),
            (true, true) => None,
        }
    }

    /// Whether an attribute names the element: no other has that name.
    pub fn is_id(&self, name: &str) -> bool {
        let Attributes::Of(list) = self.of.attributes else { return false };
        list.iter().any(|attribute| attribute.value == Value::Id && attribute.name == name)
    }

    /// An attribute that should be there and is not.
    pub fn lacks_attribute(&self, has: impl Fn(&str) -> bool) -> Option<What> {
        let Attributes::Of(list) = self.of.attributes else {
            return None;
        };
        let missing = list.iter().find(|attribute| attribute.required && !has(attribute.name));
        missing.map(|attribute| What::LacksAttribute { name: attribute.name })
    }
}

fn is_required(need: Need, previous: bool) -> bool {
    match need {
        Need::Required => true,
        Need::Optional => false,
        Need::WithPrevious => previous,
        Need::WithoutPrevious => !previous,
    }
}

/// The bounds of the choice to which a place of the list belongs.
fn group(list: &[Element], place: usize) -> (usize, usize) {
    let mut first = place;
    while list[first].alternative {
        first -= 1;
    }
    let mut end = place + 1;
    while list.get(end).is_some_and(|element| element.alternative) {
        end += 1;
    }
    (first, end)
}

fn matches(element: &Element, parent: Space, space: Space, local: &str) -> bool {
    match element.name {
        Name::Same(name) => name == local && space == parent,
        Name::In(named, name) => name == local && space == named,
        Name::Any { .. } => true,
        Name::Other { .. } => space != parent && space != Space::None,
    }
}

/// An element where anything may stand.
pub fn declared(space: Space, local: &str, strict: bool) -> Taken {
    match global(space, local) {
        Some(element) => Taken { of: element.of, keep: element.keep, fault: None },
        None => Taken { of: &ANYTHING, keep: Keep::Nothing, fault: strict.then_some(What::Undeclared) },
    }
}
