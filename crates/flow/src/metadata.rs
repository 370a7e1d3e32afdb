//! Keys of a user's metadata that a run sets and removes.

use std::collections::BTreeMap;

use contract::{Failure, FailureKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::FlowLimits;

/// By top-level key, its new value; null removes it. The last write per key wins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MetadataPatch {
    keys: BTreeMap<String, Value>,
}

impl MetadataPatch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Merges the patch into metadata.
    pub fn apply(&self, metadata: &mut Map<String, Value>) {
        for (key, value) in &self.keys {
            if value.is_null() {
                metadata.remove(key);
            } else {
                metadata.insert(key.clone(), value.clone());
            }
        }
    }

    /// The keys and their new values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.keys.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub(crate) fn set(&mut self, key: &str, value: &Value) {
        self.keys.insert(key.to_owned(), value.clone());
    }
}

/// Sets or (null) removes a key of the transaction's metadata, within its limits.
pub(crate) fn set_transaction_key(
    metadata: &mut Map<String, Value>,
    key: &str,
    value: &Value,
    limits: &FlowLimits,
) -> Result<(), Failure> {
    if value.is_null() {
        metadata.remove(key);
        return Ok(());
    }
    let chars = key.chars().count() as u64;
    if chars > limits.transaction_key_chars {
        let allowed = limits.transaction_key_chars;
        return Err(refused(format!(
            "the key has {chars} characters, at most {allowed} are allowed: shorten it"
        )));
    }
    if !is_scalar(value) {
        let text = "the value must be a string, a boolean or a number that JavaScript holds exactly: write anything else as a string";
        return Err(refused(text.to_owned()));
    }
    let bytes = value.to_string().len() as u64;
    if bytes > limits.transaction_value_bytes {
        let allowed = limits.transaction_value_bytes;
        return Err(refused(format!(
            "the value has {bytes} bytes, at most {allowed} are allowed: shorten it"
        )));
    }
    metadata.insert(key.to_owned(), value.clone());
    Ok(())
}

/// A string, a boolean, or a number whose integer part JavaScript holds exactly.
fn is_scalar(value: &Value) -> bool {
    const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number
            .as_f64()
            .is_some_and(|number| number.abs() <= MAX_SAFE_INTEGER || number.fract() != 0.0),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

fn refused(message: String) -> Failure {
    Failure::new(FailureKind::Error, message)
}
