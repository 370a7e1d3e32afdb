//! `latchwork init`: a new integration, or the manifest of one whose code is there.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use bundle::package::{ACTION, FORM, MANIFEST};
use bundle::{Form, Manifest, Slug};
use check::propose::{Note, Proposal, propose};
use contract::Trigger;
use serde::Serialize;

use super::arguments::InitArguments;
use super::detect::{Detected, TEMPLATE, detect};
use super::folder;
use super::scaffold::{self, Names};
use crate::exit::Exit;
use crate::refusal::Fault;
use crate::terminal;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Begun {
    trigger: Trigger,
    name: String,
    slug: String,
    written: Vec<&'static str>,
    /// What the permissions leave to be filled in, by line of the code.
    notes: Vec<Told>,
}

#[derive(Debug, Serialize)]
struct Told {
    line: u32,
    text: String,
}

/// Runs the command.
pub(super) fn init(arguments: &InitArguments) -> anyhow::Result<Exit> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    if folder.join(MANIFEST).exists() {
        bail!(
            "{} has a {MANIFEST}; edit it, or move it away to have another proposed",
            folder.display()
        );
    }
    let read = folder::read(folder)?;
    let begun = match read.members.get(ACTION) {
        Some(code) => {
            let code =
                std::str::from_utf8(code).with_context(|| format!("{ACTION} is not UTF-8"))?;
            let text = |path| {
                read.members
                    .get(path)
                    .and_then(|text| std::str::from_utf8(text).ok())
            };
            existing(arguments, code, text(FORM), text(TEMPLATE))?
        }
        None => new(arguments)?,
    };
    if arguments.json {
        terminal::print_json(&begun);
    } else {
        show(&begun, folder);
    }
    Ok(Exit::Done)
}

fn new(arguments: &InitArguments) -> anyhow::Result<Begun> {
    let Some(trigger) = arguments.trigger else {
        let known: Vec<&str> = Trigger::ALL.iter().map(|trigger| trigger.id()).collect();
        bail!(
            "there is no {ACTION} in {}: name the trigger of a new integration with --trigger, one of {}",
            arguments.folder.display(),
            known.join(", ")
        );
    };
    let names = names(arguments, trigger)?;
    let written = write(&arguments.folder, scaffold::new(&names))?;
    Ok(Begun {
        trigger,
        name: names.name,
        slug: names.slug,
        written,
        notes: Vec::new(),
    })
}

fn existing(
    arguments: &InitArguments,
    code: &str,
    form: Option<&str>,
    template: Option<&str>,
) -> anyhow::Result<Begun> {
    let Detected { trigger, overruled } = match arguments.trigger {
        Some(trigger) => Detected {
            trigger,
            overruled: None,
        },
        None => detect(code, template)?,
    };
    let names = names(arguments, trigger)?;
    let mut files = Vec::new();
    let form = match form {
        Some(text) => Form::read(text)?,
        None => {
            files.push(scaffold::empty_form());
            Form::default()
        }
    };
    files.extend(scaffold::around(&names, &form));
    let Proposal { permissions, notes } = propose(code, trigger, &form);
    let mut manifest = Manifest::read(&names.manifest())?;
    manifest.permissions = permissions;
    files.push((MANIFEST, manifest.write().into_bytes()));
    let written = write(&arguments.folder, files)?;
    let told = |Note { line, text }| Told { line, text };
    let overruled = overruled.map(|named| not_followed(trigger, named));
    Ok(Begun {
        trigger,
        name: names.name,
        slug: names.slug,
        written,
        notes: overruled
            .into_iter()
            .chain(notes.into_iter().map(told))
            .collect(),
    })
}

fn not_followed(trigger: Trigger, named: Trigger) -> Told {
    Told {
        line: 1,
        text: format!(
            "the code exports {}, so this is for {trigger}; {TEMPLATE} names {named} and is not followed",
            trigger.handler()
        ),
    }
}

fn names(arguments: &InitArguments, trigger: Trigger) -> anyhow::Result<Names> {
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => from_folder(&arguments.folder)?,
    };
    let slug = match &arguments.slug {
        Some(slug) => Slug::parse(slug)?,
        None => Slug::parse(&slug_of(&name))
            .with_context(|| format!("no slug can be made of `{name}`; name one with --slug"))?,
    };
    let names = Names {
        name,
        slug: slug.as_str().to_owned(),
        trigger,
    };
    Manifest::read(&names.manifest()).context(
        "no manifest can be begun with these names; choose others with --name and --slug",
    )?;
    Ok(names)
}

/// `my-risk_check` becomes `My risk check`.
fn from_folder(folder: &Path) -> anyhow::Result<String> {
    let whole = fs::canonicalize(folder)?;
    let name = whole
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let spaced: String = name
        .chars()
        .map(|c| if matches!(c, '-' | '_' | '.') { ' ' } else { c })
        .collect();
    let spaced = spaced.trim();
    let mut chars = spaced.chars();
    let Some(first) = chars.next() else {
        bail!("no name can be made of the folder's; name one with --name");
    };
    Ok(first.to_uppercase().chain(chars).collect())
}

fn slug_of(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join("-")
}

/// Writes what is not there; what is there stays as it is.
fn write(folder: &Path, files: Vec<(&'static str, Vec<u8>)>) -> anyhow::Result<Vec<&'static str>> {
    let mut written = BTreeSet::new();
    for (path, content) in files {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)
                .with_context(|| Fault::new(format!("cannot make {}", parent.display())))?;
        }
        match fs::File::create_new(&place) {
            Ok(mut file) => {
                file.write_all(&content)
                    .with_context(|| Fault::writing(&place))?;
                written.insert(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| Fault::writing(&place));
            }
        }
    }
    Ok(written.into_iter().collect())
}

fn show(begun: &Begun, folder: &Path) {
    let mut text = format!("{} ({}), for {}\n", begun.name, begun.slug, begun.trigger);
    for path in &begun.written {
        text.push_str(&format!("  wrote {}\n", folder.join(path).display()));
    }
    for note in &begun.notes {
        let said = terminal::harmless(&note.text);
        text.push_str(&format!("{ACTION}:{}: {said}\n", note.line));
    }
    text.push_str(&format!(
        "Next: fill in {}, then `latchwork test`, `latchwork check --faults` and `latchwork pack` in the folder.",
        folder.join(MANIFEST).display()
    ));
    terminal::print(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        for (name, slug) in [
            ("Risk check", "risk-check"),
            ("ACME: Fraud & Risk (EU)", "acme-fraud-risk-eu"),
            ("  x ", "x"),
        ] {
            assert_eq!(slug_of(name), slug);
        }
    }
}
