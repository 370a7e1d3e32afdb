//! The source of a tenant's own code as the sandbox takes it.

use build::Tree;
use contract::{Failure, FailureKind, Trigger};
use sandbox::{FILE_NAME, Source};
use store::Store;
use tenant::{ActionVersion, BuiltId};

use crate::aside::aside;
use crate::error::Error;

/// Code that requires no packages; or why it is no code. The engine has no loader for ES modules and knows no types, so
/// such code is linked alone.
pub(crate) fn alone(trigger: Trigger, code: &str) -> Result<Source, Failure> {
    let action = build::Action {
        name: FILE_NAME,
        file: FILE_NAME,
        text: code,
        ..build::Action::default()
    };
    let linked = build::link(&action, &Tree::default()).map_err(|error| error.failure())?;
    // JavaScript that stands as it was written is the engine's to read, and to refuse in its own words.
    if linked.action().is_none_or(|own| own.map.is_none()) {
        return Ok(Source::new(trigger, code));
    }
    let source = linked.to_bytes();
    let source = source.and_then(|bytes| Source::linked(trigger, &bytes));
    source.map_err(|error| Failure::new(FailureKind::Syntax, error.to_string()))
}

/// The source of a version; or why there is none any more.
pub(crate) async fn of_version(
    store: &Store,
    version: &ActionVersion,
) -> Result<Result<Source, Failure>, Error> {
    match &version.built {
        Some(built) => of_built(store, version.trigger, built).await,
        None => Ok(alone(version.trigger, &version.code)),
    }
}

/// The source that a build made.
pub(crate) async fn of_built(
    store: &Store,
    trigger: Trigger,
    built: &BuiltId,
) -> Result<Result<Source, Failure>, Error> {
    let Some(linked) = store.built_linked(built).await? else {
        let gone = "what was built of the action is gone; deploy it again";
        return Ok(Err(Failure::new(FailureKind::Internal, gone)));
    };
    // Reading megabytes holds a thread up.
    let read = aside(move || Source::linked(trigger, &linked)).await?;
    Ok(read.map_err(|error| Failure::new(FailureKind::Internal, error.to_string())))
}
