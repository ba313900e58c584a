//! Sends each message when it is due, whatever became of those before: the open loop. And the closed loop, which is
//! none.

use super::clock::Alarm;
use super::legs::Leg;
use super::run::Run;
use super::source::Source;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

/// After so many sends that were due at once, answers are listened to.
const AT_ONCE: u32 = 16;

/// Sends all messages of a source at their instants, the first at `begins`; returns when the last is on its way.
/// The body of the next is written while its instant is waited for.
///
/// # Errors
/// The timer broke.
pub async fn open_loop(
    run: &Rc<Run>,
    source: &mut impl Source,
    begins: u64,
    stopped: impl Fn() -> bool,
) -> io::Result<()> {
    let alarm = Alarm::new(run.clock)?;
    let mut late = 0;
    while !stopped() {
        let id = run.ledger.borrow().len();
        let Some(letter) = source.next(id) else { return Ok(()) };
        let due = begins + letter.at as u64 * 1_000;
        if run.clock.now() < due {
            alarm.until(due).await?;
            late = 0;
        } else if late == AT_ONCE {
            tokio::task::yield_now().await;
            late = 0;
        }
        late += 1;
        let entered = enter(run, letter.expected);
        debug_assert_eq!(entered, id);
        run.record(Leg::SendLag, run.clock.now() - due, due);
        run.take_off();
        tokio::task::spawn_local(run.clone().send(id, due, letter));
    }
    Ok(())
}

/// Keeps so many messages under way until a clock time: each is due when the one before it is answered. What a
/// target cannot take slows it down and hides: figures of this are no latencies under a load.
pub async fn closed_loop(run: &Rc<Run>, source: impl Source + 'static, workers: usize, until: u64) {
    let source = Rc::new(RefCell::new(source));
    let work = |run: Rc<Run>, source: Rc<RefCell<_>>| async move {
        while run.clock.now() < until {
            let Some((id, letter)) = next(&run, &source) else { return };
            run.take_off();
            run.clone().send(id, run.clock.now(), letter).await;
        }
    };
    let tasks: Vec<_> =
        (0..workers).map(|_| tokio::task::spawn_local(work(run.clone(), source.clone()))).collect();
    for task in tasks {
        let _ = task.await;
    }
}

fn next(run: &Run, source: &RefCell<impl Source>) -> Option<(u64, super::source::Letter)> {
    let id = run.ledger.borrow().len();
    let letter = source.borrow_mut().next(id)?;
    enter(run, letter.expected);
    Some((id, letter))
}

fn enter(run: &Run, expected: super::ledger::Expected) -> u64 {
    let mut ledger = run.ledger.borrow_mut();
    let id = ledger.enter();
    ledger.expect(id, expected);
    id
}
