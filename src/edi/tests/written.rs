//! What is written is read again, and is of the official schemas.

use super::samples::{self, HOSPITAL, PATIENT, QUESTION, TOWN};
use crate::edi::*;

fn name_of<'a>(party: &'a Party<'_>) -> (&'a str, &'a str, Option<u32>) {
    let service = party.service.as_ref().and_then(|service| service.name.as_deref());
    (party.organisation.name.as_deref().unwrap_or(""), service.unwrap_or(""), party.her_id())
}

#[test]
fn every_document_that_is_written_has_the_structure_of_the_schemas() {
    for document in samples::all() {
        let read = read(&document).expect("read");
        assert_eq!(read.structure, None, "{}", String::from_utf8_lossy(&document));
        assert!(read.declares_utf8 && !read.wrapped);
    }
}

#[test]
fn a_request_says_what_was_written() {
    let bytes = samples::bytes(&samples::request());
    let document = read(&bytes).expect("read");
    let head = &document.head;
    assert_eq!((head.kind, head.kind_code.as_ref()), (Kind::Request, "DIALOG_FORESPORSEL"));
    assert_eq!(head.message_id, samples::request().message_id);
    assert_eq!(head.generated.as_deref(), Some("2026-03-02T09:00:00+01:00"));
    assert_eq!(name_of(&head.sender), ("Dalby kommune", "Hjemmesykepleie & helse", Some(8_091_102)));
    assert_eq!(name_of(&head.receiver), ("Fjellby sykehus", "Lungesykdommer", Some(8_091_002)));
    assert_eq!(head.receiver.organisation.organisation_number.as_deref(), Some("983658725"));
    assert_eq!((head.other_receivers, &head.conversation), (0, &None));
    let patient = head.patient.as_ref().expect("a patient");
    assert_eq!(patient.identity.as_deref(), Some(PATIENT.identity));
    assert_eq!(patient.identity_type.as_deref(), Some("FNR"));
    assert_eq!(patient.family_name.as_deref(), Some(PATIENT.family_name));
    let Content::Dialogue(dialogue) = &document.content else { panic!("{document:?}") };
    assert_eq!((dialogue.version, dialogue.questions, dialogue.notes), (Version::V1_0, 1, 0));
    assert_eq!(dialogue.text, QUESTION.text);
    assert_eq!(dialogue.question_type.as_deref(), Some("1"));
    assert!(dialogue.attachments.is_empty());
}

#[test]
fn a_reply_names_its_conversation_and_sends_the_question_along() {
    let bytes = samples::bytes(&samples::reply());
    let document = read(&bytes).expect("read");
    let conversation = document.head.conversation.expect("a conversation");
    assert_eq!(conversation.parent, samples::request().message_id);
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    assert_eq!((dialogue.questions, dialogue.notes), (1, 1));
    assert_eq!(dialogue.text, format!("Kontroll om to uker.\n{}", QUESTION.text));
}

#[test]
fn attachments_are_counted_and_measured_and_other_receivers_too() {
    let bytes = samples::bytes(&samples::with_attachment());
    let document = read(&bytes).expect("read");
    assert_eq!(document.head.other_receivers, 1);
    assert_eq!(document.head.receiver.her_id(), Some(8_091_002), "the first receiver stays the receiver");
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    let [attachment] = &dialogue.attachments[..] else { panic!("{dialogue:?}") };
    assert_eq!(attachment.name.as_deref(), Some("bilde.png"));
    assert_eq!(attachment.bytes, Some(1000));
}

#[test]
fn a_receipt_says_what_was_written() {
    for version in [Version::V1_0, Version::V1_1] {
        let mut bytes = Vec::new();
        write_apprec(&samples::receipt(version), &mut bytes);
        let document = read(&bytes).expect("read");
        assert_eq!(document.head.kind, Kind::AppRec);
        assert_eq!(document.head.message_id, samples::receipt(version).id);
        assert_eq!(document.head.sender.her_id(), HOSPITAL.service.map(|service| service.her_id));
        assert_eq!(document.head.receiver.her_id(), TOWN.service.map(|service| service.her_id));
        let Content::AppRec(receipt) = document.content else { panic!("no receipt") };
        assert_eq!((receipt.version, receipt.status), (version, Some(Status::Rejected)));
        assert_eq!(receipt.errors[0], ("E21".into(), "Mottakeren finnes ikke".into()));
        assert_eq!(receipt.errors.len(), 2);
        assert_eq!(receipt.original_id, samples::request().message_id);
        assert_eq!(receipt.original_type, "DIALOG_FORESPORSEL");
        assert_eq!(receipt.original_issued, "2026-03-02T09:00:00+01:00");
    }
}

#[test]
fn a_receipt_for_a_message_without_a_date_still_has_the_right_structure() {
    for original_issued in ["", "i går", "2026-03-02"] {
        let mut bytes = Vec::new();
        write_apprec(&AppRecOut { original_issued, ..samples::receipt(Version::V1_0) }, &mut bytes);
        assert_eq!(read(&bytes).expect("read").structure, None);
    }
}

#[test]
fn signs_that_xml_does_not_have_do_not_spoil_what_is_written() {
    let question = Question { text: "a\u{0}b\u{FFFF}\r\n<&>\"'", ..QUESTION };
    let bytes = samples::bytes(&Outgoing { body: Body::Question(question), ..samples::request() });
    let document = read(&bytes).expect("read");
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    assert_eq!(dialogue.text, "a\u{FFFD}b\u{FFFD}\r\n<&>\"'");
}
