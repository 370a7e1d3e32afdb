//! Manifests as partners write them: what is read, and every fault with its key, its line and what to do.

use proptest::prelude::*;

use super::*;
use crate::fixture::TOML;

#[test]
fn a_manifest_is_read_and_written() {
    let manifest = Manifest::read(TOML).unwrap();
    assert_eq!(manifest.slug.as_str(), "risk-check");
    assert_eq!(manifest.version.to_string(), "1.2.0-beta.1");
    assert_eq!(manifest.trigger, Trigger::PostLogin);
    assert_eq!(
        manifest.categories,
        [Category::FraudAndRisk, Category::Other]
    );
    assert_eq!(
        manifest.use_case.limitations,
        "Fifty requests a second.\nFor each key."
    );
    assert_eq!(manifest.permissions.event.len(), 2);
    assert_eq!(manifest.permissions.api[1].names.len(), 2);
    let written = manifest.write();
    assert_eq!(Manifest::read(&written).unwrap(), manifest);
    assert_eq!(Manifest::read(&written).unwrap().write(), written);
    let json = serde_json::to_string(&manifest).unwrap();
    assert_eq!(serde_json::from_str::<Manifest>(&json).unwrap(), manifest);
}

#[test]
fn leading_names_and_absent_permissions_are_forgiven() {
    let text = TOML
        .replace("\"user.email\"", "\"event.user.email\"")
        .replace("\"access.deny\"", "\"api.access.deny\"");
    assert_eq!(
        Manifest::read(&text).unwrap(),
        Manifest::read(TOML).unwrap()
    );
    let (without, _) = TOML.split_once("[[permissions.event]]").unwrap();
    assert_eq!(
        Manifest::read(without).unwrap().permissions,
        Permissions::default()
    );
}

/// What reading says of the manifest with one text in place of another.
#[track_caller]
pub(super) fn check(from: &str, to: &str, expected: &str) {
    assert!(TOML.contains(from), "{from}");
    let text = TOML.replacen(from, to, 1);
    let told = match Manifest::read(&text) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(told.starts_with(expected), "{told}\nis not\n{expected}");
}

#[test]
fn what_is_no_toml_is_refused_at_its_line() {
    check(
        "slug =",
        "slug",
        "latchwork.toml, line 2: this is not TOML: ",
    );
    check(
        "slug = \"risk-check\"",
        "name = \"x\"",
        "latchwork.toml, line 2: this is not TOML: duplicate key",
    );
    let large = format!("{TOML}# {}\n", "x".repeat(MANIFEST_BYTES - TOML.len()));
    let told = Manifest::read(&large).unwrap_err().to_string();
    assert_eq!(
        told,
        format!(
            "latchwork.toml, line 1: the file has {} bytes, more than 65536; shorten the texts",
            MANIFEST_BYTES + 3
        )
    );
}

#[test]
fn keys_are_those_of_a_manifest() {
    check(
        "[use_case]",
        "[use_case]\nprise = 1",
        "latchwork.toml, line 12: `use_case.prise` is not a key of this table; take it out, or write one of service, customers, problem, solution, limitations, diagram",
    );
    check(
        "slug =",
        "slog =",
        "latchwork.toml, line 1: `slug` is missing; write it\nlatchwork.toml, line 2: `slog` is not a key of this table",
    );
    check(
        "field = \"user.email\"",
        "path = \"user.email\"",
        "latchwork.toml, line 19: `permissions.event[1].field` is missing",
    );
    check(
        "method = \"access.deny\"",
        "method = \"access.deny\"\nname = \"x\"",
        "latchwork.toml, line 29: `permissions.api[1].name` is not a key",
    );
    check(
        "[[permissions.hosts]]",
        "[[permissions.network]]",
        "latchwork.toml, line 36: `permissions.network` is not a key of this table; take it out, or write one of event, api, hosts, redirects",
    );
    check(
        "[use_case]",
        "[use_cases]",
        "latchwork.toml, line 1: `use_case` is missing",
    );
}

