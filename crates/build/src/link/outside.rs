//! What an action asks for from outside, and which files of a package it may ask for without saying so.

use std::collections::BTreeSet;

use bundle::linked::path::{is_path, split_name};
use bundle::linked::{SHARED, Way};

use super::read::read;
use super::resolve::builtin;
use super::{Action, LinkError, language};

/// The most that is taken of one package for requests that only show at run time.
pub(super) const MOST_FREE_BYTES: usize = 4 << 20;

/// What an action asks for that is neither Node's nor its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Required {
    /// The names of packages.
    pub packages: BTreeSet<String>,
    /// The names of shared modules.
    pub shared: BTreeSet<String>,
}

/// What an action and its shared modules ask for.
///
/// # Errors
/// When one is an ES module or TypeScript, and not well formed.
pub fn required(action: &Action<'_>) -> Result<Required, LinkError> {
    let mut required = Required::default();
    let own = (action.file, action.text);
    let shared = action
        .shared
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    for (name, text) in std::iter::once(own).chain(shared) {
        for (request, way) in read(name, text, language(name))?.requests {
            if let Some(name) = request.strip_prefix(SHARED) {
                required.shared.insert(name.to_owned());
            } else if let Some(name) = package_name(&request, way) {
                required.packages.insert(name.to_owned());
            }
        }
    }
    Ok(required)
}

/// What a file asks packages for, as it writes it, such as `lodash/get`; nothing where it is not well formed.
#[must_use]
pub fn package_requests(file: &str, text: &str) -> BTreeSet<String> {
    let unit = read(file, text, language(file)).unwrap_or_default();
    let requests = unit.requests.into_iter();
    let of_packages = requests.filter(|(request, way)| package_name(request, *way).is_some());
    of_packages
        .map(|(request, _)| request)
        .filter(|request| !request.starts_with(SHARED))
        .collect()
}

fn package_name(request: &str, way: Way) -> Option<&str> {
    let is_address = way == Way::Import && request.contains("://");
    let is_own = is_path(request) || request.starts_with('#') || is_address;
    if is_own || builtin(request).is_some() {
        return None;
    }
    split_name(request).map(|(name, _)| name)
}

/// Whether a file may be read or required without anybody having named it.
pub(super) fn may_be_loaded(file: &str, with_code: bool) -> bool {
    let folders = [
        "test/",
        "tests/",
        "__tests__/",
        "docs/",
        "doc/",
        "example/",
        "examples/",
        "benchmark/",
        "types/",
        ".github/",
    ];
    if folders.iter().any(|folder| file.starts_with(folder)) {
        return false;
    }
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    let Some((_, end)) = name.rsplit_once('.') else {
        return false;
    };
    match end {
        "js" | "cjs" | "mjs" => with_code && !name.ends_with(".min.js"),
        "ts" | "mts" | "cts" | "tsx" | "jsx" | "map" | "md" | "markdown" | "flow" | "yml"
        | "yaml" | "lock" => false,
        _ => true,
    }
}
