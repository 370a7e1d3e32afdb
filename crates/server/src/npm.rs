//! Where actions' packages come from: the table `[npm]` of the configuration, and the files it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::advisories::{AdvisorySettings, OnCritical};
use app::packages::{Network, NpmError, NpmSettings, Packages, ScopeSettings};
use app::seed::Secret;
use serde::Deserialize;

/// The registry of whoever names none.
const PUBLIC: &str = "https://registry.npmjs.org/";
/// The folder of downloads in the data directory.
const CACHE_DIR: &str = "npm";
/// The folder of advisories from a mirror in the data directory.
const ADVISORY_DIR: &str = "npm-advisories";
/// The longest file of a token or of certificates, in bytes.
const LONGEST: u64 = 1 << 20;
/// The most scopes that have a registry of their own.
const MOST_SCOPES: usize = 100;

/// Where packages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Npm {
    /// The registry of all packages whose scope has none of its own. One that is named may be in a private network; where it
    /// redirects to may not.
    pub registry: String,
    /// The registry's token.
    pub token: Option<Token>,
    /// The registries of scopes such as `@acme`.
    pub scopes: BTreeMap<String, Scope>,
    /// A file with certificate authorities trusted besides those of the system, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Where downloads are kept.
    pub cache_dir: PathBuf,
    /// Whether the registry is asked.
    pub network: Network,
    /// Where advisories on known vulnerabilities come from.
    pub advisories: AdvisorySettings,
    /// What a critical one does to a deployment.
    pub on_critical: OnCritical,
}

/// The registry of one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Where it is.
    pub registry: String,
    /// Its token.
    pub token: Option<Token>,
}

/// A registry's token, which is printed nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// In a file that is read when the server starts.
    File(PathBuf),
    /// From a variable of the environment.
    Value(Secret),
}

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Table {
    registry: Option<String>,
    token_file: Option<PathBuf>,
    token_variable: Option<String>,
    scopes: BTreeMap<String, ScopeTable>,
    ca_file: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
    offline: bool,
    advisories: Option<String>,
    on_critical: OnCritical,
}

/// The table of a scope as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeTable {
    registry: String,
    token_file: Option<PathBuf>,
    token_variable: Option<String>,
}

/// What is wrong with the table.
#[derive(Debug, thiserror::Error)]
pub enum NpmTableError {
    /// Two tokens for one registry.
    #[error("{table} has both token_file and token_variable; keep one of them")]
    TwoTokens {
        /// The table.
        table: String,
    },
    /// A variable that the environment lacks.
    #[error(
        "{table}.token_variable = {name}: the environment has no such variable, or an empty one"
    )]
    Variable {
        /// The table.
        table: String,
        /// The variable.
        name: String,
    },
    /// Nothing is known of any vulnerability.
    #[error(
        "npm.on_critical = \"block\" blocks nothing without npm.advisories; name a file, a folder, an archive or a mirror of advisories there, or leave on_critical out"
    )]
    NothingToBlock,
    /// Over the limit.
    #[error("npm.scopes has {actual} entries, at most {MOST_SCOPES} are allowed; remove some")]
    TooManyScopes {
        /// How many there are.
        actual: usize,
    },
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
    #[error("npm, token_file = {path}: the file holds no token")]
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
        Self {
            registry: PUBLIC.to_owned(),
            token: None,
            scopes: BTreeMap::new(),
            ca_file: None,
            cache_dir: data_dir.join(CACHE_DIR),
            network: Network::Online,
            advisories: AdvisorySettings::None,
            on_critical: OnCritical::Warn,
        }
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Result<Packages, NpmStartError> {
        let scope = |(name, scope): (&String, &Scope)| {
            let settings = ScopeSettings {
                registry: scope.registry.clone(),
                token: scope.token.as_ref().map(Token::read).transpose()?,
            };
            Ok::<_, NpmStartError>((name.clone(), settings))
        };
        let read = |path: &PathBuf| file("ca_file", path);
        Ok(Packages::open(NpmSettings {
            registry: self.registry.clone(),
            token: self.token.as_ref().map(Token::read).transpose()?,
            scopes: self.scopes.iter().map(scope).collect::<Result<_, _>>()?,
            authorities: self.ca_file.as_ref().map(read).transpose()?,
            cache: self.cache_dir.clone(),
            network: self.network,
            advisories: self.advisories.clone(),
            on_critical: self.on_critical,
        })?)
    }
}

