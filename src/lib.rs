//! Simulation and load-test harness for dialogue messages between hospitals and municipalities.
//!
//! One flow, one direction: scenario file → `Model` + `Plan` → records → observations → results →
//! tables → bytes. A module imports only from lower floors; `docs/ARCHITECTURE.md` has the table.

pub mod calendar;
pub mod model;
pub mod random;
pub mod record;
pub mod scenario;
pub mod stats;
pub mod text;
pub mod time;
