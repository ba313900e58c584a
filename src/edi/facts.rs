//! Keeps of a message what a server must know, while the pass goes by. Checks nothing.

use super::document::{
    AppRec, Attachment, Content, Dialogue, Document, Head, Kind, Party, Status, Text, Unit, Version,
};
use super::schema::{Keep, Space};

/// A code as it stands in attributes.
#[derive(Debug, Default)]
pub struct Code<'a> {
    pub v: Option<Text<'a>>,
    pub dn: Option<Text<'a>>,
}

/// Whose names and numbers are being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Owner {
    #[default]
    Nobody,
    Sender,
    Receiver,
    Patient,
}

#[derive(Debug, Default)]
pub struct Facts<'a> {
    head: Head<'a>,
    has_app_rec: bool,
    has_dialogue: bool,
    dialogue: Dialogue<'a>,
    app_rec: AppRec<'a>,
    owner: Owner,
    /// How many units lie around one another.
    level: u32,
    /// The nested unit being read.
    unit: Unit<'a>,
    id: Option<Text<'a>>,
    id_type: Option<Text<'a>>,
    documents: u32,
    attachment: Attachment<'a>,
    is_attachment: bool,
}

impl<'a> Facts<'a> {
    /// The message itself begins.
    pub fn begin(&mut self, space: Space) {
        self.has_app_rec = space != Space::Head;
        self.app_rec.version = Version::of(space);
    }

    pub fn open(&mut self, keep: Keep, space: Space) {
        match keep {
            Keep::Document => {
                self.documents += 1;
                if self.documents == 1 {
                    self.attachment = Attachment::default();
                    self.is_attachment = true;
                }
            }
            Keep::Dialogue if self.documents <= 1 => {
                self.is_attachment = false;
                if !self.has_dialogue {
                    self.has_dialogue = true;
                    self.dialogue.version = Version::of(space);
                }
            }
            Keep::Question => self.dialogue.questions += 1,
            Keep::Note => self.dialogue.notes += 1,
            _ if self.documents == 0 => self.open_in_head(keep),
            _ => {}
        }
    }

    fn open_in_head(&mut self, keep: Keep) {
        match keep {
            Keep::Sender => self.owner = Owner::Sender,
            Keep::Receiver => self.owner = Owner::Receiver,
            Keep::Patient => {
                self.owner = Owner::Patient;
                self.head.patient.get_or_insert_default();
            }
            Keep::OtherReceiver => self.head.other_receivers += 1,
            Keep::Unit => self.level += 1,
            _ => {}
        }
    }

    pub fn close(&mut self, keep: Keep) {
        match keep {
            Keep::Document => {
                self.documents = self.documents.saturating_sub(1);
                if self.documents == 0 && self.is_attachment {
                    self.dialogue.attachments.push(std::mem::take(&mut self.attachment));
                }
            }
            _ if self.documents > 0 => {}
            Keep::Sender | Keep::Receiver | Keep::Patient => {
                self.owner = Owner::Nobody;
                (self.id, self.id_type) = (None, None);
            }
            Keep::Ident => (self.id, self.id_type) = (None, None),
            Keep::Unit => {
                (self.id, self.id_type) = (None, None);
                self.level = self.level.saturating_sub(1);
                if self.level == 1 {
                    self.nested();
                }
            }
            _ => {}
        }
    }

    /// The nested unit has ended: the first with an address is the address.
    fn nested(&mut self) {
        let unit = std::mem::take(&mut self.unit);
        let Some(party) = self.party() else { return };
        match &party.service {
            Some(service) if service.her_id.is_some() || unit.her_id.is_none() => {}
            _ => party.service = Some(unit),
        }
    }

