//! A secret is found however it is spelled.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use proptest::prelude::*;

use super::*;

fn check(text: &str, secrets: &[&str], expected: &str) {
    assert_eq!(Mask::new(secrets.iter().copied()).text(text), expected);
}

#[test]
fn longer_secrets_are_taken_out_first() {
    check("a abc b", &["ab", "abc", ""], "a *** b");
    check("äöü", &["ö"], "ä***ü");
    check("nothing", &[], "nothing");
}

#[test]
fn where_nobody_knows_what_to_take_out_all_goes() {
    assert_eq!(Mask::of_all().text("so: open-sesame"), MASK);
}

#[test]
fn the_values_that_stand_in_a_text_are_told_by_their_places() {
    let mask = Mask::new(["", "open-sesame", "shut-sesame"]);
    let standing = |text| Vec::from_iter(mask.standing_in(text));
    assert_eq!(standing("shut-sesame"), [1]);
    assert_eq!(standing("c2h1dC1zZXNhbWU and open%2Dsesame"), [0, 1]);
    assert_eq!(standing("neither"), [0; 0]);
}

#[test]
fn a_key_of_many_lines_is_found_line_by_line() {
    let key = "-----BEGIN-----\nMIIEvQIBADAN\nshort\n-----END-----\n";
    check("{'MIIEvQIBADAN'}", &[key], "{'***'}");
    check("short", &[key], "short");
    let printed = serde_json::json!({ "key": key }).to_string();
    check(&printed, &[key], r#"{"key":"***"}"#);
}

#[test]
fn a_secret_that_was_cut_is_found_at_the_end() {
    check("so: open-sesam", &["open-sesame"], "so: ***");
    check("so: open-se", &["open-sesame"], "so: open-se");
    check("open-sesam, no", &["open-sesame"], "open-sesam, no");
}

#[test]
fn a_secret_is_found_in_the_credentials_of_a_request() {
    for user in ["", "a", "ab", "abc"] {
        let header = STANDARD.encode(format!("{user}:open-sesame-open"));
        let masked = Mask::new(["open-sesame-open"]).text(&header);
        assert!(masked.contains(MASK), "{header} {masked}");
        assert!(masked.len() <= 3 + 8 + 4, "{header} {masked}");
    }
}

fn percent_encoded(text: &str, is_upper: bool) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ if is_upper => format!("%{byte:02X}"),
        _ => format!("%{byte:02x}"),
    });
    bytes.collect()
}

/// Every way to spell it that a program is likely to use.
fn spellings(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    vec![
        secret.to_owned(),
        json.replace("\\\"", "\""),
        json,
        percent_encoded(secret, true),
        percent_encoded(secret, false),
        percent_encoded(secret, true).replace("%20", "+"),
        STANDARD.encode(secret),
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
}

proptest! {
    #[test]
    fn no_spelling_of_a_secret_is_left(
        secret in r#"[a-zA-Z0-9+/%\\"'\n é&ÿ🦀]{8,40}"#,
        before in "[ -~]{0,9}",
        after in "[ -~]{0,9}",
    ) {
        let mask = Mask::new([secret.as_str()]);
        for spelled in spellings(&secret) {
            let masked = mask.text(&format!("{before}{spelled}{after}"));
            prop_assert!(!masked.contains(&spelled), "{spelled:?} is left in {masked:?}");
            prop_assert!(masked.contains(MASK), "{spelled:?} {masked:?}");
        }
    }

    #[test]
    fn a_text_without_secrets_stays(secret in "[0-9]{8,20}", text in "[a-z é\\\\%+]{0,60}") {
        prop_assert_eq!(Mask::new([secret.as_str()]).text(&text), text);
    }
}
