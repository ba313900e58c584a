//! Draws by address: what is drawn, for whom, for the how-manieth time.
//!
//! Nothing is stored and nothing is consumed, so a draw does not depend on which draws came before
//! it. Does not know what an entity is.

use super::philox;
use super::uniform::{Coin, Uniform};

/// What a number is drawn for. One entity draws for many purposes without their meeting. The numbers
/// are part of every result: a new purpose gets a new one, and none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u32)]
pub enum Purpose {
    /// Gap to the next birth of a stream.
    Gap = 1,
    /// Busyness of a stream's day.
    Busyness = 3,
    /// Whether an attempt to deliver fails.
    Attempt = 11,
    /// Time to see that a message belongs elsewhere or lacks something.
    Look = 18,
    /// How long after lost content a second message or a call comes.
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
    /// Who sends, the own inbox, A3, true department and work group, urgency.
    Birth = 51,
    /// Way of answering, answered at once, whether a follow-up comes, flaws (C1–C5).
    Fate = 52,
    /// What follows from flaws: after lost content, and whether C4 is asked back.
    Flaws = 53,
    /// Time to sort, to answer and to answer at once, and the choice of a work group.
    Work = 54,
    /// Delays of both legs of transport, time to read the reply, delay of a follow-up.
    Way = 55,
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

    /// All that one address holds.
    #[inline]
    pub fn sheet(self, purpose: Purpose, entity: u64, occasion: u64) -> Sheet {
        Sheet(philox::block(self.key, [occasion, entity, purpose as u64, 0]))
    }

    /// The draws of occasions 4n … 4n + 3 at the price of one, n being `quadruple`.
    #[inline]
    pub fn block(self, purpose: Purpose, entity: u64, quadruple: u64) -> [Uniform; 4] {
        self.sheet(purpose, entity, quadruple).0.map(Uniform::from_word)
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

/// Four words of an address: four numbers, or eight coins, or some of both; number n and coins 2n and 2n + 1 are of one
/// word, so that an address uses either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet([u64; 4]);

impl Sheet {
    #[inline]
    pub const fn number(&self, lane: usize) -> Uniform {
        Uniform::from_word(self.0[lane])
    }

    /// The upper half of a word, then its lower half.
    #[inline]
    pub const fn coin(&self, lane: usize) -> Coin {
        let word = self.0[lane / 2];
        Coin::from_half(if lane.is_multiple_of(2) { (word >> 32) as u32 } else { word as u32 })
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

    /// A coin is a number of which 32 bits are known.
    #[test]
    fn a_sheet_holds_numbers_and_coins() {
        let dice = Dice::new(5, 1);
        for entity in 0..200 {
            let sheet = dice.sheet(Purpose::Work, entity, 3);
            for (lane, word) in sheet.0.into_iter().enumerate() {
                assert_eq!(sheet.number(lane), dice.block(Purpose::Work, entity, 3)[lane]);
                let halves = [sheet.coin(2 * lane), sheet.coin(2 * lane + 1)];
                assert_eq!(halves, [word >> 32, word & 0xFFFF_FFFF].map(|half| Coin::from_half(half as u32)));
                for count in [1usize, 2, 3, 1_000] {
                    assert_eq!(halves[0].index(count), sheet.number(lane).index(count));
                }
            }
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
