//! An answer in HTTP/1.1 as bytes: where its head ends, how its body is framed, what a client wants to know of it.
//!
//! Reads no socket.

/// Longer heads are nobody's.
const MOST_HEAD: usize = 64 * 1024;

/// The head of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Bytes before the body, interim answers included.
    pub length: usize,
    pub status: u16,
    pub body: Body,
    /// Nothing more comes over this connection.
    pub closes: bool,
    pub retry_after: Option<u64>,
    /// What the next proof of possession is to hold.
    pub nonce: Option<String>,
}

/// How a body is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Length(usize),
    Chunked,
    UntilClosed,
}

/// It is no HTTP/1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHttp;

/// The head at the beginning of some bytes; `None`: it is not whole yet.
///
/// # Errors
/// It is none.
pub fn head(bytes: &[u8]) -> Result<Option<Head>, NoHttp> {
    let mut place = 0;
    loop {
        let Some(line) = line(bytes, &mut place)? else { return Ok(None) };
        let mut head = begun(line)?;
        let mut length = None;
        loop {
            let Some(line) = self::line(bytes, &mut place)? else { return Ok(None) };
            if line.is_empty() {
                break;
            }
            if place > MOST_HEAD {
                return Err(NoHttp);
            }
            header(line, &mut head, &mut length)?;
        }
        // Interim answers go before the one that counts.
        if head.status < 200 {
            continue;
        }
        head.length = place;
        head.body = match (head.status, head.body, length) {
            (204 | 304, ..) => Body::Length(0),
            (_, Body::Chunked, _) => Body::Chunked,
            (_, _, Some(length)) => Body::Length(length),
            (_, other, None) => other,
        };
        head.closes |= head.body == Body::UntilClosed;
        return Ok(Some(head));
    }
}

/// The next line without its end; `None`: it is not whole yet.
fn line<'a>(bytes: &'a [u8], place: &mut usize) -> Result<Option<&'a [u8]>, NoHttp> {
    let rest = &bytes[*place..];
    let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
        return if rest.len() > MOST_HEAD { Err(NoHttp) } else { Ok(None) };
    };
    *place += end + 1;
    Ok(Some(rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end])))
}

fn begun(line: &[u8]) -> Result<Head, NoHttp> {
    let rest = line.strip_prefix(b"HTTP/1.").ok_or(NoHttp)?;
    let (minor, code) = (*rest.first().ok_or(NoHttp)?, rest.get(2..5).ok_or(NoHttp)?);
    let status = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok()).ok_or(NoHttp)?;
    let sound = rest[1] == b' ' && (100..1_000).contains(&status) && matches!(minor, b'0' | b'1');
    let closes = minor == b'0';
    let head = Head { length: 0, status, body: Body::UntilClosed, closes, retry_after: None, nonce: None };
    sound.then_some(head).ok_or(NoHttp)
}

fn header(line: &[u8], head: &mut Head, length: &mut Option<usize>) -> Result<(), NoHttp> {
    let colon = line.iter().position(|byte| *byte == b':').ok_or(NoHttp)?;
    let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
    let text = || std::str::from_utf8(value).map_err(|_| NoHttp);
    if name.eq_ignore_ascii_case(b"content-length") {
        let given: usize = text()?.parse().map_err(|_| NoHttp)?;
        // Two lengths that differ hide another answer.
        if length.replace(given).is_some_and(|before| before != given) {
            return Err(NoHttp);
        }
    } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
        let chunked = value.len() >= 7 && value[value.len() - 7..].eq_ignore_ascii_case(b"chunked");
        head.body = if chunked { Body::Chunked } else { head.body };
    } else if name.eq_ignore_ascii_case(b"connection") {
        head.closes = match text()?.to_ascii_lowercase() {
            words if words.contains("close") => true,
            words if words.contains("keep-alive") => false,
            _ => head.closes,
        };
    } else if name.eq_ignore_ascii_case(b"retry-after") {
        head.retry_after = text()?.parse().ok();
    } else if name.eq_ignore_ascii_case(b"dpop-nonce") {
        head.nonce = Some(text()?.to_owned());
    }
    Ok(())
}

