//! One pass over a document: is it XML, has it the right structure, what does it say.
//!
//! No tree is built, and nothing but the document is ever looked at. Namespaces are resolved here, in the same look
//! at a tag that finds its attributes. How elements begin and end is in `elements`.

use super::check::Frame;
use super::document::{Document, Text};
use super::facts::Facts;
use super::fault::{Malformed, Refusal, StructureFault, What};
use super::names::Names;
use super::schema::Content;
use super::schema::values::is_name;
use super::xml::{self, Declaration};
use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesRef, Event};
use std::collections::BTreeSet;

/// Most elements inside one another.
pub const DEPTH: usize = 256;

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
        ids: BTreeSet::new(),
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

/// What is known in the middle of a document.
pub(super) struct Pass<'a> {
    pub(super) text: &'a str,
    /// Where the event begins.
    pub(super) begin: usize,
    pub(super) names: Names<'a>,
    pub(super) frames: Vec<Frame<'a>>,
    /// Of the tag being read: name, value.
    pub(super) attributes: Vec<(&'a str, Text<'a>)>,
    /// The text of the innermost element, or of the body around it.
    pub(super) value: Text<'a>,
    /// How many frames lie around the body of a question or a note.
    pub(super) body: Option<usize>,
    /// How many frames lie around the message; `None` before it.
    pub(super) message: Option<usize>,
    pub(super) is_over: bool,
    pub(super) facts: Facts<'a>,
    /// Of signatures and what they sign: no two are the same.
    pub(super) ids: BTreeSet<String>,
    pub(super) faults: Vec<StructureFault>,
    pub(super) most: usize,
    /// A place, and its line.
    pub(super) counted: (usize, u32),
    pub(super) declaration: Option<Declaration<'a>>,
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

    pub(super) fn fault(&mut self, element: &str, what: What) {
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

    pub(super) fn malformed(&mut self, what: Malformed) -> Refusal {
        Refusal::NotWellFormed { line: self.line(), what }
    }

    fn syntax(&mut self, error: &quick_xml::Error) -> Refusal {
        let what = match error {
            quick_xml::Error::IllFormed(
                IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
            ) => Malformed::EndTag,
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

fn append<'a>(value: &mut Text<'a>, more: Text<'a>) {
    if value.is_empty() {
        *value = more;
    } else {
        value.to_mut().push_str(&more);
    }
}
