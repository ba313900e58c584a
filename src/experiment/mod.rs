//! Replications of a scenario and its variants, and what they say together.

pub mod comparison;
pub mod design;
mod outline;
pub mod panel;
mod replication;
mod results;
pub mod staffing;
pub mod studies;
mod study;
pub mod trial;

pub use outline::Outline;
pub use replication::Subject;
pub use results::{DeadlineNote, Results, VariantResults};
pub use study::{ALPHA, End, Size, Watch, study, with_threads};
pub use trial::{Figure, Row, Runner, STREAM, Stop, Store, Trial};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
