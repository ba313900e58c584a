//! Where a target is: host, port, path, TLS; and opening a connection to it.
//!
//! Knows no HTTP. Whether a host may be called at all is `safety`'s.

use hyper::Uri;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A place to call.
#[derive(Clone)]
pub struct Endpoint {
    scheme: &'static str,
    host: String,
    port: u16,
    base: String,
    authority: String,
    tls: Option<TlsConnector>,
}

/// Why an address is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadUrl {
    /// Not `http://host[:port][/path]` or `https://…`.
    Form,
    /// With user name, password, query or fragment: these have no place in it.
    Extras,
}

impl Endpoint {
    /// # Errors
    /// What is wrong with the address.
    pub fn parse(url: &str) -> Result<Endpoint, BadUrl> {
        let uri: Uri = url.parse().map_err(|_| BadUrl::Form)?;
        let scheme = match uri.scheme_str() {
            Some("http") => "http",
            Some("https") => "https",
            _ => return Err(BadUrl::Form),
        };
        let authority = uri.authority().ok_or(BadUrl::Form)?;
        if authority.as_str().contains('@') || uri.query().is_some() || url.contains('#') {
            return Err(BadUrl::Extras);
        }
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(BadUrl::Form);
        }
        let port = authority.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        let base = uri.path().trim_end_matches('/').to_owned();
        Ok(Endpoint { scheme, host, port, base, authority: authority.as_str().to_owned(), tls: None })
    }

    pub fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The path of the address itself.
    pub(super) fn path(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }

    /// Host and port as they were given.
    pub(super) fn authority(&self) -> &str {
        &self.authority
    }

    /// The address of a path without its query, as proofs of possession name it.
    pub(super) fn url_of(&self, path: &str) -> String {
        let path = path.split('?').next().unwrap_or_default();
        format!("{}://{}{}{path}", self.scheme, self.authority, self.base)
    }

    /// With the certificate authorities of a PEM text as the only trusted ones.
    ///
    /// # Errors
    /// The text holds no usable certificate.
    pub fn trusting(mut self, authorities: &[u8]) -> Result<Endpoint, String> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(authorities) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        if roots.is_empty() {
            return Err("no certificate".to_owned());
        }
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        self.tls = Some(TlsConnector::from(Arc::new(config)));
        Ok(self)
    }

    /// Whether it can be called as it is: https needs its authorities.
    pub fn is_ready(&self) -> bool {
        !self.is_https() || self.tls.is_some()
    }

    /// Opens a connection.
    ///
    /// # Errors
    /// Nobody answers, or TLS does not come about.
    pub async fn open(&self) -> io::Result<Stream> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        stream.set_nodelay(true)?;
        let Some(tls) = self.tls.as_ref().filter(|_| self.is_https()) else {
            return if self.is_https() { Err(no_authorities()) } else { Ok(Stream::Plain(stream)) };
        };
        let name = ServerName::try_from(self.host.clone()).map_err(io::Error::other)?;
        Ok(Stream::Tls(Box::new(tls.connect(name, stream).await?)))
    }
}

fn no_authorities() -> io::Error {
    io::Error::other("https without certificate authorities")
}

/// A connection, with or without TLS.
pub enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Stream::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Stream::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
            Stream::Tls(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
        }
    }

    fn is_write_vectored(&self) -> bool {
        matches!(self, Stream::Plain(_))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Stream::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Stream::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_others_refused() {
        let endpoint = Endpoint::parse("http://localhost:8080/msh/").expect("an address");
        assert_eq!((endpoint.host(), endpoint.port, endpoint.base()), ("localhost", 8080, "/msh"));
        assert_eq!(endpoint.url_of("/Messages?a=b"), "http://localhost:8080/msh/Messages");
        let secure = Endpoint::parse("https://[::1]").expect("an address");
        assert_eq!((secure.host(), secure.port, secure.is_ready()), ("::1", 443, false));
        for (wrong, why) in [
            ("localhost:8080", BadUrl::Form),
            ("ftp://x", BadUrl::Form),
            ("/x", BadUrl::Form),
            ("http://", BadUrl::Form),
            ("http://a:b@c", BadUrl::Extras),
            ("http://a?b", BadUrl::Extras),
            ("http://a/#b", BadUrl::Extras),
        ] {
            assert_eq!(Endpoint::parse(wrong).err(), Some(why), "{wrong}");
        }
        assert!(Endpoint::parse("https://a").expect("an address").trusting(b"nothing").is_err());
    }
}
