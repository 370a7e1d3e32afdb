//! The operations under way: started as the guest starts them, given up as it gives them up, awaited together.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use contract::outbound::OutboundError;
use futures_util::future::abortable;
use futures_util::stream::{FuturesUnordered, Stream, StreamExt};
use tokio::runtime::Handle;

use crate::answer::GuestError;
use crate::bodies::{Body, Collected, Held};
use crate::host::OutboundResponse;
use crate::operations::Started;
use crate::sockets::{self, Outcome};
use crate::state::State;
use crate::time::Pace;
use crate::timers::Timers;

/// How an operation ended.
pub(crate) enum Ended {
    Timer,
    Fetch {
        record: usize,
        result: Result<OutboundResponse, OutboundError>,
        duration: Duration,
    },
    Body(Result<Collected, OutboundError>),
    Net(Outcome),
    Piece {
        id: u32,
        body: Body,
        result: Result<Option<Bytes>, OutboundError>,
    },
    Answered(Result<String, GuestError>),
}

/// What comes next of the operations under way.
pub(crate) enum Next {
    Ended(i32, Ended),
    /// Nothing is under way.
    Nothing,
    TooLate,
}

type Finished = (i32, Option<Ended>);
type Waiting = Pin<Box<dyn Future<Output = Finished> + Send>>;

/// The operations under way.
pub(crate) struct Tasks {
    runtime: Handle,
    pace: Pace,
    waiting: FuturesUnordered<Waiting>,
    aborts: HashMap<i32, Abort>,
    pub(crate) timers: Timers,
    held: Held,
}

/// Gives an operation up.
enum Abort {
    /// One that the runtime carries.
    Task(tokio::task::AbortHandle),
    /// One that is carried here.
    Future(futures_util::future::AbortHandle),
}

impl Abort {
    fn abort(&self) {
        match self {
            Self::Task(task) => task.abort(),
            Self::Future(future) => future.abort(),
        }
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        for abort in self.aborts.values() {
            abort.abort();
        }
    }
}

impl Tasks {
    /// None yet.
    pub(crate) fn new(runtime: Handle, pace: Pace) -> Self {
        Self {
            runtime,
            pace,
            waiting: FuturesUnordered::new(),
            aborts: HashMap::new(),
            timers: Timers::default(),
            held: Held::default(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Starts what the guest has started and aborts what it has given up.
    pub(crate) fn take_over(&mut self, state: &mut State) {
        // One moment for all: what one slice starts falls due in the order of its times, as in Node.
        let now = self.pace.now();
        for (id, started) in std::mem::take(&mut state.operations.started) {
            self.begin(state, id, started, now);
        }
        for id in std::mem::take(&mut state.operations.cancelled) {
            if let Some(abort) = self.aborts.remove(&id) {
                abort.abort();
            }
        }
    }

    fn begin(&mut self, state: &State, id: i32, started: Started, now: Instant) {
        let host = Arc::clone(&state.host);
        match started {
            Started::Answered(answer) => {
                self.waiting
                    .push(Box::pin(async move { (id, Some(Ended::Answered(answer))) }));
            }
            Started::Timer { ms } => {
                self.timers.begin(id, now, ms);
                self.carry(id, async move {
                    host.sleep(ms).await;
                    Ended::Timer
                });
            }
            Started::Fetch { record, request } => {
                let lanes = Arc::clone(&state.operations.lanes);
                let pace = self.pace.clone();
                self.carry(id, async move {
                    // The semaphore is never closed; without a permit the request would merely not wait its turn.
                    let _permit = lanes.acquire_owned().await.ok();
                    let began = pace.now();
                    let result = host.send(request).await;
                    Ended::Fetch {
                        record,
                        result,
                        duration: pace.now().saturating_duration_since(began),
                    }
                });
            }
            Started::Net(work) => {
                let lanes = Arc::clone(&state.operations.lanes);
                let pace = self.pace.clone();
                self.carry(id, async move {
                    Ended::Net(sockets::carry(work, host, lanes, pace).await)
                });
            }
            Started::Body { body } => {
                let limits = &state.request.limits;
                let (most, together) = (limits.response_bytes, limits.memory_bytes);
                let collected = self.held.clone().collect(body, most, together);
                self.carry(id, async move { Ended::Body(collected.await) });
            }
            Started::Piece { id: name, mut body } => {
                let most = state.request.limits.response_bytes;
                self.carry(id, async move {
                    let result = body.piece(most).await;
                    Ended::Piece {
                        id: name,
                        body,
                        result,
                    }
                });
            }
        }
    }

    /// Has an operation carried: by the runtime, whose timers and sockets it needs, or here, where it waits for stepped time
    /// alone and it can be seen that all wait.
    fn carry(&mut self, id: i32, work: impl Future<Output = Ended> + Send + 'static) {
        let abort = if self.pace.is_stepped() {
            let (work, abort) = abortable(work);
            self.waiting
                .push(Box::pin(async move { (id, work.await.ok()) }));
            Abort::Future(abort)
        } else {
            let task = self.runtime.spawn(work);
            let abort = task.abort_handle();
            self.waiting
                .push(Box::pin(async move { (id, task.await.ok()) }));
            Abort::Task(abort)
        };
        self.aborts.insert(id, abort);
    }

    /// The next operation that ends, unless the deadline comes first. Aborted ones are passed over.
    pub(crate) async fn next_before(&mut self, deadline: Instant) -> Next {
        loop {
            let first = match self.pace.is_stepped() {
                true => self.first_stepped(deadline),
                false => self.first(deadline).await,
            };
            match first {
                None => return Next::TooLate,
                Some(None) => return Next::Nothing,
                Some(Some((id, ended))) => {
                    let is_wanted = self.aborts.remove(&id).is_some();
                    match ended {
                        Some(ended @ Ended::Answered(_)) => return Next::Ended(id, ended),
                        Some(ended) if is_wanted => return Next::Ended(id, ended),
                        _ => {}
                    }
                }
            }
        }
    }

    /// The first to end, if any is under way; none when the deadline comes before it.
    async fn first(&mut self, deadline: Instant) -> Option<Option<Finished>> {
        let next = self.waiting.next();
        let timeout = {
            let _entered = self.runtime.enter();
            tokio::time::timeout_at(deadline.into(), next)
        };
        timeout.await.ok()
    }

    /// The same in stepped time, which moves on whenever nothing else can.
    fn first_stepped(&mut self, deadline: Instant) -> Option<Option<Finished>> {
        let stir = Arc::new(Stir::default());
        let waker = Waker::from(Arc::clone(&stir));
        let mut context = Context::from_waker(&waker);
        loop {
            stir.0.store(false, Ordering::Relaxed);
            let polled = Pin::new(&mut self.waiting).poll_next(&mut context);
            if let Poll::Ready(first) = polled {
                return Some(first);
            }
            let is_still = !stir.0.load(Ordering::Relaxed);
            if is_still && !self.pace.advance(deadline) {
                return None;
            }
        }
    }
}

/// Whether something has become ready.
#[derive(Default)]
struct Stir(AtomicBool);

impl Wake for Stir {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}
