//! What only some scenarios have, chosen apart from the rest so that a new habit moves nothing else.

use super::Maker;
use crate::reference::dice::Choices;

/// Keeps these choices apart from the others.
const APART: u64 = 1 << 40;

impl Maker {
    pub fn habits(&mut self, seed: u64) {
        let mut choices = Choices::new(seed | APART);
        for group in &mut self.parts.staff {
            group.cherry_picking = choices.percent_or_none(20, &[30, 60, 100]);
        }
    }
}
