//! Starting and stopping: listeners, the writer's thread, the tick that ends leases.

use super::access::Access;
use super::board::Board;
use super::cores;
use super::house::House;
use super::http::{self, Door};
use super::job::Answered;
use super::meter::Meter;
use super::server::{Log, Server};
use super::store::{Durability, Store, StoreError};
use super::tls;
use super::writer::Writer;
use crate::random::{Salt, child};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// How the server is to run.
pub struct Settings {
    pub store: PathBuf,
    pub durability: Durability,
    pub outside: SocketAddr,
    pub inside: SocketAddr,
    pub access: Access,
    /// Certificate chain and key in PEM.
    pub tls: Option<(Vec<u8>, Vec<u8>)>,
    pub test_clock: bool,
    /// Calls that may wait for a commit; the next are told to come again.
    pub most_waiting: usize,
    /// For a request's head, twice for its body, and for each wait for a client that does not read.
    pub patience: Duration,
    /// The server's threads run on this core only, where the system can do that.
    pub core: Option<usize>,
    /// Bits that no other start has.
    pub fresh: u64,
    pub log: Log,
}

/// Why the server does not start.
#[derive(Debug)]
pub enum StartError {
    Store(StoreError),
    /// The address cannot be listened on.
    Address(SocketAddr, std::io::Error),
    /// Certificate or key are not what they should be.
    Tls(String),
    /// An address that others can reach, without tokens or without TLS.
    Open(SocketAddr),
}

/// A server that listens.
pub struct Running {
    server: Arc<Server>,
    listeners: [(Door, TcpListener); 2],
    tls: Option<TlsAcceptor>,
    writer: JoinHandle<()>,
    stored: i64,
}

/// Connections at a time; the next wait to be accepted.
const MOST_CONNECTIONS: usize = 10_000;
const TICK: Duration = Duration::from_millis(200);
/// For calls at hand when the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

impl Running {
    /// Opens the store, reads what is open, listens.
    ///
    /// # Errors
    /// See [`StartError`]: nothing listens.
    pub async fn start(house: House, settings: Settings) -> Result<Running, StartError> {
        let Settings { store: path, durability, access, test_clock, patience, fresh, log, .. } = settings;
        for address in [settings.outside, settings.inside] {
            if !address.ip().is_loopback() && (settings.tls.is_none() || !access.is_closed()) {
                return Err(StartError::Open(address));
            }
        }
        if let Some(core) = settings.core {
            cores::hold_to(core);
        }
        let tls = settings
            .tls
            .map(|(chain, key)| tls::acceptor(&chain, &key))
            .transpose()
            .map_err(StartError::Tls)?;
        let (store, salt) =
            Store::open(&path, durability, &house.inboxes(), fresh).map_err(StartError::Store)?;
        let recovered = store.recovered;
        let board = Arc::new(Mutex::new(Board::default()));
        let house = Arc::new(house);
        let ranks = house.clone();
        let rank = Box::new(move |envelope: &super::envelope::Envelope| ranks.rank(envelope));
        let inboxes = house.model.inboxes.len();
        let writer = Writer::new(store, board.clone(), inboxes, rank).map_err(StartError::Store)?;
        let reader = Mutex::new(Store::reader(&path).map_err(StartError::Store)?);
        let (orders, queue) = mpsc::channel(settings.most_waiting);
        let stored = writer.stored();
        let server = Arc::new(Server {
            house,
            board,
            salt,
            lease_salt: Salt::new(child(fresh, 1, 0)),
            access,
            meter: Meter::default(),
            durability,
            patience,
            test_clock,
            orders,
            reader,
            log,
            calls: AtomicU64::new(0),
        });
        let listen = async |address| {
            TcpListener::bind(address).await.map_err(|error| StartError::Address(address, error))
        };
        let listeners = [
            (Door::Outside, listen(settings.outside).await?),
            (Door::Inside, listen(settings.inside).await?),
        ];
        let (told, answers) = mpsc::unbounded_channel();
        tokio::spawn(tell(answers));
        let thread = std::thread::Builder::new().name("writer".to_owned());
        let writer = thread.spawn(move || writer.work(queue, &told));
        let writer = writer.expect("a thread can be made");
        if recovered > 0 {
            server.say(
                "recovered",
                &format!("{recovered} pages from the log of a run that did not stop by itself"),
            );
        }
        Ok(Running { server, listeners, tls, writer, stored })
    }

