//! The time an execution lives in: that of the clock on the wall, or one that its host moves on by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use crate::host::Host;

/// Time that stands still while anything goes on and moves on when everything waits for it. An execution in it takes none of
/// ours, and what it comes to is the same every time. What the host's sleeps and requests wait for is this time and nothing
/// else.
#[derive(Clone, Default)]
pub struct SteppedTime(Arc<Mutex<Waits>>);

#[derive(Default)]
struct Waits {
    now: Duration,
    last: u64,
    /// By the moment at which they end, then in the order in which they began.
    by_due: BTreeMap<(Duration, u64), oneshot::Sender<()>>,
}

impl SteppedTime {
    /// How much of it has passed.
    pub fn elapsed(&self) -> Duration {
        self.waits().now
    }

    /// Ends after this much of it.
    pub fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (sender, receiver) = oneshot::channel();
        let mut waits = self.waits();
        waits.last += 1;
        let due = (waits.now.saturating_add(duration), waits.last);
        waits.by_due.insert(due, sender);
        Box::pin(async move {
            // The other end is dropped together with the time: then nothing waits any more.
            let _ = receiver.await;
        })
    }

    /// Moves on to the moment at which the next wait ends, and ends it. When none does before `until`, moves to `until` and
    /// says no.
    pub(crate) fn advance(&self, until: Duration) -> bool {
        let mut waits = self.waits();
        while let Some((wait, sender)) = waits.by_due.pop_first() {
            let (due, _) = wait;
            if due > until {
                waits.by_due.insert(wait, sender);
                break;
            }
            // Who has gone away waits for nothing, and time does not move for it.
            if sender.send(()).is_ok() {
                waits.now = due;
                return true;
            }
        }
        waits.now = waits.now.max(until);
        false
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How time passes for one execution.
#[derive(Clone)]
pub(crate) struct Pace {
    host: Arc<dyn Host>,
    began: Instant,
}

impl Pace {
    pub(crate) fn new(host: Arc<dyn Host>, began: Instant) -> Self {
        Self { host, began }
    }

    /// Whether time moves only when everything waits for it.
    pub(crate) fn is_stepped(&self) -> bool {
        self.host.stepped().is_some()
    }

    /// The present moment. One of stepped time is counted from the real moment at which the execution began.
    pub(crate) fn now(&self) -> Instant {
        match self.host.stepped() {
            Some(time) => self.began + time.elapsed(),
            None => Instant::now(),
        }
    }

    /// Moves stepped time on; no when the deadline has come.
    pub(crate) fn advance(&self, deadline: Instant) -> bool {
        let until = deadline.saturating_duration_since(self.began);
        self.host.stepped().is_some_and(|time| time.advance(until))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn waits_end_in_the_order_in_which_they_fall_due() {
        let time = SteppedTime::default();
        let ms = Duration::from_millis;
        let mut late = time.sleep(ms(9));
        let mut first = time.sleep(ms(3));
        let mut second = time.sleep(ms(3));
        drop(time.sleep(ms(1)));
        assert!(time.advance(ms(5)));
        assert_eq!(time.elapsed(), ms(3));
        assert!((&mut first).now_or_never().is_some());
        assert!((&mut second).now_or_never().is_none());
        assert!(time.advance(ms(5)));
        assert!(second.now_or_never().is_some());
        assert!(!time.advance(ms(5)), "the last falls due later");
        assert_eq!(time.elapsed(), ms(5));
        assert!((&mut late).now_or_never().is_none());
        assert!(time.advance(ms(20)));
        assert!(late.now_or_never().is_some());
        assert!(!time.advance(ms(20)), "nothing waits");
    }
}
