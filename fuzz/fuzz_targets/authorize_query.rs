//! The query of `/authorize`: whatever it says, an answer goes to a registered URI, with the state as it came.
#![no_main]

use fuzz::{ISSUER, api, clients};
use libfuzzer_sys::fuzz_target;
use oauth::{
    AuthorizationResponse, AuthorizeError, AuthorizeParams, AuthorizeRequest, Error, Params,
    Rendered,
};
use tenant::{Client, ClientKind};
use url::Url;

fuzz_target!(|query: &str| {
    let Ok(params) = Params::from_query(query) else {
        return;
    };
    let state = params.get("state").map(str::to_owned);
    let Ok(params) = AuthorizeParams::parse(params) else {
        return;
    };
    let api = api();
    let api = params
        .audience()
        .filter(|&audience| audience == api.identifier)
        .map(|_| &api);
    for client in clients() {
        match params.clone().check(Some(&client), api) {
            Err(AuthorizeError::Page(error)) => describe(&error),
            Err(AuthorizeError::Redirect { error, return_to }) => {
                describe(&error);
                lands(
                    return_to.refuse(&error, ISSUER),
                    &client,
                    state.as_deref(),
                    "error",
                );
            }
            Ok(request) => {
                granted(&request, &client);
                lands(
                    request.respond("c0de", ISSUER),
                    &client,
                    state.as_deref(),
                    "code",
                );
                lands(
                    request.refuse(&Error::LoginRequired, ISSUER),
                    &client,
                    state.as_deref(),
                    "error",
                );
            }
        }
    }
});

/// RFC 6749 section 4.1.2.1 bounds the characters of a description.
fn describe(error: &Error) {
    let text = error.to_string();
    assert!(
        text.chars()
            .all(|c| matches!(c, ' '..='~') && c != '"' && c != '\\'),
        "{text:?}"
    );
}

fn granted(request: &AuthorizeRequest, client: &Client) {
    assert!(request.code_challenge.is_some() || !client.is_public());
    assert!(
        request
            .scopes
            .iter()
            .all(|scope| request.requested_scopes.has(scope))
    );
    assert!(!request.query.contains_key("client_secret"));
    assert!(!request.query.contains_key("id_token_hint"));
    let saved = serde_json::to_vec(request).expect("a request is JSON");
    assert_eq!(
        &serde_json::from_slice::<AuthorizeRequest>(&saved).expect("its own JSON"),
        request
    );
}

fn lands(response: AuthorizationResponse, client: &Client, state: Option<&str>, said: &str) {
    let (to, fields) = match response.render() {
        Rendered::FormPost { action, fields } => {
            let url = Url::parse(&action).expect("an absolute action");
            (
                url,
                fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            )
        }
        Rendered::Redirect(location) => {
            assert!(
                location.bytes().all(|byte| byte.is_ascii_graphic()),
                "{location:?}"
            );
            let url = Url::parse(&location).expect("an absolute location");
            let answer = url
                .fragment()
                .or(url.query())
                .unwrap_or_default()
                .to_owned();
            let fields: Vec<(String, String)> = url::form_urlencoded::parse(answer.as_bytes())
                .into_owned()
                .collect();
            (url, fields)
        }
    };
    let registered = client.redirect_uris.iter().any(|uri| {
        let uri = Url::parse(uri.as_str()).expect("a registered URI");
        let port = uri.port() == to.port()
            || (client.kind == ClientKind::Native && uri.scheme() == "http");
        uri.scheme() == to.scheme() && uri.host() == to.host() && uri.path() == to.path() && port
    });
    assert!(registered && to.username().is_empty(), "{to}");
    let field = |name: &str| {
        fields
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(field("state"), state);
    assert_eq!(field("iss"), Some(ISSUER));
    assert!(field(said).is_some(), "{to}");
}
