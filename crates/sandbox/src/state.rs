//! What the host knows of one execution while its guest runs.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::cache::Cache;
use contract::permission::Refusal;
use contract::recording::{Clock, Step};
use contract::{
    Command, Failure, FailureKind, LimitHit, LimitName, Limits, RequestRecord, Trigger,
};
use tokio::sync::Semaphore;
use wasmtime::{Global, Memory, ResourceLimiter};

use crate::SandboxError;
use crate::answer::Settlement;
use crate::bodies::Body;
use crate::host::Host;
use crate::journal::Journal;
use crate::meter::Meter;
use crate::operations::Started;
use crate::operations::net::Sockets;
use crate::operations::zlib::Codecs;
use crate::packages::Packages;
use crate::request::Request;
use crate::scheduler::{Crowd, LONGEST_SLICE};
use crate::tape::{Apart, Tape};
use crate::time::Pace;

/// What the guest is doing, and so what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The runtime library loads: the host's own code.
    Setup,
    /// An action's module loads. What it reads of the world must not be frozen into an image.
    Loading,
    /// The handler runs.
    Running,
    /// The handler has settled; what it left under way goes on.
    Floating,
}

/// The store's data.
pub(crate) struct State {
    pub(crate) phase: Phase,
    pub(crate) memory: Option<Memory>,
    /// Where the guest keeps which ticks it has seen.
    pub(crate) seen: Option<Global>,
    pub(crate) meter: Arc<Meter>,
    pub(crate) host: Arc<dyn Host>,
    pub(crate) trigger: Trigger,
    pub(crate) request: Request,
    pub(crate) cache: Cache,
    pub(crate) journal: Journal,
    /// What the guest copies with `take`.
    pub(crate) scratch: Vec<u8>,
    /// How the handler, or the load, ended.
    pub(crate) settlement: Option<Settlement>,
    /// What ends this execution; no code goes on once it is set.
    pub(crate) ended_by: Option<End>,
    /// What loading touched of the world; such an action cannot be frozen.
    pub(crate) touched: Option<&'static str>,
    pub(crate) operations: Operations,
    pub(crate) crowd: Crowd,
    pub(crate) tape: Tape,
    /// The packages that the action may load.
    pub(crate) packages: Option<Arc<Packages>>,
}

/// Operations of one execution.
pub(crate) struct Operations {
    /// Started since the guest was last left.
    pub(crate) started: Vec<(i32, Started)>,
    /// Given up by the guest since it was last left.
    pub(crate) cancelled: Vec<i32>,
    pub(crate) last_id: i32,
    /// Timers that have neither ended nor been given up.
    pub(crate) timers: HashSet<i32>,
    /// Calls answered at once whose answer has not been told yet.
    pub(crate) answered: u64,
    pub(crate) fetches: u64,
    pub(crate) sockets: Sockets,
    pub(crate) bodies: HashMap<u32, Body>,
    pub(crate) last_body: u32,
    /// Streams of `zlib`.
    pub(crate) codecs: Codecs,
    /// Requests under way at once.
    pub(crate) lanes: Arc<Semaphore>,
}

impl Operations {
    /// Takes up what the guest starts; its number, unless numbers are used up.
    pub(crate) fn begin(&mut self, started: Started) -> Option<i32> {
        let id = self.last_id.checked_add(1)?;
        self.last_id = id;
        match started {
            Started::Timer { .. } => {
                self.timers.insert(id);
            }
            Started::Net(_) => {
                self.sockets.under_way.insert(id);
            }
            Started::Answered(_) => self.answered += 1,
            _ => {}
        }
        self.started.push((id, started));
        Some(id)
    }

    /// The guest no longer wants to know of this one. What has not left the guest yet never does.
    pub(crate) fn give_up(&mut self, id: i32) {
        self.timers.remove(&id);
        self.sockets.under_way.remove(&id);
        match self.started.binary_search_by_key(&id, |(id, _)| *id) {
            Ok(at) => {
                if let (_, Started::Answered(_)) = self.started.remove(at) {
                    self.answered = self.answered.saturating_sub(1);
                }
            }
            Err(_) => self.cancelled.push(id),
        }
    }
}

