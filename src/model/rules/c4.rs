//! C4: short, clear, in words the patient understands.

use super::{Clause, Envelope, Flaw, Rule, Verdict};

pub struct C4;

impl Rule for C4 {
    fn clause(&self) -> Clause {
        Clause::C4
    }

    fn english(&self) -> &'static str {
        "short, clear, in words the patient understands"
    }

    fn bokmal(&self) -> &'static str {
        "kort, tydelig, med ord pasienten forstår"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        envelope.flaws.verdict(Flaw::C4, Verdict::Slower)
    }
}
