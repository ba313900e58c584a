//! AppRec, the application receipt, 1.0 and 1.1: alike but for their namespaces.

use super::common::{CS, CV, DATE_TIME, TEXT, URL};
use super::{Element, Keep, Type};
use super::{any, one, opt, sequence};

static APP_REC: Type = sequence(&[
    one("MsgType", &CS).keep(Keep::Kind),
    one("MIGversion", &TEXT),
    opt("SoftwareName", &TEXT),
    opt("SoftwareVersion", &TEXT),
    one("GenDate", &DATE_TIME).keep(Keep::Generated),
    one("Id", &TEXT).keep(Keep::MessageId),
    one("Sender", &PARTY).keep(Keep::Sender),
    one("Receiver", &PARTY).keep(Keep::Receiver),
    one("Status", &CS).keep(Keep::Status),
    any("Error", &CV).keep(Keep::Error),
    one("OriginalMsgId", &ORIGINAL).keep(Keep::Original),
]);

static PARTY: Type = sequence(&[opt("Role", &CS), one("HCP", &HCP)]);

static HCP: Type = sequence(&[
    one("Inst", &INSTITUTION).keep(Keep::Unit),
    one("HCProf", &PROFESSIONAL).or().keep(Keep::Unit),
    opt("MedSpeciality", &CV),
    opt("Address", &ADDRESS),
]);

static INSTITUTION: Type = sequence(&[
    opt("Name", &TEXT).keep(Keep::Name),
    opt("Id", &TEXT).keep(Keep::Id),
    opt("TypeId", &CS).keep(Keep::IdType),
    any("Dept", &DEPARTMENT).keep(Keep::Unit),
    any("AdditionalId", &ADDITIONAL).keep(Keep::Ident),
    any("HCPerson", &PERSON).keep(Keep::Unit),
]);

/// A department, or a professional that is a party of her own.
static DEPARTMENT: Type = sequence(&[
    opt("Type", &CS),
    opt("Name", &TEXT).keep(Keep::Name),
    opt("Id", &TEXT).keep(Keep::Id),
    opt("TypeId", &CS).keep(Keep::IdType),
    any("AdditionalId", &ADDITIONAL).keep(Keep::Ident),
]);
use self::DEPARTMENT as PROFESSIONAL;

static PERSON: Type = sequence(&[
    opt("Name", &TEXT).keep(Keep::Name),
    opt("Id", &TEXT).keep(Keep::Id),
    opt("TypeId", &CS).keep(Keep::IdType),
    any("AdditionalId", &ADDITIONAL).keep(Keep::Ident),
]);

static ADDITIONAL: Type = sequence(&[one("Id", &TEXT).keep(Keep::Id), one("Type", &CS).keep(Keep::IdType)]);

static ORIGINAL: Type = sequence(&[
    one("MsgType", &CS).keep(Keep::OriginalType),
    one("IssueDate", &DATE_TIME).keep(Keep::OriginalIssued),
    one("Id", &TEXT).keep(Keep::OriginalId),
]);

static ADDRESS: Type = sequence(&[
    one("Type", &CS),
    opt("StreetAdr", &TEXT),
    opt("PostalCode", &TEXT),
    opt("City", &TEXT),
    opt("County", &CS),
    opt("Country", &CS),
    opt("CityDistr", &CS),
    any("TeleAddress", &URL),
]);

/// The root first. `Role` is declared on its own in 1.0 only.
pub static GLOBAL: [Element; 10] = [
    one("AppRec", &APP_REC),
    one("OriginalMsgId", &ORIGINAL),
    one("HCP", &HCP),
    one("HCProf", &PROFESSIONAL),
    one("HCPerson", &PERSON),
    one("Dept", &DEPARTMENT),
    one("Inst", &INSTITUTION),
    one("Address", &ADDRESS),
    one("AdditionalId", &ADDITIONAL),
    one("Role", &CS),
];
