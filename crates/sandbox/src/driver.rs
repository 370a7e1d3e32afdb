//! Carries one execution: enters the guest, performs what it waits for, enters it again, until the handler settles; then
//! lets floating work run on for a while, off the caller's path.

use std::time::{Duration, Instant};

use contract::outbound::OutboundError;
use contract::recording::Doing;
use contract::{Execution, Failure, FailureKind, LogLevel, LogLine, RequestRecord, Usage};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::bodies::Body;
use crate::host::OutboundResponse;
use crate::operations::{fetch, net};
use crate::sockets;
use crate::state::{Phase, State, internal_failure, limit_failure};
use crate::tape::Tape;
use crate::tasks::{Ended, Next, Tasks};
use crate::timers::Timers;
use crate::vm::Guest;

/// What floating work printed and requested after the handler had settled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Floated {
    /// Lines printed.
    pub logs: Vec<LogLine>,
    /// Requests, those of the execution included with what has become of them.
    pub requests: Vec<RequestRecord>,
    /// Commands that came too late, those of the execution included.
    pub late_commands: u64,
}

impl Floated {
    /// Puts what floated behind what the execution left when its handler settled.
    pub fn join(self, execution: &mut Execution) {
        execution.logs.extend(self.logs);
        execution.requests = self.requests;
        execution.usage.late_commands = self.late_commands;
    }
}

/// An execution whose handler has settled.
pub(crate) struct Settled {
    pub(crate) execution: Execution,
    /// Whether work goes on that nobody awaited.
    pub(crate) floats: bool,
}

/// Runs the handler on an instance whose module is loaded. `settled` gets the execution as soon as the handler settles.
pub(crate) async fn drive(
    guest: &mut Guest,
    input: String,
    runtime: Handle,
    settled: oneshot::Sender<Settled>,
) -> Option<Floated> {
    let mut tasks = Tasks::new(runtime, guest.store.data().pace());
    let deadline = guest.store.data().meter.deadline();
    guest.store.data_mut().phase = Phase::Running;
    let entered = guest.run(&input).await;
    let ended = match entered {
        Ok(()) => until_settled(guest, &mut tasks, deadline).await,
        Err(error) => Err(trapped(guest.store.data_mut(), &error)),
    };
    let can_be_entered = ended.is_ok();
    let failure = outcome(guest.store.data_mut(), ended);
    let is_alive = can_be_entered && failure.is_none();
    let memory_bytes = guest.memory().len() as u64;
    let execution = conclude(guest.store.data_mut(), failure, memory_bytes);
    let lines = execution.logs.len();
    let floats =
        is_alive && !(tasks.is_empty() && guest.store.data().operations.started.is_empty());
    // A caller that has gone away is no reason to stop what runs.
    let _ = settled.send(Settled { execution, floats });
    if !floats {
        return None;
    }
    float(guest, &mut tasks).await;
    let state = guest.store.data_mut();
    net::note_all_open(state, state.pace().now());
    let journal = &mut state.journal;
    Some(Floated {
        logs: journal.logs.split_off(lines.min(journal.logs.len())),
        requests: std::mem::take(&mut journal.requests),
        late_commands: journal.late_commands,
    })
}

/// Repeats what was recorded: the guest is told the end of each operation when it was told before. What it comes to; floating
/// work included.
pub(crate) async fn replay(guest: &mut Guest, input: &str) -> Execution {
    let state = guest.store.data_mut();
    state.phase = Phase::Running;
    state.tape.begin_handler();
    let mut entered = guest.run(input).await;
    let failure = loop {
        if let Err(error) = &entered {
            let state = guest.store.data_mut();
            let failure = trap_failure(state, error);
            state.tape.meet_end(&failure);
            break Some(failure);
        }
        let Tape::Replaying(player) = &mut guest.store.data_mut().tape else {
            break None;
        };
        if let Some(failure) = player.take_end_at_rest() {
            break Some(failure);
        }
        if let Some(line) = player.take_cut() {
            warn(guest.store.data_mut(), line);
            break None;
        }
        let Some(delivery) = player.take_delivery() else {
            break None;
        };
        let text = delivery.text.as_deref().map(String::from_utf8_lossy);
        let (text, bytes) = (text.as_deref(), delivery.bytes.as_deref());
        entered = guest.settle(delivery.id, delivery.is_ok, text, bytes).await;
    };
    let failure = outcome(guest.store.data_mut(), failure.map_or(Ok(()), Err));
    let memory_bytes = guest.memory().len() as u64;
    conclude(guest.store.data_mut(), failure, memory_bytes)
}

