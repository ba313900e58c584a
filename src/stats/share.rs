//! A share between 0 and 1 as a whole number of billionths, so that comparing and counting are exact.

use std::fmt;

/// A share between 0 and 1, in billionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Share(u32);

impl Share {
    pub const ZERO: Share = Share(0);
    pub const ONE: Share = Share(Share::UNIT);
    /// The billionths in a whole.
    pub const UNIT: u32 = 1_000_000_000;

    /// `None` above the whole.
    pub const fn from_billionths(billionths: u32) -> Option<Self> {
        if billionths <= Share::UNIT { Some(Share(billionths)) } else { None }
    }

    /// The nearest billionth; `None` outside 0–1 or if not a number.
    pub fn from_f64(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then(|| Share((value * f64::from(Share::UNIT) + 0.5) as u32))
    }

    pub const fn billionths(self) -> u32 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_one(self) -> bool {
        self.0 == Share::UNIT
    }

    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / f64::from(Share::UNIT)
    }

    /// What is left of the whole.
    /// What is left of it without another share, at least nothing.
    pub const fn less(self, other: Share) -> Share {
        Share(self.0.saturating_sub(other.0))
    }

    pub const fn rest(self) -> Share {
        Share(Share::UNIT - self.0)
    }
}

impl fmt::Display for Share {
    /// As a scenario writes it: `12.5 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 10_000_000, self.0 % 10_000_000);
        if rest == 0 {
            return write!(f, "{whole} %");
        }
        write!(f, "{whole}.{} %", format!("{rest:07}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_print_as_a_scenario_writes_them() {
        let text = |v| Share::from_f64(v).unwrap().to_string();
        assert_eq!([text(0.0), text(1.0), text(0.125), text(0.07)], ["0 %", "100 %", "12.5 %", "7 %"]);
        assert_eq!(Share::from_f64(1.000_1), None);
        assert_eq!(Share::from_f64(f64::NAN), None);
        assert_eq!(Share::from_billionths(250_000_000).unwrap().rest().to_string(), "75 %");
    }
}
