//! A level summed over the cells of a week: weekday × local hour, in constant time however long it lasts.
//!
//! Whole hours are kept as differences between neighbouring cells, the broken hours at both ends apart, so that
//! nothing is rounded. Knows no calendar: it is given local time since a Monday's midnight.

use crate::time::Duration;

/// Hours of a week.
pub const CELLS: usize = 168;

const HOUR: u64 = Duration::HOUR.micros() as u64;

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
    /// Adds a level that lasted from one local time to another, in microseconds since a Monday's midnight.
    #[inline]
    pub fn add(&mut self, from: u64, to: u64, level: i64) {
        let (first, last) = (from / HOUR, to / HOUR);
        let (start, end) = (cell(first), cell(last));
        if first == last {
            self.broken[start] += level * (to - from) as i64;
            return;
        }
        self.broken[start] += level * ((first + 1) * HOUR - from) as i64;
        self.broken[end] += level * (to - last * HOUR) as i64;
        self.everywhere += level * ((last - first - 1) / CELLS as u64) as i64;
        // Whole hours from the cell after the first up to the last; around the week's end they go on in front.
        self.steps[start + 1] += level;
        self.steps[end] -= level;
        if end <= start {
            self.steps[0] += level;
        }
    }

    /// Level-microseconds by cell.
    pub fn sums(&self) -> [i64; CELLS] {
        let mut sums = self.broken;
        let mut hours = self.everywhere;
        for (sum, step) in sums.iter_mut().zip(&self.steps) {
            hours += step;
            *sum += hours * HOUR as i64;
        }
        sums
    }
}

fn cell(hour: u64) -> usize {
    (hour % CELLS as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cell by cell, as anybody would.
    fn slowly(stretches: &[(u64, u64, i64)]) -> [i64; CELLS] {
        let mut sums = [0; CELLS];
        for &(from, to, level) in stretches {
            let mut at = from;
            while at < to {
                let next = ((at / HOUR + 1) * HOUR).min(to);
                sums[cell(at / HOUR)] += level * (next - at) as i64;
                at = next;
            }
        }
        sums
    }

    #[test]
    fn sums_are_those_of_walking_hour_by_hour() {
        let mut seed = 1_u64;
        let mut draw = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 24) % below
        };
        let whole = [(0, 0, 5), (0, HOUR, 2), (HOUR, 169 * HOUR, 3), (167 * HOUR, 168 * HOUR, 4)];
        let longer = [(5, 337 * HOUR + 1, 1), (0, 168 * HOUR, 7), (0, 167 * HOUR, 6), (0, 336 * HOUR + 9, 2)];
        let mut stretches = [whole, longer].concat();
        for _ in 0..1000 {
            let from = draw(1000 * HOUR);
            let longest = [3 * HOUR, 400 * HOUR][draw(2) as usize];
            let length = if draw(3) == 0 { longest / HOUR * HOUR } else { draw(longest) };
            stretches.push((from, from + length, draw(9) as i64 + 1));
        }
        for &stretch in &stretches {
            let mut one = Cells::default();
            one.add(stretch.0, stretch.1, stretch.2);
            assert_eq!(one.sums(), slowly(&[stretch]), "{stretch:?}");
        }
        let mut cells = Cells::default();
        stretches.iter().for_each(|&(from, to, level)| cells.add(from, to, level));
        assert_eq!(cells.sums(), slowly(&stretches));
    }
}
