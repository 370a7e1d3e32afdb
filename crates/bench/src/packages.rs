//! What packages from npm cost the executions of an action that requires them, and what they cost it once.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use build::{Action, Cache, Limits, Lock, Mode, Npmrc, NpmrcFile, Registry, Tree};
use contract::Trigger;
use sandbox::{FILE_NAME, Prepared, Sandbox, Source};
use serde_json::Value;

use crate::sample::figures;
use crate::table::Table;
use crate::world::{EVENT, bytes_in, keeping_images, once, share};

const LOCK: &str = include_str!("../packages/package-lock.json");
const RUNS: usize = 1_000;

const NOTHING: &str = "requires nothing";
const ACTIONS: [(&str, &str); 4] = [
    (NOTHING, "exports.onExecutePostLogin = () => {};"),
    (
        "requires axios and jsonwebtoken",
        "const axios = require('axios');
         const jwt = require('jsonwebtoken');
         exports.onExecutePostLogin = () => {};",
    ),
    (
        "requires them when it runs",
        "exports.onExecutePostLogin = () => {
           const axios = require('axios');
           const jwt = require('jsonwebtoken');
         };",
    ),
    (
        "requires them, signs and verifies a token",
        "const axios = require('axios');
         const jwt = require('jsonwebtoken');
         exports.onExecutePostLogin = (event) => {
           jwt.verify(jwt.sign({ sub: event.user.user_id }, 'a secret of this action'), 'a secret of this action');
         };",
    ),
];

/// An action that is ready.
struct Ready {
    name: &'static str,
    prepared: Prepared,
    took: Duration,
    image_bytes: u64,
}

#[derive(Default)]
struct Times {
    inside: Vec<Duration>,
    outside: Vec<Duration>,
}

pub(crate) async fn measure() -> anyhow::Result<()> {
    let tree = tree()
        .await
        .context("axios and jsonwebtoken could not be fetched")?;
    let folder = tempfile::tempdir()?;
    let sandbox = Sandbox::new(keeping_images(folder.path())).await?;
    let mut actions = Vec::new();
    for (name, code) in ACTIONS {
        actions.push(ready(&sandbox, folder.path(), name, code, &tree).await?);
    }
    let event: Value = serde_json::from_str(EVENT)?;
    let mut times: Vec<Times> = actions.iter().map(|_| Times::default()).collect();
    for round in 0..RUNS + RUNS / 10 {
        for (action, times) in actions.iter().zip(&mut times) {
            let began = Instant::now();
            let cpu_us = once(&sandbox, &action.prepared, &event).await?;
            if round >= RUNS / 10 {
                times.outside.push(began.elapsed());
                times.inside.push(Duration::from_micros(cpu_us));
            }
        }
    }
    print(&actions, times);
    Ok(())
}

fn print(actions: &[Ready], times: Vec<Times>) {
    let mut inside = Table::new(
        "an execution of an action with packages, processor time",
        NOTHING,
    );
    let mut outside = Table::new("the same, as its caller waits", NOTHING);
    for (action, times) in actions.iter().zip(times) {
        inside.add(action.name, figures(times.inside));
        outside.add(action.name, figures(times.outside));
    }
    inside.print();
    outside.print();
    for action in actions {
        println!(
            "  {}: ready in {:.1?}, its image has {:.0} kB on disk",
            action.name,
            action.took,
            action.image_bytes as f64 / 1e3
        );
    }
}

/// Makes an action ready with what it requires of the tree.
async fn ready(
    sandbox: &Sandbox,
    folder: &Path,
    name: &'static str,
    code: &str,
    tree: &Tree,
) -> anyhow::Result<Ready> {
    let action = Action {
        name: FILE_NAME,
        file: FILE_NAME,
        text: code,
        ..Action::default()
    };
    let linked = build::link(&action, tree)?.to_bytes()?;
    let source = Source::linked(Trigger::PostLogin, &linked)?;
    let before = bytes_in(folder)?;
    let began = Instant::now();
    let prepared = sandbox.prepare(&share("bench"), &source).await;
    let took = began.elapsed();
    Ok(Ready {
        name,
        prepared: prepared.map_err(|failure| anyhow!("{name}: {}", failure.message))?,
        took,
        image_bytes: bytes_in(folder)? - before,
    })
}

/// The packages of the lockfile, as they were fetched before, or from a registry.
async fn tree() -> anyhow::Result<Tree> {
    let cache = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench/npm");
    let (npmrc, policy) = (npmrc()?, egress::Policy::default());
    let limits = Limits::DEFAULT;
    let registry = Registry::open(npmrc, policy, Cache::new(cache), Mode::Online, limits)?;
    let lock = Lock::read(LOCK, &limits)?;
    Ok(registry.fetch(&lock, &|_| ()).await?.tree)
}

/// Which registry the user's `.npmrc` or the environment names.
fn npmrc() -> anyhow::Result<Npmrc> {
    let variables: BTreeMap<String, String> = std::env::vars().collect();
    let home = variables.get("HOME").map(Path::new);
    let npmrc = home.map(|home| home.join(".npmrc"));
    let text = npmrc.and_then(|path| std::fs::read_to_string(path).ok());
    let text = text.unwrap_or_default();
    let files = [NpmrcFile {
        name: ".npmrc",
        text: &text,
    }];
    Ok(Npmrc::read(&files, &variables)?)
}
