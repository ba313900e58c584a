//! The gallery: scenarios that ship with the program.

/// A shipped scenario.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    pub name: &'static str,
    pub text: &'static str,
}

/// All of them.
pub const GALLERY: &[Shipped] = &[];
