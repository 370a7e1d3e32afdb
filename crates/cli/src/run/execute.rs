//! Reads the inputs, prepares the sandbox, runs the action.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use contract::{Execution, Failure, Limits, Trigger};
use sandbox::{Executed, Prepared, Request, Sandbox, Source};
use serde_json::Value;

use super::ran::{Preparation, Ran};
use super::recording::{self, Place};
use super::world::World;
use crate::arguments::RunArguments;
use crate::input;
use crate::local::{share, with_sandbox};
use crate::packages;
use crate::refusal::Fault;

/// How much of a source or an event is read at all. Below it the sandbox's own limits answer.
pub(crate) const CEILING_BYTES: u64 = 64 * 1024 * 1024;
/// Everything the files say.
struct Inputs {
    file: PathBuf,
    trigger: Trigger,
    code: String,
    handler: String,
    event: Value,
    world: World,
    record: Option<Place>,
}

/// Runs the action; an error is wrong use, or a machine that cannot run anything.
pub(super) fn execute(arguments: RunArguments) -> anyhow::Result<Ran> {
    let inputs = read(arguments)?;
    let file = inputs.file.clone();
    let (execution, prepared) = with_sandbox(async |sandbox| run(sandbox, inputs).await)?;
    Ok(Ran {
        file,
        execution,
        prepared,
    })
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
        trigger,
        code: input::text(&file, CEILING_BYTES)?,
        handler: arguments
            .handler
            .unwrap_or_else(|| trigger.handler().to_owned()),
        event: input::object(&event, CEILING_BYTES)?,
        world: World::read(&arguments.world)?,
        record: arguments
            .record
            .map(|path| Place::begin(&path))
            .transpose()?,
        file,
    })
}

async fn run(
    sandbox: &Sandbox,
    inputs: Inputs,
) -> anyhow::Result<(Execution, Option<Preparation>)> {
    let limits = Limits::default();
    let host = inputs.world.host(&limits)?;
    let world = &inputs.world;
    let source = world.source(inputs.trigger, &inputs.file, &inputs.code);
    let source = match source.await? {
        Ok(source) => source,
        Err(failure) => return Ok((Execution::failed(failure), None)),
    };
    let (prepared, preparation) = match prepare(sandbox, &source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Ok((Execution::failed(failure), None)),
    };
    let preparation = Some(preparation);
    let mut request = world.request(inputs.handler, inputs.event, limits, host);
    let Some(place) = inputs.record else {
        let execution = whole(sandbox.execute(&prepared, request).await).await;
        return Ok((execution, preparation));
    };
    lift_secrets(&mut request);
    let secrets = packages::all_secrets(&request.secrets, world.shared_secrets());
    let mut recording = request.recording(&source);
    recording.code = Some(inputs.code);
    recording.secrets = recording::versions(&secrets);
    let secrets = recording::values(&secrets);
    let (executed, recorded) = sandbox.record(&prepared, request).await;
    let execution = whole(executed).await;
    let unrecorded = || Fault::new("the execution is not recorded");
    recording.steps = recorded.end().await.with_context(unrecorded)?;
    let concealed = recording.conceal(&secrets);
    concealed.with_context(unrecorded)?;
    place.write(&recording)?;
    Ok((execution, preparation))
}

/// Makes the code ready, and says what that took.
pub(crate) async fn prepare(
    sandbox: &Sandbox,
    source: &Source,
) -> Result<(Prepared, Preparation), Failure> {
    let began = Instant::now();
    let prepared = sandbox.prepare(&share(), source).await?;
    let preparation = Preparation {
        bytes: source.bytes(),
        wall_us: u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
    };
    Ok((prepared, preparation))
}

/// Secrets that the event brings along are secrets all the same: they are not written down with it.
fn lift_secrets(request: &mut Request) {
    let Some(event) = request.event.as_object_mut() else {
        return;
    };
    let own = event.get("secrets").cloned().unwrap_or_default();
    if request.secrets.is_empty()
        && let Ok(secrets) = serde_json::from_value(own)
    {
        request.secrets = secrets;
        event.remove("secrets");
    }
}

/// The execution with what its handler did not await: a server lets that run on off the caller's path.
pub(crate) async fn whole(executed: Executed) -> Execution {
    let mut execution = executed.execution;
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    execution
}
