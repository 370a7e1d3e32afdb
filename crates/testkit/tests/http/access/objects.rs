//! Who may call a route may still not have everything that it names: one row for each such thing.

use serde_json::json;

use super::callers::{Caller, World};

/// One request for something that is not everybody's who may call the route.
struct Object {
    /// Method and path, with `{name}` for what stands in the world.
    request: (&'static str, &'static str),
    /// At which tenant's host name; this one's when empty.
    at: &'static str,
    /// Who asks.
    caller: Caller,
    /// How it is answered.
    status: u16,
}

const fn object(
    request: (&'static str, &'static str),
    at: &'static str,
    caller: Caller,
    status: u16,
) -> Object {
    Object {
        request,
        at,
        caller,
        status,
    }
}

/// Every such thing.
#[rustfmt::skip]
const OBJECTS: &[Object] = &[
    // An action is its tenant's, and a token opens no tenant but its own.
    object(("GET", "/api/v1/actions/{action}"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}"), "", Caller::OtherOwner, 401),
    object(("GET", "/api/v1/actions/{action}"), "other", Caller::OtherOwner, 404),
    object(("DELETE", "/api/v1/actions/{action}"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/versions/1"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/versions/1/lock"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}/versions/1/lock"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/vulnerabilities"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}/vulnerabilities"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/versions/1/vulnerabilities"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}/versions/1/vulnerabilities"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/versions/1/sbom"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}/versions/1/sbom"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}/versions/1/licences"), "", Caller::Viewer, 200),
    object(("GET", "/api/v1/actions/{action}/versions/1/licences"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/actions/{action}"), "other", Caller::Owner, 401),

    // What was recorded is its tenant's.
    object(("GET", "/api/v1/recordings/{recording}"), "", Caller::Editor, 200),
    object(("GET", "/api/v1/recordings/{recording}/export"), "", Caller::Editor, 200),
    object(("GET", "/api/v1/recordings/{recording}"), "other", Caller::OtherOwner, 404),
    object(("GET", "/api/v1/recordings/{recording}/export"), "other", Caller::OtherOwner, 404),
    object(("POST", "/api/v1/recordings/{recording}/replay"), "other", Caller::OtherOwner, 404),
    object(("DELETE", "/api/v1/recordings/{recording}"), "other", Caller::OtherOwner, 404),
    object(("DELETE", "/api/v1/recordings/{recording}"), "", Caller::Editor, 204),

    // A partner's key and a token of the staff's open the same at every tenant's host name.
    object(("GET", "/api/v1/partner"), "other", Caller::Developer, 200),
    object(("GET", "/api/v1/staff/me"), "other", Caller::Reviewer, 200),
    object(("GET", "/api/v1/partner"), "nobodys", Caller::Developer, 404),
];

#[tokio::test]
async fn what_a_route_names_is_had_by_those_whose_it_is() {
    let world = World::make().await;
    let code = "exports.onExecutePostLogin = async () => {};";
    let action = world.host.bind("post-login", "own", code).await;
    let recording = crate::api::recordings::one(&world.host).await;
    let recording = recording["id"].as_str().unwrap();
    for object in OBJECTS {
        let path = object.request.1.replace("{action}", &action);
        let path = path.replace("{recording}", recording);
        assert!(!path.contains('{'), "{path}: say what stands for it");
        let name = world.host_name(object.at);
        let host = [("host", name.as_str())];
        let headers = if object.at.is_empty() { &[] } else { &host[..] };
        let request = (object.request.0, path.as_str());
        let answer = world.call(object.caller, request, headers, None).await;
        let asked = format!("{:?} {request:?} at {:?}", object.caller, object.at);
        assert_eq!(answer.status, object.status, "{asked}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_partner_is_told_of_itself_alone() {
    let world = World::make().await;
    let partner = ("GET", "/api/v1/partner");
    for (caller, slug, role) in [
        (Caller::Developer, "acme", "developer"),
        (Caller::PartnerOwner, "acme", "owner"),
        (Caller::OtherPartner, "globex", "owner"),
    ] {
        let told = world.call(caller, partner, &[], None).await.json();
        assert_eq!(told["partner"]["slug"], json!(slug));
        assert_eq!(told["member"]["role"], json!(role));
    }
}
