//! Path and query of a call, taken apart. Knows no call by name.

/// Path segments, decoded.
pub fn segments(path: &str) -> Option<Vec<String>> {
    path.trim_matches('/').split('/').map(|segment| decoded(segment, false)).collect()
}

/// Names (in lower case) and values of a query, decoded.
pub fn query(text: &str) -> Option<Vec<(String, String)>> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let each = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decoded(name, true)?.to_ascii_lowercase(), decoded(value, true)?))
    });
    each.collect()
}

/// Percent-encoding (RFC 3986, section 2.1); `None`: not UTF-8, or cut short.
fn decoded(text: &str, plus_is_blank: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'%' => {
                let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = &rest[2..];
            }
            b'+' if plus_is_blank => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_queries_are_decoded() {
        let path = segments("/inside/v1/inboxes/%C3%98HD%40bergen/lease").expect("sound");
        assert_eq!(path, ["inside", "v1", "inboxes", "ØHD@bergen", "lease"]);
        let query = query("ReceiverHerIds=42&receiverherids=1337&x=a+b%2B").expect("sound");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(query, [pair("receiverherids", "42"), pair("receiverherids", "1337"), pair("x", "a b+")]);
        assert_eq!(segments("/%zz"), None);
        assert_eq!(segments("/%c3"), None);
        assert_eq!(segments("/%4"), None);
    }
}
