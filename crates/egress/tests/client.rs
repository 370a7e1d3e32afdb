//! The client against a stand-in: reuse, separation, streaming, limits, redirects, broken answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod stand_in;

use std::time::{Duration, Instant};

use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest, RedirectMode, Transfer,
};
use contract::permission::Capabilities;
use egress::{Allowances, Body, Egress, Limits, Policy, PoolKey, PrivateNetwork};
use futures_util::{StreamExt as _, TryStreamExt as _};
use stand_in::{StandIn, ok, redirect, with_headers};

const TIMEOUT: Duration = Duration::from_secs(5);

fn client(limits: Limits) -> Egress {
    let policy = Policy {
        private_network: PrivateNetwork::Allowed,
        limits,
        ..Policy::default()
    };
    Egress::new(policy).unwrap()
}

fn get(url: String) -> OutboundRequest {
    OutboundRequest {
        method: "GET".to_owned(),
        url,
        headers: Vec::new(),
        body: Vec::new(),
        redirect: RedirectMode::Follow,
        transfer: Transfer::default(),
        tls: None,
        max_response_bytes: 1 << 20,
        capabilities: Capabilities::All,
    }
}

async fn send(
    egress: &Egress,
    request: OutboundRequest,
) -> Result<(OutboundHead, Body), OutboundError> {
    egress
        .send(&PoolKey::tenant("t"), &Allowances::none(), request, TIMEOUT)
        .await
}

async fn read(
    egress: &Egress,
    request: OutboundRequest,
) -> Result<(OutboundHead, Vec<u8>), OutboundError> {
    let (head, body) = send(egress, request).await?;
    let chunks: Vec<bytes::Bytes> = body.try_collect().await?;
    Ok((head, chunks.concat()))
}

async fn fails(
    egress: &Egress,
    request: OutboundRequest,
    kind: OutboundErrorKind,
) -> OutboundError {
    let error = read(egress, request)
        .await
        .expect_err("the request must fail");
    assert_eq!(error.kind, kind, "{error:?}");
    error
}

#[tokio::test]
async fn a_request_arrives_and_its_answer_comes_back_as_sent() {
    let server = StandIn::start("127.0.0.1", 0, move |seen| {
        let body = format!(
            "{} {} {}\n{}",
            seen.method,
            seen.path,
            String::from_utf8_lossy(&seen.body),
            seen.head
        );
        with_headers(
            201,
            "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: caf\u{c3}\r\n",
            body,
        )
    })
    .await;
    let egress = client(Limits::default());
    let mut request = get(server.url("/a?b#c"));
    request.method = "PATCH".to_owned();
    request.body = b"hello".to_vec();
    request.headers = vec![
        ("X-Own".to_owned(), "1".to_owned()),
        ("Host".to_owned(), server.address.to_string()),
    ];
    let (head, body) = read(&egress, request).await.unwrap();
    let body = String::from_utf8(body).unwrap();
    assert!(body.starts_with("PATCH /a?b hello\n"), "{body}");
    assert_eq!(body.matches("host: ").count(), 1, "{body}");
    for line in [
        "x-own: 1",
        "content-length: 5",
        "user-agent: latchwork/",
        "accept-encoding: ",
        "accept: */*",
    ] {
        assert!(body.contains(line), "{line} in {body}");
    }
    assert_eq!(
        (head.status, head.status_text.as_str(), head.redirected),
        (201, "Text", false)
    );
    assert_eq!(head.url, server.url("/a?b#c"));
    let cookies: Vec<_> = head
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert!(
        head.headers
            .contains(&("x-latin".to_owned(), "caf\u{c3}\u{83}".to_owned())),
        "{head:?}"
    );
}

#[tokio::test]
async fn connections_are_reused_within_a_pool_and_never_between_pools() {
    let server = StandIn::start("127.0.0.1", 0, |_| ok("x")).await;
    let egress = client(Limits::default());
    for _ in 0..5 {
        read(&egress, get(server.url("/"))).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    for pool in [
        PoolKey::tenant("other"),
        PoolKey::installation("t", "i1"),
        PoolKey::installation("t", "i2"),
    ] {
        for _ in 0..3 {
            let (_, body) = egress
                .send(&pool, &Allowances::none(), get(server.url("/")), TIMEOUT)
                .await
                .unwrap();
            body.for_each(|_| async {}).await;
        }
    }
    assert_eq!(server.connections(), 4);
}

#[tokio::test]
async fn a_withdrawn_allowance_leaves_no_open_connection_behind() {
    let server = StandIn::start("127.0.0.1", 0, |_| ok("x")).await;
    let egress = Egress::new(Policy::default()).unwrap();
    let allowed: Allowances = [server.address.to_string().parse().unwrap()]
        .into_iter()
        .collect();
    let pool = PoolKey::tenant("t");
    egress
        .send(&pool, &allowed, get(server.url("/")), TIMEOUT)
        .await
        .unwrap();
    let error = egress
        .send(&pool, &Allowances::none(), get(server.url("/")), TIMEOUT)
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind, OutboundErrorKind::RefusedByPolicy);
}

