//! Dated vacation shared out among the persons of a group.
//!
//! Knows dates and numbers of persons only: no roster, no calendar.

use crate::time::Date;

/// Cuts the dates [from, to] into ⌈count / away_at_once⌉ near-equal blocks in order, longer ones first; person
/// number i is away in block `block_of(i, away_at_once)`. With fewer dates than blocks the last ones are
/// missing, and their persons have no vacation here. Empty if nobody may be away or the dates are none.
pub fn vacation_blocks(from: Date, to: Date, count: u32, away_at_once: u32) -> Vec<(Date, Date)> {
    if away_at_once == 0 || count == 0 || from > to {
        return Vec::new();
    }
    let (blocks, days) = (count.div_ceil(away_at_once), (to.days() - from.days() + 1) as u32);
    let (shortest, longer) = (days / blocks, days % blocks);
    let mut list = Vec::with_capacity(blocks.min(days) as usize);
    let mut begin = from;
    for block in 0..blocks.min(days) {
        let next = begin.plus((shortest + u32::from(block < longer)) as i32);
        list.push((begin, next.plus(-1)));
        begin = next;
    }
    list
}

/// The block (from 0) in which person number `number` (from 1) is away: persons in order, `away_at_once` each.
pub fn block_of(number: u32, away_at_once: u32) -> usize {
    ((number - 1) / away_at_once) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_near_equal_and_longer_first() {
        let day = |d| Date::from_ymd(2026, 7, d).unwrap();
        let blocks = |to, count, at_once| vacation_blocks(day(1), day(to), count, at_once);
        assert_eq!(blocks(21, 6, 2), [(day(1), day(7)), (day(8), day(14)), (day(15), day(21))]);
        assert_eq!(blocks(23, 5, 2), [(day(1), day(8)), (day(9), day(16)), (day(17), day(23))]);
        assert_eq!(blocks(10, 1, 3), [(day(1), day(10))]);
        assert_eq!(blocks(2, 3, 1), [(day(1), day(1)), (day(2), day(2))]);
        assert!(blocks(9, 3, 0).is_empty() && vacation_blocks(day(2), day(1), 3, 1).is_empty());
        assert_eq!([1, 2, 3, 4, 5].map(|i| block_of(i, 2)), [0, 0, 1, 1, 2]);
    }
}
