//! The message server, as its callers see it: what it promises, each promise with a test.

mod access;
mod durable;
mod flushed;
mod letters;
mod limits;
mod official;
mod refusals;
pub mod server;
mod tls;
mod work;
