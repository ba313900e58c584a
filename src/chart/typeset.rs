//! Text inside a chart: what XML lets through, how wide it is, how it is cut.

/// Advance widths of U+0020 to U+007E in DejaVu Sans, thousandths of the size: one of the wider faces, so that what
/// fits here fits in whatever face a reader has.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Of other letters, and of everything else.
const LETTER: u16 = 700;
const OTHER: u16 = 1000;

/// Text for an element or an attribute. What XML does not allow becomes U+FFFD.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// How wide a text is, in units of the chart, at most.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c {
        ' '..='~' => WIDTHS[c as usize - 32],
        'æ' | 'Æ' => OTHER,
        '\u{a0}'..='\u{24f}' => LETTER,
        _ => OTHER,
    };
    text.chars().map(|c| f64::from(of(c))).sum::<f64>() / 1000.0 * size
}

/// The text, cut with an ellipsis where it is wider than there is room.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if width(&cut, size) + width("…", size) > room {
            cut.pop();
            break;
        }
    }
    format!("{}…", cut.trim_end())
}

/// The text in lines that fit, at most so many; the last is cut where it must be.
pub(super) fn wrapped(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines.len() == most;
        let Some(line) = lines.last_mut() else { break };
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || full || width(&joined, size) <= room {
            *line = joined;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.iter().map(|line| fitted(line, size, room)).collect()
}
