//! Metamorphic relations: what must follow for one run from another, whatever the numbers are.
//!
//! Numbers are those of the plan of trust, section 4. 21 comes with the disciplines that it needs.

mod draws;
mod files;
mod line;
mod paths;
mod streams;