#[test]
fn values_are_of_their_types() {
    check(
        "\"Risk check\"",
        "7",
        "latchwork.toml, line 1: `name` is a number, not a text in quotes; write a text in quotes",
    );
    check(
        "[\"fraud-and-risk\", \"other\"]",
        "\"other\"",
        "latchwork.toml, line 6: `categories` is a text, not a list",
    );
    check(
        "[\"fraud-and-risk\", \"other\"]",
        "[true]",
        "latchwork.toml, line 6: `categories[1]` is true or false, not a text in quotes",
    );
    check(
        "trigger = \"post-login\"",
        "trigger = 2026-01-01",
        "latchwork.toml, line 4: `trigger` is a date or time",
    );
    check(
        "diagram = \"media/diagram.png\"",
        "diagram = []",
        "latchwork.toml, line 17: `use_case.diagram` is a list",
    );
    let (head, _) = TOML.split_once("[[permissions.event]]").unwrap();
    for (tail, told) in [
        (
            "permissions = 1",
            "line 19: `use_case.permissions` is not a key",
        ),
        (
            "[permissions]\nevent = {}",
            "line 20: `permissions.event` is a table, not a list",
        ),
        (
            "[permissions]\nevent = [\"user\"]",
            "line 20: `permissions.event[1]` is a text, not a table",
        ),
    ] {
        let error = Manifest::read(&format!("{head}{tail}"))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("latchwork.toml, {told}")),
            "{error}"
        );
    }
}

#[test]
fn texts_keep_to_their_limits() {
    let most = |chars| format!("\"{}\"", "\u{e4}".repeat(chars));
    check(
        "\"Risk check\"",
        "\"ab\"",
        "latchwork.toml, line 1: `name` has 2 characters, fewer than 3; say more",
    );
    check("\"Risk check\"", &most(60), "read");
    check(
        "\"Risk check\"",
        &most(61),
        "latchwork.toml, line 1: `name` has 61 characters, more than 60; shorten it",
    );
    check(
        "\"Risk check\"",
        "\"Risk\\u202echeck\"",
        "latchwork.toml, line 1: `name` holds '\\u{202e}', which is not shown",
    );
    let summary = "\"Asks a risk service about each login.\"";
    check(summary, &most(160), "read");
    check(
        summary,
        &most(161),
        "latchwork.toml, line 5: `summary` has 161 characters, more than 160",
    );
    check(
        summary,
        "\"a\\nb\"",
        "latchwork.toml, line 5: `summary` holds '\\n'",
    );
    check(
        "\"Shops.\"",
        "\"  \"",
        "latchwork.toml, line 13: `use_case.customers` is empty; say something there",
    );
    check("\"Shops.\"", &most(2000), "read");
    check(
        "\"Shops.\"",
        &most(2001),
        "latchwork.toml, line 13: `use_case.customers` has 2001 characters",
    );
    check("\"The service.\"", &most(300), "read");
    check(
        "\"The service.\"",
        &most(301),
        "latchwork.toml, line 38: `permissions.hosts[1].reason` has 301 characters, more than 300",
    );
    check(
        "\"The service.\"",
        "\"\"",
        "latchwork.toml, line 38: `permissions.hosts[1].reason` is empty",
    );
}

