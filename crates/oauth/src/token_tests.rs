//! Tests of `token`: which bodies are read, which grants are known, what the answer says.

use super::*;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The request as one line.
fn parse(content_type: Option<&str>, body: &str) -> Result<String, Error> {
    let (client, request, _) = TokenRequest::parse(content_type, None, body.as_bytes())?;
    let request = match request {
        TokenRequest::AuthorizationCode {
            code,
            redirect_uri,
            code_verifier,
        } => format!(
            "code {} {} {}",
            code.expose(),
            redirect_uri.as_deref().unwrap_or("-"),
            code_verifier.as_ref().map_or("-", Secret::expose)
        ),
        TokenRequest::ClientCredentials { audience, scopes } => {
            format!("client {} [{scopes}]", audience.as_deref().unwrap_or("-"))
        }
    };
    Ok(format!("{} {request}", client.client_id))
}

fn check(content_type: &str, body: &str, expected: Result<&str, Error>) {
    assert_eq!(
        parse(Some(content_type), body),
        expected.map(str::to_owned),
        "{content_type} {body}"
    );
}

#[test]
fn both_grants_in_both_forms() {
    let code = "app code c0de https://app.example/cb v";
    check(
        FORM,
        "grant_type=authorization_code&client_id=app&code=c0de&redirect_uri=https://app.example/cb&code_verifier=v",
        Ok(code),
    );
    check(
        JSON,
        r#"{"grant_type":"authorization_code","client_id":"app","code":"c0de","redirect_uri":"https://app.example/cb","code_verifier":"v"}"#,
        Ok(code),
    );
    check(
        FORM,
        "grant_type=authorization_code&client_id=app&code=c0de&redirect_uri=&code_verifier=",
        Ok("app code c0de - -"),
    );
    let client = "app client https://api.example/ [read write]";
    check(
        FORM,
        "grant_type=client_credentials&client_id=app&audience=https://api.example/&scope=read+write+read",
        Ok(client),
    );
    check(
        JSON,
        r#"{"grant_type":"client_credentials","client_id":"app","audience":"https://api.example/","scope":"read write"}"#,
        Ok(client),
    );
    check(
        JSON,
        r#"{"grant_type":"client_credentials","client_id":"app","scope":null}"#,
        Ok("app client - []"),
    );
}

#[test]
fn the_content_type_decides() {
    let body = "grant_type=client_credentials&client_id=app";
    for content_type in [
        FORM,
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
        " application/x-www-form-urlencoded ;x=y",
    ] {
        check(content_type, body, Ok("app client - []"));
    }
    check(
        "application/json;charset=utf-8",
        r#"{"grant_type":"client_credentials","client_id":"app"}"#,
        Ok("app client - []"),
    );
    for content_type in [
        "",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json-patch+json",
    ] {
        check(content_type, body, Err(Error::UnsupportedMediaType));
    }
    assert_eq!(parse(None, body), Err(Error::UnsupportedMediaType));
    check(JSON, body, Err(Error::MalformedJson));
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    let missing = |name| Err(Error::Missing { name });
    check(FORM, "client_id=app", missing("grant_type"));
    check(
        FORM,
        "grant_type=authorization_code&client_id=app",
        missing("code"),
    );
    check(
        FORM,
        "grant_type=authorization_code&client_id=app&code=",
        missing("code"),
    );
    check(FORM, "grant_type=client_credentials", missing("client_id"));
    for grant_type in [
        "password",
        "refresh_token",
        "implicit",
        "Authorization_Code",
        "urn:ietf:params:oauth:grant-type:device_code",
    ] {
        let unsupported = Error::UnsupportedGrantType {
            grant_type: grant_type.into(),
        };
        check(
            FORM,
            &format!("grant_type={grant_type}&client_id=app"),
            Err(unsupported),
        );
    }
    let shown = Error::UnsupportedGrantType {
        grant_type: "ab".into(),
    };
    check(FORM, "grant_type=a%22%0Ab&client_id=app", Err(shown));
    check(
        FORM,
        "grant_type=client_credentials&client_id=app&scope=a%5Cb",
        Err(Error::MalformedScope),
    );
    let twice = Error::DuplicateParameter {
        name: "code".into(),
    };
    check(
        FORM,
        "grant_type=authorization_code&code=a&code=b&client_id=app",
        Err(twice),
    );
}

#[test]
fn one_past_each_limit() {
    let body = |name: &str, length: usize| {
        format!(
            "grant_type=authorization_code&client_id=app&code=c&{name}={}",
            "x".repeat(length)
        )
        .replacen("&code=c", if name == "code" { "" } else { "&code=c" }, 1)
    };
    for (name, limit) in [
        ("code", 512),
        ("code_verifier", 256),
        ("client_secret", 512),
        ("redirect_uri", 2_000),
    ] {
        assert!(parse(Some(FORM), &body(name, limit)).is_ok(), "{name}");
        let too_long = Error::ParameterTooLong {
            name: name.into(),
            limit,
        };
        check(FORM, &body(name, limit + 1), Err(too_long));
    }
    let total = 32 * 1_024;
    let start = r#"{"grant_type":"client_credentials","client_id":"app","scope":""#;
    let padded = |length: usize| format!("{start}\"{}}}", " ".repeat(length - start.len() - 2));
    check(JSON, &padded(total), Ok("app client - []"));
    let too_large = Error::RequestTooLarge {
        limit: total,
        actual: total + 1,
    };
    check(JSON, &padded(total + 1), Err(too_large));
}

#[test]
fn the_body_an_action_sees_holds_no_secret() {
    let body = "grant_type=client_credentials&client_id=app&client_secret=s&code=c&code_verifier=v&audience=a&extra=1";
    let (_, _, params) = TokenRequest::parse(Some(FORM), None, body.as_bytes()).unwrap();
    let names: Vec<String> = params.to_map().into_keys().collect();
    assert_eq!(names, ["audience", "client_id", "extra", "grant_type"]);
}

#[test]
fn scope_is_said_when_it_differs() {
    for (requested, granted, expected) in [
        ("openid email", "email openid", None),
        ("openid", "openid email", Some("openid email")),
        ("openid no", "openid", Some("openid")),
        ("", "read", Some("read")),
        ("no", "", None),
        ("", "", None),
    ] {
        let list = |text: &str| ScopeList::parse(text).unwrap();
        let response =
            TokenResponse::bearer("at".into(), None, 60, &list(requested), &list(granted));
        assert_eq!(
            response.scope.as_deref(),
            expected,
            "{requested:?} {granted:?}"
        );
    }
}

#[test]
fn the_answer_on_the_wire() {
    let openid = ScopeList::of(["openid"]);
    let answer = |id_token: Option<&str>| {
        let response = TokenResponse::bearer(
            "at".into(),
            id_token.map(str::to_owned),
            60,
            &openid,
            &openid,
        );
        serde_json::to_value(response).unwrap()
    };
    let plain = serde_json::json!({"access_token": "at", "expires_in": 60, "token_type": "Bearer"});
    assert_eq!(answer(None), plain);
    assert_eq!(answer(Some("idt"))["id_token"], "idt");
}
