//! The npm packages and shared modules of an action on this machine: found out from its code, their versions taken from the
//! nearest manifest, else the newest, and all of it kept, so that the next time nothing is asked of the network.

mod kept;
mod known;
mod registry;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use build::{Action, LinkError, Lock, Mode, Registry, Tree};
use clap::Args;
use contract::{Failure, Trigger};
use sandbox::{FILE_NAME, SharedSecrets, Source};
use tokio::runtime::{Builder, Runtime};

use crate::input::{self, InputError};
use crate::refusal::Fault;
use crate::remote::{or_dash, table};
use crate::run::SECRETS;
use crate::terminal::{self, Waiting};
use kept::Kept;
pub(crate) use known::{PackagesArguments, packages};
pub(crate) use registry::{open as open_registry, show};

/// The longest text of a shared module.
const MOST_SHARED_BYTES: u64 = 65_536;
/// As many as an action may have.
const MOST_SHARED: usize = 3;

/// What the command line says about packages and shared modules.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Given {
    /// A shared module that the action requires as `actions:NAME`; may be given several times
    #[arg(long = "module", value_name = "NAME=FILE", value_parser = named_file)]
    shared: Vec<(String, PathBuf)>,
    /// `actions.secrets` of a shared module: an object of strings; may be given several times
    #[arg(long = "module-secrets", value_name = "NAME=S.json", value_parser = named_file)]
    shared_secrets: Vec<(String, PathBuf)>,
    /// Fetches no packages: those that earlier runs have fetched must do
    #[arg(long)]
    offline: bool,
}

impl Given {
    /// The secrets of shared modules.
    pub(crate) fn secrets(&self) -> Result<SharedSecrets, InputError> {
        let read =
            |(name, path): &(String, PathBuf)| Ok((name.clone(), input::strings(path, &SECRETS)?));
        self.shared_secrets.iter().map(read).collect()
    }

    /// The files that are named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let named = self.shared.iter().chain(&self.shared_secrets);
        named.map(|(_, path)| path.as_path())
    }

    fn mode(&self) -> Mode {
        mode(self.offline)
    }
}

/// Whether the registry is asked for packages.
pub(crate) fn mode(offline: bool) -> Mode {
    match offline {
        true => Mode::Offline,
        false => Mode::Online,
    }
}

/// What packages are had in, where no runtime is yet.
pub(crate) fn runtime() -> anyhow::Result<Runtime> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.context(Fault::new("cannot start the runtime"))
}

/// All secrets of an execution by names of their own: a recording holds none of them.
pub(crate) fn all_secrets(
    own: &BTreeMap<String, String>,
    shared: &SharedSecrets,
) -> BTreeMap<String, String> {
    let mut all = own.clone();
    for (module, secrets) in shared {
        let named = secrets.iter();
        all.extend(named.map(|(name, value)| (format!("actions:{module}:{name}"), value.clone())));
    }
    all
}

/// Reads `NAME=FILE`.
fn named_file(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.to_owned(), file.into()))
        }
        _ => Err("write NAME=FILE".to_owned()),
    }
}

/// Packages by name, version and licence.
pub(crate) fn licence_table<'a>(
    licences: impl Iterator<Item = (&'a str, &'a str, Option<&'a str>)>,
) -> String {
    let rows: Vec<_> = licences
        .map(|(name, version, license)| [name.to_owned(), version.to_owned(), or_dash(license)])
        .collect();
    let heading = ["package", "version", "licence"];
    table(heading, &rows, "It requires no packages.")
}

/// The name of an action's file, by which its kind is told.
pub(crate) fn file_name(path: &Path) -> &str {
    let name = path.file_name().and_then(|name| name.to_str());
    name.unwrap_or(FILE_NAME)
}

/// An action of this file as the sandbox takes it, with all that it requires; or the failure of a text that is no action.
pub(crate) async fn source(
    trigger: Trigger,
    path: &Path,
    text: &str,
    given: &Given,
) -> anyhow::Result<Result<Source, Failure>> {
    match linked(trigger, path, text, given).await {
        Ok(source) => Ok(Ok(source)),
        Err(error) => match error.downcast_ref().and_then(syntax) {
            Some(failure) => Ok(Err(failure)),
            None => Err(error),
        },
    }
}