#[test]
fn slugs_versions_triggers_and_categories_have_a_form() {
    for (slug, good) in [
        ("ab", true),
        ("a1-b2", true),
        (&*"a".repeat(64), true),
        (&*"a".repeat(65), false),
        ("a", false),
        ("1a", false),
        ("-ab", false),
        ("ab-", false),
        ("a--b", false),
        ("Ab", false),
        ("a_b", false),
        ("\u{e4}b", false),
    ] {
        assert_eq!(Slug::parse(slug).is_ok(), good, "{slug}");
    }
    check(
        "\"risk-check\"",
        "\"Risk check\"",
        "latchwork.toml, line 2: `slug` is no slug: a slug has 2 to 64",
    );
    check(
        "\"1.2.0-beta.1\"",
        "\"1.2\"",
        "latchwork.toml, line 3: `version` is no semantic version: a version is three numbers with dots between them; write three numbers, as in `1.2.0`",
    );
    check(
        "\"1.2.0-beta.1\"",
        "\"1.2.0+7\"",
        "latchwork.toml, line 3: `version` is no semantic version: it ends with build metadata",
    );
    let long = format!("\"1.2.0-{}\"", "a".repeat(59));
    check(
        "\"1.2.0-beta.1\"",
        &long,
        "latchwork.toml, line 3: `version` is no semantic version: it has more than 64",
    );
    check(
        "\"post-login\"",
        "\"post-logout\"",
        "latchwork.toml, line 4: `trigger` `post-logout` is not a trigger; use one of post-login",
    );
    check(
        "\"other\"",
        "\"others\"",
        "latchwork.toml, line 6: `categories[2]` is none of the categories; write one of access-control, data-enrichment, consent, fraud-and-risk, identity-verification, messaging, observability, other",
    );
    check(
        "\"other\"",
        "\"fraud-and-risk\"",
        "latchwork.toml, line 6: `categories[2]` stands in the list already",
    );
    check(
        "\"fraud-and-risk\", \"other\"",
        "",
        "latchwork.toml, line 6: `categories` has 0 entries; there may be 1 to 3",
    );
    check(
        "\"other\"",
        "\"other\", \"consent\", \"messaging\"",
        "latchwork.toml, line 6: `categories` has 4 entries",
    );
}

#[test]
fn links_lead_to_people_over_https() {
    for (url, good) in [
        ("https://acme.com", true),
        ("http://acme.com", false),
        ("https://user@acme.com/", false),
        ("https://acme.com/a b", false),
        ("mailto:a@acme.com", false),
        ("javascript:alert(1)", false),
        ("acme.com", false),
        (&*format!("https://acme.com/{}", "a".repeat(2032)), false),
    ] {
        let told = if good {
            "read"
        } else {
            "latchwork.toml, line 8: `privacy` is not an https URL; write an https URL, in at most 2048 characters"
        };
        check("https://acme.com/privacy", url, told);
    }
    check("mailto:support@acme.com", "https://acme.com/help", "read");
    check(
        "mailto:support@acme.com",
        "mailto:support",
        "latchwork.toml, line 7: `support` is not an https or a mailto URL",
    );
    check(
        "\"media/diagram.png\"",
        "\"../diagram.png\"",
        "latchwork.toml, line 17: `use_case.diagram` is no path of a file in the package: it leads out",
    );
}

#[test]
fn all_faults_are_told_at_once_by_line() {
    let text = TOML
        .replace("Risk check", "R")
        .replace("https://acme.com/terms", "x")
        .replace("user.email", "user.x");
    let error = Manifest::read(&text).unwrap_err();
    let lines: Vec<u32> = error.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [1, 9, 20]);
    assert_eq!(error.to_string().lines().count(), 3);
}

proptest! {
    #[test]
    fn whatever_is_said_reads_back_as_it_was_written(
        texts in prop::collection::vec("[ -~\u{e4}\u{4e2d}\"'\\\\]{3,40}", 8),
        long in "[ -~\n\t\u{e4}\"'\\\\]{1,200}",
    ) {
        let mut manifest = Manifest::read(TOML).unwrap();
        prop_assume!(texts.iter().chain([&long]).all(|text| !text.trim().is_empty()));
        let text = |at: usize| texts[at].trim().to_owned();
        prop_assume!(text(0).chars().count() >= 3);
        manifest.name = text(0);
        manifest.summary = text(1);
        manifest.use_case.service = text(2);
        manifest.use_case.limitations = long.trim().to_owned();
        manifest.use_case.diagram = None;
        manifest.permissions.event[0].reason = text(3);
        manifest.permissions.api[0].reason = text(4);
        let written = manifest.write();
        prop_assert_eq!(Manifest::read(&written).unwrap(), manifest, "{}", written);
    }

    #[test]
    fn whatever_comes_in_there_is_an_answer(text in "[a-z\\[\\]={}\"., \n]{0,200}") {
        if let Err(error) = Manifest::read(&text) {
            prop_assert!(!error.problems.is_empty());
        }
    }
}