/// A chunked body put together, and how many bytes it took; `None`: it is not whole yet.
///
/// # Errors
/// It is none.
pub fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, NoHttp> {
    let (mut whole, mut place) = (Vec::new(), 0);
    loop {
        let Some(size) = line(bytes, &mut place)? else { return Ok(None) };
        let digits = size.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        let size = std::str::from_utf8(digits).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
        let size = size.filter(|size| *size < 1 << 32).ok_or(NoHttp)?;
        if size == 0 {
            break;
        }
        let Some(chunk) = bytes.get(place..place + size) else { return Ok(None) };
        whole.extend_from_slice(chunk);
        place += size;
        match line(bytes, &mut place)? {
            None => return Ok(None),
            Some([]) => {}
            Some(_) => return Err(NoHttp),
        }
    }
    loop {
        match line(bytes, &mut place)? {
            None => return Ok(None),
            Some([]) => return Ok(Some((whole, place))),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Head {
        head(text.as_bytes()).expect("HTTP").expect("a whole head")
    }

    #[test]
    fn a_head_is_read_when_it_is_whole_wherever_it_was_cut() {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 38\r\nRETRY-AFTER: 7\r\n\
                    dpop-nonce:  n-1 \r\n\r\nbody";
        for cut in 0..text.len() - "body".len() {
            assert_eq!(head(&text.as_bytes()[..cut]), Ok(None), "{cut}");
        }
        let known = Head {
            length: text.len() - 4,
            status: 201,
            body: Body::Length(38),
            closes: false,
            retry_after: Some(7),
            nonce: Some("n-1".to_owned()),
        };
        assert_eq!(of(text), known);
    }

    #[test]
    fn framing_is_what_the_standard_says() {
        let framed = |text: &str| (of(text).body, of(text).closes);
        for (text, known) in [
            ("HTTP/1.1 200 OK\r\n\r\n", (Body::UntilClosed, true)),
            ("HTTP/1.1 204 No Content\r\n\r\n", (Body::Length(0), false)),
            ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", (Body::Length(0), false)),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\ncontent-length: 3\r\n\r\n",
                (Body::Chunked, false),
            ),
            ("HTTP/1.1 200\nContent-Length: 3\nConnection: Close\n\n", (Body::Length(3), true)),
            ("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n", (Body::Length(3), true)),
            (
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\n",
                (Body::Length(3), false),
            ),
        ] {
            assert_eq!(framed(text), known, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_http_is_refused() {
        for text in [
            "SSH-2.0-x\r\n",
            "HTTP/2 200\r\n",
            "HTTP/1.1 20x\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        ] {
            assert_eq!(head(text.as_bytes()), Err(NoHttp), "{text:?}");
        }
        assert_eq!(head(&vec![b'x'; MOST_HEAD + 1]), Err(NoHttp));
        let endless = format!("HTTP/1.1 200 OK\r\n{}", "a: b\r\n".repeat(MOST_HEAD / 4));
        assert_eq!(head(endless.as_bytes()), Err(NoHttp));
    }

    #[test]
    fn chunks_are_put_together_when_all_are_there() {
        let text = b"4;x=y\r\nWiki\r\n6\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: 1\r\n\r\nrest";
        for cut in 0..text.len() - 4 {
            assert_eq!(chunks(&text[..cut]), Ok(None), "{cut}");
        }
        assert_eq!(chunks(text), Ok(Some((b"Wikipedia in \r\n\r\nchunks.".to_vec(), text.len() - 4))));
        // A long body that is cut within the line of a chunk's length is not whole yet, and sound.
        let long = format!("{:x}\r\n{}\r\n1", 2 * MOST_HEAD, "x".repeat(2 * MOST_HEAD));
        assert_eq!(chunks(long.as_bytes()), Ok(None));
        for bad in [&b"x\r\n"[..], b"1\r\nab\r\n", b"fffffffff\r\n"] {
            assert_eq!(chunks(bad), Err(NoHttp));
        }
    }
}
