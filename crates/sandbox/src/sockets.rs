//! Carries operations on connections out, and tells the guest how they ended.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::RequestRecord;
use contract::socket::{NameRecord, SocketError, TlsOutcome};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::host::Host;
use crate::operations::net::{Work, broken, micros};
use crate::socket::{Line, Transport};
use crate::state::State;
use crate::time::Pace;

/// How an operation on a connection, or a query, ended.
pub(crate) enum Outcome {
    Connected {
        record: usize,
        result: Result<Box<dyn Transport>, SocketError>,
        duration: Duration,
    },
    Read {
        socket: u32,
        result: io::Result<Vec<u8>>,
    },
    Written {
        socket: u32,
        length: usize,
        result: io::Result<()>,
    },
    Ended(io::Result<()>),
    Secured {
        socket: u32,
        result: Result<TlsOutcome, SocketError>,
    },
    Answered {
        record: usize,
        name: String,
        result: Result<Vec<NameRecord>, SocketError>,
        duration: Duration,
    },
}

/// What the guest is told.
pub(crate) struct Told {
    pub(crate) is_ok: bool,
    pub(crate) text: Option<String>,
    pub(crate) bytes: Option<Vec<u8>>,
}

/// Carries it out.
pub(crate) async fn carry(
    work: Work,
    host: Arc<dyn Host>,
    lanes: Arc<Semaphore>,
    pace: Pace,
) -> Outcome {
    match work {
        Work::Connect { record, request } => {
            let began = pace.now();
            let result = host.connect(request).await;
            let duration = pace.now().saturating_duration_since(began);
            Outcome::Connected {
                record,
                result,
                duration,
            }
        }
        Work::Read { socket, line } => {
            let result = line.read().await;
            Outcome::Read { socket, result }
        }
        Work::Write {
            socket,
            line,
            bytes,
        } => {
            let result = line.write(&bytes).await;
            let length = bytes.len();
            Outcome::Written {
                socket,
                length,
                result,
            }
        }
        Work::End { line } => Outcome::Ended(line.end().await),
        Work::Secure {
            socket,
            line,
            request,
        } => {
            let result = line.secure(request).await;
            Outcome::Secured { socket, result }
        }
        Work::Query { record, query } => {
            // The semaphore is never closed; without a permit the query would merely not wait its turn.
            let _permit = lanes.acquire_owned().await.ok();
            let began = pace.now();
            let name = query.name.clone();
            let result = host.query(query).await;
            let duration = pace.now().saturating_duration_since(began);
            Outcome::Answered {
                record,
                name,
                result,
                duration,
            }
        }
    }
}

/// Writes the end of an operation into the journal; what the guest is told of it.
pub(crate) fn note(state: &mut State, id: i32, outcome: Outcome) -> Told {
    state.operations.sockets.under_way.remove(&id);
    match outcome {
        Outcome::Connected {
            record,
            result,
            duration,
        } => {
            note_end(state, record, duration, result.as_ref().err());
            match result {
                Ok(transport) => connected(state, record, transport),
                Err(error) => failed(&error),
            }
        }
        Outcome::Read { socket, result } => match result {
            Ok(bytes) => received(state, socket, bytes),
            Err(error) => broke(state, socket, &error),
        },
        Outcome::Written {
            socket,
            length,
            result,
        } => match result {
            Ok(()) => {
                count(state, socket, |entry| &mut entry.sent_bytes, length);
                done()
            }
            Err(error) => broke(state, socket, &error),
        },
        Outcome::Ended(Ok(())) => done(),
        Outcome::Ended(Err(error)) => failed(&broken(&error)),
        Outcome::Secured { socket, result } => match result {
            Ok(outcome) => told(&secured(&outcome)),
            Err(error) => {
                note_error(state, socket, &error);
                failed(&error)
            }
        },
        Outcome::Answered {
            record,
            name,
            result,
            duration,
        } => {
            note_end(state, record, duration, result.as_ref().err());
            match result {
                Ok(records) => {
                    state.operations.sockets.note_found(&name, &records);
                    told(&records)
                }
                Err(error) => failed(&error),
            }
        }
    }
}

