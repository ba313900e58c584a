//! C5: plain text only: an attachment never reaches the recipient.

use super::{Clause, Envelope, Flaw, Rule, Verdict};

pub struct C5;

impl Rule for C5 {
    fn clause(&self) -> Clause {
        Clause::C5
    }

    fn english(&self) -> &'static str {
        "plain text only: an attachment never reaches the recipient"
    }

    fn bokmal(&self) -> &'static str {
        "kun ren tekst: vedlegg når ikke mottakeren"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        envelope.flaws.verdict(Flaw::C5, Verdict::ContentLost)
    }
}
