//! The message server, as its callers see it: what it promises, each promise with a test.

mod access;
mod durable;
mod letters;
mod refusals;
mod server;
mod work;
