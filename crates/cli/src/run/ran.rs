//! What a run came to, as `--json` prints it.

use std::path::PathBuf;

use contract::Execution;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

/// One run of an action's file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Run")]
pub(crate) struct Ran {
    #[serde(skip)]
    pub(crate) file: PathBuf,
    #[serde(flatten)]
    pub(crate) execution: Execution,
    /// What it took to make the code ready; absent where it did not load.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prepared: Option<Preparation>,
}

/// Making code ready: once for each change of it, and an execution does not pay for it.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Preparation {
    /// The code's bytes, with those of its packages.
    pub(crate) bytes: usize,
    /// How long it took, in microseconds: little where it was kept from an earlier run.
    pub(crate) wall_us: u64,
}

impl Ran {
    /// The JSON Schema of what `--json` prints.
    pub(crate) fn json_schema() -> schemars::Schema {
        SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use contract::Command;

    use super::*;

    #[test]
    fn the_schema_knows_every_command_and_requires_every_key() {
        let schema = serde_json::to_value(Ran::json_schema()).unwrap();
        let text = schema.to_string();
        for name in Command::TYPE_NAMES {
            assert!(text.contains(&format!("\"const\":\"{name}\"")), "{name}");
        }
        for (required, count) in [
            (&schema["required"], 6),
            (&schema["$defs"]["Failure"]["required"], 4),
            (&schema["$defs"]["Preparation"]["required"], 2),
        ] {
            assert_eq!(required.as_array().unwrap().len(), count, "{required}");
        }
    }
}
