//! Documents made to hurt: deep, wide, long, in no encoding. Each is read or refused, and in time that grows with its length.

use super::samples;
use crate::edi::{Malformed, Refusal, examine, read};
use std::time::{Duration, Instant};

const BYTES: usize = 4_000_000;
/// Work that grew with the square of the length would take hours; this is some hundred times what the slowest takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn request() -> String {
    samples::text(&samples::request())
}

/// The request with so much of a part before (or, of a tag, behind) another.
fn swollen(at: &str, part: &str) -> String {
    let (text, many) = (request(), part.repeat(BYTES / part.len()));
    let place = text.find(at).unwrap_or_else(|| panic!("no {at}"));
    let place = if at.ends_with('>') && !at.starts_with("</") { place + at.len() } else { place };
    format!("{}{many}{}", &text[..place], &text[place..])
}

fn in_time(what: &str, document: &str) -> Result<(), Refusal> {
    let begun = Instant::now();
    let found = examine(document.as_bytes());
    let server = read(document.as_bytes());
    assert_eq!(server.is_ok(), found.summary.is_some(), "{what}");
    let took = begun.elapsed();
    assert!(took < PATIENCE, "{what}: {took:?} for {} bytes", document.len());
    server.map(drop)
}

#[test]
fn what_is_long_is_read_in_time() {
    let head = "xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"";
    let wide: String = (0..120).map(|n| format!(" a{n}='{n}'")).collect();
    let person = "<HealthcareProfessional><GivenName>A</GivenName></HealthcareProfessional>";
    let names = format!(
        "<HealthcareProfessional>{}</HealthcareProfessional></Receiver>",
        "<GivenName>A</GivenName>".repeat(BYTES / 24)
    );
    let cases = [
        ("text", swollen("<Sporsmal>", "tekst ")),
        ("references", swollen("<Sporsmal>", "&#229;")),
        ("marked text", swollen("<Sporsmal>", "<![CDATA[x]]>")),
        ("comments", swollen("<Ack", "<!-- x -->\n")),
        ("strangers", swollen("<Ack", "<x/>\n")),
        ("attributes", swollen("<Ack", &format!("<x{wide}/>"))),
        ("numbers", swollen("<Receiver>", "<Ident/>")),
        ("persons", swollen("<Receiver>", person)),
        ("names", request().replacen("</Receiver>", &names, 1)),
        ("documents", swollen("</MsgHead>", "<Document/>")),
        ("a name", format!("<{0} {head}></{0}>", "x".repeat(BYTES / 2))),
        (
            "a value",
            request().replacen("<MsgHead", &format!("<MsgHead a='{}'", "&amp;".repeat(BYTES / 5)), 1),
        ),
    ];
    for (what, document) in cases {
        assert!(document.len() > BYTES / 2, "{what} is large");
        let _ = in_time(what, &document);
    }
}

#[test]
fn what_is_deep_or_wide_is_refused_in_time() {
    let refused = |document: String, what: Malformed| {
        let shown = document[..40].to_owned();
        match in_time(&shown, &document) {
            Err(Refusal::NotWellFormed { what: found, .. }) => assert_eq!(found, what, "{shown}"),
            other => panic!("{shown}: {other:?}"),
        }
    };
    refused("<a>".repeat(BYTES / 3), Malformed::Depth);
    refused("<a b=''>".repeat(BYTES / 8), Malformed::Depth);
    let many = |name: &dyn Fn(usize) -> String, count: usize| -> String { (0..count).map(name).collect() };
    refused(format!("<a {}/>", many(&|n| format!(" b{n}=''"), BYTES / 10)), Malformed::Many);
    refused(format!("<a {}/>", many(&|n| format!(" xmlns:b{n}='urn:b'"), BYTES / 20)), Malformed::Many);
    refused(many(&|n| format!("<a xmlns:b{n}='urn:b'>"), 200), Malformed::Many);
    // Names that end with their elements do not count.
    let in_turn = many(&|n| format!("<a xmlns:b{n}='urn:b'/>"), 1_000);
    assert_eq!(in_time("in turn", &format!("<a>{in_turn}</a>")), Err(Refusal::NoMessage));
}

#[test]
fn what_is_in_no_known_encoding_is_refused() {
    let text = request();
    let wide = |unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
    };
    let bytes = text.as_bytes();
    let cut = text.find(|sign: char| !sign.is_ascii()).expect("a letter of two bytes") + 1;
    let cases: [(&str, Vec<u8>); 8] = [
        ("nothing", Vec::new()),
        ("only zeros", vec![0; 1_000]),
        ("a zero in the text", text.replace("<Sporsmal>", "<Sporsmal>\0").into_bytes()),
        ("UTF-16, little end first", wide(u16::to_le_bytes, &[0xFF, 0xFE])),
        ("UTF-16, big end first", wide(u16::to_be_bytes, &[0xFE, 0xFF])),
        ("UTF-16 without a mark", wide(u16::to_le_bytes, &[])),
        ("cut inside a letter", bytes[..cut].to_vec()),
        ("a surrogate", [bytes, &[0xED, 0xA0, 0x80]].concat()),
    ];
    for (what, bytes) in cases {
        assert!(read(&bytes).is_err(), "{what}");
        assert!(examine(&bytes).deviations.iter().any(|deviation| deviation.is_fault()), "{what}");
    }
    for end in 0..bytes.len() {
        assert!(read(&bytes[..end]).is_err() || bytes[end..].trim_ascii().is_empty(), "cut at {end}");
    }
}
