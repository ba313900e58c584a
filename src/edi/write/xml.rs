//! Elements, attributes and text as bytes.

/// Appends to what is already there.
#[derive(Debug)]
pub struct Xml<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> Xml<'o> {
    /// Begins with the declaration.
    pub fn new(out: &'o mut Vec<u8>) -> Self {
        let mut xml = Xml { out };
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// `<name a="b">`
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.raw(">");
    }

    /// An element, what it holds, and its end.
    pub fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.open(name, &[]);
        inside(self);
        self.close(name);
    }

    /// `</name>` and a new line.
    pub fn close(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.raw("/>\n");
    }

    /// An element with text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.escaped(text);
        self.close(name);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.raw("<");
        self.raw(name);
        for (name, value) in attributes {
            self.raw(" ");
            self.raw(name);
            self.raw("=\"");
            self.escaped(value);
            self.raw("\"");
        }
    }

    /// Signs that XML does not have become U+FFFD.
    fn escaped(&mut self, text: &str) {
        let mut written = 0;
        for (place, sign) in text.char_indices() {
            let instead = match sign {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\r' => "&#13;",
                _ if !crate::edi::xml::is_sign(sign) => "\u{FFFD}",
                _ => continue,
            };
            self.raw(&text[written..place]);
            self.raw(instead);
            written = place + sign.len_utf8();
        }
        self.raw(&text[written..]);
    }

    /// Bytes of ASCII, as they are.
    pub fn ascii(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }
}
