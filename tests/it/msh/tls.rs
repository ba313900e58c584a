//! An address that other machines can reach: TLS and tokens, end to end.
//!
//! Certificate and key in `tests/it/data/tls` are for these tests only: self-signed, for localhost.

use super::letters::Letter;
use super::server::{Server, answered, request};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/tls").join(name)
}

/// One call over TLS; its status.
fn call(address: SocketAddr, method: &str, path: &str, heads: &str, body: &str) -> Option<u16> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(file("cert.pem")).expect("a certificate")).expect("it is sound");
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let connection = ClientConnection::new(Arc::new(config), name).expect("a client");
    let stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    let mut stream = StreamOwned::new(connection, stream);
    stream.write_all(request(address, method, path, heads, body).as_bytes()).ok()?;
    let mut bytes = Vec::new();
    // The server may close without a farewell of TLS.
    let _ = stream.read_to_end(&mut bytes);
    answered(&bytes).map(|reply| reply.status)
}

#[test]
fn an_address_for_other_machines_speaks_tls_and_asks_for_tokens() {
    let folder = tempfile::tempdir().expect("a folder");
    let (letter, tokens) = (Letter::request("tls-1"), folder.path().join("tokens"));
    fs::write(&tokens, format!("municipality-token-1 {}\nhospital-work-token-1 inside\n", letter.sender))
        .expect("written");
    let (cert, key) = (file("cert.pem"), file("key.pem"));
    let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let more = [
        "--listen",
        "0.0.0.0:0",
        "--tokens",
        &text(&tokens),
        "--tls-cert",
        &text(&cert),
        "--tls-key",
        &text(&key),
    ];
    let server = Server::start(folder.path(), &more);
    assert!(server.said.contains("https://0.0.0.0:"), "{}", server.said);
    let outside = SocketAddr::from(([127, 0, 0, 1], server.outside.port()));
    let post = |token: Option<&str>| {
        let token = token.map_or(String::new(), |token| format!("Authorization: Bearer {token}\r\n"));
        let heads = format!("api-version: 2\r\nnhn-source-system: tests, v1\r\n{token}");
        call(outside, "POST", "/Messages", &heads, &letter.body())
    };
    assert_eq!(post(None), Some(401));
    assert_eq!(post(Some("nobody-has-this-token")), Some(401));
    assert_eq!(post(Some("hospital-work-token-1")), Some(403));
    assert_eq!(post(Some("municipality-token-1")), Some(201));
    let work = "Authorization: Bearer hospital-work-token-1\r\n";
    assert_eq!(call(server.inside, "GET", "/inside/v1/inboxes", work, ""), Some(200));
    assert_eq!(call(server.inside, "GET", "/inside/v1/inboxes", "", ""), Some(401));
    // Whoever speaks no TLS gets no answer.
    let plain = super::server::call(outside, "GET", "/health", "", "");
    assert!(plain.is_none(), "{plain:?}");
}

#[test]
fn a_certificate_with_another_key_or_none_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let cert = file("cert.pem");
    let cert = cert.to_str().expect("UTF-8");
    for (key, says) in [(cert, "key"), ("no-such-file", "--tls-key")] {
        let mut command = super::server::program();
        command.args([
            "msh",
            "scenarios/lunge-poliklinikk.toml",
            "--lang",
            "en",
            "--tls-cert",
            cert,
            "--tls-key",
            key,
        ]);
        command
            .args(["--listen", "127.0.0.1:0", "--listen-inside", "127.0.0.1:0", "--store"])
            .arg(folder.path().join("s"));
        let output = command.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(says), "{said}");
    }
}
