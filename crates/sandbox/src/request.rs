//! What an execution is given.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::recording::{FORMAT, Recording};
use contract::{Limits, Trigger};
use serde::Serialize;
use serde_json::Value;

use crate::artefact::guest_digest;
use crate::host::Host;
use crate::scheduler::Share;
use crate::source::Source;
use crate::view::View;

/// One execution: which handler, on what, within which limits.
#[derive(Clone)]
pub struct Request {
    /// On whose account it runs.
    pub share: Share,
    /// The exported function to call.
    pub handler: String,
    /// The event, an object; secrets and configuration are added to it here and nowhere else.
    pub event: Value,
    /// `event.secrets`.
    pub secrets: BTreeMap<String, String>,
    /// `event.configuration`; own actions have none.
    pub configuration: Option<BTreeMap<String, String>>,
    /// What `api.cache` holds at the start.
    pub cache: CacheSnapshot,
    /// What `api.redirect.canRedirect()` answers.
    pub can_redirect: bool,
    /// What it may do, and which fields of the event it sees.
    pub capabilities: Capabilities,
    /// The bounds.
    pub limits: Limits,
    /// The world.
    pub host: Arc<dyn Host>,
}

impl Request {
    /// A recording of nothing yet: what an execution of this source is given. Secrets are added by whoever names them.
    pub fn recording(&self, source: &Source) -> Recording {
        Recording {
            format: FORMAT,
            trigger: source.trigger(),
            handler: self.handler.clone(),
            code: None,
            code_digest: hex::encode(source.digest().0),
            guest: guest_digest().to_owned(),
            event: self.event.clone(),
            secrets: Vec::new(),
            configuration: self.configuration.clone(),
            cache: self.cache.clone(),
            can_redirect: self.can_redirect,
            limits: self.limits,
            held: Vec::new(),
            redacted: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The text that the guest's `run` reads, or the event's size when that is over its limit. The event is written
    /// once; secrets and configuration follow as its last fields, and the last of two fields of one name counts.
    pub(crate) fn input(&self, trigger: Trigger) -> Result<String, u64> {
        let View { event, guards } = match &self.capabilities {
            Capabilities::All => View::whole(&self.event),
            Capabilities::Only(granted) => View::of(&self.event, trigger, granted),
        };
        if event.len() as u64 > self.limits.event_bytes {
            return Err(event.len() as u64);
        }
        let mut input = String::with_capacity(event.len() + guards.len() + 256);
        let _ = write!(
            input,
            r#"{{"trigger":"{trigger}","handler":{},"guards":{guards},"event":"#,
            text(&self.handler)
        );
        let Some(fields) = event.strip_suffix('}') else {
            let _ = write!(input, "{event}}}");
            return Ok(input);
        };
        input.push_str(fields);
        let mut separator = if fields == "{" { "" } else { "," };
        let keeps_its_own =
            self.secrets.is_empty() && self.event.get("secrets").is_some_and(Value::is_object);
        if !keeps_its_own {
            let _ = write!(
                input,
                r#"{separator}"secrets":{}"#,
                json_text(&self.secrets)
            );
            separator = ",";
        }
        if let Some(configuration) = &self.configuration {
            let _ = write!(
                input,
                r#"{separator}"configuration":{}"#,
                json_text(configuration)
            );
        }
        input.push_str("}}");
        Ok(input)
    }
}

fn text(text: &str) -> String {
    json_text(&text)
}

/// Strings and maps of strings always have a JSON form.
fn json_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
    use serde_json::json;

    use super::*;
    use crate::host::{LiveHost, Outbound, OutboundResponse};

    struct Nobody;

    impl Outbound for Nobody {
        fn send(
            &self,
            _request: OutboundRequest,
        ) -> futures_util::future::BoxFuture<'static, Result<OutboundResponse, OutboundError>>
        {
            Box::pin(async { Err(OutboundError::new(OutboundErrorKind::Refused, "nobody")) })
        }
    }

    fn check(event: Value, secrets: &[(&str, &str)], expected: Value) {
        let request = Request {
            share: Share {
                tenant: "t".into(),
                installation: None,
            },
            handler: "on\"It".to_owned(),
            event,
            secrets: secrets
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            configuration: Some(BTreeMap::from([("A".to_owned(), "1".to_owned())])),
            cache: CacheSnapshot::default(),
            can_redirect: false,
            capabilities: Capabilities::All,
            limits: Limits::default(),
            host: Arc::new(LiveHost::new(Arc::new(Nobody))),
        };
        let found: Value =
            serde_json::from_str(&request.input(Trigger::PostLogin).unwrap()).unwrap();
        assert_eq!(
            found,
            json!({"trigger": "post-login", "handler": "on\"It", "guards": null, "event": expected})
        );
    }

    #[test]
    fn secrets_and_configuration_become_fields_of_the_event() {
        let configuration = json!({"A": "1"});
        check(
            json!({}),
            &[],
            json!({"secrets": {}, "configuration": configuration}),
        );
        check(
            json!({"user": {"a": "}"}}),
            &[("KEY", "v\"")],
            json!({"user": {"a": "}"}, "secrets": {"KEY": "v\""}, "configuration": configuration}),
        );
        check(
            json!({"secrets": {"OWN": "1"}}),
            &[],
            json!({"secrets": {"OWN": "1"}, "configuration": configuration}),
        );
        check(
            json!({"secrets": {"OWN": "1"}}),
            &[("KEY", "2")],
            json!({"secrets": {"KEY": "2"}, "configuration": configuration}),
        );
    }
}
