//! One test binary: it links the library once. Each module says what must hold.

mod deadline;
mod duty;
mod roster;
