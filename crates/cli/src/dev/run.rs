//! One run of the action as it is now.

use std::path::Path;

use contract::{Execution, Limits};
use sandbox::Sandbox;

use super::events::Event;
use crate::input;
use crate::local::share;
use crate::run::{SOURCE_CEILING_BYTES, World, whole};

/// Prepares the file and executes it. What cannot be read is what the run comes to: the next save may mend it.
pub(super) async fn once(
    sandbox: &Sandbox,
    world: &World,
    file: &Path,
    event: &Event,
) -> anyhow::Result<Execution> {
    let code = input::text(file, SOURCE_CEILING_BYTES)?;
    let event_value = event.value()?;
    let source = world.source(event.trigger, file, &code).await?;
    let prepared = match sandbox.prepare(&share(), &source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Ok(Execution::failed(failure)),
    };
    let limits = Limits::default();
    let host = world.host(&limits)?;
    let handler = event.trigger.handler().to_owned();
    let request = world.request(handler, event_value, limits, host);
    Ok(whole(sandbox.execute(&prepared, request).await).await)
}
