//! Replications of a scenario and its variants, and what they say together.

mod replication;
mod results;
mod study;

pub use replication::Subject;
pub use results::{DeadlineNote, Results, VariantResults};
pub use study::{ALPHA, End, Size, Watch, study, with_threads};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
