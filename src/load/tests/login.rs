//! Logging in, against a small token service: assertion, proof of possession, nonces, fresh proofs.

use crate::load::clock::Clock;
use crate::load::conduct::on_one_thread;
use crate::load::endpoint::Endpoint;
use crate::load::http::{Call, Client, Limits};
use crate::load::login::{HelseId, Login, Settings};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A key made for this test, and used for nothing else.
const RSA_KEY: &str = include_str!("rsa-key.json");

/// A request as the service sees it.
struct Request {
    line: String,
    head: String,
    body: String,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }

    fn read(stream: &mut TcpStream) -> Option<Request> {
        let mut bytes = Vec::new();
        let mut one = [0; 4_096];
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let (line, head) = head.split_once("\r\n")?;
                let request = Request { line: line.to_owned(), head: head.to_owned(), body: body.to_owned() };
                let length = request.header("content-length").map_or(0, |n| n.parse().expect("a number"));
                if body.len() >= length {
                    return Some(request);
                }
            }
            let read = stream.read(&mut one).ok().filter(|read| *read > 0)?;
            bytes.extend(&one[..read]);
        }
    }
}

fn decoded(part: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(part).expect("base64")
}

/// Head and claims of a token whose signature holds, by the key it shows or by this one.
fn verified(token: &str, key: Option<&Value>) -> (Value, Value) {
    let (text, signature) = token.rsplit_once('.').expect("three parts");
    let (head, claims) = text.split_once('.').expect("three parts");
    let json = |part: &str| serde_json::from_slice::<Value>(&decoded(part)).expect("JSON");
    let (head, claims) = (json(head), json(claims));
    let key = key.unwrap_or(&head["jwk"]);
    let part = |name: &str| decoded(key[name].as_str().expect("a part of the key"));
    let signature = decoded(signature);
    if head["alg"] == "ES256" {
        let point = [vec![4], part("x"), part("y")].concat();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        key.verify(text.as_bytes(), &signature).expect("its signature holds");
    } else {
        let key = ring::rsa::PublicKeyComponents { n: part("n"), e: part("e") };
        let holds = key.verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &signature);
        holds.expect("its signature holds");
    }
    (head, claims)
}

/// Answers so many requests: `/token` gives out tokens, anything else is the target. Both want their own nonces.
fn service(requests: usize) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let own = url.clone();
    let work = move || {
        let mut proofs = Vec::new();
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().expect("a caller");
            let request = Request::read(&mut stream).expect("a request");
            let answer = if request.line.starts_with("POST /token ") {
                token(&request, &own)
            } else {
                target(&request, &own)
            };
            proofs.push(request.header("dpop").expect("a proof").to_owned());
            stream.write_all(answer.as_bytes()).expect("the caller is there");
        }
        proofs
    };
    (url, thread::spawn(work))
}

fn answer(status: &str, nonce: Option<&str>, body: &Value) -> String {
    let nonce = nonce.map_or(String::new(), |nonce| format!("DPoP-Nonce: {nonce}\r\n"));
    let (body, close) = (body.to_string(), "Connection: close");
    format!("HTTP/1.1 {status}\r\n{close}\r\n{nonce}Content-Length: {}\r\n\r\n{body}", body.len())
}

fn token(request: &Request, url: &str) -> String {
    let (head, proof) = verified(request.header("dpop").expect("a proof"), None);
    assert_eq!((&head["typ"], &proof["htm"]), (&json!("dpop+jwt"), &json!("POST")));
    assert_eq!(proof["htu"], json!(format!("{url}/token")));
    let field = |name: &str| {
        let fields = request.body.split('&').filter_map(|field| field.split_once('='));
        fields.filter(|(found, _)| *found == name).map(|(_, value)| value).next().expect("a field").to_owned()
    };
    assert_eq!(
        (field("grant_type").as_str(), field("scope").as_str()),
        ("client_credentials", "nhn%3Amsh%2Fapi")
    );
    let key: Value = serde_json::from_str(RSA_KEY).expect("JSON");
    let (head, claims) = verified(&field("client_assertion"), Some(&key));
    assert_eq!((&head["typ"], &head["kid"]), (&json!("client-authentication+jwt"), &json!("test")));
    assert_eq!(
        (&claims["iss"], &claims["sub"], &claims["aud"]),
        (&json!("me"), &json!("me"), &json!(format!("{url}/token")))
    );
    assert_eq!(claims["exp"].as_u64().zip(claims["iat"].as_u64()).map(|(end, from)| end - from), Some(60));
    if proof["nonce"] != "of the service" {
        return answer("400 Bad Request", Some("of the service"), &json!({ "error": "use_dpop_nonce" }));
    }
    answer("200 OK", None, &json!({ "access_token": "the.token", "token_type": "DPoP", "expires_in": 600 }))
}

