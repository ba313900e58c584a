//! Namespaces in force: prefixes and what they stand for.

use super::document::Text;
use super::fault::Malformed;
use super::schema::Space;
use super::schema::values::is_name;

/// The namespace of namespace declarations; nobody may bind it.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Prefix (empty: none), namespace, and in how many elements it was declared.
    bindings: Vec<(&'a str, Space, usize)>,
    depth: usize,
    had_root: bool,
}

impl<'a> Names<'a> {
    /// An element begins.
    pub fn open(&mut self) {
        self.depth += 1;
    }

    /// An element ends, and with it what it declared.
    pub fn close(&mut self) {
        while self.bindings.last().is_some_and(|(_, _, depth)| *depth == self.depth) {
            self.bindings.pop();
        }
        self.depth -= 1;
        self.had_root |= self.depth == 0;
    }

    /// An outermost element has ended.
    pub fn has_had_root(&self) -> bool {
        self.had_root
    }

    /// What the attributes of the element declare.
    pub fn bind(&mut self, attributes: &[(&'a str, Text<'a>)]) -> Result<(), Malformed> {
        for (name, value) in attributes {
            let Some(rest) = name.strip_prefix("xmlns") else { continue };
            let prefix = match rest.strip_prefix(':') {
                Some(prefix) => prefix,
                None if rest.is_empty() => "",
                None => continue,
            };
            let space = Space::of(value);
            let named = !rest.is_empty();
            let bad_name = named && (!is_name(prefix) || prefix.contains(':'));
            let undeclared = named && space == Space::None;
            let reserved = prefix == "xmlns" || value == XMLNS || (prefix == "xml") != (space == Space::Xml);
            if bad_name || undeclared || reserved {
                return Err(Malformed::Prefix(prefix.to_owned()));
            }
            self.bindings.push((prefix, space, self.depth));
        }
        Ok(())
    }

    /// The namespace of an element, and its name inside it.
    pub fn element<'n>(&self, name: &'n str) -> Result<(Space, &'n str), Malformed> {
        match name.split_once(':') {
            None => Ok((self.find("").unwrap_or(Space::None), name)),
            Some((prefix, local)) => match self.find(prefix) {
                Some(space) if !local.contains(':') => Ok((space, local)),
                _ => Err(Malformed::Prefix(prefix.to_owned())),
            },
        }
    }

    /// The namespace of an attribute; `None` for a declaration of a namespace.
    pub fn attribute(&self, name: &str) -> Result<Option<Space>, Malformed> {
        match name.split_once(':') {
            None if name == "xmlns" => Ok(None),
            None => Ok(Some(Space::None)),
            Some(("xmlns", _)) => Ok(None),
            Some((prefix, local)) => match self.find(prefix) {
                Some(space) if is_name(local) && !local.contains(':') => Ok(Some(space)),
                _ => Err(Malformed::Prefix(prefix.to_owned())),
            },
        }
    }

    fn find(&self, prefix: &str) -> Option<Space> {
        let bound = self.bindings.iter().rev().find(|(known, _, _)| *known == prefix);
        let built_in = (prefix == "xml").then_some(Space::Xml);
        bound.map(|(_, space, _)| *space).or(built_in)
    }
}
