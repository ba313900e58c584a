//! One test binary: it links the library once. Each module says what must hold.

mod differential;
mod reference;
mod timelines;
