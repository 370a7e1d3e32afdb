//! What every measurement runs: the action, its event, and a sandbox to run it in.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::permission::Capabilities;
use contract::{Limits, Trigger};
use sandbox::{LiveHost, Outbound, OutboundResponse, Request, Sandbox, Settings, Share, Source};
use serde_json::Value;

pub(crate) const ACTION: &str = include_str!("../action.js");
pub(crate) const EVENT: &str = include_str!("../event.json");

pub(crate) fn source(code: &str) -> Source {
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
