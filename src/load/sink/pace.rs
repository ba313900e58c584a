//! One message after the other, each taking the same time: a server whose answers queueing arithmetic can tell.

use crate::load::clock::{Alarm, Clock};
use tokio::sync::{mpsc, oneshot};

/// A line before a server of constant speed.
pub struct Pace {
    clock: Clock,
    line: mpsc::UnboundedSender<Waiting>,
}

/// When a message came, and whom to tell when it is done.
type Waiting = (u64, oneshot::Sender<()>);

impl Pace {
    /// So many a second.
    pub fn start(clock: Clock, capacity: u64) -> Pace {
        let (join, line) = mpsc::unbounded_channel();
        tokio::task::spawn_local(work(clock, 1_000_000_000 / capacity.max(1), line));
        Pace { clock, line: join }
    }

    /// Returns when it has been this message's turn.
    pub async fn turn(&self) {
        let (done, is_done) = oneshot::channel();
        let _ = self.line.send((self.clock.now(), done));
        let _ = is_done.await;
    }
}

async fn work(clock: Clock, nanos: u64, mut line: mpsc::UnboundedReceiver<Waiting>) {
    let Ok(alarm) = Alarm::new(clock) else { return };
    let mut free = 0;
    while let Some((came, done)) = line.recv().await {
        // Counted from when it came: that this thread was not run costs the server nothing.
        free = came.max(free) + nanos;
        if alarm.until(free).await.is_err() {
            return;
        }
        let _ = done.send(());
    }
}
