//! Triggers: which there are, and what this host can do at each.

use api::{TriggerInfo, TriggerList};
use axum::Json;
use contract::Trigger;

/// GET `/api/v1/triggers`.
pub(crate) async fn list_triggers() -> Json<TriggerList> {
    let info = |trigger: Trigger| TriggerInfo {
        id: trigger,
        handler: trigger.handler().to_owned(),
        continue_handler: trigger.continue_handler().map(str::to_owned),
        runs_here: app::bindings::runs_here(trigger),
        lacking: app::bindings::lacking(trigger)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    };
    Json(TriggerList {
        triggers: Trigger::ALL.into_iter().map(info).collect(),
    })
}
