//! Connections are held to the policy of requests: nothing private is reached, and what was granted is the end of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod cases;
mod stand_in;

use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cases::{ENCODINGS, INVALID, NAMES, SPECIAL_V4, SPECIAL_V6};
use contract::outbound::OutboundErrorKind as Kind;
use contract::permission::{Capabilities, HostPermission, Permissions};
use contract::socket::{AddressFamily, ConnectRequest, Security, SocketError};
use egress::{Allowances, Connection, Egress, Policy, PoolKey, Resolve, ResolveFuture};
use stand_in::StandIn;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Answers every name with what its first label spells: `10-0-0-1.partner.example`; `flip` changes after one answer.
struct Spelled(AtomicUsize);

impl Resolve for Spelled {
    fn resolve(&self, host: &str) -> ResolveFuture {
        let label = host.split('.').next().unwrap_or_default();
        let asked = self.0.fetch_add(1, Ordering::SeqCst);
        let text = match label {
            "flip" if asked == 0 => "127.0.0.1".to_owned(),
            "flip" => "127.0.0.2".to_owned(),
            _ => label.replace('-', "."),
        };
        let answer: Result<IpAddr, _> = text.parse();
        Box::pin(async move {
            let address = answer.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
            Ok(vec![address])
        })
    }
}

fn egress() -> Egress {
    Egress::with_resolver(Policy::default(), Arc::new(Spelled(AtomicUsize::new(0)))).unwrap()
}

async fn connect(
    egress: &Egress,
    allowed: &[String],
    capabilities: &Capabilities,
    host: &str,
    port: u16,
) -> Result<Connection, SocketError> {
    let allowances: Allowances = allowed.iter().map(|text| text.parse().unwrap()).collect();
    let pool = PoolKey::tenant("t");
    let request = ConnectRequest {
        host: host.to_owned(),
        port,
        family: AddressFamily::Any,
        security: Security::Plain,
        capabilities: capabilities.clone(),
    };
    egress.connect(&pool, &allowances, &request).await
}

async fn kind(host: &str, port: u16) -> Kind {
    let refused = connect(&egress(), &[], &Capabilities::All, host, port).await;
    refused.expect_err(host).kind
}

/// The hosts of those URLs that name one between `http://` and their port or path.
fn hosts<'a>(urls: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let rest = urls.iter().filter_map(|url| url.strip_prefix("http://"));
    rest.filter(|rest| !rest.starts_with('/') && !rest.contains('@'))
        .filter_map(|rest| rest.split("/").next())
        .map(|host| host.strip_suffix(":PORT").unwrap_or(host))
        .map(|host| host.strip_suffix(":5432").unwrap_or(host))
}

fn granted(host: &str) -> Capabilities {
    let permissions = Permissions {
        hosts: vec![HostPermission {
            host: host.parse().unwrap(),
            reason: String::new(),
        }],
        ..Permissions::default()
    };
    Capabilities::Only(Arc::new(permissions.grant(&BTreeMap::new()).unwrap()))
}

#[tokio::test]
async fn no_special_address_is_reached_by_literal_spelling_or_name() {
    let canary = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("canary")).await;
    let port = canary.address.port();
    for address in SPECIAL_V4.iter().chain(SPECIAL_V6) {
        assert_eq!(
            kind(address, port).await,
            Kind::RefusedByPolicy,
            "{address}"
        );
    }
    let spellings: Vec<&str> = hosts(ENCODINGS).chain(hosts(NAMES)).collect();
    assert!(spellings.len() > 40);
    for host in spellings {
        assert_eq!(kind(host, port).await, Kind::RefusedByPolicy, "{host}");
    }
    for address in SPECIAL_V4 {
        let host = format!("{}.partner.example", address.replace('.', "-"));
        assert_eq!(kind(&host, port).await, Kind::RefusedByPolicy, "{host}");
    }
    assert_eq!(canary.connections(), 0, "connections the canary saw");
}

#[tokio::test]
async fn closed_ports_and_what_is_no_host_are_refused() {
    for port in [0, 22, 53, 445, 2375] {
        assert_eq!(kind("8.8.8.8", port).await, Kind::RefusedByPolicy, "{port}");
    }
    let long = "a.".repeat(127);
    let odd = ["fe80::1%eth0", &long].into_iter();
    for host in odd.chain(hosts(INVALID)) {
        assert_eq!(kind(host, 5432).await, Kind::Dns, "{host}");
    }
    assert_eq!(kind("nobody.partner.example", 5432).await, Kind::Dns);
}

#[tokio::test]
async fn an_allowed_stand_in_is_spoken_to_and_a_changed_answer_is_not() {
    let allowed = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("hello")).await;
    let port = allowed.address.port();
    let neighbour = StandIn::start("127.0.0.2", port, |_| stand_in::ok("canary")).await;
    let egress = egress();
    let list = [allowed.address.to_string()];
    let all = Capabilities::All;
    let mut connection = connect(&egress, &list, &all, "flip.partner.example", port)
        .await
        .unwrap();
    assert_eq!(connection.remote(), allowed.address);
    connection
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    let again = connect(&egress, &list, &all, "flip.partner.example", port).await;
    assert_eq!(again.expect_err("changed").kind, Kind::RefusedByPolicy);
    assert_eq!(neighbour.connections(), 0);
}

#[tokio::test]
async fn a_port_where_nobody_listens_refuses() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let list = [address.to_string()];
    let refused = connect(
        &egress(),
        &list,
        &Capabilities::All,
        "127.0.0.1",
        address.port(),
    )
    .await;
    assert_eq!(refused.expect_err("closed").kind, Kind::Refused);
}

#[tokio::test]
async fn an_installation_reaches_its_declared_host_and_port_only() {
    let allowed = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("hello")).await;
    let port = allowed.address.port();
    let (egress, list) = (egress(), [allowed.address.to_string()]);
    let name = "127-0-0-1.partner.example";
    let own = granted(&format!("{name}:{port}"));
    assert!(connect(&egress, &list, &own, name, port).await.is_ok());
    let before = allowed.connections();
    for (host, port) in [(name, 5432), ("127.0.0.1", port), ("8.8.8.8", port)] {
        let refused = connect(&egress, &list, &own, host, port).await;
        assert_eq!(
            refused.expect_err(host).kind,
            Kind::Capability,
            "{host}:{port}"
        );
    }
    // A host without a port was granted for HTTPS, which a plain connection is not.
    let clear = connect(&egress, &list, &granted(name), name, 443).await;
    assert_eq!(clear.expect_err("clear text").kind, Kind::Capability);
    assert_eq!(allowed.connections(), before);
}
