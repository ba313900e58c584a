//! Documents grown at random from the tables: each is valid if the tables say what the schemas say.

use crate::edi::schema::values::Value;
use crate::edi::schema::{Attributes, Content, Element, Name, Need, Space, Type, global};
use std::fmt::Write;

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) % limit as u64) as usize
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

#[derive(Clone, Debug)]
pub struct Node {
    pub space: Space,
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
}

#[derive(Clone, Debug)]
pub enum Child {
    Node(Node),
    /// As it stands in the file.
    Text(String),
}

pub const SPACES: [(Space, &str); 10] = [
    (Space::Head, "mh"),
    (Space::Dialogue10, "d"),
    (Space::Dialogue11, "e"),
    (Space::AppRec10, "a"),
    (Space::AppRec11, "c"),
    (Space::Base64, "b"),
    (Space::Kith, "k"),
    (Space::Shared, "f"),
    (Space::Signature, "ds"),
    (Space::Instance, "xsi"),
];

impl Node {
    pub fn write(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        self.append(&mut out, true);
        out
    }

    fn append(&self, out: &mut String, root: bool) {
        let prefix = SPACES.iter().find(|(space, _)| *space == self.space).map(|(_, prefix)| *prefix);
        let name = match (self.space, prefix) {
            (Space::None, _) => self.name.clone(),
            (_, prefix) => format!("{}:{}", prefix.unwrap_or("x"), self.name),
        };
        out.push('<');
        out.push_str(&name);
        for (space, prefix) in SPACES.iter().filter(|_| root) {
            write!(out, " xmlns:{prefix}=\"{}\"", space.uri()).expect("a string takes all");
        }
        out.push_str(if root { " xmlns:x=\"urn:x\"" } else { "" });
        for (name, value) in &self.attributes {
            write!(out, " {name}=\"{value}\"").expect("a string takes all");
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Node(node) => node.append(out, false),
                Child::Text(text) => out.push_str(text),
            }
        }
        write!(out, "</{name}>").expect("a string takes all");
    }
}

pub fn document(dice: &mut Dice) -> Node {
    let (space, name) = match dice.below(6) {
        0 => (Space::AppRec10, "AppRec"),
        1 => (Space::AppRec11, "AppRec"),
        _ => (Space::Head, "MsgHead"),
    };
    declared(space, name, dice, 0)
}

fn declared(space: Space, name: &str, dice: &mut Dice, depth: usize) -> Node {
    let element = global(space, name).expect("a declared element");
    node(space, name, element.of, dice, depth)
}

fn node(space: Space, name: &str, of: &'static Type, dice: &mut Dice, depth: usize) -> Node {
    let mut children = Vec::new();
    match of.content {
        Content::Value(form) => children.push(Child::Text(good(form, dice).to_owned())),
        Content::Anything | Content::Mixed if dice.one_in(2) => {
            children.push(Child::Text("tekst".to_owned()))
        }
        Content::Elements if dice.one_in(3) => children.push(Child::Text("\n".to_owned())),
        _ => {}
    }
    if of.content == Content::Anything && dice.one_in(3) {
        children.push(Child::Node(anything(dice, depth, Space::None, true)));
    }
    if !(of.may_be_empty && (of.elements.is_empty() || dice.one_in(4))) {
        sequence(space, of, dice, depth, &mut children);
    }
    Node { space, name: name.to_owned(), attributes: attributes(of.attributes, dice), children }
}

fn sequence(space: Space, of: &'static Type, dice: &mut Dice, depth: usize, children: &mut Vec<Child>) {
    let list = of.elements;
    let mut next = 0;
    let mut previous = false;
    while next < list.len() {
        let end = (next + 1..list.len()).find(|place| !list[*place].alternative).unwrap_or(list.len());
        let wanted = match list[next].need {
            Need::Required => true,
            Need::Optional => dice.below(depth + 3) < 2,
            Need::WithPrevious => previous,
            Need::WithoutPrevious => !previous || dice.one_in(2),
        };
        let rounds = if list[next].choice_repeats { dice.below(3) + 1 } else { 1 };
        for _ in 0..if wanted { rounds } else { 0 } {
            let element = &list[next + dice.below(end - next)];
            let times = if element.repeats && dice.one_in(3) { 2 } else { 1 };
            (0..times).for_each(|_| children.push(Child::Node(child(space, element, dice, depth + 1))));
        }
        previous = wanted;
        next = end;
    }
}

