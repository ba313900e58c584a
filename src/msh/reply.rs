//! What is sent back to a caller: JSON, problems in the interface's form, plain pages.

use crate::edi;
use crate::random::Uuid;
use bytes::Bytes;
use serde::Serialize;

/// A response before it becomes HTTP.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Body,
    pub headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub enum Body {
    Ready(Bytes),
    /// Written when the call's id is at hand.
    Problem {
        error: String,
        code: u16,
        faults: Option<Vec<String>>,
    },
}

/// The interface's ErrorMessage.
#[derive(Serialize)]
struct ErrorMessage<'a> {
    error: &'a str,
    #[serde(rename = "errorCode")]
    code: u16,
    #[serde(rename = "validationErrors")]
    faults: Option<&'a [String]>,
    #[serde(rename = "stackTrace")]
    trace: Option<()>,
    #[serde(rename = "requestId")]
    request: &'a str,
}

const JSON: &str = "application/json; charset=utf-8";
/// The official server's code of a fault of validation.
const VALIDATION: u16 = 1_000;

impl Reply {
    pub fn json(status: u16, value: &impl Serialize) -> Reply {
        let body = Body::Ready(serde_json::to_vec(value).expect("plain data").into());
        Reply { status, content_type: JSON, body, headers: Vec::new() }
    }

    pub fn page(content_type: &'static str, text: String) -> Reply {
        Reply { status: 200, content_type, body: Body::Ready(text.into()), headers: Vec::new() }
    }

    pub fn nothing() -> Reply {
        Reply { status: 204, content_type: "", body: Body::Ready(Bytes::new()), headers: Vec::new() }
    }

    /// The caller's faults, a sentence each.
    pub fn invalid(faults: Vec<String>) -> Reply {
        Reply::error(400, "Model validation error occurred", VALIDATION, Some(faults))
    }

    pub fn problem(status: u16, error: &str) -> Reply {
        Reply::error(status, error, 0, None)
    }

    fn error(status: u16, error: &str, code: u16, faults: Option<Vec<String>>) -> Reply {
        // What a caller wrote may stand in it, and be somebody's number.
        let masked = |text: &str| edi::mask(text).into_owned();
        let faults = faults.map(|faults| faults.iter().map(|fault| masked(fault)).collect());
        let body = Body::Problem { error: masked(error), code, faults };
        Reply { status, content_type: JSON, body, headers: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    /// The body's bytes, for a call with this id.
    pub fn bytes(self, request: Uuid) -> Bytes {
        match self.body {
            Body::Ready(bytes) => bytes,
            Body::Problem { error, code, faults } => {
                let request = request.to_string();
                let request = request.as_str();
                let message =
                    ErrorMessage { error: &error, code, faults: faults.as_deref(), trace: None, request };
                serde_json::to_vec(&message).expect("plain data").into()
            }
        }
    }
}
