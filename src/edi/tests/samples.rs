//! One message of each kind, for tests to write, read and bend.

use crate::edi::*;

pub const HOSPITAL: Address<'static> = Address {
    organisation: Named {
        name: "Fjellby sykehus",
        her_id: 8_091_001,
        organisation_number: Some("983658725"),
        local_id: None,
    },
    service: Some(Named {
        name: "Lungesykdommer",
        her_id: 8_091_002,
        organisation_number: None,
        local_id: None,
    }),
};
pub const TOWN: Address<'static> = Address {
    organisation: Named {
        name: "Dalby kommune",
        her_id: 8_091_101,
        organisation_number: None,
        local_id: None,
    },
    service: Some(Named {
        name: "Hjemmesykepleie & helse",
        her_id: 8_091_102,
        organisation_number: None,
        local_id: None,
    }),
};
pub const PATIENT: Person<'static> = Person {
    given_name: "SELSOM",
    family_name: "BLÅBÆR",
    born: "1978-07-30",
    identity: "30878199614",
    identity_type: "FNR",
};
pub const QUESTION: Question<'static> = Question {
    kind: Code { v: "1", s: "2.16.578.1.12.4.1.1.9152", dn: "Helseopplysninger" },
    text: "Hva er planen?\nHilsen <sykepleier> & co",
    reason: "Oppfølging hjemme",
};

pub const READER: Code<'static> = Code { v: "SP", s: "2.16.578.1.12.4.1.1.9060", dn: "Sykepleier" };

pub fn request() -> Outgoing<'static> {
    Outgoing {
        version: Version::V1_0,
        kind: Kind::Request,
        message_id: "c0ffee00-0000-4000-8000-000000000001",
        generated: "2026-03-02T09:00:00+01:00",
        sender: TOWN,
        receiver: HOSPITAL,
        others: &[],
        patient: Some(PATIENT),
        conversation: None,
        body: Body::Question(QUESTION),
        attachments: &[],
    }
}

pub fn reply() -> Outgoing<'static> {
    let theme = Code { v: "1", s: "2.16.578.1.12.4.1.1.7322", dn: "Svar" };
    Outgoing {
        kind: Kind::Reply,
        message_id: "c0ffee00-0000-4000-8000-000000000002",
        sender: HOSPITAL,
        receiver: TOWN,
        conversation: Some(("c0ffee00-0000-4000-8000-000000000001", "c0ffee00-0000-4000-8000-000000000001")),
        body: Body::Note { theme, text: "Kontroll om to uker.", question: Some(QUESTION), reader: None },
        ..request()
    }
}

pub fn health() -> Outgoing<'static> {
    let theme = Code { v: "6", s: "2.16.578.1.12.4.1.1.7322", dn: "Henvendelse om pasient" };
    Outgoing {
        version: Version::V1_1,
        kind: Kind::Health,
        body: Body::Note { theme, text: "Hei.", question: None, reader: Some(READER) },
        ..request()
    }
}

pub fn with_attachment() -> Outgoing<'static> {
    let attachments = &[Enclosure { name: "bilde.png", mime_type: "image/png", bytes: &[7; 1000] }];
    Outgoing { attachments, others: &[TOWN], ..request() }
}

pub fn dialogues() -> [Outgoing<'static>; 4] {
    [request(), reply(), health(), with_attachment()]
}

pub fn receipt(version: Version) -> AppRecOut<'static> {
    AppRecOut {
        version,
        id: "c0ffee00-0000-4000-8000-000000000003",
        generated: "2026-03-02T09:00:05",
        sender: HOSPITAL,
        receiver: TOWN,
        status: Status::Rejected,
        errors: &[("E21", "Mottakeren finnes ikke"), ("X99", "Annet")],
        original_id: "c0ffee00-0000-4000-8000-000000000001",
        original_type: "DIALOG_FORESPORSEL",
        original_issued: "2026-03-02T09:00:00+01:00",
    }
}

pub fn bytes(message: &Outgoing<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    write_dialogue(message, &mut out);
    out
}

/// Every kind of document that is written.
pub fn all() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = dialogues().iter().map(bytes).collect();
    for version in [Version::V1_0, Version::V1_1] {
        let mut out = Vec::new();
        write_apprec(&receipt(version), &mut out);
        all.push(out);
    }
    all
}

pub fn text(message: &Outgoing<'_>) -> String {
    String::from_utf8(bytes(message)).expect("what is written is UTF-8")
}
