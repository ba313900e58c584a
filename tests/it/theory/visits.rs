//! Visits of requests at each station: what they waited, by inbox, role and class.

use meldingsflyt::model::{InboxId, RoleSet};
use meldingsflyt::record::{Context, Fact, Recorder, SegmentKind};
use meldingsflyt::stats::{DurationHistogram, Share};
use meldingsflyt::time::Duration;
use std::collections::BTreeMap;

/// Who is waited for: the people of a role in an inbox; and the class of urgency.
type Station = (InboxId, RoleSet, u8);

/// A recorder of waits, of requests received in the observation window.
#[derive(Default)]
pub struct Visits {
    stations: BTreeMap<Station, (u64, i64)>,
    waits: DurationHistogram,
    /// Sum of squared waits in minutes, and how many there were.
    squares: (f64, u64),
}

impl Visits {
    /// Mean wait of each station in minutes, in order of inbox, role and class.
    pub fn mean_waits(&self) -> Vec<f64> {
        self.stations.values().map(|(count, micros)| *micros as f64 / *count as f64 / 6e7).collect()
    }

    /// Mean of the squared wait of a visit, in square minutes.
    pub fn second_moment(&self) -> f64 {
        self.squares.0 / self.squares.1 as f64
    }

    /// The time in minutes within which this share of all visits was begun.
    pub fn quantile(&self, percent: u32) -> f64 {
        let share = Share::from_billionths(percent * (Share::UNIT / 100)).expect("a share");
        let quantile = self.waits.quantile(share);
        quantile.expect("every request is closed").micros() as f64 / 6e7
    }
}

impl Recorder for Visits {
    fn record(&mut self, context: &Context<'_>, _: meldingsflyt::time::Instant, fact: &Fact<'_>) {
        let Fact::Closed { request, segments, .. } = fact else { return };
        let (from, to) = context.model.observed();
        if request.received < from || request.received >= to {
            return;
        }
        let mut waited = Duration::ZERO;
        for segment in *segments {
            match segment.kind {
                SegmentKind::Waiting { .. } => waited = segment.to - segment.from,
                SegmentKind::InHand { inbox, roles, .. } => {
                    let (count, micros) = self.stations.entry((inbox, roles, request.urgency)).or_default();
                    *count += 1;
                    *micros += waited.micros();
                    self.waits.record(waited);
                    let minutes = waited.micros() as f64 / 6e7;
                    self.squares.0 += minutes * minutes;
                    self.squares.1 += 1;
                    waited = Duration::ZERO;
                }
                SegmentKind::Transport | SegmentKind::Sender => {}
            }
        }
    }
}
