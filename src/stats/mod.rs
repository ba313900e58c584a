//! Statistics of replications: shares, tallies, time-weighted averages, intervals, histograms.
//!
//! Knows no messages and no organisations; the meaning of a figure is its caller's.

mod share;

pub use share::Share;
