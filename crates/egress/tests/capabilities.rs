//! Every hop is held against the hosts that were granted: nothing reaches the others, whatever a redirect says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod stand_in;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundRequest, RedirectMode, Transfer,
};
use contract::permission::{Capabilities, HostPermission, Permissions};
use egress::{Allowances, Egress, Policy, PoolKey, PrivateNetwork};
use stand_in::StandIn;

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

/// Sends from a machine that may reach its own addresses.
async fn send(
    capabilities: &Capabilities,
    url: String,
    headers: &[(&str, &str)],
    redirect: RedirectMode,
) -> Result<u16, OutboundError> {
    let egress = Egress::new(Policy {
        private_network: PrivateNetwork::Allowed,
        ..Policy::default()
    });
    let request = OutboundRequest {
        method: "POST".to_owned(),
        url,
        headers: headers
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: b"mark".to_vec(),
        redirect,
        transfer: Transfer::default(),
        tls: None,
        max_response_bytes: 1024,
        capabilities: capabilities.clone(),
    };
    let timeout = Duration::from_secs(5);
    let pool = PoolKey::tenant("t");
    let sent = egress.unwrap();
    let sent = sent
        .send(&pool, &Allowances::none(), request, timeout)
        .await;
    sent.map(|(head, _body)| head.status)
}

#[tokio::test]
async fn no_hop_reaches_a_host_that_was_not_granted() {
    let canary = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("canary")).await;
    let other = canary.address.port();
    let partner = StandIn::start("127.0.0.1", 0, move |seen| {
        let Some(target) = seen.path.strip_prefix("/to/") else {
            return stand_in::ok("partner");
        };
        let (status, target) = target.split_once('/').unwrap();
        stand_in::redirect(
            status.parse().unwrap(),
            &target.replace("OTHER", &other.to_string()),
        )
    })
    .await;
    let own = partner.address.port();
    let capabilities = granted(&format!("127.0.0.1:{own}"));
    let follow = RedirectMode::Follow;

    for path in ["/", "/to/302//", "/to/307//to/308//"] {
        let sent = send(&capabilities, partner.url(path), &[], follow).await;
        assert_eq!(sent, Ok(200), "{path}");
    }
    let mut refused: Vec<String> = [
        "/to/302/http://127.0.0.1:OTHER/",
        "/to/307/http://127.0.0.1:OTHER/",
        "/to/303///127.0.0.1:OTHER/",
        "/to/308/http://127.1:OTHER/",
        "/to/302/HTTP://2130706433:OTHER/",
        "/to/302/http://localhost:OTHER/",
        "/to/302/https://127.0.0.1/",
        "/to/302/http://127.0.0.1/",
        "/to/302/http://127.0.0.1:443/",
        "/to/302//to/307/http://127.0.0.1:OTHER/",
    ]
    .map(|path| partner.url(path))
    .into();
    refused.push(canary.url("/"));
    refused.push(format!("http://localhost:{own}/"));
    refused.push(format!("http://127.0.0.1:{own}@127.0.0.1:{other}/"));
    for url in refused {
        let error = send(&capabilities, url.clone(), &[], follow)
            .await
            .unwrap_err();
        assert_eq!(error.kind, OutboundErrorKind::Capability, "{url}: {error}");
        assert!(error.message.contains("is not among the permissions"));
    }
    let away = partner.url("/to/302/http://127.0.0.1:OTHER/");
    let handed_back = send(&capabilities, away, &[], RedirectMode::Manual).await;
    assert_eq!(handed_back, Ok(302));
    let host = format!("127.0.0.1:{other}");
    let error = send(&capabilities, partner.url("/"), &[("host", &host)], follow).await;
    assert_eq!(error.unwrap_err().kind, OutboundErrorKind::RefusedByPolicy);
    assert_eq!(canary.connections(), 0);

    let anywhere = partner.url("/to/302/http://127.0.0.1:OTHER/");
    let sent = send(&Capabilities::All, anywhere, &[], follow).await;
    assert_eq!((sent, canary.connections()), (Ok(200), 1));
}
