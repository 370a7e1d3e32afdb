//! A user's metadata and the patches a flow's outcome carries.

use serde_json::{Map, Value};

use crate::Error;

/// Most bytes of JSON of one user's `user_metadata` or `app_metadata`.
pub const METADATA_BYTES: usize = 256 * 1024;

/// `user_metadata` or `app_metadata`.
pub type Metadata = Map<String, Value>;

/// Top-level keys to set; `null` removes the key.
pub type MetadataPatch = Map<String, Value>;

/// Merges `patch` into `metadata` at its top-level keys, or changes nothing.
pub fn apply_patch(
    field: &'static str,
    metadata: &mut Metadata,
    patch: &MetadataPatch,
) -> Result<(), Error> {
    let mut merged = metadata.clone();
    for (key, value) in patch {
        if value.is_null() {
            merged.remove(key);
        } else {
            merged.insert(key.clone(), value.clone());
        }
    }
    let actual = Value::Object(merged.clone()).to_string().len();
    if actual > METADATA_BYTES {
        return Err(Error::MetadataTooLarge {
            field,
            limit: METADATA_BYTES,
            actual,
        });
    }
    *metadata = merged;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn a_patch_sets_replaces_and_removes_top_level_keys() {
        let mut metadata = map(json!({"a": 1, "b": {"c": 2}}));
        apply_patch(
            "user_metadata",
            &mut metadata,
            &map(json!({"a": null, "b": {"d": 3}, "e": "x"})),
        )
        .unwrap();
        assert_eq!(Value::Object(metadata), json!({"b": {"d": 3}, "e": "x"}));
    }

    #[test]
    fn one_byte_past_the_limit_changes_nothing() {
        let fits = "x".repeat(METADATA_BYTES - r#"{"k":""}"#.len());
        let mut metadata = Metadata::new();
        apply_patch("app_metadata", &mut metadata, &map(json!({"k": fits}))).unwrap();
        let before = metadata.clone();
        let error = apply_patch(
            "app_metadata",
            &mut metadata,
            &map(json!({"k": format!("{fits}x")})),
        )
        .unwrap_err();
        assert_eq!(
            error,
            Error::MetadataTooLarge {
                field: "app_metadata",
                limit: METADATA_BYTES,
                actual: METADATA_BYTES + 1
            }
        );
        assert_eq!(metadata, before);
    }
}
