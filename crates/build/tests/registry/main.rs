//! From declared dependencies to files, against a registry over loopback.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod lock;
mod network;
mod published;
mod stand_in;
mod tree;

use build::{BuildError, Dependencies, Fetched, Limits, Lock, Mode, Progress, Registry};
use stand_in::StandIn;
use tempfile::TempDir;

fn declared(pairs: &[(&str, &str)]) -> Dependencies {
    Dependencies::parse(pairs.iter().copied()).unwrap()
}

fn quiet(_: Progress) {}

async fn both(client: &Registry, pairs: &[(&str, &str)]) -> Result<(Lock, Fetched), BuildError> {
    let lock = client.resolve(&declared(pairs), &quiet).await?;
    let fetched = client.fetch(&lock, &quiet).await?;
    Ok((lock, fetched))
}

async fn started() -> (StandIn, TempDir) {
    (StandIn::start().await, tempfile::tempdir().unwrap())
}

fn online(registry: &StandIn, cache: &TempDir) -> Registry {
    registry.client(cache.path(), Mode::Online, "", Limits::DEFAULT)
}
