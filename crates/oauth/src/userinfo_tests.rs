//! Tests of `userinfo`: what each scope opens, and where the token may stand.

use super::*;

fn user() -> UserClaims {
    let text = |text: &str| Some(text.to_owned());
    UserClaims {
        sub: UserId::new("auth0|1"),
        name: text("Ann B"),
        given_name: text("Ann"),
        family_name: text("B"),
        nickname: text("ann"),
        picture: None,
        updated_at: text("2026-01-01T00:00:00.000Z"),
        email: text("ann@x.example"),
        email_verified: false,
    }
}

fn check(user: &UserClaims, scopes: &str, custom: Value, expected: Result<Value, Error>) {
    let custom = custom.as_object().unwrap();
    let found = user.userinfo(&ScopeList::parse(scopes).unwrap(), custom);
    assert_eq!(found.map(Value::Object), expected, "{scopes}");
}

#[test]
fn claims_by_scope() {
    let none = || json!({});
    let profile = json!({
        "sub": "auth0|1", "name": "Ann B", "given_name": "Ann", "family_name": "B", "nickname": "ann",
        "updated_at": "2026-01-01T00:00:00.000Z",
    });
    let email = json!({"sub": "auth0|1", "email": "ann@x.example", "email_verified": false});
    check(&user(), "openid", none(), Ok(json!({"sub": "auth0|1"})));
    check(&user(), "openid profile", none(), Ok(profile));
    check(&user(), "email openid", none(), Ok(email));
    check(
        &UserClaims {
            email: None,
            ..user()
        },
        "openid email",
        none(),
        Ok(json!({"sub": "auth0|1"})),
    );
    for scopes in ["", "profile email", "OPENID"] {
        check(&user(), scopes, none(), Err(Error::InsufficientScope));
    }
}

#[test]
fn custom_claims_stand_over_the_profile_but_not_over_sub() {
    let custom = json!({"sub": "auth0|2", "name": "Bea", "plan": "gold"});
    let expected = json!({"sub": "auth0|1", "name": "Bea", "plan": "gold"});
    check(&user(), "openid", custom, Ok(expected));
}

#[test]
fn the_token_stands_in_the_header_or_the_form_once() {
    let form = Params::from_form(b"access_token=form&a=b").unwrap();
    let other = Params::from_form(b"a=b&access_token=").unwrap();
    let twice = Error::Invalid {
        name: "access_token",
        because: "must be sent once (RFC 6750 section 2)",
    };
    for (header, form, expected) in [
        (Some("Bearer head"), None, Ok("head")),
        (Some("bEARER  head "), None, Ok("head")),
        (None, Some(&form), Ok("form")),
        (Some("Basic YTpi"), Some(&form), Ok("form")),
        (Some("Bearer head"), Some(&other), Ok("head")),
        (Some("Bearer head"), Some(&form), Err(twice)),
        (Some("Bearer "), None, Err(Error::InvalidToken)),
        (Some("Bearer"), None, Err(Error::MissingToken)),
        (Some("Basic YTpi"), None, Err(Error::MissingToken)),
        (None, Some(&other), Err(Error::MissingToken)),
        (None, None, Err(Error::MissingToken)),
    ] {
        assert_eq!(bearer_token(header, form), expected, "{header:?} {form:?}");
    }
}
