//! The namespaces of the documents.

/// A namespace that the tables know, or [`Space::Foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// No namespace.
    None,
    /// Hodemelding 1.2.
    Head,
    /// Dialogmelding 1.0.
    Dialogue10,
    /// Dialogmelding 1.1.
    Dialogue11,
    AppRec10,
    AppRec11,
    /// The container of attachments.
    Base64,
    Kith,
    /// *Felleskomponent 1*: what the messages share.
    Shared,
    /// XML signatures.
    Signature,
    /// `xsi:`.
    Instance,
    /// `xml:`.
    Xml,
    Foreign,
}

const KNOWN: [(Space, &str); 11] = [
    (Space::Head, "http://www.kith.no/xmlstds/msghead/2006-05-24"),
    (Space::Dialogue10, "http://www.kith.no/xmlstds/dialog/2006-10-11"),
    (Space::Dialogue11, "http://www.kith.no/xmlstds/dialog/2013-01-23"),
    (Space::AppRec10, "http://www.kith.no/xmlstds/apprec/2004-11-21"),
    (Space::AppRec11, "http://www.kith.no/xmlstds/apprec/2012-02-15"),
    (Space::Base64, "http://www.kith.no/xmlstds/base64container"),
    (Space::Kith, "http://www.kith.no/xmlstds"),
    (Space::Shared, "http://www.kith.no/xmlstds/felleskomponent1"),
    (Space::Signature, "http://www.w3.org/2000/09/xmldsig#"),
    (Space::Instance, "http://www.w3.org/2001/XMLSchema-instance"),
    (Space::Xml, "http://www.w3.org/XML/1998/namespace"),
];

impl Space {
    pub fn of(uri: &str) -> Space {
        if uri.is_empty() {
            return Space::None;
        }
        KNOWN.iter().find(|(_, known)| *known == uri).map_or(Space::Foreign, |(space, _)| *space)
    }

    /// Its name on the wire; empty if it has none.
    pub fn uri(self) -> &'static str {
        KNOWN.iter().find(|(space, _)| *space == self).map_or("", |(_, uri)| *uri)
    }
}
