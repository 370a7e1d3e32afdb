//! The demo's application page, served on origins of its own, and what `make demo` tells whoever started it.

mod application;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::IntoResponse;
use axum::routing::get;

use crate::{DemoFile, MarketFile};

pub use application::{OtherApp, PageConfig};

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

/// What is told at start.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'a> {
    /// What the demo created.
    pub demo: &'a DemoFile,
    /// The file that holds all of it and the clients' secrets.
    pub file: &'a Path,
}

/// One of the applications, ready to be served.
struct Site {
    /// Its host name and port.
    host: String,
    config: String,
    policy: HeaderValue,
}

/// Serves the page as the application whose host name is asked, or as the first. The browser may run and read only what
/// comes from here, and talk to that application's issuer.
pub fn router(applications: &[PageConfig]) -> Router {
    let sites: Arc<[Site]> = applications.iter().map(site).collect();
    let config = {
        let sites = Arc::clone(&sites);
        get(async move |headers: HeaderMap| {
            let config = at(&sites, &headers).map(|site| site.config.clone());
            file(JSON, config.unwrap_or_default(), None)
        })
    };
    let mut router = Router::new().route("/config.json", config);
    for (path, content_type, body) in FILES {
        let sites = Arc::clone(&sites);
        let handler = get(async move |headers: HeaderMap| {
            let policy = at(&sites, &headers).map(|site| site.policy.clone());
            file(content_type, body, policy.filter(|_| content_type == HTML))
        });
        router = router.route(path, handler);
    }
    router
}

fn site(application: &PageConfig) -> Site {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' {}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        application.issuer.trim_end_matches('/')
    );
    let (_, host) = application.url.split_once("://").unwrap_or_default();
    Site {
        host: host.trim_end_matches('/').to_owned(),
        config: serde_json::json!(application).to_string(),
        policy: HeaderValue::try_from(policy)
            .unwrap_or(HeaderValue::from_static("default-src 'none'")),
    }
}

fn at<'a>(sites: &'a [Site], headers: &HeaderMap) -> Option<&'a Site> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let named = sites.iter().find(|site| Some(&*site.host) == host);
    named.or(sites.first())
}

/// The text for the terminal, after everything listens.
#[must_use]
pub fn announcement(told: Announcement<'_>) -> String {
    let DemoFile {
        app_url,
        issuer,
        user,
        password,
        ..
    } = told.demo;
    let market = told.demo.market.as_ref().map(market).unwrap_or_default();
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
{market}
Ctrl-C ends it. The next start finds everything as it was.
",
        told.file.display()
    )
}

fn market(market: &MarketFile) -> String {
    let MarketFile {
        stand_in_url,
        shop_app_url,
        shop_user,
        shop_password,
        ..
    } = market;
    format!(
        "
Three integrations of a partner run after these actions; they went the partner's whole way.
  4. member-plan put https://shop.example/plan into the tokens.
  5. risk-check asks the partner's service, which this demo stands in for: {stand_in_url}
     Have it say \"High risk\", or nothing at all, and sign in again.
  6. consent-page asks users of the application that requires it: follow the link on the page.

The shop is another company on the same Latchwork: {shop_app_url}
  Sign in as {shop_user} with {shop_password}
  docs/guides/first-integration.md takes an integration of yours from an empty folder to there.
"
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
        let demo = DemoFile {
            issuer: "http://localhost:4400/".to_owned(),
            app_url: "http://localhost:4401/".to_owned(),
            user: "ada@example.org".to_owned(),
            password: "a password".to_owned(),
            ..DemoFile::default()
        };
        let text = announcement(Announcement {
            demo: &demo,
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
