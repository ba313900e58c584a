//! A table of quantiles over the standard normal score, for laws whose exact quantile is slow.
//!
//! Over the score a quantile function is smooth where over u it has poles. Knows no law: it is built
//! from a quantile function and a density, and says where it cannot stand in for them.

use std::fmt;
use std::sync::Arc;

use crate::random::normal;

/// The table spans the scores from −4 to 4: all but 6 of 100,000 draws.
const REACH: f64 = 4.0;
const CELLS_PER_SCORE: f64 = 64.0;
const CELLS: usize = 512;
/// How far the middle of a cell may lie from the exact quantile, as a share of it.
const TOLERANCE: f64 = 1e-7;

/// Cubic pieces that meet the quantile function and its slope at the ends of each cell. A piece that
/// misses the tolerance in its middle, or might fall, is left out. Clones share the cells.
#[derive(Clone)]
pub struct ScoreTable {
    cells: Arc<[[f64; 4]]>,
}

impl ScoreTable {
    /// From the quantile at (u, 1 − u) and the density at a quantile.
    pub fn new(quantile: impl Fn(f64, f64) -> f64, density: impl Fn(f64) -> f64) -> Self {
        let at = |z: f64| quantile(normal::distribution(z), normal::distribution(-z));
        let node = |index: usize| {
            let z = index as f64 / CELLS_PER_SCORE - REACH;
            let x = at(z);
            (x, normal::density(z) / density(x) / CELLS_PER_SCORE)
        };
        let nodes: Vec<(f64, f64)> = (0..=CELLS).map(node).collect();
        let cell = |index: usize| {
            let middle = at((index as f64 + 0.5) / CELLS_PER_SCORE - REACH);
            cubic(nodes[index], nodes[index + 1], middle).unwrap_or([f64::NAN; 4])
        };
        ScoreTable { cells: (0..CELLS).map(cell).collect() }
    }

    /// The quantile at Φ(z), or `None` where it must be computed.
    #[inline]
    pub fn get(&self, z: f64) -> Option<f64> {
        let place = (z + REACH) * CELLS_PER_SCORE;
        if !(0.0..CELLS as f64).contains(&place) {
            return None;
        }
        let index = place as usize;
        let [c0, c1, c2, c3] = self.cells[index];
        let s = place - index as f64;
        let x = c0 + s * (c1 + s * (c2 + s * c3));
        (!x.is_nan()).then_some(x)
    }
}

/// Hermite's cubic on [0, 1] from (value, slope) at both ends, if it rises and passes `middle`.
/// Slopes up to three times the chord's keep it rising: Fritsch and Carlson, SIAM J. Numer. Anal. 17
/// (1980).
fn cubic((x0, d0): (f64, f64), (x1, d1): (f64, f64), middle: f64) -> Option<[f64; 4]> {
    let chord = x1 - x0;
    let pieces = [x0, d0, 3.0 * chord - 2.0 * d0 - d1, d0 + d1 - 2.0 * chord];
    let miss = x0 + 0.5 * (pieces[1] + 0.5 * (pieces[2] + 0.5 * pieces[3])) - middle;
    let rises = (0.0..=3.0 * chord).contains(&d0) && (0.0..=3.0 * chord).contains(&d1);
    let close = miss.abs() <= TOLERANCE * middle;
    (rises && close && chord > 0.0).then_some(pieces)
}

impl PartialEq for ScoreTable {
    /// By the bits, since cells left out are not numbers.
    fn eq(&self, other: &Self) -> bool {
        let bits = |table: &Self| table.cells.iter().map(|cell| cell.map(f64::to_bits)).collect::<Vec<_>>();
        Arc::ptr_eq(&self.cells, &other.cells) || bits(self) == bits(other)
    }
}

impl fmt::Debug for ScoreTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScoreTable({CELLS} cells)")
    }
}
