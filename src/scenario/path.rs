//! Paths and patterns: `staff.lunge-merkantil.count`, `inbox."Saksbehandling@*".look`.
//!
//! Knows no tree and no key.

/// How exactly a pattern names something: parts without `*`, then letters that are not `*`. More is more exact.
pub type Exactness = (usize, usize);

/// A path below another; a part with other than letters, digits, `-` and `_` is quoted.
pub fn join(path: &str, part: &str) -> String {
    let plain = !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '*'));
    let dot = if path.is_empty() { "" } else { "." };
    if plain { format!("{path}{dot}{part}") } else { format!("{path}{dot}\"{part}\"") }
}

/// The parts of a path; quotes hold a part together.
pub fn parts(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for c in path.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '.') => parts.push(String::new()),
            (None, c) if c.is_whitespace() && parts.last().is_none_or(String::is_empty) => {}
            (_, c) => parts.last_mut().expect("there is always a part").push(c),
        }
    }
    parts
}

/// Whether a word fits a pattern in which `*` stands for any letters.
pub fn fits(pattern: &str, word: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or("");
    let Some(mut rest) = word.strip_prefix(first) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

pub fn is_pattern(text: &str) -> bool {
    text.contains('*')
}

/// Whether a path fits a pattern, part by part; a pattern that ends earlier takes all that lies below.
pub fn path_fits(pattern: &[String], path: &[String]) -> bool {
    pattern.len() <= path.len() && pattern.iter().zip(path).all(|(pattern, part)| fits(pattern, part))
}

pub fn exactness(pattern: &[String]) -> Exactness {
    let plain = pattern.iter().filter(|part| !is_pattern(part)).count();
    (plain, pattern.iter().map(|part| part.chars().filter(|&c| c != '*').count()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_parts_together() {
        assert_eq!(
            parts(r#"inbox."Fysioterapi, PLO@bergen".look"#),
            ["inbox", "Fysioterapi, PLO@bergen", "look"]
        );
        assert_eq!(join("inbox", "Saksbehandling@bergen"), r#"inbox."Saksbehandling@bergen""#);
        assert_eq!(join("staff", "en-merkantil"), "staff.en-merkantil");
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn stars_stand_for_any_letters() {
        for (pattern, word) in
            [("*", ""), ("*@bergen", "Saksbehandling@bergen"), ("a*c*", "abcd"), ("a", "a"), ("*aa", "aaa")]
        {
            assert!(fits(pattern, word), "{pattern} {word}");
        }
        for (pattern, word) in [("*@bergen", "x@bergenhus"), ("a*b", "a"), ("ab*ba", "aba"), ("a", "ab")] {
            assert!(!fits(pattern, word), "{pattern} {word}");
        }
    }

    #[test]
    fn fewer_stars_are_more_exact() {
        let exact = |p: &str| exactness(&parts(p));
        assert!(exact("staff.a.count") > exact("staff.*.count"));
        assert!(exact("staff.lunge-*.count") > exact("staff.*.count"));
        assert_eq!(exact("staff.a*.count"), exact("staff.*b.count"));
    }
}
