//! `explore`: many points as a table; the assumptions by what they do to the answer.
//!
//! Knows rows of figures; not how they were simulated.

pub mod sweep;
pub mod tornado;
