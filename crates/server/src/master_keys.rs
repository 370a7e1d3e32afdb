//! `latchwork-server keys`: the master keys, rotated and pruned, also beside a running server.

use std::io::Write as _;

use clap::Subcommand;
use serde_json::json;
use server::{Config, open_store};

/// What is done with the master keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Put a new master key first in the key file and seal every tenant's data keys with it; the former ones stay.
    RotateMaster {
        /// Print one JSON object on standard output.
        #[arg(long)]
        json: bool,
    },
    /// Take the master keys out of the key file that seal nothing any more. An older backup needs the key file of its time.
    PruneMaster {
        /// Print one JSON object on standard output.
        #[arg(long)]
        json: bool,
    },
}

/// Does it.
pub(crate) async fn keys(config: &Config, command: KeysCommand) -> anyhow::Result<()> {
    let store = open_store(config).await?;
    let (shown, text, json) = match command {
        KeysCommand::RotateMaster { json } => {
            let rotation = store
                .master_key_rotate(|progress| {
                    let (done, of) = (progress.done, progress.of);
                    let _ = writeln!(std::io::stderr(), "sealed {done} of {of} data keys anew");
                })
                .await?;
            let text = format!(
                "The master key {} seals from now on; {} data keys were sealed anew.\nWhen every server has seen it: latchwork-server keys prune-master",
                rotation.key_id, rotation.resealed
            );
            let shown = json!({"key_id": rotation.key_id, "resealed": rotation.resealed});
            (shown, text, json)
        }
        KeysCommand::PruneMaster { json } => {
            let removed = store.master_keys_prune().await?;
            let text = match removed.as_slice() {
                [] => "Every master key still seals something; none was removed.".to_owned(),
                removed => format!("Removed from the key file: {}", removed.join(", ")),
            };
            (json!({ "removed": removed }), text, json)
        }
    };
    store.close().await?;
    let text = if json { shown.to_string() } else { text };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
