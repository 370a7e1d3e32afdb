//! What is noted of entries, and what is known of them later.

use contract::cache::{CacheRecord, CacheSnapshot};
use flow::Binding;
use serde_json::Map;
use tenant::{ActionId, BindingId, FailurePolicy};

use super::*;

/// A step of this version that is given these entries.
fn step(version: &str, entries: &[(&str, &str)]) -> Step {
    Step {
        index: 0,
        binding: Binding {
            id: BindingId::new("binding"),
            code: Pinned::Own {
                action: ActionId::new("action"),
                version: ActionVersionId::new(version),
            },
            name: "action".to_owned(),
            failure_policy: FailurePolicy::Block,
            budget_ms: None,
        },
        handler: "onExecutePostLogin",
        event: Map::new(),
        cache: cache(entries),
        wall_ms: 1,
        can_redirect: false,
    }
}

fn cache(entries: &[(&str, &str)]) -> CacheSnapshot {
    let entries = entries.iter().map(|(key, value)| {
        let record = CacheRecord {
            value: (*value).to_owned(),
            expires_at: 9,
        };
        ((*key).to_owned(), record)
    });
    CacheSnapshot {
        entries: entries.collect(),
    }
}

fn set(key: &str, value: &str) -> Command {
    Command::CacheSet {
        key: key.to_owned(),
        value: value.to_owned(),
        expires_at: 9,
    }
}

fn secrets(values: &[(&str, &str)]) -> BTreeMap<String, Secret> {
    let values = values.iter();
    values
        .map(|(name, value)| ((*name).to_owned(), Secret::new((*value).to_owned())))
        .collect()
}

fn cached(version: &str, name: &str) -> CachedSecret {
    CachedSecret {
        version: ActionVersionId::new(version),
        name: name.to_owned(),
    }
}

/// A cache of this one entry, in which these secrets stand.
fn held(key: &str, value: &str, marks: &[CachedSecret]) -> HeldCache {
    HeldCache {
        cache: cache(&[(key, value)]),
        marks: CacheMarks::from([(key.to_owned(), marks.iter().cloned().collect())]),
    }
}

/// A version puts an entry into an empty cache: the secrets of it that stand there.
fn check(own: &[(&str, &str)], put: (&str, &str), expected: &[&str]) {
    let mut marks = Marks::default();
    let writes = [set(put.0, put.1)];
    let nothing = OtherSecrets::default();
    marks.note(
        &step("v1", &[]),
        &writes,
        (&secrets(own), &nothing),
        &Masks::new(),
    );
    let noted = marks.of_writes(&writes);
    let noted: Vec<&str> = noted
        .values()
        .flatten()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(noted, expected, "{put:?}");
}

#[test]
fn own_secrets_are_noted_however_they_are_spelled_and_short_ones_where_they_stand_alone() {
    let own = [
        ("KEY", "open-sesame/1"),
        ("FLAG", "true"),
        ("NONE", ""),
        ("OTHER", "shut-sesame/2"),
    ];
    check(&own, ("k", "Bearer open%2Dsesame%2F1"), &["KEY"]);
    check(
        &own,
        ("k", "open-sesame/1 shut-sesame/2"),
        &["KEY", "OTHER"],
    );
    check(&own, ("open-sesame/1", "v"), &["KEY"]);
    check(&own, ("k", "{\"ok\":true}"), &[]);
    check(&own, ("k", "true"), &["FLAG"]);
    check(&own, ("k", ""), &[]);
    check(&[], ("k", "true"), &[]);
}

#[test]
fn what_a_run_leaves_in_its_cache_counts_and_not_what_it_took_back() {
    let mut marks = Marks::default();
    let own = secrets(&[("KEY", "open-sesame")]);
    let writes = [
        set("a", "open-sesame"),
        set("b", "open-sesame"),
        set("b", "nothing"),
        set("c", "open-sesame"),
        Command::CacheDelete {
            key: "c".to_owned(),
        },
    ];
    let step = step("v1", &[]);
    marks.note(
        &step,
        &writes,
        (&own, &OtherSecrets::default()),
        &Masks::new(),
    );
    let noted = marks.of_writes(&writes);
    assert_eq!(Vec::from_iter(noted.keys()), ["a"]);
}