impl Table {
    /// Checks it, with the variables that it may name.
    pub(crate) fn check(
        self,
        data_dir: &Path,
        variables: &BTreeMap<String, String>,
    ) -> Result<Npm, NpmTableError> {
        if self.scopes.len() > MOST_SCOPES {
            return Err(NpmTableError::TooManyScopes {
                actual: self.scopes.len(),
            });
        }
        if self.on_critical == OnCritical::Block && self.advisories.is_none() {
            return Err(NpmTableError::NothingToBlock);
        }
        let scope = |(name, scope): (String, ScopeTable)| {
            let table = format!("npm.scopes.{name:?}");
            let token = token(table, (scope.token_file, scope.token_variable), variables)?;
            let registry = scope.registry;
            Ok((name, Scope { registry, token }))
        };
        let scopes: Result<_, NpmTableError> = self.scopes.into_iter().map(scope).collect();
        let usual = Npm::for_data_dir(data_dir);
        let given = (self.token_file, self.token_variable);
        Ok(Npm {
            registry: self.registry.unwrap_or(usual.registry),
            token: token("npm".to_owned(), given, variables)?,
            scopes: scopes?,
            ca_file: self.ca_file,
            cache_dir: self.cache_dir.unwrap_or(usual.cache_dir),
            network: match self.offline {
                true => Network::Offline,
                false => Network::Online,
            },
            advisories: match self.advisories {
                None => AdvisorySettings::None,
                Some(url) if app::advisories::is_mirror(&url) => AdvisorySettings::Mirror {
                    url,
                    folder: data_dir.join(ADVISORY_DIR),
                },
                Some(path) => AdvisorySettings::Path(path.into()),
            },
            on_critical: self.on_critical,
        })
    }
}

impl Token {
    fn read(&self) -> Result<Secret, NpmStartError> {
        let path = match self {
            Self::File(path) => path,
            Self::Value(value) => return Ok(value.clone()),
        };
        let bytes = file("token_file", path)?;
        let text = String::from_utf8(bytes).ok();
        let text = text.map(|text| text.trim().to_owned());
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Ok(Secret::new(text)),
            None => Err(NpmStartError::Token { path: path.clone() }),
        }
    }
}

