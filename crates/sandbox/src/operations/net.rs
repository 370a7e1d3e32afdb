//! `net`, `tls` and `dns`: what the guest asks for becomes an operation on a connection or a query, within the limits.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::RequestRecord;
use contract::outbound::OutboundErrorKind;
use contract::permission::Capabilities;
use contract::socket::{
    AddressFamily, ConnectRequest, NameQuery, NameRecord, QueryKind, Security, SocketError,
    TlsRequest,
};
use serde::Deserialize;

use super::{Started, read};
use crate::answer::GuestError;
use crate::socket::Line;
use crate::state::State;

/// The longest name of a host that is looked at.
const LONGEST_HOST: usize = 260;
/// Operations that may be under way on one connection: there is no use for more than a read, a write and an end.
const UNDER_WAY: usize = 4;
/// Addresses whose names are kept.
const MOST_FOUND: usize = 1_000;
/// The longest head of an operation: certificates and keys as PEM.
const LONGEST_HEAD: usize = 2 << 20;

/// The connections of one execution.
#[derive(Default)]
pub(crate) struct Sockets {
    open: HashMap<u32, Open>,
    last: u32,
    connects: u64,
    queries: u64,
    sent_bytes: u64,
    pub(crate) received_bytes: u64,
    /// The names that addresses were found by.
    found: HashMap<IpAddr, String>,
    /// Operations on connections that have not ended.
    pub(crate) under_way: HashSet<i32>,
}

/// An open connection.
struct Open {
    line: Arc<Line>,
    record: usize,
    since: Instant,
}

/// An operation on a connection, or a query.
pub(crate) enum Work {
    /// Opens one.
    Connect {
        record: usize,
        request: ConnectRequest,
    },
    /// Reads what comes next.
    Read { socket: u32, line: Arc<Line> },
    /// Writes.
    Write {
        socket: u32,
        line: Arc<Line>,
        bytes: Vec<u8>,
    },
    /// Says that nothing more is written.
    End { line: Arc<Line> },
    /// Starts TLS.
    Secure {
        socket: u32,
        line: Arc<Line>,
        request: TlsRequest,
    },
    /// Asks for a name.
    Query { record: usize, query: NameQuery },
}

#[derive(Deserialize)]
struct ConnectHead {
    host: String,
    port: u16,
    #[serde(default)]
    family: AddressFamily,
    #[serde(default)]
    security: Security,
}

#[derive(Deserialize)]
struct SocketHead {
    socket: u32,
}

#[derive(Deserialize)]
struct SecureHead {
    socket: u32,
    tls: TlsRequest,
}

#[derive(Deserialize)]
struct QueryHead {
    name: String,
    kind: QueryKind,
}

/// Starts an operation of this family.
pub(super) fn start(
    state: &mut State,
    op: &str,
    head: &[u8],
    bytes: &[u8],
) -> Result<Started, GuestError> {
    if head.len() > LONGEST_HEAD {
        return Err(over_limit(format!(
            "{op} has {} bytes of options, more than {LONGEST_HEAD}",
            head.len()
        )));
    }
    let work = match op {
        "net.connect" => connect(state, read(head)?),
        "dns.query" => query(state, read(head)?),
        _ => on_connection(state, op, head, bytes),
    };
    work.map(Started::Net)
}

/// Closes a connection. One that is not open any more needs nothing.
pub(super) fn close(state: &mut State, head: &[u8]) -> Result<(), GuestError> {
    let SocketHead { socket } = read(head)?;
    let now = state.pace().now();
    if let Some(open) = state.operations.sockets.open.remove(&socket) {
        open.line.close();
        note_open(state, open.record, open.since, now);
    }
    Ok(())
}

fn connect(state: &mut State, head: ConnectHead) -> Result<Work, GuestError> {
    let ConnectHead {
        host,
        port,
        family,
        security,
    } = head;
    let host = match state.request.capabilities {
        Capabilities::All => host,
        Capabilities::Only(_) => state.operations.sockets.name_of(host),
    };
    let limit = state.request.limits.connections;
    let scheme = match security {
        Security::Plain => "tcp",
        Security::Tls => "tls",
    };
    let bracketed = if host.contains(':') {
        format!("[{host}]")
    } else {
        host.clone()
    };
    let url = format!("{scheme}://{}:{port}", shown(&bracketed));
    let is_used_up = state.operations.sockets.connects >= limit;
    let refusal = is_used_up
        .then(|| format!("the limit connections = {limit} is used up"))
        .or_else(|| {
            (host.len() > LONGEST_HOST).then(|| {
                format!(
                    "the host has {} bytes, more than {LONGEST_HOST}",
                    host.len()
                )
            })
        });
    let record = record(state, "CONNECT", url, refusal.as_deref(), limit);
    if let Some(message) = refusal {
        return Err(over_limit(message));
    }
    state.operations.sockets.connects += 1;
    let capabilities = state.request.capabilities.clone();
    let request = ConnectRequest {
        host,
        port,
        family,
        security,
        capabilities,
    };
    Ok(Work::Connect { record, request })
}

fn query(state: &mut State, head: QueryHead) -> Result<Work, GuestError> {
    let QueryHead { name, kind } = head;
    let limit = state.request.limits.queries;
    let kind_name = serde_json::to_value(kind).ok();
    let kind_name = kind_name
        .as_ref()
        .and_then(|name| name.as_str())
        .unwrap_or_default();
    let url = format!(
        "dns:{}?type={}",
        shown(&name),
        kind_name.to_ascii_uppercase()
    );
    let is_used_up = state.operations.sockets.queries >= limit;
    let refusal = is_used_up
        .then(|| format!("the limit queries = {limit} is used up"))
        .or_else(|| {
            (name.len() > LONGEST_HOST).then(|| {
                format!(
                    "the name has {} bytes, more than {LONGEST_HOST}",
                    name.len()
                )
            })
        });
    let record = record(state, "QUERY", url, refusal.as_deref(), limit);
    if let Some(message) = refusal {
        return Err(over_limit(message));
    }
    state.operations.sockets.queries += 1;
    let capabilities = state.request.capabilities.clone();
    Ok(Work::Query {
        record,
        query: NameQuery {
            name,
            kind,
            capabilities,
        },
    })
}

