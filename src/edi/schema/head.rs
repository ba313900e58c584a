//! Hodemelding (MsgHead) 1.2.

use super::common::{ADDRESS, CS, CV, DATE, DATE_TIME, IDENT, OID, TELECOM, TEXT, TS, URI};
use super::values::Value;
use super::{Attributes, Content, Element, Keep, Name, Need, Space, Type, signature};
use super::{any, element, one, opt, sequence, some, value};

static VERSION: Type = value(Value::Fixed("v1.2 2006-05-24"));

static MSG_HEAD: Type = sequence(&[
    one("MsgInfo", &MSG_INFO),
    some("Document", &DOCUMENT).keep(Keep::Document),
    some("PatientReport", &PATIENT_REPORT).or(),
    opt("Signature", &signature::SIGNATURE).within(Space::Signature),
]);

static MSG_INFO: Type = sequence(&[
    one("Type", &CS).keep(Keep::Kind),
    one("MIGversion", &VERSION),
    one("GenDate", &DATE_TIME).keep(Keep::Generated),
    one("MsgId", &TEXT).keep(Keep::MessageId),
    opt("ProcessingStatus", &CS),
    opt("RequestedPriority", &CS),
    opt("Ack", &CS),
    opt("ConversationRef", &CONVERSATION),
    one("Sender", &PARTY).keep(Keep::Sender),
    one("Receiver", &PARTY).keep(Keep::Receiver),
    any("OtherReceiver", &OTHER_RECEIVER).keep(Keep::OtherReceiver),
    opt("Patient", &PERSON).keep(Keep::Patient),
]);

static CONVERSATION: Type = sequence(&[
    one("RefToParent", &TEXT).keep(Keep::Parent),
    one("RefToConversation", &TEXT).keep(Keep::Conversation),
]);

static PARTY: Type = sequence(&[opt("ComMethod", &CS), one("Organisation", &ORGANISATION).keep(Keep::Unit)]);

static OTHER_RECEIVER: Type = sequence(&[
    opt("ComMethod", &CS),
    one("RoleReceiver", &CS),
    opt("Organisation", &ORGANISATION),
    opt("Patient", &PERSON).or(),
    opt("Person", &PERSON).or(),
    opt("HealthcareProfessional", &PROFESSIONAL).or(),
]);

static ORGANISATION: Type = Type {
    elements: &[
        one("OrganisationName", &TEXT).keep(Keep::Name),
        opt("TypeOrganisation", &CV),
        some("Ident", &IDENT).keep(Keep::Ident),
        opt("Address", &ADDRESS),
        any("TeleCom", &TELECOM),
        opt("Organisation", &ORGANISATION).keep(Keep::Unit),
        opt("HealthcareProfessional", &PROFESSIONAL).keep(Keep::Unit),
    ],
    content: Content::Elements,
    attributes: Attributes::None,
    may_be_empty: true,
    again: false,
};

static PROFESSIONAL: Type = sequence(&[
    opt("TypeHealthcareProfessional", &CS),
    opt("RoleToPatient", &CV),
    opt("FamilyName", &TEXT).keep(Keep::Family),
    opt("MiddleName", &TEXT).keep(Keep::Middle),
    opt("GivenName", &TEXT).keep(Keep::Given),
    opt("DateOfBirth", &DATE),
    opt("Sex", &CS),
    opt("Nationality", &CS),
    some("Ident", &IDENT).keep(Keep::Ident),
    opt("Address", &ADDRESS),
    any("TeleCom", &TELECOM),
]);

static PERSON: Type = sequence(&[
    opt("FamilyName", &TEXT).keep(Keep::Family),
    opt("MiddleName", &TEXT).keep(Keep::Middle),
    opt("GivenName", &TEXT).keep(Keep::Given),
    opt("DateOfBirth", &DATE).keep(Keep::Born),
    opt("Sex", &CS),
    opt("Nationality", &CS),
    any("Ident", &IDENT).keep(Keep::Ident),
    opt("Address", &ADDRESS),
    any("TeleCom", &TELECOM),
]);

static DOCUMENT: Type = sequence(&[
    opt("DocumentConnection", &CS),
    opt("ContentType", &CV),
    opt("ContentDescription", &TEXT),
    opt("ContentCategory", &CV),
    opt("Consent", &CV),
    opt("Annotation", &TEXT),
    opt("FromDate", &TS),
    opt("ToDate", &TS),
    opt("OidRef", &OID),
    opt("EnquiryRefId", &TEXT),
    one("RefDoc", &REF_DOC),
]);

static REF_DOC: Type = sequence(&[
    opt("IssueDate", &TS),
    one("MsgType", &CS).keep(Keep::DocumentType),
    opt("Id", &TEXT),
    opt("MimeType", &TEXT).keep(Keep::MimeType),
    opt("Description", &TEXT).keep(Keep::Description),
    opt("Compression", &CS),
    opt("FileReference", &URI).keep(Keep::FileReference),
    opt("Content", &CONTENT).or(),
]);

static CONTENT: Type = sequence(&[element(Name::Any { strict: true }, &TEXT, Need::Optional, true)]);

static PATIENT_REPORT: Type = sequence(&[
    opt("DocumentConnection", &CS),
    one("CaseNo", &TEXT),
    some("Document", &DOCUMENT).keep(Keep::Document),
    opt("Patient", &PERSON),
]);

/// The root first.
pub static GLOBAL: [Element; 13] = [
    one("MsgHead", &MSG_HEAD),
    one("MsgInfo", &MSG_INFO),
    one("PatientReport", &PATIENT_REPORT),
    one("Sender", &PARTY),
    one("OtherReceiver", &OTHER_RECEIVER),
    one("Document", &DOCUMENT),
    one("RefDoc", &REF_DOC),
    one("ConversationRef", &CONVERSATION),
    one("Receiver", &PARTY),
    one("Patient", &PERSON),
    one("Person", &PERSON),
    one("Organisation", &ORGANISATION),
    one("HealthcareProfessional", &PROFESSIONAL),
];
