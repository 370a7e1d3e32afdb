//! Connections of an action: what they leave in its journal and in a recording, and the limits that each meets by name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::recording::Step;
use contract::socket::{ConnectRequest, NameQuery, NameRecord, SocketError, TlsRequest};
use contract::{Execution, Limits, Trigger};
use futures_util::future::BoxFuture;
use sandbox::recorded::{SHOWN, STARTED};
use sandbox::{
    ByteStream, Connecting, LiveHost, Outbound, OutboundResponse, Querying, Request, Sandbox,
    Secured, Source, Transport,
};
use serde_json::json;
use support::case::{cases, sandbox, share};
use tokio::io::{DuplexStream, copy, duplex, split};

/// Every connection repeats what it hears; the port says how it goes otherwise.
struct Echo;

struct Pipe(DuplexStream);

impl Transport for Pipe {
    fn stream(&mut self) -> &mut dyn ByteStream {
        &mut self.0
    }

    fn remote(&self) -> SocketAddr {
        ([192, 0, 2, 1], 7).into()
    }

    fn secure(
        self: Box<Self>,
        _request: TlsRequest,
    ) -> BoxFuture<'static, Result<Secured, SocketError>> {
        Box::pin(async { Err(SocketError::not_here("TLS", "this is a pipe")) })
    }
}

impl Outbound for Echo {
    fn send(
        &self,
        _request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let error = OutboundError::new(OutboundErrorKind::Other, "no requests here");
        Box::pin(async { Err(error) })
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        Box::pin(async move {
            if request.port == 9 {
                let message = "the outbound policy refuses connections to port 9";
                let kind = OutboundErrorKind::RefusedByPolicy;
                return Err(SocketError::new(kind, "ERR_OUTBOUND_POLICY", message));
            }
            let (ours, theirs) = duplex(1 << 16);
            tokio::spawn(async move {
                let (mut reader, mut writer) = split(theirs);
                let _ = copy(&mut reader, &mut writer).await;
            });
            Ok(Box::new(Pipe(ours)) as Box<dyn Transport>)
        })
    }

    fn query(&self, query: NameQuery) -> Querying {
        Box::pin(async move {
            let value = format!("{}.", query.name);
            Ok(vec![NameRecord::Name { value }])
        })
    }
}

fn request(limits: Limits, outbound: Arc<dyn Outbound>) -> Request {
    Request {
        limits,
        host: Arc::new(LiveHost::new(outbound)),
        ..cases("js")[0].request("sockets")
    }
}

fn source(body: &str) -> Source {
    let code = format!(
        "const net = require('net');
const tls = require('tls');
const dns = require('dns/promises');
const {{ once }} = require('events');
const open = (port = 7) => net.connect({{ port, host: 'echo.example' }}).on('error', () => {{}});
const said = (error) => console.log(error.code, error.message);
exports.onExecutePostLogin = async () => {{ {body} }};"
    );
    Source::new(Trigger::PostLogin, code)
}

async fn run(sandbox: &Sandbox, body: &str, limits: Limits) -> Execution {
    let prepared = sandbox.prepare(&share("sockets"), &source(body)).await;
    let request = request(limits, Arc::new(Echo));
    sandbox.execute(&prepared.unwrap(), request).await.execution
}

fn printed(execution: &Execution) -> Vec<&str> {
    assert_eq!(execution.failure, None);
    let lines = execution.logs.iter();
    lines.map(|line| line.message.as_str()).collect()
}

