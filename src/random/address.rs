//! Draws by address: what is drawn, for whom, for the how-manieth time.
//!
//! Nothing is stored and nothing is consumed, so a draw does not depend on which draws came before
//! it. Does not know what an entity is.

use super::philox;
use super::uniform::Uniform;

/// What a number is drawn for. One entity draws for many purposes without their meeting. The numbers
/// are part of every result: a new purpose gets a new one, and none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u32)]
pub enum Purpose {
    /// Gap to the next birth of a stream.
    Gap = 1,
    /// Busyness of a stream's day.
    Busyness = 3,
    /// Who sends, the own inbox, and whether the patient has no municipal service.
    Sender = 4,
    /// Whether it belongs to another department, and to which.
    Department = 5,
    /// True work group, way of answering, urgency, answered at once.
    Fate = 6,
    /// Flaws (C1–C5) and what follows them, and whether a follow-up comes.
    Flaws = 9,
    /// Whether an attempt to deliver fails.
    Attempt = 11,
    /// Delay of a delivery.
    Transport = 12,
    /// Time to sort, and time to answer at once.
    Sorting = 13,
    /// Whether forwarded to the wrong work group, and to which.
    WrongGroup = 15,
    /// Time to answer.
    Answering = 17,
    /// Time to see that a message belongs elsewhere or lacks something.
    Look = 18,
    /// Time to answer what was asked back.
    AskBack = 19,
    /// Time to read the reply.
    Reading = 21,
    /// Whether a follow-up is sent, and its delay.
    FollowUp = 22,
    /// Whether a second message follows lost content, and its delay.
    SecondMessage = 23,
    /// Whether somebody calls, and how long it takes.
    Call = 24,
    /// Whether a sick spell begins; by date.
    SickLeave = 26,
    /// Length of a sick spell; by the date on which it begins.
    SickSpell = 32,
    /// When the births of a date come that are few, and the gap to the next date with any.
    Moment = 33,
    /// Place in a random order.
    Lot = 40,
    /// Whether a person picks the shortest; by the cases that she has begun.
    CherryPick = 41,
    /// How long a sender waits before withdrawing.
    Patience = 42,
    /// Where a request goes on from its work group.
    NextStage = 43,
    /// How many messages come at once; by the ordinal of the batch.
    Batch = 44,
    /// The id of a document, and what stands in it.
    Document = 45,
    /// A made-up patient.
    Patient = 46,
    /// Gaps of a load test with Poisson pacing.
    Sending = 50,
}

/// All random numbers of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dice {
    key: [u64; 2],
}

impl Dice {
    /// Replications of one seed share no number, nor do seeds.
    pub const fn new(seed: u64, replication: u64) -> Self {
        Dice { key: [seed, replication] }
    }

    /// The draws of occasions 4n … 4n + 3 at the price of one, n being `quadruple`.
    #[inline]
    pub fn block(self, purpose: Purpose, entity: u64, quadruple: u64) -> [Uniform; 4] {
        let [a, b, c, d] = philox::block(self.key, [quadruple, entity, purpose as u64, 0]);
        let uniform = Uniform::from_word;
        [uniform(a), uniform(b), uniform(c), uniform(d)]
    }

    /// The draw of one occasion, counted from 0.
    #[inline]
    pub fn draw(self, purpose: Purpose, entity: u64, occasion: u64) -> Uniform {
        self.block(purpose, entity, occasion / 4)[(occasion % 4) as usize]
    }

    /// The draws of occasions 0, 1, 2, … in turn.
    pub const fn sequence(self, purpose: Purpose, entity: u64) -> DrawSequence {
        DrawSequence { dice: self, purpose, entity, next: 0, buffer: [Uniform::MIN; 4] }
    }
}

/// Reads the draws of one purpose and entity in order, four to a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawSequence {
    dice: Dice,
    purpose: Purpose,
    entity: u64,
    next: u64,
    buffer: [Uniform; 4],
}

impl DrawSequence {
    /// The draw of the next occasion, the same as [`Dice::draw`] gives for it.
    #[inline]
    pub fn draw(&mut self) -> Uniform {
        let lane = (self.next % 4) as usize;
        if lane == 0 {
            self.buffer = self.dice.block(self.purpose, self.entity, self.next / 4);
        }
        self.next += 1;
        self.buffer[lane]
    }

    /// The occasion that [`DrawSequence::draw`] reads next.
    pub const fn occasion(&self) -> u64 {
        self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_reads_the_addressed_draws() {
        let dice = Dice::new(7, 3);
        let mut sequence = dice.sequence(Purpose::Gap, 99);
        for occasion in 0..50 {
            assert_eq!(sequence.occasion(), occasion);
            let drawn = dice.draw(Purpose::Gap, 99, occasion);
            assert_eq!(sequence.draw(), drawn);
            assert_eq!(dice.block(Purpose::Gap, 99, occasion / 4)[occasion as usize % 4], drawn);
        }
    }

    #[test]
    fn each_part_of_the_address_matters() {
        let base = Dice::new(1, 2).block(Purpose::Look, 3, 4);
        let others = [
            Dice::new(2, 2).block(Purpose::Look, 3, 4),
            Dice::new(1, 3).block(Purpose::Look, 3, 4),
            Dice::new(2, 1).block(Purpose::Look, 3, 4),
            Dice::new(1, 2).block(Purpose::Call, 3, 4),
            Dice::new(1, 2).block(Purpose::Look, 4, 4),
            Dice::new(1, 2).block(Purpose::Look, 3, 5),
            Dice::new(1, 2).block(Purpose::Look, 4, 3),
        ];
        assert!(others.iter().flatten().all(|draw| !base.contains(draw)));
    }
}
