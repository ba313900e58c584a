//! The clock of a run, an alarm that goes off at its instants, and the processor time used.
//!
//! One monotonic clock for intended instants, sends and answers: no two clocks are ever compared. On Linux the
//! alarm is a timerfd, exact to what the kernel can do; elsewhere it is the runtime's timer, exact to a
//! millisecond.

use std::io;

/// What wakes the dispatcher; said in every report.
pub const TIMER: &str = if cfg!(target_os = "linux") { "timerfd" } else { "tokio" };

/// Nanoseconds since a run began; copies agree.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    origin: imp::Origin,
}

impl Clock {
    /// A clock that shows 0 now.
    pub fn start() -> Clock {
        Clock { origin: imp::Origin::now() }
    }

    /// Nanoseconds since the start.
    #[inline]
    pub fn now(&self) -> u64 {
        self.origin.elapsed()
    }
}

/// Processor time of the calling thread in nanoseconds; `None` where it cannot be asked.
pub fn thread_cpu() -> Option<u64> {
    imp::thread_cpu()
}

/// Waits for instants of a clock.
pub struct Alarm {
    clock: Clock,
    timer: imp::Timer,
}

impl Alarm {
    /// # Errors
    /// The system has no timer left.
    pub fn new(clock: Clock) -> io::Result<Alarm> {
        Ok(Alarm { clock, timer: imp::Timer::new()? })
    }

    /// Returns when the clock shows at least so many nanoseconds.
    ///
    /// # Errors
    /// The timer broke.
    pub async fn until(&self, at: u64) -> io::Result<()> {
        while self.clock.now() < at {
            self.timer.until(&self.clock, at).await?;
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use super::Clock;
    use rustix::time::{
        ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, clock_gettime,
        timerfd_create, timerfd_settime,
    };
    use std::io;
    use std::os::fd::OwnedFd;
    use tokio::io::unix::AsyncFd;

    const SECOND: i64 = 1_000_000_000;

    #[derive(Clone, Copy, Debug)]
    pub struct Origin(i64);

    impl Origin {
        pub fn now() -> Origin {
            Origin(nanos(clock_gettime(ClockId::Monotonic)))
        }

        #[inline]
        pub fn elapsed(self) -> u64 {
            (nanos(clock_gettime(ClockId::Monotonic)) - self.0) as u64
        }
    }

    fn nanos(time: Timespec) -> i64 {
        time.tv_sec * SECOND + time.tv_nsec
    }

    pub fn thread_cpu() -> Option<u64> {
        Some(nanos(clock_gettime(ClockId::ThreadCPUTime)) as u64)
    }

    pub struct Timer(AsyncFd<OwnedFd>);

    impl Timer {
        pub fn new() -> io::Result<Timer> {
            let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
            let timer = timerfd_create(TimerfdClockId::Monotonic, flags)?;
            // Deprecated for types that may change their descriptor under it; an `OwnedFd` cannot.
            #[expect(deprecated)]
            Ok(Timer(AsyncFd::new(timer)?))
        }

        pub async fn until(&self, clock: &Clock, at: u64) -> io::Result<()> {
            let absolute = clock.origin.0 + at as i64;
            let zero = Timespec { tv_sec: 0, tv_nsec: 0 };
            let instant = Timespec { tv_sec: absolute / SECOND, tv_nsec: absolute % SECOND };
            let once = Itimerspec { it_interval: zero, it_value: instant };
            timerfd_settime(self.0.get_ref(), TimerfdTimerFlags::ABSTIME, &once)?;
            // Setting it anew takes back what was readable: it is never read.
            self.0.readable().await?.clear_ready();
            Ok(())
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use super::Clock;
    use std::io;
    use std::time::{Duration, Instant};

    #[derive(Clone, Copy, Debug)]
    pub struct Origin(Instant);

    impl Origin {
        pub fn now() -> Origin {
            Origin(Instant::now())
        }

        pub fn elapsed(self) -> u64 {
            self.0.elapsed().as_nanos() as u64
        }
    }

    pub fn thread_cpu() -> Option<u64> {
        None
    }

    pub struct Timer;

    impl Timer {
        pub fn new() -> io::Result<Timer> {
            Ok(Timer)
        }

        pub async fn until(&self, clock: &Clock, at: u64) -> io::Result<()> {
            tokio::time::sleep_until((clock.origin.0 + Duration::from_nanos(at)).into()).await;
            Ok(())
        }
    }
}