#[tokio::test]
async fn a_body_is_streamed_as_it_comes() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nfirst".to_vec();
    let server = StandIn::start("127.0.0.1", 0, move |_| vec![head.clone(), Vec::new()]).await;
    let (_, mut body) = send(&client(Limits::default()), get(server.url("/")))
        .await
        .unwrap();
    assert_eq!(body.next().await.unwrap().unwrap(), "first");
}

#[tokio::test]
async fn a_body_is_cut_one_byte_past_its_limit() {
    let server = StandIn::start("127.0.0.1", 0, |_| ok(vec![b'x'; 1000])).await;
    let egress = client(Limits::default());
    let limited = |max_response_bytes| OutboundRequest {
        max_response_bytes,
        ..get(server.url("/"))
    };
    assert_eq!(read(&egress, limited(1000)).await.unwrap().1.len(), 1000);
    let error = fails(&egress, limited(999), OutboundErrorKind::TooLarge).await;
    assert!(error.message.contains("999 bytes"), "{error:?}");
    let ceiling = client(Limits {
        response_bytes: 999,
        ..Limits::default()
    });
    fails(&ceiling, limited(1 << 30), OutboundErrorKind::TooLarge).await;
}

#[tokio::test]
async fn a_compressed_bomb_is_cut_by_its_decoded_size() {
    // 10 MiB of zeros in 10 kB.
    let bomb = include_bytes!("zeros-10mib.gz").to_vec();
    let server = StandIn::start("127.0.0.1", 0, move |_| {
        with_headers(200, "content-encoding: gzip\r\n", &bomb)
    })
    .await;
    let egress = client(Limits::default());
    fails(&egress, get(server.url("/")), OutboundErrorKind::TooLarge).await;
    let enough = OutboundRequest {
        max_response_bytes: 10 << 20,
        ..get(server.url("/"))
    };
    assert_eq!(read(&egress, enough).await.unwrap().1.len(), 10 << 20);
}