fn on_connection(
    state: &mut State,
    op: &str,
    head: &[u8],
    bytes: &[u8],
) -> Result<Work, GuestError> {
    let limits = &state.request.limits;
    let sockets = &mut state.operations.sockets;
    if sockets.under_way.len() >= sockets.open.len() * UNDER_WAY {
        return Err(over_limit(format!(
            "more than {UNDER_WAY} operations are under way on each connection"
        )));
    }
    let line = |socket: u32| {
        let open = sockets.open.get(&socket);
        open.map(|open| Arc::clone(&open.line)).ok_or_else(not_open)
    };
    match op {
        "net.read" => {
            let SocketHead { socket } = read(head)?;
            Ok(Work::Read {
                socket,
                line: line(socket)?,
            })
        }
        "net.end" => {
            let SocketHead { socket } = read(head)?;
            Ok(Work::End {
                line: line(socket)?,
            })
        }
        "net.tls" => {
            let SecureHead { socket, tls } = read(head)?;
            Ok(Work::Secure {
                socket,
                line: line(socket)?,
                request: tls,
            })
        }
        "net.write" => {
            let SocketHead { socket } = read(head)?;
            let line = line(socket)?;
            let sent = sockets.sent_bytes.saturating_add(bytes.len() as u64);
            if sent > limits.sent_bytes {
                return Err(over_limit(format!(
                    "the limit sent_bytes = {} is used up",
                    limits.sent_bytes
                )));
            }
            sockets.sent_bytes = sent;
            Ok(Work::Write {
                socket,
                line,
                bytes: bytes.to_vec(),
            })
        }
        _ => Err(GuestError::type_error(format!("no operation {op}"))),
    }
}

impl Sockets {
    /// Takes up a new connection; its number.
    pub(crate) fn opened(&mut self, line: Arc<Line>, record: usize, since: Instant) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.open.insert(
            self.last,
            Open {
                line,
                record,
                since,
            },
        );
        self.last
    }

    /// Notes that these addresses are a name's.
    pub(crate) fn note_found(&mut self, name: &str, records: &[NameRecord]) {
        for record in records {
            if let NameRecord::Address { address, .. } = record
                && self.found.len() < MOST_FOUND
            {
                self.found.insert(*address, name.to_owned());
            }
        }
    }

    /// The name that stands for a host: who was granted a name and has looked it up himself connects to it by its address.
    fn name_of(&self, host: String) -> String {
        let address = host.parse().ok();
        let found = address.and_then(|address: IpAddr| self.found.get(&address));
        found.cloned().unwrap_or(host)
    }

    /// The entry of an open connection in the journal.
    pub(crate) fn record_of(&self, socket: u32) -> Option<usize> {
        self.open.get(&socket).map(|open| open.record)
    }
}

/// Writes into the journal how long those connections have been open that still are.
pub(crate) fn note_all_open(state: &mut State, now: Instant) {
    let open = state.operations.sockets.open.values();
    let open: Vec<(usize, Instant)> = open.map(|open| (open.record, open.since)).collect();
    for (record, since) in open {
        note_open(state, record, since, now);
    }
}

fn note_open(state: &mut State, record: usize, since: Instant, now: Instant) {
    if let Some(entry) = state.journal.requests.get_mut(record) {
        entry.duration_us = micros(now.saturating_duration_since(since));
    }
}

/// A duration as the journal has it.
pub(crate) fn micros(duration: Duration) -> Option<u64> {
    u64::try_from(duration.as_micros()).ok()
}

/// An entry in the journal. It stays bounded: refusals beyond the limit are counted by the first of them.
fn record(state: &mut State, method: &str, url: String, error: Option<&str>, limit: u64) -> usize {
    let most = state.request.limits.fetches.saturating_add(limit);
    if error.is_some() && state.journal.requests.len() as u64 > most {
        return usize::MAX;
    }
    state.record(RequestRecord {
        method: method.to_owned(),
        url,
        status: None,
        error: error.map(str::to_owned),
        duration_us: None,
        sent_bytes: None,
        received_bytes: None,
    })
}

/// As much of a name as the journal keeps.
fn shown(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST_HOST))
        .unwrap_or_default()
}

pub(crate) fn over_limit(message: String) -> GuestError {
    GuestError::new("Error", message).with_code("ERR_LATCHWORK_LIMIT")
}

fn not_open() -> GuestError {
    GuestError::new("Error", "the connection is not open").with_code("ENOTCONN")
}

/// What a broken connection says, as Node codes it.
pub(crate) fn broken(error: &std::io::Error) -> SocketError {
    use std::io::ErrorKind as Io;
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<SocketError>());
    if let Some(known) = inner {
        return known.clone();
    }
    let (kind, code) = match error.kind() {
        Io::ConnectionReset => (OutboundErrorKind::Reset, "ECONNRESET"),
        Io::BrokenPipe => (OutboundErrorKind::Reset, "EPIPE"),
        Io::NotConnected => (OutboundErrorKind::Reset, "ENOTCONN"),
        Io::TimedOut => (OutboundErrorKind::Timeout, "ETIMEDOUT"),
        _ => (OutboundErrorKind::Other, "EIO"),
    };
    SocketError::new(kind, code, error.to_string())
}
