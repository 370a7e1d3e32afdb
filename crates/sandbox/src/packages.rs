//! The packages of an action, as its guest asks for them: where a request leads, the text of a file, the secrets of a shared
//! module. Files are fixed by the action's digest and secrets are given anew for a replay, so nothing of it shows in a
//! recording.

mod place;

use std::borrow::Cow;
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bundle::Linked;
use bundle::linked::{Kind, LinkedFile, SHARED, Way};
use serde::Deserialize;
use serde_json::json;

use self::place::Places;
use crate::answer::{Answer, GuestError};
use crate::modules;
use crate::request::Request;
use crate::source::{FILE_NAME, Source};

/// What CommonJS gives a module.
pub(crate) const PARAMETERS: &str = "exports, require, module, __filename, __dirname";

/// The packages of one action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packages {
    pub(crate) linked: Linked,
    places: Places,
}

impl Packages {
    pub(crate) fn new(linked: Linked) -> Self {
        let places = Places::new(&linked);
        Self { linked, places }
    }

    /// A text with places in the packages' code as they were written.
    pub(crate) fn told<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.places.told(&self.linked, text)
    }

    fn file(&self, path: &str) -> Option<&LinkedFile> {
        self.linked.files.get(path)
    }
}

#[derive(Deserialize)]
pub(crate) struct FindHead {
    from: String,
    request: String,
    way: Way,
}

#[derive(Deserialize)]
pub(crate) struct FileHead {
    path: String,
}

#[derive(Deserialize)]
pub(crate) struct SecretsHead {
    name: String,
}

/// Where a request leads.
pub(crate) fn find(packages: Option<&Packages>, head: &FindHead) -> Answer {
    let Some(Packages { linked, .. }) = packages else {
        return Answer::Nothing;
    };
    let found = linked.resolve(&head.from, &head.request, head.way);
    let found = found.and_then(|path| Some((path, linked.files.get(path)?)));
    let Some((path, file)) = found else {
        return Answer::Nothing;
    };
    let answer = json!({
        "path": path,
        "kind": file.kind,
        "strict": is_strict(file),
        "helper": file.helper.is_some(),
        "shared": file.shared,
    });
    Answer::Text(answer.to_string())
}

/// A file as the text that the guest evaluates.
pub(crate) fn text(packages: Option<&Packages>, head: &FileHead) -> Answer {
    let path = &head.path;
    let found = packages.and_then(|packages| Some((packages, packages.file(path)?)));
    let Some((packages, file)) = found else {
        return absent(path);
    };
    let is_code = matches!(file.kind, Kind::CommonJs);
    Answer::Text(match is_code && !is_strict(file) {
        true => packages.places.padding(path) + &wrapped(file),
        false => wrapped(file),
    })
}

/// A file's bytes, as `fs` reads it.
pub(crate) fn bytes(packages: Option<&Packages>, head: &FileHead) -> Answer {
    match packages.and_then(|packages| packages.file(&head.path)) {
        None => Answer::Nothing,
        Some(file) if file.kind == Kind::Bytes => BASE64_STANDARD
            .decode(&file.text)
            .map_or_else(|_| absent(&head.path), Answer::Bytes),
        Some(file) => Answer::Bytes(file.text.clone().into_bytes()),
    }
}

/// The names directly below a folder, as `fs` lists them.
pub(crate) fn names(packages: Option<&Packages>, head: &FileHead) -> Answer {
    let Some(Packages { linked, .. }) = packages else {
        return Answer::Nothing;
    };
    let folder = format!("{}/", head.path.trim_end_matches('/'));
    let files = linked.files.range(folder.clone()..);
    let below = files.map_while(|(path, _)| path.strip_prefix(folder.as_str()));
    let names: BTreeSet<&str> = below.filter_map(|rest| rest.split('/').next()).collect();
    match names.is_empty() {
        true => Answer::Nothing,
        false => Answer::Text(json!(names).to_string()),
    }
}

/// The secrets of a shared module.
pub(crate) fn secrets(request: &Request, head: &SecretsHead) -> Answer {
    Answer::Text(json!(request.host.shared_secrets(&head.name)).to_string())
}

fn absent(path: &str) -> Answer {
    let error = GuestError::new("Error", format!("{path} is not one of the action's files"));
    Answer::Error(error.with_code("ENOENT"))
}

