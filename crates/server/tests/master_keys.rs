//! `latchwork-server keys` as an operator calls it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn server(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_latchwork-server"))
        .args(arguments)
        .env("LATCHWORK_DATA_DIR", folder)
        .env("LATCHWORK_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap()
}

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn key_ids(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("latchwork.key")).unwrap();
    let ids = text.lines().filter_map(|line| line.split(' ').next());
    ids.map(str::to_owned).collect()
}

fn init(folder: &Path, tenant: &str) {
    let issuer = format!("https://{tenant}.example.com/");
    let made = server(folder, &["init", "--tenant", tenant, "--issuer", &issuer]);
    assert!(made.status.success(), "{made:?}");
}

#[test]
fn the_master_key_is_rotated_and_the_former_one_pruned() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    init(folder, "one");
    let before = key_ids(folder);
    let rotated = server(folder, &["keys", "rotate-master", "--json"]);
    let said = String::from_utf8(rotated.stderr.clone()).unwrap();
    assert!(said.contains("sealed 1 of 1 data keys anew"), "{said}");
    let rotated = json_of(&rotated);
    assert_eq!(rotated["resealed"], 1);
    let after = key_ids(folder);
    assert_eq!(
        rotated["key_id"].as_str(),
        after.first().map(String::as_str)
    );
    assert_eq!(after[1..], before[..]);
    let pruned = json_of(&server(folder, &["keys", "prune-master", "--json"]));
    assert_eq!(pruned, json!({"removed": before}));
    assert_eq!(key_ids(folder), after[..1]);
    let again = json_of(&server(folder, &["keys", "prune-master", "--json"]));
    assert_eq!(again, json!({"removed": []}));
    // What the former key sealed opens with the new one.
    init(folder, "two");
}
