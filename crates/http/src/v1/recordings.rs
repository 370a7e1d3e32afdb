//! Recordings: the policy, the list, one of them, its export and its replay.

use std::sync::Arc;

use api::{Recording, RecordingList, ReplayRecording, RunOutcome, SetRecordingPolicy};
use app::aside;
use app::moment;
use app::recordings::Filter;
use app::replay::With;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use oauth::Params;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::problem::ApiError;
use crate::v1::page::{self, Paged as _, invalid};
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// The media type of an export.
pub(crate) const JSON: &str = "application/json";

/// GET `/api/v1/recording-policy`.
pub(crate) async fn show_policy(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let policy = service.app.recording_policy(&visit.tenant.id).await;
    answer(&visit, StatusCode::OK, policy.map(shapes::recording_policy))
}

/// PUT `/api/v1/recording-policy`.
pub(crate) async fn set_policy(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let set: SetRecordingPolicy = match body::json(&visit, &headers, &body) {
        Ok(set) => set,
        Err(response) => return *response,
    };
    let changed = async {
        let policy = shapes::to_recording_policy(set)?;
        let view = service.app.set_recording_policy(&by, policy).await?;
        Ok(shapes::recording_policy(view))
    };
    answer(&visit, StatusCode::OK, changed.await)
}

/// GET `/api/v1/recordings`.
pub(crate) async fn list_recordings(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let known = [
            "page", "trigger", "action", "outcome", "run", "from", "until",
        ];
        let params = page::params(query.as_deref(), &known)?;
        let page = page::number(&params)?;
        let filter = filter(&params)?;
        let tenant = &visit.tenant.id;
        let recordings = service.app.list_recordings(tenant, &filter, page).await?;
        Ok(RecordingList {
            next: recordings.next(page),
            recordings: recordings.iter().map(shapes::recording).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

fn filter(params: &Params) -> Result<Filter, app::Error> {
    let text = |name: &str| params.get(name).map(str::to_owned);
    let time = |name: &str| params.get(name).map(|text| moment::read(name, text));
    let trigger = params.get("trigger").map(|text| {
        let unknown = |_| invalid("trigger", "names no trigger".to_owned());
        text.parse().map_err(unknown)
    });
    let outcome = text("outcome");
    if let Some(outcome) = &outcome {
        serde_json::from_value::<RunOutcome>(outcome.as_str().into()).map_err(|_| {
            let message = "is none of completed, denied, suspended, failed";
            invalid("outcome", message.to_owned())
        })?;
    }
    Ok(Filter {
        trigger: trigger.transpose()?,
        code: text("action"),
        outcome,
        run: text("run"),
        from_ms: time("from").transpose()?,
        until_ms: time("until").transpose()?,
    })
}

/// GET `/api/v1/recordings/{id}`.
pub(crate) async fn show_recording(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    let shown = async {
        let shown = service.app.show_recording(&by, &id).await?;
        let written = aside(move || {
            serde_json::to_vec(&Recording {
                summary: shapes::recording(&shown.view),
                recorded: serde_json::to_value(&shown.recording)?,
            })
        });
        Ok(written.await??)
    };
    file(&visit, shown.await)
}

/// What was written, as JSON.
fn file(visit: &Visit, written: Result<Vec<u8>, app::Error>) -> Response {
    match written {
        Ok(file) => {
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static(JSON));
            ([kind], file).into_response()
        }
        Err(error) => ApiError::new(visit, error).response(),
    }
}

/// GET `/api/v1/recordings/{id}/export`.
pub(crate) async fn export_recording(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    let exported = async {
        let recording = service.app.export_recording(&by, &id).await?;
        let written = aside(move || serde_json::to_vec_pretty(&recording));
        Ok(written.await??)
    };
    file(&visit, exported.await)
}

/// DELETE `/api/v1/recordings/{id}`.
pub(crate) async fn delete_recording(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    let deleted = service.app.delete_recording(&by, &id).await;
    answer(&visit, StatusCode::NO_CONTENT, deleted)
}

/// POST `/api/v1/recordings/{id}/replay`.
pub(crate) async fn replay_recording(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let how: ReplayRecording = match body.is_empty() {
        true => ReplayRecording::default(),
        false => match body::json(&visit, &headers, &body) {
            Ok(how) => how,
            Err(response) => return *response,
        },
    };
    let with = how.version.map_or(With::Recorded, With::Version);
    let replayed = async {
        let view = service.app.replay_recording(&by, &id, with).await?;
        shapes::replay(view)
    };
    answer(&visit, StatusCode::OK, replayed.await)
}
