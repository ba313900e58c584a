//! What the server keeps of a message beside its document. Knows no store and no interface.

use super::row::Row;
use crate::model::InboxId;
use crate::time::Instant;

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $number:literal $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant = $number),* }

        impl $name {
            /// As the store has it.
            pub fn of_number(number: i64) -> Option<$name> {
                match number { $($number => Some($name::$variant),)* _ => None }
            }

            /// As the interface writes it.
            pub const fn text(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// As a caller writes it: the name, or the number.
            pub fn of_text(text: &str) -> Option<$name> {
                $(if text == $text || text.parse() == Ok($number as i64) { return Some($name::$variant); })*
                None
            }
        }
    };
}

numbered! {
    /// What a document is.
    Kind {
        Request = 0 "request",
        Reply = 1 "reply",
        Note = 2 "note",
        Health = 3 "health",
        AppRec = 4 "apprec",
        Other = 5 "other",
    }
}

numbered! {
    /// Whether transport has delivered it (the interface's DeliveryState).
    Transport {
        Unconfirmed = 0 "Unconfirmed",
        Acknowledged = 1 "Acknowledged",
        Rejected = 2 "Rejected",
    }
}

numbered! {
    /// The receiver's application receipt (code system 8258).
    Receipt {
        Ok = 1 "Ok",
        Rejected = 2 "Rejected",
        OkErrorInMessagePart = 3 "OkErrorInMessagePart",
    }
}

numbered! {
    /// Where a message of an inside service is.
    Place {
        /// Of an outside service, or refused: in no inbox.
        Nowhere = 0 "nowhere",
        Waiting = 1 "waiting",
        WithSender = 2 "with-sender",
        Answered = 3 "answered",
        Returned = 4 "returned",
        Withdrawn = 5 "withdrawn",
        /// A reply that was read, a note that was seen.
        Closed = 6 "closed",
        /// Leased ten times in vain.
        Dead = 7 "dead",
    }
}

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    pub row: Row,
    pub sender: u32,
    pub receiver: u32,
    pub msg_id: String,
    /// GenDate in RFC 3339.
    pub generated: String,
    pub kind: Kind,
    pub received: Instant,
    /// The message that this one answers, receipts, or asks about.
    pub about: Option<Row>,
    pub conversation: Option<String>,
    pub transport: Transport,
    pub receipt: Option<Receipt>,
    /// The receipt's own row.
    pub receipt_row: Option<Row>,
    /// Code and text of what the receipt says is wrong.
    pub errors: Vec<(String, String)>,
    pub unread: bool,
    pub inbox: Option<InboxId>,
    pub place: Place,
    /// Its place in the order of arrival at its inbox.
    pub turn: i64,
    /// Leases that ended without a result.
    pub attempts: u32,
    /// A bit for each clause of the guideline that it breaks.
    pub hits: u32,
    pub answer: Option<Row>,
    /// SHA-256 of the document; `None`: the server writes the document from this envelope when it is fetched.
    pub sha: Option<[u8; 32]>,
}
