//! The access table: every route of `/api/v1` for every role, and host names.

use http_routes::{Access, ROUTES, Verb};
use server::http as http_routes;
use testkit::TestHost;

fn method(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
        Verb::Put => "PUT",
        Verb::Patch => "PATCH",
        Verb::Delete => "DELETE",
    }
}

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
            .replace("{name}", "n");
        let path = path.replace("{trigger}", "post-login");
        let anonymous = host
            .browser()
            .call(method(route.verb), &path, &[], None)
            .await
            .status;
        match route.access {
            Access::Administrator(needed) => {
                assert_eq!(anonymous, 401, "{path}");
                let wrong = [("authorization", "Bearer lat_unknown")];
                assert_eq!(
                    host.browser()
                        .call(method(route.verb), &path, &wrong, None)
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
                        .call(method(route.verb), &path, &headers, None)
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
                        .call(method(route.verb), &path, &foreign, None)
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
