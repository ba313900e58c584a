//! What nobody can read a document for less: a bare pass of the XML reader, for benchmarks to compare with.

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Elements with a namespace, and bytes of text: every event, attribute and text was looked at, namespaces resolved,
/// attributes and text unescaped. `None`: it is not well-formed.
pub fn bare(text: &str) -> Option<(usize, usize)> {
    let mut reader = NsReader::from_str(text);
    let (mut named, mut length) = (0, 0);
    loop {
        let (space, event) = reader.read_resolved_event().ok()?;
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                named += usize::from(matches!(space, ResolveResult::Bound(_)));
                for attribute in tag.attributes() {
                    length += attribute.ok()?.normalized_value(XmlVersion::Explicit1_0).ok()?.len();
                }
            }
            Event::Text(found) => length += found.xml10_content().len(),
            Event::Eof => return Some((named, length)),
            _ => {}
        }
    }
}
