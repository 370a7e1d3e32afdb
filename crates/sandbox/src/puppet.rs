//! A guest that makes whatever calls it is told: what the engine becomes when an action has taken it over by a memory error.
//! The host is driven by it as by any guest, its calls, its memory and its world being anything at all. For tests and fuzzing.

mod code;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use contract::Execution;
use contract::recording::{Difference, Step};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use wasmtime::{Engine, Module};

use crate::SandboxError;
use crate::driver::{self, Floated};
use crate::image;
use crate::meter::Meter;
use crate::request::Request;
use crate::scheduler::Scheduler;
use crate::settings::Settings;
use crate::source::Source;
use crate::state::{Phase, State};
use crate::tape::{Player, Recorder, Tape};
use crate::vm::{Guest, Image, Vm};

pub use code::{CALLS, DATA_BYTES, MEMORY_BYTES, TAKEN_AT, WORDS, import};

/// Plays scripts. Made once; each script has an instance of its own.
pub struct Puppets {
    vm: Vm,
    blank: Image,
    scheduler: Scheduler,
}

/// What a guest does.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// What lies in its memory from address 0 on; [`DATA_BYTES`] at most.
    pub data: Vec<u8>,
    /// Its calls in their order, [`CALLS`] at most: one of [`import`], then the arguments.
    pub calls: Vec<[u32; WORDS]>,
    /// Where it says that there is room when the host hands it something; sound ones when there is none left here.
    pub rooms: Vec<u32>,
}

/// Whether an execution is recorded, or repeated.
#[derive(Debug, Clone)]
pub enum Mode {
    /// Neither.
    Plain,
    /// Recorded.
    Record,
    /// Repeated on these steps.
    Replay(Vec<Step>),
}

/// What a script came to.
#[derive(Debug)]
pub struct Played {
    /// The execution as its caller gets it.
    pub execution: Execution,
    /// What followed when its handler had settled.
    pub floated: Option<Floated>,
    /// What was recorded.
    pub steps: Option<Vec<Step>>,
    /// Where the replay first differs.
    pub difference: Option<Difference>,
}

impl Puppets {
    /// Compiles the guest, which is small.
    ///
    /// # Errors
    /// When Wasmtime refuses it, or no thread can be started.
    pub fn new() -> Result<Self, SandboxError> {
        let settings = Settings {
            executions: 2,
            ..Settings::default()
        };
        let compile = |engine: &Engine| {
            Module::new(engine, code::module()).map_err(SandboxError::engine("compilation"))
        };
        let vm = Vm::with(&settings, compile)?;
        let blank = vm.image(&image::blank(MEMORY_BYTES / (64 << 10)))?;
        let scheduler = Scheduler::start(1, Arc::clone(&vm.ticks))?;
        Ok(Self {
            vm,
            blank,
            scheduler,
        })
    }

    /// Plays a script as an execution of this source, to the end of what it leaves floating.
    pub async fn play(
        &self,
        source: &Source,
        request: Request,
        script: &Script,
        mode: Mode,
    ) -> Played {
        let meter = Meter::new(&request.limits);
        let crowd = self.scheduler.crowd();
        let trigger = source.trigger();
        let mut state = State::new(Phase::Loading, trigger, Arc::clone(&meter), crowd, request);
        state.packages = source.packages().cloned();
        let is_replayed = matches!(mode, Mode::Replay(_));
        state.tape = match mode {
            Mode::Plain => Tape::Off,
            Mode::Record => Tape::Recording(Recorder::default()),
            Mode::Replay(steps) => Tape::Replaying(Player::new(steps)),
        };
        let played = async {
            let mut guest = match self.guest(state, script).await {
                Ok(guest) => guest,
                Err(error) => return failed(driver::trap_failure_at_start(&error)),
            };
            if is_replayed {
                let execution = driver::replay(&mut guest, "{}").await;
                return Played {
                    difference: guest.take_tape().difference(),
                    ..Played::of(execution)
                };
            }
            let (settled, execution) = oneshot::channel();
            let input = "{}".to_owned();
            let floated = driver::drive(&mut guest, input, Handle::current(), settled).await;
            let steps = guest.take_tape().steps();
            match execution.await {
                Ok(settled) => Played {
                    floated,
                    steps,
                    ..Played::of(settled.execution)
                },
                Err(_) => failed(crate::state::internal_failure("it has not ended")),
            }
        };
        meter.measure(played).await
    }

    async fn guest(&self, state: State, script: &Script) -> wasmtime::Result<Guest> {
        let mut guest = self.vm.guest(&self.blank, state).await?;
        for (at, bytes) in code::laid_out(script) {
            guest.write(at, &bytes)?;
        }
        Ok(guest)
    }
}

impl Played {
    fn of(execution: Execution) -> Self {
        Self {
            execution,
            floated: None,
            steps: None,
            difference: None,
        }
    }
}

fn failed(failure: contract::Failure) -> Played {
    Played::of(Execution::failed(failure))
}
