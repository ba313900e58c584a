//! Messages in flight: a slab of records, reused when a message is gone.

use crate::model::{InboxId, PersonId, RoleSet};
use crate::record::{Case, MessageKey, Request, Segment, SegmentKind, Work};
use crate::time::{Duration, Instant};

/// A place in the slab. Valid until the message is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub u32);

/// A slot that knows when its message is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    pub slot: Slot,
    generation: u32,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Request,
    /// The answer to a request, on its way to be read.
    Reply,
    /// A question about a request, or its answer on the way back.
    AskBack {
        request: Handle,
        answered: bool,
    },
    /// A telephone call about a request.
    Call {
        request: Handle,
    },
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Not sent yet.
    Planned,
    Transport,
    /// On its way to another inbox of the same organisation: no time passes.
    Moving,
    Queued,
    InHand(PersonId),
    /// Its sender is asked back.
    WithSender,
}

/// A message in flight. What every step of its way touches stands first and together: the messages of a nation fit no
/// cache.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Message {
    key: MessageKey,
    /// The end of the last segment.
    pub since: Instant,
    /// Arrival in this inbox.
    pub arrived: Instant,
    /// Nominal time left of this case.
    pub left: Duration,
    pub roles: RoleSet,
    pub place: Place,
    /// The inbox where it is, or where it is going.
    pub inbox: InboxId,
    pub work: Work,
    pub handed_back: bool,
    live: bool,
    pub segments: Vec<Segment>,
    pub kind: Kind,
    /// First instant at which an eligible person began a message that arrived here later.
    pub overtaken: Option<Instant>,
    generation: u32,
    /// Inboxes joined so far, and the lot drawn in this one if its order is random.
    pub visits: u32,
    pub lot: i64,
    pub request: Request,
    /// Forwardings, sortings and looks so far.
    pub forwards: u32,
    pub sortings: u32,
    pub looks: u32,
    pub asked_c2: bool,
    pub asked_c4: bool,
    /// Whether the first of two answering steps is done.
    pub prepared: bool,
    /// Whether it went on from its work group to another inbox.
    pub went_on: bool,
    /// When its sender's patience ends.
    pub patience_ends: Instant,
    /// When the present leg of transport began, and attempts that failed since.
    pub since_sending: Instant,
    pub attempts: u32,
    /// Working days since the limit on which a call was thought of.
    pub overdue_days: u32,
}

impl Message {
    #[inline]
    fn new(kind: Kind, request: Request, (generation, segments): (u32, Vec<Segment>)) -> Self {
        Message {
            key: request.key,
            kind,
            place: Place::Planned,
            forwards: 0,
            sortings: 0,
            looks: 0,
            asked_c2: false,
            asked_c4: false,
            prepared: false,
            went_on: false,
            patience_ends: Instant::MAX,
            since_sending: request.sent,
            attempts: 0,
            overdue_days: 0,
            inbox: request.group,
            arrived: request.sent,
            work: Work::Reading,
            roles: RoleSet::ANY,
            left: Duration::ZERO,
            handed_back: false,
            visits: 0,
            lot: 0,
            overtaken: None,
            since: request.sent,
            segments,
            request,
            generation,
            live: true,
        }
    }

    /// Whether it still is in flight; its slot may be asked for after it is gone.
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// As recorders see its present visit.
    pub fn case(&self) -> Case {
        Case { key: self.key, inbox: self.inbox, arrived: self.arrived, work: self.work, roles: self.roles }
    }

    pub fn key(&self) -> MessageKey {
        self.key
    }

    /// Ends the running segment at `to`; one without length is not kept.
    #[inline]
    pub fn tell(&mut self, kind: SegmentKind, to: Instant) {
        if to > self.since {
            self.segments.push(Segment { kind, from: self.since, to });
            self.since = to;
        }
    }

    /// Whether it stands in a work group where it does not belong.
    pub fn in_wrong_group(&self) -> bool {
        self.work == Work::LookingWrongPlace
    }
}

/// Room for the segments of a message: eight visits. With less, lists go on growing for years of a run, whenever a
/// slot meets its first message with a long way.
const SEGMENTS: usize = 16;

/// The slab.
#[derive(Debug, Default)]
pub struct Messages {
    slots: Vec<Message>,
    free: Vec<Slot>,
}

impl Messages {
    /// A new message, planned; the record of one that is gone is used again.
    pub fn add(&mut self, kind: Kind, request: &Request) -> Slot {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                let segments = Vec::with_capacity(SEGMENTS);
                self.slots.push(Message::new(kind, *request, (0, segments)));
                return Slot(self.slots.len() as u32 - 1);
            }
        };
        let place = &mut self.slots[slot.0 as usize];
        let mut segments = std::mem::take(&mut place.segments);
        segments.clear();
        *place = Message::new(kind, *request, (place.generation, segments));
        slot
    }

    /// Frees a slot; handles to it become invalid.
    pub fn remove(&mut self, slot: Slot) {
        let message = &mut self.slots[slot.0 as usize];
        debug_assert!(message.live, "a message is removed once");
        message.live = false;
        message.generation = message.generation.wrapping_add(1);
        self.free.push(slot);
    }

    /// A closed request goes on as its reply; handles to the request become invalid.
    pub fn becomes_reply(&mut self, slot: Slot) {
        let message = &mut self.slots[slot.0 as usize];
        message.kind = Kind::Reply;
        message.patience_ends = Instant::MAX;
        message.segments.clear();
        message.generation = message.generation.wrapping_add(1);
    }

    pub fn handle(&self, slot: Slot) -> Handle {
        Handle { slot, generation: self.slots[slot.0 as usize].generation }
    }

    /// The slot, if its message is still there.
    pub fn find(&self, handle: Handle) -> Option<Slot> {
        (self.slots[handle.slot.0 as usize].generation == handle.generation).then_some(handle.slot)
    }

    /// All messages in flight, in order of slots.
    pub fn live(&self) -> impl Iterator<Item = (Slot, &Message)> {
        let numbered = self.slots.iter().enumerate().map(|(index, message)| (Slot(index as u32), message));
        numbered.filter(|(_, message)| message.live)
    }
}

impl std::ops::Index<Slot> for Messages {
    type Output = Message;
    #[inline]
    fn index(&self, slot: Slot) -> &Message {
        &self.slots[slot.0 as usize]
    }
}

impl std::ops::IndexMut<Slot> for Messages {
    #[inline]
    fn index_mut(&mut self, slot: Slot) -> &mut Message {
        &mut self.slots[slot.0 as usize]
    }
}
