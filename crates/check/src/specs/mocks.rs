//! What the mocks of a partner's template are made of: a sound event of each flow, and the methods of its `api`.

use contract::Trigger;
use contract::method::{Returns, methods};
use serde_json::{Value, json};

use super::library::AXIOS;

/// The flows by the names that templates give them. Triggers are known by their own ids as well.
const FLOWS: &[(&str, Trigger)] = &[
    ("post-login", Trigger::PostLogin),
    ("client-credentials", Trigger::CredentialsExchange),
    ("pre-user-registration", Trigger::PreUserRegistration),
    ("post-user-registration", Trigger::PostUserRegistration),
    ("post-password-change", Trigger::PostChangePassword),
    ("phone-message", Trigger::SendPhoneMessage),
    ("credentials-exchange", Trigger::CredentialsExchange),
    ("post-change-password", Trigger::PostChangePassword),
    ("send-phone-message", Trigger::SendPhoneMessage),
];

/// All flows as the test library reads them: a JSON text.
pub(super) fn flows() -> String {
    let flows: Vec<Value> = FLOWS
        .iter()
        .map(|&(name, trigger)| {
            let methods: Vec<Value> = methods(trigger)
                .iter()
                .map(
                    |method| json!({"path": method.path, "chains": method.returns == Returns::Api}),
                )
                .collect();
            json!({"name": name, "event": event(trigger), "methods": methods})
        })
        .collect();
    Value::Array(flows).to_string()
}

/// The mocks as files that stand in the folder beside `integration/`, for those who run their specs in Jest as well.
pub fn files() -> Vec<(String, String)> {
    let mut files = vec![("__mocks__/axios.js".to_owned(), AXIOS.to_owned())];
    for &(name, trigger) in FLOWS {
        let event = event(trigger);
        let event = format!(
            "const makeEventMock = () => ({event:#});\nmodule.exports = {{ makeEventMock, eventMock: makeEventMock() }};\n"
        );
        files.push((format!("__mocks__/event-{name}.js"), event));
        files.push((format!("__mocks__/api-{name}.js"), api_file(trigger)));
    }
    files
}

fn api_file(trigger: Trigger) -> String {
    let methods: Vec<Value> = methods(trigger)
        .iter()
        .map(|method| json!([method.path, method.returns == Returns::Api]))
        .collect();
    API.replace("METHODS", &Value::Array(methods).to_string())
}

/// `api` as a file: a tree of mock functions, of which those that give back the whole `api` do so.
const API: &str = "const makeApiMock = () => {
  const apiMock = {};
  for (const [path, chains] of METHODS) {
    const names = path.split('.');
    const last = names.pop();
    let at = apiMock;
    for (const name of names) at = at[name] ??= {};
    at[last] = jest.fn(chains ? () => apiMock : undefined).mockName(`api.${path}`);
  }
  return apiMock;
};
module.exports = { apiMock: makeApiMock(), makeApiMock };
";

/// A sound event with every part that is usual, secrets and configuration empty.
pub fn event(trigger: Trigger) -> Value {
    let mut event = json!({
        "secrets": {}, "configuration": {},
        "tenant": {"id": "acme"},
    });
    let own = match trigger {
        Trigger::PostLogin => post_login(),
        Trigger::CredentialsExchange => credentials_exchange(),
        Trigger::PreUserRegistration => pre_user_registration(),
        Trigger::PostUserRegistration => json!({
            "connection": connection(), "request": request(), "transaction": asked(), "user": user(),
        }),
        Trigger::PostChangePassword => json!({
            "connection": connection(), "request": request(),
            "user": {
                "user_id": USER_ID, "email": "ann@example.com", "email_verified": true, "username": "ann",
                "last_password_reset": "2026-01-04T10:00:00.000Z",
            },
        }),
        Trigger::SendPhoneMessage => send_phone_message(),
    };
    merge(&mut event, own);
    event
}

const USER_ID: &str = "auth0|5f7c8ec7c33c6c004bbafe82";

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

fn with(mut base: Value, more: Value) -> Value {
    merge(&mut base, more);
    base
}

fn client() -> Value {
    json!({"client_id": "client_8Qz1x0", "name": "Shop", "metadata": {}})
}

fn connection() -> Value {
    json!({"id": "con_fpe5kj482KO1eOzQ", "name": "Username-Password-Authentication", "strategy": "auth0", "metadata": {}})
}

