//! The outbound policy against names, encodings, redirects and changing DNS answers. Prints its table.
//!
//! Two canaries listen on loopback, on the very addresses and ports the cases aim at: a case counts as refused only if
//! the request failed by policy, and at the end no canary may have seen a connection.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod cases;
mod stand_in;

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cases::{ENCODINGS, INVALID, NAMES, SPECIAL_V4, SPECIAL_V6};
use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundRequest, RedirectMode, Transfer,
};
use contract::permission::Capabilities;
use egress::{Allowances, Egress, Limits, Policy, PoolKey, Resolve, ResolveFuture};
use stand_in::StandIn;

/// Answers from a list per name: the first answer first, the last one for ever.
#[derive(Default)]
struct Changing(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl Changing {
    fn set(&self, host: &str, answers: &[&[&str]]) {
        let parse = |answer: &&[&str]| answer.iter().map(|text| text.parse().unwrap()).collect();
        self.0
            .lock()
            .unwrap()
            .insert(host.to_owned(), answers.iter().map(parse).collect());
    }
}

impl Resolve for Changing {
    fn resolve(&self, host: &str) -> ResolveFuture {
        let mut names = self.0.lock().unwrap();
        let answer = names.get_mut(host).map(|answers| match answers.len() {
            1 => answers[0].clone(),
            _ => answers.remove(0),
        });
        Box::pin(async move { answer.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)) })
    }
}

struct Range {
    transfer: Transfer,
    egress: Egress,
    allowances: Allowances,
    names: Arc<Changing>,
    counts: std::collections::BTreeMap<&'static str, usize>,
    rows: Vec<String>,
}

impl Range {
    async fn send(&self, url: &str) -> Result<u16, OutboundError> {
        let request = OutboundRequest {
            method: "GET".to_owned(),
            url: url.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
            redirect: RedirectMode::Follow,
            transfer: self.transfer,
            tls: None,
            max_response_bytes: 1024,
            capabilities: Capabilities::All,
        };
        let pool = PoolKey::tenant("t1");
        let sent = self
            .egress
            .send(&pool, &self.allowances, request, Duration::from_secs(2))
            .await;
        sent.map(|(head, _body)| head.status)
    }

    async fn refused(&mut self, group: &'static str, url: &str) {
        self.refused_as(group, url, &[OutboundErrorKind::RefusedByPolicy])
            .await;
    }

    async fn refused_as(&mut self, group: &'static str, url: &str, kinds: &[OutboundErrorKind]) {
        let error = self.send(url).await.expect_err(url);
        assert!(kinds.contains(&error.kind), "{group} {url}: {error:?}");
        self.rows
            .push(format!("{group:<24} {url:<58} {}", error.message));
        *self.counts.entry(group).or_default() += 1;
    }
}

fn ssrf_policy() -> Policy {
    Policy {
        limits: Limits {
            connect: Duration::from_millis(300),
            ..Limits::default()
        },
        ..Policy::default()
    }
}

#[tokio::test]
async fn nothing_private_is_reached_but_the_allowed_stand_in() {
    for transfer in [Transfer::Fetch, Transfer::Http1] {
        reach_for_all(transfer).await;
    }
}

/// Nobody here speaks HTTP/2 in clear text, so all there is to see is what is refused.
#[tokio::test]
async fn nothing_private_is_reached_over_http_2() {
    let canary = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("canary")).await;
    let names = Arc::new(Changing::default());
    let mut range = Range {
        transfer: Transfer::Http2,
        egress: Egress::with_resolver(ssrf_policy(), names.clone()).unwrap(),
        allowances: Allowances::none(),
        names,
        counts: Default::default(),
        rows: Vec::new(),
    };
    literals(&mut range, canary.address.port()).await;
    names_and_answers(&mut range, canary.address.port()).await;
    report(&range, canary.connections());
    assert_eq!(canary.connections(), 0, "connections the canary saw");
}

async fn reach_for_all(transfer: Transfer) {
    let canary = StandIn::start("127.0.0.1", 0, |_| stand_in::ok("canary")).await;
    let port = canary.address.port();
    let allowed = StandIn::start("127.0.0.1", 0, move |seen| {
        match seen.path.strip_prefix("/to/") {
            Some(target) => stand_in::redirect(302, &target.replace("PORT", &port.to_string())),
            None if seen.path.starts_with("/loop") => stand_in::redirect(302, "/loop"),
            None => stand_in::ok("allowed"),
        }
    })
    .await;
    // The same port as the allowed stand-in on another loopback address.
    let neighbour = StandIn::start("127.0.0.2", allowed.address.port(), |_| {
        stand_in::ok("canary")
    })
    .await;
    let names = Arc::new(Changing::default());
    let mut range = Range {
        transfer,
        egress: Egress::with_resolver(ssrf_policy(), names.clone()).unwrap(),
        allowances: [allowed.address.to_string().parse().unwrap()]
            .into_iter()
            .collect(),
        names,
        counts: Default::default(),
        rows: Vec::new(),
    };

    literals(&mut range, port).await;
    names_and_answers(&mut range, port).await;
    rebinding(&mut range, &allowed).await;
    redirects(&mut range, &allowed).await;

    assert_eq!(
        range.send(&allowed.url("/")).await.unwrap(),
        200,
        "the allowed stand-in"
    );
    assert_eq!(
        range.send(&allowed.url("/to//hop")).await.unwrap(),
        200,
        "a redirect within it"
    );
    range.rows.push(format!(
        "{:<24} {:<58} reached",
        "allowed",
        allowed.url("/")
    ));
    report(&range, canary.connections() + neighbour.connections());
    assert_eq!(
        canary.connections() + neighbour.connections(),
        0,
        "connections the canaries saw"
    );
}

