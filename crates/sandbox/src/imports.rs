//! The functions that the guest imports. Each checks what it is given: the guest is not trusted.

use std::borrow::Cow;
use std::future::poll_fn;
use std::task::Poll;

use contract::recording::{Clock, Material, Started, Step};
use contract::{Command, LogLevel};
use wasmtime::{Caller, Engine, Linker, Val};

use crate::SandboxError;
use crate::answer::{Answer, GuestError, Settlement, Thrown};
use crate::packages::Packages;
use crate::state::{AfterTick, Phase, State};
use crate::tape::Begun;
use crate::{codec, operations};

/// The longest text or block of bytes a guest hands over at once.
const LONGEST_BLOCK: u32 = 64 << 20;

/// A guest that calls its imports with what lies outside of its memory.
#[derive(Debug, thiserror::Error)]
#[error("the guest handed over a range outside of its memory")]
struct OutOfBounds;

type Handed<'a> = Result<&'a [u8], wasmtime::Error>;

/// All imports, by name.
pub(crate) fn linker(engine: &Engine) -> Result<Linker<State>, SandboxError> {
    let mut linker = Linker::new(engine);
    define(&mut linker).map_err(SandboxError::engine("imports"))?;
    Ok(linker)
}

fn define(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.func_wrap("lw", "clock", clock)?;
    linker.func_wrap("lw", "random", random)?;
    linker.func_wrap("lw", "log", log)?;
    linker.func_wrap("lw", "emit", emit)?;
    linker.func_wrap("lw", "call", call)?;
    linker.func_wrap("lw", "start", start)?;
    linker.func_wrap("lw", "cancel", cancel)?;
    linker.func_wrap("lw", "codec", encode)?;
    linker.func_wrap("lw", "take", take)?;
    linker.func_wrap("lw", "settled", settled)?;
    linker.func_wrap_async("lw", "tick", |caller, ()| Box::new(tick(caller)))?;
    Ok(())
}

/// The guest has seen that the ticks have moved on.
async fn tick(mut caller: Caller<'_, State>) -> wasmtime::Result<()> {
    if caller.data_mut().at_tick()? == AfterTick::Yield {
        yield_now().await;
        // What was ticked while others had the processor is no reason to leave it to them again.
        let state = caller.data();
        if let Some(seen) = state.seen {
            let now = state.crowd.ticks();
            seen.set(&mut caller, Val::I32(now))?;
        }
    }
    Ok(())
}