impl State {
    pub(crate) fn new(
        phase: Phase,
        trigger: Trigger,
        meter: Arc<Meter>,
        crowd: Crowd,
        mut request: Request,
    ) -> Self {
        let limits = request.limits;
        let snapshot = std::mem::take(&mut request.cache);
        Self {
            phase,
            memory: None,
            seen: None,
            meter,
            host: Arc::clone(&request.host),
            trigger,
            cache: Cache::new(snapshot, limits.cache),
            journal: Journal::new(&limits),
            scratch: Vec::new(),
            settlement: None,
            ended_by: None,
            touched: None,
            operations: Operations {
                started: Vec::new(),
                cancelled: Vec::new(),
                last_id: 0,
                timers: HashSet::new(),
                answered: 0,
                fetches: 0,
                sockets: Sockets::default(),
                bodies: HashMap::new(),
                last_body: 0,
                codecs: Codecs::default(),
                lanes: Arc::new(Semaphore::new(
                    usize::try_from(limits.fetch_concurrency)
                        .unwrap_or(usize::MAX)
                        .clamp(1, Semaphore::MAX_PERMITS),
                )),
            },
            crowd,
            tape: Tape::Off,
            packages: None,
            request,
        }
    }

    /// Notes that the action looks at the world; a load that does cannot become an image.
    pub(crate) fn touch(&mut self, what: &'static str) {
        if self.phase == Phase::Loading {
            self.touched.get_or_insert(what);
        }
    }

    /// Whether what was loaded can be part of an image. A stream of zlib that is left open lives in the host and cannot.
    pub(crate) fn can_be_frozen(&self) -> bool {
        self.touched.is_none() && self.operations.codecs.is_empty()
    }

    /// How time passes here.
    pub(crate) fn pace(&self) -> Pace {
        Pace::new(Arc::clone(&self.host), self.meter.began())
    }

    /// Unix time in ms, for what the host does on the action's behalf.
    pub(crate) fn now_ms(&mut self) -> Result<u64, Stop> {
        Ok(self.read_clock(Clock::Host)?.max(0.0) as u64)
    }

    /// What this clock shows.
    pub(crate) fn read_clock(&mut self, clock: Clock) -> Result<f64, Stop> {
        let host = &self.host;
        let read = || match clock {
            Clock::Wall | Clock::Host => host.now_ms(),
            Clock::Monotonic => host.monotonic_ms(),
        };
        let value = self.tape.clock(clock, read);
        value.map_err(|apart| self.part(apart))
    }

    /// Something goes out.
    pub(crate) fn out(&mut self, step: impl FnOnce() -> Step) -> Result<(), Stop> {
        let met = self.tape.out(step);
        met.map_err(|apart| self.part(apart))
    }

    /// The replay goes no further.
    pub(crate) fn part(&mut self, apart: Apart) -> Stop {
        self.ended_by = Some(End::Replay(apart));
        Stop
    }

    /// Ends the execution when arguments are longer than all output may be, before anything is made of them here.
    pub(crate) fn check_arguments(&mut self, bytes: usize) -> Result<(), Stop> {
        let most = self.request.limits.output_bytes;
        if bytes as u64 > most {
            return Err(self.stop(LimitName::OutputBytes, most));
        }
        Ok(())
    }

    /// Takes one more command that was granted, counted against the limits; later than the end it is only counted.
    pub(crate) fn take_command(&mut self, command: Command) -> Result<(), Stop> {
        self.check_command(&command)?;
        if self.settlement.is_some() {
            self.journal.late_commands += 1;
            return Ok(());
        }
        let Limits {
            commands,
            output_bytes,
            ..
        } = self.request.limits;
        self.journal.output_bytes += json_bytes(&command);
        if self.journal.commands.len() as u64 >= commands {
            return Err(self.stop(LimitName::Commands, commands));
        }
        if self.journal.output_bytes > output_bytes {
            return Err(self.stop(LimitName::OutputBytes, output_bytes));
        }
        self.journal.commands.push(command);
        Ok(())
    }

