//! What measurements share: the action, its event, a sandbox to run it in, and an execution.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use contract::cache::CacheSnapshot;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::permission::Capabilities;
use contract::{ExecutionOutcome, Limits, Trigger};
use sandbox::{
    ImageFolder, LiveHost, Outbound, OutboundResponse, Prepared, Request, Sandbox, Settings, Share,
    Source,
};
use serde_json::Value;

pub(crate) const ACTION: &str = include_str!("../action.js");
pub(crate) const EVENT: &str = include_str!("../event.json");

fn source(code: &str) -> Source {
    Source::new(Trigger::PostLogin, code)
}

pub(crate) fn share(tenant: &str) -> Share {
    Share {
        tenant: tenant.into(),
        installation: None,
    }
}

pub(crate) async fn sandbox() -> anyhow::Result<Sandbox> {
    Ok(Sandbox::new(Settings::default()).await?)
}

/// What a sandbox is made with that keeps its images in this folder.
pub(crate) fn keeping_images(folder: &Path) -> Settings {
    Settings {
        images: Some(ImageFolder {
            path: folder.to_owned(),
            key: [7; 32],
        }),
        ..Settings::default()
    }
}

/// The bytes of the files in a folder, not of the folders in it.
pub(crate) fn bytes_in(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let metadata = entry?.metadata()?;
        bytes += if metadata.is_file() {
            metadata.len()
        } else {
            0
        };
    }
    Ok(bytes)
}

pub(crate) async fn prepared(sandbox: &Sandbox, code: &str) -> anyhow::Result<Prepared> {
    sandbox
        .prepare(&share("bench"), &source(code))
        .await
        .map_err(|failure| anyhow::anyhow!("{}", failure.message))
}

/// One execution; its processor time in microseconds.
pub(crate) async fn once(
    sandbox: &Sandbox,
    prepared: &Prepared,
    event: &Value,
) -> anyhow::Result<u64> {
    let executed = sandbox
        .execute(prepared, request(event, Arc::new(NoNetwork)))
        .await;
    let execution = executed.execution;
    ensure!(
        execution.outcome == ExecutionOutcome::Completed,
        "{:?}",
        execution.failure
    );
    Ok(execution.usage.cpu_us)
}

pub(crate) fn request(event: &Value, outbound: Arc<dyn Outbound>) -> Request {
    Request {
        share: share("bench"),
        handler: Trigger::PostLogin.handler().to_owned(),
        event: event.clone(),
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        limits: Limits::default(),
        host: Arc::new(LiveHost::new(outbound)),
    }
}

pub(crate) struct NoNetwork;

impl Outbound for NoNetwork {
    fn send(
        &self,
        _request: OutboundRequest,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<OutboundResponse, OutboundError>> + Send>>
    {
        let error =
            OutboundError::new(OutboundErrorKind::Refused, "no network in this measurement");
        Box::pin(async { Err(error) })
    }
}
