//! A case is a folder: `action.js`, `expected.json`, and perhaps `event.json` and `case.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, Limits, Trigger};
use sandbox::{LiveHost, Request, Sandbox, Settings, Share, Source};
use serde::Deserialize;
use serde_json::{Value, json};

use super::network::{Fixture, Network};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Description {
    pub(crate) trigger: Option<Trigger>,
    pub(crate) handler: Option<String>,
    pub(crate) limits: Limits,
    pub(crate) fetch: Vec<Fixture>,
    pub(crate) secrets: BTreeMap<String, String>,
    pub(crate) configuration: Option<BTreeMap<String, String>>,
    /// The action is made this long with blanks.
    pub(crate) source_bytes: Option<usize>,
    /// The event is made this long with a field `pad`.
    pub(crate) event_bytes: Option<usize>,
}

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) source: Source,
    pub(crate) event: Value,
    pub(crate) description: Description,
    pub(crate) expected: Value,
}

/// Every case below a folder, by name.
pub(crate) fn cases(area: &str) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(area);
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

fn read(folder: &Path) -> Case {
    let text = |name: &str| fs::read_to_string(folder.join(name));
    let required = |name: &str| {
        text(name).unwrap_or_else(|error| panic!("{}/{name}: {error}", folder.display()))
    };
    let parsed = |text: &str| {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    };
    let description: Description = text("case.toml").map_or_else(
        |_| Description::default(),
        |text| {
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        },
    );
    let trigger = description.trigger.unwrap_or(Trigger::PostLogin);
    let mut code = required("action.js");
    if let Some(bytes) = description.source_bytes {
        code.push_str(&" ".repeat(bytes - code.len()));
    }
    let mut event = text("event.json").map_or_else(|_| standard_event(), |text| parsed(&text));
    if let Some(bytes) = description.event_bytes {
        event["pad"] = json!("");
        let missing = bytes - event.to_string().len();
        event["pad"] = json!("x".repeat(missing));
    }
    Case {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        source: Source::new(trigger, code),
        event,
        description,
        expected: parsed(&required("expected.json")),
    }
}

/// A login as a case sees it unless it brings its own event.
pub(crate) fn standard_event() -> Value {
    json!({
        "client": {"client_id": "client_1", "name": "App", "metadata": {}},
        "connection": {"id": "con_1", "name": "Users", "strategy": "auth0"},
        "request": {"ip": "203.0.113.7", "method": "GET", "hostname": "tenant.example", "geoip": {}, "query": {}, "body": {}, "user_agent": "test"},
        "stats": {"logins_count": 3},
        "tenant": {"id": "tenant"},
        "transaction": {"acr_values": [], "locale": "en", "requested_scopes": ["openid"], "ui_locales": [], "metadata": {}},
        "user": {"user_id": "auth0|1", "email": "ann@example.com", "email_verified": true, "created_at": "2026-01-01T00:00:00.000Z",
            "updated_at": "2026-01-02T00:00:00.000Z", "user_metadata": {}, "app_metadata": {"plan": "gold"}, "identities": []},
    })
}

pub(crate) async fn sandbox() -> Sandbox {
    let settings = Settings {
        executions: 200,
        executions_per_tenant: 150,
        ..Settings::default()
    };
    Sandbox::new(settings).await.unwrap()
}

pub(crate) fn share(tenant: &str) -> Share {
    Share {
        tenant: tenant.into(),
        installation: None,
    }
}

impl Case {
    pub(crate) fn request(&self, tenant: &str) -> Request {
        let handler = self.description.handler.clone();
        Request {
            share: share(tenant),
            handler: handler.unwrap_or_else(|| self.source.trigger().handler().to_owned()),
            event: self.event.clone(),
            secrets: self.description.secrets.clone(),
            configuration: self.description.configuration.clone(),
            cache: CacheSnapshot::default(),
            can_redirect: true,
            capabilities: Capabilities::All,
            limits: self.description.limits,
            host: Arc::new(LiveHost::new(Arc::new(Network(
                self.description.fetch.clone(),
            )))),
        }
    }

    /// Prepares and executes; what floating work printed comes behind the rest of the log.
    pub(crate) async fn run(&self, sandbox: &Sandbox, tenant: &str) -> Execution {
        let prepared = match sandbox.prepare(&share(tenant), &self.source).await {
            Ok(prepared) => prepared,
            Err(failure) => return Execution::failed(failure),
        };
        let executed = sandbox.execute(&prepared, self.request(tenant)).await;
        let mut execution = executed.execution;
        if let Some(floated) = executed.tail.end().await {
            floated.join(&mut execution);
        }
        execution
    }
}
