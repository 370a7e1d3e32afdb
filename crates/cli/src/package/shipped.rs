//! The npm packages of a partner's folder: chosen, locked beside the form, and added to the package (ADR 0024).

use std::path::Path;

use anyhow::{Context as _, bail};
use build::{Archive, Dependencies, Limits, Lock, Mode, Shipped};
use bundle::package::{FORM, LOCK, MANIFEST};
use bundle::{Form, MemberPath, Members};

use super::write::write_whole;
use crate::packages::{self, show};
use crate::refusal::Fault;
use crate::terminal::{self, Waiting, harmless};

/// Adds to the members of a folder what its form depends on. A lockfile that is not there or no longer fits is written into
/// the folder.
pub(super) fn complete(folder: &Path, members: Members, mode: Mode) -> anyhow::Result<Members> {
    let Some(form) = form_of(&members) else {
        // What is wrong with it is told when the package is read.
        return Ok(members);
    };
    if form.dependencies.is_empty() {
        return Ok(members);
    }
    let dependencies = build::dependencies_of(&form)
        .with_context(|| format!("{}, `dependencies`", folder.join(FORM).display()))?;
    let kept = kept(&members, &dependencies)?;
    let known = kept.is_some();
    let had = had(folder, &dependencies, kept, mode);
    let (lock, archives) = had.context("the npm packages cannot be had")?;
    if known {
        return joined(members, None, archives);
    }
    let text = lock.to_json();
    let members = joined(members, Some(&text), archives)?;
    // Versions that cannot go along are not kept: they are told, and chosen anew the next time.
    if Shipped::read(&form, &members).is_ok() {
        write_whole(&folder.join(LOCK), text.as_bytes())?;
        let pinned = lock.pinned();
        let pinned: Vec<String> = pinned
            .map(|(name, version)| format!("{name} {version}"))
            .collect();
        let told = format!("packages: {}; written to {LOCK}", pinned.join(", "));
        terminal::complain(&harmless(&told));
    }
    Ok(members)
}

/// The form, where there is one that can be read.
pub(super) fn form_of(members: &Members) -> Option<Form> {
    let text = std::str::from_utf8(members.get(FORM)?).ok()?;
    Form::read(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()
}

/// The lockfile of the folder, if it holds what is declared and nothing besides.
fn kept(members: &Members, dependencies: &Dependencies) -> anyhow::Result<Option<Lock>> {
    let Some(bytes) = members.get(LOCK) else {
        return Ok(None);
    };
    let unreadable = || format!("{LOCK}: mend it, or delete it to have it written anew");
    let text = std::str::from_utf8(bytes).with_context(unreadable)?;
    let lock = Lock::read(text, &Limits::DEFAULT).with_context(unreadable)?;
    Ok(Some(lock).filter(|lock| lock.is_of(dependencies)))
}

/// Asks cache and registry, on a thread of its own: whoever wants packages may wait in a runtime already.
fn had(
    folder: &Path,
    dependencies: &Dependencies,
    kept: Option<Lock>,
    mode: Mode,
) -> anyhow::Result<(Lock, Vec<Archive>)> {
    let work = || {
        packages::runtime()?.block_on(async {
            let registry = packages::open_registry(&folder.join(MANIFEST), mode)?;
            let waiting = Waiting::begin("choosing versions of packages");
            let progress = |progress| show(&waiting, progress);
            let lock = match kept {
                Some(lock) => lock,
                None => registry.resolve(dependencies, &progress).await?,
            };
            let archives = registry.archives(&lock, &progress).await?;
            Ok((lock, archives))
        })
    };
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(had) => had,
        Err(_) => bail!(Fault::new("reading packages was interrupted")),
    })
}

/// The members with another lockfile, if there is one, and archives.
fn joined(members: Members, lock: Option<&str>, archives: Vec<Archive>) -> anyhow::Result<Members> {
    let mut all = Members::new(bundle::Limits::DEFAULT);
    for (path, content) in members.iter() {
        if path.as_str() != LOCK || lock.is_none() {
            all.add(path.clone(), content.to_vec())?;
        }
    }
    if let Some(text) = lock {
        all.add(MemberPath::parse(LOCK)?, text.as_bytes().to_vec())?;
    }
    for Archive { path, bytes } in archives {
        let member = MemberPath::parse(&path).with_context(|| {
            format!("`{path}` cannot be the name of a file; use another package")
        })?;
        all.add(member, bytes)?;
    }
    Ok(all)
}
