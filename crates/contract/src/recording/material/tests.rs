//! Whatever a text holds of a secret is a reference in it, and comes back.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::secrets::read_spellings;

/// What is left of a text in which these stand, and that it comes back.
fn concealed(text: &[u8], secrets: &Secrets) -> Material {
    let mut material = Material::of(text);
    material.conceal(secrets).unwrap();
    let paper = serde_json::to_string(&material).unwrap();
    let mut read: Material = serde_json::from_str(&paper).unwrap();
    read.reveal(secrets, &mut { usize::MAX }).unwrap();
    assert_eq!(read.bytes(), text, "{paper}");
    material
}

fn names(material: &Material) -> Vec<&str> {
    let pieces = material.0.iter();
    let names = pieces.filter_map(|piece| match piece {
        Piece::Secret(reference) => Some(reference.name.as_str()),
        _ => None,
    });
    names.collect()
}

#[test]
fn the_longer_of_two_secrets_is_taken_and_nothing_of_it_left() {
    let secrets = Secrets::new([("A", "abc"), ("B", "abcdef"), ("EMPTY", "")]);
    let material = concealed(b"abcdef, abc", &secrets);
    assert_eq!(names(&material), ["B", "A"]);
    assert_eq!(material.bytes(), b", ");
}

#[test]
fn secrets_that_overlap_leave_nothing() {
    let secrets = Secrets::new([("A", "abcd"), ("B", "cdef")]);
    let material = concealed(b"xabcdefx", &secrets);
    assert_eq!(names(&material), ["A", "B"]);
    assert_eq!(material.bytes(), b"xx");
}

#[test]
fn a_secret_that_was_cut_comes_back_as_far_as_it_was_there() {
    let secrets = Secrets::new([("KEY", "open sesame/open")]);
    for text in [
        "so: open sesame/o",
        "so: open%20sesame%2",
        "so: open+sesame",
    ] {
        assert_eq!(concealed(text.as_bytes(), &secrets).bytes(), b"so: ");
    }
    assert_eq!(concealed(b"so: open ses", &secrets).bytes(), b"so: ");
    assert_eq!(concealed(b"so: open se", &secrets).bytes(), b"so: open se");
    // Also within a character.
    let accented = Secrets::new([("KEY", "open-sesamé/open-ed")]);
    for (text, left) in [
        (&b"so: open-sesam\xc3"[..], &b"so: "[..]),
        (b"\xa9/open-ed: so", b": so"),
    ] {
        assert_eq!(concealed(text, &accented).bytes(), left);
    }
    for text in ["same/open: so", "sesame%2fopen: so"] {
        assert_eq!(concealed(text.as_bytes(), &secrets).bytes(), b": so");
    }
    assert_eq!(concealed(b"me/open: so", &secrets).bytes(), b"me/open: so");
}

#[test]
fn a_line_of_a_secret_of_many_lines_is_one_too() {
    let secrets = Secrets::new([("PEM", "-----BEGIN-----\nMIIEvQIB/DAN\n-----END-----\n")]);
    for line in ["MIIEvQIB/DAN", "MIIEvQIB%2fDAN", "TUlJRXZRSUIvREFO"] {
        let text = format!("[{line}]");
        assert_eq!(concealed(text.as_bytes(), &secrets).bytes(), b"[]");
    }
}

#[test]
fn what_cannot_be_put_back_is_gone_and_says_so() {
    let secrets = Secrets::new([("KEY", "open/sesame")]);
    let mut material = Material::of(b"[%6Fpen%2fsesame]");
    material.conceal(&secrets).unwrap();
    assert_eq!(material.bytes(), b"[]");
    assert!(material.is_lossy());
    let error = material.reveal(&secrets, &mut { usize::MAX });
    assert_eq!(error, Err(RevealError::Redacted(UNSPELLED.to_owned())));
}

#[test]
fn a_secret_of_one_character_in_much_of_it_makes_no_piece_at_all() {
    let secrets = Secrets::new([("ONE", "a")]);
    let mut material = Material::of(&vec![b'a'; 10 << 20]);
    assert_eq!(material.conceal(&secrets), Err(TooOften));
    assert_eq!(material.0.len(), 1);
}

