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
    /// Kroner a year of a full position.
    pub price: Option<f64>,
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
    by_group(axes, point).map(|(_, positions)| positions).sum()
}

/// Kroner a year; `None` where a group has no price.
pub fn kroner(axes: &[Axis], point: &[usize]) -> Option<f64> {
    by_group(axes, point).map(|(axis, positions)| Some(axis.price? * positions)).sum()
}

/// What a staffing costs: kroner where all groups have a price, else full-time equivalents.
pub fn cost(axes: &[Axis], point: &[usize]) -> f64 {
    kroner(axes, point).unwrap_or_else(|| positions(axes, point))
}

/// Full-time equivalents of each group, once.
fn by_group<'a>(axes: &'a [Axis], point: &'a [usize]) -> impl Iterator<Item = (&'a Axis, f64)> {
    axes.iter().enumerate().filter_map(|(index, axis)| {
        let twin = axes.iter().position(|other| other.group == axis.group && other.kind != axis.kind);
        let other = match twin {
            // Counted with the first of the two.
            Some(twin) if twin < index => return None,
            Some(twin) => axes[twin].levels[point[twin]],
            None => axis.other,
        };
        Some((axis, axis.levels[point[index]] * other))
    })
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
        Axis {
            group: group.into(),
            role: "merkantil".into(),
            kind,
            levels: levels.to_vec(),
            texts,
            other,
            price: None,
        }
    }

    #[test]
    fn persons_times_position_is_counted_once() {
        let persons = axis("a", Kind::Persons, &[1.0, 2.0, 3.0], 0.8);
        let share = axis("a", Kind::Position, &[0.6, 1.0], 3.0);
        let others = axis("b", Kind::Persons, &[2.0, 4.0], 0.5);
        assert_eq!(positions(std::slice::from_ref(&persons), &[2]), 3.0 * 0.8);
        let mut axes = [persons, share, others];
        assert_eq!(positions(&axes, &[1, 0, 1]), 2.0 * 0.6 + 4.0 * 0.5);
        // Kroner only where all have a price.
        axes[0].price = Some(600_000.0);
        assert_eq!((kroner(&axes, &[1, 0, 1]), cost(&axes, &[1, 0, 1])), (None, 3.2));
        axes[2].price = Some(1_000_000.0);
        assert_eq!(kroner(&axes, &[1, 0, 1]), Some(1.2 * 600_000.0 + 2.0 * 1_000_000.0));
        assert_eq!(cost(&axes, &[1, 0, 1]), 2_720_000.0);
    }
}
