//! Which execution runs next. A few threads carry all executions; each gets the processor in slices, taken in turn
//! by tenant, then by installation, so that no one's endless loop delays another's login.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, Thread};
use std::time::Duration;

use async_task::{Runnable, ScheduleInfo, WithInfo};

use crate::SandboxError;
use crate::ticks::Ticks;

/// On whose account an execution runs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Share {
    /// The tenant.
    pub tenant: Arc<str>,
    /// The installation; `None` for the tenant's own actions.
    pub installation: Option<Arc<str>>,
}

/// The longest slice while nobody else waits.
pub(crate) const LONGEST_SLICE: Duration = Duration::from_millis(10);
/// How often a running execution looks whether others wait or a limit is met.
const TICK: Duration = Duration::from_millis(1);

/// The threads and the queue they serve.
pub(crate) struct Scheduler {
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<FairQueue>,
    not_empty: Condvar,
    /// Executions in the queue.
    waiting: AtomicUsize,
    /// Threads that carry an execution at this moment.
    busy: AtomicUsize,
    /// Threads there are.
    threads: usize,
    ticks: Arc<Ticks>,
    ticker: Mutex<Option<Thread>>,
}

/// The lanes of one tenant.
type Installations = Ring<Option<Arc<str>>, VecDeque<Runnable<Share>>>;

#[derive(Default)]
struct FairQueue {
    tenants: Ring<Arc<str>, Installations>,
    is_closed: bool,
}

/// Lanes served in turn. A lane exists only while something waits in it.
struct Ring<K, L> {
    order: VecDeque<K>,
    lanes: HashMap<K, L>,
}

impl<K, L> Default for Ring<K, L> {
    fn default() -> Self {
        Self {
            order: VecDeque::new(),
            lanes: HashMap::new(),
        }
    }
}

impl<K: Clone + Eq + Hash, L: Default> Ring<K, L> {
    /// The lane of this key, made and queued last when it is new.
    fn lane(&mut self, key: &K) -> &mut L {
        if !self.lanes.contains_key(key) {
            self.order.push_back(key.clone());
        }
        self.lanes.entry(key.clone()).or_default()
    }

    /// Takes from the lane whose turn it is; `take` also says whether the lane still holds something.
    fn next<T>(&mut self, take: impl FnOnce(&mut L) -> (Option<T>, bool)) -> Option<T> {
        let key = self.order.pop_front()?;
        let (item, remains) = take(self.lanes.get_mut(&key)?);
        if remains {
            self.order.push_back(key);
        } else {
            self.lanes.remove(&key);
        }
        item
    }
}

impl FairQueue {
    /// Queues a runnable; whether it is the first of its tenant to wait.
    fn push(&mut self, runnable: Runnable<Share>) -> bool {
        let share = runnable.metadata().clone();
        let is_first = !self.tenants.lanes.contains_key(&share.tenant);
        self.tenants
            .lane(&share.tenant)
            .lane(&share.installation)
            .push_back(runnable);
        is_first
    }

    fn pop(&mut self) -> Option<Runnable<Share>> {
        self.tenants.next(|tenant| {
            let item = tenant.next(|lane| {
                let item = lane.pop_front();
                (item, !lane.is_empty())
            });
            (item, !tenant.order.is_empty())
        })
    }
}

impl Scheduler {
    /// Starts the threads. The ticks advance while one of them is busy.
    pub(crate) fn start(threads: usize, ticks: Arc<Ticks>) -> Result<Self, SandboxError> {
        let threads = threads.max(1);
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            not_empty: Condvar::new(),
            waiting: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            threads,
            ticks,
            ticker: Mutex::new(None),
        });
        let ticker = spawn("sandbox-tick".to_owned(), {
            let shared = Arc::clone(&shared);
            move || shared.tick()
        })?;
        *lock(&shared.ticker) = Some(ticker);
        for number in 0..threads {
            let shared = Arc::clone(&shared);
            spawn(format!("sandbox-{number}"), move || {
                stand_back();
                shared.serve();
            })?;
        }
        Ok(Self { shared })
    }

    /// Runs a future on the threads, on this account.
    pub(crate) fn run(&self, share: Share, future: impl Future<Output = ()> + Send + 'static) {
        let shared = Arc::clone(&self.shared);
        let (runnable, task) = async_task::Builder::new().metadata(share).spawn(
            |_| future,
            WithInfo(move |runnable, info| shared.push(runnable, info)),
        );
        runnable.schedule();
        task.detach();
    }

    /// Tells running executions whether others wait for the processor.
    pub(crate) fn crowd(&self) -> Crowd {
        Crowd(Arc::clone(&self.shared))
    }
}

