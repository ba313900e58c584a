//! What becomes of a message after its 201: seen in its inbox, receipted, or refused.
//!
//! Asks the official interface for statuses and receipts, and the inside interface for inboxes.

use super::http::Call;
use super::legs::Leg;
use super::outcome::Outcome;
use super::run::Run;
use super::source::{Letter, Sight, Verdict};
use serde_json::Value;
use std::rc::Rc;

/// What a status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    TransportRejected,
    Ok,
    Rejected,
}

impl Run {
    /// Watches a message until it is known what became of it, or until the run ends. `remote` is the target's id.
    pub async fn watch(self: Rc<Run>, id: u64, due: u64, remote: String, letter: Letter) {
        while self.clock.now() < self.ends() {
            let settled = match (letter.verdict, letter.sight) {
                (Verdict::Accepted, Sight::Inbox) => self.look(id, due, &remote).await,
                _ => self.ask(id, &remote, letter.verdict).await,
            };
            if settled {
                break;
            }
            tokio::time::sleep(self.manners.poll).await;
        }
        self.watched();
    }

    /// Whether it is in an inbox.
    async fn look(&self, id: u64, due: u64, remote: &str) -> bool {
        let Some(inside) = &self.inside else { return true };
        let answer = inside.call(&Call::get(format!("/inside/v1/messages/{remote}"))).await;
        let Ok(answer) = answer else { return false };
        if answer.status != 200 {
            return false;
        }
        let view: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Some(place) = view["inbox"].as_str().and_then(|key| self.place_of(key)) else { return false };
        self.record(Leg::Visible, self.clock.now() - due, due);
        self.ledger.borrow_mut().seen(id, place, digest_of(&view));
        true
    }

    /// Whether its status is final; books it then.
    async fn ask(&self, id: u64, remote: &str, verdict: Verdict) -> bool {
        let answer = self.client.call(&Call::get(format!("/Messages/{remote}/status"))).await;
        let Ok(answer) = answer else { return false };
        let all: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let state = state(&all[0]);
        let outcome = match (state, verdict) {
            (State::Open, _) => return false,
            (State::TransportRejected, Verdict::TransportRejected) => Outcome::RightlyRefused,
            (State::TransportRejected, _) => Outcome::WronglyRefused,
            (State::Ok, Verdict::Accepted) => Outcome::Delivered,
            (State::Ok, _) => Outcome::Leaked,
            (State::Rejected, Verdict::Receipt(code)) => match self.code(remote).await {
                Some(found) if found == code => Outcome::RightlyRefused,
                Some(_) => Outcome::WronglyRefused,
                None => return false,
            },
            (State::Rejected, _) => Outcome::WronglyRefused,
        };
        self.ledger.borrow_mut().settle(id, outcome);
        true
    }

    /// The error code of a rejecting receipt.
    async fn code(&self, remote: &str) -> Option<String> {
        let answer = self.client.call(&Call::get(format!("/Messages/{remote}/apprec"))).await.ok()?;
        let all: Value = serde_json::from_slice(&answer.body).ok()?;
        let info = if all.is_array() { &all[0] } else { &all };
        Some(info["appRecErrorList"][0]["errorCode"].as_str()?.to_owned())
    }

    /// Looks through all inboxes: what lies there more than once, or where it does not belong.
    pub async fn take_stock(&self) -> Option<()> {
        let inside = self.inside.as_ref()?;
        let answer = inside.call(&Call::get("/inside/v1/inboxes".to_owned())).await.ok()?;
        let inboxes: Vec<Value> = serde_json::from_slice(&answer.body).ok()?;
        for inbox in &inboxes {
            let key = inbox["inbox"].as_str()?;
            let mut after = String::new();
            loop {
                let path = format!("/inside/v1/inboxes/{}/messages?limit=1000{after}", escaped(key));
                let answer = inside.call(&Call::get(path)).await.ok()?;
                let views: Vec<Value> = serde_json::from_slice(&answer.body).ok()?;
                views.iter().for_each(|view| self.found(view));
                match views.last().and_then(|view| view["id"].as_str()) {
                    Some(last) if views.len() == 1_000 => after = format!("&after={last}"),
                    _ => break,
                }
            }
        }
        Some(())
    }

    fn found(&self, view: &Value) {
        let id = view["businessDocumentId"].as_str().and_then(|text| self.id.of(text));
        let id = id.filter(|id| *id < self.ledger.borrow().len());
        if let (Some(id), Some(place)) = (id, view["inbox"].as_str().and_then(|key| self.place_of(key))) {
            self.ledger.borrow_mut().found(id, place, digest_of(view));
        }
    }
}

fn state(item: &Value) -> State {
    // Names and numbers are both in use.
    let is = |value: &Value, name: &str, number: u64| *value == *name || *value == number;
    if is(&item["transportDeliveryState"], "Rejected", 2) {
        return State::TransportRejected;
    }
    match &item["appRecStatus"] {
        Value::Null => State::Open,
        status if is(status, "Rejected", 2) => State::Rejected,
        _ => State::Ok,
    }
}

/// The first eight bytes of a SHA-256 in hexadecimal.
fn digest_of(view: &Value) -> Option<u64> {
    u64::from_str_radix(view["sha256"].as_str()?.get(..16)?, 16).ok()
}

/// A key as a path has it.
fn escaped(key: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    key.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn statuses_are_read_by_name_and_by_number() {
        let of = |delivery: Value, receipt: Value| {
            state(&json!({ "transportDeliveryState": delivery, "appRecStatus": receipt }))
        };
        assert_eq!(of(json!("Unconfirmed"), Value::Null), State::Open);
        assert_eq!(of(json!("Acknowledged"), Value::Null), State::Open);
        assert_eq!(of(json!("Rejected"), Value::Null), State::TransportRejected);
        assert_eq!(of(json!(2), Value::Null), State::TransportRejected);
        assert_eq!(of(json!("Acknowledged"), json!("Ok")), State::Ok);
        assert_eq!(of(json!("Acknowledged"), json!("Rejected")), State::Rejected);
        assert_eq!(state(&Value::Null), State::Open);
        assert_eq!(digest_of(&json!({ "sha256": "00000000000000ff11" })), Some(255));
        assert_eq!(escaped("Saksbehandling@bergen"), "Saksbehandling%40bergen");
    }
}