fn request() -> Value {
    json!({
        "ip": "203.0.113.7", "method": "POST", "hostname": "acme.example.com", "language": "en",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "geoip": {
            "cityName": "Oslo", "continentCode": "EU", "countryCode": "NO", "countryCode3": "NOR",
            "countryName": "Norway", "subdivisionCode": "03", "subdivisionName": "Oslo",
            "timeZone": "Europe/Oslo", "latitude": 59.9139, "longitude": 10.7522,
        },
    })
}

fn user() -> Value {
    json!({
        "user_id": USER_ID, "email": "ann@example.com", "email_verified": true, "name": "Ann Example",
        "given_name": "Ann", "family_name": "Example", "nickname": "ann", "username": "ann",
        "picture": "https://example.com/ann.png", "phone_number": "+4722222222", "phone_verified": true,
        "created_at": "2026-01-02T10:00:00.000Z", "updated_at": "2026-01-03T10:00:00.000Z",
        "app_metadata": {}, "user_metadata": {},
    })
}

/// What an application asked for.
fn asked() -> Value {
    json!({
        "acr_values": [], "locale": "en", "requested_scopes": ["openid", "profile", "email"], "ui_locales": ["en"],
        "prompt": [], "protocol": "oidc-basic-profile", "redirect_uri": "https://shop.example/callback",
        "response_mode": "query", "response_type": ["code"], "state": "af0ifjsldkj",
    })
}

fn post_login() -> Value {
    json!({
        "authentication": {"methods": [{"name": "pwd", "timestamp": "2026-01-05T09:59:58.000Z"}]},
        "authorization": {"roles": []},
        "client": client(),
        "connection": connection(),
        "organization": {"id": "org_W0dVbTZjvGKwqYaA", "name": "acme-shops", "display_name": "Acme Shops", "metadata": {}},
        "request": with(request(), json!({"query": {}, "body": {}, "asn": "64500"})),
        "resource_server": {"identifier": "https://api.shop.example"},
        "session": {
            "id": "session_1", "user_id": USER_ID, "created_at": "2026-01-05T09:59:58.000Z",
            "authenticated_at": "2026-01-05T09:59:58.000Z", "clients": [{"client_id": "client_8Qz1x0"}],
        },
        "stats": {"logins_count": 3},
        "transaction": with(asked(), json!({"id": "transaction_1", "metadata": {}})),
        "user": with(user(), json!({
            "identities": [{
                "connection": "Username-Password-Authentication", "provider": "auth0",
                "user_id": "5f7c8ec7c33c6c004bbafe82", "isSocial": false,
            }],
            "enrolledFactors": [], "multifactor": [],
        })),
    })
}

fn credentials_exchange() -> Value {
    json!({
        "accessToken": {"customClaims": {}, "scope": ["read:orders"]},
        "client": client(),
        "request": with(request(), json!({"body": {"audience": "https://api.shop.example", "grant_type": "client_credentials"}})),
        "resource_server": {"identifier": "https://api.shop.example"},
        "transaction": {"requested_scopes": ["read:orders"], "target_scopes": ["read:orders"]},
    })
}

fn pre_user_registration() -> Value {
    json!({
        "client": client(),
        "connection": connection(),
        "request": with(request(), json!({"body": {}})),
        "transaction": asked(),
        "user": {
            "email": "ann@example.com", "name": "Ann Example", "given_name": "Ann", "family_name": "Example",
            "nickname": "ann", "username": "ann", "picture": "https://example.com/ann.png",
            "phone_number": "+4722222222", "app_metadata": {}, "user_metadata": {},
        },
    })
}

fn send_phone_message() -> Value {
    json!({
        "client": client(),
        "message_options": {
            "recipient": "+4722222222", "text": "123456 is your code for Shop", "code": "123456",
            "message_type": "sms", "action": "second-factor-authentication",
        },
        "request": request(),
        "user": user(),
    })
}

#[cfg(test)]
mod tests {
    use contract::event::Event;

    use super::*;

    #[test]
    fn every_event_is_one_that_a_host_could_send() {
        for trigger in Trigger::ALL {
            let mut event = event(trigger);
            let read = Event::read(trigger, event.clone()).unwrap();
            for own in ["secrets", "configuration"] {
                assert!(event.as_object_mut().unwrap().remove(own).is_some());
            }
            assert_eq!(read.to_json().unwrap(), event, "{trigger}");
        }
    }
}