    /// Ends the execution by a limit; returned as an error from a host function, it traps.
    pub(crate) fn stop(&mut self, name: LimitName, value: u64) -> Stop {
        self.ended_by = Some(End::Limit(LimitHit { name, value }));
        Stop
    }

    /// Whether the guest may be entered: what could not be interrupted is not begun.
    pub(crate) fn check_entry(&mut self) -> wasmtime::Result<()> {
        if self.crowd.can_interrupt() {
            return Ok(());
        }
        self.ended_by = Some(End::Uninterruptible);
        Err(wasmtime::Error::new(Stop))
    }

    /// Whether a running guest goes on, yields, or has met a limit; asked at every tick.
    pub(crate) fn at_tick(&mut self) -> wasmtime::Result<AfterTick> {
        if let Some(failure) = self.tape.time_is_up() {
            self.ended_by = Some(End::Replay(Apart::Ended(failure)));
            return Err(wasmtime::Error::new(Stop));
        }
        if let Some(hit) = self.meter.exceeded() {
            self.ended_by = Some(End::Limit(hit));
            return Err(wasmtime::Error::new(Stop));
        }
        if self.crowd.is_waiting() || self.meter.slice() >= LONGEST_SLICE {
            return Ok(AfterTick::Yield);
        }
        Ok(AfterTick::GoOn)
    }

    /// The settlement as a failure, unless the handler was fulfilled.
    pub(crate) fn settled_failure(&self) -> Option<Failure> {
        self.settlement.as_ref().and_then(Settlement::failure)
    }

    pub(crate) fn record(&mut self, record: RequestRecord) -> usize {
        self.journal.requests.push(record);
        self.journal.requests.len() - 1
    }
}

/// The length of a command as JSON.
fn json_bytes(command: &Command) -> u64 {
    struct Counter(u64);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    // A command always has a JSON form, and counting cannot fail.
    let _ = serde_json::to_writer(&mut counter, command);
    counter.0
}

/// What a guest does that has asked at a tick and has met no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AfterTick {
    /// It runs on.
    GoOn,
    /// It leaves the processor to others first.
    Yield,
}

/// What ends an execution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    /// It met a limit.
    Limit(LimitHit),
    /// It used what it was not granted.
    Refused(Refusal),
    /// Its replay goes no further.
    Replay(Apart),
    /// Nothing that runs could be interrupted.
    Uninterruptible,
}

impl End {
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Limit(hit) => limit_failure(*hit),
            Self::Refused(refusal) => refusal.clone().into(),
            Self::Uninterruptible => internal_failure(SandboxError::StandStill.to_string()),
            Self::Replay(Apart::Ended(failure)) => failure.clone(),
            Self::Replay(Apart::Differs) => {
                internal_failure("the replay differs from the recording")
            }
        }
    }
}

/// Why a host function ends the execution; the cause stands in [`State::ended_by`].
#[derive(Debug, thiserror::Error)]
#[error("the execution was ended by the host")]
pub(crate) struct Stop;

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let limit = self.request.limits.memory_bytes;
        if desired as u64 > limit && self.phase != Phase::Setup {
            return Err(wasmtime::Error::new(
                self.stop(LimitName::MemoryBytes, limit),
            ));
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        _desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// What a limit that ended an execution says to those who may see it.
pub(crate) fn limit_failure(hit: LimitHit) -> Failure {
    let LimitHit { name, value } = hit;
    let advice = match name {
        LimitName::CpuMs => "do less work, or move it behind a request",
        LimitName::WallMs => "give requests a timeout, and start independent ones together",
        LimitName::MemoryBytes => "keep less in memory at once",
        LimitName::StackBytes => "use a loop in place of the recursion",
        LimitName::Commands | LimitName::OutputBytes => "set fewer or smaller values",
        _ => "stay below it",
    };
    Failure::limit(
        name,
        value,
        format!(
            "the execution met its limit {} = {value}; {advice}",
            name.as_str()
        ),
    )
}

/// A failure that is the host's own.
pub(crate) fn internal_failure(message: impl Into<String>) -> Failure {
    Failure::new(FailureKind::Internal, message)
}
