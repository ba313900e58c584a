//! A level summed over the cells of a week: weekday × local hour, in constant time however long it lasts.
//!
//! Whole hours are kept as differences between neighbouring cells, the broken hours at both ends apart, so that
//! nothing is rounded. Knows no calendar: it is given local time.

use crate::time::Duration;

/// Hours of a week.
pub const CELLS: usize = 168;

const HOUR: i64 = Duration::HOUR.micros();
/// 1970-01-01 was a Thursday.
const EPOCH_CELL: i64 = 3 * 24;

/// ∫ level dt by cell, Monday 00–01 first.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    /// Level-microseconds in broken hours.
    broken: [i64; CELLS],
    /// By how much the level summed over whole hours differs from the cell before.
    steps: [i64; CELLS + 1],
    /// The same in every cell.
    everywhere: i64,
}

impl Default for Cells {
    fn default() -> Self {
        Cells { broken: [0; CELLS], steps: [0; CELLS + 1], everywhere: 0 }
    }
}

impl Cells {
    /// Adds a level that lasted from one local time to another (microseconds since 1970-01-01 00:00, from ≤ to).
    #[inline]
    pub fn add(&mut self, from: i64, to: i64, level: i64) {
        let (first, last) = (from.div_euclid(HOUR), to.div_euclid(HOUR));
        if first == last {
            self.broken[cell(first)] += level * (to - from);
            return;
        }
        self.broken[cell(first)] += level * ((first + 1) * HOUR - from);
        self.broken[cell(last)] += level * (to - last * HOUR);
        let whole = last - first - 1;
        self.everywhere += level * (whole / CELLS as i64);
        let (start, length) = (cell(first + 1), (whole % CELLS as i64) as usize);
        self.steps[start] += level;
        if start + length <= CELLS {
            self.steps[start + length] -= level;
        } else {
            self.steps[0] += level;
            self.steps[start + length - CELLS] -= level;
        }
    }

    /// Level-microseconds by cell.
    pub fn sums(&self) -> [i64; CELLS] {
        let mut sums = self.broken;
        let mut hours = self.everywhere;
        for (sum, step) in sums.iter_mut().zip(&self.steps) {
            hours += step;
            *sum += hours * HOUR;
        }
        sums
    }
}

fn cell(hour: i64) -> usize {
    (hour + EPOCH_CELL).rem_euclid(CELLS as i64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cell by cell, as anybody would.
    fn slowly(stretches: &[(i64, i64, i64)]) -> [i64; CELLS] {
        let mut sums = [0; CELLS];
        for &(from, to, level) in stretches {
            let mut at = from;
            while at < to {
                let next = ((at.div_euclid(HOUR) + 1) * HOUR).min(to);
                sums[cell(at.div_euclid(HOUR))] += level * (next - at);
                at = next;
            }
        }
        sums
    }

    #[test]
    fn sums_are_those_of_walking_hour_by_hour() {
        let mut seed = 1_u64;
        let mut draw = |below: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) as i64) % below
        };
        let mut cells = Cells::default();
        let mut stretches = vec![(0, 0, 5), (0, HOUR, 2), (HOUR, 169 * HOUR, 3), (-HOUR, 337 * HOUR + 1, 1)];
        for _ in 0..500 {
            let from = draw(2000 * HOUR) - 1000 * HOUR;
            let longest = if draw(2) == 0 { 3 * HOUR } else { 400 * HOUR };
            let stretch = (from, from + draw(longest), draw(9) + 1);
            stretches.push(stretch);
        }
        stretches.iter().for_each(|&(from, to, level)| cells.add(from, to, level));
        assert_eq!(cells.sums(), slowly(&stretches));
    }

    #[test]
    fn the_first_cell_is_monday() {
        let monday = 4 * 24 * HOUR;
        let mut cells = Cells::default();
        cells.add(monday, monday + HOUR, 7);
        assert_eq!((cells.sums()[0], cells.sums().iter().sum::<i64>()), (7 * HOUR, 7 * HOUR));
    }
}
