//! How elements begin and end: what each is taken for, its attributes, its text, and what is kept of it.

use super::check::{Frame, Taken, declared};
use super::document::Text;
use super::facts::Code;
use super::fault::{Malformed, Refusal, What};
use super::pass::{DEPTH, Pass};
use super::schema::values::{Value, base64_bytes, is_name, is_space};
use super::schema::{ANYTHING, Attributes as Kinds, Content, Keep, Space};
use super::xml;

impl<'a> Pass<'a> {
    /// A tag begins an element; `tag` is what stands between the brackets.
    pub(super) fn open(&mut self, name_length: usize, tag: &'a str) -> Result<(), Refusal> {
        let name = &tag[..name_length];
        if self.frames.len() >= DEPTH {
            return Err(self.malformed(Malformed::Depth));
        }
        self.names.open();
        self.attributes.clear();
        xml::attributes(tag, name_length, &mut self.attributes).map_err(|what| self.malformed(what))?;
        let bound = self.names.bind(&self.attributes);
        bound.map_err(|what| self.malformed(what))?;
        let (space, local) = self.names.element(name).map_err(|what| self.malformed(what))?;
        let taken = self.take(space, local, name).map_err(|what| self.malformed(what))?;
        let mut frame = Frame::new(taken.of, taken.keep, space, name);
        if let Some(what) = taken.fault {
            self.fault(name, what);
        }
        if self.message.is_none() && is_message(space, local) {
            self.message = Some(self.frames.len());
            self.facts.begin(space);
        }
        self.check_attributes(&mut frame)?;
        if self.body.is_none() {
            self.value = Text::default();
            if frame.keep == Keep::Body && frame.of.content == Content::Anything {
                self.body = Some(self.frames.len());
            }
        }
        frame.from = self.value.len();
        if self.listens() {
            self.keep_code(frame.keep, frame.of.attributes);
            self.facts.open(frame.keep, space);
        }
        self.frames.push(frame);
        Ok(())
    }

    /// Whether what is read belongs to the message.
    fn listens(&self) -> bool {
        self.message.is_some() && !self.is_over
    }

    /// What the element is taken for.
    fn take(&mut self, space: Space, local: &str, name: &str) -> Result<Taken, Malformed> {
        let taken = match self.frames.last_mut() {
            Some(parent) => parent.take(space, local),
            None if self.names.has_had_root() => return Err(Malformed::Root),
            None if is_message(space, local) => declared(space, local, true),
            None => Taken { of: &ANYTHING, keep: Keep::Nothing, fault: Some(What::Wrapper) },
        };
        // A name that the tables have needs no look at its signs.
        if std::ptr::eq(taken.of, &raw const ANYTHING) && !is_name(local) {
            return Err(Malformed::Name(name.to_owned()));
        }
        Ok(taken)
    }

    fn check_attributes(&mut self, frame: &mut Frame<'a>) -> Result<(), Refusal> {
        if self.attributes.is_empty() && !matches!(frame.of.attributes, Kinds::Of(_)) {
            return Ok(());
        }
        let attributes = std::mem::take(&mut self.attributes);
        let (mut first, mut prefixed) = (None, 0);
        for (name, value) in &attributes {
            let space = self.names.attribute(name).map_err(|what| self.malformed(what))?;
            let what = match space {
                None => None,
                Some(Space::None) => {
                    frame.attribute(name, value).or_else(|| self.known_id(frame, (name, value)))
                }
                Some(space) => {
                    prefixed += 1;
                    xml::foreign_attribute(space, name, frame.of)
                }
            };
            let unknown = frame.of.attributes == Kinds::Any || matches!(what, Some(What::Attribute { .. }));
            if unknown && !is_name(name) {
                return Err(self.malformed(Malformed::Name((*name).to_owned())));
            }
            first = first.or(what);
        }
        if prefixed > 1
            && let Some(name) = self.names.twice(&attributes)
        {
            return Err(self.malformed(Malformed::Duplicate(name.to_owned())));
        }
        let lacks = frame.lacks_attribute(|wanted| attributes.iter().any(|(name, _)| *name == wanted));
        self.attributes = attributes;
        if let Some(what) = first.or(lacks) {
            self.fault(frame.name, what);
        }
        Ok(())
    }

    /// An `Id` that another element of the document has, too.
    fn known_id(&mut self, frame: &Frame<'a>, (name, value): (&str, &str)) -> Option<What> {
        let is_new = !frame.is_id(name) || self.ids.insert(value.trim_matches(is_space).to_owned());
        (!is_new).then(|| What::AttributeForm { name: name.to_owned() })
    }

    fn keep_code(&mut self, keep: Keep, kinds: Kinds) {
        if keep == Keep::Nothing || !matches!(kinds, Kinds::Simple | Kinds::Coded) {
            return;
        }
        let mut code = Code::default();
        for (name, value) in self.attributes.drain(..) {
            match name {
                "V" => code.v = Some(value),
                "DN" => code.dn = Some(value),
                _ => {}
            }
        }
        self.facts.code(keep, code);
    }

    /// An element ends.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.names.close();
        let mut fault = frame.lacks().map(|child| What::Lacks { child });
        let mut bytes = None;
        if let Content::Value(form) = frame.of.content {
            let value = &self.value[frame.from..];
            let fits = match form {
                Value::Base64 => {
                    bytes = base64_bytes(value.as_bytes());
                    bytes.is_some()
                }
                form => form.fits(value),
            };
            fault = fault.or((!fits).then_some(What::Form));
        }
        if let Some(what) = fault {
            self.fault(frame.name, what);
        }
        self.hand_over(&frame, bytes);
        if self.message == Some(self.frames.len()) {
            self.is_over = true;
        }
    }

    /// What has ended goes to the facts.
    fn hand_over(&mut self, frame: &Frame<'a>, bytes: Option<u64>) {
        let ends_body = self.body == Some(self.frames.len());
        if self.body.is_some() && !ends_body {
            // The words of two paragraphs do not run together.
            if !self.value.is_empty() && !self.value.ends_with(char::is_whitespace) {
                self.value.to_mut().push('\n');
            }
            return;
        }
        if !self.listens() {
            return;
        }
        if ends_body || matches!(frame.of.content, Content::Value(_)) {
            self.body = None;
            self.facts.text(frame.keep, std::mem::take(&mut self.value), bytes);
        }
        self.facts.close(frame.keep);
    }
}

fn is_message(space: Space, local: &str) -> bool {
    match space {
        Space::Head => local == "MsgHead",
        Space::AppRec10 | Space::AppRec11 => local == "AppRec",
        _ => false,
    }
}
