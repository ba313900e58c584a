//! Keys and signed tokens (RFC 7515, 7517): RS256 and ES256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};

/// A private key that signs.
pub struct Key {
    pair: Pair,
    id: Option<String>,
    random: SystemRandom,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ec(Box<EcdsaKeyPair>),
}

impl Key {
    /// A fresh key for ES256.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn generate() -> Result<Key, String> {
        let random = SystemRandom::new();
        let fault = |_| "no random numbers".to_owned();
        let sealed =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(fault)?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, sealed.as_ref(), &random);
        let pair = pair.map_err(|error| error.to_string())?;
        Ok(Key { pair: Pair::Ec(Box::new(pair)), id: None, random })
    }

    /// A key as a JSON Web Key has it.
    ///
    /// # Errors
    /// What is missing or wrong, never what it holds.
    pub fn from_jwk(jwk: &Value) -> Result<Key, String> {
        let random = SystemRandom::new();
        let part = |name: &str| {
            let text = jwk[name].as_str().ok_or_else(|| format!("jwk.{name}"))?;
            URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| format!("jwk.{name}"))
        };
        let refused = |error: ring::error::KeyRejected| format!("jwk: {error}");
        let pair = match jwk["kty"].as_str() {
            Some("RSA") => {
                let public_key = ring::rsa::PublicKeyComponents { n: part("n")?, e: part("e")? };
                let all = ring::rsa::KeyPairComponents {
                    public_key,
                    d: part("d")?,
                    p: part("p")?,
                    q: part("q")?,
                    dP: part("dp")?,
                    dQ: part("dq")?,
                    qInv: part("qi")?,
                };
                Pair::Rsa(Box::new(RsaKeyPair::from_components(&all).map_err(refused)?))
            }
            Some("EC") => {
                let point = [vec![4], part("x")?, part("y")?].concat();
                let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
                let pair =
                    EcdsaKeyPair::from_private_key_and_public_key(algorithm, &part("d")?, &point, &random);
                Pair::Ec(Box::new(pair.map_err(refused)?))
            }
            _ => return Err("jwk.kty".to_owned()),
        };
        Ok(Key { pair, id: jwk["kid"].as_str().map(str::to_owned), random })
    }

    pub fn algorithm(&self) -> &'static str {
        match self.pair {
            Pair::Rsa(_) => "RS256",
            Pair::Ec(_) => "ES256",
        }
    }

    /// The public half as a JSON Web Key.
    pub fn public(&self) -> Value {
        match &self.pair {
            Pair::Rsa(pair) => {
                let public: ring::rsa::PublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({ "kty": "RSA", "n": coded(&public.n), "e": coded(&public.e) })
            }
            Pair::Ec(pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                json!({ "kty": "EC", "crv": "P-256", "x": coded(x), "y": coded(y) })
            }
        }
    }

    /// A signed token with these claims; `kind` is its `typ`. With `shown` the public key is in its head, else the
    /// key's id.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn token(&self, kind: &str, shown: bool, claims: &Value) -> Result<String, String> {
        let mut head = json!({ "alg": self.algorithm(), "typ": kind });
        match &self.id {
            _ if shown => head["jwk"] = self.public(),
            Some(id) => head["kid"] = json!(id),
            None => {}
        }
        let text = format!("{}.{}", coded(head.to_string().as_bytes()), coded(claims.to_string().as_bytes()));
        let fault = |_| "no random numbers".to_owned();
        let signature = match &self.pair {
            Pair::Rsa(pair) => {
                let mut bytes = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &self.random, text.as_bytes(), &mut bytes).map_err(fault)?;
                bytes
            }
            Pair::Ec(pair) => pair.sign(&self.random, text.as_bytes()).map_err(fault)?.as_ref().to_vec(),
        };
        Ok(format!("{text}.{}", coded(&signature)))
    }

    /// An id that nobody can guess.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn unique(&self) -> Result<String, String> {
        let bytes: [u8; 16] =
            ring::rand::generate(&self.random).map_err(|_| "no random numbers".to_owned())?.expose();
        Ok(coded(&bytes))
    }
}

/// Base64 for addresses, without padding.
pub fn coded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    fn part(token: &str, index: usize) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(token.split('.').nth(index).expect("three parts")).expect("base64")
    }

    #[test]
    fn a_token_is_signed_by_the_key_that_it_shows() {
        let key = Key::generate().expect("a key");
        let token = key.token("dpop+jwt", true, &json!({ "htm": "POST" })).expect("signed");
        let head: Value = serde_json::from_slice(&part(&token, 0)).expect("JSON");
        assert_eq!((head["alg"].as_str(), head["typ"].as_str()), (Some("ES256"), Some("dpop+jwt")));
        assert_eq!(head["jwk"], key.public());
        let half =
            |name: &str| URL_SAFE_NO_PAD.decode(head["jwk"][name].as_str().expect("text")).expect("base64");
        let point = [vec![4], half("x"), half("y")].concat();
        let text = token.rsplit_once('.').expect("a signature").0;
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        assert!(public.verify(text.as_bytes(), &part(&token, 2)).is_ok());
        assert!(public.verify(b"another", &part(&token, 2)).is_err());
        assert_ne!(key.unique(), key.unique());
    }

    #[test]
    fn what_is_no_key_is_refused_without_showing_it() {
        for (jwk, why) in [
            (json!({}), "jwk.kty"),
            (json!({ "kty": "RSA", "n": "secret!" }), "jwk.n"),
            (json!({ "kty": "EC", "x": "AA" }), "jwk.y"),
        ] {
            assert_eq!(Key::from_jwk(&jwk).err().as_deref(), Some(why));
        }
        let wrong = json!({ "kty": "EC", "x": "AA", "y": "AA", "d": "c2VjcmV0" });
        assert!(Key::from_jwk(&wrong).err().is_some_and(|why| !why.contains("c2VjcmV0")));
    }
}
