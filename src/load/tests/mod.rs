//! The load test against servers that misbehave, its arrivals against its plan, and logging in.

mod arrivals;
mod edge;
mod faults;
mod login;
