//! The sandbox as others see it: prepare an action, execute it.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use contract::recording::{Difference, LONGEST_BYTES, Step};
use contract::{Execution, Failure, LimitName, Limits};
use lru::LruCache;
use tokio::runtime::Handle;
use tokio::sync::{OnceCell, oneshot};

use crate::SandboxError;
use crate::artefact::Artefacts;
use crate::driver::{self, Floated, Settled};
use crate::meter::Meter;
use crate::prepare::{self, Prepared, Start};
use crate::request::Request;
use crate::scheduler::{Scheduler, Share};
use crate::settings::Settings;
use crate::source::{Source, SourceDigest};
use crate::state::{Phase, State, internal_failure};
use crate::tape::{Player, Recorder, Tape};
use crate::vm::{Guest, Image, Vm};

/// Runs actions. Cheap to share; its threads end with it.
pub struct Sandbox {
    core: Arc<Core>,
}

/// The time that a replay has at least.
const REPLAY_CPU_MS: u64 = 5_000;
const REPLAY_WALL_MS: u64 = 30_000;

/// What names a prepared action: the same code may serve two triggers.
type Key = (contract::Trigger, SourceDigest);

struct Core {
    scheduler: Scheduler,
    vm: Vm,
    artefacts: Artefacts,
    base: Image,
    limits: Limits,
    prepared: Mutex<LruCache<Key, Arc<OnceCell<Prepared>>>>,
    admission: Mutex<Admission>,
}

/// An execution and the tail of work that its handler did not await.
pub struct Executed {
    /// What the caller goes on with.
    pub execution: Execution,
    /// What is still going on.
    pub tail: Tail,
}

/// The steps of an execution, once all of it is over.
pub struct Recorded(oneshot::Receiver<Option<Vec<Step>>>);

/// Why there are no steps of an execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSteps {
    /// They were longer than a recording may be.
    #[error("it is longer than {LONGEST_BYTES} bytes")]
    TooLong,
    /// It was refused before its handler ran, or its module did not load.
    #[error("it did not begin: its handler never ran")]
    NotBegun,
}

impl Recorded {
    /// Waits for the end, that of floating work too.
    ///
    /// # Errors
    /// When there are none.
    pub async fn end(self) -> Result<Vec<Step>, NoSteps> {
        let steps = self.0.await.map_err(|_| NoSteps::NotBegun)?;
        steps.ok_or(NoSteps::TooLong)
    }
}

/// An execution that was repeated.
pub struct Replayed {
    /// What it came to, up to the first difference.
    pub execution: Execution,
    /// Where it first differs from what was recorded.
    pub difference: Option<Difference>,
}

/// Work that goes on after the handler has settled.
pub struct Tail(Option<oneshot::Receiver<Option<Floated>>>);

impl Tail {
    /// Whether nothing goes on.
    pub fn is_over(&self) -> bool {
        self.0.is_none()
    }

    /// Waits for the end of floating work; `None` when there was none. At most `floating_ms` long.
    pub async fn end(self) -> Option<Floated> {
        self.0?.await.ok()?
    }
}

impl Sandbox {
    /// Compiles the guest or takes it from disk; seconds the first time, milliseconds afterwards.
    pub async fn new(settings: Settings) -> Result<Self, SandboxError> {
        let artefacts = Artefacts::open(settings.images.as_ref())?;
        let vm = Vm::new(&settings, &artefacts)?;
        let scheduler = Scheduler::start(settings.threads, Arc::clone(&vm.ticks))?;
        let base = prepare::base(&vm, &artefacts, scheduler.crowd()).await?;
        let open_images = NonZeroUsize::new(settings.open_images).unwrap_or(NonZeroUsize::MIN);
        Ok(Self {
            core: Arc::new(Core {
                scheduler,
                vm,
                artefacts,
                base,
                limits: settings.limits,
                prepared: Mutex::new(LruCache::new(open_images)),
                admission: Mutex::new(Admission::new(&settings)),
            }),
        })
    }

    /// Whether it runs executions.
    ///
    /// # Errors
    /// It could not interrupt them.
    pub fn check_health(&self) -> Result<(), SandboxError> {
        match self.core.scheduler.crowd().can_interrupt() {
            true => Ok(()),
            false => Err(SandboxError::StandStill),
        }
    }

    /// Makes an action ready; the work is done once for each source, also over restarts where images are kept.
    ///
    /// # Errors
    /// The action's own failure: it does not parse, or throws or meets a limit while it is loaded.
    pub async fn prepare(&self, share: &Share, source: &Source) -> Result<Prepared, Failure> {
        let cell = {
            let mut prepared = self
                .core
                .prepared
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            Arc::clone(prepared.get_or_insert((source.trigger(), source.digest()), Arc::default))
        };
        cell.get_or_try_init(|| self.prepare_once(share, source))
            .await
            .cloned()
    }

