//! What the XML reader leaves open of well-formedness: signs, references, attributes, the declaration.

use super::document::Text;
use super::fault::{Malformed, What};
use super::schema::values::is_space;
use super::schema::{Attributes as Kinds, Space, Type};
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// A character of XML 1.0.
pub const fn is_sign(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether all characters are of XML 1.0.
pub fn has_only_signs(text: &str) -> bool {
    // One sum without a branch, so that the compiler takes many bytes at a time. U+FFFE and U+FFFF begin with EF BF.
    let mut suspects = 0_usize;
    for part in text.as_bytes().chunks(255) {
        let count: u8 = part
            .iter()
            .map(|byte| u8::from((*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) | (*byte == 0xEF)))
            .sum();
        suspects += usize::from(count);
    }
    suspects == 0 || text.chars().all(is_sign)
}

/// The five entities that XML defines.
pub fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

/// Most attributes of an element: comparing each with all stays cheap whatever a document holds.
pub const MOST_ATTRIBUTES: usize = 128;

/// The attributes of a tag: name and value.
pub fn attributes<'a>(
    tag: &'a str,
    name_length: usize,
    found: &mut Vec<(&'a str, Text<'a>)>,
) -> Result<(), Malformed> {
    let mut all = Attributes::new(tag, name_length);
    for attribute in all.with_checks(false) {
        let attribute = attribute.map_err(|_| Malformed::Attribute)?;
        let Cow::Borrowed(raw) = attribute.value else { return Err(Malformed::Attribute) };
        // The quote, and white space or the end behind it.
        let after = raw.as_ptr() as usize - tag.as_ptr() as usize + raw.len() + 1;
        let apart = tag.as_bytes().get(after).is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        if !apart || raw.contains('<') {
            return Err(Malformed::Attribute);
        }
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Malformed::Attribute)?;
        if matches!(&value, Cow::Owned(value) if !value.chars().all(is_sign)) {
            return Err(Malformed::Sign);
        }
        let name = attribute.key.into_inner();
        if found.iter().any(|(known, _)| *known == name) {
            return Err(Malformed::Duplicate(name.to_owned()));
        }
        if found.len() == MOST_ATTRIBUTES {
            return Err(Malformed::Many);
        }
        found.push((name, value));
    }
    Ok(())
}

/// What is wrong with an attribute of a namespace: only those that say where a schema lies may stand anywhere.
pub fn foreign_attribute(space: Space, name: &str, of: &Type) -> Option<What> {
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    let allowed = of.attributes == Kinds::Any && !(space == Space::Instance && local == "type")
        || (space == Space::Instance && matches!(local, "schemaLocation" | "noNamespaceSchemaLocation"));
    (!allowed).then(|| What::Attribute { name: name.to_owned() })
}

/// `<?xml …?>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Declaration<'a> {
    pub encoding: Option<&'a str>,
}

/// Reads the declaration; `None` if it is none.
pub fn declaration(whole: &str) -> Option<Declaration<'_>> {
    let mut rest = whole.strip_prefix("<?xml")?.strip_suffix("?>")?;
    let version = pseudo(&mut rest, "version")??;
    let numbered = version
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()));
    let encoding = pseudo(&mut rest, "encoding")?;
    let standalone = pseudo(&mut rest, "standalone")?;
    let good_name = encoding.is_none_or(|name| {
        name.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    });
    let good = numbered && good_name && standalone.is_none_or(|word| ["yes", "no"].contains(&word));
    (good && rest.trim_matches(is_space).is_empty()).then_some(Declaration { encoding })
}

/// The next attribute if it has this name; outer `None` if what follows is no attribute.
fn pseudo<'a>(rest: &mut &'a str, name: &str) -> Option<Option<&'a str>> {
    let trimmed = rest.trim_start_matches(is_space);
    let Some(after) = trimmed.strip_prefix(name).filter(|_| trimmed.len() < rest.len()) else {
        return Some(None);
    };
    let value = after.trim_start_matches(is_space).strip_prefix('=')?.trim_start_matches(is_space);
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (value, behind) = value[1..].split_once(quote)?;
    *rest = behind;
    Some(Some(value))
}
