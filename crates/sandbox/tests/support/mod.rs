//! What the tests of the sandbox share: cases in folders, a scripted network, a comparison of expectations.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub(crate) mod case;
pub(crate) mod network;
pub(crate) mod node;
pub(crate) mod still;

use serde_json::Value;

/// Where `expected` is not a subset of `found`: objects by their given keys, lists element by element, `"<any>"` fits all.
pub(crate) fn differences(path: &str, expected: &Value, found: &Value, into: &mut Vec<String>) {
    match (expected, found) {
        (Value::String(any), _) if any == "<any>" => {}
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                let path = format!("{path}.{key}");
                match found.get(key) {
                    Some(found) => differences(&path, value, found, into),
                    None => into.push(format!("{path}: absent, expected {value}")),
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                differences(&format!("{path}[{index}]"), expected, found, into);
            }
        }
        (expected, found) if expected == found => {}
        (expected, found) => into.push(format!("{path}: found {found}, expected {expected}")),
    }
}
