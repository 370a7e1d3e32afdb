//! One run of the action as it is now.

use std::path::Path;

use contract::{Execution, Limits};
use sandbox::Sandbox;

use super::events::Event;
use crate::input;
use crate::run::{Preparation, SOURCE_CEILING_BYTES, World, WorldArguments, prepare, whole};

/// What a run came to: what the action did, and what it took to make it ready; or why it could not be run.
pub(super) type Outcome = anyhow::Result<(Execution, Option<Preparation>)>;

/// Prepares the file and executes it. Everything is read anew, since the next save may mend it.
pub(super) async fn once(
    sandbox: &Sandbox,
    world: &WorldArguments,
    file: &Path,
    event: &Event,
) -> Outcome {
    let world = World::read(world)?;
    let code = input::text(file, SOURCE_CEILING_BYTES)?;
    let event_value = event.value()?;
    let source = match world.source(event.trigger, file, &code).await? {
        Ok(source) => source,
        Err(failure) => return Ok((Execution::failed(failure), None)),
    };
    let (prepared, took) = match prepare(sandbox, &source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Ok((Execution::failed(failure), None)),
    };
    let limits = Limits::default();
    let host = world.host(&limits)?;
    let handler = event.trigger.handler().to_owned();
    let request = world.request(handler, event_value, limits, host);
    let execution = whole(sandbox.execute(&prepared, request).await).await;
    Ok((execution, Some(took)))
}
