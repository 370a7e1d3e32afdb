//! What is found, where, and how much work that leaves behind.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::*;

fn check(values: &[&str], text: &str, expected: &[&str]) {
    let secrets = Secrets::new(values.iter().map(|value| ("NAME", *value)));
    let places = secrets.places(text.as_bytes()).unwrap();
    let found: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn values_are_found_as_programs_spell_them() {
    let value = "s3 cr/t+\"é\"%41";
    for spelled in [
        "s3 cr/t+\"é\"%41",
        "s3 cr/t+\\\"é\\\"%41",
        "s3 cr\\/t+\\u0022\\u00E9\\x22%41",
        "s3%20cr/t+%22%C3%A9%22%41",
        "s3%20cr%2ft%2b%22%c3%a9%22%2541",
        "s3+cr%2Ft%2B%22%C3%A9%22%2541",
        "s3%2520cr%252Ft%252B%2522%25C3%25A9%2522%252541",
        "s3%20cr%2Ft%2B%5C%22%C3%A9%5C%22%2541",
        "s3 cr/t+\\\\\\\"é\\\\\\\"%41",
        &STANDARD.encode(value),
        &URL_SAFE_NO_PAD.encode(value),
    ] {
        check(&[value], &format!("({spelled})"), &[spelled]);
    }
}

#[test]
fn a_value_is_found_behind_what_is_no_escape() {
    check(&["nÿa\n aaA"], "\\nÿa\\n aaA", &["nÿa\\n aaA"]);
    check(&["20/open"], "%20%2fopen", &["20%2fopen"]);
    check(&["20/op", "20/open", "20"], "%20%2fopen", &["20%2fopen"]);
    check(&["20/open", "20/shut"], "%20%2fshut", &["20%2fshut"]);
    check(&["u00e9\""], "\\u00e9\\\"", &["u00e9\\\""]);
    let secrets = Secrets::new([("NAME", format!("n{}", "\n".repeat(1_000)).as_str())]);
    assert_eq!(
        secrets.places("\\n".repeat(1 << 20).as_bytes()),
        Err(TooOften)
    );
}

#[test]
fn base64_of_more_shows_nothing_of_a_short_value_but_its_edges() {
    for before in ["", "u", "us", "use"] {
        let value = "k>?~5";
        let secrets = Secrets::new([("NAME", value)]);
        for text in [
            STANDARD.encode(format!("{before}{value}:and more")),
            URL_SAFE_NO_PAD.encode(format!("{before}{value}:and more")),
        ] {
            let places = secrets.places(text.as_bytes()).unwrap();
            assert_eq!(places.len(), 1, "{text}");
            assert!(places[0].len() >= 5, "{text} {places:?}");
        }
    }
}

#[test]
fn of_values_that_overlap_no_rest_is_left() {
    check(&["abcd", "cdef"], "xabcdefx", &["abcdef"]);
    check(&["aXa"], "aXaXa", &["aXaXa"]);
    check(&["abc", "b"], "abcb", &["abc", "b"]);
}

#[test]
fn many_places_are_counted_and_given_up_past_the_limit() {
    let secrets = Secrets::new([("SHORT", "a"), ("LONGER", "aa"), ("LONG", "aaaa")]);
    let found = secrets.find(&vec![b'a'; 4 * (MOST_FOUND - 1)]).unwrap();
    assert_eq!(found.len(), MOST_FOUND - 1);
    let more = secrets.find(&vec![b'a'; 10 << 20]);
    assert_eq!(more.err(), Some(TooOften));
    let apart = Secrets::new([("SHORT", "a")]);
    assert_eq!(
        apart.find(&b"ab".repeat(MOST_FOUND)).unwrap().len(),
        MOST_FOUND
    );
    assert_eq!(apart.places(&b"ab".repeat(MOST_FOUND + 1)), Err(TooOften));
    assert!(apart.stand_in(&b"ab".repeat(MOST_FOUND + 1)));
}

#[test]
fn a_value_of_one_character_is_found_as_it_is_and_not_in_every_number() {
    check(&["7"], "67 %37 0x37", &["7", "%37", "7"]);
    check(&["a"], "bag 61 YQ==", &["a"]);
}

#[test]
fn which_values_stand_in_a_text_is_told_by_their_places() {
    let values = ["", "one-two-three", "four-five-six", "two-three"];
    let secrets = Secrets::new(values.map(|value| ("NAME", value)));
    let standing = |text: &str| Vec::from_iter(secrets.standing_in(text.as_bytes()));
    assert_eq!(standing("nothing"), [0; 0]);
    assert_eq!(standing("a four%2Dfive%2Dsix"), [1]);
    assert_eq!(standing(&STANDARD.encode("four-five-six")), [1]);
    assert_eq!(standing("one-two-three, or two-three"), [0, 2]);
    assert_eq!(standing("one-two-three"), [0]);
}
