//! The demo's stand-in for a partner's service: it tells how risky a login is, and asks users for their consent.

mod consent;
mod page;
mod risk;
mod seen;
mod token;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::env::Clock;
use app::seed::SecretHash;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::{Deserialize, Serialize};

use page::Pages;
use seen::{Seen, SeenList};

pub use page::PagesError;

/// The longest body, in bytes.
const BODY_BYTES: usize = 16 * 1024;

/// What the stand-in has to know.
#[derive(Debug, Clone)]
pub struct StandInSettings {
    /// Its own address as a URL, with a trailing slash.
    pub url: String,
    /// The key that asks about risks.
    pub api_key: String,
    /// What requests for consent and their answers are signed with.
    pub page_secret: String,
    /// The issuers that users are sent back to, each with its trailing slash.
    pub issuers: Vec<String>,
    /// The time.
    pub clock: Clock,
}

/// What the risk service answers, for whoever tries the demo out to choose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    /// No login is risky.
    #[default]
    Low,
    /// Every login is.
    High,
    /// It answers 500.
    Error,
    /// It answers later than anybody waits.
    Slow,
    /// It hangs up.
    Drop,
}

impl Mode {
    const ALL: [Self; 5] = [Self::Low, Self::High, Self::Error, Self::Slow, Self::Drop];
}

/// The service at work.
struct StandIn {
    settings: StandInSettings,
    key: SecretHash,
    pages: Pages,
    now: Mutex<Now>,
}

/// What is kept, in memory alone.
#[derive(Default)]
struct Now {
    mode: Mode,
    seen: SeenList,
}

impl StandIn {
    /// Whoever held this may have ended badly; what they left is whole all the same.
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, what: &str, answer: &str, details: &[(&str, &str)]) {
        let seen = Seen::new(self.settings.clock.now_ms(), what, answer, details);
        self.now().seen.push(seen);
    }
}

/// The service's routes.
///
/// # Errors
/// A page of its own that cannot be read.
pub fn router(settings: StandInSettings) -> Result<Router, PagesError> {
    let service = Arc::new(StandIn {
        key: SecretHash::of(&settings.api_key),
        pages: Pages::new(&settings.issuers)?,
        now: Mutex::default(),
        settings,
    });
    Ok(Router::new()
        .route("/", get(show_index))
        .route("/switch", post(turn_switch))
        .route("/risk", post(risk::judge))
        .route("/consent", get(consent::ask).post(consent::answer))
        .route("/stand-in.css", get(page::style))
        .route("/onward.js", get(page::onward))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .with_state(service))
}

async fn show_index(State(service): State<Arc<StandIn>>) -> Response {
    let (mode, seen) = {
        let now = service.now();
        (now.mode, now.seen.newest_first())
    };
    service.pages.index(mode, &seen)
}

#[derive(Deserialize)]
struct Switch {
    answer: Mode,
}

async fn turn_switch(
    State(service): State<Arc<StandIn>>,
    headers: HeaderMap,
    Form(switch): Form<Switch>,
) -> Response {
    // A page of another site turns nothing here.
    let from = headers.get("sec-fetch-site");
    if from.is_some_and(|from| from != "same-origin" && from != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    service.now().mode = switch.answer;
    Redirect::to("/").into_response()
}

#[cfg(test)]
mod tests;
