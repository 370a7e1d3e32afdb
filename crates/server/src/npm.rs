//! Where actions' packages come from: the table `[npm]` of the configuration, and the files it names.

use std::path::{Path, PathBuf};

use app::packages::{Network, NpmError, NpmSettings, Packages};
use app::seed::Secret;
use serde::Deserialize;

/// The registry of whoever names none.
const PUBLIC: &str = "https://registry.npmjs.org/";
/// The folder of downloads in the data directory.
const CACHE_DIR: &str = "npm";
/// The longest file of a token or of certificates, in bytes.
const LONGEST: u64 = 1 << 20;

/// Where packages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Npm {
    /// The registry. The one that is named may be in a private network; where it redirects to may not.
    pub registry: String,
    /// A file with the registry's token.
    pub token_file: Option<PathBuf>,
    /// A file with certificate authorities trusted besides those of the system, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Where downloads are kept.
    pub cache_dir: PathBuf,
    /// Whether the registry is asked.
    pub network: Network,
}

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Table {
    registry: Option<String>,
    token_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
    offline: bool,
}

/// Why packages can be had from nowhere.
#[derive(Debug, thiserror::Error)]
pub enum NpmStartError {
    /// A file that the table names.
    #[error("npm.{key} = {path}: the file cannot be read")]
    File {
        /// The key.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that the table names is too long to be what it should be.
    #[error("npm.{key} = {path}: the file is longer than {LONGEST} bytes")]
    TooLong {
        /// The key.
        key: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// A token that is no text.
    #[error("npm.token_file = {path}: the file holds no token")]
    Token {
        /// The file.
        path: PathBuf,
    },
    /// What the table says.
    #[error(transparent)]
    Npm(#[from] NpmError),
}

impl Npm {
    /// The public registry, downloads kept in the data directory.
    pub fn for_data_dir(data_dir: &Path) -> Self {
        Table::default().check(data_dir)
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Result<Packages, NpmStartError> {
        let token = self.token_file.as_deref().map(token).transpose()?;
        let read = |path: &PathBuf| file("ca_file", path);
        Ok(Packages::open(NpmSettings {
            registry: Some(self.registry.clone()),
            token,
            authorities: self.ca_file.as_ref().map(read).transpose()?,
            cache: self.cache_dir.clone(),
            network: self.network,
        })?)
    }
}

impl Table {
    pub(crate) fn check(self, data_dir: &Path) -> Npm {
        Npm {
            registry: self.registry.unwrap_or_else(|| PUBLIC.to_owned()),
            token_file: self.token_file,
            ca_file: self.ca_file,
            cache_dir: self.cache_dir.unwrap_or_else(|| data_dir.join(CACHE_DIR)),
            network: match self.offline {
                true => Network::Offline,
                false => Network::Online,
            },
        }
    }
}

fn token(path: &Path) -> Result<Secret, NpmStartError> {
    let bytes = file("token_file", path)?;
    let text = String::from_utf8(bytes).ok();
    let text = text.map(|text| text.trim().to_owned());
    match text.filter(|text| !text.is_empty()) {
        Some(text) => Ok(Secret::new(text)),
        None => Err(NpmStartError::Token {
            path: path.to_owned(),
        }),
    }
}

fn file(key: &'static str, path: &Path) -> Result<Vec<u8>, NpmStartError> {
    let failed = |source| NpmStartError::File {
        key,
        path: path.to_owned(),
        source,
    };
    if std::fs::metadata(path).map_err(failed)?.len() > LONGEST {
        return Err(NpmStartError::TooLong {
            key,
            path: path.to_owned(),
        });
    }
    std::fs::read(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(change: impl FnOnce(&mut Npm)) -> Result<(), String> {
        let dir = tempfile::tempdir().unwrap();
        let mut npm = Npm::for_data_dir(dir.path());
        change(&mut npm);
        npm.open().map(drop).map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn what_the_table_names_is_read_and_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("token");
        opened(|_| {}).unwrap();
        std::fs::write(&path, "t1\n").unwrap();
        opened(|npm| npm.token_file = Some(path.clone())).unwrap();
        std::fs::write(&path, " \n").unwrap();
        let empty = opened(|npm| npm.token_file = Some(path.clone())).unwrap_err();
        assert!(empty.contains("holds no token"), "{empty}");
        let certificates = opened(|npm| npm.ca_file = Some(path.clone())).unwrap_err();
        assert!(certificates.contains("ca_file"), "{certificates}");
        let missing = opened(|npm| npm.ca_file = Some(dir.path().join("none"))).unwrap_err();
        assert!(missing.starts_with("npm.ca_file"), "{missing}");
        let url = opened(|npm| npm.registry = "ftp://x".to_owned()).unwrap_err();
        assert!(url.contains("registry"), "{url}");
        let large = vec![b'a'; usize::try_from(LONGEST).unwrap() + 1];
        std::fs::write(&path, large).unwrap();
        let long = opened(|npm| npm.token_file = Some(path.clone())).unwrap_err();
        assert!(long.contains("longer than"), "{long}");
    }
}
