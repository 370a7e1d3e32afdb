//! The source of a tenant's own code as the sandbox takes it.

use build::Tree;
use bundle::LinkedError;
use contract::{Failure, FailureKind, Trigger};
use sandbox::{FILE_NAME, Source};
use store::Store;
use tenant::{ActionVersion, BuiltId};

use crate::error::Error;

/// Code that requires no packages. The engine has no loader for ES modules, so one is linked alone.
pub(crate) fn alone(trigger: Trigger, code: &str) -> Source {
    let action = build::Action {
        name: FILE_NAME,
        file: FILE_NAME,
        text: code,
        ..build::Action::default()
    };
    // What cannot be read is refused by the engine, with its own words.
    let linked = build::link(&action, &Tree::default()).ok();
    let module = linked.filter(|linked| linked.action().is_some_and(|own| own.helper.is_some()));
    let bytes = module.and_then(|module| module.to_bytes().ok());
    let source = bytes.and_then(|bytes| Source::linked(trigger, &bytes).ok());
    source.unwrap_or_else(|| Source::new(trigger, code))
}

/// The source of a version; or why there is none any more.
pub(crate) async fn of_version(
    store: &Store,
    version: &ActionVersion,
) -> Result<Result<Source, Failure>, Error> {
    match &version.built {
        Some(built) => of_built(store, version.trigger, built).await,
        None => Ok(Ok(alone(version.trigger, &version.code))),
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
    let read = tokio::task::spawn_blocking(move || Source::linked(trigger, &linked));
    let read: Result<Source, LinkedError> = read.await.map_err(Error::Thread)?;
    Ok(read.map_err(|error| Failure::new(FailureKind::Internal, error.to_string())))
}
