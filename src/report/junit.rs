//! JUnit XML, as build servers read it: what had to hold, and what did not.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Cursor};

/// Something that had to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub name: String,
    /// `None`: it held.
    pub failure: Option<String>,
}

/// One suite with a case for each check.
pub fn junit(suite: &str, checks: &[Check]) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 2);
    let in_memory = "writing to memory does not fail";
    let failed = checks.iter().filter(|check| check.failure.is_some()).count().to_string();
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).expect(in_memory);
    let element = writer.create_element("testsuite").with_attributes([
        ("name", suite),
        ("tests", checks.len().to_string().as_str()),
        ("failures", failed.as_str()),
    ]);
    let written =
        element.write_inner_content(|writer| checks.iter().try_for_each(|check| case(writer, suite, check)));
    written.expect(in_memory);
    let mut bytes = writer.into_inner().into_inner();
    bytes.push(b'\n');
    bytes
}

fn case(writer: &mut Writer<Cursor<Vec<u8>>>, suite: &str, check: &Check) -> io::Result<()> {
    let names = [("classname", suite), ("name", check.name.as_str())];
    let case = writer.create_element("testcase").with_attributes(names);
    let Some(failure) = &check.failure else { return case.write_empty().map(|_| ()) };
    let why = |writer: &mut Writer<Cursor<Vec<u8>>>| {
        let element = writer.create_element("failure").with_attribute(("message", failure.as_str()));
        element.write_text_content(BytesText::new(failure)).map(|_| ())
    };
    case.write_inner_content(why).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_counted_and_text_is_escaped() {
        let check = |name: &str, failure: Option<&str>| Check {
            name: name.to_owned(),
            failure: failure.map(str::to_owned),
        };
        let bytes = junit("last", &[check("a & b", None), check("c", Some("3 < 4"))]);
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{text}");
        assert!(text.contains("<testsuite name=\"last\" tests=\"2\" failures=\"1\">"), "{text}");
        assert!(text.contains("name=\"a &amp; b\"/>") && text.contains("message=\"3 &lt; 4\""), "{text}");
    }
}
