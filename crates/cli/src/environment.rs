//! The environment, read here and nowhere else.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line reads its environment in this one module"
)]

use std::env;
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

/// Where compiled engine and prepared images are kept: `latchwork` under the user's cache directory.
pub(crate) fn cache_folder() -> Option<PathBuf> {
    dirs::cache_dir().map(|folder| folder.join("latchwork"))
}

/// `credentials.toml` under the user's configuration directory.
pub(crate) fn credentials_file() -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("latchwork").join("credentials.toml"))
}