/// Goes back to the end of the queue.
async fn yield_now() {
    let mut has_yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut has_yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn clock(mut caller: Caller<'_, State>, kind: i32) -> wasmtime::Result<f64> {
    let state = caller.data_mut();
    state.touch("the clock");
    let clock = match (state.phase, kind) {
        // QuickJS seeds its hash tables with the time at which the engine is made: here with a secret.
        (Phase::Setup, _) => return Ok(secret_time()),
        (_, 0) => Clock::Wall,
        _ => Clock::Monotonic,
    };
    state.read_clock(clock).map_err(wasmtime::Error::new)
}

/// A number below 2^40 that nobody can guess.
fn secret_time() -> f64 {
    let mut bytes = [0; 8];
    crate::host::fill_random(&mut bytes);
    (u64::from_ne_bytes(bytes) >> 24) as f64
}

fn random(mut caller: Caller<'_, State>, pointer: u32, length: u32) -> wasmtime::Result<()> {
    let (memory, state) = split(&mut caller)?;
    state.touch("randomness");
    let target = range_mut(memory, pointer, length)?;
    if state.phase == Phase::Setup {
        crate::host::fill_random(target);
    } else {
        let State { tape, host, .. } = &mut *state;
        let drawn = tape.random(target, |bytes| host.random(bytes));
        drawn.map_err(|apart| wasmtime::Error::new(state.part(apart)))?;
    }
    Ok(())
}

fn log(
    mut caller: Caller<'_, State>,
    level: i32,
    pointer: u32,
    length: u32,
) -> wasmtime::Result<()> {
    let (memory, state) = split(&mut caller)?;
    state.touch("the console");
    let level = match level {
        0 => LogLevel::Trace,
        1 => LogLevel::Debug,
        2 => LogLevel::Info,
        4 => LogLevel::Warn,
        5 => LogLevel::Error,
        _ => LogLevel::Log,
    };
    let text = String::from_utf8_lossy(range(memory, pointer, length)?);
    let text = told(state.packages.as_deref(), &text);
    let step = || Step::Log {
        level,
        text: Material::of(text.as_bytes()),
    };
    state.out(step).map_err(wasmtime::Error::new)?;
    state.journal.log(level, &text);
    Ok(())
}

fn emit(
    mut caller: Caller<'_, State>,
    path: u32,
    path_length: u32,
    args: u32,
    args_length: u32,
) -> wasmtime::Result<u32> {
    let (memory, state) = split(&mut caller)?;
    state.touch("the api");
    let path = String::from_utf8_lossy(range(memory, path, path_length)?);
    let args = range(memory, args, args_length)?;
    let step = || Step::Command {
        path: path.clone().into_owned(),
        arguments: Material::of(args),
    };
    state.out(step).map_err(wasmtime::Error::new)?;
    state.check_method(&path).map_err(wasmtime::Error::new)?;
    state
        .check_arguments(args.len())
        .map_err(wasmtime::Error::new)?;
    let command = serde_json::from_slice(args)
        .map_err(|error| {
            // A lone surrogate, or values nested more than 127 deep.
            GuestError::type_error(format!("api.{path}: the arguments cannot be read: {error}"))
        })
        .and_then(|args| {
            Command::from_call(state.trigger, &path, args)
                .map_err(|error| GuestError::type_error(error.to_string()))
        });
    match command {
        Ok(command) => {
            state.take_command(command).map_err(wasmtime::Error::new)?;
            Ok(answer(state, Answer::Nothing))
        }
        Err(error) => Ok(answer(state, Answer::Error(error))),
    }
}

/// A synchronous computation.
fn call(
    mut caller: Caller<'_, State>,
    op: u32,
    op_length: u32,
    head: u32,
    head_length: u32,
    bytes: u32,
    length: u32,
) -> wasmtime::Result<u32> {
    let (memory, state) = split(&mut caller)?;
    let op = String::from_utf8_lossy(range(memory, op, op_length)?);
    let head = range(memory, head, head_length)?;
    let bytes = range(memory, bytes, length)?;
    if operations::shows(&op) {
        let step = || Step::Call {
            operation: op.clone().into_owned(),
            head: Material::of(head),
            answer: None,
        };
        state.out(step).map_err(wasmtime::Error::new)?;
    }
    if !operations::is_recorded(&op) {
        let found = operations::call(state, &op, head, bytes).map_err(wasmtime::Error::new)?;
        return Ok(answer(state, found));
    }
    let recorded = state.tape.recorded_answer(&op, head);
    let recorded = recorded.map_err(|apart| wasmtime::Error::new(state.part(apart)))?;
    if let Some(recorded) = recorded {
        return Ok(answer(state, recorded));
    }
    let found = operations::call(state, &op, head, bytes).map_err(wasmtime::Error::new)?;
    state.tape.note_answer(&op, head, &found);
    Ok(answer(state, found))
}

/// An operation that ends later: its id, or minus the length of the error to take.
fn start(
    mut caller: Caller<'_, State>,
    op: u32,
    op_length: u32,
    head: u32,
    head_length: u32,
    bytes: u32,
    length: u32,
) -> wasmtime::Result<i32> {
    let (memory, state) = split(&mut caller)?;
    state.touch("an operation");
    let op = String::from_utf8_lossy(range(memory, op, op_length)?);
    let head = range(memory, head, head_length)?;
    let bytes = range(memory, bytes, length)?;
    let recorded = state.tape.recorded_start(&op, head, bytes);
    let recorded = recorded.map_err(|apart| wasmtime::Error::new(state.part(apart)))?;
    let begun = match recorded {
        Some(begun) => begun,
        None => begin(state, &op, head, bytes)?,
    };
    match begun {
        Ok(id) => Ok(id),
        Err(error) => refused(state, error),
    }
}

/// Starts an operation. One that ends the execution is noted too, so that a replay is held against it.
fn begin(state: &mut State, op: &str, head: &[u8], bytes: &[u8]) -> wasmtime::Result<Begun> {
    let started = match operations::start(state, op, head, bytes) {
        Ok(started) => started,
        Err(stop) => {
            state.tape.note_start(op, head, bytes, || Started::Stopped);
            return Err(wasmtime::Error::new(stop));
        }
    };
    let begun = match started {
        Ok(started) => Ok(state.operations.begin(started).ok_or(OutOfBounds)?),
        Err(error) => Err(error.to_json().into_bytes()),
    };
    state.tape.note_start(op, head, bytes, || match &begun {
        Ok(id) => Started::Id(*id),
        Err(error) => Started::Refused(Material::of(error)),
    });
    Ok(begun)
}

/// Leaves the error to be taken.
fn refused(state: &mut State, error: Vec<u8>) -> wasmtime::Result<i32> {
    state.scratch = error;
    Ok(-i32::try_from(state.scratch.len())?)
}

fn cancel(mut caller: Caller<'_, State>, id: i32) -> wasmtime::Result<()> {
    let state = caller.data_mut();
    let step = || Step::Cancel { id };
    state.out(step).map_err(wasmtime::Error::new)?;
    state.operations.give_up(id);
    Ok(())
}

fn encode(
    mut caller: Caller<'_, State>,
    codec: i32,
    pointer: u32,
    length: u32,
) -> wasmtime::Result<u32> {
    let (memory, state) = split(&mut caller)?;
    let found = codec::convert(codec, range(memory, pointer, length)?);
    Ok(answer(state, found))
}

fn take(mut caller: Caller<'_, State>, pointer: u32) -> wasmtime::Result<()> {
    let (memory, state) = split(&mut caller)?;
    let scratch = std::mem::take(&mut state.scratch);
    range_mut(memory, pointer, u32::try_from(scratch.len())?)?.copy_from_slice(&scratch);
    Ok(())
}

#[allow(
    clippy::too_many_arguments,
    reason = "three texts, each a pointer and a length"
)]
fn settled(
    mut caller: Caller<'_, State>,
    how: i32,
    name: u32,
    name_length: u32,
    message: u32,
    message_length: u32,
    stack: u32,
    stack_length: u32,
) -> wasmtime::Result<()> {
    let (memory, state) = split(&mut caller)?;
    let stack = text(memory, stack, stack_length)?;
    let thrown = Thrown {
        name: text(memory, name, name_length)?,
        message: text(memory, message, message_length)?,
        stack: told(state.packages.as_deref(), &stack).into_owned(),
    };
    if state.settlement.is_none() {
        let settlement = Settlement::new(how, thrown);
        let thrown = settlement.as_ref().and_then(Settlement::failure);
        let step = || Step::Settled {
            thrown: thrown.map(|failure| Material::of(failure.message.as_bytes())),
        };
        state.out(step).map_err(wasmtime::Error::new)?;
        state.settlement = settlement;
    }
    Ok(())
}

