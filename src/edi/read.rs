//! One pass over a document: is it XML, has it the right structure, what does it say.
//!
//! No tree is built, and nothing but the document is ever looked at. Namespaces are resolved here, in the same look
//! at a tag that finds its attributes.

use super::check::{Frame, Taken, declared};
use super::document::{Document, Text};
use super::facts::{Code, Facts};
use super::fault::{Malformed, Part, Refusal, StructureFault, What};
use super::names::Names;
use super::schema::values::{Value, base64_bytes, is_name};
use super::schema::{ANYTHING, Attributes as Kinds, Content, Keep, Space};
use super::xml::{self, Declaration};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// Longest document that is read, in bytes.
pub const LIMIT: usize = 35_000_000;
/// Most elements inside one another.
pub const DEPTH: usize = 256;

/// Reads a message as a server does: UTF-8, one pass, the first fault of structure noted.
///
/// # Errors
/// It is too large, not UTF-8, not well-formed, has a document type or an entity of its own, is none of the messages
/// that we know, or names no message id, sender or receiver.
pub fn read(bytes: &[u8]) -> Result<Document<'_>, Refusal> {
    let text = utf8(bytes)?;
    let mut passed = pass(text, 1)?;
    let head = &passed.document.head;
    let missing = [
        (Part::MessageId, head.message_id.trim().is_empty()),
        (Part::Sender, head.sender.her_id().is_none()),
        (Part::Receiver, head.receiver.her_id().is_none()),
    ];
    if let Some((part, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Err(Refusal::Missing(part));
    }
    passed.document.structure = passed.faults.pop();
    Ok(passed.document)
}

/// The text, without a byte order mark.
fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > LIMIT {
        return Err(Refusal::TooLarge { bytes: bytes.len() as u64 });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8 { declared: None })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// What a pass has found.
#[derive(Debug)]
pub struct Passed<'a> {
    pub document: Document<'a>,
    /// In the order of the document.
    pub faults: Vec<StructureFault>,
    pub declaration: Option<Declaration<'a>>,
}

/// Goes once over a text, and keeps at most so many faults of structure.
///
/// # Errors
/// It is not well-formed, declares another encoding than UTF-8, or is none of the messages that we know.
pub fn pass(text: &str, most: usize) -> Result<Passed<'_>, Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut pass = Pass {
        text,
        begin: 0,
        names: Names::default(),
        frames: Vec::with_capacity(24),
        attributes: Vec::with_capacity(8),
        value: Text::default(),
        body: None,
        message: None,
        is_over: false,
        facts: Facts::default(),
        faults: Vec::new(),
        most,
        counted: (0, 1),
        declaration: None,
    };
    if !xml::has_only_signs(text) {
        return Err(pass.malformed(Malformed::Sign));
    }
    loop {
        pass.begin = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| pass.syntax(&error))?;
        if !pass.event(event, reader.buffer_position() as usize)? {
            break;
        }
    }
    pass.finish()
}

struct Pass<'a> {
    text: &'a str,
    /// Where the event begins.
    begin: usize,
    names: Names<'a>,
    frames: Vec<Frame<'a>>,
    /// Of the tag being read: name, value.
    attributes: Vec<(&'a str, Text<'a>)>,
    /// The text of the innermost element, or of the body around it.
    value: Text<'a>,
    /// How many frames lie around the body of a question or a note.
    body: Option<usize>,
    /// How many frames lie around the message; `None` before it.
    message: Option<usize>,
    is_over: bool,
    facts: Facts<'a>,
    faults: Vec<StructureFault>,
    most: usize,
    /// A place, and its line.
    counted: (usize, u32),
    declaration: Option<Declaration<'a>>,
}

