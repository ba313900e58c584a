//! Replications of a scenario and its variants, and what they say together.

mod results;

pub use results::{DeadlineNote, Results, VariantResults};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
