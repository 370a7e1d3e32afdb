//! Reads the inputs, prepares the sandbox, runs the action.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, Limits};
use egress::PrivateNetwork;
use sandbox::{LiveHost, Outbound, Request, Sandbox, Settings, Share, Source};
use serde_json::Value;

use super::fixtures::Fixtures;
use super::network::{Network, Recorded};
use crate::arguments::RunArguments;
use crate::images;
use crate::input::{self, StringLimits};

/// How much of a source or an event is read at all. Below it the sandbox's own limits answer.
const CEILING_BYTES: u64 = 64 * 1024 * 1024;
/// As many as an action may have.
const SECRETS: StringLimits = StringLimits {
    entries: 30,
    name_chars: 128,
    value_chars: 4096,
};
const CONFIGURATION: StringLimits = StringLimits {
    entries: 100,
    name_chars: 128,
    value_chars: 4096,
};

/// Everything the files say.
struct Inputs {
    file: PathBuf,
    source: Source,
    handler: String,
    event: Value,
    secrets: BTreeMap<String, String>,
    configuration: Option<BTreeMap<String, String>>,
    fixtures: Option<Fixtures>,
    private_network: PrivateNetwork,
}

/// Runs the action; an error is wrong use, or a machine that cannot run anything.
pub(super) fn execute(arguments: RunArguments) -> anyhow::Result<(PathBuf, Execution)> {
    let inputs = read(arguments)?;
    let file = inputs.file.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let execution = runtime.block_on(run(inputs))?;
    Ok((file, execution))
}

fn read(arguments: RunArguments) -> anyhow::Result<Inputs> {
    let file = arguments.file.context("name the action's FILE")?;
    let trigger = arguments
        .trigger
        .context("name the trigger with --trigger ID")?;
    let event = arguments
        .event
        .context("name the event's file with --event EVENT.json")?;
    Ok(Inputs {
        source: Source::new(trigger, input::text(&file, CEILING_BYTES)?),
        handler: arguments
            .handler
            .unwrap_or_else(|| trigger.handler().to_owned()),
        event: input::object(&event, CEILING_BYTES)?,
        secrets: arguments
            .secrets
            .map_or(Ok(BTreeMap::new()), |path| input::strings(&path, &SECRETS))?,
        configuration: arguments
            .configuration
            .map(|path| input::strings(&path, &CONFIGURATION))
            .transpose()?,
        fixtures: arguments
            .fetch
            .map(|path| Fixtures::read(&path))
            .transpose()?,
        private_network: match arguments.allow_private {
            true => PrivateNetwork::Allowed,
            false => PrivateNetwork::Refused,
        },
        file,
    })
}

async fn run(inputs: Inputs) -> anyhow::Result<Execution> {
    let limits = Limits::default();
    let outbound: Arc<dyn Outbound> = match inputs.fixtures {
        Some(fixtures) => Arc::new(Recorded::new(fixtures)),
        None => Arc::new(Network::new(
            inputs.private_network,
            Duration::from_millis(limits.wall_ms),
        )?),
    };
    let settings = Settings {
        threads: 1,
        images: images::folder(),
        ..Settings::default()
    };
    let sandbox = Sandbox::new(settings).await?;
    let share = Share {
        tenant: "local".into(),
        installation: None,
    };
    let prepared = match sandbox.prepare(&share, &inputs.source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Ok(Execution::failed(failure)),
    };
    let request = Request {
        share,
        handler: inputs.handler,
        event: inputs.event,
        secrets: inputs.secrets,
        configuration: inputs.configuration,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        limits,
        host: Arc::new(LiveHost::new(outbound)),
    };
    let executed = sandbox.execute(&prepared, request).await;
    let mut execution = executed.execution;
    // What the handler did not await is shown as well; a server lets it run on off the caller's path.
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    Ok(execution)
}