impl Drop for Scheduler {
    fn drop(&mut self) {
        lock(&self.shared.queue).is_closed = true;
        self.shared.not_empty.notify_all();
        if let Some(ticker) = lock(&self.shared.ticker).take() {
            ticker.unpark();
        }
    }
}

/// What a running execution is told: whether others wait for the processor, and of the ticks that interrupt it.
#[derive(Clone)]
pub(crate) struct Crowd(Arc<Shared>);

impl Crowd {
    pub(crate) fn is_waiting(&self) -> bool {
        self.0.waiting.load(Ordering::Relaxed) > 0
    }

    /// The ticks there have been.
    pub(crate) fn ticks(&self) -> i32 {
        self.0.ticks.now()
    }

    /// Whether what runs can be interrupted.
    pub(crate) fn can_interrupt(&self) -> bool {
        !self.0.ticks.stand_still()
    }
}

impl Shared {
    fn push(&self, runnable: Runnable<Share>, info: ScheduleInfo) {
        let mut queue = lock(&self.queue);
        if queue.is_closed {
            return;
        }
        let is_first = queue.push(runnable);
        self.waiting.fetch_add(1, Ordering::Relaxed);
        drop(queue);
        self.not_empty.notify_one();
        // A tenant that comes anew need not wait for the next tick. One that has just yielded must, or those who share
        // the processor would take it from each other without end.
        let has_come = is_first && !info.woken_while_running;
        if has_come && self.busy.load(Ordering::Relaxed) == self.threads {
            self.ticks.advance();
        }
    }

    fn serve(&self) {
        while let Some(runnable) = self.wait_for_next() {
            if self.busy.fetch_add(1, Ordering::Relaxed) == 0
                && let Some(ticker) = lock(&self.ticker).as_ref()
            {
                ticker.unpark();
            }
            runnable.run();
            self.busy.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn wait_for_next(&self) -> Option<Runnable<Share>> {
        let mut queue = lock(&self.queue);
        loop {
            if let Some(runnable) = queue.pop() {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                return Some(runnable);
            }
            if queue.is_closed {
                return None;
            }
            queue = self
                .not_empty
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn tick(&self) {
        let _watch = Watch(self);
        while !lock(&self.queue).is_closed {
            if self.busy.load(Ordering::Relaxed) == 0 {
                thread::park();
            } else {
                thread::sleep(TICK);
                self.ticks.advance();
            }
        }
    }
}

/// Notes the end of the thread that ticks, however it ends.
struct Watch<'a>(&'a Shared);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.0.ticks.stop();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Executor threads are larger than the guest's native stack needs, so that the guest's own limit is always met first.
const THREAD_STACK_BYTES: usize = 4 << 20;

/// By how much executor threads stand behind the threads that carry requests and rows (a `nice` value): loops take what
/// those leave, and a login need not wait for a slice of a loop at every step around its flow.
const NICE: i32 = 5;

/// On Linux a thread has a priority of its own; elsewhere this would slow the whole process down. A system that
/// refuses leaves everything as it was.
fn stand_back() {
    if cfg!(target_os = "linux") {
        let _ = rustix::process::setpriority_process(None, NICE);
    }
}

fn spawn(name: String, body: impl FnOnce() + Send + 'static) -> Result<Thread, SandboxError> {
    let handle = thread::Builder::new()
        .name(name.clone())
        .stack_size(THREAD_STACK_BYTES)
        .spawn(body)
        .map_err(|source| SandboxError::Thread { name, source })?;
    Ok(handle.thread().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(tenant: &str, installation: Option<&str>) -> Share {
        Share {
            tenant: tenant.into(),
            installation: installation.map(Into::into),
        }
    }

    /// The order in which the queue serves these, written as `tenant/installation`.
    fn check(waiting: &[(&str, Option<&str>)], expected: &[&str]) {
        let mut queue = FairQueue::default();
        let mut tasks = Vec::new();
        for &(tenant, installation) in waiting {
            let (runnable, task) = async_task::Builder::new()
                .metadata(share(tenant, installation))
                .spawn(|_| async {}, |_| ());
            tasks.push(task);
            queue.push(runnable);
        }
        let mut served = Vec::new();
        while let Some(runnable) = queue.pop() {
            let share = runnable.metadata();
            let installation = share.installation.as_deref().unwrap_or("own");
            served.push(format!("{}/{installation}", share.tenant));
        }
        assert_eq!(served, expected);
        assert!(queue.tenants.lanes.is_empty());
    }

    #[test]
    fn tenants_take_turns_then_installations() {
        check(
            &[
                ("a", None),
                ("a", None),
                ("a", Some("x")),
                ("a", None),
                ("b", None),
                ("b", Some("y")),
            ],
            &["a/own", "b/own", "a/x", "b/y", "a/own", "a/own"],
        );
    }
}
