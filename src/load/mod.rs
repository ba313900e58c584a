//! The load test: a scenario's messages against a real message server on the real clock, and what became of each.
//!
//! Open loop: when a message is due is fixed beforehand, and every latency is counted from then. Knows no
//! simulation, no output format, and how a scenario is written just as little.

pub mod bench;
mod blank;
mod clock;
mod conduct;
mod dispatch;
mod document;
mod endpoint;
mod fetch;
pub mod find_max;
mod findings;
mod http;
mod identity;
mod jump;
mod ledger;
mod legs;
mod login;
mod messages;
mod outcome;
mod plan;
mod run;
pub mod safety;
pub mod selftest;
mod shape;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod trial;
mod watch;

pub use clock::TIMER;
pub use conduct::{Glance, Order, Schedule, Watcher, conduct, on_one_thread};
pub use document::{Further, rename, write, write_further};
pub use endpoint::{BadUrl, Endpoint};
pub use findings::{ERRORS, Ending, Findings, Held, Invalid, MOST_LATE, Threshold};
pub use http::Limits;
pub use identity::RunId;
pub use ledger::Ledger;
pub use legs::{Leg, Legs};
pub use login::{HelseId, Login, Settings as HelseIdSettings};
pub use messages::{World, fetched, posted};
pub use outcome::{Flag, Outcome};
pub use plan::Pacing;
pub use run::Manners;
pub use shape::{Shape, parse_decimal, parse_length};
pub use source::{Sight, Verdict};
