//! What all rules say of one message together. Knows no rule by name.

use super::{Clause, Envelope, Flaws, Misuse, RULES, Verdict};
use crate::model::ServiceKind;
use std::sync::LazyLock;

/// What all rules say of an envelope: the most severe verdict, the clause that gave it, and a bit for each clause that
/// hit. There are few different envelopes: each is judged once in a process.
#[inline]
pub fn judge(envelope: &Envelope) -> Judgement {
    static JUDGED: LazyLock<Vec<Judgement>> =
        LazyLock::new(|| (0..ENVELOPES).map(|number| ask_all(&Envelope::of_number(number))).collect());
    match envelope.number() {
        Some(number) => JUDGED[number],
        None => ask_all(envelope),
    }
}

/// Envelopes with one or two recipients: kinds of service and none, flaws, misuse and none.
const ENVELOPES: usize = (ServiceKind::ALL.len() + 1) * 2 * FLAW_SETS * (Misuse::ALL.len() + 1) * 2;
const FLAW_SETS: usize = 32;

impl Envelope {
    fn number(&self) -> Option<usize> {
        let several = match self.recipients {
            1 => 0,
            2 => 1,
            _ => return None,
        };
        let kind = self.service.map_or(0, |kind| kind as usize + 1);
        let misuse = self.misuse.map_or(0, |misuse| misuse as usize + 1);
        let number = (kind * 2 + several) * FLAW_SETS + usize::from(self.flaws.0);
        Some((number * (Misuse::ALL.len() + 1) + misuse) * 2 + usize::from(self.no_municipal_service))
    }

    fn of_number(number: usize) -> Envelope {
        let (rest, no_municipal_service) = (number / 2, number % 2 == 1);
        let (rest, misuse) = (rest / (Misuse::ALL.len() + 1), rest % (Misuse::ALL.len() + 1));
        let (rest, flaws) = (rest / FLAW_SETS, Flaws((rest % FLAW_SETS) as u8));
        Envelope {
            service: (rest / 2).checked_sub(1).map(|kind| ServiceKind::ALL[kind]),
            recipients: (rest % 2) as u32 + 1,
            flaws,
            misuse: misuse.checked_sub(1).map(|misuse| Misuse::ALL[misuse]),
            no_municipal_service,
        }
    }
}

/// Asks every rule.
fn ask_all(envelope: &Envelope) -> Judgement {
    let mut judgement = Judgement { verdict: Verdict::Accepted, clause: None, hits: 0 };
    for rule in RULES {
        let verdict = rule.judge(envelope);
        if verdict == Verdict::Accepted {
            continue;
        }
        judgement.hits |= 1 << rule.clause().index();
        if verdict > judgement.verdict {
            judgement.verdict = verdict;
            judgement.clause = Some(rule.clause());
        }
    }
    judgement
}

/// What the rules say of one message together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: Verdict,
    /// The first clause with that verdict; `None` if accepted.
    pub clause: Option<Clause>,
    /// Bit `clause.index()` for each clause that hit.
    pub hits: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of what was judged holds for each envelope what the rules say of that one.
    #[test]
    fn each_envelope_has_its_own_number() {
        for number in 0..ENVELOPES {
            let envelope = Envelope::of_number(number);
            assert_eq!(envelope.number(), Some(number));
            assert_eq!(judge(&envelope), ask_all(&envelope));
        }
        let three = Envelope { recipients: 3, ..Envelope::of_number(0) };
        assert_eq!(judge(&three), ask_all(&three));
    }
}
