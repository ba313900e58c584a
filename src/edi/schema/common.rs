//! Types that several documents share.

use super::values::Value;
use super::{Attributes, Element, Keep, Space, Type};
use super::{any, bare, one, opt, sequence, some, value};

pub static TEXT: Type = value(Value::Text);
pub static DATE: Type = value(Value::Date);
pub static DATE_TIME: Type = value(Value::DateTime);
pub static URI: Type = value(Value::Uri);
pub static OID: Type = value(Value::Oid);
pub static BASE64: Type = value(Value::Base64);
/// A code.
pub static CS: Type = bare(Attributes::Simple);
/// A code with its system.
pub static CV: Type = bare(Attributes::Coded);
/// A point in time.
pub static TS: Type = bare(Attributes::One(Value::Stamp));
pub static URL: Type = bare(Attributes::One(Value::Uri));

pub static ADDRESS: Type = sequence(&[
    opt("Type", &CS),
    opt("StreetAdr", &TEXT),
    opt("PostalCode", &TEXT),
    opt("City", &TEXT),
    opt("Postbox", &TEXT),
    opt("County", &CS),
    opt("Country", &CS),
]);

pub static TELECOM: Type = sequence(&[opt("TypeTelecom", &CS), one("TeleAddress", &URL)]);

pub static IDENT: Type = sequence(&[one("Id", &TEXT).keep(Keep::Id), one("TypeId", &CV).keep(Keep::IdType)]);

/// As in [`IDENT`], [`ADDRESS`] and [`TELECOM`], inside an element of another namespace.
pub static SHARED_IDENT: Type = sequence(&[
    one("Id", &TEXT).within(Space::Shared).keep(Keep::Id),
    one("TypeId", &CV).within(Space::Shared).keep(Keep::IdType),
]);
pub static SHARED_ADDRESS: Type = sequence(&[
    opt("Type", &CS).within(Space::Shared),
    opt("StreetAdr", &TEXT).within(Space::Shared),
    opt("PostalCode", &TEXT).within(Space::Shared),
    opt("City", &TEXT).within(Space::Shared),
    opt("Postbox", &TEXT).within(Space::Shared),
    opt("County", &CS).within(Space::Shared),
    opt("Country", &CS).within(Space::Shared),
]);
pub static SHARED_TELECOM: Type = sequence(&[
    opt("TypeTelecom", &CS).within(Space::Shared),
    one("TeleAddress", &URL).within(Space::Shared),
]);

/// An organisation of *felleskomponent 1*: its type comes before its name.
pub static SHARED_ORGANISATION: Type = sequence(&[
    opt("TypeOrganisation", &CV).within(Space::Shared),
    one("OrganisationName", &TEXT).within(Space::Shared),
    some("Ident", &SHARED_IDENT).within(Space::Shared),
    opt("Address", &SHARED_ADDRESS).within(Space::Shared),
    any("TeleCom", &SHARED_TELECOM).within(Space::Shared),
    opt("Organisation", &SHARED_ORGANISATION).within(Space::Shared),
]);

pub static GLOBAL_BASE64: [Element; 1] = [one("Base64Container", &BASE64).keep(Keep::Container)];
pub static GLOBAL_KITH: [Element; 1] = [one("REF", &URL)];