fn target(request: &Request, url: &str) -> String {
    assert_eq!(request.header("authorization"), Some("DPoP the.token"));
    let (_, proof) = verified(request.header("dpop").expect("a proof"), None);
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest("the.token"));
    assert_eq!((&proof["ath"], &proof["htu"]), (&json!(hash), &json!(format!("{url}/Messages"))));
    if proof["nonce"] != "of the target" {
        return answer("401 Unauthorized", Some("of the target"), &json!({}));
    }
    answer("201 Created", None, &json!("5f5e94d5-d908-476b-a172-a241c52eddb6"))
}

fn client(url: &str, login: Login) -> std::rc::Rc<Client> {
    let limits = Limits { connections: 4, patience: Duration::from_secs(10) };
    Client::new(Endpoint::parse(url).expect("an address"), login, Clock::start(), limits)
}

#[test]
fn helseid_gets_a_token_with_an_assertion_and_proves_its_key_anew_with_each_call() {
    // Two for the token, one refused for its nonce, three that are taken.
    let (url, work) = service(6);
    let file = json!({ "tokenEndpoint": format!("{url}/token"), "clientId": "me",
                       "jwk": serde_json::from_str::<Value>(RSA_KEY).expect("JSON") });
    let settings = Settings::read(&file.to_string()).expect("settings");
    let endpoint = Endpoint::parse(&settings.token_endpoint).expect("an address");
    let client = client(&url, Login::HelseId(Box::new(HelseId::new(settings, endpoint).expect("a key"))));
    let calls = async {
        for _ in 0..3 {
            let answer = client.call(&Call::post("/Messages?x=1", "{}")).await.expect("an answer");
            assert_eq!(answer.status, 201);
        }
    };
    on_one_thread(calls).expect("a runtime");
    let mut proofs = work.join().expect("nothing was wrong");
    assert_eq!(client.login().cost().map(|cost| cost.count()), Some(4));
    proofs.sort();
    proofs.dedup();
    assert_eq!(proofs.len(), 6, "a proof was used twice");
}

#[test]
fn a_bearer_token_is_on_each_call_and_a_bad_one_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/base", listener.local_addr().expect("an address"));
    let work = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let request = Request::read(&mut stream).expect("a request");
        stream.write_all(answer("302 Found", None, &json!({})).as_bytes()).expect("the caller is there");
        request
    });
    let client = client(&url, Login::bearer(" abc.def \n").expect("a token"));
    let call = Call::get("/Messages/1/status".to_owned());
    let status = on_one_thread(client.call(&call)).expect("a runtime").expect("an answer").status;
    let request = work.join().expect("nothing was wrong");
    // A redirect is an answer like any other: it is not followed.
    assert_eq!((status, request.line.as_str()), (302, "GET /base/Messages/1/status HTTP/1.1"));
    assert_eq!(request.header("authorization"), Some("Bearer abc.def"));
    assert_eq!(
        (request.header("api-version"), request.header("nhn-source-system").is_some()),
        (Some("2"), true)
    );
    assert!(Login::bearer("").is_err() && Login::bearer("two words").is_err());
}

#[test]
fn settings_say_what_they_lack_and_never_what_they_hold() {
    let key: Value = serde_json::from_str(RSA_KEY).expect("JSON");
    for (file, why) in [
        (json!({ "clientId": "me", "jwk": key }), "tokenEndpoint"),
        (json!({ "tokenEndpoint": "https://x", "jwk": key }), "clientId"),
        (json!({ "tokenEndpoint": "https://x", "clientId": "me" }), "jwk.kty"),
    ] {
        assert_eq!(Settings::read(&file.to_string()).err().as_deref(), Some(why));
    }
    let mut wrong = key.clone();
    wrong["p"] = wrong["q"].clone();
    let file = json!({ "tokenEndpoint": "https://x", "clientId": "me", "jwk": wrong });
    let why = Settings::read(&file.to_string()).err().expect("no key");
    assert!(!why.contains(key["q"].as_str().expect("text")), "{why}");
}
