//! How calls show who makes them: not at all, with a token, or with HelseID's tokens that are bound to a key.
//!
//! Secrets are never shown: nothing here has a `Debug`, and no error holds one.

mod helseid;
mod jwt;

pub use helseid::{HelseId, Settings};

use crate::load::endpoint::Endpoint;
use crate::stats::Latencies;

/// What is put on each call.
pub enum Login {
    None,
    /// The same token all the time.
    Bearer(String),
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
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("no token".to_owned());
        }
        Ok(Login::Bearer(token.to_owned()))
    }

    /// Adds the lines to a request's head that show who calls: its method, where it goes, its path.
    ///
    /// # Errors
    /// No token is to be had.
    pub(super) async fn sign(
        &self,
        head: &mut Vec<u8>,
        (method, endpoint, path): (&str, &Endpoint, &str),
    ) -> Result<(), String> {
        match self {
            Login::None => {}
            Login::Bearer(token) => {
                head.extend_from_slice(format!("authorization: Bearer {token}\r\n").as_bytes());
            }
            Login::HelseId(helseid) => {
                let lines = helseid.sign((method, endpoint.url_of(path))).await?;
                head.extend_from_slice(lines.as_bytes());
            }
        }
        Ok(())
    }

    /// Whether an answer, with the nonce that it brings, only says with what to ask again.
    pub(super) fn asks_again(&self, status: u16, nonce: Option<&str>) -> bool {
        match self {
            Login::HelseId(helseid) => helseid.asks_again(status, nonce),
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
