//! Namespaces in force: prefixes and what they stand for.

use super::document::Text;
use super::fault::Malformed;
use super::schema::Space;
use super::schema::values::is_name;

/// The namespace of namespace declarations; nobody may bind it.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Most namespaces in force at a time: looking one up stays cheap whatever a document declares.
pub const MOST_NAMESPACES: usize = 128;

#[derive(Debug, Default)]
pub struct Names<'a> {
    bindings: Vec<Binding<'a>>,
    depth: usize,
    had_root: bool,
}

/// What a prefix (empty: none) stands for, and inside how many elements it was declared.
#[derive(Debug)]
struct Binding<'a> {
    prefix: &'a str,
    space: Space,
    uri: Text<'a>,
    depth: usize,
}

impl<'a> Names<'a> {
    /// An element begins.
    pub fn open(&mut self) {
        self.depth += 1;
    }

    /// An element ends, and with it what it declared.
    pub fn close(&mut self) {
        while self.bindings.last().is_some_and(|binding| binding.depth == self.depth) {
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
            if self.bindings.len() == MOST_NAMESPACES {
                return Err(Malformed::Many);
            }
            self.bindings.push(Binding { prefix, space, uri: value.clone(), depth: self.depth });
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

    /// An attribute that stands there twice, under two prefixes of one namespace (Namespaces in XML, section 6.3).
    pub fn twice(&self, attributes: &[(&'a str, Text<'a>)]) -> Option<&'a str> {
        let named = |name: &'a str| name.split_once(':').filter(|(prefix, _)| *prefix != "xmlns");
        let prefixed =
            |(name, _): &(&'a str, Text<'a>)| named(name).map(|(prefix, local)| (prefix, local, *name));
        let all: Vec<_> = attributes.iter().filter_map(prefixed).collect();
        let uri = |prefix: &str| self.binding(prefix).map(|binding| &binding.uri);
        let mut seen = all.iter().enumerate();
        let twice = seen.find(|(place, (prefix, local, _))| {
            let same = |(other, known, _): &&(&str, &str, &str)| known == local && uri(other) == uri(prefix);
            all[..*place].iter().any(|one| same(&one))
        });
        twice.map(|(_, (_, _, name))| *name)
    }

    fn find(&self, prefix: &str) -> Option<Space> {
        let built_in = (prefix == "xml").then_some(Space::Xml);
        self.binding(prefix).map(|binding| binding.space).or(built_in)
    }

    fn binding(&self, prefix: &str) -> Option<&Binding<'a>> {
        self.bindings.iter().rev().find(|binding| binding.prefix == prefix)
    }
}