#[test]
fn references_that_would_need_too_much_room_are_not_resolved() {
    let secrets = Secrets::new([("KEY", "open sesame")]);
    let mut material = Material::of(b"open sesame, open sesame");
    material.conceal(&secrets).unwrap();
    let error = material.reveal(&secrets, &mut 23);
    assert_eq!(error, Err(RevealError::TooLong));
}

#[test]
fn earlier_recordings_are_read() {
    let paper = r#"[{"text":"k="},{"secret":{"name":"KEY","spelling":"percent"}}]"#;
    let mut material: Material = serde_json::from_str(paper).unwrap();
    let secrets = Secrets::new([("KEY", "a/b")]);
    material.reveal(&secrets, &mut { usize::MAX }).unwrap();
    assert_eq!(material.bytes(), b"k=a%2Fb");
}

fn is_in(bytes: &[u8], part: &str) -> bool {
    bytes
        .windows(part.len())
        .any(|window| window == part.as_bytes())
}

/// What else than the value itself is written, by the names that recordings have for it.
const FORMS: [&str; 13] = [
    "decoded",
    "base64",
    "base64_bare",
    "base64_url",
    "base64_url_bare",
    "base64_behind0",
    "base64_behind1",
    "base64_behind2",
    "base64_url_behind0",
    "base64_url_behind1",
    "base64_url_behind2",
    "hex",
    "hex_upper",
];

/// How the value itself is written.
const WRITINGS: [&str; 41] = [
    "plain",
    "json",
    "inspect",
    "inspect_quoted",
    "json_ascii",
    "json_slash",
    "json_slash_ascii",
    "json_html",
    "json_strict",
    "component",
    "query",
    "strict",
    "strict_slash",
    "path",
    "path_caret",
    "user_info",
    "fragment",
    "query_plain",
    "uri",
    "all",
    "component_lower",
    "query_lower",
    "strict_lower",
    "strict_slash_lower",
    "uri_lower",
    "all_lower",
    "form",
    "component_plus",
    "strict_plus",
    "php_plus",
    "axios",
    "form_lower",
    "component_plus_lower",
    "strict_plus_lower",
    "php_plus_lower",
    "json+json",
    "json+json+json",
    "json+component",
    "json+form",
    "component+component",
    "form+component",
];

#[test]
fn each_way_to_spell_is_tried_and_none_is_lost() {
    let tried: BTreeSet<String> = read_spellings().iter().map(Spelling::to_string).collect();
    let inside = ["", "+json", "+component", "+form"];
    let forms = FORMS.iter();
    let forms = forms.flat_map(|form| inside.map(|writing| format!("{form}{writing}")));
    let expected: BTreeSet<String> = forms.chain(WRITINGS.map(str::to_owned)).collect();
    assert_eq!(tried, expected);
}

proptest! {
    #[test]
    fn no_spelling_of_a_secret_is_left_and_each_comes_back(
        value in r#"[a-zA-Z0-9+/%\\"'\n é&ÿ🦀<>`^|@:=?{}~]{1,40}"#,
        other in "[ -~]{1,12}",
        before in "[ ,;xyzXYZ(){}]{0,9}",
        after in prop::collection::vec(any::<u8>(), 0..9),
    ) {
        let secrets = Secrets::new([("KEY", value.as_str()), ("OTHER", other.as_str())]);
        let own = Secrets::new([("KEY", value.as_str())]);
        for spelling in read_spellings() {
            let name = spelling.to_string();
            let Some(spelled) = spelling.spell(&value) else {
                continue;
            };
            let text = [before.as_bytes(), spelled.as_bytes(), b")", &after].concat();
            let mut material = Material::of(&text);
            material.conceal(&secrets).unwrap();
            for piece in &material.0 {
                prop_assert!(!is_in(&piece.bytes(), &spelled), "{name}: {spelled:?} is left in {material:?}");
            }
            let mut alone = Material::of(&text);
            alone.conceal(&own).unwrap();
            alone.reveal(&own, &mut { usize::MAX }).unwrap();
            prop_assert_eq!(alone.bytes(), text, "{}", name);
        }
    }
}
