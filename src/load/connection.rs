//! A connection of a client, and one call over it: bytes out, an answer in.
//!
//! Knows no messages and no headers that it would have to write.

use super::answer::{self, Body, Head, NoHttp};
use super::endpoint::Stream;
use bytes::Bytes;
use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWriteExt, ReadBuf};

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The target has not had it.
    NotSent(String),
    /// It was sent, or a part of it: the target may have it.
    Cut(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::NotSent(why) | Failure::Cut(why) => f.write_str(why),
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Bytes,
    pub retry_after: Option<u64>,
    pub nonce: Option<String>,
}

/// Room to read into, one for all connections of a thread: while a connection waits, it holds none.
pub struct Scratch(RefCell<Box<[u8]>>);

const READ_AT_ONCE: usize = 64 * 1024;
/// A connection that has had a longer answer gives its room back.
const KEPT: usize = 4 * 1024;
/// Longer answers are nobody's.
const MOST_BODY: usize = 1 << 30;

impl Scratch {
    pub fn new() -> Scratch {
        Scratch(RefCell::new(vec![0; READ_AT_ONCE].into()))
    }
}

/// An open connection, between calls.
pub struct Connection {
    stream: Stream,
    /// What has come of the answer.
    come: Vec<u8>,
    closes: bool,
}

impl Connection {
    pub fn over(stream: Stream) -> Connection {
        Connection { stream, come: Vec::new(), closes: false }
    }

    /// Whether another call may follow.
    pub fn is_open(&self) -> bool {
        !self.closes && self.come.is_empty()
    }

    /// Whether the other side has neither closed it while it lay idle nor said what nobody asked.
    pub async fn is_alive(&mut self, scratch: &Scratch) -> bool {
        poll_fn(|context| Poll::Ready(self.poll_more(context, scratch).is_pending())).await
    }

    /// Sends a request whose answer nobody waits for.
    ///
    /// # Errors
    /// Not sent at all.
    pub async fn send(mut self, request: &[u8]) -> Result<(), Failure> {
        self.write(request).await.map(drop)
    }

    /// Sends a request and reads the answer to it.
    ///
    /// # Errors
    /// Not sent at all, or no whole answer.
    pub async fn exchange(&mut self, request: &[u8], scratch: &Scratch) -> Result<Reply, Failure> {
        // Until the whole answer is there.
        self.closes = true;
        let broken = self.write(request).await?;
        let why = |error: io::Error| Failure::Cut(broken.as_ref().unwrap_or(&error).to_string());
        let head = loop {
            if let Some(head) = answer::head(&self.come).map_err(no_http)? {
                break head;
            }
            if self.more(scratch).await.map_err(why)? == 0 {
                return Err(why(io::ErrorKind::UnexpectedEof.into()));
            }
        };
        let body = self.body(&head, scratch).await?;
        self.closes = head.closes || broken.is_some();
        if self.come.capacity() > KEPT {
            self.come.shrink_to(KEPT);
        }
        Ok(Reply { status: head.status, body, retry_after: head.retry_after, nonce: head.nonce })
    }

    /// What broke the writing off, if anything did: a server may answer before it has read everything.
    async fn write(&mut self, request: &[u8]) -> Result<Option<io::Error>, Failure> {
        let mut written = 0;
        while written < request.len() {
            match self.stream.write(&request[written..]).await {
                Ok(bytes) if bytes > 0 => written += bytes,
                Err(error) if written == 0 => return Err(Failure::NotSent(error.to_string())),
                Ok(_) => return Ok(Some(io::ErrorKind::WriteZero.into())),
                Err(error) => return Ok(Some(error)),
            }
        }
        Ok(self.stream.flush().await.err())
    }

    async fn body(&mut self, head: &Head, scratch: &Scratch) -> Result<Bytes, Failure> {
        let cut = |error: io::Error| Failure::Cut(error.to_string());
        loop {
            let come = &self.come[head.length..];
            let whole = match head.body {
                Body::Length(length) => come.get(..length).map(|body| (Bytes::copy_from_slice(body), length)),
                Body::Chunked => {
                    answer::chunks(come).map_err(no_http)?.map(|(body, length)| (body.into(), length))
                }
                Body::UntilClosed => None,
            };
            if let Some((body, length)) = whole {
                self.come.drain(..head.length + length);
                return Ok(body);
            }
            if come.len() > MOST_BODY {
                return Err(no_http(NoHttp));
            }
            let more = self.more(scratch).await.map_err(cut)?;
            match (more, head.body) {
                (0, Body::UntilClosed) => return Ok(self.come.split_off(head.length).into()),
                (0, _) => return Err(cut(io::ErrorKind::UnexpectedEof.into())),
                _ => {}
            }
        }
    }

    /// Reads on; how many bytes came, none at the end.
    async fn more(&mut self, scratch: &Scratch) -> io::Result<usize> {
        poll_fn(|context| self.poll_more(context, scratch)).await
    }

    fn poll_more(&mut self, context: &mut Context<'_>, scratch: &Scratch) -> Poll<io::Result<usize>> {
        let room = &mut *scratch.0.borrow_mut();
        let mut buffer = ReadBuf::new(room);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
        self.come.extend_from_slice(buffer.filled());
        Poll::Ready(Ok(buffer.filled().len()))
    }
}

fn no_http(_: NoHttp) -> Failure {
    Failure::Cut("the answer is no HTTP/1.1".to_owned())
}