/// The token that a table names by a file or by a variable.
fn token(
    table: String,
    given: (Option<PathBuf>, Option<String>),
    variables: &BTreeMap<String, String>,
) -> Result<Option<Token>, NpmTableError> {
    match given {
        (None, None) => Ok(None),
        (Some(file), None) => Ok(Some(Token::File(file))),
        (Some(_), Some(_)) => Err(NpmTableError::TwoTokens { table }),
        (None, Some(name)) => {
            let value = variables.get(&name).map(|value| value.trim());
            match value.filter(|value| !value.is_empty()) {
                Some(value) => Ok(Some(Token::Value(Secret::new(value.to_owned())))),
                None => Err(NpmTableError::Variable { table, name }),
            }
        }
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
        let by_file = || Some(Token::File(path.clone()));
        opened(|npm| npm.token = by_file()).unwrap();
        std::fs::write(&path, " \n").unwrap();
        let empty = opened(|npm| npm.token = by_file()).unwrap_err();
        assert!(empty.contains("holds no token"), "{empty}");
        let certificates = opened(|npm| npm.ca_file = Some(path.clone())).unwrap_err();
        assert!(certificates.contains("ca_file"), "{certificates}");
        let missing = opened(|npm| npm.ca_file = Some(dir.path().join("none"))).unwrap_err();
        assert!(missing.starts_with("npm.ca_file"), "{missing}");
        let url = opened(|npm| npm.registry = "ftp://x".to_owned()).unwrap_err();
        assert!(url.contains("registry"), "{url}");
        let scope = opened(|npm| {
            let registry = "https://acme.example".to_owned();
            let token = Some(Token::Value(Secret::new("t 1".to_owned())));
            npm.scopes
                .insert("@acme".to_owned(), Scope { registry, token });
        });
        let scope = scope.unwrap_err();
        assert!(
            scope.contains("@acme: token") && !scope.contains("t 1"),
            "{scope}"
        );
        let large = vec![b'a'; usize::try_from(LONGEST).unwrap() + 1];
        std::fs::write(&path, large).unwrap();
        let long = opened(|npm| npm.token = by_file()).unwrap_err();
        assert!(long.contains("longer than"), "{long}");
    }

    fn checked(text: &str, variables: &[(&str, &str)]) -> Result<Npm, String> {
        let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
        let variables = variables.iter();
        let variables = variables.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let checked = table.check(Path::new("data"), &variables.collect());
        checked.map_err(|error| error.to_string())
    }

    #[test]
    fn a_scope_has_its_own_registry_and_token() {
        let text = "registry = \"https://npm.example\"\ntoken_file = \"all\"
[scopes.\"@acme\"]\nregistry = \"https://acme.example\"\ntoken_variable = \"ACME\"
[scopes.\"@open\"]\nregistry = \"https://open.example\"";
        let npm = checked(text, &[("ACME", "t0ken\n")]).unwrap();
        assert_eq!(npm.token, Some(Token::File("all".into())));
        let acme = &npm.scopes["@acme"];
        assert_eq!(acme.registry, "https://acme.example");
        assert_eq!(
            acme.token.as_ref().unwrap().read().unwrap().expose(),
            "t0ken"
        );
        assert_eq!(npm.scopes["@open"].token, None);
        assert!(!format!("{npm:?}").contains("t0ken"));
        for variables in [&[][..], &[("ACME", " ")]] {
            assert_eq!(
                checked(text, variables).unwrap_err(),
                "npm.scopes.\"@acme\".token_variable = ACME: the environment has no such variable, or an empty one"
            );
        }
        let mirror = "advisories = \"https://osv.example/npm/all.zip\"\non_critical = \"block\"";
        let mirror = checked(mirror, &[]).unwrap();
        assert_eq!(mirror.on_critical, OnCritical::Block);
        let expected = AdvisorySettings::Mirror {
            url: "https://osv.example/npm/all.zip".to_owned(),
            folder: "data/npm-advisories".into(),
        };
        assert_eq!(mirror.advisories, expected);
        let file = checked("advisories = \"/srv/all.zip\"", &[]).unwrap();
        let expected = AdvisorySettings::Path("/srv/all.zip".into());
        assert_eq!(
            (file.advisories, file.on_critical),
            (expected, OnCritical::Warn)
        );
        let nothing = checked("on_critical = \"block\"", &[]).unwrap_err();
        assert!(
            nothing.contains("blocks nothing without npm.advisories"),
            "{nothing}"
        );
        let both = checked("token_file = \"a\"\ntoken_variable = \"A\"", &[]).unwrap_err();
        assert!(both.starts_with("npm has both"), "{both}");
        let bare = checked("[scopes.\"@acme\"]\ntoken_file = \"a\"", &[]).unwrap_err();
        assert!(bare.contains("missing field `registry`"), "{bare}");
        let many = |count: usize| {
            let scope = |at| format!("[scopes.\"@s{at}\"]\nregistry = \"https://s.example\"\n");
            checked(&(0..count).map(scope).collect::<String>(), &[])
        };
        assert_eq!(many(MOST_SCOPES).unwrap().scopes.len(), MOST_SCOPES);
        assert!(many(MOST_SCOPES + 1).unwrap_err().contains("at most 100"));
    }
}
