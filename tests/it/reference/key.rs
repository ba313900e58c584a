//! Who a message is: its root and the path of (kind, ordinal) below it, and the order at one instant.

/// Second message, ask-back, follow-up, call: numbers as in the draw addresses.
pub const SECOND_MESSAGE: u8 = 1;
pub const ASK_BACK: u8 = 2;
pub const FOLLOW_UP: u8 = 3;
pub const CALL: u8 = 4;
pub const CALLER: u8 = 5;

/// Backlog before rows, file order, ordinal, path; beyond four generations the order of creation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// (0, entry) for a start backlog, (1, row) for a trace.
    pub root: (u8, usize),
    pub ordinal: u64,
    /// The first four steps.
    pub path: Vec<(u8, u32)>,
    /// Order of creation for what lies deeper, else 0.
    pub deeper: u64,
}

impl Key {
    pub fn root(class: u8, index: usize, ordinal: u64) -> Key {
        Key { root: (class, index), ordinal, path: Vec::new(), deeper: 0 }
    }

    pub fn child(&self, kind: u8, ordinal: u32, created: u64) -> Key {
        let mut child = self.clone();
        if child.path.len() == 16 {
            child.deeper = created;
        } else {
            child.path.push((kind, ordinal));
        }
        child
    }

    /// `row/3>1.0>4.2`, the root's name given.
    pub fn text(&self, root: &str) -> String {
        key_text(root, self.ordinal, self.path.iter().copied())
    }
}

/// One form of text for both simulators.
pub fn key_text(root: &str, ordinal: u64, steps: impl Iterator<Item = (u8, u32)>) -> String {
    let mut text = format!("{root}/{ordinal}");
    for (kind, ordinal) in steps {
        text.push_str(&format!(">{kind}.{ordinal}"));
    }
    text
}
