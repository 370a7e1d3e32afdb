//! The stand-in's pages: HTML that needs no JavaScript.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use minijinja::{Environment, context};

use super::Mode;
use super::consent::Arrival;
use super::seen::Seen;
use super::token::Consent;

/// A page of the stand-in's own cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("a page of the demo's stand-in cannot be read")]
pub struct PagesError(#[from] minijinja::Error);

const TEMPLATES: [(&str, &str); 5] = [
    (
        "base.html",
        include_str!("../../../../demo/stand-in/base.html"),
    ),
    (
        "index.html",
        include_str!("../../../../demo/stand-in/index.html"),
    ),
    (
        "consent.html",
        include_str!("../../../../demo/stand-in/consent.html"),
    ),
    (
        "onward.html",
        include_str!("../../../../demo/stand-in/onward.html"),
    ),
    (
        "refused.html",
        include_str!("../../../../demo/stand-in/refused.html"),
    ),
];

/// The pages.
pub(super) struct Pages {
    templates: Environment<'static>,
    policy: HeaderValue,
}

impl Pages {
    /// Reads the pages; their forms may go to these issuers.
    pub(super) fn new(issuers: &[String]) -> Result<Self, PagesError> {
        let mut templates = Environment::new();
        for (name, source) in TEMPLATES {
            templates.add_template(name, source)?;
        }
        let targets: Vec<&str> = issuers
            .iter()
            .map(|one| one.trim_end_matches('/'))
            .collect();
        let policy = format!(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self' {}; \
             base-uri 'none'; frame-ancestors 'none'",
            targets.join(" ")
        );
        Ok(Self {
            templates,
            policy: HeaderValue::try_from(policy)
                .unwrap_or(HeaderValue::from_static("default-src 'none'")),
        })
    }

    pub(super) fn index(&self, mode: Mode, seen: &[Seen]) -> Response {
        let modes = Mode::ALL.map(|one| {
            let (name, what) = one.words();
            context! { value => one, name, what, is_now => one == mode }
        });
        self.page(StatusCode::OK, "index.html", context! { modes, seen })
    }

    pub(super) fn consent(&self, arrival: &Arrival, version: &str) -> Response {
        self.page(
            StatusCode::OK,
            "consent.html",
            context! { arrival, version },
        )
    }

    /// The page whose form takes the signed answer back.
    pub(super) fn onward(&self, action: &str, token: &str, consent: Consent) -> Response {
        let given = consent == Consent::Given;
        self.page(
            StatusCode::OK,
            "onward.html",
            context! { action, token, given },
        )
    }

    pub(super) fn refused(&self, status: StatusCode) -> Response {
        self.page(status, "refused.html", context! {})
    }

    fn page(&self, status: StatusCode, name: &str, values: minijinja::Value) -> Response {
        let made = self
            .templates
            .get_template(name)
            .and_then(|template| template.render(values));
        match made {
            Ok(html) => {
                let policy = [(CONTENT_SECURITY_POLICY, self.policy.clone())];
                (status, policy, file("text/html; charset=utf-8", html)).into_response()
            }
            Err(error) => {
                tracing::error!(%error, name, "a page of the stand-in could not be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

impl Mode {
    /// What the page calls it, and what follows from it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Low => ("Low risk", "Logins go on."),
            Self::High => ("High risk", "Logins are refused."),
            Self::Error => ("Error 500", "The service is out of order."),
            Self::Slow => ("Slow", "The answer comes later than anybody waits."),
            Self::Drop => (
                "Hang up",
                "The connection ends in the middle of the answer.",
            ),
        }
    }
}

pub(super) async fn style() -> Response {
    let css = include_str!("../../../../demo/stand-in/stand-in.css");
    file("text/css; charset=utf-8", css).into_response()
}

pub(super) async fn onward() -> Response {
    let javascript = include_str!("../../../../demo/stand-in/onward.js");
    file("text/javascript; charset=utf-8", javascript).into_response()
}

fn file(
    content_type: &'static str,
    body: impl IntoResponse,
) -> ([(HeaderName, &'static str); 4], impl IntoResponse) {
    let headers = [
        (CONTENT_TYPE, content_type),
        // Nothing is kept that a token stands in.
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    (headers, body)
}
