//! Tests of `client_auth`: how a client may present itself, and what proves it.

use tenant::ClientKind;

use super::*;
use crate::fixture::*;

fn parse(header: Option<&str>, body: &str) -> Result<(String, String), Error> {
    let params = Params::from_form(body.as_bytes()).unwrap();
    let presented = PresentedClient::parse(header, &params)?;
    let method = match presented.presented {
        Presented::Nothing => "none".to_owned(),
        Presented::Basic(secret) => format!("basic {}", secret.expose()),
        Presented::Post(secret) => format!("post {}", secret.expose()),
    };
    Ok((presented.client_id.as_str().to_owned(), method))
}

fn basic_header(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

fn check(header: Option<&str>, body: &str, id: &str, method: &str) {
    assert_eq!(
        parse(header, body),
        Ok((id.into(), method.into())),
        "{header:?} {body}"
    );
}

fn check_refused(header: Option<&str>, body: &str, expected: Error) {
    assert_eq!(parse(header, body), Err(expected), "{header:?} {body}");
}

#[test]
fn one_method_per_request() {
    let header = basic_header("app", "s3cret");
    check(None, "client_id=app", "app", "none");
    check(None, "client_id=app&client_secret=", "app", "none");
    check(
        None,
        "client_id=app&client_secret=s3cret",
        "app",
        "post s3cret",
    );
    check(Some(&header), "", "app", "basic s3cret");
    check(Some(&header), "client_id=app", "app", "basic s3cret");
    check(
        Some(&header.replace("Basic", "bAsIc")),
        "",
        "app",
        "basic s3cret",
    );
    check_refused(None, "", Error::Missing { name: "client_id" });
    check_refused(
        None,
        "client_secret=x",
        Error::Missing { name: "client_id" },
    );
    let other = Error::Invalid {
        name: "client_id",
        because: "must equal the one of HTTP Basic",
    };
    check_refused(Some(&header), "client_id=other", other);
    let both = "must be sent either in the body or by HTTP Basic, not both";
    let both = Error::Invalid {
        name: "client_secret",
        because: both,
    };
    check_refused(Some(&header), "client_secret=s3cret", both);
    let assertion = Error::ClientAuthentication {
        because: "client_assertion is not supported by this host",
    };
    for name in ["client_assertion", "client_assertion_type"] {
        check_refused(Some(&header), &format!("{name}=x"), assertion.clone());
        check_refused(None, &format!("client_id=app&{name}=x"), assertion.clone());
    }
}

#[test]
fn both_parts_of_basic_are_form_encoded() {
    for (id, secret, expected_id, expected) in [
        ("app", "a%3Ab", "app", "a:b"),
        ("app", "a:b", "app", "a:b"),
        ("a%25pp", "a+b", "a%pp", "a b"),
        ("app", "a&b=c", "app", "a&b=c"),
        ("app", "100%", "app", "100%"),
        ("app", "", "app", ""),
    ] {
        check(
            Some(&basic_header(id, secret)),
            "",
            expected_id,
            &format!("basic {expected}"),
        );
    }
}

#[test]
fn what_is_not_basic_is_refused() {
    let malformed = Error::ClientAuthentication {
        because: "the Authorization header is not HTTP Basic",
    };
    let encoded = |bytes: &[u8]| format!("Basic {}", STANDARD.encode(bytes));
    for header in [
        String::new(),
        "Basic".into(),
        "Basic ****".into(),
        "Bearer abc".into(),
        encoded(b"no colon"),
        encoded(b"app:\xff"),
        format!("Basic {}", "A".repeat(2_049)),
    ] {
        check_refused(Some(&header), "client_id=app", malformed.clone());
    }
    let longest = basic_header("app", &"x".repeat(1_532));
    assert_eq!(longest.len(), "Basic ".len() + 2_048);
    assert!(parse(Some(&longest), "").is_ok());
}

#[test]
fn an_id_that_is_none_reads_like_a_wrong_secret() {
    let unauthorized = Error::ClientAuthentication {
        because: "Unauthorized",
    };
    check_refused(None, "client_id=a%20b", unauthorized.clone());
    check_refused(None, "client_id=%C3%A4", unauthorized.clone());
    check_refused(Some(&basic_header("", "x")), "", unauthorized.clone());
    check_refused(Some(&basic_header(&"a".repeat(129), "x")), "", unauthorized);
}

#[test]
fn every_kind_of_client_with_every_proof() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let unknown = authenticate(None, &presented(Presented::Nothing));
    let refused = Error::ClientAuthentication {
        because: "Unauthorized",
    };
    assert_eq!(unknown, Err(refused.clone()));
    for (kind, proof, expected) in [
        (ClientKind::Spa, Presented::Nothing, true),
        (ClientKind::Spa, Presented::Post(secret("s3cret")), false),
        (ClientKind::Spa, Presented::Basic(secret("")), false),
        (ClientKind::Native, Presented::Nothing, true),
        (ClientKind::Web, Presented::Nothing, false),
        (ClientKind::Web, Presented::Post(secret("s3cret")), true),
        (ClientKind::Web, Presented::Basic(secret("s3cret")), true),
        (ClientKind::Web, Presented::Basic(secret("older")), true),
        (ClientKind::Web, Presented::Post(secret("s3cretx")), false),
        (ClientKind::Web, Presented::Post(secret("")), false),
        (ClientKind::M2m, Presented::Nothing, false),
        (ClientKind::M2m, Presented::Basic(secret("s3cret")), true),
    ] {
        let client = client(kind);
        let text = format!("{kind:?} {proof:?}");
        let found = authenticate(Some(&client), &presented(proof));
        assert_eq!(
            found,
            if expected {
                Ok(&client)
            } else {
                Err(refused.clone())
            },
            "{text}"
        );
    }
}

#[test]
fn no_proof_is_shown() {
    let shown = format!(
        "{:?}",
        presented(Presented::Post(Secret::new("hunter2".into())))
    );
    assert!(!shown.contains("hunter2"), "{shown}");
}

fn presented(presented: Presented) -> PresentedClient {
    PresentedClient {
        client_id: ClientId::new("app"),
        presented,
    }
}