/// The failure of a text that is not well formed.
fn syntax(error: &LinkError) -> Option<Failure> {
    matches!(error, LinkError::Syntax { .. }).then(|| error.failure())
}

async fn linked(
    trigger: Trigger,
    path: &Path,
    text: &str,
    given: &Given,
) -> anyhow::Result<Source> {
    let shared = shared(&given.shared)?;
    let action = Action {
        name: FILE_NAME,
        file: file_name(path),
        text,
        shared,
    };
    if build::stands_alone(&action)? {
        return Ok(Source::new(trigger, text));
    }
    let required = build::required(&action)?;
    check_shared(&action, &required.shared)?;
    let kept = Kept::open();
    let (mut lock, mut registry) = (None, None);
    if !required.packages.is_empty() {
        let wanted = wanted::wanted(path, &required.packages)?;
        let found = locked(&kept, path, &wanted, given).await?;
        (lock, registry) = (Some(found.0), found.1);
    }
    let key = kept::key(&action, lock.as_ref());
    if let Some(bytes) = kept.linked(&key)
        && let Ok(source) = Source::linked(trigger, &bytes)
    {
        return Ok(source);
    }
    let tree = match &lock {
        Some(lock) => fetched(path, lock, registry, given).await?,
        None => Tree::default(),
    };
    let linked = build::link(&action, &tree)?.to_bytes()?;
    kept.keep_linked(&key, &linked);
    Ok(Source::linked(trigger, &linked)?)
}

fn shared(files: &[(String, PathBuf)]) -> anyhow::Result<BTreeMap<String, String>> {
    if files.len() > MOST_SHARED {
        bail!("an action has at most {MOST_SHARED} shared modules; give fewer with --module");
    }
    let read = |(name, path): &(String, PathBuf)| {
        Ok((name.clone(), input::text(path, MOST_SHARED_BYTES)?))
    };
    files.iter().map(read).collect()
}

fn check_shared(action: &Action<'_>, required: &BTreeSet<String>) -> anyhow::Result<()> {
    match required
        .iter()
        .find(|name| !action.shared.contains_key(*name))
    {
        Some(name) => bail!(
            "{} requires the shared module `actions:{name}`; give its file with --module {name}=FILE",
            action.file
        ),
        None => Ok(()),
    }
}

/// The versions of all packages: those of an earlier run of this file, as long as the same is wanted. Else the registry
/// that was asked is given as well.
async fn locked(
    kept: &Kept,
    path: &Path,
    wanted: &wanted::Wanted,
    given: &Given,
) -> anyhow::Result<(Lock, Option<Registry>)> {
    if let Some(lock) = kept.lock(path, wanted) {
        return Ok((lock, None));
    }
    let dependencies = wanted.dependencies()?;
    let registry = registry::open(path, given.mode())?;
    let waiting = Waiting::begin("choosing versions of packages");
    let progress = |progress| registry::show(&waiting, progress);
    let lock = registry.resolve(&dependencies, &progress).await?;
    drop(waiting);
    let pinned: Vec<String> = lock
        .pinned()
        .map(|(name, version)| format!("{name} {version}{}", wanted.origin(name)))
        .collect();
    terminal::complain(&format!("packages: {}", pinned.join(", ")));
    kept.keep_lock(path, wanted, &lock);
    Ok((lock, Some(registry)))
}

async fn fetched(
    path: &Path,
    lock: &Lock,
    opened: Option<Registry>,
    given: &Given,
) -> anyhow::Result<Tree> {
    let registry = match opened {
        Some(registry) => registry,
        None => registry::open(path, given.mode())?,
    };
    let waiting = Waiting::begin("reading packages");
    let progress = |progress| registry::show(&waiting, progress);
    let fetched = registry.fetch(lock, &progress).await;
    drop(waiting);
    let fetched = fetched.context("the packages of the action cannot be had")?;
    for notice in &fetched.notices {
        terminal::complain(&format!("note: {notice}"));
    }
    Ok(fetched.tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_a_name_and_a_file() {
        let named = named_file("a=b=c.js").unwrap();
        assert_eq!(named, ("a".to_owned(), PathBuf::from("b=c.js")));
        assert!(named_file("a").is_err() && named_file("=b").is_err() && named_file("a=").is_err());
    }
}
