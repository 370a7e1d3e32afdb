//! Tells when something is saved on which a run may depend.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

use super::folders::{self, below};
use super::heard::Heard;
use super::{coalescing, folder_of};
use crate::refusal::Fault;
use crate::terminal;

/// So long nothing must change: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(80);
/// So often this is waited for, lest a file that changes all the time is never run.
const MOST_WAITS: u32 = 25;

/// What is watched, until it is dropped.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// Files that matter whatever they are called and wherever they lie.
    named: BTreeSet<PathBuf>,
    watched: BTreeSet<PathBuf>,
    heard: Arc<Mutex<Heard>>,
    told: Receiver<()>,
    /// Whether something was told and not looked at yet.
    is_due: bool,
    /// Whether it was said that there are folders nobody watches.
    is_short: bool,
}

impl Watch {
    /// Watches a folder with those below it, and the folders of the files that are named.
    pub(super) fn begin<'a>(
        root: &Path,
        named: impl Iterator<Item = &'a Path>,
    ) -> anyhow::Result<Self> {
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (sender, told) = coalescing();
        let hearing = Arc::clone(&heard);
        let tell = move |event: notify::Result<notify::Event>| {
            let mut heard = hearing.lock().unwrap_or_else(PoisonError::into_inner);
            if heard.hear(event) {
                // Full: somebody has been told and has not looked yet.
                let _ = sender.try_send(());
            }
        };
        let cannot = || format!("cannot watch {}", root.display());
        let mut watch = Self {
            watcher: notify::recommended_watcher(tell).with_context(|| Fault::new(cannot()))?,
            root: fs::canonicalize(root).with_context(cannot)?,
            named: named.flat_map(places).collect(),
            watched: BTreeSet::new(),
            heard,
            told,
            is_due: false,
            is_short: false,
        };
        for folder in watch.folders()? {
            watch.watch(folder)?;
        }
        Ok(watch)
    }

    /// Waits for a save; nothing of it is lost when the wait is given up.
    pub(super) async fn changed(&mut self) -> anyhow::Result<()> {
        loop {
            if !self.is_due {
                let told = self.told.recv().await;
                told.context(Fault::new("the folder can no longer be watched"))?;
                self.is_due = true;
            }
            self.settle().await;
            self.is_due = false;
            if self.look()? {
                return Ok(());
            }
        }
    }

    /// Waits until nothing has changed for a moment.
    async fn settle(&mut self) {
        for _ in 0..MOST_WAITS {
            if timeout(QUIET, self.told.recv()).await.is_err() {
                return;
            }
        }
    }

    /// Whether anything of what was heard matters.
    fn look(&mut self) -> anyhow::Result<bool> {
        let heard = {
            let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *heard)
        };
        ensure!(
            self.root.is_dir(),
            "{} is gone, and nothing can be watched; start again where the action is",
            self.root.display()
        );
        let is_new = heard.has_folders() && self.look_at_folders(&heard);
        Ok(is_new || heard.any_file(|file| self.matters(file)))
    }

    fn matters(&self, file: &Path) -> bool {
        let folder = file.parent().unwrap_or(file);
        let is_below = file.starts_with(&self.root) && self.watched.contains(folder);
        self.named.contains(file) || is_below && folders::may_matter(file)
    }

    /// Watches the folders there are now; true when a new one brought files along.
    fn look_at_folders(&mut self, heard: &Heard) -> bool {
        let now = match self.folders() {
            Ok(now) => now,
            Err(error) => {
                self.say_once(&error);
                return false;
            }
        };
        let gone: Vec<PathBuf> = self.watched.difference(&now).cloned().collect();
        for folder in gone {
            self.watched.remove(&folder);
            // Where it is gone there is nothing left to give up.
            let _ = self.watcher.unwatch(&folder);
        }
        let mut brings_files = false;
        for folder in now {
            if self.watched.contains(&folder) && !heard.may_be_another(&folder) {
                continue;
            }
            brings_files |= folders::has_any(&folder);
            if let Err(error) = self.watch(folder) {
                self.say_once(&error);
            }
        }
        brings_files
    }

    fn folders(&self) -> anyhow::Result<BTreeSet<PathBuf>> {
        let mut folders = below(&self.root)?;
        folders.extend(self.named.iter().filter_map(|file| {
            let folder = file.parent()?;
            folder.is_dir().then(|| folder.to_owned())
        }));
        Ok(folders)
    }

    fn watch(&mut self, folder: PathBuf) -> anyhow::Result<()> {
        match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder);
                Ok(())
            }
            // It was gone again before it could be watched.
            Err(_) if folder != self.root && !folder.is_dir() => Ok(()),
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => bail!(Fault::new(
                "the system watches no more folders; raise fs.inotify.max_user_watches, or keep the action in a smaller folder"
            )),
            Err(error) => {
                Err(error).with_context(|| Fault::new(format!("cannot watch {}", folder.display())))
            }
        }
    }

    fn say_once(&mut self, error: &anyhow::Error) {
        if !self.is_short {
            terminal::complain(&format!(
                "note: not every new folder is watched: {}",
                terminal::harmless(&format!("{error:#}"))
            ));
            self.is_short = true;
        }
    }
}

