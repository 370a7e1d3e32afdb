//! The registry as `.npmrc` files and the environment say, and how far it is.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use build::{Cache, Limits, Mode, Npmrc, NpmrcFile, Progress, Registry};

use crate::terminal::Waiting;
use crate::{environment, input};

/// How much of an `.npmrc` is read.
const MOST_BYTES: u64 = 256 << 10;

/// The registries for a file: the user's, overridden by what lies beside the nearest `package.json`.
pub(crate) fn open(file: &Path, mode: Mode) -> anyhow::Result<Registry> {
    let mut files = Vec::new();
    let paths = environment::home_folder().into_iter().chain(project(file));
    for path in paths.map(|folder| folder.join(".npmrc")) {
        if path.is_file() {
            files.push((path.display().to_string(), input::text(&path, MOST_BYTES)?));
        }
    }
    files.dedup();
    let files: Vec<NpmrcFile<'_>> = files
        .iter()
        .map(|(name, text)| NpmrcFile { name, text })
        .collect();
    let npmrc = Npmrc::read(&files, &environment::variables())?;
    let folder = environment::cache_folder()
        .context("there is no folder to keep packages in; set HOME or XDG_CACHE_HOME")?;
    let cache = Cache::new(folder.join("npm"));
    let policy = egress::Policy {
        advice: "write registry=URL into .npmrc: a registry that is named there may lie in a private network",
        ..egress::Policy::default()
    };
    Ok(Registry::open(npmrc, policy, cache, mode, Limits::DEFAULT)?)
}

/// The folder of the nearest `package.json`, else that of the file.
fn project(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    let nearest = file
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("package.json").is_file());
    nearest.or_else(|| file.parent()).map(Path::to_owned)
}

/// Shows how far it is.
pub(crate) fn show(waiting: &Waiting, progress: Progress) {
    waiting.now(match progress {
        Progress::Resolving { packages } => format!("choosing versions: {packages} packages"),
        Progress::Fetching { done, total } => format!("reading packages: {done} of {total}"),
    });
}