    fn party(&mut self) -> Option<&mut Party<'a>> {
        match self.owner {
            Owner::Sender => Some(&mut self.head.sender),
            Owner::Receiver => Some(&mut self.head.receiver),
            Owner::Patient | Owner::Nobody => None,
        }
    }

    /// The text of an element; `bytes`: how much base64 it was.
    pub fn text(&mut self, keep: Keep, text: Text<'a>, bytes: Option<u64>) {
        match keep {
            Keep::Body => join(&mut self.dialogue.text, text),
            Keep::Description if self.documents == 1 => self.attachment.name = Some(text),
            Keep::MimeType if self.documents == 1 => self.attachment.mime_type = Some(text),
            Keep::Container if self.documents == 1 => self.attachment.bytes = bytes,
            _ if self.documents == 0 => self.text_in_head(keep, text),
            _ => {}
        }
    }

    fn text_in_head(&mut self, keep: Keep, text: Text<'a>) {
        match keep {
            Keep::Generated => first(&mut self.head.generated, text),
            Keep::MessageId if self.head.message_id.is_empty() => self.head.message_id = text,
            Keep::Parent => self.head.conversation.get_or_insert_default().parent = text,
            Keep::Conversation => self.head.conversation.get_or_insert_default().conversation = text,
            Keep::OriginalIssued => self.app_rec.original_issued = text,
            Keep::OriginalId => self.app_rec.original_id = text,
            Keep::Id => {
                self.id = Some(text);
                self.identified();
            }
            Keep::Name => self.name(text),
            Keep::Family | Keep::Middle | Keep::Given | Keep::Born => self.person(keep, text),
            _ => {}
        }
    }

    fn name(&mut self, text: Text<'a>) {
        match self.level {
            1 => {
                if let Some(party) = self.party() {
                    first(&mut party.organisation.name, text);
                }
            }
            2 => first(&mut self.unit.name, text),
            _ => {}
        }
    }

    fn person(&mut self, keep: Keep, text: Text<'a>) {
        match (self.owner, &mut self.head.patient) {
            (Owner::Patient, Some(patient)) => match keep {
                Keep::Family => first(&mut patient.family_name, text),
                Keep::Middle => first(&mut patient.middle_name, text),
                Keep::Given => first(&mut patient.given_name, text),
                _ => first(&mut patient.born, text),
            },
            (Owner::Sender | Owner::Receiver, _) if self.level == 2 => match &mut self.unit.name {
                // Given name and family name; whoever writes more of them gets no more.
                Some(name) if name.len() < 256 => *name = format!("{text} {name}").into(),
                Some(_) => {}
                none => *none = Some(text),
            },
            _ => {}
        }
    }

    /// A code has been read.
    pub fn code(&mut self, keep: Keep, code: Code<'a>) {
        let v = code.v.unwrap_or_default();
        match keep {
            Keep::Theme if self.dialogue.theme.is_none() => self.dialogue.theme = Some(v),
            Keep::QuestionType if self.dialogue.question_type.is_none() => {
                self.dialogue.question_type = Some(v)
            }
            _ if self.documents > 0 => {}
            Keep::Kind if self.head.kind_code.is_empty() => {
                self.head.kind = Kind::of(v.trim());
                self.head.kind_code = v;
            }
            Keep::IdType => {
                self.id_type = Some(v);
                self.identified();
            }
            Keep::Status => self.app_rec.status = Status::of(v.trim()),
            Keep::Error => self.app_rec.errors.push((v, code.dn.unwrap_or_default())),
            Keep::OriginalType => self.app_rec.original_type = v,
            _ => {}
        }
    }

    /// Once number and type of a number are known, in either order, the number is somebody's.
    fn identified(&mut self) {
        let (Some(_), Some(_)) = (&self.id, &self.id_type) else { return };
        let (Some(id), Some(id_type)) = (self.id.take(), self.id_type.take()) else { return };
        if let (Owner::Patient, Some(patient)) = (self.owner, &mut self.head.patient) {
            if patient.identity.is_none() {
                (patient.identity, patient.identity_type) = (Some(id), Some(id_type));
            }
            return;
        }
        let level = self.level;
        if level == 2 {
            numbered(&mut self.unit, id, &id_type);
        } else if let (1, Some(party)) = (level, self.party()) {
            numbered(&mut party.organisation, id, &id_type);
        }
    }

    pub fn finish(self) -> Document<'a> {
        let mut head = self.head;
        let content = match (self.has_app_rec, self.has_dialogue) {
            (true, _) => {
                head.kind = Kind::AppRec;
                Content::AppRec(self.app_rec)
            }
            (false, true) => Content::Dialogue(self.dialogue),
            (false, false) => Content::Other,
        };
        Document { head, content, ..Document::default() }
    }
}

fn first<'a>(place: &mut Option<Text<'a>>, text: Text<'a>) {
    if place.is_none() {
        *place = Some(text);
    }
}

/// Texts one below the other.
fn join<'a>(all: &mut Text<'a>, more: Text<'a>) {
    if all.is_empty() {
        *all = more;
    } else if !more.is_empty() {
        let all = all.to_mut();
        all.push('\n');
        all.push_str(&more);
    }
}

fn numbered<'a>(unit: &mut Unit<'a>, id: Text<'a>, id_type: &str) {
    match id_type.trim() {
        "LOK" if unit.local_id.is_none() => unit.local_id = Some(id),
        "HER" if unit.her_id.is_none() => unit.her_id = id.trim().parse().ok(),
        "ENH" => first(&mut unit.organisation_number, id),
        _ => {}
    }
}
