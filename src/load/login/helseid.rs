//! HelseID: a token for a signed assertion, bound to a key (DPoP, RFC 9449), and a fresh proof with each call.

use super::jwt::{Key, coded};
use crate::load::endpoint::Endpoint;
use crate::load::http::post_form;
use crate::stats::Latencies;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;

const ASSERTION: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
/// Seconds that an assertion holds, and that a token is renewed before it ends.
const ASSERTION_HOLDS: u64 = 60;
const EARLY: u64 = 30;

/// What a client's file says.
pub struct Settings {
    /// Where tokens are given out.
    pub token_endpoint: String,
    client: String,
    scope: String,
    audience: String,
    key: Key,
}

/// A client that logs in.
pub struct HelseId {
    settings: Settings,
    endpoint: Endpoint,
    /// Made for this run, never written down.
    proof_key: Key,
    token: Mutex<Option<Token>>,
    /// What the target wants to see in the next proof.
    nonce: RefCell<Option<String>>,
    cost: RefCell<Latencies>,
}

#[derive(Clone)]
struct Token {
    text: String,
    hash: String,
    ends: u64,
}

impl Settings {
    /// Reads `{"tokenEndpoint", "clientId", "scope"?, "audience"?, "jwk"}`.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn read(text: &str) -> Result<Settings, String> {
        let file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let need = |name: &str| file[name].as_str().map(str::to_owned).ok_or_else(|| name.to_owned());
        let token_endpoint = need("tokenEndpoint")?;
        let audience = file["audience"].as_str().unwrap_or(&token_endpoint).to_owned();
        let scope = file["scope"].as_str().unwrap_or("nhn:msh/api").to_owned();
        let key = Key::from_jwk(&file["jwk"])?;
        Ok(Settings { token_endpoint, client: need("clientId")?, scope, audience, key })
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl HelseId {
    /// `endpoint` is that of the settings, with its authorities.
    ///
    /// # Errors
    /// No key can be made.
    pub fn new(settings: Settings, endpoint: Endpoint) -> Result<HelseId, String> {
        Ok(HelseId {
            settings,
            endpoint,
            proof_key: Key::generate()?,
            token: Mutex::new(None),
            nonce: RefCell::new(None),
            cost: RefCell::new(Latencies::new()),
        })
    }

    pub(super) fn cost(&self) -> Latencies {
        self.cost.borrow().clone()
    }

    /// Lines of a head: the token, and a fresh proof for this call.
    pub(super) async fn sign(&self, call: (&str, String)) -> Result<String, String> {
        let token = self.token().await?;
        let begun = Instant::now();
        let nonce = self.nonce.borrow().clone();
        let proof = self.proof(call, nonce.as_deref(), Some(&token.hash))?;
        self.cost.borrow_mut().record(begun.elapsed().as_nanos() as u64);
        Ok(format!("authorization: DPoP {}\r\ndpop: {proof}\r\n", token.text))
    }

    /// Notes the nonce of an answer; a 401 with one asks for the same call with another proof.
    pub(super) fn asks_again(&self, status: u16, nonce: Option<&str>) -> bool {
        if let Some(nonce) = nonce {
            *self.nonce.borrow_mut() = Some(nonce.to_owned());
        }
        status == 401 && nonce.is_some()
    }

    fn proof(
        &self,
        (method, url): (&str, String),
        nonce: Option<&str>,
        hash: Option<&str>,
    ) -> Result<String, String> {
        let mut claims = json!({ "jti": self.proof_key.unique()?, "htm": method, "htu": url, "iat": now() });
        nonce.into_iter().for_each(|nonce| claims["nonce"] = json!(nonce));
        hash.into_iter().for_each(|hash| claims["ath"] = json!(hash));
        self.proof_key.token("dpop+jwt", true, &claims)
    }

    async fn token(&self) -> Result<Token, String> {
        let mut kept = self.token.lock().await;
        if let Some(token) = kept.as_ref().filter(|token| token.ends > now() + EARLY) {
            return Ok(token.clone());
        }
        let (status, nonce, answer) = self.ask(None).await?;
        // The service wants its own number in the proof: the first time it only says which.
        let answer = match nonce.filter(|_| status == 400 || status == 401) {
            Some(nonce) => self.ask(Some(&nonce)).await?.2,
            None => answer,
        };
        let text = answer["access_token"].as_str();
        // It goes into a head: no line may end in it.
        let text = text.filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic()));
        let text = text.ok_or_else(|| {
            let error = answer["error"].as_str().unwrap_or("no access_token");
            format!("the token service: {error}")
        })?;
        let ends = now() + answer["expires_in"].as_u64().unwrap_or(60);
        let token = Token { text: text.to_owned(), hash: coded(&Sha256::digest(text)), ends };
        *kept = Some(token.clone());
        Ok(token)
    }

    async fn ask(&self, nonce: Option<&str>) -> Result<(u16, Option<String>, Value), String> {
        let Settings { client, scope, audience, key, .. } = &self.settings;
        let claims = json!({ "iss": client, "sub": client, "aud": audience, "jti": key.unique()?,
                             "iat": now(), "nbf": now(), "exp": now() + ASSERTION_HOLDS });
        let assertion = key.token("client-authentication+jwt", false, &claims)?;
        let body = format!(
            "grant_type=client_credentials&client_id={}&scope={}&client_assertion_type={ASSERTION}&client_assertion={assertion}",
            escaped(client),
            escaped(scope)
        );
        let proof = self.proof(("POST", self.endpoint.url_of("")), nonce, None)?;
        let reply = post_form(&self.endpoint, &format!("dpop: {proof}\r\n"), &body).await;
        let reply = reply.map_err(|failure| failure.to_string())?;
        Ok((reply.status, reply.nonce, serde_json::from_slice(&reply.body).unwrap_or_default()))
    }
}

/// Text as a form holds it.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
