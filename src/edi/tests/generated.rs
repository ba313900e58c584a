//! Letters made up for scenario messages: of the schemas, with the flaws that they should have.

use super::samples::{HOSPITAL, TOWN};
use crate::edi::*;
use crate::model::rules::{Flaw, Flaws, Misuse};
use std::collections::BTreeSet;

pub fn letter() -> Letter<'static> {
    Letter {
        run: 7,
        message: 1,
        thread: None,
        purpose: LetterKind::Request,
        version: Version::V1_0,
        generated: "2026-03-02T09:00:00+01:00",
        sender: TOWN,
        receiver: HOSPITAL,
        second: Some(HOSPITAL),
        field: "lungesykdommer",
        contact: "2. februar 2026",
        from_municipality: true,
        flaws: Flaws::NONE,
        misuse: None,
        bytes: None,
    }
}

/// Letters of every purpose, version, flaw and misuse.
pub fn letters() -> Vec<Letter<'static>> {
    let mut all = Vec::new();
    for version in [Version::V1_0, Version::V1_1] {
        for purpose in [LetterKind::Request, LetterKind::FollowUp, LetterKind::Reply] {
            for from_municipality in [true, false] {
                let thread = (purpose != LetterKind::Request).then_some(Thread { parent: 5, first: 4 });
                all.push(Letter { version, purpose, thread, from_municipality, ..letter() });
            }
        }
    }
    for flaw in [Flaw::C1, Flaw::C2, Flaw::C3, Flaw::C4, Flaw::C5] {
        all.push(Letter { flaws: Flaws::NONE.with(flaw), ..letter() });
    }
    all.extend(Misuse::ALL.into_iter().map(|misuse| Letter { misuse: Some(misuse), ..letter() }));
    all.iter().enumerate().map(|(place, letter)| Letter { message: 100 + place as u64, ..*letter }).collect()
}

fn said(letter: &Letter<'_>) -> String {
    let bytes = compose(letter);
    let document = read(&bytes).expect("read");
    let Content::Dialogue(dialogue) = document.content else { panic!("no dialogue") };
    dialogue.text.into_owned()
}

#[test]
fn every_letter_has_the_structure_of_the_schemas_and_says_who_writes_to_whom() {
    for letter in letters() {
        let bytes = compose(&letter);
        let document = read(&bytes).expect("read");
        assert_eq!(document.structure, None, "{letter:?}");
        assert_eq!(document.head.sender.her_id(), Some(8_091_102));
        assert_eq!(document.head.receiver.her_id(), Some(8_091_002));
        assert_eq!(document.head.message_id, message_id(letter.run, letter.message));
        let conversation = document.head.conversation.map(|found| found.conversation.into_owned());
        assert_eq!(conversation, letter.thread.map(|thread| message_id(letter.run, thread.first)));
        let expected = match (letter.version, letter.purpose) {
            (Version::V1_1, _) => Kind::Health,
            (_, LetterKind::Reply) => Kind::Reply,
            _ => Kind::Request,
        };
        assert_eq!(document.head.kind, expected);
    }
}

#[test]
fn a_letter_has_four_to_eight_kilobytes_or_as_many_as_were_wished() {
    for message in 0..300 {
        let length = compose(&Letter { message, ..letter() }).len();
        assert!((3_800..=8_000).contains(&length), "{length}");
    }
    for bytes in [3_500, 6_000, 60_000, 600_000] {
        let length = compose(&Letter { bytes: Some(bytes), ..letter() }).len();
        assert!(length <= bytes && length + 200 > bytes, "{length} of {bytes}");
    }
}

#[test]
fn the_same_run_and_message_give_the_same_bytes_and_others_do_not() {
    let one = compose(&letter());
    assert_eq!(one, compose(&letter()));
    assert_ne!(one, compose(&Letter { run: 8, ..letter() }));
    let ids: BTreeSet<String> =
        (0..100).flat_map(|run| (0..1_000).map(move |message| message_id(run, message))).collect();
    assert_eq!(ids.len(), 100_000);
    assert_eq!(message_id(7, 1).len(), 36);
}

#[test]
fn all_patients_are_synthetic_and_a_conversation_is_about_one() {
    for first in 0..500 {
        let thread = Thread { parent: first, first };
        let bytes = compose(&Letter { message: first, ..letter() });
        let reply = compose(&Letter { message: 10_000 + first, thread: Some(thread), ..letter() });
        let patient = read(&bytes).expect("read").head.patient.expect("a patient");
        assert_eq!(Some(&patient), read(&reply).expect("read").head.patient.as_ref());
        let identity = Identity::parse(&patient.identity.expect("a number")).expect("a valid number");
        assert!(!identity.may_be_real());
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(mask(&text), text, "nothing in a letter has to be masked");
    }
}

#[test]
fn flaws_are_what_is_missing_or_too_much() {
    let clean = said(&letter());
    let with = |flaw| said(&Letter { flaws: Flaws::NONE.with(flaw), ..letter() });
    let field = "Til lungesykdommer.";
    let (signature, reference) = ("Vennlig hilsen", "Vi viser til");
    for part in [field, signature, reference, "Hjemmesykepleie & helse, Dalby kommune", "2. februar 2026"] {
        assert!(clean.contains(part), "{part}: {clean}");
    }
    assert!(!with(Flaw::C1).contains(field));
    assert!(!with(Flaw::C2).contains(signature));
    assert!(!with(Flaw::C3).contains(reference));
    assert!(with(Flaw::C4).contains("obs."));
    assert!(!clean.contains("obs."));
    let bytes = compose(&Letter { flaws: Flaws::NONE.with(Flaw::C5), ..letter() });
    let Content::Dialogue(dialogue) = read(&bytes).expect("read").content else { panic!("no dialogue") };
    assert_eq!(dialogue.attachments.len(), 1);
    assert!(dialogue.text.contains("vedlegget"));
}

#[test]
fn each_misuse_says_something_of_its_own() {
    let texts: BTreeSet<String> =
        Misuse::ALL.into_iter().map(|misuse| said(&Letter { misuse: Some(misuse), ..letter() })).collect();
    assert_eq!(texts.len(), Misuse::ALL.len());
    let bytes = compose(&Letter { misuse: Some(Misuse::A2), ..letter() });
    assert_eq!(read(&bytes).expect("read").head.other_receivers, 1);
    assert_eq!(read(&compose(&letter())).expect("read").head.other_receivers, 0);
}
