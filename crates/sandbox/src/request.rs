//! What an execution is given.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Limits;
use contract::cache::CacheSnapshot;
use serde_json::Value;

use crate::host::Host;
use crate::scheduler::Share;

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
    /// The bounds.
    pub limits: Limits,
    /// The world.
    pub host: Arc<dyn Host>,
}

impl Request {
    /// The text that the guest's `run` reads. The event keeps its own `secrets` where none are given.
    pub(crate) fn input(&self, trigger: contract::Trigger) -> String {
        let mut event = self.event.clone();
        if let Value::Object(fields) = &mut event {
            if !self.secrets.is_empty() || !fields.get("secrets").is_some_and(Value::is_object) {
                fields.insert("secrets".to_owned(), strings(&self.secrets));
            }
            if let Some(configuration) = &self.configuration {
                fields.insert("configuration".to_owned(), strings(configuration));
            }
        }
        serde_json::json!({"trigger": trigger, "handler": self.handler, "event": event}).to_string()
    }
}

fn strings(map: &BTreeMap<String, String>) -> Value {
    map.iter()
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
