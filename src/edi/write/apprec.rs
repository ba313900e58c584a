//! AppRec, the application receipt.

use super::system::ERROR;
use super::xml::Xml;
use super::{Address, Named};
use crate::edi::document::{Status, Version};
use crate::edi::schema::Space;
use crate::edi::schema::values::Value;

/// A receipt to be written. Who receives the message sends its receipt.
#[derive(Clone, Copy, Debug)]
pub struct AppRecOut<'a> {
    pub version: Version,
    /// Of the receipt itself.
    pub id: &'a str,
    /// As in XML: `2026-03-02T09:00:00`.
    pub generated: &'a str,
    pub sender: Address<'a>,
    pub receiver: Address<'a>,
    pub status: Status,
    /// Code (system 8221) and words. A rejection must have one.
    pub errors: &'a [(&'a str, &'a str)],
    pub original_id: &'a str,
    /// The kind of the message as written, with its words.
    pub original_type: &'a str,
    /// When the message was made, as written. If it is no date with a time, the receipt's own stands here.
    pub original_issued: &'a str,
}

/// Appends the receipt.
pub fn write_apprec(receipt: &AppRecOut<'_>, out: &mut Vec<u8>) {
    let (space, version) = match receipt.version {
        Version::V1_0 => (Space::AppRec10, "1.0 2004-11-21"),
        Version::V1_1 => (Space::AppRec11, "v1.1 2012-02-15"),
    };
    let mut xml = Xml::new(out);
    xml.open("AppRec", &[("xmlns", space.uri())]);
    xml.empty("MsgType", &[("V", "APPREC"), ("DN", "Applikasjonskvittering")]);
    xml.text("MIGversion", version);
    xml.text("SoftwareName", env!("CARGO_PKG_NAME"));
    xml.text("SoftwareVersion", env!("CARGO_PKG_VERSION"));
    xml.text("GenDate", receipt.generated);
    xml.text("Id", receipt.id);
    xml.within("Sender", |xml| party(&receipt.sender, xml));
    xml.within("Receiver", |xml| party(&receipt.receiver, xml));
    let words = match receipt.status {
        Status::Ok => "OK",
        Status::Rejected => "Avvist",
        Status::OkErrorInPart => "OK, feil i delmelding",
    };
    let status = (receipt.status as u32).to_string();
    xml.empty("Status", &[("V", &status), ("DN", words)]);
    for (code, text) in receipt.errors {
        xml.empty("Error", &[("V", code), ("S", ERROR), ("DN", text)]);
    }
    xml.within("OriginalMsgId", |xml| {
        xml.empty("MsgType", &[("V", receipt.original_type)]);
        let has_form = Value::DateTime.fits(receipt.original_issued);
        xml.text("IssueDate", if has_form { receipt.original_issued } else { receipt.generated });
        xml.text("Id", receipt.original_id);
    });
    xml.close("AppRec");
}

fn party(address: &Address<'_>, xml: &mut Xml<'_>) {
    xml.within("HCP", |xml| {
        xml.within("Inst", |xml| {
            named(&address.organisation, xml);
            if let Some(service) = &address.service {
                xml.within("Dept", |xml| named(service, xml));
            }
            if let Some(number) = address.organisation.organisation_number {
                xml.within("AdditionalId", |xml| additional(number, xml));
            }
        });
    });
}

fn additional(number: &str, xml: &mut Xml<'_>) {
    xml.text("Id", number);
    xml.empty("Type", &[("V", "ENH"), ("DN", "Organisasjonsnummer i Enhetsregisteret")]);
}

fn named(unit: &Named<'_>, xml: &mut Xml<'_>) {
    xml.text("Name", unit.name);
    xml.text("Id", &unit.her_id.to_string());
    xml.empty("TypeId", &[("V", "HER"), ("DN", "HER-id")]);
}
