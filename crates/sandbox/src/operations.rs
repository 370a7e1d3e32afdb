//! The operations behind the guest's `lw.call` (answered at once) and `lw.start` (answered later).

mod api;
mod crypto;
pub(crate) mod fetch;
mod locale;
pub(crate) mod net;
pub mod recorded;
mod text;
mod url_parts;
pub(crate) mod zlib;

use contract::LimitName;
use contract::outbound::OutboundRequest;
use contract::permission::Capabilities;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::answer::{Answer, GuestError};
use crate::bodies::Body;
use crate::state::{State, Stop};
use crate::{modules, packages};

/// An operation that the driver carries out.
pub(crate) enum Started {
    /// Ends after this time.
    Timer {
        /// The time.
        ms: u64,
    },
    /// Ends when the answer's head is there.
    Fetch {
        /// Its entry in the journal.
        record: usize,
        /// What to send.
        request: OutboundRequest,
    },
    /// Ends when all bytes are there.
    Body {
        /// The rest of the body.
        body: Body,
    },
    /// Ends as an operation on a connection does.
    Net(net::Work),
    /// Ends with the next bytes of a body.
    Piece {
        /// What the guest calls the body.
        id: u32,
        /// The body, which is given back.
        body: Body,
    },
    /// Has ended already: a call whose answer is a promise.
    Answered(Result<String, GuestError>),
}

/// Whether what is asked shows in a recording: it reads or changes more than its own arguments. The rest is computed again.
pub(crate) fn shows(op: &str) -> bool {
    recorded::SHOWN.contains(&op)
}

/// Whether a library draws randomness of its own for the answer: the same question is answered otherwise the next time, and
/// so the answer is part of a recording.
pub(crate) fn is_recorded(op: &str) -> bool {
    op.starts_with("drawn.")
}

/// Answers a computation.
pub(crate) fn call(state: &mut State, op: &str, head: &[u8], bytes: &[u8]) -> Result<Answer, Stop> {
    Ok(match op {
        "url.parse" => with(head, url_parts::parse),
        "url.set" => with(head, url_parts::set),
        "module" => with(head, |head: ModuleHead| module(&head.id)),
        "package.find" => with(head, |head| {
            packages::find(state.packages.as_deref(), &head)
        }),
        "package.text" => with(head, |head| {
            packages::text(state.packages.as_deref(), &head)
        }),
        "package.bytes" => with(head, |head| {
            packages::bytes(state.packages.as_deref(), &head)
        }),
        "package.names" => with(head, |head| {
            packages::names(state.packages.as_deref(), &head)
        }),
        "package.secrets" => {
            state.touch("secrets");
            with(head, |head| packages::secrets(&state.request, &head))
        }
        "text.decode" => with(head, |head| text::decode(&head, bytes)),
        "cache.get" | "cache.set" | "cache.delete" => {
            state.touch("the cache");
            state.check_method(op)?;
            state.check_arguments(head.len())?;
            return api::cache(state, op, head);
        }
        "api" => {
            state.touch("the api");
            check_call(state, head)?;
            return api::call(state, head);
        }
        "event.field" => return Err(state.refuse_field(head)),
        "report" => report(state, head),
        "net.close" => match net::close(state, head) {
            Ok(()) => Answer::Nothing,
            Err(error) => Answer::Error(error),
        },
        "body.drop" => with(head, |head: BodyHead| {
            state.operations.bodies.remove(&head.body);
            Answer::Nothing
        }),
        _ if is_recorded(op) && !recorded::DRAWN.contains(&op) => unknown(op),
        _ => {
            if is_recorded(op) {
                state.touch("randomness");
            }
            crypto::call(op, head, bytes)
                .or_else(|| locale::call(op, head))
                .or_else(|| zlib::call(state, op, head, bytes))
                .unwrap_or_else(|| unknown(op))
        }
    })
}

/// What may have been answered and not been told yet. Such calls cost nothing and would otherwise have no limit.
const MOST_ANSWERED: u64 = 1_000;

