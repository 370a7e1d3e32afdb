//! Single sign-on logins over HTTP: how many, how long, and how long while other tenants loop or wait.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use server::app::seed::Trigger;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::host::{Errand, Host, Line, action, load};
use crate::sample::{Figures, figures};
use crate::table::{RateTable, Table};
use crate::world::ACTION;

/// Connections at once where logins per second are counted.
const LINES: usize = 16;
const TURN: Duration = Duration::from_secs(3);
/// Logins of a row of latencies, one after the other, unless time runs out first.
const LOGINS: usize = 1_000;
const LONGEST: Duration = Duration::from_secs(12);
const LOOPS: usize = 50;
const WAITING: usize = 500;
const CHAIN: usize = 10;

const ONE: &str = "one action";
const QUIET: &str = "a login, nothing else going on";

const LOOP: &str = "exports.onExecutePostLogin = async () => { for (;;) {} };";

pub(crate) async fn measure() -> anyhow::Result<()> {
    let slow = SlowServer::start().await?;
    let folder = tempfile::tempdir()?;
    let host = Host::start(folder.path(), Some(("slow", slow.address))).await?;
    let chain = (0..CHAIN).map(|number| {
        let code = format!("{ACTION}\n// {number}");
        action(&format!("action {number}"), Trigger::PostLogin, &code)
    });
    let one = |code: &str| vec![action("action", Trigger::PostLogin, code)];
    host.add_tenant("bare", Vec::new()).await?;
    host.add_tenant("one", one(ACTION)).await?;
    host.add_tenant("ten", chain.collect()).await?;
    host.add_tenant("loops", one(LOOP)).await?;
    host.add_tenant("slow", one(&asking(slow.address))).await?;
    let flows = [
        ("no action", host.signed_in("bare").await?),
        (ONE, host.signed_in("one").await?),
        ("ten actions", host.signed_in("ten").await?),
    ];
    rates(&host, &flows).await?;
    latencies(&host, &flows).await?;
    let [_, (_, login), _] = &flows;
    neighbours(&host, login, &slow).await?;
    host.stop().await;
    Ok(())
}

