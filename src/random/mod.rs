//! Random numbers, and the laws of times and counts that are drawn with them.
//!
//! A draw is a pure function of (seed, replication, purpose, entity, occasion): drawing it late,
//! early, twice or in another thread gives the same value. Everything above a uniform number is an
//! inverse transform over `libm`, so that the same scenario gives the same bits on every computer.
//! Knows no messages and no organisations: an entity is a 64-bit key that its owner makes.

mod address;
mod key;
mod law;
mod normal;
mod philox;
mod sequence;
mod uniform;
mod uuid;

#[cfg(test)]
mod tests;

pub use address::{Dice, DrawSequence, Purpose, Sheet};
pub use key::{child, stable_hash};
pub use law::{CountLaw, GammaTable, Law, MixedPoisson, geometric_days};
pub use sequence::Sequence;
pub use uniform::{Coin, Uniform};
pub use uuid::{Salt, Uuid};
