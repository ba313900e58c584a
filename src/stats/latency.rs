//! Latencies in a histogram that grows with its values: nothing is cut off at the top.
//!
//! Whole nanoseconds, three significant digits: a quantile is within 0.1 % of the recorded value. Knows no clock.

use super::Share;
use hdrhistogram::Histogram;
use hdrhistogram::serialization::{Serializer, V2DeflateSerializer};
use std::fmt::Write;

/// Latencies in nanoseconds.
#[derive(Clone, Debug)]
pub struct Latencies {
    histogram: Histogram<u64>,
    sum: u128,
    max: u64,
}

impl Default for Latencies {
    fn default() -> Self {
        Latencies { histogram: Histogram::new(3).expect("three digits are allowed"), sum: 0, max: 0 }
    }
}

impl Latencies {
    pub fn new() -> Self {
        Latencies::default()
    }

    #[inline]
    pub fn record(&mut self, nanos: u64) {
        self.histogram.record(nanos).expect("the histogram grows with its values");
        self.sum += u128::from(nanos);
        self.max = self.max.max(nanos);
    }

    /// Adds another histogram; exact, whatever the order.
    pub fn merge(&mut self, other: &Latencies) {
        self.histogram.add(&other.histogram).expect("the histogram grows with its values");
        self.sum += other.sum;
        self.max = self.max.max(other.max);
    }

    /// Forgets everything but the room it has.
    pub fn clear(&mut self) {
        self.histogram.reset();
        (self.sum, self.max) = (0, 0);
    }

    pub fn count(&self) -> u64 {
        self.histogram.len()
    }

    pub fn is_empty(&self) -> bool {
        self.histogram.is_empty()
    }

    /// The exact mean in nanoseconds; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        (!self.is_empty()).then(|| self.sum as f64 / self.count() as f64)
    }

    /// Of n the ⌈qn⌉-th shortest, in nanoseconds; `None` of nothing. The largest is exact.
    pub fn quantile(&self, q: Share) -> Option<u64> {
        let of = || self.histogram.value_at_quantile(q.as_f64()).min(self.max);
        (!self.is_empty()).then(of)
    }

    /// The longest; `None` of nothing.
    pub fn max(&self) -> Option<u64> {
        (!self.is_empty()).then_some(self.max)
    }

    /// The share of the recorded that took longer; `None` of nothing.
    pub fn share_above(&self, nanos: u64) -> Option<f64> {
        let above = |count: u64| (self.count() - count) as f64 / self.count() as f64;
        (!self.is_empty()).then(|| above(self.histogram.count_between(0, nanos)))
    }

    /// The compressed histogram (HdrHistogram V2), as interval logs hold it.
    pub fn encoded(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let written = V2DeflateSerializer::new().serialize(&self.histogram, &mut bytes);
        written.expect("writing to memory does not fail");
        bytes
    }

    /// The percentile table that HdrHistogram's plotter reads; values in milliseconds.
    pub fn percentiles(&self) -> String {
        let mut text = format!(
            "{:>12} {:>14} {:>10} {:>14}\n\n",
            "Value", "Percentile", "TotalCount", "1/(1-Percentile)"
        );
        let millis = |nanos: f64| nanos / 1e6;
        let mut total = 0;
        for step in self.histogram.iter_quantiles(5) {
            total += step.count_since_last_iteration();
            let (value, q) = (millis(step.value_iterated_to() as f64), step.quantile_iterated_to());
            let written = match q < 1.0 {
                true => writeln!(text, "{value:>12.6} {q:>14.12} {total:>10} {:>14.2}", 1.0 / (1.0 - q)),
                false => writeln!(text, "{value:>12.6} {q:>14.12} {total:>10}"),
            };
            written.expect("writing to memory does not fail");
        }
        let mean = millis(self.mean().unwrap_or(0.0));
        let (deviation, max) = (millis(self.histogram.stdev()), millis(self.max as f64));
        text += &format!("#[Mean    = {mean:>12.6}, StdDeviation   = {deviation:>12.6}]\n");
        text += &format!("#[Max     = {max:>12.6}, Total count    = {:>12}]\n", self.count());
        text += &format!("#[Buckets = {:>12}, SubBuckets     = {:>12}]\n", self.histogram.buckets(), 2048);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(of: &Latencies, q: f64) -> Option<u64> {
        of.quantile(Share::from_f64(q).unwrap())
    }

    #[test]
    fn nothing_has_no_figures() {
        let none = Latencies::new();
        assert_eq!((none.mean(), none.max(), at(&none, 0.5), none.share_above(0)), (None, None, None, None));
    }

    #[test]
    fn no_tail_is_cut() {
        let mut all = Latencies::new();
        (1..=999).for_each(|millis| all.record(millis * 1_000_000));
        all.record(86_400_000_000_000);
        let near = |found: Option<u64>, known: u64| found.is_some_and(|f| f.abs_diff(known) * 1000 <= known);
        assert!(near(at(&all, 0.5), 500_000_000) && near(at(&all, 0.99), 990_000_000));
        assert_eq!((at(&all, 1.0), all.max()), (Some(86_400_000_000_000), Some(86_400_000_000_000)));
        assert_eq!(all.mean(), Some((499_500_000_000.0 + 86_400_000_000_000.0) / 1000.0));
        // A value shares its place with those within 0.1 %: 989 ms is told from 990 ms, 989.999999 ms is not.
        assert_eq!(all.share_above(989_000_000), Some(0.011));
    }

    #[test]
    fn merging_is_recording_everything_in_one_and_clearing_forgets() {
        let of = |values: &[u64]| {
            let mut all = Latencies::new();
            values.iter().for_each(|&nanos| all.record(nanos));
            all
        };
        let mut merged = of(&[5, 70_000]);
        merged.merge(&of(&[1_000_000_000]));
        let whole = of(&[5, 70_000, 1_000_000_000]);
        let told =
            |of: &Latencies| (of.count(), of.mean(), of.max(), [0.3, 0.5, 0.7, 1.0].map(|q| at(of, q)));
        assert_eq!(told(&merged), told(&whole));
        merged.clear();
        assert_eq!((merged.count(), merged.max(), merged.mean()), (0, None, None));
        assert!(whole.percentiles().contains("1.000000000000          3\n"), "{}", whole.percentiles());
    }
}
