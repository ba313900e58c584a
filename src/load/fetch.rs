//! The receiving systems: they look into their unread lists, fetch what is there, say that it came, and mark it
//! read.
//!
//! Everything that is fetched is held against what was sent. Knows the official interface only.

use super::http::{Answer, Call, Failure};
use super::legs::Leg;
use super::run::Run;
use super::source::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// As many as the interface gives at once, and as many HER-ids as one call names.
const AT_ONCE: usize = 100;
/// Receivers that work side by side, unless there are more HER-ids than they can name.
const WORKERS: usize = 8;

/// How receivers behave.
#[derive(Clone, Debug, Default)]
pub struct Receivers {
    /// HER-ids whose lists are emptied.
    pub her_ids: Vec<u32>,
    /// Time that each message takes a receiver; nothing: as fast as it goes.
    pub pause: Duration,
    /// Nothing is fetched from and to these nanoseconds of the clock.
    pub freeze: Option<(u64, u64)>,
}

/// What receivers share.
pub struct Fetching {
    run: Rc<Run>,
    receivers: Receivers,
    /// How long receivers had something to do, and how much of it they did.
    busy: Cell<u64>,
    fetched: Cell<u64>,
    /// Rounds in a row in which nothing was found, the fewest of any receiver.
    quiet: Vec<Cell<u32>>,
}

impl Fetching {
    /// Starts the receivers; they go on until they are forgotten with the run's tasks.
    pub fn start(run: &Rc<Run>, receivers: Receivers) -> Rc<Fetching> {
        let size = receivers.her_ids.len().div_ceil(WORKERS).clamp(1, AT_ONCE);
        let groups: Vec<Vec<u32>> = receivers.her_ids.chunks(size).map(<[u32]>::to_vec).collect();
        let quiet = groups.iter().map(|_| Cell::new(0)).collect();
        let (busy, fetched) = (Cell::new(0), Cell::new(0));
        let fetching = Rc::new(Fetching { run: run.clone(), receivers, busy, fetched, quiet });
        for (index, group) in groups.into_iter().enumerate() {
            tokio::task::spawn_local(fetching.clone().work(index, group));
        }
        fetching
    }

    /// Waits until every list has been empty twice in a row, or `until` has come; whether they are empty.
    pub async fn drained(&self, until: u64) -> bool {
        self.quiet.iter().for_each(|quiet| quiet.set(0));
        loop {
            if self.quiet.iter().all(|quiet| quiet.get() >= 2) {
                return true;
            }
            if self.run.clock.now() >= until {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Messages that one receiver gets through in a second of work; `None`: there was no work.
    pub fn speed(&self) -> Option<f64> {
        (self.busy.get() > 0).then(|| self.fetched.get() as f64 * 1e9 / self.busy.get() as f64)
    }

    async fn work(self: Rc<Fetching>, index: usize, group: Vec<u32>) {
        let mut list = String::from("/Messages?IncludeMetadata=true&OrderBy=1&MessagesToFetch=100");
        group.iter().for_each(|her_id| list.push_str(&format!("&ReceiverHerIds={her_id}")));
        loop {
            self.thaw().await;
            let found = self.listed(&list).await;
            let quiet = &self.quiet[index];
            match &found {
                Some(found) if found.is_empty() => quiet.set(quiet.get() + 1),
                _ => quiet.set(0),
            }
            let found = found.unwrap_or_default();
            if found.is_empty() {
                tokio::time::sleep(self.run.manners.poll).await;
            }
            for message in found {
                self.thaw().await;
                let begun = self.run.clock.now();
                self.fetch(&message).await;
                self.busy.set(self.busy.get() + self.run.clock.now() - begun);
                self.fetched.set(self.fetched.get() + 1);
            }
        }
    }

    /// Waits out the time in which nothing is fetched.
    async fn thaw(&self) {
        if let Some((from, to)) = self.receivers.freeze {
            let now = self.run.clock.now();
            if (from..to).contains(&now) {
                tokio::time::sleep(Duration::from_nanos(to - now)).await;
            }
        }
    }

    /// `None`: the target did not say.
    async fn listed(&self, list: &str) -> Option<Vec<Value>> {
        let answer = self.run.client.call(&Call::get(list.to_owned())).await.ok()?;
        let all = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200)?;
        match all {
            Value::Array(all) => Some(all),
            _ => None,
        }
    }

    /// Fetches a message, books it, acknowledges and marks it.
    async fn fetch(&self, message: &Value) {
        let (Some(id), Some(her_id)) = (message["id"].as_str(), message["receiverHerId"].as_u64()) else {
            return;
        };
        let ours = message["businessDocumentId"].as_str().and_then(|id| self.run.id.of(id));
        let ours = ours.filter(|id| *id < self.run.ledger.borrow().len());
        if let Some(ours) = ours {
            let leased = self.run.clock.now();
            let Ok(digest) = self.document(id).await else { return };
            let accepted = self.run.ledger.borrow().accepted_at(ours);
            // Fetched before its sender was told: no time has passed.
            let waited = leased.saturating_sub(accepted.unwrap_or(leased));
            self.run.record(Leg::Leased, waited, leased - waited);
            self.run.ledger.borrow_mut().seen(ours, her_id as u32, digest);
            let receipt = Call::post(format!("/Messages/{id}/apprec/{her_id}"), "{\"appRecStatus\":\"Ok\"}");
            let _ = self.run.client.call(&receipt).await;
        }
        let _ = self.run.client.call(&Call::put(format!("/Messages/{id}/read/{her_id}"))).await;
        if !self.receivers.pause.is_zero() {
            tokio::time::sleep(self.receivers.pause).await;
        }
    }

    /// The digest of what was fetched; `None`: it is no document.
    async fn document(&self, id: &str) -> Result<Option<u64>, Failure> {
        let answer: Answer =
            self.run.client.call(&Call::get(format!("/Messages/{id}/business-document"))).await?;
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let bytes = body["businessDocument"].as_str().and_then(|text| STANDARD.decode(text).ok());
        Ok(Some(bytes.map_or(0, |bytes| digest(&bytes))))
    }
}