#[tokio::test]
async fn requests_over_a_limit_are_refused_before_they_leave() {
    let server = StandIn::start("127.0.0.1", 0, |_| ok("x")).await;
    let egress = client(Limits {
        request_bytes: 4,
        url_bytes: 100,
        request_headers: 1,
        ..Limits::default()
    });
    let body = |bytes: usize| OutboundRequest {
        body: vec![0; bytes],
        method: "POST".to_owned(),
        ..get(server.url("/"))
    };
    read(&egress, body(4)).await.unwrap();
    fails(&egress, body(5), OutboundErrorKind::TooLarge).await;
    fails(
        &egress,
        get(server.url(&"/a".repeat(60))),
        OutboundErrorKind::InvalidUrl,
    )
    .await;
    let header = ("a".to_owned(), "b".to_owned());
    let headers = |count| OutboundRequest {
        headers: vec![header.clone(); count],
        ..get(server.url("/"))
    };
    read(&egress, headers(1)).await.unwrap();
    fails(&egress, headers(2), OutboundErrorKind::TooLarge).await;
    let mut smuggled = get(server.url("/"));
    smuggled.headers = vec![("Host".to_owned(), "other.example".to_owned())];
    fails(&egress, smuggled, OutboundErrorKind::RefusedByPolicy).await;
    for method in ["CONNECT", "trace", "GET /x"] {
        let request = OutboundRequest {
            method: method.to_owned(),
            ..get(server.url("/"))
        };
        fails(&egress, request, OutboundErrorKind::RefusedByPolicy).await;
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn response_headers_are_limited() {
    let server = StandIn::start("127.0.0.1", 0, move |seen| {
        let size: usize = seen.path.trim_start_matches('/').parse().unwrap();
        with_headers(200, &format!("x: {}\r\n", "a".repeat(size)), "")
    })
    .await;
    let egress = client(Limits {
        response_header_bytes: 1000,
        ..Limits::default()
    });
    // `x` and `content-length: 0` take 16 bytes.
    read(&egress, get(server.url("/984"))).await.unwrap();
    fails(
        &egress,
        get(server.url("/985")),
        OutboundErrorKind::TooLarge,
    )
    .await;
}

#[tokio::test]
async fn one_pool_cannot_take_every_slot() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n".to_vec();
    let server = StandIn::start("127.0.0.1", 0, move |_| vec![head.clone(), Vec::new()]).await;
    let egress = client(Limits {
        in_flight_per_pool: 2,
        ..Limits::default()
    });
    let first = send(&egress, get(server.url("/"))).await.unwrap();
    let _second = send(&egress, get(server.url("/"))).await.unwrap();
    fails(&egress, get(server.url("/")), OutboundErrorKind::Other).await;
    let other = PoolKey::tenant("other");
    assert!(
        egress
            .send(&other, &Allowances::none(), get(server.url("/")), TIMEOUT)
            .await
            .is_ok()
    );
    drop(first);
    assert!(send(&egress, get(server.url("/"))).await.is_ok());
}

#[tokio::test]
async fn redirects_are_followed_reported_or_refused() {
    let server = StandIn::start("127.0.0.1", 0, |seen| match seen.path.as_str() {
        "/from" => redirect(302, "/to"),
        "/count/0" => ok("end"),
        path => match path.strip_prefix("/count/") {
            Some(left) => redirect(307, &format!("/count/{}", left.parse::<u32>().unwrap() - 1)),
            None => ok(format!("{} {}", seen.method, seen.path)),
        },
    })
    .await;
    let egress = client(Limits::default());
    let mode = |redirect| OutboundRequest {
        redirect,
        method: "POST".to_owned(),
        ..get(server.url("/from"))
    };
    let (head, body) = read(&egress, mode(RedirectMode::Follow)).await.unwrap();
    assert_eq!(
        (head.redirected, head.url, body.as_slice()),
        (true, server.url("/to"), b"GET /to".as_slice())
    );
    let (head, _) = read(&egress, mode(RedirectMode::Manual)).await.unwrap();
    assert_eq!((head.status, head.redirected), (302, false));
    fails(
        &egress,
        mode(RedirectMode::Error),
        OutboundErrorKind::TooManyRedirects,
    )
    .await;
    assert_eq!(
        read(&egress, get(server.url("/count/20"))).await.unwrap().1,
        b"end"
    );
    fails(
        &egress,
        get(server.url("/count/21")),
        OutboundErrorKind::TooManyRedirects,
    )
    .await;
}

#[tokio::test]
async fn credentials_do_not_cross_origins() {
    let other = StandIn::start("127.0.0.1", 0, |seen| ok(&seen.head)).await;
    let target = other.url("/");
    let server = StandIn::start("127.0.0.1", 0, move |_| redirect(307, &target)).await;
    let mut request = get(server.url("/"));
    request.headers = ["Authorization", "Cookie", "X-Own"]
        .map(|name| (name.to_owned(), "v".to_owned()))
        .to_vec();
    let (_, body) = read(&client(Limits::default()), request).await.unwrap();
    let body = String::from_utf8(body).unwrap();
    assert!(
        body.contains("x-own: v") && !body.contains("authorization") && !body.contains("cookie"),
        "{body}"
    );
}

#[tokio::test]
async fn failures_are_told_apart() {
    let server = StandIn::start("127.0.0.1", 0, |seen| match seen.path.as_str() {
        "/close/empty" => Vec::new(),
        "/close/half" => vec![b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_vec()],
        "/stall-body" => vec![
            b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_vec(),
            Vec::new(),
        ],
        "/garbage" => vec![b"SSH-2.0-OpenSSH\r\n\r\n".to_vec(), Vec::new()],
        _ => vec![Vec::new()],
    })
    .await;
    let egress = client(Limits::default());
    fails(
        &egress,
        get(server.url("/close/empty")),
        OutboundErrorKind::Reset,
    )
    .await;
    fails(
        &egress,
        get(server.url("/close/half")),
        OutboundErrorKind::Reset,
    )
    .await;
    fails(
        &egress,
        get(server.url("/garbage")),
        OutboundErrorKind::Other,
    )
    .await;
    fails(
        &egress,
        get("http://127.0.0.1:1/".to_owned()),
        OutboundErrorKind::RefusedByPolicy,
    )
    .await;
    fails(
        &egress,
        get("http://127.0.0.1:4/".to_owned()),
        OutboundErrorKind::Refused,
    )
    .await;
    fails(
        &egress,
        get("http://no-such-name.invalid/".to_owned()),
        OutboundErrorKind::Dns,
    )
    .await;
    for path in ["/stall", "/stall-body"] {
        let started = Instant::now();
        let short = Duration::from_millis(200);
        let sent = egress
            .send(
                &PoolKey::tenant("t"),
                &Allowances::none(),
                get(server.url(path)),
                short,
            )
            .await;
        let error = match sent {
            Err(error) => error,
            Ok((_, body)) => body.try_collect::<Vec<_>>().await.unwrap_err(),
        };
        assert_eq!(error.kind, OutboundErrorKind::Timeout, "{path} {error:?}");
        assert!(started.elapsed() < Duration::from_secs(2), "{path}");
    }
}

#[tokio::test]
async fn over_http1_the_body_comes_as_sent_and_the_head_goes_as_given() {
    let zeros = include_bytes!("zeros-10mib.gz");
    let server = StandIn::start("127.0.0.1", 0, move |seen| {
        assert!(!seen.head.contains("user-agent"), "{}", seen.head);
        assert!(!seen.head.contains("accept-encoding"), "{}", seen.head);
        with_headers(200, "content-encoding: gzip\r\n", zeros)
    })
    .await;
    let request = OutboundRequest {
        transfer: Transfer::Http1,
        ..get(server.url("/"))
    };
    let (head, body) = read(&client(Limits::default()), request).await.unwrap();
    let encoding = ("content-encoding".to_owned(), "gzip".to_owned());
    assert!(head.headers.contains(&encoding), "{head:?}");
    assert_eq!(body, zeros);
}