    /// Makes a [test program](Source::program) ready: it is loaded in each execution, under that execution's limits, and
    /// leaves no image behind.
    ///
    /// # Errors
    /// When it is longer than `source_bytes`.
    pub fn prepare_program(&self, source: &Source, limits: &Limits) -> Result<Prepared, Failure> {
        prepare::program(&self.core.base, source, limits)
    }

    async fn prepare_once(&self, share: &Share, source: &Source) -> Result<Prepared, Failure> {
        let slot = Core::admit(&self.core, share)?;
        let (sender, receiver) = oneshot::channel();
        let (core, source) = (Arc::clone(&self.core), source.clone());
        let limits = prepare::load_limits(&self.core.limits, &source);
        let meter = Meter::new(&limits);
        let work = {
            let meter = Arc::clone(&meter);
            async move {
                let _slot = slot;
                let Core {
                    vm,
                    artefacts,
                    base,
                    scheduler,
                    ..
                } = &*core;
                let crowd = scheduler.crowd();
                let prepared =
                    prepare::prepare(vm, artefacts, base, crowd, meter, limits, &source).await;
                let _ = sender.send(prepared);
            }
        };
        self.core.scheduler.run(share.clone(), meter.measure(work));
        receiver.await.unwrap_or_else(|_| Err(shut_down()))
    }

    /// Executes a prepared action once.
    pub async fn execute(&self, prepared: &Prepared, request: Request) -> Executed {
        let executed = self.execute_on(prepared, request, Tape::Off, |_| {});
        executed.await.unwrap_or_else(Executed::refused)
    }

    /// Executes a prepared action once and keeps what passes between it and the world.
    pub async fn record(&self, prepared: &Prepared, request: Request) -> (Executed, Recorded) {
        let (kept, recorded) = oneshot::channel();
        let tape = Tape::Recording(Recorder::default());
        let keep = |tape: Tape| drop(kept.send(tape.steps()));
        let executed = self.execute_on(prepared, request, tape, keep).await;
        (
            executed.unwrap_or_else(Executed::refused),
            Recorded(recorded),
        )
    }

    /// Repeats an execution on what was recorded of it. The request is that of the recording; its host is asked for
    /// nothing but the secrets of shared modules, and it has more time, so that a slower machine comes as far.
    ///
    /// # Errors
    /// When nothing could be compared: the event is too large, or no execution could begin.
    pub async fn replay(
        &self,
        prepared: &Prepared,
        mut request: Request,
        steps: Vec<Step>,
    ) -> Result<Replayed, Failure> {
        let limits = &mut request.limits;
        limits.cpu_ms = limits.cpu_ms.max(REPLAY_CPU_MS);
        limits.wall_ms = limits.wall_ms.max(REPLAY_WALL_MS);
        let (sender, receiver) = oneshot::channel();
        let tape = Tape::Replaying(Player::new(steps));
        self.begin(prepared, request, tape, |entered, input| async move {
            let _ = sender.send(match entered {
                Ok(mut guest) => Ok(Replayed {
                    execution: driver::replay(&mut guest, &input).await,
                    difference: guest.take_tape().difference(),
                }),
                // What was recorded had loaded: one that does not differs from it.
                Err(Left { failure, tape }) => match tape.difference() {
                    None => Err(failure),
                    difference => Ok(Replayed {
                        execution: Execution::failed(failure),
                        difference,
                    }),
                },
            });
        })?;
        receiver.await.map_err(|_| shut_down())?
    }

    /// Executes; `keep` gets the tape when all of it is over.
    async fn execute_on(
        &self,
        prepared: &Prepared,
        request: Request,
        tape: Tape,
        keep: impl FnOnce(Tape) + Send + 'static,
    ) -> Result<Executed, Failure> {
        let (settled, execution) = oneshot::channel();
        let (ended, tail) = oneshot::channel();
        let runtime = Handle::current();
        self.begin(prepared, request, tape, |entered, input| async move {
            let floated = match entered {
                Ok(mut guest) => {
                    let floated = driver::drive(&mut guest, input, runtime, settled).await;
                    keep(guest.take_tape());
                    floated
                }
                Err(left) => {
                    let execution = Execution::failed(left.failure);
                    let _ = settled.send(Settled {
                        execution,
                        floats: false,
                    });
                    None
                }
            };
            let _ = ended.send(floated);
        })?;
        let Settled { execution, floats } = execution.await.map_err(|_| shut_down())?;
        Ok(Executed {
            execution,
            tail: Tail(floats.then_some(tail)),
        })
    }

