//! The sandbox of this machine: the one the server has, with images kept in the user's cache folder.

use anyhow::Context as _;
use sandbox::{Sandbox, Settings, Share};

use crate::images;
use crate::refusal::Fault;
use crate::terminal;

/// On whose account an action runs here: there is one tenant.
pub(crate) fn share() -> Share {
    Share {
        tenant: "local".into(),
        installation: None,
    }
}

/// Runs asynchronous work with a sandbox.
pub(crate) fn with_sandbox<T>(
    work: impl AsyncFnOnce(&Sandbox) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context(Fault::new("cannot start the runtime"))?;
    runtime.block_on(async {
        let settings = Settings {
            threads: 1,
            images: images::folder(),
            ..Settings::default()
        };
        let waiting = terminal::Waiting::begin("starting the sandbox (slow once)");
        let sandbox = Sandbox::new(settings).await;
        let sandbox = sandbox.context(Fault::new("the sandbox cannot be started"))?;
        drop(waiting);
        work(&sandbox).await
    })
}