/// Starts an operation; an error is thrown by the call that wanted it.
pub(crate) fn start(
    state: &mut State,
    op: &str,
    head: &[u8],
    bytes: &[u8],
) -> Result<Result<Started, GuestError>, Stop> {
    if !recorded::STARTED.contains(&op) {
        return Ok(Err(GuestError::type_error(format!("no operation {op}"))));
    }
    let started = begin(state, op, head, bytes)?;
    let is_answered = matches!(started, Ok(Started::Answered(_)));
    if is_answered && state.operations.answered >= MOST_ANSWERED {
        return Ok(Err(net::over_limit(format!(
            "more than {MOST_ANSWERED} calls have been answered and not been awaited; await some of them before the next"
        ))));
    }
    Ok(started)
}

fn begin(
    state: &mut State,
    op: &str,
    head: &[u8],
    bytes: &[u8],
) -> Result<Result<Started, GuestError>, Stop> {
    match op {
        "timer" => timer(state, head),
        "fetch" => Ok(fetch::start(state, head, bytes)),
        // A body is read whole by `body`, or piece by piece by `body.read`: it ends with the next bytes, 64 KiB at most, as the
        // network delivers them, and with nothing when the body is over. One piece is read at a time. What has been read counts
        // against `response_bytes`. To give the operation up, or to call `body.drop`, closes the connection.
        "body" => Ok(take_body(state, head).map(|(_, body)| Started::Body { body })),
        "body.read" => Ok(take_body(state, head).map(|(id, body)| Started::Piece { id, body })),
        "api" => {
            check_call(state, head)?;
            Ok(read(head).map(api::call_later))
        }
        _ => Ok(net::start(state, op, head, bytes)),
    }
}

/// A body that nobody reads at present.
fn take_body(state: &mut State, head: &[u8]) -> Result<(u32, Body), GuestError> {
    let BodyHead { body: id } = read(head)?;
    let body = state.operations.bodies.remove(&id);
    body.map(|body| (id, body))
        .ok_or_else(|| GuestError::type_error("the body has been read already"))
}

#[derive(Deserialize)]
struct MethodHead {
    path: String,
}

/// Holds a call against the methods and the limits. Whatever its arguments are, its path can be read; one without a path
/// is none that was granted.
fn check_call(state: &mut State, head: &[u8]) -> Result<(), Stop> {
    if state.request.capabilities != Capabilities::All {
        let path = read::<MethodHead>(head).map_or_else(|_| String::new(), |head| head.path);
        state.check_method(&path)?;
    }
    state.check_arguments(head.len())
}

/// What a test program tells of its tests goes to who started it, as it is.
fn report(state: &State, head: &[u8]) -> Answer {
    if state.host.report(&String::from_utf8_lossy(head)) {
        return Answer::Nothing;
    }
    Answer::Error(GuestError::type_error("the host takes no such report"))
}

#[derive(Deserialize)]
struct ModuleHead {
    id: String,
}

fn module(id: &str) -> Answer {
    modules::text(id).map_or_else(
        || {
            let message = format!("the module {id} is not available in Latchwork yet");
            let error = GuestError::new("Error", message);
            Answer::Error(error.with_code("ERR_LATCHWORK_UNSUPPORTED"))
        },
        |text| Answer::Text(text.to_owned()),
    )
}

#[derive(Deserialize)]
struct TimerHead {
    ms: f64,
}

#[derive(Deserialize)]
struct BodyHead {
    body: u32,
}

/// The longest time a timer takes, as in Node: 2^31 - 1 ms.
const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;

fn timer(state: &mut State, head: &[u8]) -> Result<Result<Started, GuestError>, Stop> {
    let head: TimerHead = match read(head) {
        Ok(head) => head,
        Err(error) => return Ok(Err(error)),
    };
    if state.operations.timers.len() as u64 >= state.request.limits.timers {
        return Err(state.stop(LimitName::Timers, state.request.limits.timers));
    }
    let ms = head.ms.clamp(0.0, LONGEST_TIMER_MS) as u64;
    Ok(Ok(Started::Timer { ms }))
}

fn read<T: DeserializeOwned>(head: &[u8]) -> Result<T, GuestError> {
    serde_json::from_slice(head)
        .map_err(|error| GuestError::type_error(format!("operation: {error}")))
}

fn with<T: DeserializeOwned>(head: &[u8], compute: impl FnOnce(T) -> Answer) -> Answer {
    match read(head) {
        Ok(head) => compute(head),
        Err(error) => Answer::Error(error),
    }
}

fn unknown(op: &str) -> Answer {
    Answer::Error(GuestError::type_error(format!("no operation {op}")))
}
