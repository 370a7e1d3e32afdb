//! The layout partners already have, for each of the six flows: `init` keeps what is there, specs run, checks say what the
//! template still lacks, and the same bytes are packed each time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const FLOWS: &[(&str, &str)] = &[
    ("post-login", "post-login"),
    ("client-credentials", "credentials-exchange"),
    ("pre-user-registration", "pre-user-registration"),
    ("post-user-registration", "post-user-registration"),
    ("post-password-change", "post-change-password"),
    ("phone-message", "send-phone-message"),
];

fn latchwork(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_latchwork"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let output = latchwork(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let value = serde_json::from_slice(&output.stdout);
    let value = value.unwrap_or_else(|error| panic!("{arguments:?}: {error}: {told}"));
    (output.status.code().unwrap(), value)
}

/// A copy of a template, as a partner has it.
fn copy(flow: &str, to: &Path) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/templates")
        .join(flow);
    let folder = to.join(flow);
    for part in ["integration", "deploy"] {
        fs::create_dir_all(folder.join(part)).unwrap();
        for entry in fs::read_dir(from.join(part)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.join(part).join(entry.file_name())).unwrap();
        }
    }
    fs::copy(from.join("Makefile"), folder.join("Makefile")).unwrap();
    folder
}

#[test]
fn the_templates_of_all_six_flows_go_the_whole_way() {
    let place = tempfile::tempdir().unwrap();
    for (flow, trigger) in FLOWS {
        let folder = copy(flow, place.path());
        let before = fs::read(folder.join("integration/integration.action.js")).unwrap();
        let (code, begun) = json(&folder, &["init", "--json"]);
        assert_eq!(
            (code, begun["trigger"].as_str()),
            (0, Some(*trigger)),
            "{flow}"
        );
        let after = fs::read(folder.join("integration/integration.action.js")).unwrap();
        assert_eq!(before, after, "{flow}: init keeps the code");

        let (code, tested) = json(&folder, &["test", "--json"]);
        assert_eq!(code, 0, "{flow}: {tested}");
        assert_eq!(tested["tests"][0]["outcome"], "passed", "{flow}");

        let (code, report) = json(&folder, &["check", "--json"]);
        let findings = report["findings"].as_array().unwrap();
        let blocking: Vec<&str> = findings
            .iter()
            .filter(|finding| finding["severity"] == "error")
            .map(|finding| finding["rule"].as_str().unwrap())
            .collect();
        // The reason of the one permission a template needs is for the partner to give.
        let expected: &[&str] = match *trigger {
            "send-phone-message" => &["reason-draft"],
            _ => &[],
        };
        assert_eq!(blocking, expected, "{flow}: {report}");
        assert_eq!(code, i32::from(!expected.is_empty()), "{flow}");

        let (code, packed) = json(&folder, &["pack", "--json"]);
        assert_eq!(code, 0, "{flow}");
        let first = fs::read(folder.join(packed["file"].as_str().unwrap())).unwrap();
        let (_, again) = json(&folder, &["pack", "--json", "-o", "again.zip"]);
        assert_eq!(packed["digest"], again["digest"], "{flow}");
        assert_eq!(
            first,
            fs::read(folder.join("again.zip")).unwrap(),
            "{flow}: the same bytes"
        );
        let (code, told) = json(&folder, &["pack", "--json", "-o", "none/again.zip"]);
        let failed = (code, told["error"]["code"].as_str());
        assert_eq!(failed, (1, Some("failed")), "{flow}: there is no folder");
    }
}

#[test]
fn what_init_writes_for_each_trigger_passes_its_checks() {
    let place = tempfile::tempdir().unwrap();
    for (_, trigger) in FLOWS {
        let arguments = ["init", trigger, "--trigger", trigger, "--json"];
        assert_eq!(json(place.path(), &arguments).0, 0, "{trigger}");
        let folder = place.path().join(trigger);
        let (code, report) = json(&folder, &["check", "--faults", "--json"]);
        assert_eq!(code, 0, "{trigger}: {}", report["findings"]);
        assert_eq!(
            report["faults"]["verdicts"],
            serde_json::json!([]),
            "{trigger}"
        );
        assert_eq!(
            report["specs"]["coverage"]["missed"],
            Value::Null,
            "{trigger}"
        );
        assert_eq!(
            json(&folder, &["init", "--json"]).0,
            2,
            "{trigger}: nothing is overwritten"
        );
    }
}

#[test]
fn a_folder_that_is_no_package_is_refused_with_every_reason() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("integration")).unwrap();
    fs::write(
        place.path().join("integration/configuration.json"),
        r#"{"secrets": [], "configuration": [], "dependencies": [{"name": "axios", "version": "1.7.2"}]}"#,
    )
    .unwrap();
    let (code, refused) = json(place.path(), &["check", "--json"]);
    assert_eq!(code, 1);
    let said = refused["error"]["findings"].to_string();
    for part in [
        "latchwork.toml",
        "integration.action.js",
        "installation_guide.md",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}
