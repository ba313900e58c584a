//! Bodies for a sink: the size of a dialogue message, its own id inside, nothing else that is true.

use super::identity::{LENGTH, RunId};
use super::ledger::Expected;
use super::source::{Letter, Sight, Source, Verdict, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

/// Bytes of a body, as dialogue messages without attachments commonly have them.
pub const BYTES: usize = 4_096;
/// HER-ids that nobody has.
const RECEIVERS: u32 = 2_110_000_000;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><MsgHead><MsgInfo><MsgId>";
const RECEIVER: &str = "\",\"contentType\":\"application/xml\",\"contentTransferEncoding\":\"base64\",\
                        \"receiverHerIdsSubset\":[";

/// Letters at the instants of an iterator.
pub struct Blanks<I> {
    times: I,
    run: RunId,
    receivers: u32,
    sight: Sight,
    document: Vec<u8>,
    body: Vec<u8>,
    /// Where the id and the receiver stand in the body.
    id_at: usize,
    receiver_at: usize,
}

impl<I: Iterator<Item = i64>> Blanks<I> {
    /// To so many receivers in turn.
    pub fn new(times: I, run: RunId, receivers: u32, sight: Sight) -> Blanks<I> {
        let open = "{\"businessDocument\":\"";
        // The id begins at a whole group of base64.
        let head = format!("{HEAD:>width$}", width = HEAD.len().next_multiple_of(3));
        let around = open.len() + RECEIVER.len() + "2110000000]}".len();
        let text = (BYTES - around) / 4 * 3;
        let tail = "</MsgId></MsgInfo></MsgHead>";
        let padding = " ".repeat(text - head.len() - LENGTH - tail.len());
        let document = format!("{head}{}{tail}{padding}", run.message(0)).into_bytes();
        let mut body = format!("{open}{}{RECEIVER}{RECEIVERS}]}}", STANDARD.encode(&document)).into_bytes();
        let receiver_at = body.len() - "2110000000]}".len();
        body.resize(BYTES, b' ');
        let id_at = open.len() + head.len() / 3 * 4;
        Blanks { times, run, receivers, sight, document, body, id_at, receiver_at }
    }
}

/// The HER-ids of so many receivers.
pub fn receivers(count: u32) -> Vec<u32> {
    (0..count).map(|index| RECEIVERS + index).collect()
}

impl<I: Iterator<Item = i64>> Source for Blanks<I> {
    fn next(&mut self, id: u64) -> Option<Letter> {
        let at = self.times.next()?;
        let message = self.run.message(id);
        let receiver = RECEIVERS + (id % u64::from(self.receivers)) as u32;
        let coded = STANDARD.encode(&message);
        self.body[self.id_at..self.id_at + coded.len()].copy_from_slice(coded.as_bytes());
        let number = receiver.to_string();
        self.body[self.receiver_at..self.receiver_at + number.len()].copy_from_slice(number.as_bytes());
        // A digest that nobody compares costs time for nothing.
        let digest = match self.sight {
            Sight::None => 0,
            _ => {
                let from = self.id_at_in_document();
                self.document[from..from + LENGTH].copy_from_slice(message.as_bytes());
                digest(&self.document)
            }
        };
        Some(Letter {
            at,
            body: Bytes::copy_from_slice(&self.body),
            expected: Expected { place: receiver, digest, refused: false },
            verdict: Verdict::Accepted,
            sight: self.sight,
        })
    }
}

impl<I> Blanks<I> {
    fn id_at_in_document(&self) -> usize {
        HEAD.len().next_multiple_of(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_json_with_its_id_inside() {
        let run = RunId::new(77);
        let mut blanks = Blanks::new([5, 6].into_iter(), run, 2, Sight::Fetched);
        blanks.next(0);
        let letter = blanks.next(1).expect("the second");
        assert_eq!((letter.body.len(), letter.at, letter.expected.place), (BYTES, 6, RECEIVERS + 1));
        let body: serde_json::Value = serde_json::from_slice(&letter.body).expect("JSON");
        let document = STANDARD.decode(body["businessDocument"].as_str().expect("text")).expect("base64");
        assert_eq!(digest(&document), letter.expected.digest);
        let text = String::from_utf8(document).expect("text");
        assert!(text.contains(&format!("<MsgId>{}</MsgId>", run.message(1))), "{text}");
        assert_eq!(body["receiverHerIdsSubset"][0].as_u64(), Some(u64::from(RECEIVERS + 1)));
        assert!(blanks.next(2).is_none());
    }
}
