//! What customers find.

use super::*;
use crate::catalogue::*;

#[test]
fn the_newest_published_release_stands_for_its_slug() {
    let with = |n, version, state| Release {
        state,
        ..published(n, version)
    };
    let releases = [
        with(1, "1.0.0", ReleaseState::Superseded),
        with(2, "1.9.0", ReleaseState::Published),
        with(3, "1.10.0", ReleaseState::Published),
        with(4, "2.0.0", ReleaseState::Delisted),
        with(5, "3.0.0", ReleaseState::Recalled),
        with(6, "4.0.0", ReleaseState::Scheduled),
        unreviewed(7, "5.0.0"),
    ];
    let newest = newest(&releases).map(Entry::of).unwrap();
    assert_eq!(newest.version.to_string(), "1.10.0");
    let versions: Vec<_> = versions(&releases)
        .into_iter()
        .map(|one| one.version.to_string())
        .collect();
    assert_eq!(versions, ["3.0.0", "2.0.0", "1.10.0", "1.9.0", "1.0.0"]);
    assert_eq!(newest_version(&releases).unwrap().to_string(), "4.0.0");
}

#[test]
fn searches_are_words_in_lower_case() {
    let text = search_text(&published(1, "1.0.0"));
    for (search, found) in [
        ("RISK  acme", true),
        ("risk-check", true),
        ("risky login", true),
        ("", true),
        ("consent", false),
    ] {
        let words = search_words(search);
        assert_eq!(
            words.iter().all(|word| text.contains(word)),
            found,
            "{search}"
        );
    }
    assert_eq!(search_words(&"w ".repeat(9)).len(), 8);
    assert_eq!(search_words(&"w".repeat(41)), ["w".repeat(40)]);
}
