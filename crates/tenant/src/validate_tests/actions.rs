//! Actions, their drafts and versions.

use contract::Trigger;

use super::{check, field};
use crate::*;

pub(super) fn action() -> Action {
    Action {
        tenant: TenantId::new("acme"),
        id: ActionId::new("a1"),
        name: ActionName::parse("One").unwrap(),
        trigger: Trigger::PostLogin,
        draft: ActionDraft {
            code: "x".into(),
            dependencies: vec![],
            runtime: RUNTIME.into(),
            secrets: vec![ActionSecret {
                name: "KEPT".into(),
                updated_at_ms: 1,
            }],
            status: BuildStatus::Built,
        },
        revision: 7,
        deployed: Some(DeployedVersion {
            id: ActionVersionId::new("v1"),
            number: 1,
            draft: DraftState::Deployed,
        }),
        created_at_ms: 1,
        updated_at_ms: 1,
    }
}

#[test]
fn actions() {
    let limits = ActionLimits::DEFAULT;
    let dependency = |name: String, version: String| vec![Dependency { name, version }];
    let dependencies = |count: usize| -> Vec<Dependency> {
        (0..count)
            .flat_map(|n| dependency(format!("d{n}"), "1.0.0".into()))
            .collect()
    };
    let secret = |name: String| ActionSecret {
        name,
        updated_at_ms: 1,
    };
    let check = |change: &dyn Fn(&mut ActionDraft), expected| {
        check(
            &action(),
            |action| action.validate(&limits),
            |action| change(&mut action.draft),
            expected,
        );
    };
    check(&|draft| draft.code = "x".repeat(100_000), Ok(()));
    check(&|draft| draft.code = "x".repeat(100_001), Err("code"));
    check(&|draft| draft.dependencies = dependencies(10), Ok(()));
    check(
        &|draft| draft.dependencies = dependencies(11),
        Err("dependencies"),
    );
    check(
        &|draft| draft.dependencies = [dependencies(1), dependencies(1)].concat(),
        Err("dependencies"),
    );
    check(
        &|draft| draft.dependencies = dependency("x".repeat(214), "1".into()),
        Ok(()),
    );
    check(
        &|draft| draft.dependencies = dependency("x".repeat(215), "1".into()),
        Err("dependencies.name"),
    );
    check(
        &|draft| draft.secrets = (0..30).map(|n| secret(n.to_string())).collect(),
        Ok(()),
    );
    check(
        &|draft| draft.secrets = (0..31).map(|n| secret(n.to_string())).collect(),
        Err("secrets"),
    );
    check(
        &|draft| draft.secrets = vec![secret("a".into()); 2],
        Err("secrets"),
    );
    check(
        &|draft| draft.secrets = vec![secret("\u{e4}".repeat(128))],
        Ok(()),
    );
    check(
        &|draft| draft.secrets = vec![secret("\u{e4}".repeat(129))],
        Err("secrets.name"),
    );
    check(
        &|draft| draft.secrets = vec![secret(String::new())],
        Err("secrets.name"),
    );
    assert!(ActionName::parse(&"x".repeat(255)).is_ok());
    assert!(ActionName::parse(&"x".repeat(256)).is_err());
}

#[test]
fn versions_are_as_long_as_a_registry_may_have_them() {
    let long = |bytes: usize| "1".repeat(bytes);
    for (version, expected) in [
        (long(256), Ok(())),
        (long(257), Err("dependencies.version")),
        (format!("npm:{}@{}", "n".repeat(214), long(256)), Ok(())),
        (
            format!("npm:{}@1", "n".repeat(215)),
            Err("dependencies.version"),
        ),
        (
            format!("npm:@s/n@{}", long(257)),
            Err("dependencies.version"),
        ),
    ] {
        let name = "x".to_owned();
        check(
            &action(),
            |action| action.validate(&ActionLimits::DEFAULT),
            |action| action.draft.dependencies = vec![Dependency { name, version }],
            expected,
        );
    }
}

