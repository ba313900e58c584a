//! The event list: the earliest key first. Knows nothing of what an event means.
//!
//! A 4-ary implicit heap on packed `u64` keys: O(log n) for push and pop, no allocation while the number of
//! pending events stays within its capacity. Equal keys come in no particular order: the engine orders them.

/// Pending events by key.
#[derive(Clone, Debug)]
pub struct EventList<E> {
    heap: Vec<(u64, E)>,
}

const ARITY: usize = 4;

impl<E: Copy> EventList<E> {
    pub fn new() -> Self {
        EventList { heap: Vec::new() }
    }

    /// The smallest key; of an empty list the greatest number.
    #[inline]
    pub fn first(&self) -> u64 {
        self.heap.first().map_or(u64::MAX, |(key, _)| *key)
    }

    pub fn len(&self) -> usize {
        self.heap.len()
    }

    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    #[inline]
    pub fn push(&mut self, key: u64, event: E) {
        let mut hole = self.heap.len();
        self.heap.push((key, event));
        while hole > 0 {
            let parent = (hole - 1) / ARITY;
            if self.heap[parent].0 <= key {
                break;
            }
            self.heap[hole] = self.heap[parent];
            hole = parent;
        }
        self.heap[hole] = (key, event);
    }

    /// Takes an event with the smallest key.
    #[inline]
    pub fn pop(&mut self) -> Option<(u64, E)> {
        let last = self.heap.pop()?;
        let Some(first) = self.heap.first().copied() else { return Some(last) };
        let mut hole = 0;
        loop {
            let begin = hole * ARITY + 1;
            let least = match self.heap.get(begin..begin + ARITY) {
                Some([a, b, c, d]) => begin + least_of([a.0, b.0, c.0, d.0]),
                _ => match (begin..self.heap.len()).min_by_key(|child| self.heap[*child].0) {
                    Some(child) => child,
                    None => break,
                },
            };
            let child = self.heap[least];
            if child.0 >= last.0 {
                break;
            }
            self.heap[hole] = child;
            hole = least;
        }
        self.heap[hole] = last;
        Some(first)
    }
}

/// The place of the least of four keys, without a branch that could be guessed wrong.
#[inline]
fn least_of([a, b, c, d]: [u64; ARITY]) -> usize {
    let (lower, low) = (usize::from(b < a), a.min(b));
    let (upper, up) = (2 + usize::from(d < c), c.min(d));
    if up < low { upper } else { lower }
}

impl<E: Copy> Default for EventList<E> {
    fn default() -> Self {
        EventList::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    proptest! {
        /// The order is that of the standard library's heap, whatever is pushed and popped in between.
        #[test]
        fn keys_come_out_as_from_a_binary_heap(steps in prop::collection::vec(prop::option::of(0u64..50), 0..400)) {
            let (mut list, mut oracle) = (EventList::new(), BinaryHeap::new());
            for step in steps {
                match step {
                    Some(key) => {
                        list.push(key, key);
                        oracle.push(Reverse(key));
                    }
                    None => prop_assert_eq!(list.pop().map(|(key, event)| { assert_eq!(key, event); key }), oracle.pop().map(|Reverse(key)| key)),
                }
                prop_assert_eq!(list.len(), oracle.len());
                prop_assert_eq!(list.first(), oracle.peek().map_or(u64::MAX, |Reverse(key)| *key));
            }
        }
    }
}
