//! A source file as the rules see it: comments, strings and tests blanked, cut into words and signs.
//!
//! Blanking keeps line breaks, so that a place in the blanked text is the same place in the file.

use std::fs;
use std::path::Path;

/// One Rust file.
pub struct Source {
    /// From the package's root, with `/`.
    pub path: String,
    pub text: String,
    /// Without comments, strings and characters.
    pub code: String,
    /// `code` without what is compiled for tests only. Empty for a file that is a test module.
    pub product: String,
}

/// A word or a sign of Rust with its line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

impl Source {
    /// The module of the first level: `model` for `src/model/rules/a1.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// Modules above it, the crate's root not counted: 2 for `src/model/rules/mod.rs`.
    pub fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        inside.split('/').count()
    }

    /// Lines that are not compiled for tests only.
    pub fn product_lines(&self) -> usize {
        if self.product.trim().is_empty() {
            return 0;
        }
        let tests = |(code, product): &(&str, &str)| !code.trim().is_empty() && product.trim().is_empty();
        let in_tests = self.code.lines().zip(self.product.lines()).filter(tests).count();
        self.text.lines().count() - in_tests
    }
}

/// All Rust files below a folder of the package, in order of their paths.
pub fn rust_files(folder: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for path in files(folder).into_iter().filter(|path| path.ends_with(".rs")) {
        let text = read(&path);
        let code = blank_comments_and_strings(&text);
        sources.push(Source { path, text, product: String::new(), code });
    }
    let mut test_files: Vec<String> = Vec::new();
    for source in &mut sources {
        let (product, modules) = blank_tests(&source.code);
        source.product = product;
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        for module in modules {
            for home in [folder, own] {
                test_files.push(format!("{home}/{module}.rs"));
                test_files.push(format!("{home}/{module}/"));
            }
        }
    }
    let is_test =
        |path: &str| test_files.iter().any(|t| path == t || t.ends_with('/') && path.starts_with(t));
    for source in sources.iter_mut().filter(|source| is_test(&source.path)) {
        source.product = String::new();
    }
    sources
}

/// The files below a folder of the package, in order of their paths.
pub fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(root().join(folder)) else { return found };
    for entry in entries {
        let entry = entry.expect("a folder of the package can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Puts spaces for everything in comments, strings and character literals, except line breaks.
fn blank_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blanked = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string_length(rest),
            'r' if is_raw_string(rest) && !code.ends_with(is_of_word) => raw_string_length(rest),
            '\'' => character_length(rest),
            _ => 0,
        };
        if blanked == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..blanked].chars().map(|c| if c == '\n' { c } else { ' ' }));
            rest = &rest[blanked..];
        }
    }
    code
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (place, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_raw_string(rest: &str) -> bool {
    rest[1..].trim_start_matches('#').starts_with('"')
}

fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|sign| *sign == '#').count();
    let end = format!("\"{}", "#".repeat(hashes));
    let body = 2 + hashes;
    rest[body..].find(&end).map_or(rest.len(), |place| body + place + end.len())
}

/// 0 for a lifetime.
fn character_length(rest: &str) -> usize {
    let mut signs = rest.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |place| place + 4),
        Some(_) => signs.next().filter(|(_, sign)| *sign == '\'').map_or(0, |(place, _)| place + 1),
        None => 0,
    }
}

/// Blanks each item under `#[cfg(test)]`; names the modules among them that are files of their own.
fn blank_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let (mut product, mut modules) = (String::new(), Vec::new());
    let mut rest = code;
    while let Some(begin) = rest.find(MARK) {
        let length = item_length(&rest[begin..]);
        let item = &rest[begin..begin + length];
        if let Some(name) = item.strip_suffix(';').and_then(|item| item.split("mod ").nth(1)) {
            modules.push(name.trim().to_owned());
        }
        product.push_str(&rest[..begin]);
        product.extend(item.chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = &rest[begin + length..];
    }
    (product + rest, modules)
}

/// Up to the first `;`, or to the brace that ends the first block.
fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (place, sign) in item.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 1 => return place + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return place + 1,
            _ => {}
        }
    }
    item.len()
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Words, and signs one by one; `::`, `->` and `=>` and comparisons stay whole.
pub fn tokens(code: &str) -> Vec<Token<'_>> {
    const PAIRS: [&str; 9] = ["::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||"];
    let (mut found, mut line, mut rest) = (Vec::new(), 1, code);
    while let Some(first) = rest.chars().next() {
        let length = if is_of_word(first) {
            rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len())
        } else if PAIRS.iter().any(|pair| rest.starts_with(pair)) {
            2
        } else {
            first.len_utf8()
        };
        line += usize::from(first == '\n');
        if !first.is_whitespace() {
            found.push(Token { text: &rest[..length], line });
        }
        rest = &rest[length..];
    }
    found
}

#[test]
fn comments_strings_and_tests_are_blanked() {
    let text = "let a = \"x // {\"; // if {\nlet c = '{'; let l: &'a str = r#\"}\"#;\n#[cfg(test)]\nmod tests {\n fn f() {}\n}\nfn g() {}\n";
    let code = blank_comments_and_strings(text);
    assert_eq!(code.matches('{').count(), 3);
    assert_eq!(code.lines().count(), text.lines().count());
    let (product, modules) = blank_tests(&code);
    assert!(!product.contains("fn f") && product.contains("fn g") && modules.is_empty());
    assert_eq!(blank_tests("#[cfg(test)]\nmod testing;\nmod b;").1, ["testing"]);
}
