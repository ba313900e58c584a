//! XML signatures: where their parts may stand. No signature is verified.

use super::common::{BASE64, TEXT};
use super::values::Value;
use super::{Attribute, Attributes, Content, Element, Name, Need, Type, element};
use super::{any, one, opt, sequence, some, value};

const fn attribute(name: &'static str, value: Value, required: bool) -> Attribute {
    Attribute { name, value, required }
}

const ID: Attributes = Attributes::Of(&[attribute("Id", Value::Id, false)]);
const ALGORITHM: Attributes = Attributes::Of(&[attribute("Algorithm", Value::Uri, true)]);
const LAX: Element = element(Name::Other { strict: false }, &TEXT, Need::Optional, true);
const STRICT: Element = element(Name::Other { strict: true }, &TEXT, Need::Optional, true);
static INTEGER: Type = value(Value::Integer);

const fn with(attributes: Attributes, elements: &'static [Element]) -> Type {
    Type { elements, content: Content::Elements, attributes, may_be_empty: false, again: false }
}

const fn mixed(attributes: Attributes, elements: &'static [Element]) -> Type {
    Type { elements, content: Content::Mixed, attributes, may_be_empty: false, again: false }
}

pub static SIGNATURE: Type = with(
    ID,
    &[
        one("SignedInfo", &SIGNED_INFO),
        one("SignatureValue", &SIGNATURE_VALUE),
        opt("KeyInfo", &KEY_INFO),
        any("Object", &OBJECT),
    ],
);

static SIGNATURE_VALUE: Type = Type {
    elements: &[],
    content: Content::Value(Value::Base64),
    attributes: ID,
    may_be_empty: true,
    again: false,
};

static SIGNED_INFO: Type = with(
    ID,
    &[
        one("CanonicalizationMethod", &CANONICALIZATION),
        one("SignatureMethod", &METHOD),
        some("Reference", &REFERENCE),
    ],
);

static CANONICALIZATION: Type =
    mixed(ALGORITHM, &[element(Name::Any { strict: true }, &TEXT, Need::Optional, true)]);
static METHOD: Type = mixed(ALGORITHM, &[opt("HMACOutputLength", &INTEGER), STRICT]);
static DIGEST_METHOD: Type = mixed(ALGORITHM, &[LAX]);

static REFERENCE: Type = with(
    Attributes::Of(&[
        attribute("Id", Value::Id, false),
        attribute("URI", Value::Uri, false),
        attribute("Type", Value::Uri, false),
    ]),
    &[opt("Transforms", &TRANSFORMS), one("DigestMethod", &DIGEST_METHOD), one("DigestValue", &BASE64)],
);

static TRANSFORMS: Type = sequence(&[some("Transform", &TRANSFORM)]);
static TRANSFORM: Type = mixed(ALGORITHM, &[any("XPath", &TEXT).choice_repeats(), LAX.or()]);

static KEY_INFO: Type = mixed(
    ID,
    &[
        one("KeyName", &TEXT).choice_repeats(),
        one("KeyValue", &KEY_VALUE).or(),
        one("RetrievalMethod", &RETRIEVAL).or(),
        one("X509Data", &X509).or(),
        one("PGPData", &PGP).or(),
        one("SPKIData", &SPKI).or(),
        one("MgmtData", &TEXT).or(),
        LAX.or(),
    ],
);

static KEY_VALUE: Type = mixed(
    Attributes::None,
    &[
        one("DSAKeyValue", &DSA),
        one("RSAKeyValue", &RSA).or(),
        element(Name::Other { strict: false }, &TEXT, Need::Required, false).or(),
    ],
);

static RETRIEVAL: Type = with(
    Attributes::Of(&[attribute("URI", Value::Uri, false), attribute("Type", Value::Uri, false)]),
    &[opt("Transforms", &TRANSFORMS)],
);

static X509: Type = sequence(&[
    one("X509IssuerSerial", &ISSUER).choice_repeats(),
    one("X509SKI", &BASE64).or(),
    one("X509SubjectName", &TEXT).or(),
    one("X509Certificate", &BASE64).or(),
    one("X509CRL", &BASE64).or(),
    LAX.or(),
]);

static ISSUER: Type = sequence(&[one("X509IssuerName", &TEXT), one("X509SerialNumber", &INTEGER)]);

static PGP: Type =
    sequence(&[opt("PGPKeyID", &BASE64), one("PGPKeyPacket", &BASE64).need(Need::WithoutPrevious), LAX]);

static SPKI: Type = Type {
    elements: &[
        one("SPKISexp", &BASE64),
        element(Name::Other { strict: false }, &TEXT, Need::Optional, false),
    ],
    content: Content::Elements,
    attributes: Attributes::None,
    may_be_empty: false,
    again: true,
};

static OBJECT: Type = mixed(
    Attributes::Of(&[
        attribute("Id", Value::Id, false),
        attribute("MimeType", Value::Text, false),
        attribute("Encoding", Value::Uri, false),
    ]),
    &[element(Name::Any { strict: false }, &TEXT, Need::Optional, true)],
);

static MANIFEST: Type = with(ID, &[some("Reference", &REFERENCE)]);
static PROPERTIES: Type = with(ID, &[some("SignatureProperty", &PROPERTY)]);
static PROPERTY: Type = mixed(
    Attributes::Of(&[attribute("Target", Value::Uri, true), attribute("Id", Value::Id, false)]),
    &[element(Name::Other { strict: false }, &TEXT, Need::Required, true)],
);

static DSA: Type = sequence(&[
    opt("P", &BASE64),
    opt("Q", &BASE64).need(Need::WithPrevious),
    opt("G", &BASE64),
    one("Y", &BASE64),
    opt("J", &BASE64),
    opt("Seed", &BASE64),
    opt("PgenCounter", &BASE64).need(Need::WithPrevious),
]);

static RSA: Type = sequence(&[one("Modulus", &BASE64), one("Exponent", &BASE64)]);

pub static GLOBAL: [Element; 24] = [
    one("Signature", &SIGNATURE),
    one("SignatureValue", &SIGNATURE_VALUE),
    one("SignedInfo", &SIGNED_INFO),
    one("CanonicalizationMethod", &CANONICALIZATION),
    one("SignatureMethod", &METHOD),
    one("Reference", &REFERENCE),
    one("Transforms", &TRANSFORMS),
    one("Transform", &TRANSFORM),
    one("DigestMethod", &DIGEST_METHOD),
    one("DigestValue", &BASE64),
    one("KeyInfo", &KEY_INFO),
    one("KeyName", &TEXT),
    one("MgmtData", &TEXT),
    one("KeyValue", &KEY_VALUE),
    one("RetrievalMethod", &RETRIEVAL),
    one("X509Data", &X509),
    one("PGPData", &PGP),
    one("SPKIData", &SPKI),
    one("Object", &OBJECT),
    one("Manifest", &MANIFEST),
    one("SignatureProperties", &PROPERTIES),
    one("SignatureProperty", &PROPERTY),
    one("DSAKeyValue", &DSA),
    one("RSAKeyValue", &RSA),
];