    /// The addresses of the official and of the inside interface.
    pub fn addresses(&self) -> [SocketAddr; 2] {
        self.listeners.each_ref().map(|(_, listener)| listener.local_addr().expect("it listens"))
    }

    /// Messages found in the store at the start.
    pub fn stored(&self) -> i64 {
        self.stored
    }

    /// Serves until `stop` ends; then lets calls at hand finish, commits what waits, empties the log.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Running { server, listeners, tls, writer, .. } = self;
        server.say("started", &format!("{} messages stored", self.stored));
        let (stopping, stopped) = watch::channel(false);
        let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let mut doors = JoinSet::new();
        for (door, listener) in listeners {
            doors.spawn(accept(server.clone(), (door, listener), tls.clone(), room.clone(), stopped.clone()));
        }
        let ticking = server.clone();
        let tick = tokio::spawn(async move {
            loop {
                tokio::time::sleep(TICK).await;
                ticking.lapse();
            }
        });
        stop.await;
        let _ = stopping.send(true);
        let all_gone = async { while doors.join_next().await.is_some() {} };
        let in_time = tokio::time::timeout(GRACE, all_gone).await.is_ok();
        doors.abort_all();
        tick.abort();
        let _ = tick.await;
        server.say("stopped", if in_time { "all calls answered" } else { "calls cut off" });
        // The writer ends when nobody can order any more.
        drop(server);
        let _ = tokio::task::spawn_blocking(move || writer.join()).await;
    }
}

/// Tells the calls of each commit what became of them. They are woken here, on their own thread: the writer wakes it once
/// a commit, not once a call.
async fn tell(mut commits: mpsc::UnboundedReceiver<Vec<Answered>>) {
    while let Some(answers) = commits.recv().await {
        for (reply, done) in answers {
            // A caller who has gone will ask again.
            let _ = reply.send(done);
        }
    }
}

/// Accepts connections until told to stop; ends when the last of them has.
async fn accept(
    server: Arc<Server>,
    (door, listener): (Door, TcpListener),
    tls: Option<TlsAcceptor>,
    room: Arc<Semaphore>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        let place = room.clone().acquire_owned().await.expect("never closed");
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = http::told(&mut stopped) => break,
        };
        let Ok((stream, _)) = stream else {
            // Out of file handles, for instance: some will be given back.
            tokio::time::sleep(TICK).await;
            continue;
        };
        let (server, tls, stopped) = (server.clone(), tls.clone(), stopped.clone());
        connections.spawn(async move {
            one(server, door, stream, tls, stopped).await;
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn one(
    server: Arc<Server>,
    door: Door,
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    stopped: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return http::serve(server, door, stream, stopped).await };
    let greeted = tokio::time::timeout(GRACE, tls.accept(stream)).await;
    if let Ok(Ok(stream)) = greeted {
        http::serve(server, door, stream, stopped).await;
    }
}

/// Serves until the process is asked to stop; `ready` is told the addresses and how many messages were found.
///
/// # Errors
/// See [`StartError`].
pub fn run(
    house: House,
    settings: Settings,
    ready: impl FnOnce([SocketAddr; 2], i64),
) -> Result<(), StartError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(async {
        let running = Running::start(house, settings).await?;
        ready(running.addresses(), running.stored());
        running.serve(asked_to_stop()).await;
        Ok(())
    })
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate()).expect("signals can be heard");
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
