//! A message as it was read: what the head says, and what is inside. Text is borrowed from the bytes.

use super::fault::StructureFault;
use super::schema::Space;
use std::borrow::Cow;

/// Text of a document: borrowed unless something in it was escaped.
pub type Text<'a> = Cow<'a, str>;

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    pub head: Head<'a>,
    pub content: Content<'a>,
    /// The first place where the structure is not that of the schemas; what is read beside it is still here.
    pub structure: Option<StructureFault>,
    /// The XML declaration says UTF-8. Without a declaration it is UTF-8 all the same.
    pub declares_utf8: bool,
    /// The message stands inside an element of something else.
    pub wrapped: bool,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// `DIALOG_FORESPORSEL`
    Request,
    /// `DIALOG_SVAR`
    Reply,
    /// `DIALOG_NOTAT`
    Note,
    /// `DIALOG_HELSEFAGLIG`: every message of Dialogmelding 1.1.
    Health,
    /// `APPREC`, an application receipt.
    AppRec,
    #[default]
    Other,
}

impl Kind {
    /// The code of system 8279.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Request => "DIALOG_FORESPORSEL",
            Kind::Reply => "DIALOG_SVAR",
            Kind::Note => "DIALOG_NOTAT",
            Kind::Health => "DIALOG_HELSEFAGLIG",
            Kind::AppRec => "APPREC",
            Kind::Other => "",
        }
    }

    pub fn of(code: &str) -> Kind {
        let all = [Kind::Request, Kind::Reply, Kind::Note, Kind::Health, Kind::AppRec];
        all.into_iter().find(|kind| kind.code() == code).unwrap_or_default()
    }
}

/// Who, to whom, about whom, in which conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head<'a> {
    pub kind: Kind,
    /// The kind as written.
    pub kind_code: Text<'a>,
    pub message_id: Text<'a>,
    /// When it was made, as written.
    pub generated: Option<Text<'a>>,
    pub sender: Party<'a>,
    pub receiver: Party<'a>,
    pub other_receivers: u32,
    pub patient: Option<Patient<'a>>,
    pub conversation: Option<Conversation<'a>>,
}

/// A sender or a receiver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party<'a> {
    pub organisation: Unit<'a>,
    /// The service or the person inside it.
    pub service: Option<Unit<'a>>,
}

impl Party<'_> {
    /// The address: the nested one, or that of the organisation if nothing inside it has one.
    pub fn her_id(&self) -> Option<u32> {
        self.service.as_ref().and_then(|service| service.her_id).or(self.organisation.her_id)
    }
}

/// An organisation, a service or a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit<'a> {
    pub name: Option<Text<'a>>,
    pub her_id: Option<u32>,
    /// The organisation number (`ENH`), as written.
    pub organisation_number: Option<Text<'a>>,
    /// The receiver's own identifier (`LOK`): here the work group that the sender's system chose.
    pub local_id: Option<Text<'a>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient<'a> {
    pub given_name: Option<Text<'a>>,
    pub middle_name: Option<Text<'a>>,
    pub family_name: Option<Text<'a>>,
    pub born: Option<Text<'a>>,
    /// The first identity number, as written.
    pub identity: Option<Text<'a>>,
    /// Its type: `FNR`, `DNR`, `HNR` …
    pub identity_type: Option<Text<'a>>,
}

/// What the message continues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation<'a> {
    pub parent: Text<'a>,
    pub conversation: Text<'a>,
}

/// What is inside a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content<'a> {
    Dialogue(Dialogue<'a>),
    AppRec(AppRec<'a>),
    /// No message that we know.
    #[default]
    Other,
}

/// Of the two versions of a dialogue message, or of a receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    #[default]
    V1_0,
    V1_1,
}

impl Version {
    pub const fn name(self) -> &'static str {
        match self {
            Version::V1_0 => "1.0",
            Version::V1_1 => "1.1",
        }
    }

    pub(super) const fn of(space: Space) -> Version {
        match space {
            Space::Dialogue11 | Space::AppRec11 => Version::V1_1,
            _ => Version::V1_0,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue<'a> {
    pub version: Version,
    pub questions: u32,
    pub notes: u32,
    /// The text of its questions and notes, without mark-up, one after the other.
    pub text: Text<'a>,
    /// The theme of its first note (code systems 7322 and others).
    pub theme: Option<Text<'a>>,
    /// The type of its first question (9152, 9153 and others).
    pub question_type: Option<Text<'a>>,
    pub attachments: Vec<Attachment<'a>>,
}

/// A document beside the dialogue message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment<'a> {
    /// Its description.
    pub name: Option<Text<'a>>,
    pub mime_type: Option<Text<'a>>,
    /// Bytes after decoding; missing if it is not in the message.
    pub bytes: Option<u64>,
}

/// Whether the receiver could use what it got (code system 8258).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok = 1,
    Rejected = 2,
    /// A part is wrong.
    OkErrorInPart = 3,
}

impl Status {
    pub fn of(code: &str) -> Option<Status> {
        match code {
            "1" => Some(Status::Ok),
            "2" => Some(Status::Rejected),
            "3" => Some(Status::OkErrorInPart),
            _ => None,
        }
    }
}

/// A receipt. Its own id, date and parties are in the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppRec<'a> {
    pub version: Version,
    /// Missing if it is none that the code system has.
    pub status: Option<Status>,
    /// Code (system 8221) and text.
    pub errors: Vec<(Text<'a>, Text<'a>)>,
    /// The id of the message that it answers.
    pub original_id: Text<'a>,
    pub original_type: Text<'a>,
    pub original_issued: Text<'a>,
}
