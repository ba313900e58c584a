//! One test binary: it links the library once. Each module says what must hold.

mod cli;
mod deadline;
mod differential;
mod duty;
mod golden;
mod guideline;
mod reference;
mod roster;
mod shipped;
mod support;
mod tidy;
mod timelines;
