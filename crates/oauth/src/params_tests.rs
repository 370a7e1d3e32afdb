//! Tests of `params`: what is read, what is refused, one past every limit.

use super::*;

#[test]
fn a_query_and_a_body_read_alike() {
    let query = Params::from_query("state=a%20b&scope=openid+email&empty=").unwrap();
    let json =
        Params::from_json(br#"{"state":"a b","scope":"openid email","empty":"","max_age":null}"#)
            .unwrap();
    assert_eq!(query, json);
    assert_eq!(query.get("state"), Some("a b"));
    assert_eq!(query.get("empty"), None);
    assert_eq!(query.to_map().len(), 3);
}

#[test]
fn numbers_are_read_as_text_and_objects_refused() {
    assert_eq!(
        Params::from_json(br#"{"max_age":60}"#)
            .unwrap()
            .get("max_age"),
        Some("60")
    );
    assert_eq!(
        Params::from_json(br#"{"code":{}}"#),
        Err(Error::NotText {
            name: "code".into()
        })
    );
    assert_eq!(Params::from_json(b"[]"), Err(Error::MalformedJson));
    assert_eq!(Params::from_json(b"{"), Err(Error::MalformedJson));
}

#[test]
fn a_name_sent_twice_is_refused() {
    let duplicate = Err(Error::DuplicateParameter {
        name: "state".into(),
    });
    assert_eq!(Params::from_query("state=a&state=b"), duplicate);
    assert_eq!(Params::from_query("state=&state="), duplicate);
    assert_eq!(
        Params::from_json(br#"{"state":"a","state":"b"}"#),
        duplicate
    );
}

#[test]
fn one_past_each_limit() {
    let too_large = format!("a={}", "x".repeat(TOTAL_BYTES - 1));
    assert_eq!(
        Params::from_query(&too_large),
        Err(Error::RequestTooLarge {
            limit: TOTAL_BYTES,
            actual: TOTAL_BYTES + 1
        })
    );
    let many: Vec<String> = (0..=COUNT).map(|n| format!("p{n}=1")).collect();
    assert!(Params::from_query(&many[1..].join("&")).is_ok());
    assert_eq!(
        Params::from_query(&many.join("&")),
        Err(Error::TooManyParameters { limit: COUNT })
    );
    let name = "n".repeat(NAME_BYTES);
    assert!(Params::from_query(&format!("{name}=1")).is_ok());
    assert_eq!(
        Params::from_query(&format!("{name}n=1")),
        Err(Error::NameTooLong { limit: NAME_BYTES })
    );
    for (known, limit) in LIMITS.into_iter().chain([("other", VALUE_BYTES)]) {
        assert!(
            Params::from_query(&format!("{known}={}", "v".repeat(limit))).is_ok(),
            "{known}"
        );
        assert_eq!(
            Params::from_query(&format!("{known}={}", "v".repeat(limit + 1))),
            Err(Error::ParameterTooLong {
                name: known.into(),
                limit
            })
        );
    }
}

#[test]
fn debug_shows_no_value() {
    let params = Params::from_query("client_secret=hunter2&a=b").unwrap();
    assert_eq!(format!("{params:?}"), r#"Params{"a", "client_secret"}"#);
}

#[test]
fn zero_bytes_and_bad_utf8_are_refused() {
    assert_eq!(
        Params::from_query("state=a%00b"),
        Err(Error::MalformedParameters)
    );
    assert_eq!(
        Params::from_form(b"state=\xff"),
        Err(Error::MalformedParameters)
    );
}
