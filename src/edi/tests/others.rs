//! Documents as others write them: other orders, encodings, wrappers, attachments.

use super::samples;
use crate::edi::*;

fn request() -> String {
    samples::text(&samples::request())
}

fn first_fault(text: &str) -> Option<StructureFault> {
    read(text.as_bytes()).expect("read").structure
}

fn refused(text: &str) -> Refusal {
    read(text.as_bytes()).expect_err("refused")
}

#[test]
fn the_two_parts_of_a_conversation_may_be_swapped() {
    let text = samples::text(&samples::reply());
    let parent = "<RefToParent>c0ffee00-0000-4000-8000-000000000001</RefToParent>\n";
    let swapped =
        text.replace(parent, "").replace("</ConversationRef>", &format!("{parent}</ConversationRef>"));
    let swapped = swapped.replacen("0000001</RefToConversation>", "0000009</RefToConversation>", 1);
    let document = read(swapped.as_bytes()).expect("read");
    let conversation = document.head.conversation.expect("a conversation");
    assert_eq!(conversation.parent, "c0ffee00-0000-4000-8000-000000000001");
    assert_eq!(conversation.conversation, "c0ffee00-0000-4000-8000-000000000009");
    let fault = document.structure.expect("a fault");
    assert_eq!(fault.what, What::Lacks { child: "RefToParent" });
}

#[test]
fn a_wrapper_around_the_message_is_a_fault_of_structure_and_nothing_more() {
    let text = request();
    let bare = text.split_once("?>").map_or("", |(_, rest)| rest);
    let blob = "<Mottak ediLoggId=\"1\"><x:Deep xmlns:x=\"urn:x\">1</x:Deep></Mottak>";
    let wrapped = format!("<Felles xmlns=\"urn:felles\">{bare}{blob}</Felles>");
    let document = read(wrapped.as_bytes()).expect("read");
    assert!(document.wrapped);
    assert_eq!(document.structure.as_ref().map(|fault| &fault.what), Some(&What::Wrapper));
    let plain = read(text.as_bytes()).expect("read");
    assert_eq!(document.head, plain.head);
    assert_eq!(document.content, plain.content);
}

#[test]
fn prefixes_and_default_namespaces_mean_the_same() {
    let text = request();
    let (before, dialogue) = text.split_once("<Dialogmelding").expect("a dialogue");
    let (dialogue, after) = dialogue.split_once("</Dialogmelding>").expect("its end");
    let prefixed = |part: &str, prefix: &str| {
        let part = part.replace("</", "\u{1}").replace("<?", "\u{2}");
        let part = part.replace('<', &format!("<{prefix}:")).replace('\u{1}', &format!("</{prefix}:"));
        part.replace('\u{2}', "<?").replace("xmlns=", &format!("xmlns:{prefix}="))
    };
    let whole = [
        prefixed(before, "mh"),
        "<d:Dialogmelding".to_owned(),
        prefixed(dialogue, "d"),
        "</d:Dialogmelding>".to_owned(),
        prefixed(after, "mh"),
    ];
    let prefixed = whole.concat();
    assert!(prefixed.contains("<mh:MsgInfo>") && prefixed.contains("<d:Foresporsel>"), "{prefixed}");
    assert_eq!(read(prefixed.as_bytes()), read(text.as_bytes()));
}

#[test]
fn optional_parts_may_be_missing() {
    let text = samples::text(&Outgoing { patient: None, ..samples::request() });
    let text = text
        .replace("<Ack V=\"J\" DN=\"Ja\"/>\n", "")
        .replace("<Begrunnelse>Oppfølging hjemme</Begrunnelse>\n", "");
    let text = text.split_once("?>").map_or("", |(_, rest)| rest);
    let document = read(text.as_bytes()).expect("read");
    assert_eq!((document.structure, document.head.patient, document.declares_utf8), (None, None, false));
}