impl<'a> Pass<'a> {
    /// Whether more follows.
    fn event(&mut self, event: Event<'a>, end: usize) -> Result<bool, Refusal> {
        match event {
            Event::Start(tag) => self.open(tag.name().as_ref().len(), &self.text[self.begin + 1..end - 1])?,
            Event::Empty(tag) => {
                self.open(tag.name().as_ref().len(), &self.text[self.begin + 1..end - 2])?;
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(text) => {
                if text.as_bytes().contains(&b'>') && text.contains("]]>") {
                    return Err(self.malformed(Malformed::Syntax));
                }
                self.characters(text.xml10_content(), false)?;
            }
            Event::CData(text) => self.characters(text.xml10_content(), true)?,
            Event::GeneralRef(reference) => self.reference(&reference)?,
            Event::Decl(_) => {
                let whole = &self.text[self.begin..end];
                self.declaration = (self.begin == 0).then(|| xml::declaration(whole)).flatten();
                let Some(declared) = self.declaration else {
                    return Err(self.malformed(Malformed::Declaration));
                };
                if let Some(other) = declared.encoding.filter(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    return Err(Refusal::NotUtf8 { declared: Some(other.to_owned()) });
                }
            }
            Event::PI(instruction) => {
                let target = instruction.target();
                if target.eq_ignore_ascii_case("xml") || target.contains(':') || !is_name(target) {
                    return Err(self.malformed(Malformed::Name(target.to_owned())));
                }
            }
            Event::DocType(_) => return Err(Refusal::Doctype { line: self.line() }),
            Event::Comment(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    /// A tag begins an element; `tag` is what stands between the brackets.
    fn open(&mut self, name_length: usize, tag: &'a str) -> Result<(), Refusal> {
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
        let mut first = None;
        for (name, value) in &attributes {
            let space = self.names.attribute(name).map_err(|what| self.malformed(what))?;
            let what = match space {
                None => None,
                Some(Space::None) => frame.attribute(name, value),
                Some(space) => xml::foreign_attribute(space, name, frame.of),
            };
            let unknown = frame.of.attributes == Kinds::Any || matches!(what, Some(What::Attribute { .. }));
            if unknown && !is_name(name) {
                return Err(self.malformed(Malformed::Name((*name).to_owned())));
            }
            first = first.or(what);
        }
        let lacks = frame.lacks_attribute(|wanted| attributes.iter().any(|(name, _)| *name == wanted));
        self.attributes = attributes;
        if let Some(what) = first.or(lacks) {
            self.fault(frame.name, what);
        }
        Ok(())
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

    /// Text; what is `marked` as such stands where white space would not be text.
    fn characters(&mut self, text: Text<'a>, marked: bool) -> Result<(), Refusal> {
        let Some(frame) = self.frames.last_mut() else {
            let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
            return if blank && !marked { Ok(()) } else { Err(self.malformed(Malformed::Root)) };
        };
        let kept = self.body.is_some() || matches!(frame.of.content, Content::Value(_));
        let allowed = match frame.of.content {
            Content::Empty => text.is_empty() && !marked,
            Content::Elements => !marked && text.bytes().all(|byte| byte.is_ascii_whitespace()),
            Content::Mixed | Content::Value(_) | Content::Anything => true,
        };
        if !allowed && !frame.has_text {
            frame.has_text = true;
            let name = frame.name;
            self.fault(name, What::HasText);
        }
        if kept {
            append(&mut self.value, text);
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'a>) -> Result<(), Refusal> {
        if self.frames.is_empty() {
            return Err(self.malformed(Malformed::Root));
        }
        let sign = match reference.resolve_char_ref() {
            Ok(Some(sign)) if xml::is_sign(sign) => sign,
            Ok(None) => {
                let name: &str = reference;
                let known = xml::predefined(name);
                known.ok_or_else(|| Refusal::Entity { line: self.line(), name: name.to_owned() })?
            }
            _ => return Err(self.malformed(Malformed::Sign)),
        };
        self.characters(Text::Owned(sign.to_string()), false)
    }

    fn close(&mut self) {
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

    fn fault(&mut self, element: &str, what: What) {
        if self.faults.len() < self.most {
            let line = self.line();
            self.faults.push(StructureFault { line, element: element.to_owned(), what });
        }
    }

    /// The line of the event, counted from 1.
    fn line(&mut self) -> u32 {
        let (place, line) = self.counted;
        let begin = self.begin.min(self.text.len());
        let more =
            self.text.as_bytes()[place.min(begin)..begin].iter().filter(|byte| **byte == b'\n').count();
        self.counted = (begin, line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)));
        self.counted.1
    }

    fn malformed(&mut self, what: Malformed) -> Refusal {
        Refusal::NotWellFormed { line: self.line(), what }
    }

    fn syntax(&mut self, error: &quick_xml::Error) -> Refusal {
        let what = match error {
            quick_xml::Error::IllFormed(quick_xml::errors::IllFormedError::MismatchedEndTag { .. })
            | quick_xml::Error::IllFormed(quick_xml::errors::IllFormedError::UnmatchedEndTag(_)) => {
                Malformed::EndTag
            }
            _ => Malformed::Syntax,
        };
        self.malformed(what)
    }

    fn finish(mut self) -> Result<Passed<'a>, Refusal> {
        self.begin = self.text.len();
        if !self.frames.is_empty() {
            return Err(self.malformed(Malformed::EndTag));
        }
        if !self.names.has_had_root() {
            return Err(self.malformed(Malformed::Root));
        }
        let Some(around) = self.message else { return Err(Refusal::NoMessage) };
        let mut document = self.facts.finish();
        document.wrapped = around > 0;
        document.declares_utf8 =
            self.declaration.as_ref().is_some_and(|declaration| declaration.encoding.is_some());
        Ok(Passed { document, faults: self.faults, declaration: self.declaration })
    }
}

fn is_message(space: Space, local: &str) -> bool {
    match space {
        Space::Head => local == "MsgHead",
        Space::AppRec10 | Space::AppRec11 => local == "AppRec",
        _ => false,
    }
}

fn append<'a>(value: &mut Text<'a>, more: Text<'a>) {
    if value.is_empty() {
        *value = more;
    } else {
        value.to_mut().push_str(&more);
    }
}
