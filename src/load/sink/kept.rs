//! Messages that a sink keeps until their receivers have read them: the unread lists of the official interface.

use super::faults::Faults;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A broken promise, and the message id of the document.
pub type Broken = (&'static str, String);

#[derive(Clone)]
struct Message {
    receiver: u32,
    business_id: String,
    /// As it came, base64.
    document: String,
}

/// What is kept, by id; and the order in which it came, by receiver.
#[derive(Default)]
pub struct Kept {
    messages: BTreeMap<u64, Message>,
    unread: BTreeMap<u32, VecDeque<u64>>,
    next: u64,
    /// The one that waits to change places with the next.
    swapping: Option<Message>,
    /// Those that are to be overtaken, by id.
    held: Vec<(u64, Message)>,
    /// Those whose receiver was cut off once.
    cut: BTreeSet<u64>,
}

impl Kept {
    /// Keeps a posted message, with what faults make of it; its id, and which promises were broken at which message.
    pub fn keep(&mut self, body: &[u8], number: u64, faults: &Faults) -> Option<(u64, Vec<Broken>)> {
        let mut message = posted(body)?;
        let business_id = message.business_id.clone();
        let mut broken: Vec<Broken> = Vec::new();
        if Faults::hits(faults.lose, number) {
            self.next += 1;
            return Some((self.next, vec![("lost", business_id)]));
        }
        if Faults::hits(faults.corrupt, number) {
            message.document = changed(&message.document)?;
            broken.push(("corrupted", business_id.clone()));
        }
        if Faults::hits(faults.duplicate, number) {
            self.enter(message.clone());
            broken.push(("duplicate", business_id.clone()));
        }
        if Faults::hits(faults.overtake, number) {
            self.next += 1;
            self.held.push((self.next, message));
            return Some((self.next, vec![("out_of_order", business_id)]));
        }
        if Faults::hits(faults.swap, number) && self.swapping.is_none() {
            self.swapping = Some(message);
            self.next += 1;
            return Some((self.next, broken));
        }
        if let Some(mut other) = self.swapping.take_if(|other| other.receiver != message.receiver) {
            std::mem::swap(&mut other.receiver, &mut message.receiver);
            broken.extend([other.business_id.clone(), business_id].map(|id| ("misrouted", id)));
            self.enter(other);
        }
        Some((self.enter(message), broken))
    }

    fn enter(&mut self, message: Message) -> u64 {
        self.next += 1;
        self.unread.entry(message.receiver).or_default().push_back(self.next);
        self.messages.insert(self.next, message);
        self.next
    }

    /// The unread messages of some receivers, the oldest first.
    pub fn unread(&self, receivers: &[u32], most: usize) -> Value {
        let all = receivers.iter().filter_map(|receiver| self.unread.get(receiver)).flatten().take(most);
        let shown = |id: &u64| {
            let message = &self.messages[id];
            json!({ "id": uuid(*id), "contentType": "application/xml", "receiverHerId": message.receiver,
                    "businessDocumentId": message.business_id, "isAppRec": false })
        };
        Value::Array(all.map(shown).collect())
    }

    pub fn document(&self, id: u64) -> Option<Value> {
        let message = self.messages.get(&id)?;
        Some(json!({ "businessDocument": message.document, "contentType": "application/xml",
                     "contentTransferEncoding": "base64" }))
    }

    /// Whether a receiver is to be cut off when it marks this one read.
    pub fn cuts(&mut self, id: u64, faults: &Faults) -> bool {
        Faults::hits(faults.cut_read, id) && self.cut.insert(id)
    }

    /// Whether there was such a message.
    pub fn read(&mut self, id: u64) -> bool {
        let Some(message) = self.messages.remove(&id) else { return false };
        if let Some(line) = self.unread.get_mut(&message.receiver)
            && let Some(place) = line.iter().position(|waiting| *waiting == id)
        {
            line.remove(place);
        }
        if let Some(place) =
            self.held.iter().position(|(own, other)| *own < id && other.receiver == message.receiver)
        {
            let (id, held) = self.held.remove(place);
            self.unread.entry(held.receiver).or_default().push_back(id);
            self.messages.insert(id, held);
        }
        true
    }
}

fn posted(body: &[u8]) -> Option<Message> {
    let posted: Value = serde_json::from_slice(body).ok()?;
    let document = posted["businessDocument"].as_str()?.to_owned();
    let receiver = posted["receiverHerIdsSubset"][0].as_u64()? as u32;
    let business_id = message_id(&STANDARD.decode(&document).ok()?)?;
    Some(Message { receiver, business_id, document })
}

/// The same with one byte changed in the middle.
fn changed(document: &str) -> Option<String> {
    let mut bytes = STANDARD.decode(document).ok()?;
    let middle = bytes.len() / 2;
    *bytes.get_mut(middle)? ^= 1;
    Some(STANDARD.encode(bytes))
}

fn message_id(document: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(document).ok()?;
    let (_, rest) = text.split_once("MsgId>")?;
    Some(rest.split_once('<')?.0.to_owned())
}

/// A sink's ids as the interface shows them.
pub fn uuid(id: u64) -> String {
    format!("00000000-0000-4000-8000-{id:012x}")
}

/// The number behind an id of ours.
pub fn number(uuid: &str) -> Option<u64> {
    u64::from_str_radix(uuid.rsplit('-').next()?, 16).ok()
}
