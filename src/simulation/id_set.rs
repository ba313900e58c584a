//! A set of small numbers, one bit each, that finds the first of a range quickly.

use std::ops::Range;

/// Numbers below a limit.
#[derive(Clone, Debug)]
pub struct IdSet(Vec<u64>);

impl IdSet {
    /// No number, with room for those below the limit.
    pub fn empty(limit: usize) -> Self {
        IdSet(vec![0; limit.div_ceil(64)])
    }

    /// All numbers below the limit.
    pub fn full(limit: usize) -> Self {
        IdSet(vec![u64::MAX; limit.div_ceil(64)])
    }

    #[inline]
    pub fn insert(&mut self, id: u32) {
        self.0[(id >> 6) as usize] |= 1 << (id & 63);
    }

    #[inline]
    pub fn remove(&mut self, id: u32) {
        self.0[(id >> 6) as usize] &= !(1 << (id & 63));
    }

    #[inline]
    pub fn contains(&self, id: u32) -> bool {
        self.0[(id >> 6) as usize] >> (id & 63) & 1 == 1
    }

    /// The least number of a range that is in the set.
    #[inline]
    pub fn first(&self, range: Range<u32>) -> Option<u32> {
        let mut from = range.start;
        while from < range.end {
            let word = self.0[(from >> 6) as usize] >> (from & 63);
            if word != 0 {
                let found = from + word.trailing_zeros();
                return (found < range.end).then_some(found);
            }
            from = (from | 63) + 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_of_a_range_is_that_of_a_list(out in prop::collection::vec(0u32..300, 0..400), from in 0u32..300, to in 0u32..300) {
            let mut set = IdSet::full(300);
            out.iter().for_each(|id| set.remove(*id));
            let slowly = |set: &dyn Fn(u32) -> bool| (from..to).find(|id| set(*id));
            prop_assert_eq!(set.first(from..to), slowly(&|id| !out.contains(&id)));
            prop_assert_eq!(set.first(from..to), slowly(&|id| set.contains(id)));
            out.iter().for_each(|id| set.insert(*id));
            prop_assert_eq!(set.first(from..to), slowly(&|_| true));
        }
    }
}
