//! What the server counts about itself, and how it tells: OpenMetrics. No name, no number of a person.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counters since the start.
#[derive(Debug, Default)]
pub struct Meter {
    pub accepted: AtomicU64,
    pub repeated: AtomicU64,
    pub turned_away: AtomicU64,
    pub lapsed: AtomicU64,
    /// By reason.
    refused: Mutex<BTreeMap<&'static str, u64>>,
    /// By status.
    replies: Mutex<BTreeMap<u16, u64>>,
}

/// What is open now.
pub struct Gauges {
    pub in_inboxes: usize,
    pub unread: usize,
    pub waiting_to_be_committed: usize,
}

impl Meter {
    pub fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub fn refused(&self, reason: &'static str) {
        *self.refused.lock().expect("nobody panics here").entry(reason).or_default() += 1;
    }

    pub fn replied(&self, status: u16) {
        *self.replies.lock().expect("nobody panics here").entry(status).or_default() += 1;
    }

    /// OpenMetrics 1.0, text.
    pub fn page(&self, gauges: &Gauges) -> String {
        let mut page = String::new();
        let counter = |page: &mut String, name: &str, help: &str, rows: &[(String, u64)]| {
            let _ = writeln!(page, "# TYPE meldingsflyt_{name} counter\n# HELP meldingsflyt_{name} {help}");
            for (labels, value) in rows {
                let _ = writeln!(page, "meldingsflyt_{name}_total{labels} {value}");
            }
        };
        let of = |counter: &AtomicU64| vec![(String::new(), counter.load(Ordering::Relaxed))];
        counter(&mut page, "accepted", "Documents accepted, rejected ones included.", &of(&self.accepted));
        counter(&mut page, "repeated", "Documents that had been accepted before.", &of(&self.repeated));
        counter(
            &mut page,
            "turned_away",
            "Calls refused because the commit queue was full.",
            &of(&self.turned_away),
        );
        counter(&mut page, "leases_lapsed", "Leases that ended by themselves.", &of(&self.lapsed));
        let labelled = |name: &str, pairs: Vec<(String, u64)>| -> Vec<(String, u64)> {
            pairs.into_iter().map(|(value, count)| (format!("{{{name}=\"{value}\"}}"), count)).collect()
        };
        let refused = self.refused.lock().expect("nobody panics here");
        let refused = refused.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect();
        counter(&mut page, "refused", "Documents refused, by reason.", &labelled("reason", refused));
        let replies = self.replies.lock().expect("nobody panics here");
        let replies = replies.iter().map(|(status, count)| (status.to_string(), *count)).collect();
        counter(&mut page, "replies", "Replies, by status.", &labelled("status", replies));
        for (name, help, value) in [
            ("in_inboxes", "Messages in inside inboxes.", gauges.in_inboxes),
            ("unread", "Messages that outside services have not read.", gauges.unread),
            ("commit_queue", "Calls that wait for a commit.", gauges.waiting_to_be_committed),
        ] {
            let _ = writeln!(page, "# TYPE meldingsflyt_{name} gauge\n# HELP meldingsflyt_{name} {help}");
            let _ = writeln!(page, "meldingsflyt_{name} {value}");
        }
        page.push_str("# EOF\n");
        page
    }
}