fn child(parent: Space, element: &Element, dice: &mut Dice, depth: usize) -> Node {
    match element.name {
        Name::Same(name) => node(parent, name, element.of, dice, depth),
        Name::In(space, name) => node(space, name, element.of, dice, depth),
        Name::Any { strict } | Name::Other { strict } => anything(dice, depth, parent, !strict),
    }
}

/// An element of another namespace.
fn anything(dice: &mut Dice, depth: usize, parent: Space, lax: bool) -> Node {
    if lax && dice.one_in(2) {
        let children = vec![Child::Text("hva som helst".to_owned())];
        let attributes = vec![("hva".to_owned(), "som".to_owned())];
        return Node { space: Space::Foreign, name: "ukjent".to_owned(), attributes, children };
    }
    let choice = if depth > 8 { 2 } else { dice.below(6) };
    match choice {
        0 => declared(Space::Dialogue10, "Dialogmelding", dice, depth),
        1 => declared(Space::Dialogue11, "Dialogmelding", dice, depth),
        3 => declared(Space::Kith, "REF", dice, depth),
        4 if parent != Space::Signature => declared(Space::Signature, "KeyInfo", dice, depth + 2),
        5 => declared(Space::Head, "Patient", dice, depth),
        _ => declared(Space::Base64, "Base64Container", dice, depth),
    }
}

fn attributes(kinds: Attributes, dice: &mut Dice) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |name: &str, form: Value, dice: &mut Dice| {
        found.push((name.to_owned(), good(form, dice).trim().to_owned()));
    };
    match kinds {
        Attributes::None | Attributes::Any => {}
        Attributes::Simple | Attributes::Coded => {
            for (name, form) in
                [("V", Value::Text), ("DN", Value::Text), ("S", Value::Oid), ("OT", Value::Text)]
            {
                let known = kinds == Attributes::Coded || ["V", "DN"].contains(&name);
                if known && dice.below(3) > 0 {
                    add(name, form, dice);
                }
            }
        }
        Attributes::One(form) if dice.below(4) > 0 => add("V", form, dice),
        Attributes::One(_) => {}
        Attributes::Of(list) => {
            for attribute in list {
                if attribute.required || dice.one_in(if attribute.value == Value::Id { 6 } else { 2 }) {
                    add(attribute.name, attribute.value, dice);
                }
            }
        }
    }
    found
}

fn good(form: Value, dice: &mut Dice) -> &'static str {
    match form {
        Value::Text => dice.pick(&["", "ord", " to ord ", "1", "&#229;"]),
        Value::Fixed(text) => dice.pick(&[text, text, ""]),
        Value::DateTime => {
            dice.pick(&["2026-03-02T09:00:00", "2024-02-29T23:59:59.123456789+01:00", "2026-12-31T00:00:00Z"])
        }
        Value::Date => dice.pick(&["2026-03-02", "2024-02-29Z", "1899-12-31+02:00"]),
        Value::Stamp => dice.pick(&["2026-03-02T09:00:00", "2026-03-02", "2026", "2026-03", "09:00:00"]),
        Value::Base64 => dice.pick(&["", "AAAA", "QUJD\nREVG", "QUI=", "QQ=="]),
        Value::Uri => dice.pick(&["", "tel:55 55 55 55", "mailto:a@b.no", "http://a.no/b?c#d", "#a"]),
        Value::Integer => dice.pick(&["0", "-12", "+3", "123456789012345678901234"]),
        Value::Oid => dice.pick(&["1", "2.16.578.1.12.4.1.1.9051"]),
        // Two may meet in a document: then it is wrong for both judges.
        Value::Id => dice.pick(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "navn"]),
    }
}
