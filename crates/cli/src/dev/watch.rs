//! Tells when a file of the action's folder is saved.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::Receiver;
use tokio::time::{sleep, timeout};

use super::coalescing;

/// So long nothing must change: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(80);
/// So often this is waited for, lest a file that changes all the time is never run.
const MOST_WAITS: u32 = 25;

/// Begins to watch the folder of a file, in which its events may lie as well. It goes on until the watcher is dropped.
pub(super) fn begin(file: &Path) -> anyhow::Result<(Receiver<()>, RecommendedWatcher)> {
    let folder: PathBuf = match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let (sender, receiver) = coalescing();
    let tell = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            // Full: somebody has been told and has not looked yet.
            let _ = sender.try_send(());
        }
    };
    let told = || format!("cannot watch {}", folder.display());
    let mut watcher = notify::recommended_watcher(tell).with_context(told)?;
    watcher
        .watch(&folder, RecursiveMode::NonRecursive)
        .with_context(told)?;
    Ok((receiver, watcher))
}

/// Waits until nothing has changed for a moment.
pub(super) async fn settle(changes: &mut Receiver<()>) {
    for _ in 0..MOST_WAITS {
        if timeout(QUIET, changes.recv()).await.is_err() {
            return;
        }
        sleep(Duration::from_millis(5)).await;
    }
}

fn matters(event: &notify::Event) -> bool {
    let is_change = matches!(
        event.kind,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
    );
    let is_ours = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("js" | "cjs" | "mjs" | "ts" | "json"))
    };
    is_change && event.paths.iter().any(is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_save_is_told_once_and_another_file_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("action.js");
        std::fs::write(&file, "1").unwrap();
        let (mut changes, watcher) = begin(&file).unwrap();
        std::fs::write(folder.path().join("notes.md"), "1").unwrap();
        assert!(timeout(QUIET * 3, changes.recv()).await.is_err());
        for text in ["2", "3", "4"] {
            std::fs::write(&file, text).unwrap();
        }
        assert_eq!(changes.recv().await, Some(()));
        settle(&mut changes).await;
        assert!(timeout(QUIET * 3, changes.recv()).await.is_err());
        drop(watcher);
    }
}
