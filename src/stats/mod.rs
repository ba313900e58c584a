//! Statistics of replications: shares, tallies, time-weighted averages, intervals, histograms.
//!
//! Knows no messages and no organisations; the meaning of a figure is its caller's. A figure that
//! does not exist is `None`, never 0. Only `special` knows `statrs`, only `latency` knows
//! `hdrhistogram`, whose buckets `buckets` has.

mod buckets;
mod certify;
mod histogram;
mod holm;
mod interval;
mod latency;
mod looks;
mod mean;
mod paired;
mod quantile;
mod share;
pub mod special;
mod tally;
#[cfg(test)]
mod testing;
mod time_weighted;

pub use certify::{Bounds, Claim, Proof, Standing, Values, certify, look};
pub use histogram::DurationHistogram;
pub use holm::{Aim, Verdict, adjusted, verdicts};
pub use interval::{
    Interval, certificate_lower, certificate_upper, one_sided_share_lower, one_sided_share_upper, share,
    student, unseen_year_period,
};
pub use latency::Latencies;
pub use looks::{DEFAULT_HALF_WIDTH, LOOKS, Look, Looks};
pub use mean::{mean, one_sided_mean};
pub use paired::{Paired, paired};
pub use quantile::{median_with_missing, met_in, quantile, sorted};
pub use share::Share;
pub use tally::Tally;
pub use time_weighted::{LevelTimes, TimeWeighted};
