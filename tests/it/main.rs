//! One test binary: it links the library once. Each module says what must hold.

mod deadline;
mod duty;
mod guideline;
mod roster;
mod support;
mod tidy;
