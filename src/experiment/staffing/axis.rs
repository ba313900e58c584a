//! What may vary: persons of a group, or their position, level by level.

use super::Point;

/// What the levels of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Persons,
    /// Share of a full position of each person.
    Position,
}

/// One thing that may vary.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Key of the group.
    pub group: String,
    pub role: String,
    pub kind: Kind,
    /// Rising: persons, or shares.
    pub levels: Vec<f64>,
    /// The same as a scenario writes them.
    pub texts: Vec<String>,
    /// What the other factor is when it does not vary: position, or persons.
    pub other: f64,
}

impl Axis {
    /// The path of its value in a scenario.
    pub fn path(&self) -> String {
        let key = match self.kind {
            Kind::Persons => "count",
            Kind::Position => "position",
        };
        format!("staff.{}.{key}", self.group)
    }
}

/// Full-time equivalents of the groups that vary.
pub fn positions(axes: &[Axis], point: &[usize]) -> f64 {
    let mut sum = 0.0;
    for (index, axis) in axes.iter().enumerate() {
        let twin = axes.iter().position(|other| other.group == axis.group && other.kind != axis.kind);
        let other = match twin {
            // Counted with the first of the two.
            Some(twin) if twin < index => continue,
            Some(twin) => axes[twin].levels[point[twin]],
            None => axis.other,
        };
        sum += axis.levels[point[index]] * other;
    }
    sum
}

/// The highest level of each axis.
pub fn top(axes: &[Axis]) -> Point {
    axes.iter().map(|axis| axis.levels.len() - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(group: &str, kind: Kind, levels: &[f64], other: f64) -> Axis {
        let texts = levels.iter().map(ToString::to_string).collect();
        Axis { group: group.into(), role: "merkantil".into(), kind, levels: levels.to_vec(), texts, other }
    }

    #[test]
    fn persons_times_position_is_counted_once() {
        let persons = axis("a", Kind::Persons, &[1.0, 2.0, 3.0], 0.8);
        let share = axis("a", Kind::Position, &[0.6, 1.0], 3.0);
        let others = axis("b", Kind::Persons, &[2.0, 4.0], 0.5);
        assert_eq!(positions(std::slice::from_ref(&persons), &[2]), 3.0 * 0.8);
        assert_eq!(positions(&[persons, share, others], &[1, 0, 1]), 2.0 * 0.6 + 4.0 * 0.5);
    }
}
