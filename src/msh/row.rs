//! The name of a stored message inside the server.

/// A stored message: its row in the store, from 1. Callers know it by a UUID that carries the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(pub i64);
