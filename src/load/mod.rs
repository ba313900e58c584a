//! The load test: a scenario's messages against a real message server on the real clock, and what became of each.
//!
//! Open loop: when a message is due is fixed beforehand, and every latency is counted from then. Knows no
//! simulation, no output format, and how a scenario is written just as little.

mod blank;
mod clock;
mod dispatch;
mod endpoint;
mod fetch;
mod http;
mod identity;
mod ledger;
mod legs;
mod login;
mod plan;
mod run;
pub mod safety;
pub mod selftest;
mod shape;
mod sink;
mod source;

pub use clock::TIMER;
pub use ledger::{Flag, Ledger, Outcome};
pub use legs::{Leg, Legs};
pub use plan::Pacing;
pub use shape::Shape;
