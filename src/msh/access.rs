//! Who may call: tokens and the HER-ids that they stand for. On the loopback address nobody needs one.

use std::collections::{BTreeMap, BTreeSet};

/// What a token opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Grant {
    all: bool,
    inside: bool,
    her_ids: BTreeSet<u32>,
}

/// Tokens with what they open; without a list, everything is open.
#[derive(Clone, Debug, Default)]
pub struct Access {
    tokens: Option<BTreeMap<String, Grant>>,
}

/// Who calls.
#[derive(Clone, Debug)]
pub struct Caller(Option<Grant>);

impl Access {
    /// A line for each token: the token, then HER-ids, `inside` for the inside interface, or `*` for everything.
    ///
    /// # Errors
    /// A sentence for each line that says something else; never the token.
    pub fn read(text: &str) -> Result<Access, Vec<String>> {
        let (mut tokens, mut faults) = (BTreeMap::new(), Vec::new());
        let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let mut words = line.split([' ', '\t', ',']).filter(|word| !word.is_empty());
            let token = words.next().unwrap_or_default();
            let mut grant = Grant::default();
            for word in words {
                match (word, word.parse()) {
                    ("*", _) => grant.all = true,
                    ("inside", _) => grant.inside = true,
                    (_, Ok(her_id)) => drop(grant.her_ids.insert(her_id)),
                    _ => faults.push(format!("line {number}: {word:?} is no HER-id, \"inside\" or \"*\"")),
                }
            }
            if token.len() < 16 {
                faults.push(format!("line {number}: a token has at least 16 characters"));
            }
            if grant == Grant::default() {
                faults.push(format!(
                    "line {number}: the token opens nothing: name HER-ids, \"inside\" or \"*\""
                ));
            }
            if tokens.insert(token.to_owned(), grant).is_some() {
                faults.push(format!("line {number}: the token stands there twice"));
            }
        }
        if tokens.is_empty() {
            faults.push("no token: a line has a token and what it opens".to_owned());
        }
        if faults.is_empty() { Ok(Access { tokens: Some(tokens) }) } else { Err(faults) }
    }

    /// Whether a token is needed.
    pub fn is_closed(&self) -> bool {
        self.tokens.is_some()
    }

    /// The caller behind an `Authorization` header (Bearer, or DPoP, whose proof is not checked here).
    pub fn caller(&self, authorization: Option<&str>) -> Option<Caller> {
        let Some(tokens) = &self.tokens else { return Some(Caller(None)) };
        let (scheme, token) = authorization?.split_once(' ')?;
        let known = ["bearer", "dpop"].contains(&scheme.to_ascii_lowercase().as_str());
        let grant = tokens.get(token.trim()).filter(|_| known)?;
        Some(Caller(Some(grant.clone())))
    }
}

impl Caller {
    /// Whether the caller speaks for one of these parties.
    pub fn owns(&self, her_ids: &[u32]) -> bool {
        let owns = |grant: &Grant| grant.all || her_ids.iter().any(|id| grant.her_ids.contains(id));
        self.0.as_ref().is_none_or(owns)
    }

    /// Whether the caller may do the work of the inside services.
    pub fn is_inside(&self) -> bool {
        self.0.as_ref().is_none_or(|grant| grant.all || grant.inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_what_its_line_says() {
        let text = "# comment\nfirst-long-enough-token 42,1337\nsecond-long-enough-one inside\nthird-long-enough-token *\n";
        let access = Access::read(text).expect("sound");
        assert!(access.caller(None).is_none());
        assert!(access.caller(Some("Bearer nobody-has-this-token")).is_none());
        assert!(access.caller(Some("Basic first-long-enough-token")).is_none());
        let first = access.caller(Some("Bearer first-long-enough-token")).expect("known");
        assert!(first.owns(&[42]) && first.owns(&[7, 1337]) && !first.owns(&[7]) && !first.is_inside());
        let second = access.caller(Some("DPoP second-long-enough-one")).expect("known");
        assert!(second.is_inside() && !second.owns(&[42]));
        let third = access.caller(Some("bearer third-long-enough-token")).expect("known");
        assert!(third.is_inside() && third.owns(&[9]));
        assert!(Access::default().caller(None).expect("open").owns(&[1]));
    }

    #[test]
    fn faults_of_a_list_are_told_together_and_tell_no_token() {
        let faults = Access::read("short 42\nlong-enough-secret-token x\n").unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults.iter().all(|fault| !fault.contains("secret")));
        assert_eq!(Access::read("").unwrap_err().len(), 1);
    }
}