#[test]
fn a_person_may_be_the_address_and_an_organisation_without_a_service_too() {
    let text = request();
    let person = "<HealthcareProfessional><FamilyName>KARAFFEL</FamilyName><GivenName>RASK</GivenName>\
                  <Ident><Id>8091777</Id><TypeId V=\"HER\"/></Ident></HealthcareProfessional>";
    let (before, rest) = text.split_once("<Organisation><OrganisationName>Lunge").expect("the service");
    let (_, after) = rest.split_once("</Organisation>").expect("its end");
    let document = format!("{before}{person}{after}");
    let document = read(document.as_bytes()).expect("read");
    assert_eq!(document.structure, None);
    assert_eq!(document.head.receiver.her_id(), Some(8_091_777));
    let service = document.head.receiver.service.expect("a person");
    assert_eq!(service.name.as_deref(), Some("RASK KARAFFEL"));
    let alone = format!("{before}{after}");
    assert_eq!(read(alone.as_bytes()).expect("read").head.receiver.her_id(), Some(8_091_001));
}

#[test]
fn nine_digits_of_a_second_are_a_time() {
    let text = request().replace("2026-03-02T09:00:00+01:00", "2026-03-02T09:00:00.123456789Z");
    let document = read(text.as_bytes()).expect("read");
    assert_eq!(document.structure, None);
    assert_eq!(document.head.generated.as_deref(), Some("2026-03-02T09:00:00.123456789Z"));
}

#[test]
fn text_with_mark_up_is_read_as_text() {
    let text = samples::text(&samples::health());
    let marked =
        "<p xmlns=\"http://www.w3.org/1999/xhtml\">Hei, <b>du</b>.</p><p>Hade &#229;<![CDATA[ <b>]]></p>";
    let text = text.replace(">Hei.<", &format!(">{marked}<"));
    let document = read(text.as_bytes()).expect("read");
    assert_eq!(document.structure, None);
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    assert_eq!(
        dialogue.text.split_whitespace().collect::<Vec<_>>().join(" "),
        "Hei, du .\nHade å <b>".replace('\n', " ")
    );
}

#[test]
fn many_and_large_attachments_are_read() {
    let file = vec![b'x'; 20_000_000];
    let large = Enclosure { name: "film", mime_type: "video/mp4", bytes: &file };
    let small = Enclosure { name: "bilde", mime_type: "image/png", bytes: b"" };
    let mut attachments = vec![small; 45];
    attachments.push(large);
    let bytes = samples::bytes(&Outgoing { attachments: &attachments, ..samples::request() });
    let document = read(&bytes).expect("read");
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    assert_eq!(document.structure, None);
    assert_eq!(dialogue.attachments.len(), 46);
    assert_eq!(dialogue.attachments[45].bytes, Some(20_000_000));
    assert_eq!(dialogue.attachments[0].bytes, Some(0));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    assert_eq!(read(&vec![b' '; LIMIT + 1]), Err(Refusal::TooLarge { bytes: LIMIT as u64 + 1 }));
}

#[test]
fn document_types_and_entities_are_refused() {
    let text = request();
    let body = text.split_once("?>").map_or("", |(_, rest)| rest);
    let bomb = "<!DOCTYPE MsgHead [<!ENTITY a \"b\">]>";
    assert_eq!(refused(&format!("<?xml version=\"1.0\"?>\n{bomb}{body}")), Refusal::Doctype { line: 2 });
    assert_eq!(refused(&format!("{bomb}{body}")).code(), "T01");
    let entity = text.replace("Hva er", "&hva; er");
    assert!(matches!(refused(&entity), Refusal::Entity { name, .. } if name == "hva"));
    let entity = text.replace("V=\"J\"", "V=\"&hva;\"");
    assert_eq!(refused(&entity).code(), "T01");
}

#[test]
fn other_encodings_are_refused() {
    let text = request();
    let declared = text.replace("UTF-8", "ISO-8859-1");
    assert_eq!(refused(&declared), Refusal::NotUtf8 { declared: Some("ISO-8859-1".to_owned()) });
    let latin: Vec<u8> = text.chars().map(|sign| sign as u8).collect();
    assert_eq!(read(&latin), Err(Refusal::NotUtf8 { declared: None }));
    let marked = format!("\u{FEFF}{text}");
    assert_eq!(read(marked.as_bytes()), read(text.as_bytes()), "a byte order mark is no text");
}

