//! `/consent`: the page that a login sends its user to, and the way back with a signed answer.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use url::Url;

use super::StandIn;
use super::token::{self, Asked, Consent};

/// The longest state that is carried, in bytes.
const STATE_BYTES: usize = 512;

/// With what a user arrives.
#[derive(Deserialize, Serialize)]
pub(super) struct Arrival {
    session_token: String,
    state: String,
}

/// What a user chose.
#[derive(Deserialize)]
pub(super) struct Choice {
    session_token: String,
    state: String,
    choice: Chosen,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Chosen {
    Agree,
    Decline,
}

/// `GET /consent`: asks.
pub(super) async fn ask(
    State(service): State<Arc<StandIn>>,
    arrival: Result<Query<Arrival>, QueryRejection>,
) -> Response {
    let known = arrival.ok().and_then(|Query(arrival)| {
        let (asked, _) = service.known(&arrival)?;
        Some((arrival, asked))
    });
    let Some((arrival, asked)) = known else {
        service.remember("GET /consent", "refused: no valid token", &[]);
        return service.pages.refused(StatusCode::BAD_REQUEST);
    };
    let details = [("user", asked.sub.as_str()), ("version", &asked.version)];
    service.remember("GET /consent", "asked the user", &details);
    service.pages.consent(&arrival, &asked.version)
}

/// `POST /consent`: signs what the user chose, on a page whose form goes back to the login.
pub(super) async fn answer(
    State(service): State<Arc<StandIn>>,
    choice: Result<Form<Choice>, FormRejection>,
) -> Response {
    let known = choice.ok().and_then(|Form(choice)| {
        let arrival = Arrival {
            session_token: choice.session_token,
            state: choice.state,
        };
        let (asked, issuer) = service.known(&arrival)?;
        Some((choice.choice, arrival.state, asked, issuer))
    });
    let Some((chosen, state, asked, issuer)) = known else {
        service.remember("POST /consent", "refused: no valid token", &[]);
        return service.pages.refused(StatusCode::BAD_REQUEST);
    };
    let consent = match chosen {
        Chosen::Agree => Consent::Given,
        Chosen::Decline => Consent::Refused,
    };
    let settings = &service.settings;
    let signed = token::write(
        &asked,
        consent,
        &state,
        (&settings.url, &settings.page_secret),
        settings.clock.now_ms(),
    );
    let (Ok(signed), Ok(action)) = (signed, way_back(&issuer, &state)) else {
        return service.pages.refused(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let details = [("user", asked.sub.as_str()), ("version", &asked.version)];
    let told = format!("consent {}", consent.as_str());
    service.remember("POST /consent", &told, &details);
    service.pages.onward(action.as_str(), &signed, consent)
}

impl StandIn {
    /// What a user is asked, and the issuer they came from, if a login of one of ours sent them a moment ago.
    fn known(&self, arrival: &Arrival) -> Option<(Asked, Url)> {
        if arrival.state.is_empty() || arrival.state.len() > STATE_BYTES {
            return None;
        }
        let settings = &self.settings;
        let now_ms = settings.clock.now_ms();
        let asked = token::read(&arrival.session_token, &settings.page_secret, now_ms).ok()?;
        let issuers = settings.issuers.iter();
        let issuer = issuers
            .filter_map(|issuer| Url::parse(issuer).ok())
            .find(|issuer| issuer.authority() == asked.iss)?;
        Some((asked, issuer))
    }
}

fn way_back(issuer: &Url, state: &str) -> Result<Url, url::ParseError> {
    let mut back = issuer.join("continue")?;
    back.query_pairs_mut().append_pair("state", state);
    Ok(back)
}
