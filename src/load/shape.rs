//! How many messages a second, over time: constant, ramp, step, spike, soak, one after the other.
//!
//! Whole numbers throughout: the number of messages is the integral of the rate, to the nearest whole message,
//! and the k-th is due where the integral reaches k + ½. Knows no clock.

/// Rates are counted in millionths of a message a second.
pub const A_MESSAGE: u64 = 1_000_000;
/// Levels of the integral that make one message: rate unit × microsecond.
pub const LEVELS: i128 = A_MESSAGE as i128 * 1_000_000;
/// Beyond this the integral would not fit: ten million a second, for a year.
const MOST_RATE: u64 = 10_000_000 * A_MESSAGE;
const MOST_MICROS: i64 = 366 * 86_400 * 1_000_000;

/// A stretch in which the rate goes linearly from one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub micros: i64,
    /// Millionths of a message a second.
    pub from: u64,
    pub to: u64,
}

/// Pieces one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape(Vec<Piece>);

impl Shape {
    /// `None`: no piece, or one that is empty, too long or too fast.
    pub fn new(pieces: Vec<Piece>) -> Option<Shape> {
        let sound = |p: &Piece| p.micros > 0 && p.from <= MOST_RATE && p.to <= MOST_RATE;
        let micros = pieces.iter().try_fold(0i64, |sum, piece| sum.checked_add(piece.micros))?;
        (!pieces.is_empty() && pieces.iter().all(sound) && micros <= MOST_MICROS).then_some(Shape(pieces))
    }

    /// The same rate all the time; in millionths of a message a second.
    pub fn constant(rate: u64, micros: i64) -> Option<Shape> {
        Shape::new(vec![Piece { micros, from: rate, to: rate }])
    }

    /// `1000@60s` · `0..1000@1m,1000@5m` · decimals allowed; units `ms`, `s`, `m`, `h`.
    pub fn parse(text: &str) -> Option<Shape> {
        Shape::new(text.split(',').map(|piece| parse_piece(piece.trim())).collect::<Option<_>>()?)
    }

    pub fn micros(&self) -> i64 {
        self.0.iter().map(|piece| piece.micros).sum()
    }

    /// The number of messages: the integral of the rate, to the nearest whole one (a half counts).
    pub fn count(&self) -> u64 {
        ((self.total() + LEVELS / 2) / LEVELS) as u64
    }

    /// The integral of the rate over all pieces, in levels.
    pub fn total(&self) -> i128 {
        self.0.iter().map(Piece::total).sum()
    }

    /// The integral from the start to an instant, in levels.
    pub fn before(&self, micros: i64) -> i128 {
        let mut left = micros;
        let mut sum = 0;
        for piece in &self.0 {
            if left <= 0 {
                break;
            }
            sum += piece.before(left.min(piece.micros));
            left -= piece.micros;
        }
        sum
    }

    pub fn reader(&self) -> Reader {
        Reader { shape: self.clone(), piece: 0, begins: 0, below: 0 }
    }

    /// The same shape at another scale: `parts` of a million.
    pub fn scaled(&self, parts: u64) -> Option<Shape> {
        let of = |rate: u64| u64::try_from(u128::from(rate) * u128::from(parts) / 1_000_000).ok();
        let scale = |p: &Piece| Some(Piece { micros: p.micros, from: of(p.from)?, to: of(p.to)? });
        Shape::new(self.0.iter().map(scale).collect::<Option<_>>()?)
    }
}

impl Piece {
    fn total(&self) -> i128 {
        i128::from(self.from + self.to) * i128::from(self.micros) / 2
    }

    /// r₀t + (r₁ − r₀)t²/2T.
    fn before(&self, t: i64) -> i128 {
        let (from, slope, t) =
            (i128::from(self.from), i128::from(self.to) - i128::from(self.from), i128::from(t));
        from * t + slope * t * t / (2 * i128::from(self.micros))
    }

