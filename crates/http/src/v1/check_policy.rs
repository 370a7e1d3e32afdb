//! The operator's policy of the checks.

use std::sync::Arc;

use api::{CheckPolicy, CheckRule, PolicyException, ReplaceCheckPolicy};
use app::check_policy::{PolicyView, known_rules};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use market::Staff;
use serde_json::json;

use crate::Service;
use crate::body;
use crate::v1::answer;
use crate::v1::page::invalid;
use crate::visit::Visit;

/// GET `/api/v1/check-policy`.
pub(crate) async fn show_policy(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let shown = async { shape(&service.app.check_policy().await?) };
    answer(&visit, StatusCode::OK, shown.await)
}

/// PUT `/api/v1/check-policy`.
pub(crate) async fn replace_policy(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let replace: ReplaceCheckPolicy = match body::json(&visit, &headers, &body) {
        Ok(replace) => replace,
        Err(response) => return *response,
    };
    let replaced = async {
        let wanted = json!({"severities": replace.severities, "exceptions": replace.exceptions});
        let policy = serde_json::from_value(wanted)
            .map_err(|error| invalid("exceptions", error.to_string()))?;
        let version = replace.version;
        let view = service
            .app
            .replace_check_policy(&by, version, policy)
            .await?;
        shape(&view)
    };
    answer(&visit, StatusCode::OK, replaced.await)
}

/// The policy is a document of the same shape here and in the store.
fn shape(view: &PolicyView) -> Result<CheckPolicy, app::Error> {
    let policy = serde_json::to_value(&view.policy)?;
    let part = |name: &str| policy.get(name).cloned().unwrap_or_default();
    let exceptions: Vec<PolicyException> = serde_json::from_value(part("exceptions"))?;
    Ok(CheckPolicy {
        version: view.revision,
        severities: serde_json::from_value(part("severities"))?,
        exceptions,
        rules: known_rules()
            .map(|rule| CheckRule {
                name: rule.name.to_owned(),
                severity: rule.severity,
                about: rule.about.to_owned(),
                reason: rule.reason.to_owned(),
            })
            .collect(),
    })
}
