//! Sizes: lines of a file, lines, parameters and nesting of a function.
//!
//! Measured without tests. A function is counted from `fn` to its last brace. `self` is no parameter.
//! Nesting counts the blocks of `if`, `else`, `match`, `for`, `while`, `loop`, and of closures, inside one
//! another; the function's own body, the braces of a match arm, of a struct and of a pattern do not count.

use super::source::{Source, Token, tokens};

pub const FILE_LINES: usize = 500;
pub const FILE_LINES_WANTED: usize = 300;
const FUNCTION_LINES: usize = 70;
const PARAMETERS: usize = 5;
const NESTING: usize = 3;

/// A function as it is measured.
#[derive(Debug, PartialEq, Eq)]
struct Function<'a> {
    name: &'a str,
    line: usize,
    lines: usize,
    parameters: usize,
    nesting: usize,
}

/// A file that is too long.
pub fn file(source: &Source) -> Vec<String> {
    let lines = source.product_lines();
    let too_long = lines > FILE_LINES;
    let fault = || {
        format!("{}:1: {lines} lines without tests, at most {FILE_LINES}: split it by concept", source.path)
    };
    too_long.then(fault).into_iter().collect()
}

/// Each function that is too long, too wide or too deep.
pub fn functions(source: &Source) -> Vec<String> {
    let all = tokens(&source.product);
    let mut faults = Vec::new();
    for function in measured(&all) {
        let Function { name, line, lines, parameters, nesting } = function;
        let place = format!("{}:{line}: `{name}`", source.path);
        if lines > FUNCTION_LINES {
            faults.push(format!(
                "{place} has {lines} lines, at most {FUNCTION_LINES}: take a part out by its name"
            ));
        }
        if parameters > PARAMETERS {
            faults.push(format!(
                "{place} has {parameters} parameters, at most {PARAMETERS}: make those that belong together a struct"
            ));
        }
        if nesting > NESTING {
            faults.push(format!(
                "{place} is nested {nesting} deep, at most {NESTING}: return early, or take a part out"
            ));
        }
    }
    faults
}

fn measured<'a>(all: &[Token<'a>]) -> Vec<Function<'a>> {
    let mut found = Vec::new();
    for place in 0..all.len() {
        let named = all[place].text == "fn" && all.get(place + 1).is_some_and(|next| is_name(next.text));
        if named && let Some(function) = measure(&all[place..]) {
            found.push(function);
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}

/// `None` for a declaration without a body.
fn measure<'a>(rest: &[Token<'a>]) -> Option<Function<'a>> {
    let open = rest.iter().position(|token| token.text == "(")?;
    let close = open + matching(&rest[open..])?;
    let parameters = parameters(&rest[open + 1..close]);
    let body = close + rest[close..].iter().position(|token| ["{", ";"].contains(&token.text))?;
    if rest[body].text == ";" {
        return None;
    }
    let end = body + matching(&rest[body..])?;
    let nesting = nesting(&rest[body + 1..end]);
    let lines = rest[end].line - rest[0].line + 1;
    Some(Function { name: rest[1].text, line: rest[0].line, lines, parameters, nesting })
}

/// The place of the bracket that closes the first one.
fn matching(rest: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0;
    rest.iter().position(|token| {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

fn parameters(list: &[Token<'_>]) -> usize {
    let mut depth = 0;
    let mut count = 0;
    // A colon at depth 0 belongs to one parameter; `self` has none.
    for token in list {
        match token.text {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            ":" if depth == 0 => count += 1,
            _ => {}
        }
    }
    count
}

/// What an open brace belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brace {
    Counted,
    Other,
    /// A function inside: measured on its own.
    Function,
}

/// How deep counted blocks lie in one another.
fn nesting(body: &[Token<'_>]) -> usize {
    let (mut braces, mut deepest) = (Vec::new(), 0);
    // Heads whose block has not begun, with the bracket depth at which it will: `if (…) {`.
    let mut heads: Vec<Head> = Vec::new();
    let mut depth = 0;
    for (place, token) in body.iter().enumerate() {
        let head = heads.last_mut().filter(|head| head.depth == depth);
        match token.text {
            "if" | "match" | "while" | "loop" | "else" | "for" | "fn" if !is_guard(body, place) => {
                heads.retain(|head| head.depth < depth || token.text != "if");
                let function = token.text == "fn";
                heads.push(Head { depth, function, in_pattern: token.text == "for" });
            }
            "let" => head.into_iter().for_each(|head| head.in_pattern = true),
            "=" | "in" => head.into_iter().for_each(|head| head.in_pattern = false),
            "{" => {
                let begins = head.filter(|head| !head.in_pattern).map(|head| head.function);
                let closure = begins.is_none() && place > 0 && ["|", "||"].contains(&body[place - 1].text);
                braces.push(match begins {
                    Some(true) => Brace::Function,
                    Some(false) => Brace::Counted,
                    None if closure => Brace::Counted,
                    None => Brace::Other,
                });
                if begins.is_some() {
                    heads.pop();
                }
                depth += 1;
                if !braces.contains(&Brace::Function) {
                    deepest = deepest.max(braces.iter().filter(|brace| **brace == Brace::Counted).count());
                }
            }
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                braces.pop();
                heads.retain(|head| head.depth <= depth);
            }
            _ => {}
        }
    }
    deepest
}

struct Head {
    depth: i32,
    function: bool,
    /// Between `let` and `=`, or `for` and `in`: a brace belongs to the pattern.
    in_pattern: bool,
}

/// `if` of a match arm: what follows ends with `=>` before a brace of the same depth begins.
fn is_guard(body: &[Token<'_>], place: usize) -> bool {
    if body[place].text != "if" {
        return false;
    }
    let mut depth = 0;
    for token in &body[place + 1..] {
        match token.text {
            "=>" if depth == 0 => return true,
            "{" if depth == 0 => return false,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    false
}

#[test]
fn functions_are_measured_as_the_rule_says() {
    let measure = |code: &str| {
        let all = tokens(code);
        let function = measured(&all).remove(0);
        (function.parameters, function.nesting, function.lines)
    };
    assert_eq!(measure("fn f(&self, a: u32, (b, c): (u32, u32)) -> u32 { a }"), (2, 0, 1));
    assert_eq!(
        measure("fn f(a: Vec<Map<u8, u8>>) {\n if a { for b in c { match d { E { f } => { g } } } }\n}"),
        (1, 3, 3)
    );
    assert_eq!(
        measure("fn f() { if let A { b } = c && let D { e } = f { g(H { i }) } else if j { k } }"),
        (0, 1, 1)
    );
    assert_eq!(
        measure("fn f() { a.map(|b| { if c { d } }); match e { F if g => { h } _ => I { j } } }"),
        (0, 2, 1)
    );
    assert_eq!(
        measure("fn f() { let a = if b { 1 } else { 2 }; while let Some(c) = d { loop { e } } }"),
        (0, 2, 1)
    );
}
