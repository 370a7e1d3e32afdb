//! What is asked of whom, when again, and with what.

use build::{BuildError, Limits, Lock, Mode};
use serde_json::json;

use crate::stand_in::{StandIn, packed};
use crate::{both, declared, online, quiet, started};

#[tokio::test]
async fn packuments_are_asked_for_again_by_their_tag() {
    let (registry, cache) = started().await;
    registry.publish("a", "1.0.0", json!({}), &[]);
    both(&online(&registry, &cache), &[("a", "^1")])
        .await
        .unwrap();
    registry.asked();
    let (lock, _) = both(&online(&registry, &cache), &[("a", "^1")])
        .await
        .unwrap();
    let asked = registry.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].headers.contains_key("if-none-match"));
    registry.publish("a", "1.1.0", json!({}), &[]);
    let (newer, _) = both(&online(&registry, &cache), &[("a", "^1")])
        .await
        .unwrap();
    assert_eq!(lock.pinned().next(), Some(("a", "1.0.0")));
    assert_eq!(newer.pinned().next(), Some(("a", "1.1.0")));
}

#[tokio::test]
async fn offline_takes_what_is_kept_and_says_what_is_not() {
    let (registry, cache) = started().await;
    registry.publish(
        "a",
        "1.0.0",
        json!({ "optionalDependencies": { "nowhere": "1" } }),
        &[],
    );
    registry.publish("b", "1.0.0", json!({}), &[]);
    let (_, first) = both(&online(&registry, &cache), &[("a", "^1")])
        .await
        .unwrap();
    registry.asked();
    let offline = registry.client(cache.path(), Mode::Offline, "", Limits::DEFAULT);
    let (_, second) = both(&offline, &[("a", "^1")]).await.unwrap();
    assert_eq!((second.tree, registry.paths().len()), (first.tree, 0));
    let error = both(&offline, &[("b", "^1")]).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "b is not in the cache, and this is offline; run once without --offline"
    );
}

#[tokio::test]
async fn another_archive_than_the_one_resolved_is_refused() {
    let (registry, cache) = started().await;
    registry.publish("a", "1.0.0", json!({}), &[]);
    registry.tamper(
        "a",
        "1.0.0",
        packed(&[("package.json", "{}"), ("index.js", "evil")]),
    );
    let error = both(&online(&registry, &cache), &[("a", "1")])
        .await
        .unwrap_err();
    assert!(
        matches!(&error, BuildError::Integrity { package, .. } if package.as_str() == "a"),
        "{error}"
    );
    // It was not kept either.
    let offline = registry.client(cache.path(), Mode::Offline, "", Limits::DEFAULT);
    assert!(matches!(
        both(&offline, &[("a", "1")]).await,
        Err(BuildError::Offline { .. })
    ));
}

#[tokio::test]
async fn a_busy_registry_is_asked_again_and_a_refusal_is_not() {
    let (registry, cache) = started().await;
    registry.publish("a", "1.0.0", json!({}), &[]);
    registry.answer_first("/a", 503, vec![]);
    registry.answer_first("/a/-/a-1.0.0.tgz", 429, vec![]);
    assert!(
        both(&online(&registry, &cache), &[("a", "1")])
            .await
            .is_ok()
    );
    assert_eq!(
        registry.paths(),
        ["/a", "/a", "/a/-/a-1.0.0.tgz", "/a/-/a-1.0.0.tgz"]
    );
    registry.answer_first("/a", 403, vec![]);
    let error = both(&online(&registry, &cache), &[("a", "1")])
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error
            .ends_with("answers 403; give the registry's token in .npmrc (//HOST/:_authToken=...)"),
        "{error}"
    );
    assert_eq!(registry.paths(), ["/a"]);
}

#[tokio::test]
async fn a_token_goes_to_the_registry_and_to_nobody_else() {
    let (registry, cache) = started().await;
    let other = StandIn::start().await;
    registry.publish("a", "1.0.0", json!({}), &[]);
    registry.publish("b", "1.0.0", json!({}), &[]);
    other.publish("b", "1.0.0", json!({}), &[]);
    let host = registry.url.strip_prefix("http:").unwrap();
    let other_host = other.url.strip_prefix("http://").unwrap();
    // The scope makes the other registry one that may be asked, though it is on this machine.
    let lines = format!("{host}/:_authToken=t0ken\n@other:registry=http://{other_host}");
    let client = registry.client(cache.path(), Mode::Online, &lines, Limits::DEFAULT);
    registry.answer_first(
        "/b/-/b-1.0.0.tgz",
        302,
        vec![("location", format!("{}/b/-/b-1.0.0.tgz", other.url))],
    );
    both(&client, &[("a", "1"), ("b", "1")]).await.unwrap();
    let asked = registry.asked();
    assert_eq!(asked.len(), 4);
    assert!(
        asked
            .iter()
            .all(|asked| asked.headers["authorization"] == "Bearer t0ken")
    );
    let elsewhere = other.asked();
    assert_eq!(elsewhere.len(), 1);
    assert!(!elsewhere[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_registry_cannot_send_us_into_the_private_network() {
    let (registry, cache) = started().await;
    let private = StandIn::start().await;
    registry.publish("a", "1.0.0", json!({}), &[]);
    registry.answer_first(
        "/a/-/a-1.0.0.tgz",
        302,
        vec![("location", format!("{}/secret", private.url))],
    );
    let error = both(&online(&registry, &cache), &[("a", "1")])
        .await
        .unwrap_err();
    assert!(matches!(error, BuildError::Outbound { .. }), "{error}");
    assert!(private.asked().is_empty());
    // Neither can what it says of an archive.
    let archive = packed(&[("package.json", "{}")]);
    registry.publish_archive("b", "1.0.0", json!({}), archive);
    let lock = online(&registry, &cache)
        .resolve(&declared(&[("b", "1")]), &quiet)
        .await
        .unwrap();
    let text = lock.to_json();
    for elsewhere in [private.url.as_str(), "http://192.0.2.1", "ftp://a.example"] {
        let moved = Lock::read(&text.replace(&registry.url, elsewhere), &Limits::DEFAULT).unwrap();
        let error = online(&registry, &cache)
            .fetch(&moved, &quiet)
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                BuildError::Outbound { .. } | BuildError::PlainHttp { .. }
            ),
            "{elsewhere}: {error}"
        );
    }
    assert!(private.asked().is_empty());
}
