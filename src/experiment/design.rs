//! Points to simulate: every combination of levels, or points spread evenly over many ranges.
//!
//! Knows numbers only.

/// Every combination, the last factor fastest.
pub fn grid(levels: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::new()];
    for factor in levels {
        let longer = |point: &Vec<f64>| -> Vec<Vec<f64>> {
            factor.iter().map(|level| [point.as_slice(), &[*level]].concat()).collect()
        };
        points = points.iter().flat_map(longer).collect();
    }
    points
}

/// Primitive polynomials and first direction numbers of dimensions 2 to 16: Joe & Kuo (2008), "Constructing Sobol
/// sequences with better two-dimensional projections", *SIAM Journal on Scientific Computing* 30:2635–2654.
const DIRECTIONS: [(u32, u32, &[u32]); 15] = [
    (1, 0, &[1]),
    (2, 1, &[1, 3]),
    (3, 1, &[1, 3, 1]),
    (3, 2, &[1, 1, 1]),
    (4, 1, &[1, 1, 3, 3]),
    (4, 4, &[1, 3, 5, 13]),
    (5, 2, &[1, 1, 5, 5, 17]),
    (5, 4, &[1, 1, 5, 5, 5]),
    (5, 7, &[1, 1, 7, 11, 19]),
    (5, 11, &[1, 1, 5, 1, 1]),
    (5, 13, &[1, 1, 1, 3, 11]),
    (5, 14, &[1, 3, 5, 5, 31]),
    (6, 1, &[1, 3, 3, 9, 7, 49]),
    (6, 13, &[1, 1, 1, 15, 21, 21]),
    (6, 16, &[1, 3, 1, 13, 27, 49]),
];

/// Dimensions that [`sobol`] has.
pub const MOST_DIMENSIONS: usize = DIRECTIONS.len() + 1;

/// The first `count` points of the Sobol sequence in [0, 1), without the one at the origin.
///
/// # Panics
/// Above [`MOST_DIMENSIONS`]; the program's own fault.
pub fn sobol(dimensions: usize, count: usize) -> Vec<Vec<f64>> {
    assert!(dimensions <= MOST_DIMENSIONS, "{dimensions} dimensions");
    let directions: Vec<[u32; 32]> = (0..dimensions).map(directions).collect();
    let mut state = vec![0_u32; dimensions];
    let mut points = Vec::with_capacity(count);
    for index in 0..count {
        // Gray code: one bit changes from point to point.
        let bit = (index as u32).trailing_ones() as usize;
        for (value, numbers) in state.iter_mut().zip(&directions) {
            *value ^= numbers[bit];
        }
        points.push(state.iter().map(|value| f64::from(*value) / 4_294_967_296.0).collect());
    }
    points
}

fn directions(dimension: usize) -> [u32; 32] {
    let mut numbers = [0_u32; 32];
    let Some((degree, coefficients, first)) = dimension.checked_sub(1).map(|place| DIRECTIONS[place]) else {
        (0..32).for_each(|bit| numbers[bit] = 1 << (31 - bit));
        return numbers;
    };
    let degree = degree as usize;
    for (bit, number) in first.iter().enumerate() {
        numbers[bit] = number << (31 - bit);
    }
    for bit in degree..32 {
        let mut value = numbers[bit - degree] ^ (numbers[bit - degree] >> degree);
        for step in 1..degree {
            if coefficients >> (degree - 1 - step) & 1 == 1 {
                value ^= numbers[bit - step];
            }
        }
        numbers[bit] = value;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_combination() {
        let points = grid(&[vec![1.0, 2.0], vec![10.0, 20.0, 30.0]]);
        assert_eq!(points.len(), 6);
        assert_eq!((points[0].as_slice(), points[4].as_slice()), (&[1.0, 10.0][..], &[2.0, 20.0][..]));
    }

    #[test]
    fn the_first_points_are_the_published_ones() {
        let points = sobol(3, 5);
        let known = [
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
        ];
        for (point, known) in points.iter().zip(known) {
            assert_eq!(point.as_slice(), known);
        }
    }

    #[test]
    fn every_dimension_is_spread_evenly() {
        // With the origin, the first 64 points put one into each 64th of every axis.
        let points = sobol(MOST_DIMENSIONS, 63);
        for axis in 0..MOST_DIMENSIONS {
            let mut cells: Vec<usize> = points.iter().map(|point| (point[axis] * 64.0) as usize).collect();
            cells.push(0);
            cells.sort_unstable();
            assert_eq!(cells, (0..64).collect::<Vec<usize>>(), "axis {axis}");
        }
    }
}
