//! Colours that people with any colour vision tell apart (Okabe & Ito 2008), and the sequence of the heat map.

pub const INK: &str = "#1b1b1b";
pub const SOFT: &str = "#555555";
pub const GRID: &str = "#dddddd";
pub const PAPER: &str = "#ffffff";
pub const SHADE: &str = "#ececec";

pub const BLUE: &str = "#0072b2";
pub const SKY: &str = "#56b4e9";
pub const GREEN: &str = "#009e73";
pub const VERMILION: &str = "#d55e00";
pub const ORANGE: &str = "#e69f00";
pub const PURPLE: &str = "#cc79a7";
pub const GREY: &str = "#8a8a8a";

/// Fills of a stack, from the bottom: colour and whether it is hatched. Neighbours differ in both or in lightness.
pub const STACK: [(&str, bool); 8] = [
    (BLUE, false),
    (ORANGE, true),
    (GREEN, false),
    (SKY, false),
    (VERMILION, true),
    (PURPLE, false),
    (GREY, true),
    (ORANGE, false),
];

/// From little to much, and whether dark text reads on it.
pub const SEQUENCE: [(&str, bool); 7] = [
    ("#f3f7fb", true),
    ("#d6e6f2", true),
    ("#abcde6", true),
    ("#75add4", true),
    ("#3f86bd", false),
    ("#175f9b", false),
    ("#083c6b", false),
];
