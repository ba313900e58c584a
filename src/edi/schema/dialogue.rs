//! Dialogmelding 1.0 and 1.1. Where the two differ there are two types.

use super::common::{CS, CV, DATE, SHARED_ADDRESS, SHARED_IDENT, SHARED_ORGANISATION, SHARED_TELECOM, TEXT};
use super::{ANYTHING, Element, Keep, Type};
use super::{any, one, opt, sequence};

static DIALOGUE_10: Type = sequence(&[
    opt("SakstypeKodet", &CV),
    opt("Sakstype", &TEXT),
    any("Foresporsel", &QUESTION_10).keep(Keep::Question),
    any("Notat", &NOTE_10).or().keep(Keep::Note),
]);

static DIALOGUE_11: Type = sequence(&[
    opt("SakstypeKodet", &CV),
    opt("Sakstype", &TEXT),
    any("Foresporsel", &QUESTION_11).keep(Keep::Question),
    any("Notat", &NOTE_11).or().keep(Keep::Note),
]);

static NOTE_10: Type = sequence(&[
    one("TemaKodet", &CV).keep(Keep::Theme),
    opt("Tema", &TEXT),
    opt("TekstNotatInnhold", &ANYTHING).keep(Keep::Body),
    opt("Merknad", &TEXT),
    opt("DokIdNotat", &TEXT),
    opt("DatoNotat", &DATE),
    opt("Foresporsel", &QUESTION_10).keep(Keep::Question),
    any("RollerRelatertNotat", &ROLE_10),
]);

static NOTE_11: Type = sequence(&[
    one("TemaKodet", &CV).keep(Keep::Theme),
    opt("Tema", &TEXT),
    opt("TekstNotatInnhold", &ANYTHING).keep(Keep::Body),
    opt("Merknad", &TEXT),
    opt("DokIdNotat", &TEXT),
    opt("DatoNotat", &DATE),
    opt("Foresporsel", &QUESTION_11).keep(Keep::Question),
    any("RollerRelatertNotat", &ROLE_11),
]);

static QUESTION_10: Type = sequence(&[
    one("TypeForesp", &CV).keep(Keep::QuestionType),
    opt("Sporsmal", &TEXT).keep(Keep::Body),
    opt("Formål", &CV),
    opt("Begrunnelse", &TEXT),
    opt("Hastegrad", &CS),
    opt("FraDato", &DATE),
    opt("TilDato", &DATE),
    opt("TypeJournalinfo", &CV),
    opt("DokIdForesp", &TEXT),
    any("RollerRelatertNotat", &ROLE_10),
]);

static QUESTION_11: Type = sequence(&[
    one("TypeForesp", &CV).keep(Keep::QuestionType),
    opt("EmneSporsmal", &TEXT),
    opt("Sporsmal", &ANYTHING).keep(Keep::Body),
    opt("Formål", &CV),
    opt("Begrunnelse", &TEXT),
    opt("Hastegrad", &CS),
    opt("FraDato", &DATE),
    opt("TilDato", &DATE),
    any("TypeJournalinfo", &CV),
    opt("KodetOpplysning", &CV),
    opt("DokIdForesp", &TEXT),
    any("RollerRelatertNotat", &ROLE_11),
]);

static ROLE_10: Type = sequence(&[
    opt("RolleNotat", &CV),
    opt("RoleToPatient", &CV),
    one("HealthcareProfessional", &PROFESSIONAL),
    one("Person", &PERSON).or(),
]);

static ROLE_11: Type = sequence(&[
    opt("RolleNotat", &CV),
    opt("RoleToPatient", &CV),
    opt("TilknyttetEnhet", &UNIT),
    opt("HealthcareProfessional", &PROFESSIONAL),
    opt("Person", &PERSON).or(),
]);

static UNIT: Type = sequence(&[
    one("Kontaktenhet", &SHARED_ORGANISATION),
    opt("Merknad", &TEXT),
    opt("HealthcareProfessional", &PROFESSIONAL),
    opt("Person", &PERSON).or(),
]);

static PROFESSIONAL: Type = sequence(&[
    opt("TypeHealthcareProfessional", &CS),
    opt("RoleToPatient", &CV),
    opt("FamilyName", &TEXT),
    opt("MiddleName", &TEXT),
    opt("GivenName", &TEXT),
    opt("DateOfBirth", &DATE),
    opt("Sex", &CS),
    opt("Nationality", &CS),
    any("Ident", &SHARED_IDENT),
    opt("Address", &SHARED_ADDRESS),
    any("TeleCom", &SHARED_TELECOM),
]);

static PERSON: Type = sequence(&[
    opt("GivenName", &TEXT),
    opt("MiddleName", &TEXT),
    opt("FamilyName", &TEXT),
    opt("DateOfBirth", &DATE),
    opt("Sex", &CS),
    opt("Nationality", &CS),
    any("Ident", &SHARED_IDENT),
    opt("Address", &SHARED_ADDRESS),
    any("TeleCom", &SHARED_TELECOM),
]);

pub static GLOBAL_10: [Element; 6] = [
    one("Dialogmelding", &DIALOGUE_10).keep(Keep::Dialogue),
    one("Notat", &NOTE_10),
    one("Foresporsel", &QUESTION_10),
    one("RollerRelatertNotat", &ROLE_10),
    one("HealthcareProfessional", &PROFESSIONAL),
    one("Person", &PERSON),
];

pub static GLOBAL_11: [Element; 7] = [
    one("Dialogmelding", &DIALOGUE_11).keep(Keep::Dialogue),
    one("Notat", &NOTE_11),
    one("Foresporsel", &QUESTION_11),
    one("RollerRelatertNotat", &ROLE_11),
    one("TilknyttetEnhet", &UNIT),
    one("HealthcareProfessional", &PROFESSIONAL),
    one("Person", &PERSON),
];
