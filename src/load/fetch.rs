//! The receiving systems: they look into their unread lists, fetch what is there, say that it came, and mark it
//! read.
//!
//! Everything that is fetched is held against what was sent. Knows the official interface only.

use super::http::{Answer, Call, Failure};
use super::ledger::ACCURACY;
use super::legs::Leg;
use super::outcome::Flag;
use super::run::Run;
use super::source::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
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

/// What a receiver remembers of the lists that it has seen.
#[derive(Default)]
struct Turns {
    /// By inbox: of all listed, the one that was sent last, and when.
    latest: BTreeMap<u32, (u64, u64)>,
    /// What stood in the last list.
    listed: BTreeSet<u64>,
}

/// What receivers share.
pub struct Fetching {
    run: Rc<Run>,
    receivers: Receivers,
    /// How long receivers had something to do, and how much of it they did.
    busy: Cell<u64>,
    fetched: Cell<u64>,
    /// Messages of the target that are fetched and not yet marked read, by its id.
    unread: RefCell<BTreeSet<String>>,
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
        let (run, unread) = (run.clone(), RefCell::default());
        let fetching = Rc::new(Fetching { run, receivers, busy, fetched, unread, quiet });
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
        let mut turns = Turns::default();
        loop {
            self.thaw().await;
            let found = self.listed(&list).await;
            let quiet = &self.quiet[index];
            match &found {
                Some(found) if found.is_empty() => quiet.set(quiet.get() + 1),
                _ => quiet.set(0),
            }
            let found = found.unwrap_or_default();
            self.overtaken(&mut turns, &found);
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

    /// Holds a list against those before it: what is in it for the first time and was acknowledged before another of
    /// the same inbox was sent, which stood in an earlier list, has been overtaken.
    fn overtaken(&self, turns: &mut Turns, list: &[Value]) {
        let ledger = &mut *self.run.ledger.borrow_mut();
        let named = list.iter().filter_map(|message| {
            let id = self.ours(message, ledger.len())?;
            Some((id, message["receiverHerId"].as_u64()? as u32))
        });
        let named: Vec<(u64, u32)> = named.collect();
        for &(id, place) in named.iter().filter(|(id, _)| !turns.listed.contains(id)) {
            let (accepted, latest) = (ledger.accepted_at(id), turns.latest.get(&place));
            if let (Some(accepted), Some(&(sent, other))) = (accepted, latest)
                && ledger.outcome(id).is_none()
                && accepted + ACCURACY < sent
            {
                ledger.flag(other, Flag::OutOfOrder);
            }
        }
        for (id, place) in &named {
            let sent = ledger.sent_at(*id).map(|sent| (sent, *id));
            let latest = turns.latest.entry(*place).or_default();
            *latest = sent.map_or(*latest, |sent| sent.max(*latest));
        }
        turns.listed = named.into_iter().map(|(id, _)| id).collect();
    }

    /// Which message of this run it is; `None`: none that was sent.
    fn ours(&self, message: &Value, sent: u64) -> Option<u64> {
        let id = message["businessDocumentId"].as_str().and_then(|id| self.run.id.of(id));
        id.filter(|id| *id < sent)
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
        let sent = self.run.ledger.borrow().len();
        if let Some(ours) = self.ours(message, sent) {
            // Listed again because to mark it read came to nothing: the same copy, not another one.
            if !self.unread.borrow().contains(id) {
                let leased = self.run.clock.now();
                let Ok(digest) = self.document(id).await else { return };
                let accepted = self.run.ledger.borrow().accepted_at(ours);
                // Fetched before its sender was told: no time has passed.
                let waited = leased.saturating_sub(accepted.unwrap_or(leased));
                self.run.record(Leg::Leased, waited, leased - waited);
                self.run.ledger.borrow_mut().seen(ours, her_id as u32, digest);
                self.unread.borrow_mut().insert(id.to_owned());
            }
            let receipt = Call::post(format!("/Messages/{id}/apprec/{her_id}"), "{\"appRecStatus\":\"Ok\"}");
            if !is_done(self.run.client.call(&receipt).await) {
                return;
            }
        }
        if is_done(self.run.client.call(&Call::put(format!("/Messages/{id}/read/{her_id}"))).await) {
            self.unread.borrow_mut().remove(id);
        }
        let pause = self.receivers.pause + self.run.manners.faults.pause(self.run.clock.now());
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }

    /// The digest of what was fetched; `None`: it is no document.
    async fn document(&self, id: &str) -> Result<Option<u64>, Failure> {
        let answer: Answer =
            self.run.client.call(&Call::get(format!("/Messages/{id}/business-document"))).await?;
        if answer.status != 200 {
            return Err(Failure::Cut(format!("the document: {}", answer.status)));
        }
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let bytes = body["businessDocument"].as_str().and_then(|text| STANDARD.decode(text).ok());
        Ok(Some(bytes.map_or(0, |bytes| digest(&bytes))))
    }
}

/// Whether the target has said something that another try would not change.
fn is_done(answer: Result<Answer, Failure>) -> bool {
    answer.is_ok_and(|answer| answer.status < 500 && answer.status != 429)
}