#[test]
fn a_message_without_id_sender_or_receiver_is_refused() {
    let text = request();
    let cases = [
        (text.replace("c0ffee00-0000-4000-8000-000000000001", " "), Part::MessageId),
        (text.replace("<MsgId>", "<Msg>").replace("</MsgId>", "</Msg>"), Part::MessageId),
        (text.replace("8091101", "x").replace("8091102", "99999999999"), Part::Sender),
        (text.replace("<Receiver>", "<Mottaker>").replace("</Receiver>", "</Mottaker>"), Part::Receiver),
    ];
    for (text, part) in cases {
        assert_eq!(refused(&text), Refusal::Missing(part));
    }
    assert_eq!(refused("<MsgHead/>"), Refusal::NoMessage);
    assert_eq!(refused("<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"/>").code(), "E10");
}

#[test]
fn what_is_not_xml_is_refused_with_its_line() {
    let text = request();
    let cases = [
        ("", Malformed::Root),
        ("bare tekst", Malformed::Root),
        ("<a>", Malformed::EndTag),
        ("<a></b>", Malformed::EndTag),
        ("<a></a></a>", Malformed::EndTag),
        ("<a/><b/>", Malformed::Root),
        ("<a/>x", Malformed::Root),
        ("<a/>&#65;", Malformed::Root),
        ("<a/><![CDATA[]]>", Malformed::Root),
        ("<a", Malformed::Syntax),
        ("<a b/>", Malformed::Attribute),
        ("<a b=c/>", Malformed::Attribute),
        ("<a b='1'c='2'/>", Malformed::Attribute),
        ("<a b='<'/>", Malformed::Attribute),
        ("<a b='1' b='2'/>", Malformed::Duplicate("b".into())),
        ("<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", Malformed::Duplicate("y:b".into())),
        ("<a xmlns:x='u'><c xmlns:y='u' x:b='1' y:b='2'/></a>", Malformed::Duplicate("y:b".into())),
        ("<x:a/>", Malformed::Prefix("x".into())),
        ("<a x:b='1'/>", Malformed::Prefix("x".into())),
        ("<a xmlns:x=''/>", Malformed::Prefix("x".into())),
        ("<a xmlns:xml='urn:x'/>", Malformed::Prefix("xml".into())),
        ("<1a/>", Malformed::Name("1a".into())),
        ("<a 1b='2'/>", Malformed::Name("1b".into())),
        ("<a>\u{1}</a>", Malformed::Sign),
        ("<a>\u{FFFF}</a>", Malformed::Sign),
        ("<a>&#1;</a>", Malformed::Sign),
        ("<a b='&#1;'/>", Malformed::Sign),
        ("<a>]]></a>", Malformed::Syntax),
        ("<a><!-- -- --></a>", Malformed::Syntax),
        ("<a>& </a>", Malformed::Syntax),
        (" <?xml version='1.0'?><a/>", Malformed::Declaration),
        ("<?xml encoding='UTF-8'?><a/>", Malformed::Declaration),
        ("<?xml version='1.0' standalone='x'?><a/>", Malformed::Declaration),
        ("<a><?XML x?></a>", Malformed::Name("XML".into())),
    ];
    for (text, what) in cases {
        assert_eq!(refused(text), Refusal::NotWellFormed { line: 1, what }, "{text}");
    }
    // The same name in two namespaces, or in one and in none, is two attributes.
    let apart = "<a xmlns:x='u' xmlns:y='v' x:b='1' y:b='2' b='3'/>";
    assert_eq!(refused(apart), Refusal::NoMessage);
    let deep = "<a>".repeat(DEPTH + 1);
    assert_eq!(refused(&deep), Refusal::NotWellFormed { line: 1, what: Malformed::Depth });
    let cut = &text[..text.len() - 5];
    assert_eq!(refused(cut).line(), Some(u32::try_from(text.lines().count()).expect("few")));
}

#[test]
fn a_fault_of_structure_names_its_line_and_the_rest_is_read() {
    let text = request().replace("<Sporsmal>", "<Spm>").replace("</Sporsmal>", "</Spm>");
    let fault = first_fault(&text).expect("a fault");
    let line = text.lines().position(|line| line.contains("<Spm>")).map_or(0, |line| line + 1);
    assert_eq!((fault.line as usize, fault.element.as_str()), (line, "Spm"));
    assert_eq!(fault.what, What::Unknown { parent: "Foresporsel".to_owned() });
    assert_eq!(read(text.as_bytes()).expect("read").head, read(request().as_bytes()).expect("read").head);
}
