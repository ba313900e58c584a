//! Which messages are known: (sender, MsgId, receiver) → row, kept in memory and made anew at each start.
//!
//! Holds 64-bit hashes, not the keys: whoever gets a row looks whether it is the one.

use super::row::Row;
use crate::random::{child, stable_hash};

/// Open addressing, at most half of the places taken: 16 bytes a place.
#[derive(Debug)]
pub struct Keys {
    /// Row 0: a free place.
    places: Vec<(u64, Row)>,
    taken: usize,
}

const FREE: Row = Row(0);

/// The hash of a message's key.
pub fn key(sender: u32, msg_id: &str, receiver: u32) -> u64 {
    child(stable_hash(msg_id), u64::from(sender), u64::from(receiver))
}

impl Default for Keys {
    fn default() -> Self {
        Keys { places: vec![(0, FREE); 1024], taken: 0 }
    }
}

impl Keys {
    pub fn add(&mut self, key: u64, row: Row) {
        if self.taken * 2 >= self.places.len() {
            let bigger = vec![(0, FREE); self.places.len() * 2];
            let old = std::mem::replace(&mut self.places, bigger);
            old.into_iter().filter(|(_, row)| *row != FREE).for_each(|(key, row)| self.put(key, row));
        }
        self.taken += 1;
        self.put(key, row);
    }

    fn put(&mut self, key: u64, row: Row) {
        let mut place = self.home(key);
        while self.places[place].1 != FREE {
            place = (place + 1) & (self.places.len() - 1);
        }
        self.places[place] = (key, row);
    }

    /// Rows whose keys have this hash.
    pub fn rows(&self, key: u64) -> impl Iterator<Item = Row> {
        let home = self.home(key);
        let places =
            (0..self.places.len()).map(move |step| self.places[(home + step) & (self.places.len() - 1)]);
        places.take_while(|(_, row)| *row != FREE).filter(move |(other, _)| *other == key).map(|(_, row)| row)
    }

    fn home(&self, key: u64) -> usize {
        key as usize & (self.places.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let mut keys = Keys::default();
        let of = |n: i64| key(n as u32 % 7, &format!("id-{n}"), 9);
        (1..5_000).for_each(|n| keys.add(of(n), Row(n)));
        for n in 1..5_000 {
            assert_eq!(keys.rows(of(n)).collect::<Vec<_>>(), [Row(n)]);
        }
        assert!((5_000..9_000).all(|n| keys.rows(of(n)).next().is_none()));
        // Two messages whose keys share a hash are both found.
        keys.add(of(1), Row(9_999));
        assert_eq!(keys.rows(of(1)).count(), 2);
    }
}
