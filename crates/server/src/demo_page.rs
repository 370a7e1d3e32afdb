//! The demo's application page, served on an origin of its own, and what `make demo` tells whoever started it.

use std::path::Path;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::IntoResponse;
use axum::routing::get;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const JSON: &str = "application/json";

/// The page's files: path, content type, bytes. They are compiled in, so the page needs no network and no build.
const FILES: [(&str, &str, &str); 4] = [
    ("/", HTML, include_str!("../../../demo/index.html")),
    ("/app.css", CSS, include_str!("../../../demo/app.css")),
    ("/app.js", JAVASCRIPT, include_str!("../../../demo/app.js")),
    (
        "/oidc-client-ts.min.js",
        JAVASCRIPT,
        include_str!("../../../demo/vendor/oidc-client-ts.min.js"),
    ),
];

/// The administrator's two actions, by name, in the order they run.
pub const ACTIONS: [(&str, &str); 2] = [
    (
        "add-claim",
        include_str!("../../../demo/actions/add-claim.js"),
    ),
    (
        "refuse-domain",
        include_str!("../../../demo/actions/refuse-domain.js"),
    ),
];

/// What the page must know to sign in: the issuer with its trailing slash, its own client id, the API it asks for.
#[derive(Debug, Clone, serde::Serialize)]
pub struct PageConfig {
    /// The tenant's issuer.
    pub issuer: String,
    /// The public client's id.
    pub client_id: String,
    /// The audience of the access token.
    pub audience: String,
}

/// What is told at start.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'a> {
    /// Where the demo app is.
    pub app_url: &'a str,
    /// Where Latchwork is.
    pub issuer: &'a str,
    /// The account that exists.
    pub user: &'a str,
    /// Its password.
    pub password: &'a str,
    /// The file that holds all of this and the clients' secrets.
    pub file: &'a Path,
}

/// Serves the page. The browser may run and read only what comes from here, and talk to `config.issuer`.
pub fn router(config: &PageConfig) -> Router {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' {}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        config.issuer.trim_end_matches('/')
    );
    let policy =
        HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let config = serde_json::json!(config).to_string();
    let mut router =
        Router::new().route("/config.json", get(async move || file(JSON, config, None)));
    for (path, content_type, body) in FILES {
        let policy = (content_type == HTML).then(|| policy.clone());
        router = router.route(path, get(async move || file(content_type, body, policy)));
    }
    router
}

/// The text for the terminal, after everything listens.
#[must_use]
pub fn announcement(demo: Announcement<'_>) -> String {
    let Announcement {
        app_url,
        issuer,
        user,
        password,
        file,
    } = demo;
    format!(
        "
Latchwork is ready.

  Open      {app_url}
  Sign in   {user}
  Password  {password}

  Latchwork itself: {issuer}
  Everything the demo created, secrets included: {}

What to try
  1. Press \"Sign in\" and use the account above. The action add-claim put the claims that
     begin with https://demo.example/ into both tokens.
  2. Sign out, press \"Sign up\" and take an address such as you@refused.example. The action
     refuse-domain refuses it; the app shows the reason.
  3. Press \"Sign in\" a second time: no password is asked, and the actions run again.

Ctrl-C ends it. The next start finds everything as it was.
",
        file.display()
    )
}

fn file(
    content_type: &'static str,
    body: impl IntoResponse,
    policy: Option<HeaderValue>,
) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CACHE_CONTROL, "no-cache"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    let policy = policy.map(|policy| [(CONTENT_SECURITY_POLICY, policy)]);
    (policy, headers, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_the_page_names_is_served() {
        let html = FILES[0].2;
        let named = html
            .split(['"'])
            .filter(|word| word.ends_with(".js") || word.ends_with(".css"));
        for name in named {
            assert!(
                FILES
                    .iter()
                    .any(|(path, _, _)| path.trim_start_matches('/') == name),
                "{name} is not served"
            );
        }
    }

    #[test]
    fn the_announcement_says_what_to_open_and_how_to_sign_in() {
        let text = announcement(Announcement {
            app_url: "http://localhost:4401/",
            issuer: "http://localhost:4400/",
            user: "ada@example.org",
            password: "a password",
            file: Path::new(".latchwork/demo.json"),
        });
        for part in [
            "http://localhost:4401/",
            "ada@example.org",
            "a password",
            ".latchwork/demo.json",
            "Ctrl-C",
        ] {
            assert!(text.contains(part), "{part} is missing");
        }
    }
}