    /// Has an execution carried by the sandbox's threads, from a guest whose module is loaded and the text it is to read.
    fn begin<W>(
        &self,
        prepared: &Prepared,
        request: Request,
        tape: Tape,
        carry: impl FnOnce(Result<Guest, Left>, String) -> W + Send + 'static,
    ) -> Result<(), Failure>
    where
        W: Future<Output = ()> + Send,
    {
        let input = request
            .input(prepared.trigger)
            .map_err(|size| event_too_large(size, request.limits.event_bytes))?;
        let slot = Core::admit(&self.core, &request.share)?;
        let core = Arc::clone(&self.core);
        let Prepared {
            trigger,
            start,
            packages,
        } = prepared.clone();
        let share = request.share.clone();
        let meter = Meter::new(&request.limits);
        let crowd = core.scheduler.crowd();
        let work = {
            let meter = Arc::clone(&meter);
            async move {
                let _slot = slot;
                let mut state = State::new(Phase::Loading, trigger, meter, crowd, request);
                state.tape = tape;
                state.packages = packages;
                carry(enter(&core.vm, start, state).await, input).await;
            }
        };
        self.core.scheduler.run(share, meter.measure(work));
        Ok(())
    }
}

fn shut_down() -> Failure {
    internal_failure("the sandbox was shut down")
}

fn event_too_large(size: u64, limit: u64) -> Failure {
    let message = format!(
        "the event has {size} bytes, more than event_bytes = {limit}; keep less in metadata"
    );
    Failure::limit(LimitName::EventBytes, limit, message)
}

/// What is left of an execution whose module did not load.
struct Left {
    failure: Failure,
    tape: Tape,
}

/// A guest whose module is loaded.
async fn enter(vm: &Vm, start: Start, state: State) -> Result<Guest, Left> {
    let (image, wrapped) = match start {
        Start::Loaded(image) => (image, None),
        Start::Afresh { base, wrapped } => (base, Some(wrapped)),
    };
    let mut guest = vm.guest(&image, state).await.map_err(|error| Left {
        failure: driver::trap_failure_at_start(&error),
        tape: Tape::Off,
    })?;
    let Some(wrapped) = wrapped else {
        return Ok(guest);
    };
    let failure =
        match prepare::load_into(&mut guest, &wrapped).await {
            Ok(true) => return Ok(guest),
            Ok(false) => guest.store.data().settled_failure().unwrap_or_else(|| {
                internal_failure("the action does not load and does not say why")
            }),
            Err(failure) => failure,
        };
    Err(Left {
        failure,
        tape: guest.take_tape(),
    })
}

impl Executed {
    /// An execution that failed before it could begin.
    pub fn refused(failure: Failure) -> Self {
        Self {
            execution: Execution::failed(failure),
            tail: Tail(None),
        }
    }
}

/// Who holds how many of the executions that may be under way.
struct Admission {
    all: u32,
    most: u32,
    most_per_tenant: u32,
    by_tenant: HashMap<Arc<str>, u32>,
}

impl Admission {
    fn new(settings: &Settings) -> Self {
        Self {
            all: 0,
            most: settings.executions,
            most_per_tenant: settings.executions_per_tenant,
            by_tenant: HashMap::new(),
        }
    }
}

/// A place among the executions under way, given back when dropped.
struct Slot {
    core: Arc<Core>,
    tenant: Arc<str>,
}

impl Core {
    fn admit(core: &Arc<Self>, share: &Share) -> Result<Slot, Failure> {
        if !core.scheduler.crowd().can_interrupt() {
            return Err(internal_failure(SandboxError::StandStill.to_string()));
        }
        let mut admission = core
            .admission
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let held = admission.by_tenant.get(&share.tenant).copied().unwrap_or(0);
        let limit = if held >= admission.most_per_tenant {
            Some(admission.most_per_tenant)
        } else if admission.all >= admission.most {
            Some(admission.most)
        } else {
            None
        };
        if let Some(limit) = limit {
            let message = format!(
                "{held} executions of this tenant are under way; the limit executions = {limit} is used up: try again later"
            );
            return Err(Failure::limit(LimitName::Executions, limit.into(), message));
        }
        admission.all += 1;
        admission
            .by_tenant
            .insert(Arc::clone(&share.tenant), held + 1);
        Ok(Slot {
            core: Arc::clone(core),
            tenant: Arc::clone(&share.tenant),
        })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut admission = self
            .core
            .admission
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        admission.all -= 1;
        let held = admission.by_tenant.get(&self.tenant).copied().unwrap_or(0);
        if held <= 1 {
            admission.by_tenant.remove(&self.tenant);
        } else {
            admission
                .by_tenant
                .insert(Arc::clone(&self.tenant), held - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use contract::{FailureKind, Trigger};

    use super::*;

    #[tokio::test]
    async fn a_sandbox_that_can_interrupt_nothing_runs_nothing() {
        let settings = Settings {
            executions: 4,
            ..Settings::default()
        };
        let sandbox = Sandbox::new(settings).await.unwrap();
        assert!(sandbox.check_health().is_ok());
        sandbox.core.vm.ticks.stop();
        let told = sandbox.check_health().unwrap_err().to_string();
        let share = Share {
            tenant: "t".into(),
            installation: None,
        };
        let source = Source::new(Trigger::PostLogin, "");
        let failure = sandbox.prepare(&share, &source).await.err().unwrap();
        assert_eq!(
            (failure.kind, failure.message),
            (FailureKind::Internal, told)
        );
    }
}
