//! What the system says of a folder, until somebody looks at it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind};

/// Beyond as many paths everything counts as changed.
const MOST_PATHS: usize = 256;

/// What was heard since somebody looked.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// What was written, made, moved or removed.
    paths: BTreeSet<PathBuf>,
    /// What was moved or removed: a folder of that name is another one now.
    moved: BTreeSet<PathBuf>,
    /// Whether folders were made, moved or removed.
    folders: bool,
    /// Whether more happened than was heard.
    everything: bool,
}

impl Heard {
    /// Takes an event; false when nothing changed by it.
    pub(super) fn hear(&mut self, event: notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            self.everything = true;
            return true;
        };
        let (is_moved, is_folder) = match event.kind {
            EventKind::Access(_) | EventKind::Other => (false, false),
            EventKind::Remove(RemoveKind::File) => (true, false),
            EventKind::Remove(_) => (true, true),
            EventKind::Modify(ModifyKind::Name(_)) => (true, true),
            EventKind::Create(CreateKind::File) | EventKind::Modify(_) => (false, false),
            EventKind::Create(_) | EventKind::Any => (false, true),
        };
        let is_silent = matches!(event.kind, EventKind::Access(_) | EventKind::Other);
        if is_silent && !event.need_rescan() {
            return false;
        }
        self.everything |= event.need_rescan() || self.paths.len() >= MOST_PATHS;
        self.folders |= is_folder;
        if !self.everything {
            if is_moved {
                self.moved.extend(event.paths.iter().cloned());
            }
            self.paths.extend(event.paths);
        }
        true
    }

    /// Whether the folders are to be looked at.
    pub(super) fn has_folders(&self) -> bool {
        self.folders || self.everything
    }

    /// Whether a file of which something was heard is one of these.
    pub(super) fn any_file(&self, matters: impl Fn(&Path) -> bool) -> bool {
        self.everything || self.paths.iter().any(|path| matters(path))
    }

    /// Whether a folder may be another than the one that is watched under its name.
    pub(super) fn may_be_another(&self, folder: &Path) -> bool {
        self.everything || self.moved.iter().any(|moved| folder.starts_with(moved))
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, DataChange, Flag};

    use super::*;

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    #[test]
    fn reading_is_no_change_and_what_was_missed_is_everything() {
        let mut heard = Heard::default();
        assert!(!heard.hear(event(EventKind::Access(AccessKind::Any), "/a")));
        assert!(!heard.any_file(|_| true) && !heard.has_folders());
        assert!(heard.hear(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))));
        assert!(heard.any_file(|_| false) && heard.has_folders());
    }

    #[test]
    fn what_was_moved_may_be_another_and_too_much_is_everything() {
        let mut heard = Heard::default();
        assert!(heard.hear(event(EventKind::Remove(RemoveKind::Folder), "/a")));
        assert!(heard.may_be_another(Path::new("/a/b")));
        assert!(!heard.may_be_another(Path::new("/b")));
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for number in 0..MOST_PATHS {
            heard.hear(event(written, &format!("/b/{number}")));
        }
        assert!(heard.any_file(|_| false) && heard.may_be_another(Path::new("/b")));
        assert_eq!(heard.paths.len(), MOST_PATHS);
    }
}