#[test]
fn what_is_asked_for_is_shorter_than_what_a_registry_may_have() {
    let ask = |action: &mut Action, version: &str| {
        let change = DraftChange {
            dependencies: Some(vec![Dependency {
                name: "a".into(),
                version: version.into(),
            }]),
            ..DraftChange::default()
        };
        let edited = action.edit(change, &ActionLimits::DEFAULT, 5);
        edited.map(drop).map_err(|error| field(&error))
    };
    let mut edited = action();
    let asked = "1".repeat(50);
    ask(&mut edited, &asked).unwrap();
    ask(&mut edited, &format!("npm:{}@{asked}", "n".repeat(214))).unwrap();
    let before = edited.draft.clone();
    let long = format!("1.0.0-{}", "a".repeat(250));
    assert_eq!(ask(&mut edited, &long), Err("dependencies.version"));
    assert_eq!(edited.draft, before);
    // What the build came to may be sent back, and other things be changed beside it.
    edited.draft.dependencies[0].version = long.clone();
    ask(&mut edited, &long).unwrap();
    let renamed = DraftChange {
        name: Some(ActionName::parse("Two").unwrap()),
        ..DraftChange::default()
    };
    let before = edited.draft.clone();
    edited.edit(renamed, &ActionLimits::DEFAULT, 6).unwrap();
    assert!(!edited.is_built_of_other(&before));
    ask(&mut edited, "2").unwrap();
    assert!(edited.is_built_of_other(&before));
}

fn edit(secrets: &[(&str, Option<String>)]) -> (Action, Result<Vec<String>, Error>) {
    let secrets = secrets
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone().map(Secret::new)));
    let change = DraftChange {
        secrets: SecretsChange::Replace(secrets.collect()),
        ..DraftChange::default()
    };
    let mut action = action();
    let values = action.edit(change, &ActionLimits::DEFAULT, 9);
    (action, values.map(|values| values.into_keys().collect()))
}

#[test]
fn an_edit_changes_all_it_names_or_nothing() {
    let text = |length: usize| Some("\u{e4}".repeat(length));
    let (edited, values) = edit(&[("KEPT", None), ("NEW", text(4_096))]);
    assert_eq!(values, Ok(vec!["NEW".to_owned()]));
    let times: Vec<_> = edited
        .draft
        .secrets
        .iter()
        .map(|one| (one.name.as_str(), one.updated_at_ms))
        .collect();
    assert_eq!(times, [("KEPT", 1), ("NEW", 9)]);
    assert_eq!(
        (edited.revision, edited.updated_at_ms, edited.draft.status),
        (8, 9, BuildStatus::Pending)
    );
    assert_eq!(edited.deployed.unwrap().draft, DraftState::Edited);
    for (secrets, expected) in [
        (vec![("NEW", None)], "secrets.value"),
        (vec![("NEW", text(4_097))], "secrets.value"),
    ] {
        let (unchanged, refused) = edit(&secrets);
        assert_eq!(field(&refused.unwrap_err()), expected);
        assert_eq!(unchanged, action());
    }
}

#[test]
fn only_a_built_draft_becomes_a_version() {
    for (status, expected) in [
        (BuildStatus::Pending, false),
        (BuildStatus::Building, false),
        (BuildStatus::Failed, false),
        (BuildStatus::Retrying, false),
        (BuildStatus::Built, true),
    ] {
        let mut action = action();
        action.draft.status = status;
        let version = action.version(ActionVersionId::new("v2"), 2, None, 5);
        assert_eq!(version.is_ok(), expected, "{status:?}");
    }
    let first = action()
        .version(ActionVersionId::new("v2"), 2, None, 5)
        .unwrap();
    let again = first.again(ActionVersionId::new("v3"), 3, 6);
    assert_eq!(
        (again.number, again.created_at_ms, &again.code),
        (3, 6, &first.code)
    );
}

#[test]
fn a_version_has_its_packages_or_needs_none() {
    for (packages, built, expected) in [(0, 0, true), (0, 1, false), (1, 0, false), (1, 1, true)] {
        let mut action = action();
        action.draft.dependencies = dependency("a", "1.0.0")
            .into_iter()
            .take(packages)
            .collect();
        let built = (built == 1).then(|| BuiltId::new("b1"));
        let version = action.version(ActionVersionId::new("v2"), 2, built.clone(), 5);
        assert_eq!(
            version.map(|version| version.built),
            match expected {
                true => Ok(built),
                false => Err(Error::Contradiction {
                    field: "status",
                    because: "A draft must be in the 'built' state before it can be deployed.",
                }),
            }
        );
    }
}

fn dependency(name: &str, version: &str) -> Vec<Dependency> {
    vec![Dependency {
        name: name.to_owned(),
        version: version.to_owned(),
    }]
}
