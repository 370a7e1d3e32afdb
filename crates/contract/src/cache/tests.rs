//! Answers of `api.cache`, one past each limit included.

use serde_json::json;

use super::*;

const NOW: u64 = 1_000_000;
const DAY: u64 = 24 * 60 * 60 * 1_000;

fn cache() -> Cache {
    Cache::new(CacheSnapshot::default(), CacheLimits::default())
}

fn check(cache: &mut Cache, key: Value, value: Value, options: Value, expected: Value) {
    let (answer, command) = cache.set(&key, &value, &options, NOW);
    let answer = serde_json::to_value(answer).unwrap();
    assert_eq!(command.is_some(), answer["type"] == "success");
    assert_eq!(answer, expected);
}

fn stored(value: &str, expires_at: u64) -> Value {
    json!({"type": "success", "record": {"value": value, "expires_at": expires_at}})
}

fn refused(code: &str) -> Value {
    json!({"type": "error", "code": code})
}

#[test]
fn expiries_are_the_earlier_one_and_at_most_a_day_away() {
    let table = [
        (json!(null), stored("1", NOW + 900_000)),
        (json!({"ttl": 10}), stored("1", NOW + 10)),
        (
            json!({"ttl": 10, "expires_at": NOW + 5}),
            stored("1", NOW + 5),
        ),
        (json!({"ttl": DAY + 1}), stored("1", NOW + DAY)),
        (json!({"expires_at": NOW}), refused("ItemAlreadyExpired")),
        (json!({"ttl": 0}), refused("ItemAlreadyExpired")),
        (json!({"ttl": -1}), refused("InvalidExpiry")),
        (json!({"ttl": "10"}), refused("InvalidExpiry")),
    ];
    for (options, expected) in table {
        check(&mut cache(), json!("a"), json!("1"), options, expected);
    }
}

#[test]
fn keys_and_values_are_bounded_strings() {
    let table = [
        (
            json!("k".repeat(64)),
            json!("1"),
            stored("1", NOW + 900_000),
        ),
        (
            json!("k".repeat(65)),
            json!("1"),
            refused("CacheKeySizeExceeded"),
        ),
        (
            json!("a"),
            json!("v".repeat(4_097)),
            refused("CacheValueSizeExceeded"),
        ),
        (json!("a"), json!(1), refused("FailedToSetCacheRecord")),
        (json!(1), json!("a"), refused("FailedToSetCacheRecord")),
    ];
    for (key, value, expected) in table {
        check(&mut cache(), key, value, json!(null), expected);
    }
}

#[test]
fn the_twenty_first_entry_is_refused() {
    let mut cache = cache();
    for index in 0..20 {
        check(
            &mut cache,
            json!(format!("k{index}")),
            json!("v"),
            json!(null),
            stored("v", NOW + 900_000),
        );
    }
    check(
        &mut cache,
        json!("k20"),
        json!("v"),
        json!(null),
        refused("CacheSizeExceeded"),
    );
    check(
        &mut cache,
        json!("k19"),
        json!("w"),
        json!(null),
        stored("w", NOW + 900_000),
    );
}

#[test]
fn one_byte_past_the_total_is_refused() {
    let mut cache = cache();
    let value = "v".repeat(4_095);
    check(
        &mut cache,
        json!("a"),
        json!(value),
        json!(null),
        stored(&value, NOW + 900_000),
    );
    check(
        &mut cache,
        json!("b"),
        json!(format!("{value}v")),
        json!(null),
        refused("CacheSizeExceeded"),
    );
    check(
        &mut cache,
        json!("b"),
        json!(value),
        json!(null),
        stored(&value, NOW + 900_000),
    );
}

#[test]
fn writes_are_counted() {
    let mut cache = Cache::new(
        CacheSnapshot::default(),
        CacheLimits {
            writes: 1,
            ..CacheLimits::default()
        },
    );
    check(
        &mut cache,
        json!("a"),
        json!("1"),
        json!(null),
        stored("1", NOW + 900_000),
    );
    check(
        &mut cache,
        json!("a"),
        json!("1"),
        json!(null),
        refused("MaxSideEffectsExceeded"),
    );
    assert_eq!(
        cache.delete(&json!("a"), NOW).0,
        CacheAnswer::Error {
            code: CacheErrorCode::MaxSideEffectsExceeded
        }
    );
}

#[test]
fn get_and_delete_see_what_set_did_until_it_ends() {
    let mut cache = cache();
    cache.set(&json!("a"), &json!("1"), &json!({"ttl": 10}), NOW);
    assert_eq!(
        cache
            .get(&json!("a"), NOW + 9)
            .map(|record| record.value.as_str()),
        Some("1")
    );
    assert_eq!(cache.get(&json!("a"), NOW + 10), None);
    assert_eq!(cache.get(&json!(7), NOW), None);
    assert_eq!(
        cache.delete(&json!("a"), NOW).1,
        Some(Command::CacheDelete {
            key: "a".to_owned()
        })
    );
    assert_eq!(
        cache.delete(&json!("a"), NOW).0,
        CacheAnswer::Error {
            code: CacheErrorCode::CacheKeyDoesNotExist
        }
    );
    assert_eq!(
        serde_json::to_value(CacheAnswer::Success { record: None }).unwrap(),
        json!({"type": "success"})
    );
}

#[test]
fn a_snapshot_takes_granted_writes() {
    let mut snapshot = CacheSnapshot::default();
    snapshot.apply(&Command::CacheSet {
        key: "a".to_owned(),
        value: "1".to_owned(),
        expires_at: NOW,
    });
    assert_eq!(
        serde_json::to_value(&snapshot).unwrap(),
        json!({"a": {"value": "1", "expires_at": NOW}})
    );
    assert!(snapshot.clone().at(NOW).entries.is_empty());
    snapshot.apply(&Command::CacheDelete {
        key: "a".to_owned(),
    });
    assert!(snapshot.entries.is_empty());
}
