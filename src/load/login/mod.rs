//! How calls show who makes them: not at all, with a token, or with HelseID's tokens that are bound to a key.
//!
//! Secrets are never shown: nothing here has a `Debug`, and no error holds one.

mod helseid;
mod jwt;

pub use helseid::{HelseId, Settings};

use crate::stats::Latencies;
use hyper::HeaderMap;
use hyper::header::{AUTHORIZATION, HeaderValue};

/// What is put on each call.
pub enum Login {
    None,
    /// The same token all the time.
    Bearer(HeaderValue),
    /// A token from a token service, and a fresh proof of its key with each call.
    HelseId(Box<HelseId>),
}

impl Login {
    /// A token as its file has it.
    ///
    /// # Errors
    /// It is empty or no token.
    pub fn bearer(text: &str) -> Result<Login, String> {
        let token = text.trim();
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err("no token".to_owned());
        }
        let mut value =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| "no token".to_owned())?;
        value.set_sensitive(true);
        Ok(Login::Bearer(value))
    }

    /// Signs a call: its method, and its address without the query.
    ///
    /// # Errors
    /// No token is to be had.
    pub(super) async fn sign(&self, headers: &mut HeaderMap, call: (&str, String)) -> Result<(), String> {
        match self {
            Login::None => {}
            Login::Bearer(value) => {
                headers.insert(AUTHORIZATION, value.clone());
            }
            Login::HelseId(helseid) => helseid.sign(headers, call).await?,
        }
        Ok(())
    }

    /// Whether an answer only says with what to ask again.
    pub(super) fn asks_again(&self, status: u16, headers: &HeaderMap) -> bool {
        match self {
            Login::HelseId(helseid) => helseid.asks_again(status, headers),
            _ => false,
        }
    }

    /// What the proofs of the calls have cost, in nanoseconds each; `None`: there are none.
    pub fn cost(&self) -> Option<Latencies> {
        match self {
            Login::HelseId(helseid) => Some(helseid.cost()),
            _ => None,
        }
    }
}
