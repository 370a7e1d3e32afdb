//! `kill -9` of the real server at random points of two scenes: sign-ups, logins, redirects, exchanges and deployments, all
//! at work at once; and integrations on their way from their partners into tenants' flows. After each restart every
//! answer that was given still holds, and nothing is half done: asked by the protocol, by `/api/v1` and of the rows
//! themselves.
//!
//! Each kill is aimed at a request of one kind: at a moment drawn from the time such a request takes. `KILL_SEED` repeats
//! a sequence; the seed of every run is its first line. What is known and accepted: a run that `/continue` had taken when
//! the server was killed is lost, and its user starts again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints each kill"
)]

mod board;
mod codes;
mod deployments;
mod findings;
mod logins;
mod market;
mod passages;
mod process;
mod redirects;
mod rows;
mod scene;
mod signups;
mod standing;
mod tokens;
mod traffic;
mod visitor;

use std::sync::Arc;
use std::time::{Duration, Instant};

use board::{Kind, Request};
use findings::Findings;
use market::Market;
use process::Process;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use scene::Scene;
use traffic::Traffic;
use visitor::{Line, Place};

const KILLS: u32 = 50;
/// How many of them must cut the request they were aimed at.
const IN_FLIGHT: u32 = 40;
/// How long what is left of connections may take to end.
const END: Duration = Duration::from_secs(5);
/// Traffic of one kind that makes no request for so long has come to a halt.
const HALT: Duration = Duration::from_secs(60);

#[test]
fn what_was_answered_holds_and_nothing_is_half_done_after_kill_9() {
    kill::<Traffic>();
}

#[test]
fn no_submission_verdict_release_installation_or_binding_is_half_done_after_kill_9() {
    kill::<Market>();
}

fn kill<S: Scene>() {
    let seed = seed();
    println!("seed {seed}: KILL_SEED={seed} repeats it");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(kill_and_look::<S>(seed));
    runtime.shutdown_timeout(END);
}

#[allow(
    clippy::disallowed_methods,
    reason = "a test may be told what to repeat"
)]
fn seed() -> u64 {
    match std::env::var("KILL_SEED") {
        Ok(text) => text.parse().expect("KILL_SEED is a whole number"),
        Err(_) => rand::random_range(0..1_000_000),
    }
}

async fn kill_and_look<S: Scene>(seed: u64) {
    let begun = Instant::now();
    let mut chance = StdRng::seed_from_u64(seed);
    let mut server = Process::start(&mut chance).await;
    let place = Arc::new(Place::new(server.demo(), server.port));
    let findings = Findings::default();
    let mut scene = S::begin(&Line::open(&place)).await;
    let (mut in_flight, mut answered) = (0, 0);
    for number in 1..=KILLS {
        let kind = S::KINDS[number as usize % S::KINDS.len()];
        let nth = chance.random_range(1..=S::FURTHEST);
        let kill = aim(&mut chance, (kind, nth), number - 1 - in_flight);
        let line = Line::open(&place);
        let at_work = scene.drive(&line);
        let (aimed, killed) = strike(&place, &mut server, kill).await;
        server.gone().await;
        scene = S::ended(at_work).await;
        let (cut, answers) = place.board.settle(killed);
        answered += answers;
        in_flight += u32::from(report(number, aimed, killed, &cut));
        server.start_again().await;
        scene.look(&server, &place, &findings).await;
    }
    scene.look_at_all(&server, &place, &findings).await;
    server.kill();
    server.gone().await;
    let said = server.said();
    assert!(!said.contains("panicked"), "the server panicked:\n{said}");
    println!(
        "{answered} requests were answered between the kills; {} s in all",
        begun.elapsed().as_secs()
    );
    let (half_done, lost) = findings.counts();
    println!("{KILLS} kills, {in_flight} in flight, {half_done} half done, {lost} lost");
    assert!(in_flight >= IN_FLIGHT, "too few kills met their request");
    assert_eq!((half_done, lost), (0, 0), "the server's log:\n{said}");
}

/// What a kill is aimed at: the `nth` request of a kind, and how far into it, as a part of the time one takes.
#[derive(Debug, Clone, Copy)]
struct Kill {
    kind: Kind,
    nth: u32,
    part: f64,
}

/// The more kills came too late before, the earlier this one comes.
fn aim(chance: &mut StdRng, (kind, nth): (Kind, u32), missed: u32) -> Kill {
    let reach = match missed {
        0..6 => 1.0,
        6..8 => 0.5,
        _ => 0.05,
    };
    Kill {
        kind,
        nth,
        part: chance.random_range(0.0..reach),
    }
}

/// Waits for the request, then for the moment, and kills.
async fn strike(place: &Place, server: &mut Process, kill: Kill) -> (Request, Instant) {
    let aimed = place.board.aim(kill.kind, kill.nth);
    let Ok(aimed) = tokio::time::timeout(HALT, aimed).await else {
        panic!(
            "no {} any more; the server's log:\n{}",
            kill.kind.name(),
            server.said()
        );
    };
    let aimed = aimed.unwrap();
    let moment = aimed.since + aimed.typical.mul_f64(kill.part);
    // The delay is the point here; nothing waits on it.
    std::thread::sleep(moment.saturating_duration_since(Instant::now()));
    (aimed, server.kill())
}

/// Prints a kill; whether it cut the request it was aimed at.
fn report(number: u32, aimed: Request, killed: Instant, cut: &[Request]) -> bool {
    let into = |request: &Request| {
        killed
            .saturating_duration_since(request.since)
            .as_secs_f64()
            * 1_000.0
    };
    let hit = cut.iter().any(|request| request.id == aimed.id);
    let state = if hit { "in flight" } else { "answered before" };
    let others: Vec<String> = cut
        .iter()
        .filter(|request| request.id != aimed.id)
        .map(|request| format!("{} {:.1} ms", request.what, into(request)))
        .collect();
    println!(
        "kill {number:2}  {:10}  {:5.1} ms into {}: {state}; cut too: {}",
        aimed.kind.name(),
        into(&aimed),
        aimed.what,
        if others.is_empty() {
            "none".to_owned()
        } else {
            others.join(", ")
        }
    );
    hit
}
