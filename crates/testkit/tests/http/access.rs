//! The access table: every route of `/api/v1` for every role, and host names.

use http_routes::{Access, ROUTES, Verb};
use server::http as http_routes;
use testkit::TestHost;

#[tokio::test]
async fn every_route_lets_in_whom_the_table_names_and_nobody_else() {
    let host = TestHost::start().await;
    let tokens = [
        ("viewer", host.admin_token("viewer").await),
        ("editor", host.admin_token("editor").await),
    ];
    for route in ROUTES {
        let path = route
            .path
            .replace("{id}", "none")
            .replace("{number}", "1")
            .replace("{name}", "n")
            .replace("{kid}", "none");
        let path = path.replace("{trigger}", "post-login");
        let anonymous = host
            .browser()
            .call(route.verb.as_str(), &path, &[], None)
            .await
            .status;
        match route.access {
            Access::Administrator(needed) => {
                assert_eq!(anonymous, 401, "{path}");
                let wrong = [("authorization", "Bearer lat_unknown")];
                assert_eq!(
                    host.browser()
                        .call(route.verb.as_str(), &path, &wrong, None)
                        .await
                        .status,
                    401,
                    "{path}"
                );
                for (role, token) in &tokens {
                    let bearer = format!("Bearer {token}");
                    let headers = [("authorization", bearer.as_str())];
                    let status = host
                        .browser()
                        .call(route.verb.as_str(), &path, &headers, None)
                        .await
                        .status;
                    let allowed = *role == "editor" && format!("{needed:?}") == "Editor"
                        || format!("{needed:?}") == "Viewer";
                    assert_eq!(status != 403, allowed, "{role} {path}: {status}");
                }
            }
            Access::AccessToken => assert_eq!(anonymous, 401, "{path}"),
            Access::OwnForm => {
                let foreign = [("sec-fetch-site", "cross-site")];
                assert_eq!(
                    host.browser()
                        .call(route.verb.as_str(), &path, &foreign, None)
                        .await
                        .status,
                    403,
                    "{path}"
                );
            }
            Access::Public | Access::Browser | Access::Client => {
                assert!(
                    anonymous != 401 && anonymous != 403 || path == "/oauth/token",
                    "{path}: {anonymous}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_head_of_a_browser_route_does_nothing() {
    let host = TestHost::start().await;
    let rows = ROUTES.iter().filter(|route| route.verb == Verb::Get);
    for route in rows {
        let answer = host.browser().call("HEAD", route.path, &[], None).await;
        let refused = answer.status == 405 && answer.header("allow").starts_with("GET");
        assert_eq!(refused, route.access == Access::Browser, "{}", route.path);
    }
    let answer = host.browser().call("HEAD", "/authorize", &[], None).await;
    assert_eq!(answer.header("allow"), "GET, POST");
}

#[tokio::test]
async fn an_unknown_host_name_is_nobodys() {
    let host = TestHost::start().await;
    for name in [
        "evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "other.localhost",
    ] {
        let answer = host
            .browser()
            .call("GET", "/.well-known/jwks.json", &[("host", name)], None)
            .await;
        assert_eq!(answer.status, 404, "{name}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    for name in ["localhost", "127.0.0.1:1", "[::1]:4400"] {
        let answer = host
            .browser()
            .call("GET", "/.well-known/jwks.json", &[("host", name)], None)
            .await;
        assert_eq!(answer.status, 200, "{name}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_pages_apart() {
    let host = TestHost::start().await;
    for path in [
        "/authorize",
        "/nothing/here",
        "/api/v1/actions",
        "/oidc/logout",
    ] {
        let answer = host.browser().get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(answer.header("x-request-id").starts_with("req_"), "{path}");
    }
}