#[test]
fn another_step_of_the_run_knows_the_value_without_a_read() {
    let mut marks = Marks::default();
    let own = secrets(&[("KEY", "open-sesame")]);
    let first = step("v1", &[]);
    let writes = [set("k", "open-sesame")];
    marks.note(
        &first,
        &writes,
        (&own, &OtherSecrets::default()),
        &Masks::new(),
    );
    let given = [("k", "open-sesame")];
    let second = step("v2", &given);
    assert!(marks.wanted(&second).is_empty());
    let OtherSecrets::Known(others) = marks.other_secrets(&second) else {
        panic!("they are known");
    };
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].name(), "v1/KEY");
    // Its own are no others', and another value under the key is another entry.
    assert_eq!(
        marks.other_secrets(&step("v1", &given)),
        OtherSecrets::default()
    );
    let other = step("v2", &[("k", "nothing")]);
    assert_eq!(marks.other_secrets(&other), OtherSecrets::default());
}

#[test]
fn of_a_cache_without_marks_nothing_is_read() {
    let held = held("k", "v", &[]);
    let marks = Marks::of(&held);
    let step = step("v2", &[("k", "v")]);
    assert!(marks.wanted(&step).is_empty());
    assert_eq!(marks.other_secrets(&step), OtherSecrets::default());
}

#[test]
fn a_copy_is_marked_with_whose_secret_it_is() {
    let mut marks = Marks::of(&held("k", "open-sesame", &[cached("v1", "KEY")]));
    let step = step("v2", &[("k", "open-sesame")]);
    assert_eq!(marks.wanted(&step), [ActionVersionId::new("v1")]);
    let read = secrets(&[("KEY", "open-sesame"), ("MORE", "not looked for")]);
    marks.learn(vec![(ActionVersionId::new("v1"), read)]);
    let others = marks.other_secrets(&step);
    let writes = [
        set("copy", "b3Blbi1zZXNhbWU="),
        set("more", "not looked for"),
    ];
    marks.note(&step, &writes, (&secrets(&[]), &others), &Masks::new());
    let expected = BTreeSet::from([cached("v1", "KEY")]);
    assert_eq!(
        marks.of_writes(&writes),
        CacheMarks::from([("copy".to_owned(), expected)])
    );
}

#[test]
fn what_is_gone_is_not_known_and_may_stand_in_whatever_is_put_there() {
    let gone = cached("gone", "KEY");
    let mut marks = Marks::of(&held("k", "open-sesame", std::slice::from_ref(&gone)));
    let step = step("v2", &[("k", "open-sesame")]);
    marks.learn(Vec::new());
    let others = marks.other_secrets(&step);
    let all = BTreeSet::from([gone]);
    let expected = OtherSecrets::Unknown {
        why: WhyUnknown::Missing,
        marks: all.clone(),
    };
    assert_eq!(others, expected);
    let writes = [set("l", "whatever")];
    marks.note(&step, &writes, (&secrets(&[]), &others), &Masks::new());
    assert_eq!(
        marks.of_writes(&writes),
        CacheMarks::from([("l".to_owned(), all)])
    );
}

#[test]
fn one_past_the_most_is_not_looked_for() {
    for (count, wanted) in [(MOST_OF_OTHER_VERSIONS, 1), (MOST_OF_OTHER_VERSIONS + 1, 0)] {
        let all: Vec<CachedSecret> = (0..count).map(|n| cached("v1", &n.to_string())).collect();
        let mut marks = Marks::of(&held("k", "v", &all));
        let step = step("v2", &[("k", "v")]);
        assert_eq!(marks.wanted(&step).len(), wanted, "{count}");
        let read = (0..count).map(|n| (n.to_string(), Secret::new(format!("value {n}"))));
        marks.learn(vec![(ActionVersionId::new("v1"), read.collect())]);
        match marks.other_secrets(&step) {
            OtherSecrets::Known(others) => assert_eq!(others.len(), MOST_OF_OTHER_VERSIONS),
            OtherSecrets::Unknown { why, marks } => {
                assert_eq!(
                    (why, marks.len()),
                    (WhyUnknown::TooMany, MOST_OF_OTHER_VERSIONS + 1)
                );
            }
        }
    }
}
