//! The table of the outbound policy, tried from inside an action by `net`, `tls` and `dns`: nothing private is connected to,
//! and no private address is told.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

#[path = "../../egress/tests/cases/mod.rs"]
mod cases;
#[path = "support/wire.rs"]
mod wire;

mod support;

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;

use cases::{ENCODINGS, INVALID, NAMES, SPECIAL_V4, SPECIAL_V6};
use contract::{Limits, Trigger};
use egress::{Policy, Resolve, ResolveFuture};
use sandbox::{LiveHost, Request, Source};
use serde_json::json;
use support::case::{cases as js_cases, sandbox, share};

/// Answers a name with the address its first label spells: `10-0-0-1.partner.example`, `x--1.partner.example` for `::1`.
struct Spelled;

impl Resolve for Spelled {
    fn resolve(&self, host: &str) -> ResolveFuture {
        let label = host.split('.').next().unwrap_or_default().to_owned();
        Box::pin(async move {
            let text = match label.strip_prefix('x') {
                Some(groups) => groups.replace('-', ":"),
                None => label.replace('-', "."),
            };
            let address: Result<IpAddr, _> = text.parse();
            Ok(vec![
                address.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?,
            ])
        })
    }
}

const ACTION: &str = "
const net = require('net');
const tls = require('tls');
const dns = require('dns');
const { once } = require('events');
const tried = (socket) => new Promise((resolve) => {
  socket.once('connect', () => resolve('connected'));
  socket.once('error', (error) => resolve(error.code));
  setTimeout(resolve, 3000, 'nothing');
});
const asked = (call) => call.then((found) => `told ${JSON.stringify(found)}`, (error) => error.code);
exports.onExecutePostLogin = async ({ hosts, port }) => {
  for (const host of hosts) {
    const found = { net: await tried(net.connect(port, host)), tls: await tried(tls.connect(port, host)) };
    if (net.isIP(host) === 0) {
      found.lookup = await asked(dns.promises.lookup(host));
      found.all = await asked(dns.promises.lookup(host, { all: true }));
    } else found.reverse = await asked(dns.promises.reverse(host));
    const wrong = Object.entries(found).filter(([, code]) => !['ERR_OUTBOUND_POLICY', 'ENOTFOUND', 'EBADNAME'].includes(code));
    const refused = Object.values(found).filter((code) => code === 'ERR_OUTBOUND_POLICY').length;
    console.log(JSON.stringify([host, refused, wrong]));
  }
};";

/// The hosts of those URLs that name one between `http://` and their port or path.
fn hosts(urls: &[&str]) -> Vec<String> {
    let rest = urls.iter().filter_map(|url| url.strip_prefix("http://"));
    rest.filter(|rest| !rest.starts_with('/') && !rest.contains('@'))
        .filter_map(|rest| rest.split('/').next())
        .map(|host| {
            host.trim_end_matches(":PORT")
                .trim_end_matches(":5432")
                .to_owned()
        })
        .filter(|host| !host.is_empty())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_private_is_reached_or_told() {
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let port = canary.local_addr().unwrap().port();
    let spelled = SPECIAL_V4
        .iter()
        .map(|address| format!("{}.partner.example", address.replace('.', "-")));
    let spelled_v6 = SPECIAL_V6
        .iter()
        .filter(|address| !address.contains('.'))
        .map(|address| format!("x{}.partner.example", address.replace(':', "-")));
    let all: Vec<String> = hosts(ENCODINGS)
        .into_iter()
        .chain(hosts(NAMES))
        .chain(hosts(INVALID))
        .chain(
            SPECIAL_V4
                .iter()
                .chain(SPECIAL_V6)
                .map(|&text| text.to_owned()),
        )
        .chain(spelled)
        .chain(spelled_v6)
        .collect();
    let sandbox = sandbox().await;
    let source = Source::new(Trigger::PostLogin, ACTION);
    let prepared = sandbox.prepare(&share("ssrf"), &source).await.unwrap();
    let network = wire::with_names(Policy::default(), Arc::new(Spelled));
    let request = Request {
        event: json!({ "hosts": all, "port": port }),
        limits: Limits {
            connections: 1_000,
            queries: 1_000,
            cpu_ms: 10_000,
            ..Limits::default()
        },
        host: Arc::new(LiveHost::new(Arc::new(network))),
        ..js_cases("js")[0].request("ssrf")
    };
    let execution = sandbox.execute(&prepared, request).await.execution;
    assert_eq!(execution.failure, None);
    let invalid = hosts(INVALID);
    let mut refused = 0;
    assert_eq!(execution.logs.len(), all.len());
    for line in &execution.logs {
        let (host, by_policy, wrong): (String, usize, Vec<[String; 2]>) =
            serde_json::from_str(&line.message).unwrap();
        assert!(wrong.is_empty(), "{host}: {wrong:?}");
        assert!(
            by_policy >= 2 || invalid.contains(&host),
            "{host}: {by_policy}"
        );
        refused += by_policy;
    }
    println!(
        "{} hosts, {refused} refusals by policy through net, tls and dns",
        all.len()
    );
    let seen = canary.accept().map(|_| ());
    assert_eq!(
        seen.unwrap_err().kind(),
        io::ErrorKind::WouldBlock,
        "the canary saw a connection"
    );
}
