//! The environment, read here and nowhere else.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line reads its environment in this one module"
)]

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The words of the command line.
pub(crate) fn words() -> Vec<String> {
    env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

/// The value of a variable; an empty one counts as absent.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// All variables whose values are text.
pub(crate) fn variables() -> BTreeMap<String, String> {
    let text = |(name, value): (OsString, OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    env::vars_os().filter_map(text).collect()
}

/// The user's own folder.
pub(crate) fn home_folder() -> Option<PathBuf> {
    dirs::home_dir()
}

/// Where compiled engine and prepared images are kept: `latchwork` under the user's cache directory.
pub(crate) fn cache_folder() -> Option<PathBuf> {
    dirs::cache_dir().map(|folder| folder.join("latchwork"))
}

/// Where credentials and keys are kept: LATCHWORK_CONFIG, else `latchwork` under the user's configuration directory.
pub(crate) fn config_folder() -> Option<PathBuf> {
    variable("LATCHWORK_CONFIG")
        .map(PathBuf::from)
        .or_else(|| dirs::config_dir().map(|folder| folder.join("latchwork")))
}

/// The file of an administrator's server and token.
pub(crate) fn credentials_file() -> Option<PathBuf> {
    config_folder().map(|folder| folder.join("credentials.toml"))
}

/// What this machine is called, where it says so.
pub(crate) fn machine_name() -> Option<String> {
    let told = variable("HOSTNAME").or_else(|| std::fs::read_to_string("/etc/hostname").ok())?;
    let name: String = told.chars().filter(|c| !c.is_control()).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
