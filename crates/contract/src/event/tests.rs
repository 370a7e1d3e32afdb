//! Events on the wire: what comes in goes out, what is absent stays absent.

use serde_json::json;

use super::*;

fn check(trigger: Trigger, event: Value) {
    let read = Event::read(trigger, event.clone()).unwrap();
    assert_eq!(read.trigger(), trigger);
    assert_eq!(read.to_json().unwrap(), event);
    let saved = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&saved).unwrap(), read);
}

fn request() -> Value {
    json!({"ip": "192.0.2.1", "method": "GET", "geoip": {"cityName": "Oslo", "latitude": 59.9}, "hostname": "acme.example"})
}

fn user() -> Value {
    json!({
        "user_id": "auth0|1", "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z",
        "email_verified": true, "app_metadata": {}, "user_metadata": {"a": [1]}, "email": "a@example.com",
    })
}

fn with(mut base: Value, more: Value) -> Value {
    base.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    base
}

#[test]
fn post_login() {
    check(
        Trigger::PostLogin,
        json!({
            "client": {"client_id": "c", "name": "App", "metadata": {"A": "1"}, "refresh_token": {"policies": [{"audience": "x"}]}},
            "connection": {"id": "con_1", "name": "db", "strategy": "auth0"},
            "request": with(request(), json!({"query": {"scope": "openid"}, "body": {}, "asn": "64500"})),
            "stats": {"logins_count": 3}, "tenant": {"id": "acme"},
            "user": with(user(), json!({"identities": [{"isSocial": false, "profileData": {"a": "b"}}], "enrolledFactors": [{"type": "otp"}]})),
            "authentication": {
                "methods": [{"name": "mfa", "timestamp": "2026-01-01T00:00:00.000Z", "type": "otp"}],
                "riskAssessment": {"confidence": "low", "version": "1", "assessments": {"UntrustedIP": {"code": "found_on_deny_list", "confidence": "low", "details": {"ip": "192.0.2.1"}}}},
            },
            "authorization": {"roles": ["admin"]}, "experiment": null,
            "session": {"id": "s", "cookie": {"mode": "non-persistent"}},
            "transaction": {"metadata": {"a": 1}, "protocol": "oidc-basic-profile", "response_mode": "form_post", "actor": {"sub": "a", "act": {"sub": "b"}}},
        }),
    );
}

#[test]
fn credentials_exchange() {
    check(
        Trigger::CredentialsExchange,
        json!({
            "accessToken": {"customClaims": {"https://a.example/b": 1}, "scope": ["read"]},
            "client": {"client_id": "c", "name": "Job", "metadata": {}},
            "request": with(request(), json!({"body": {"grant_type": "client_credentials"}})),
            "resource_server": {"identifier": "https://api.example"}, "tenant": {"id": "acme"},
            "transaction": {"requested_scopes": ["read"]},
        }),
    );
}

#[test]
fn registration() {
    let connection = json!({"id": "con_1", "name": "db", "strategy": "auth0"});
    check(
        Trigger::PreUserRegistration,
        json!({
            "connection": connection, "tenant": {"id": "acme"}, "user": {"email": "a@example.com"},
            "request": with(request(), json!({"body": {"ulp-plan": "gold"}})),
            "transaction": {"acr_values": [], "locale": "en", "requested_scopes": [], "ui_locales": []},
        }),
    );
    check(
        Trigger::PostUserRegistration,
        json!({"connection": connection, "tenant": {"id": "acme"}, "user": user(), "experiment": {"experiment_id": "e", "variation_id": "v", "config": {}, "is_control": true}}),
    );
}

#[test]
fn password_and_phone() {
    check(
        Trigger::PostChangePassword,
        json!({"connection": {"id": "con_1", "name": "db", "strategy": "auth0"}, "tenant": {"id": "acme"}, "request": request(), "user": {"user_id": "auth0|1"}}),
    );
    check(
        Trigger::SendPhoneMessage,
        json!({
            "message_options": {"action": "second-factor-authentication", "code": "123456", "message_type": "sms", "recipient": "+4712345678", "text": "123456"},
            "request": request(), "tenant": {"id": "acme"}, "user": with(user(), json!({"identities": []})),
        }),
    );
}

#[test]
fn a_missing_field_is_named() {
    let error = Event::read(Trigger::PostLogin, json!({"client": {}})).unwrap_err();
    assert!(error.to_string().contains("missing field"), "{error}");
}

#[test]
fn secrets_and_configuration_are_always_objects() {
    let secrets = BTreeMap::from([("KEY".to_owned(), "v".to_owned())]);
    let event = Map::from_iter([("secrets".to_owned(), json!("forged"))]);
    let event = with_secrets(event, &secrets, &BTreeMap::new());
    assert_eq!(
        Value::Object(event),
        json!({"secrets": {"KEY": "v"}, "configuration": {}})
    );
}

#[test]
fn numbers_come_back_as_the_same_numbers() {
    // 2e108 is one that an inexact parser reads one last bit off.
    let text = json!({"tenant": {"id": "acme"}, "user": with(user(), json!({"identities": []})), "request": with(request(), json!({
        "geoip": {"latitude": 2e108, "longitude": 4.9e-324},
    })), "message_options": {"action": "enrollment", "code": "1", "message_type": "sms", "recipient": "+47", "text": "1"}});
    let text = text.to_string();
    let event = Event::read(
        Trigger::SendPhoneMessage,
        serde_json::from_str(&text).unwrap(),
    )
    .unwrap();
    let written = event.to_json().unwrap();
    assert_eq!(written["request"]["geoip"]["latitude"], json!(2e108));
    let again = Event::read(
        Trigger::SendPhoneMessage,
        serde_json::from_str(&written.to_string()).unwrap(),
    );
    assert_eq!(again.unwrap(), event);
}