fn connected(state: &mut State, record: usize, transport: Box<dyn Transport>) -> Told {
    let remote = transport.remote();
    let since = state.pace().now();
    if let Some(entry) = state.journal.requests.get_mut(record) {
        (entry.sent_bytes, entry.received_bytes) = (Some(0), Some(0));
    }
    let sockets = &mut state.operations.sockets;
    let socket = sockets.opened(Line::new(transport), record, since);
    told(&json!({ "socket": socket, "address": remote.ip(), "port": remote.port() }))
}

fn received(state: &mut State, socket: u32, bytes: Vec<u8>) -> Told {
    let limit = state.request.limits.received_bytes;
    let sockets = &mut state.operations.sockets;
    sockets.received_bytes = sockets.received_bytes.saturating_add(bytes.len() as u64);
    if sockets.received_bytes > limit {
        let message = format!("the limit received_bytes = {limit} is used up");
        let kind = contract::outbound::OutboundErrorKind::TooLarge;
        let error = SocketError::new(kind, "ERR_LATCHWORK_LIMIT", message);
        note_error(state, socket, &error);
        return failed(&error);
    }
    count(
        state,
        socket,
        |entry| &mut entry.received_bytes,
        bytes.len(),
    );
    Told {
        is_ok: true,
        text: None,
        bytes: Some(bytes),
    }
}

fn broke(state: &mut State, socket: u32, error: &io::Error) -> Told {
    let error = broken(error);
    note_error(state, socket, &error);
    failed(&error)
}

fn secured(outcome: &TlsOutcome) -> Value {
    let certificates: Vec<String> = outcome
        .certificates
        .iter()
        .map(|one| STANDARD.encode(one))
        .collect();
    json!({
        "version": outcome.version,
        "cipher": outcome.cipher,
        "protocol": outcome.protocol,
        "certificates": certificates,
        "fault": outcome.fault,
    })
}

fn failed(error: &SocketError) -> Told {
    let text = json!({
        "code": error.code,
        "message": error.message,
        "attempts": error.attempts,
        "certificate": error.certificate.as_ref().map(|one| STANDARD.encode(one)),
    });
    Told {
        is_ok: false,
        text: Some(text.to_string()),
        bytes: None,
    }
}

/// Fields stay in the order they are written in: actions print them.
fn told(value: &impl Serialize) -> Told {
    Told {
        is_ok: true,
        // Names and numbers have a JSON text.
        text: Some(serde_json::to_string(value).unwrap_or_default()),
        bytes: None,
    }
}

fn done() -> Told {
    Told {
        is_ok: true,
        text: None,
        bytes: None,
    }
}

fn note_end(state: &mut State, record: usize, duration: Duration, error: Option<&SocketError>) {
    if let Some(entry) = state.journal.requests.get_mut(record) {
        entry.duration_us = micros(duration);
        entry.error = error.map(|error| error.message.clone());
    }
}

fn note_error(state: &mut State, socket: u32, error: &SocketError) {
    if let Some(entry) = entry(state, socket) {
        entry.error = Some(error.message.clone());
    }
}

fn count(
    state: &mut State,
    socket: u32,
    field: impl FnOnce(&mut RequestRecord) -> &mut Option<u64>,
    length: usize,
) {
    if let Some(entry) = entry(state, socket) {
        let bytes = field(entry);
        *bytes = Some(bytes.unwrap_or_default().saturating_add(length as u64));
    }
}

fn entry(state: &mut State, socket: u32) -> Option<&mut RequestRecord> {
    let record = state.operations.sockets.record_of(socket)?;
    state.journal.requests.get_mut(record)
}
