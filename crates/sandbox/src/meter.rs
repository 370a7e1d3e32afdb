//! What an execution has used, and when it is over its limits.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use contract::{LimitHit, LimitName, Limits};
use rustix::time::{ClockId, clock_gettime};

/// Counts the processor time of one execution over all threads that carried it.
pub(crate) struct Meter {
    /// Processor time of finished slices.
    used_ns: AtomicU64,
    /// The thread's clock when the present slice began.
    slice_began_ns: AtomicU64,
    cpu_limit: Duration,
    wall_limit: Duration,
    began: Instant,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            used_ns: AtomicU64::new(0),
            slice_began_ns: AtomicU64::new(0),
            cpu_limit: Duration::from_millis(limits.cpu_ms),
            wall_limit: Duration::from_millis(limits.wall_ms),
            began: Instant::now(),
        })
    }

    /// Processor time used, the present slice included. To be called on the thread that carries the execution.
    pub(crate) fn cpu(&self) -> Duration {
        Duration::from_nanos(self.used_ns.load(Ordering::Relaxed)) + self.slice()
    }

    /// Processor time of the present slice.
    pub(crate) fn slice(&self) -> Duration {
        Duration::from_nanos(
            thread_cpu_ns().saturating_sub(self.slice_began_ns.load(Ordering::Relaxed)),
        )
    }

    /// Elapsed time.
    pub(crate) fn wall(&self) -> Duration {
        self.began.elapsed()
    }

    /// When the execution began.
    pub(crate) fn began(&self) -> Instant {
        self.began
    }

    /// When the wall time is up.
    pub(crate) fn deadline(&self) -> Instant {
        self.began + self.wall_limit
    }

    /// The limit that has been met, if one has.
    pub(crate) fn exceeded(&self) -> Option<LimitHit> {
        if self.cpu() >= self.cpu_limit {
            Some(hit(LimitName::CpuMs, self.cpu_limit))
        } else if self.wall() >= self.wall_limit {
            Some(self.wall_hit())
        } else {
            None
        }
    }

    /// The wall limit as what ended an execution.
    pub(crate) fn wall_hit(&self) -> LimitHit {
        hit(LimitName::WallMs, self.wall_limit)
    }

    /// The future, with the processor time of each poll counted.
    pub(crate) fn measure<F: Future>(self: &Arc<Self>, inner: F) -> Metered<F> {
        Metered {
            meter: Arc::clone(self),
            inner: Box::pin(inner),
        }
    }
}

fn hit(name: LimitName, value: Duration) -> LimitHit {
    LimitHit {
        name,
        value: u64::try_from(value.as_millis()).unwrap_or(u64::MAX),
    }
}

/// A future whose polls are timed.
pub(crate) struct Metered<F> {
    meter: Arc<Meter>,
    inner: Pin<Box<F>>,
}

impl<F: Future> Future for Metered<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.meter
            .slice_began_ns
            .store(thread_cpu_ns(), Ordering::Relaxed);
        let polled = self.inner.as_mut().poll(context);
        let slice = u64::try_from(self.meter.slice().as_nanos()).unwrap_or(u64::MAX);
        self.meter.used_ns.fetch_add(slice, Ordering::Relaxed);
        self.meter.slice_began_ns.store(u64::MAX, Ordering::Relaxed);
        polled
    }
}

fn thread_cpu_ns() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    (time.tv_sec as u64) * 1_000_000_000 + time.tv_nsec as u64
}