async fn literals(range: &mut Range, port: u16) {
    for address in SPECIAL_V4 {
        range
            .refused("IPv4 literal", &format!("http://{address}:{port}/"))
            .await;
    }
    for address in SPECIAL_V6 {
        range
            .refused("IPv6 literal", &format!("http://[{address}]:{port}/"))
            .await;
    }
    for url in ENCODINGS {
        range
            .refused("encoding", &url.replace("PORT", &port.to_string()))
            .await;
    }
    for url in INVALID {
        range
            .refused_as(
                "not a fetchable URL",
                &url.replace("PORT", &port.to_string()),
                &[OutboundErrorKind::InvalidUrl],
            )
            .await;
    }
    for blocked in [22, 25, 110, 6000, 6667] {
        range
            .refused("blocked port", &format!("http://8.8.8.8:{blocked}/"))
            .await;
    }
}

async fn names_and_answers(range: &mut Range, port: u16) {
    for url in NAMES {
        range
            .refused("local name", &url.replace("PORT", &port.to_string()))
            .await;
    }
    for (index, address) in SPECIAL_V4.iter().chain(SPECIAL_V6).enumerate() {
        let host = format!("a{index}.partner.example");
        range.names.set(&host, &[&[address]]);
        range
            .refused(
                "name with private answer",
                &format!("http://{host}:{port}/"),
            )
            .await;
    }
    range
        .names
        .set("mixed.partner.example", &[&["8.8.8.8", "127.0.0.1"]]);
    range
        .refused(
            "mixed answer",
            &format!("http://mixed.partner.example:{port}/"),
        )
        .await;
    range
        .names
        .set("mixed6.partner.example", &[&["2606:4700::1111", "::1"]]);
    range
        .refused(
            "mixed answer",
            &format!("http://mixed6.partner.example:{port}/"),
        )
        .await;
}

async fn rebinding(range: &mut Range, allowed: &StandIn) {
    // Public when first asked, loopback ever after: the first request goes to the public address and nowhere else.
    let port = allowed.address.port();
    for (host, public) in [
        ("r1.partner.example", "192.0.1.1"),
        ("r2.partner.example", "8.8.8.8"),
    ] {
        range.names.set(host, &[&[public], &["127.0.0.2"]]);
        let url = format!("http://{host}:{port}/");
        let error = range.send(&url).await.expect_err("nobody answers there");
        assert_ne!(error.kind, OutboundErrorKind::RefusedByPolicy, "{error:?}");
        for _ in 0..3 {
            range.refused("changed answer", &url).await;
        }
    }
    // The allowed address when first asked, its neighbour on the same port afterwards.
    range
        .names
        .set("r3.partner.example", &[&["127.0.0.1"], &["127.0.0.2"]]);
    let url = format!("http://r3.partner.example:{port}/close");
    assert_eq!(
        range.send(&url).await.unwrap(),
        200,
        "the allowed address under a name"
    );
    for _ in 0..3 {
        range.refused("changed answer", &url).await;
    }
}

async fn redirects(range: &mut Range, allowed: &StandIn) {
    range.names.set("inner.partner.example", &[&["10.0.0.7"]]);
    range
        .names
        .set("flip.partner.example", &[&["127.0.0.1"], &["127.0.0.2"]]);
    for target in [
        "http://127.0.0.1:PORT/",
        "http://localhost:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:PORT/",
        "//127.1:PORT/",
        "http://2130706433:PORT/",
        "http://inner.partner.example/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://metadata.google.internal/",
    ] {
        range
            .refused("redirect", &allowed.url(&format!("/to/{target}")))
            .await;
    }
    let twice = allowed.url(&format!(
        "/to/{}",
        allowed.url("/to/http://127.0.0.1:PORT/")
    ));
    range.refused("redirect twice", &twice).await;
    let port = allowed.address.port();
    let flip = format!("http://flip.partner.example:{port}/close/../to/http://127.0.0.2:{port}/");
    range.refused("redirect", &flip).await;
    for target in [
        "file:///etc/passwd",
        "http://a:b@example.com/",
        "gopher://127.0.0.1:PORT/",
    ] {
        let url = allowed.url(&format!("/to/{target}"));
        range
            .refused_as("redirect off http", &url, &[OutboundErrorKind::InvalidUrl])
            .await;
    }
    range
        .refused_as(
            "redirect loop",
            &allowed.url("/loop"),
            &[OutboundErrorKind::TooManyRedirects],
        )
        .await;
}

fn report(range: &Range, leaked: usize) {
    for row in &range.rows {
        println!("{row}");
    }
    println!("\n{:<28} refused ({:?})", "group", range.transfer);
    for (group, count) in &range.counts {
        println!("{group:<28} {count}");
    }
    let total: usize = range.counts.values().sum();
    println!(
        "{:<28} {total}\nconnections to the canaries: {leaked}",
        "all"
    );
}