    /// The first microsecond at which the integral of the piece has reached a level that it reaches.
    fn reaches(&self, level: i128) -> i64 {
        if self.from == self.to {
            return (level.max(0) + i128::from(self.from) - 1).div_euclid(i128::from(self.from)) as i64;
        }
        let (mut low, mut high) = (0, self.micros);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.before(middle) < level { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Turns rising levels into instants.
#[derive(Clone, Debug)]
pub struct Reader {
    shape: Shape,
    piece: usize,
    /// Where the piece begins, in microseconds and in levels.
    begins: i64,
    below: i128,
}

impl Reader {
    /// The first microsecond at which the integral has reached a level; `None` if it never does. Levels must
    /// not fall from call to call.
    pub fn instant(&mut self, level: i128) -> Option<i64> {
        while let Some(piece) = self.shape.0.get(self.piece) {
            if level <= self.below + piece.total() {
                return Some(self.begins + piece.reaches(level - self.below));
            }
            self.begins += piece.micros;
            self.below += piece.total();
            self.piece += 1;
        }
        None
    }
}

fn parse_piece(text: &str) -> Option<Piece> {
    let (rates, length) = text.split_once('@')?;
    let (from, to) = rates.split_once("..").unwrap_or((rates, rates));
    Some(Piece { micros: parse_length(length)?, from: parse_decimal(from)?, to: parse_decimal(to)? })
}

/// `60s`, `1.5h`, `200ms`, in microseconds.
pub fn parse_length(text: &str) -> Option<i64> {
    let units = [("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000u64)];
    let (number, unit) = units.iter().find_map(|(name, unit)| Some((text.strip_suffix(name)?, unit)))?;
    let micros = u128::from(parse_decimal(number)?) * u128::from(*unit) / u128::from(A_MESSAGE);
    i64::try_from(micros).ok()
}

/// A decimal number in millionths; `None` for anything else or more than six decimals.
pub fn parse_decimal(text: &str) -> Option<u64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 6 {
        return None;
    }
    let millionths: u64 = format!("{part:0<6}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(A_MESSAGE)?.checked_add(millionths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shapes_are_read_and_nonsense_is_not() {
        let shape = Shape::parse("0..1000@1m, 1000@1.5s,0.5@2h").expect("sound");
        let piece = |from, to, micros| Piece { micros, from, to };
        let known = vec![
            piece(0, 1_000_000_000, 60_000_000),
            piece(1_000_000_000, 1_000_000_000, 1_500_000),
            piece(500_000, 500_000, 7_200_000_000),
        ];
        assert_eq!(shape, Shape(known));
        assert_eq!(shape.count(), 30_000 + 1_500 + 3_600);
        for wrong in
            ["", "1000", "1000@", "@1s", "-1@1s", "1@0s", "1e3@1s", "1@1", "1..@1s", "99999999@1s", "1@9999h"]
        {
            assert_eq!(Shape::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_constant_rate_is_even_with_halves_at_the_ends() {
        let shape = Shape::parse("1000@6s").expect("sound");
        let mut reader = shape.reader();
        let instants: Vec<i64> = (0..shape.count())
            .map(|k| reader.instant(LEVELS / 2 + i128::from(k) * LEVELS).unwrap())
            .collect();
        assert_eq!((instants.len(), instants[0], instants[5_999]), (6_000, 500, 5_999_500));
        assert!(instants.windows(2).all(|pair| pair[1] - pair[0] == 1_000));
    }

    proptest! {
        /// Until any instant there have been as many as the integral says, to the nearest.
        #[test]
        fn the_count_is_the_integral(
            pieces in prop::collection::vec((1i64..20_000_000, 0u64..5_000_000_000, 0u64..5_000_000_000), 1..4),
            at in 0i64..60_000_000,
        ) {
            let piece = |(micros, from, to)| Piece { micros, from, to };
            let shape = Shape::new(pieces.into_iter().map(piece).collect()).expect("sound");
            let mut reader = shape.reader();
            let (mut count, mut passed) = (0u64, 0u64);
            while let Some(instant) = reader.instant(LEVELS / 2 + i128::from(count) * LEVELS) {
                count += 1;
                passed += u64::from(instant <= at);
            }
            prop_assert_eq!(count, shape.count());
            prop_assert_eq!(i128::from(passed), (shape.before(at) + LEVELS / 2) / LEVELS);
        }
    }
}