/// Where a file lies, and where it leads when it is a link.
fn places(file: &Path) -> impl Iterator<Item = PathBuf> {
    let folder = fs::canonicalize(folder_of(file)).ok();
    let own = folder.and_then(|folder| Some(folder.join(file.file_name()?)));
    own.into_iter().chain(fs::canonicalize(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a save is told.
    async fn is_told(watch: &mut Watch) -> bool {
        match timeout(QUIET * 5, watch.changed()).await {
            Ok(changed) => changed.map(|()| true).unwrap(),
            Err(_) => false,
        }
    }

    fn watch(root: &Path, named: &[&Path]) -> Watch {
        Watch::begin(root, named.iter().copied()).unwrap()
    }

    #[tokio::test]
    async fn a_save_is_told_once_and_another_file_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("action.js");
        fs::write(&file, "1").unwrap();
        let mut watch = watch(folder.path(), &[&file]);
        fs::write(folder.path().join("notes.md"), "1").unwrap();
        assert!(!is_told(&mut watch).await);
        for text in ["2", "3", "4"] {
            fs::write(&file, text).unwrap();
        }
        assert!(is_told(&mut watch).await);
        assert!(!is_told(&mut watch).await);
    }

    #[tokio::test]
    async fn a_file_that_is_moved_to_its_place_or_made_anew_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("action.ts");
        fs::write(&file, "1").unwrap();
        let mut watch = watch(folder.path(), &[&file]);
        for text in ["2", "3"] {
            let draft = folder.path().join(".action.ts.tmp");
            fs::write(&draft, text).unwrap();
            fs::rename(&draft, &file).unwrap();
            assert!(is_told(&mut watch).await, "moved {text}");
        }
        fs::remove_file(&file).unwrap();
        assert!(is_told(&mut watch).await, "removed");
        fs::write(&file, "4").unwrap();
        assert!(is_told(&mut watch).await, "made anew");
    }

    #[tokio::test]
    async fn folders_below_are_watched_also_when_they_are_new_or_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("lib/inner")).unwrap();
        fs::create_dir_all(root.join("node_modules/a")).unwrap();
        fs::write(root.join(".gitignore"), "generated/\n").unwrap();
        fs::create_dir(root.join("generated")).unwrap();
        let mut watch = watch(root, &[]);
        fs::write(root.join("lib/inner/a.json"), "1").unwrap();
        assert!(is_told(&mut watch).await, "below");
        for left_out in ["node_modules/a/index.js", "generated/a.js"] {
            fs::write(root.join(left_out), "1").unwrap();
            assert!(!is_told(&mut watch).await, "{left_out}");
        }
        fs::remove_dir_all(root.join("lib")).unwrap();
        fs::create_dir_all(root.join("lib/inner")).unwrap();
        // What went away is told; what is written from now on is of the new folder.
        is_told(&mut watch).await;
        fs::write(root.join("lib/inner/b.json"), "2").unwrap();
        assert!(is_told(&mut watch).await, "made anew");
        fs::create_dir_all(root.join("more/deep")).unwrap();
        fs::write(root.join("more/deep/c.ts"), "3").unwrap();
        assert!(is_told(&mut watch).await, "new, with a file in it");
        fs::write(root.join("more/deep/c.ts"), "4").unwrap();
        assert!(is_told(&mut watch).await, "in a new folder");
    }

    #[tokio::test]
    async fn a_named_file_matters_wherever_it_lies_and_a_folder_that_is_gone_is_said() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let event = other.path().join("event");
        fs::write(&event, "{}").unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        let mut watch = watch(&root, &[&event]);
        fs::write(other.path().join("another.json"), "{}").unwrap();
        assert!(!is_told(&mut watch).await);
        fs::write(&event, "{\"a\": 1}").unwrap();
        assert!(is_told(&mut watch).await);
        fs::remove_dir(&root).unwrap();
        let told = watch.changed().await.unwrap_err().to_string();
        assert!(told.contains("is gone"), "{told}");
    }

    #[tokio::test]
    async fn a_wait_that_is_given_up_loses_no_save() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("action.js");
        let mut watch = watch(folder.path(), &[]);
        fs::write(&file, "1").unwrap();
        let given_up = timeout(QUIET / 2, watch.changed()).await;
        assert!(given_up.is_err());
        assert!(is_told(&mut watch).await);
    }
}
