//! What the file reader says of documents of others: deviations with line and code.

use super::samples;
use crate::edi::*;
use crate::text::Lang;

fn deviations(text: &str) -> Vec<Deviation> {
    examine(text.as_bytes()).deviations
}

#[test]
fn what_we_write_has_no_deviations() {
    for document in samples::all() {
        let found = examine(&document);
        let allowed = |deviation: &Deviation| {
            matches!(deviation, Deviation::OtherReceivers { count: 1 } | Deviation::Attachments { count: 1 })
        };
        assert!(found.deviations.iter().all(allowed), "{found:?}");
        assert!(found.summary.is_some_and(|summary| summary.sender.is_some() && summary.receiver.is_some()));
    }
}

#[test]
fn swapped_references_are_one_deviation_with_its_line() {
    let text = samples::text(&samples::reply());
    let parent = "<RefToParent>c0ffee00-0000-4000-8000-000000000001</RefToParent>\n";
    let swapped =
        text.replace(parent, "").replace("</ConversationRef>", &format!("{parent}</ConversationRef>"));
    let line =
        swapped.lines().position(|line| line.contains("<RefToConversation>")).map_or(0, |place| place + 1);
    assert_eq!(deviations(&swapped), [Deviation::SwappedConversation { line: line as u32 }]);
}

#[test]
fn a_document_in_iso_8859_1_is_read_and_told() {
    let text = samples::text(&samples::request()).replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin 1")).collect();
    let found = examine(&latin);
    let declared = Some("ISO-8859-1".to_owned());
    assert_eq!(found.deviations, [Deviation::Refused(Refusal::NotUtf8 { declared })]);
    assert_eq!(found.summary.map(|summary| summary.sender), Some(Some(8_091_102)));
}

#[test]
fn all_faults_of_structure_are_listed_with_their_lines() {
    let text = samples::text(&samples::request());
    let text = text.replace("<Ack V=\"J\" DN=\"Ja\"/>", "<Ack X=\"J\"/>").replace("<GenDate>2", "<GenDate>x");
    let found = deviations(&text);
    let lines: Vec<Option<u32>> = found.iter().map(Deviation::line).collect();
    assert_eq!(lines, [Some(4), Some(6)], "{found:?}");
    assert!(found.iter().all(|deviation| deviation.code() == Some("T02") && deviation.is_fault()));
}

#[test]
fn what_the_schemas_cannot_say_is_told() {
    let text = samples::text(&samples::request());
    let cases = [
        (text.replace("983658725", "983658726"), Deviation::OrganisationNumber(Role::Receiver)),
        (text.replace("30878199614", "30878199615"), Deviation::IdentityNumber),
        (text.replace("30878199614", "30108299920"), Deviation::MayBeReal),
        (text.replace(" encoding=\"UTF-8\"", ""), Deviation::Undeclared),
        (text.replace("DIALOG_FORESPORSEL", "DIALOG_SVAR"), Deviation::ReplyWithoutConversation),
        (
            text.replace("8091102", "x").replace("8091101", "y"),
            Deviation::Refused(Refusal::Missing(Part::Sender)),
        ),
    ];
    for (text, deviation) in cases {
        assert_eq!(deviations(&text), [deviation]);
    }
    let mut receipt = Vec::new();
    write_apprec(&AppRecOut { errors: &[], ..samples::receipt(Version::V1_0) }, &mut receipt);
    assert_eq!(examine(&receipt).deviations, [Deviation::RejectedWithoutError]);
    let receipt = String::from_utf8(receipt).expect("UTF-8").replace("<Status V=\"2\"", "<Status V=\"9\"");
    assert_eq!(deviations(&receipt), [Deviation::UnknownStatus]);
}

#[test]
fn no_sentence_shows_a_number_that_somebody_may_bear() {
    let text = samples::text(&samples::request()).replace("<Ack ", "<Ack a30108299920=\"1\" ");
    let said: Vec<String> =
        deviations(&text).iter().flat_map(|one| [one.say(Lang::Nb), one.say(Lang::En)]).collect();
    assert_eq!(said.len(), 2);
    assert!(
        said.iter().all(|sentence| sentence.contains("***") && !sentence.contains("30108299920")),
        "{said:?}"
    );
}
