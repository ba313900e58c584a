//! One test binary: it links the library once. Each module says what must hold.

mod cli;
mod deadline;
mod differential;
mod duty;
mod fingerprints;
mod golden;
mod guideline;
mod invariants;
#[cfg(feature = "net")]
mod msh;
mod parity;
mod reference;
mod relations;
mod roster;
mod shipped;
mod support;
mod theory;
mod tidy;
mod timelines;
#[cfg(feature = "net")]
mod twin;
