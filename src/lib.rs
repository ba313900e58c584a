//! Simulation and load-test harness for dialogue messages between hospitals and municipalities.
//!
//! One flow, one direction: scenario file → `Model` + `Plan` → records → observations → results →
//! tables → bytes. A module imports only from lower floors; `docs/ARCHITECTURE.md` has the table.

pub mod calendar;
pub mod chart;
pub mod cli;
pub mod demand;
pub mod edi;
pub mod engine;
pub mod eventlog;
pub mod experiment;
#[cfg(feature = "net")]
pub mod load;
pub mod measures;
pub mod model;
#[cfg(feature = "net")]
pub mod msh;
pub mod queueing;
pub mod random;
pub mod record;
pub mod report;
pub mod routing;
pub mod scenario;
pub mod simulation;
pub mod stats;
pub mod text;
pub mod time;
#[cfg(feature = "net")]
pub mod twin;
