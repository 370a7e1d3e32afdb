//! An answer's body is read as the network delivers it, and closed when nobody reads on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest};
use contract::{Execution, Limits, Trigger};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt};
use sandbox::{LiveHost, Outbound, OutboundResponse, Request, Source};
use support::case::{cases, sandbox, share};

/// Answers with pieces that come one after another; `/endless` never ends, `/broken` breaks off.
#[derive(Default)]
struct Slow {
    sent: Arc<AtomicUsize>,
    is_closed: Arc<AtomicBool>,
}

/// Says when it is dropped.
struct Connection(Arc<AtomicBool>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Outbound for Slow {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let sent = Arc::clone(&self.sent);
        let connection = Connection(Arc::clone(&self.is_closed));
        let pieces = match request.url.as_str() {
            "https://slow.example/endless" => usize::MAX,
            _ => 3,
        };
        let breaks = request.url.ends_with("/broken");
        let body = stream::unfold((0, connection), move |(at, connection)| {
            let sent = Arc::clone(&sent);
            async move {
                if at == pieces {
                    return None;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
                sent.fetch_add(1, Ordering::SeqCst);
                let piece = match breaks && at == 1 {
                    true => Err(OutboundError::new(OutboundErrorKind::Reset, "reset")),
                    false => Ok(Bytes::from(format!("piece {at}"))),
                };
                Some((piece, (at + 1, connection)))
            }
        });
        Box::pin(async move {
            Ok(OutboundResponse {
                head: OutboundHead {
                    status: 200,
                    status_text: "OK".to_owned(),
                    url: request.url,
                    redirected: false,
                    headers: Vec::new(),
                },
                body: body.boxed(),
            })
        })
    }
}

async fn run(network: Arc<Slow>, body: &str) -> (Execution, Vec<String>) {
    run_within(network, body, Limits::default()).await
}

async fn run_within(network: Arc<Slow>, body: &str, limits: Limits) -> (Execution, Vec<String>) {
    let sandbox = sandbox().await;
    let code = format!("exports.onExecutePostLogin = async () => {{ {body} }};");
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share("bodies"), &source).await.unwrap();
    let request = Request {
        host: Arc::new(LiveHost::new(network)),
        limits,
        ..cases("canary").pop().unwrap().request("bodies")
    };
    let execution = sandbox.execute(&prepared, request).await.execution;
    let lines = execution.logs.iter().map(|line| line.message.clone());
    let lines = lines.collect();
    (execution, lines)
}

#[tokio::test]
async fn pieces_come_as_they_are_delivered() {
    let network = Arc::new(Slow::default());
    let (execution, lines) = run(
        Arc::clone(&network),
        "const response = await fetch('https://slow.example/');
        for await (const piece of response.body) console.log(Buffer.from(piece).toString());
        console.log(response.bodyUsed, response.body.locked);
        const whole = await fetch('https://slow.example/');
        void whole.body;
        console.log(await whole.text());",
    )
    .await;
    assert_eq!(execution.failure, None);
    let whole = "piece 0piece 1piece 2";
    let expected = ["piece 0", "piece 1", "piece 2", "true false", whole];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn clones_read_the_same_pieces_each_at_its_own_pace() {
    let (execution, lines) = run(
        Arc::new(Slow::default()),
        "const response = await fetch('https://slow.example/');
        const [first, second] = [response.clone(), response.clone()];
        const reader = first.body.getReader();
        console.log(Buffer.from((await reader.read()).value).toString());
        console.log(await response.text());
        console.log(Buffer.from((await reader.read()).value).toString());
        console.log(await second.text(), (await reader.read()).done, (await reader.read()).done);
        const read = await fetch('https://slow.example/');
        const copy = read.clone();
        console.log(await read.text(), await copy.text());",
    )
    .await;
    assert_eq!(execution.failure, None);
    let whole = "piece 0piece 1piece 2";
    let twice = format!("{whole} {whole}");
    let last = format!("{whole} false true");
    assert_eq!(lines, ["piece 0", whole, "piece 1", &last, &twice]);
}

#[tokio::test]
async fn what_nobody_reads_on_is_closed() {
    for ending in [
        "await reader.cancel();",
        "controller.abort(new Error('enough')); await reader.read().catch((error) => console.log(error.message));",
        "const pending = reader.read(); controller.abort(new Error('enough')); await pending.catch((error) => console.log(error.message));",
    ] {
        let network = Arc::new(Slow::default());
        let body = format!(
            "const controller = new AbortController();
            const {{ signal }} = controller;
            const response = await fetch('https://slow.example/endless', {{ signal }});
            const reader = response.body.getReader();
            await reader.read();
            {ending}
            await new Promise((resolve) => setTimeout(resolve, 30));"
        );
        let (execution, lines) = run(Arc::clone(&network), &body).await;
        assert_eq!(execution.failure, None, "{ending}");
        assert!(network.is_closed.load(Ordering::SeqCst), "{ending}");
        assert!(network.sent.load(Ordering::SeqCst) <= 2, "{ending}");
        assert!(lines.iter().all(|line| line == "enough"), "{lines:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_or_is_too_large_fails_where_it_is_read() {
    let limits = Limits {
        response_bytes: 20,
        ..Limits::default()
    };
    let (execution, lines) = run_within(
        Arc::new(Slow::default()),
        "const tell = (error) => console.log(error.name, error.message, error.cause?.message);
        const broken = await fetch('https://slow.example/broken');
        const reader = broken.body.getReader();
        console.log((await reader.read()).value.length);
        await reader.read().catch(tell);
        await reader.closed.catch(tell);
        const endless = await fetch('https://slow.example/endless');
        await endless.text().catch(tell);
        const streamed = await fetch('https://slow.example/endless');
        void streamed.body;
        await streamed.text().catch(tell);",
        limits,
    )
    .await;
    assert_eq!(execution.failure, None);
    let (reset, large) = (
        "TypeError terminated reset",
        "TypeError terminated the answer's body is larger than response_bytes = 20",
    );
    assert_eq!(lines, ["7", reset, reset, large, large]);
}