/// Enters the guest with each operation that ends, until its handler has settled.
async fn until_settled(
    guest: &mut Guest,
    tasks: &mut Tasks,
    deadline: Instant,
) -> Result<(), Failure> {
    while guest.store.data().settlement.is_none() {
        tasks.take_over(guest.store.data_mut());
        let (id, ended) = match tasks.next_before(deadline).await {
            Next::Ended(id, ended) => (id, ended),
            Next::Nothing => {
                let failure = Failure::new(
                    FailureKind::Stalled,
                    "the handler waits for a promise that nothing under way can settle",
                );
                return Err(given_up(guest.store.data_mut(), failure));
            }
            Next::TooLate => {
                let failure = limit_failure(guest.store.data().meter.wall_hit());
                return Err(given_up(guest.store.data_mut(), failure));
            }
        };
        if let Err(error) = deliver(guest, &mut tasks.timers, id, ended).await {
            return Err(trapped(guest.store.data_mut(), &error));
        }
    }
    Ok(())
}

/// The guest was ended while it computed.
fn trapped(state: &mut State, error: &wasmtime::Error) -> Failure {
    let failure = trap_failure(state, error);
    state.tape.note_end(&failure, Doing::Computing);
    failure
}

/// The guest is not entered any more while it waits.
fn given_up(state: &mut State, failure: Failure) -> Failure {
    state.tape.note_end(&failure, Doing::Waiting);
    failure
}

/// How the handler ended. Once it has settled that stands, also when work behind it is then ended by a limit.
fn outcome(state: &mut State, ended: Result<(), Failure>) -> Option<Failure> {
    match (&state.settlement, ended) {
        (None, ended) => ended.err(),
        (Some(settlement), ended) => {
            let failure = settlement.failure();
            if let Err(behind) = ended {
                warn(state, cut_short(&behind));
            }
            failure
        }
    }
}

fn cut_short(failure: &Failure) -> String {
    format!("[work that nobody awaited was ended: {}]", failure.message)
}

fn warn(state: &mut State, message: String) {
    let level = LogLevel::Warn;
    state.journal.logs.push(LogLine { level, message });
}

/// What was already started runs on for a while; what is left then is cut, with a line in the log.
async fn float(guest: &mut Guest, tasks: &mut Tasks) {
    guest.store.data_mut().phase = Phase::Floating;
    let floating_ms = guest.store.data().request.limits.floating_ms;
    let deadline = guest.store.data().pace().now() + Duration::from_millis(floating_ms);
    loop {
        tasks.take_over(guest.store.data_mut());
        let (id, ended) = match tasks.next_before(deadline).await {
            Next::Ended(id, ended) => (id, ended),
            Next::Nothing => return,
            Next::TooLate => {
                let line = format!(
                    "[{} requests and timers that nobody awaited were cut: floating_ms = {floating_ms}]",
                    tasks.len()
                );
                let state = guest.store.data_mut();
                state.tape.note_cut(&line);
                return warn(state, line);
            }
        };
        if let Err(error) = deliver(guest, &mut tasks.timers, id, ended).await {
            let state = guest.store.data_mut();
            let failure = trapped(state, &error);
            return warn(state, cut_short(&failure));
        }
    }
}