fn answer(state: &mut State, answer: Answer) -> u32 {
    let (word, bytes) = answer.encode();
    state.scratch = bytes;
    word
}

fn split<'a>(caller: &'a mut Caller<'_, State>) -> wasmtime::Result<(&'a mut [u8], &'a mut State)> {
    let memory = caller.data().memory.ok_or(OutOfBounds)?;
    Ok(memory.data_and_store_mut(caller))
}

fn range(memory: &[u8], pointer: u32, length: u32) -> Handed<'_> {
    let (pointer, end) = bounds(pointer, length)?;
    memory.get(pointer..end).ok_or_else(|| OutOfBounds.into())
}

fn range_mut(memory: &mut [u8], pointer: u32, length: u32) -> wasmtime::Result<&mut [u8]> {
    let (pointer, end) = bounds(pointer, length)?;
    memory
        .get_mut(pointer..end)
        .ok_or_else(|| OutOfBounds.into())
}

fn bounds(pointer: u32, length: u32) -> wasmtime::Result<(usize, usize)> {
    if length > LONGEST_BLOCK {
        return Err(OutOfBounds.into());
    }
    Ok((pointer as usize, pointer as usize + length as usize))
}

/// A text with places as the packages' authors wrote them.
fn told<'a>(packages: Option<&Packages>, text: &'a str) -> Cow<'a, str> {
    packages.map_or(Cow::Borrowed(text), |packages| packages.told(text))
}

/// The longest name, message or stack that is kept of what was thrown.
const LONGEST_TEXT: usize = 16 << 10;

fn text(memory: &[u8], pointer: u32, length: u32) -> wasmtime::Result<String> {
    let mut text = String::from_utf8_lossy(range(memory, pointer, length)?).into_owned();
    text.truncate(text.floor_char_boundary(LONGEST_TEXT));
    Ok(text)
}
