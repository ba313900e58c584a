//! A server to measure the tool itself against: it answers as the official interface does and stores nothing on
//! disk.
//!
//! It can freeze, be slow, and break what a message server promises, at stated messages; so what the tool reports
//! can be held against what was done. Runs in a thread of its own.

mod faults;
mod kept;
mod pace;
mod wire;

pub use faults::Faults;

use super::clock::Clock;
use kept::Kept;
use pace::Pace;
use std::cell::RefCell;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::oneshot;

/// How a sink behaves.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    /// Messages that it gets through in a second, one after the other; `None`: as many as it can.
    pub capacity: Option<u64>,
    /// Everything stands still from and to these nanoseconds of the clock.
    pub freeze: Option<(u64, u64)>,
    /// Whether messages can be fetched by their receivers.
    pub keeps: bool,
    /// Whether the instant of each message is noted.
    pub notes_arrivals: bool,
    pub faults: Faults,
}

/// What a sink has seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Messages received.
    pub messages: u64,
    /// When each came, in nanoseconds of the clock; a trial counts them from its first instant.
    pub arrivals: Vec<u64>,
    /// Message ids of those at which it broke a promise, with which.
    pub broken: Vec<(&'static str, String)>,
    /// Its own processor time in nanoseconds.
    pub cpu: Option<u64>,
}

/// A running sink; it ends when it is stopped or forgotten.
pub struct Sink {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Seen>>,
}

/// What the connections of a sink share.
pub(super) struct Shared {
    clock: Clock,
    behaviour: Behaviour,
    kept: RefCell<Kept>,
    seen: RefCell<Seen>,
    pace: Option<Pace>,
}

impl Sink {
    /// Starts one on a free port of the loopback.
    ///
    /// # Errors
    /// No port, no thread.
    pub fn start(clock: Clock, behaviour: Behaviour) -> io::Result<Sink> {
        let (stop, stopped) = oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let body = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("the system has a poll and a timer");
            let set = tokio::task::LocalSet::new();
            set.block_on(&runtime, serve(stopped, (clock, behaviour), ready))
        };
        let thread = thread::Builder::new().name("sink".to_owned()).spawn(body)?;
        let address = is_ready.recv().map_err(|_| io::Error::other("the sink did not start"))??;
        Ok(Sink { address, stop: Some(stop), thread: Some(thread) })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it; what it has seen.
    pub fn stop(mut self) -> Seen {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        ended.and_then(Result::ok).unwrap_or_default()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(
    stopped: oneshot::Receiver<()>,
    (clock, behaviour): (Clock, Behaviour),
    ready: mpsc::Sender<io::Result<SocketAddr>>,
) -> Seen {
    let listening = listen().and_then(|listener| Ok((listener.local_addr()?, listener)));
    let (address, listener) = match listening {
        Ok(listening) => listening,
        Err(error) => {
            let _ = ready.send(Err(error));
            return Seen::default();
        }
    };
    let pace = behaviour.capacity.map(|capacity| Pace::start(clock, capacity));
    if let Some((from, to)) = behaviour.freeze {
        tokio::task::spawn_local(freeze(clock, (from, to)));
    }
    let (kept, seen) = (RefCell::default(), RefCell::default());
    let shared = Rc::new(Shared { clock, behaviour, kept, seen, pace });
    let _ = ready.send(Ok(address));
    let accepting = async {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::task::spawn_local(wire::connection(shared.clone(), stream));
        }
    };
    tokio::select! {
        () = accepting => {}
        _ = stopped => {}
    }
    let mut seen = shared.seen.borrow().clone();
    seen.cpu = super::clock::thread_cpu();
    seen
}

/// A caller that finds the line of those not yet let in full tries again after a second: with the usual 128 a stop
/// would be answered by the system's own waiting, not by the server's.
const LINE: u32 = 4_096;

fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    socket.listen(LINE)
}

/// Stands still as a stopped process does: the whole thread sleeps.
async fn freeze(clock: Clock, (from, to): (u64, u64)) {
    tokio::time::sleep(Duration::from_nanos(from.saturating_sub(clock.now()))).await;
    thread::sleep(Duration::from_nanos(to.saturating_sub(clock.now())));
}
