//! Advisories in the OSV format against a small tree.

use std::fs;
use std::io::Write as _;

use serde_json::{Value, json};

use super::*;
use crate::{Files, Package, Tree};

fn inventory(packages: &[(&str, &str)]) -> Inventory {
    let package = |(name, version): &(&str, &str)| Package {
        name: (*name).to_owned(),
        version: (*version).to_owned(),
        integrity: None,
        license: None,
        files: Files::new(),
    };
    let packages = packages.iter().enumerate();
    Inventory::of_tree(&Tree {
        packages: packages
            .map(|(at, one)| (format!("node_modules/p{at}"), package(one)))
            .collect(),
    })
}

fn advisory(events: &Value) -> Value {
    json!({
        "id": "GHSA-1", "aliases": ["CVE-1"], "summary": "Bad. ", "database_specific": { "severity": "HIGH" },
        "affected": [{ "package": { "ecosystem": "npm", "name": "a" }, "ranges": [{ "type": "SEMVER", "events": events }] }],
    })
}

fn found(advisory: &Value, version: &str) -> Vec<Vulnerability> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), advisory.to_string()).unwrap();
    vulnerabilities(&inventory(&[("a", version), ("b", version)]), file.path()).unwrap()
}

#[test]
fn ranges_are_evaluated_as_the_specification_says() {
    let two = json!([{ "introduced": "0" }, { "fixed": "1.2.0" }, { "introduced": "2.0.0" }, { "last_affected": "2.3.0" }]);
    for (version, expected) in [
        ("0.0.0-alpha", true),
        ("1.1.9", true),
        ("1.2.0-rc.1", true),
        ("1.2.0", false),
        ("1.9.0", false),
        ("2.0.0", true),
        ("2.3.0", true),
        ("2.3.1", false),
    ] {
        assert_eq!(
            !found(&advisory(&two), version).is_empty(),
            expected,
            "{version}"
        );
    }
    // The order in which events are written does not matter.
    let turned = json!([{ "fixed": "1.2.0" }, { "introduced": "1.0.0" }]);
    assert!(
        !found(&advisory(&turned), "1.1.0").is_empty()
            && found(&advisory(&turned), "0.9.0").is_empty()
    );
    let limited = json!([{ "introduced": "0" }, { "limit": "1.0.0" }]);
    assert!(
        !found(&advisory(&limited), "0.9.0").is_empty()
            && found(&advisory(&limited), "1.0.0").is_empty()
    );
}

#[test]
fn listed_versions_count_and_other_ecosystems_and_what_was_withdrawn_do_not() {
    let affected = |ecosystem: &str| json!({ "id": "MAL-1", "affected": [{ "package": { "ecosystem": ecosystem, "name": "a" }, "versions": ["1.0.0"] }] });
    let mut own = affected("npm");
    assert_eq!(found(&own, "1.0.0")[0].gravity, Gravity::Malicious);
    assert!(found(&own, "1.0.1").is_empty() && found(&affected("PyPI"), "1.0.0").is_empty());
    own["withdrawn"] = json!("2024-01-01T00:00:00Z");
    assert!(found(&own, "1.0.0").is_empty());
}

#[test]
fn a_vulnerability_becomes_a_finding_with_the_way_out() {
    let events = json!([{ "introduced": "0" }, { "fixed": "1.2.0" }, { "introduced": "2.0.0" }, { "fixed": "2.1.0" }]);
    let all = found(&advisory(&events), "1.0.0");
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].fixed.as_deref(), &all[0].places[..]),
        (Some("1.2.0"), &["node_modules/p0".to_owned()][..])
    );
    let finding = all[0].finding();
    assert_eq!(finding.severity, Severity::Warning);
    assert_eq!(
        finding.message,
        "a@1.0.0 has a known vulnerability, GHSA-1 (CVE-1): Bad."
    );
    assert_eq!(
        finding.mend,
        "Use a 1.2.0 or later, or a version of what requires it that does."
    );
    let unmended = found(&advisory(&json!([{ "introduced": "0" }])), "1.0.0")[0].finding();
    assert_eq!(unmended.mend, "No mended version is known: replace a.");
    let mut critical = advisory(&events);
    critical["database_specific"] = json!({ "severity": "CRITICAL" });
    assert!(found(&critical, "1.0.0")[0].finding().blocks());
}

#[test]
fn files_folders_and_archives_give_the_same() {
    let text = advisory(&json!([{ "introduced": "0" }])).to_string();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("GHSA-1.json"), &text).unwrap();
    fs::write(folder.path().join("readme.txt"), "no advisory").unwrap();
    let packed = folder.path().join("all.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&packed).unwrap());
    zip.start_file("GHSA-1.json", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap();
    let packages = inventory(&[("a", "1.0.0")]);
    let all = [
        folder.path().join("GHSA-1.json"),
        folder.path().to_owned(),
        packed,
    ]
    .map(|path| vulnerabilities(&packages, &path).unwrap());
    assert!(all.iter().all(|found| *found == all[0] && found.len() == 1));
}

#[test]
fn a_database_that_is_read_in_part_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let read = |content: &str| {
        let path = folder.path().join("a.json");
        fs::write(&path, content).unwrap();
        vulnerabilities(&inventory(&[]), &path)
    };
    assert!(matches!(read("{}"), Err(AdvisoryError::Malformed { .. })));
    assert!(matches!(
        read("PK no archive"),
        Err(AdvisoryError::Read { .. })
    ));
    assert!(matches!(
        read(&" ".repeat(LARGEST as usize + 1)),
        Err(AdvisoryError::TooLarge { .. })
    ));
    let absent = folder.path().join("absent");
    assert!(matches!(
        vulnerabilities(&inventory(&[]), &absent),
        Err(AdvisoryError::Read { .. })
    ));
}
