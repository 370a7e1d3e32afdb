//! The access table: every route for every caller, and host names.

mod callers;
mod objects;
mod steps;

use callers::{Caller, World};
use http_routes::{Access, AdminRole, MemberRole, ROUTES, Route, StaffRole, Verb};
use server::http as http_routes;
use testkit::TestHost;

/// What the table says to one caller of one route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// The handler is reached; what it answers is its own.
    Through,
    /// 401.
    WhoAreYou,
    /// 403.
    NotYou,
    /// The request itself says who calls; a token says nothing.
    ByTheRequest,
}

/// What each access says to each caller. There is no wildcard: a new access or caller has to be thought of here.
fn expected(access: Access, caller: Caller) -> Expected {
    match access {
        Access::Public | Access::Browser => Expected::Through,
        Access::OwnForm | Access::Client => Expected::ByTheRequest,
        Access::AccessToken if caller == Caller::User => Expected::Through,
        Access::AccessToken => Expected::WhoAreYou,
        Access::Administrator(needed) => enough(admin_role(caller).map(|role| role >= needed)),
        Access::Partner(needed) => enough(member_role(caller).map(|role| role >= needed)),
        Access::Staff(roles) => enough(staff_role(caller).map(|role| roles.contains(&role))),
    }
}

fn enough(allowed: Option<bool>) -> Expected {
    match allowed {
        Some(true) => Expected::Through,
        Some(false) => Expected::NotYou,
        None => Expected::WhoAreYou,
    }
}

fn admin_role(caller: Caller) -> Option<AdminRole> {
    match caller {
        Caller::Viewer => Some(AdminRole::Viewer),
        Caller::Editor => Some(AdminRole::Editor),
        Caller::Owner => Some(AdminRole::Owner),
        // This token is good, at the other tenant's host name.
        Caller::OtherOwner => None,
        Caller::Nobody | Caller::Unknown | Caller::User => None,
        Caller::Developer | Caller::PartnerOwner | Caller::OtherPartner => None,
        Caller::Reviewer | Caller::OtherReviewer | Caller::Author | Caller::Operator => None,
    }
}

fn member_role(caller: Caller) -> Option<MemberRole> {
    match caller {
        Caller::Developer => Some(MemberRole::Developer),
        Caller::PartnerOwner | Caller::OtherPartner => Some(MemberRole::Owner),
        Caller::Nobody | Caller::Unknown | Caller::User => None,
        Caller::Viewer | Caller::Editor | Caller::Owner | Caller::OtherOwner => None,
        Caller::Reviewer | Caller::OtherReviewer | Caller::Author | Caller::Operator => None,
    }
}

fn staff_role(caller: Caller) -> Option<StaffRole> {
    match caller {
        Caller::Reviewer | Caller::OtherReviewer | Caller::Author => Some(StaffRole::Reviewer),
        Caller::Operator => Some(StaffRole::Operator),
        Caller::Nobody | Caller::Unknown | Caller::User => None,
        Caller::Viewer | Caller::Editor | Caller::Owner | Caller::OtherOwner => None,
        Caller::Developer | Caller::PartnerOwner | Caller::OtherPartner => None,
    }
}

/// A path of the route that names nothing there is.
fn path(route: &Route) -> String {
    let mut path = route.path.to_owned();
    for (segment, value) in [
        ("{id}", "none"),
        ("{name}", "n"),
        ("{kid}", "none"),
        ("{number}", "1"),
        ("{trigger}", "post-login"),
        ("{slug}", "none"),
        ("{version}", "1.0.0"),
        ("{digest}", "sha256:none"),
    ] {
        path = path.replace(segment, value);
    }
    assert!(!path.contains('{'), "{path}: say what stands for it");
    path
}

#[tokio::test]
async fn every_route_lets_in_whom_the_table_names_and_nobody_else() {
    let world = World::make().await;
    let mut asked = 0;
    for route in ROUTES {
        let path = path(route);
        let request = (route.verb.as_str(), path.as_str());
        let nobody = world.call(Caller::Nobody, request, &[], None).await.status;
        for caller in Caller::ALL {
            let answer = world.call(caller, request, &[], None).await;
            asked += 1;
            let said = format!("{caller:?} {request:?}: {} {}", answer.status, answer.body);
            assert_ne!(answer.status, 405, "{said}");
            match expected(route.access, caller) {
                Expected::Through => assert!(!matches!(answer.status, 401 | 403), "{said}"),
                Expected::WhoAreYou => {
                    assert_eq!(answer.status, 401, "{said}");
                    let challenge = answer.header("www-authenticate");
                    assert!(challenge.starts_with("Bearer "), "{said}");
                }
                Expected::NotYou => {
                    assert_eq!(answer.status, 403, "{said}");
                    let detail = answer.text("detail");
                    assert!(detail.contains("has the role"), "{said}");
                }
                Expected::ByTheRequest => {
                    assert_eq!(answer.status, nobody, "{said}");
                    assert!((400..500).contains(&answer.status), "{said}");
                }
            }
        }
    }
    assert_eq!(asked, ROUTES.len() * Caller::ALL.len());
}

#[tokio::test]
async fn a_form_of_ours_is_taken_from_our_pages_alone() {
    let host = TestHost::start().await;
    for route in ROUTES.iter().filter(|row| row.access == Access::OwnForm) {
        let foreign = [("sec-fetch-site", "cross-site")];
        let answer = host
            .browser()
            .call(route.verb.as_str(), route.path, &foreign, None)
            .await;
        assert_eq!(answer.status, 403, "{}", route.path);
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