/// A file's text as the function that the guest calls. Its first line is one before the file's own, which the guest counts
/// as line 0 of strict texts.
fn wrapped(file: &LinkedFile) -> String {
    let text = without_mark(&file.text);
    let helper = file.helper.as_deref().unwrap_or_default();
    match file.kind {
        Kind::Json | Kind::Text | Kind::Bytes => text.to_owned(),
        Kind::Module => format!("(function ({helper}) {{ {text}\n}})"),
        Kind::AsyncModule => format!("(async function ({helper}) {{ {text}\n}})"),
        Kind::CommonJs => {
            let text = without_hashbang(text);
            let mut parameters = PARAMETERS.to_owned();
            for more in [helper, file.shared.as_ref().map_or("", |_| "actions")] {
                if !more.is_empty() {
                    parameters.push_str(", ");
                    parameters.push_str(more);
                }
            }
            format!("(function ({parameters}) {{\n{text}\n}})")
        }
    }
}

/// An action that the linker has written: a function of the five parameters of CommonJS, of one it is not given, and of
/// the linker's helper. ES modules do not see the names of CommonJS.
pub(crate) fn wrapped_action(kind: Kind, text: &str, helper: &str) -> String {
    let text = without_mark(text);
    let hidden: Vec<String> = (0..6).map(|at| format!("{helper}{at}")).collect();
    let hidden = hidden.join(", ");
    match kind {
        Kind::Module => format!("(function ({hidden}, {helper}) {{ {text}\n}})"),
        Kind::AsyncModule => format!("(async function ({hidden}, {helper}) {{ {text}\n}})"),
        _ => format!(
            "(function ({PARAMETERS}, {helper}5, {helper}) {{\n{}\n}})",
            without_hashbang(text)
        ),
    }
}

/// A text without the first line that only a shell would read.
pub(crate) fn without_hashbang(text: &str) -> Cow<'_, str> {
    match text.starts_with("#!") {
        true => Cow::Owned(format!("//{text}")),
        false => Cow::Borrowed(text),
    }
}

/// A text without the mark of its byte order.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a file is compiled in strict mode as a whole, and so under its own name.
fn is_strict(file: &LinkedFile) -> bool {
    match file.kind {
        Kind::Module | Kind::AsyncModule => true,
        Kind::CommonJs => asks_for_strict(&file.text),
        Kind::Json | Kind::Text | Kind::Bytes => false,
    }
}

/// Whether the directive stands first, behind blanks and comments.
fn asks_for_strict(text: &str) -> bool {
    let mut rest = without_mark(text);
    loop {
        rest = rest.trim_start();
        rest = if let Some(comment) = rest.strip_prefix("//").or(rest.strip_prefix("#!")) {
            comment.split_once('\n').map_or("", |(_, rest)| rest)
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            let directive = ["'use strict'", "\"use strict\""];
            let behind = directive.iter().find_map(|text| rest.strip_prefix(text));
            // What goes on behind it, such as `+ 1`, would make it an expression.
            return behind.is_some_and(|rest| rest.starts_with([';', '\n', '\r']));
        };
    }
}

/// What the packages' code names of Node.
pub(crate) fn named_in(linked: &Linked) -> Vec<String> {
    let known: BTreeSet<&str> = modules::public().collect();
    let builtins = linked
        .builtins
        .iter()
        .filter(|name| known.contains(name.as_str()));
    let mut named: BTreeSet<String> = builtins.cloned().collect();
    let code = |kind| matches!(kind, Kind::CommonJs | Kind::Module | Kind::AsyncModule);
    for file in linked.files.values().filter(|file| code(file.kind)) {
        named.extend(modules::globals_in(&file.text).map(str::to_owned));
    }
    to_begin_with().into_iter().chain(named).collect()
}

/// What comes before any package: the action as the one that asks, and what finds packages.
pub(crate) fn to_begin_with() -> [String; 2] {
    [format!("as:{FILE_NAME}"), "internal/packages".to_owned()]
}

/// What the action itself requires of packages.
pub(crate) fn requests(linked: &Linked) -> impl Iterator<Item = &str> {
    let requires = linked.action().map(|action| action.requires.keys());
    requires
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|request| !request.starts_with(SHARED))
}

/// How long the action's own code is. What the linker puts before it is a line of its own.
pub(crate) fn own_bytes(source: &Source) -> usize {
    let kind = source
        .packages()
        .and_then(|packages| packages.linked.action());
    match kind.map(|action| action.kind) {
        Some(Kind::Module | Kind::AsyncModule) => {
            let own = source.code().split_once('\n');
            own.map_or(0, |(_, own)| own.len())
        }
        _ => source.code().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directive_counts_where_javascript_sees_one() {
        for (text, expected) in [
            ("'use strict';", true),
            ("#!/usr/bin/env node\n\"use strict\"\nfoo()", true),
            ("\u{feff}/* a */ // b\n  'use strict';", true),
            ("'use strict' + 1", false),
            ("var a; 'use strict';", false),
            ("/* 'use strict';", false),
            ("", false),
        ] {
            assert_eq!(asks_for_strict(text), expected, "{text}");
        }
    }
}
