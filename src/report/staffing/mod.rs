//! `staff`: the answer as a sentence, a table and a certificate.
//!
//! Knows what was tried and proved; not how.

mod certificate;
mod sentence;
mod table;

pub use certificate::{Certificate, Laid, read as read_certificate, write as write_certificate};
pub use sentence::{answer, called, verified};
pub use table::table;

use crate::experiment::staffing::axis::Axis;
use crate::experiment::staffing::{Aims, Answer};
use crate::text::Words;

/// The chance with which a kind of bad year that is said to be seen would have stayed unseen.
const UNSEEN: f64 = 0.05;

/// Everything that a study of staffing tells.
pub struct Staffing<'a> {
    pub axes: &'a [Axis],
    pub aims: &'a Aims,
    /// What each claim is about: "besvart innen 5 virkedager".
    pub goals: &'a [Words],
    pub answer: &'a Answer,
    pub weeks: u32,
}

#[cfg(test)]
mod tests;
