//! `POST /risk`: how risky a login is, for whoever has the key.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use super::{Mode, StandIn};

/// Later than anybody waits.
const SLOW: Duration = Duration::from_secs(8);

/// What is told of a login.
#[derive(Deserialize)]
struct Asked {
    account: String,
    ip: String,
    device: Option<String>,
}

pub(super) async fn judge(
    State(service): State<Arc<StandIn>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let key = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let known = key.is_some_and(|key| service.key.matches(key));
    let asked = serde_json::from_slice::<Asked>(&body);
    let mode = service.now().mode;
    let (status, answer) = match &asked {
        _ if !known => (StatusCode::UNAUTHORIZED, json!({"error": "unknown key"})),
        Err(_) => (
            StatusCode::BAD_REQUEST,
            json!({"error": "send account, ip and device as JSON"}),
        ),
        Ok(_) => match mode {
            Mode::Low | Mode::Slow | Mode::Drop => (StatusCode::OK, json!({"level": "low"})),
            Mode::High => (StatusCode::OK, json!({"level": "high"})),
            Mode::Error => (
                StatusCode::INTERNAL_SERVER_ERROR,
                json!({"error": "out of order"}),
            ),
        },
    };
    let told = match (status, mode) {
        (StatusCode::OK, Mode::Slow) => "200, too late".to_owned(),
        (StatusCode::OK, Mode::Drop) => "hung up".to_owned(),
        _ => format!("{} {answer}", status.as_u16()),
    };
    let details = match &asked {
        Ok(asked) if known => vec![
            ("account", asked.account.as_str()),
            ("ip", &asked.ip),
            ("device", asked.device.as_deref().unwrap_or("none")),
        ],
        _ => Vec::new(),
    };
    service.remember("POST /risk", &told, &details);
    match (status, mode) {
        (StatusCode::OK, Mode::Drop) => hung_up(),
        (StatusCode::OK, Mode::Slow) => {
            tokio::time::sleep(SLOW).await;
            (status, Json(answer)).into_response()
        }
        _ => (status, Json(answer)).into_response(),
    }
}

/// A response whose body breaks off: the connection is closed in its middle.
fn hung_up() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let parts = [Ok(Bytes::from_static(b"{\"level\":")), Err(broken)];
    let body = Body::from_stream(futures_util::stream::iter(parts));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