async fn rates(host: &Host, flows: &[(&'static str, Errand)]) -> anyhow::Result<()> {
    let mut table = RateTable::new(
        "single sign-on over HTTP, 16 kept connections; every login is one durable write",
        ONE,
    );
    for (name, errand) in flows {
        load(host.address, errand, LINES, TURN / 6).await?;
        table.add(name, load(host.address, errand, LINES, TURN).await?);
    }
    table.print();
    Ok(())
}

/// One login at a time, the flows by turns.
async fn latencies(host: &Host, flows: &[(&'static str, Errand)]) -> anyhow::Result<()> {
    let mut line = Line::open(host.address).await?;
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); flows.len()];
    let began = Instant::now();
    for _ in 0..LOGINS / 2 {
        for ((_, errand), times) in flows.iter().zip(&mut times) {
            times.push(line.run(errand).await?);
        }
        if began.elapsed() > LONGEST {
            break;
        }
    }
    let mut table = Table::new("one single sign-on at a time", ONE);
    for ((name, _), times) in flows.iter().zip(times) {
        table.add(name, figures(times));
    }
    table.print();
    Ok(())
}

/// A quiet tenant's login, beside tenants that are not.
async fn neighbours(host: &Host, login: &Errand, slow: &SlowServer) -> anyhow::Result<()> {
    let quiet = one_by_one(host, login).await?;
    let waiting = beside_waiting(host, login, slow).await?;
    let (looping, loops) = beside_loops(host, login).await?;
    let mut table = Table::new(
        "single sign-on of one tenant (one action) beside another tenant",
        QUIET,
    );
    table.add(QUIET, quiet);
    table.add("while 500 runs wait for a slow server", waiting);
    table.add("while 50 endless loops run", looping);
    table.print();
    let ratio = |other: Figures| other.p99.as_secs_f64() / quiet.p99.as_secs_f64();
    println!(
        "  p99 against quiet: {:.2}x beside 500 that wait, {:.2}x beside 50 endless loops (aim 3x); all {loops} loops were ended and refused",
        ratio(waiting),
        ratio(looping)
    );
    Ok(())
}

async fn one_by_one(host: &Host, login: &Errand) -> anyhow::Result<Figures> {
    let mut line = Line::open(host.address).await?;
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < LOGINS && began.elapsed() < LONGEST {
        times.push(line.run(login).await?);
    }
    Ok(figures(times))
}

/// The slow server answers when the measurement is over: until then all of them wait.
async fn beside_waiting(host: &Host, login: &Errand, slow: &SlowServer) -> anyhow::Result<Figures> {
    let errand = Arc::new(host.signed_in("slow").await?);
    slow.hold(true);
    let mut runs = JoinSet::new();
    for _ in 0..WAITING {
        let (mut line, errand) = (Line::open(host.address).await?, Arc::clone(&errand));
        runs.spawn(async move { line.run(&errand).await });
    }
    slow.until_held(WAITING).await?;
    let beside = one_by_one(host, login).await?;
    ensure!(slow.held() == WAITING, "some runs did not wait to the end");
    slow.hold(false);
    while let Some(run) = runs.join_next().await {
        run??;
    }
    Ok(beside)
}

/// Each connection asks for its next loop as soon as the last was ended, until the measurement is over.
async fn beside_loops(host: &Host, login: &Errand) -> anyhow::Result<(Figures, usize)> {
    let errand = Arc::new(host.signed_in("loops").await?.refused());
    let over = Arc::new(AtomicBool::new(false));
    let mut loops = JoinSet::new();
    for _ in 0..LOOPS {
        let (errand, over) = (Arc::clone(&errand), Arc::clone(&over));
        let mut line = Line::open(host.address).await?;
        loops.spawn(async move {
            let mut ended = 0;
            while !over.load(Ordering::Relaxed) {
                line.run(&errand).await?;
                ended += 1;
            }
            anyhow::Ok(ended)
        });
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let beside = one_by_one(host, login).await?;
    ensure!(loops.try_join_next().is_none(), "a loop was not refused");
    over.store(true, Ordering::Relaxed);
    let mut ended = 0;
    while let Some(one) = loops.join_next().await {
        ended += one??;
    }
    Ok((beside, ended))
}

/// An action that needs the slow server's answer.
fn asking(address: SocketAddr) -> String {
    format!(
        r#"exports.onExecutePostLogin = async (event, api) => {{
  const answer = await fetch("http://{address}/risk?ip=" + event.request.ip);
  api.accessToken.setCustomClaim("https://example.com/risk", (await answer.json()).risk);
}};"#
    )
}

/// Somebody else's server, which answers when it is told to.
struct SlowServer {
    address: SocketAddr,
    hold: watch::Sender<bool>,
    held: watch::Receiver<usize>,
}

impl SlowServer {
    async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (hold, holding) = watch::channel(false);
        let (count, held) = watch::channel(0);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(reply(stream, holding.clone(), count.clone()));
            }
        });
        Ok(Self {
            address,
            hold,
            held,
        })
    }

    fn hold(&self, hold: bool) {
        self.hold.send_replace(hold);
    }

    fn held(&self) -> usize {
        *self.held.borrow()
    }

    async fn until_held(&self, count: usize) -> anyhow::Result<()> {
        let mut held = self.held.clone();
        let all = held.wait_for(|held| *held >= count);
        tokio::time::timeout(LONGEST, all).await??;
        Ok(())
    }
}

/// Answers one request without a body, and counts it while it waits.
async fn reply(
    mut stream: TcpStream,
    mut holding: watch::Receiver<bool>,
    count: watch::Sender<usize>,
) -> anyhow::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        ensure!(stream.read_buf(&mut head).await? > 0, "no request");
    }
    count.send_modify(|held| *held += 1);
    let released = holding.wait_for(|hold| !hold).await.map(drop);
    count.send_modify(|held| *held -= 1);
    released?;
    let body = r#"{"risk":3}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    Ok(stream.shutdown().await?)
}