const CONVERSATION: &str = "
    const socket = open();
    socket.write('hello');
    console.log(String((await once(socket, 'data'))[0]), socket.remoteAddress, socket.remotePort);
    socket.end();
    socket.resume();
    await once(socket, 'close');
    await once(open(9), 'error').then(([error]) => said(error));
    console.log(await dns.resolveCname('a.example'));
    const left = open();
    left.write('open');
    await once(left, 'data');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_and_queries_stand_among_the_requests() {
    let sandbox = sandbox().await;
    let execution = run(&sandbox, CONVERSATION, Limits::default()).await;
    let policy = "ERR_OUTBOUND_POLICY the outbound policy refuses connections to port 9";
    let expected = ["hello 192.0.2.1 7", policy, "[ 'a.example.' ]"];
    assert_eq!(printed(&execution), expected);
    let records = execution.requests.iter();
    let records: Vec<_> = records
        .map(|record| {
            assert!(record.duration_us.is_some(), "{record:?}");
            let (sent, received) = (record.sent_bytes, record.received_bytes);
            let error = record.error.as_deref();
            json!([record.method, record.url, sent, received, error])
        })
        .collect();
    assert_eq!(
        json!(records),
        json!([
            ["CONNECT", "tcp://echo.example:7", 5, 5, null],
            [
                "CONNECT",
                "tcp://echo.example:9",
                null,
                null,
                "the outbound policy refuses connections to port 9"
            ],
            ["QUERY", "dns:a.example?type=CNAME", null, null, null],
            ["CONNECT", "tcp://echo.example:7", 4, 4, null],
        ])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_is_repeated_from_its_recording() {
    let sandbox = sandbox().await;
    let prepared = sandbox
        .prepare(&share("sockets"), &source(CONVERSATION))
        .await;
    let prepared = prepared.unwrap();
    let limits = Limits {
        floating_ms: 100,
        ..Limits::default()
    };
    let recorded = request(limits, Arc::new(Echo));
    let (executed, steps) = sandbox.record(&prepared, recorded).await;
    let mut execution = executed.execution;
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    let steps = steps.end().await.unwrap();
    assert_eq!(operations(&steps), operations_of_a_conversation());
    // Whoever repeats it has no network.
    let nobody = Arc::new(support::network::Network(Vec::new()));
    let replayed = sandbox.replay(&prepared, request(limits, nobody), steps);
    let replayed = replayed.await.unwrap();
    assert_eq!(replayed.difference, None);
    assert_eq!(printed(&replayed.execution), printed(&execution));
}

/// What was done on connections and asked of names.
fn operations(steps: &[Step]) -> BTreeSet<&str> {
    let operations = steps.iter().filter_map(|step| match step {
        Step::Call { operation, .. } | Step::Start { operation, .. } => Some(operation.as_str()),
        _ => None,
    });
    operations.filter(|name| is_of_the_network(name)).collect()
}

/// All that can be done, but for TLS, which these connections do not have.
fn operations_of_a_conversation() -> BTreeSet<&'static str> {
    let all = SHOWN.iter().chain(&STARTED).copied();
    all.filter(|name| is_of_the_network(name) && *name != "net.tls")
        .collect()
}

fn is_of_the_network(operation: &str) -> bool {
    operation.starts_with("net.") || operation.starts_with("dns.")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_limit_is_met_by_name() {
    let sandbox = sandbox().await;
    let limits = |limits: fn(&mut Limits)| {
        let mut all = Limits::default();
        limits(&mut all);
        all
    };
    for (body, limits, expected) in [
        (
            "open().destroy(); open().destroy(); await once(open(), 'error').then(([error]) => said(error));",
            limits(|all| all.connections = 2),
            "ERR_LATCHWORK_LIMIT the limit connections = 2 is used up",
        ),
        (
            "const socket = open(); socket.write('12345'); socket.write('123456', said); await new Promise((resolve) => socket.once('close', resolve));",
            limits(|all| all.sent_bytes = 10),
            "ERR_LATCHWORK_LIMIT the limit sent_bytes = 10 is used up",
        ),
        (
            "const socket = open(); socket.resume(); socket.write('12345678901'); await once(socket, 'error').then(([error]) => said(error));",
            limits(|all| all.received_bytes = 10),
            "ERR_LATCHWORK_LIMIT the limit received_bytes = 10 is used up",
        ),
        (
            "await dns.resolve4('a.example'); await dns.resolve4('a.example').catch(said);",
            limits(|all| all.queries = 1),
            "ERR_LATCHWORK_LIMIT the limit queries = 1 is used up",
        ),
        (
            "await dns.resolve4('a'.repeat(300)).catch(said);",
            Limits::default(),
            "ERR_LATCHWORK_LIMIT the name has 300 bytes, more than 260",
        ),
    ] {
        assert_eq!(
            printed(&run(&sandbox, body, limits).await),
            [expected],
            "{body}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_without_connections_says_so() {
    let sandbox = sandbox().await;
    let body = "await once(open(), 'error').then(([error]) => said(error)); await dns.lookup('a.example').catch(said);
        await once(tls.connect(443, 'a.example'), 'error').then(([error]) => said(error));";
    let prepared = sandbox.prepare(&share("sockets"), &source(body)).await;
    let nobody = Arc::new(support::network::Network(Vec::new()));
    let request = request(Limits::default(), nobody);
    let execution = sandbox.execute(&prepared.unwrap(), request).await.execution;
    let advice = "is not possible here: this host opens no connections and asks for no names";
    let expected = [
        "connection to echo.example:7",
        "query for a.example",
        "connection to a.example:443",
    ];
    let expected = expected.map(|what| format!("ERR_OUTBOUND_POLICY a {what} {advice}"));
    assert_eq!(printed(&execution), expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn much_passes_as_fast_as_it_is_taken() {
    let sandbox = sandbox().await;
    let body = "const socket = open(); let seen = 0; socket.on('data', (chunk) => { seen += chunk.length; if (seen === 3e6) socket.end(); });
        for (let i = 0; i < 30; i++) socket.write(Buffer.alloc(1e5, 'x')); await once(socket, 'close'); console.log(seen, socket.bytesWritten);";
    // How much of the time of an execution it takes is the machine's matter.
    let limits = Limits {
        cpu_ms: 20_000,
        ..Limits::default()
    };
    let execution = run(&sandbox, body, limits).await;
    assert_eq!(printed(&execution), ["3000000 3000000"]);
}