/// Enters the guest with the end of an operation.
async fn deliver(
    guest: &mut Guest,
    timers: &mut Timers,
    id: i32,
    ended: Ended,
) -> wasmtime::Result<()> {
    let state = guest.store.data_mut();
    match ended {
        Ended::Timer => match timers.first_due(&mut state.operations.timers) {
            Some(id) => guest.settle(id, true, None, None).await,
            None => Ok(()),
        },
        Ended::Fetch {
            record,
            result,
            duration,
        } => {
            let (is_ok, text) = note_answer(state, record, result, duration);
            guest.settle(id, is_ok, Some(&text), None).await
        }
        Ended::Net(outcome) => {
            let told = sockets::note(state, id, outcome);
            let (text, bytes) = (told.text.as_deref(), told.bytes.as_deref());
            guest.settle(id, told.is_ok, text, bytes).await
        }
        Ended::Body(Ok(body)) => guest.settle(id, true, None, Some(&body.bytes)).await,
        Ended::Body(Err(error)) => {
            let text = fetch::failure_json(&error, "terminated");
            guest.settle(id, false, Some(&text), None).await
        }
        Ended::Piece {
            id: name,
            body,
            result,
        } => match result {
            Ok(Some(piece)) => {
                state.operations.bodies.insert(name, body);
                guest.settle(id, true, None, Some(&piece)).await
            }
            Ok(None) => guest.settle(id, true, None, None).await,
            Err(error) => {
                let text = fetch::failure_json(&error, "terminated");
                guest.settle(id, false, Some(&text), None).await
            }
        },
        Ended::Answered(answer) => {
            state.operations.answered = state.operations.answered.saturating_sub(1);
            let (is_ok, text) = match answer {
                Ok(text) => (true, text),
                Err(error) => (false, error.to_json()),
            };
            guest.settle(id, is_ok, Some(&text), None).await
        }
    }
}

/// Writes the answer into the journal and keeps its body for the guest to ask for.
fn note_answer(
    state: &mut State,
    record: usize,
    result: Result<OutboundResponse, OutboundError>,
    duration: Duration,
) -> (bool, String) {
    let entry = state.journal.requests.get_mut(record);
    let duration_us = u64::try_from(duration.as_micros()).ok();
    match result {
        Ok(response) => {
            if let Some(entry) = entry {
                entry.status = Some(response.head.status);
                entry.duration_us = duration_us;
            }
            let operations = &mut state.operations;
            operations.last_body += 1;
            operations
                .bodies
                .insert(operations.last_body, Body::new(response.body));
            (true, fetch::head_json(&response.head, operations.last_body))
        }
        Err(error) => {
            if let Some(entry) = entry {
                entry.error = Some(error.message.clone());
                entry.duration_us = duration_us;
            }
            (false, fetch::failure_json(&error, "fetch failed"))
        }
    }
}

/// What the caller gets when the handler has settled, or when something ended it.
fn conclude(state: &mut State, failure: Option<Failure>, memory_bytes: u64) -> Execution {
    let now = state.pace().now();
    net::note_all_open(state, now);
    let journal = &mut state.journal;
    let usage = Usage {
        wall_us: micros(now.saturating_duration_since(state.meter.began())),
        cpu_us: micros(state.meter.cpu()),
        memory_bytes,
        output_bytes: journal.output_bytes,
        late_commands: journal.late_commands,
    };
    Execution::new(
        std::mem::take(&mut journal.commands),
        failure,
        journal.logs.clone(),
        journal.requests.clone(),
        usage,
    )
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Why an instance could not be made.
pub(crate) fn trap_failure_at_start(error: &wasmtime::Error) -> Failure {
    tracing::error!(?error, "no instance could be made");
    internal_failure("the sandbox could not start this execution")
}

/// Why the guest trapped.
pub(crate) fn trap_failure(state: &State, error: &wasmtime::Error) -> Failure {
    use contract::{LimitHit, LimitName};
    if let Some(end) = &state.ended_by {
        return end.failure();
    }
    match error.downcast_ref::<wasmtime::Trap>() {
        Some(wasmtime::Trap::StackOverflow) => limit_failure(LimitHit {
            name: LimitName::StackBytes,
            value: state.request.limits.stack_bytes,
        }),
        _ => {
            tracing::error!(?error, "the guest trapped");
            internal_failure("the sandbox could not go on with this execution")
        }
    }
}
