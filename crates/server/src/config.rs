//! Configuration: a file and the environment, read once into a checked struct. An unknown key is an error.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use app::{LimitOutOfRange, Limits};
use ipnet::IpNet;
use serde::Deserialize;

use crate::npm::{self, Npm, NpmTableError};

/// The environment's prefix. A variable with this prefix that is not known is an error.
const PREFIX: &str = "LATCHWORK_";

/// The key file's name in the data directory.
const KEY_FILE: &str = "latchwork.key";
/// The image folder's name in the data directory.
const IMAGE_DIR: &str = "images";

/// The checked configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where the database, the key file and prepared images live.
    pub data_dir: PathBuf,
    /// The file that holds the key all secrets are sealed under.
    pub key_file: PathBuf,
    /// Where the compiled engine and prepared actions are kept; what is lost there is made again.
    pub image_dir: PathBuf,
    /// Where plain HTTP is served; always a loopback address.
    pub listen: Option<SocketAddr>,
    /// Where HTTPS is served.
    pub https: Option<Https>,
    /// Peers whose forwarded headers are believed.
    pub proxies: Vec<IpNet>,
    /// Private addresses and ports that actions may reach, by tenant.
    pub outbound_allow: Vec<OutboundAllow>,
    /// Passwords hashed at a time; as many as there are processors when absent.
    pub password_workers: Option<usize>,
    /// Connections taken at once, over all listeners; 4 000 when absent. Each is an open file, of which the system may
    /// allow fewer (`ulimit -n`).
    pub max_connections: usize,
    /// Executions of actions under way at once; 10 000 when absent. Each reserves 4 GiB of address space, not memory.
    pub max_executions: u32,
    /// Bounds of each execution of an action: the table `[limits]`, each with its default.
    pub limits: Limits,
    /// Where actions' packages come from: the table `[npm]`.
    pub npm: Npm,
    /// How log lines are written.
    pub log: LogFormat,
}

/// A listener for HTTPS.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Https {
    /// The address and port.
    pub listen: SocketAddr,
    /// The certificate chain, PEM.
    pub certificate: PathBuf,
    /// The private key, PEM.
    pub key: PathBuf,
}

/// An exception from the outbound policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundAllow {
    /// The tenant whose actions may reach it.
    pub tenant: String,
    /// Host and port, `127.0.0.1:5000` or `name:443`.
    pub address: egress::Allowance,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Why the configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration file {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("the configuration file {path} is refused")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// An environment variable nobody reads.
    #[error(
        "the environment variable {name} is not known; known are {}",
        Variable::names()
    )]
    UnknownVariable {
        /// The variable.
        name: String,
    },
    /// An environment variable whose value does not fit.
    #[error("the environment variable {name} does not fit: {expected}")]
    Variable {
        /// The variable.
        name: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// Plain HTTP elsewhere than on loopback.
    #[error(
        "listen = {listen}: plain HTTP is for loopback addresses; use 127.0.0.1 or [::1], or configure [https]"
    )]
    PlainHttp {
        /// The address.
        listen: SocketAddr,
    },
    /// A limit of executions that this host cannot keep.
    #[error("limits.{0}")]
    Limit(#[from] LimitOutOfRange),
    /// More executions at once than a process has room for, or none.
    #[error(
        "max_executions = {executions}: from 1 to {} executions fit the address space of a process",
        Config::EXECUTIONS_LIMIT
    )]
    Executions {
        /// How many are wanted.
        executions: u32,
    },
    /// Where packages come from.
    #[error(transparent)]
    Npm(#[from] NpmTableError),
    /// A limit was passed.
    #[error("{field} has {actual} entries, at most {limit} are allowed; remove some")]
    TooMany {
        /// The field.
        field: &'static str,
        /// The limit.
        limit: usize,
        /// How many there are.
        actual: usize,
    },
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    data_dir: Option<PathBuf>,
    key_file: Option<PathBuf>,
    image_dir: Option<PathBuf>,
    listen: Option<SocketAddr>,
    https: Option<Https>,
    proxies: Vec<IpNet>,
    outbound_allow: Vec<OutboundAllow>,
    password_workers: Option<usize>,
    max_connections: Option<usize>,
    max_executions: Option<u32>,
    limits: Limits,
    npm: npm::Table,
    log: LogFormat,
}

/// Variables with the same beginning that `latchwork`, the command line, reads; a shell may have them.
const OF_THE_COMMAND_LINE: &[&str] = &["LATCHWORK_CONFIG", "LATCHWORK_TOKEN", "LATCHWORK_URL"];

/// The environment variables that are read.
#[derive(Debug, Clone, Copy)]
enum Variable {
    Listen,
    DataDir,
    KeyFile,
    Log,
}

impl Variable {
    const ALL: [Self; 4] = [Self::Listen, Self::DataDir, Self::KeyFile, Self::Log];

    const fn name(self) -> &'static str {
        match self {
            Self::Listen => "LATCHWORK_LISTEN",
            Self::DataDir => "LATCHWORK_DATA_DIR",
            Self::KeyFile => "LATCHWORK_KEY_FILE",
            Self::Log => "LATCHWORK_LOG",
        }
    }

    fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

const LIST_LIMIT: usize = 100;

impl Config {
    /// Where plain HTTP is served when nothing says otherwise.
    pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 4400);

    /// Connections taken at once when nothing says otherwise.
    pub const DEFAULT_CONNECTIONS: usize = 4_000;

    /// Executions under way at once when nothing says otherwise.
    pub const DEFAULT_EXECUTIONS: u32 = 10_000;

    /// What a process has the address space for.
    pub const EXECUTIONS_LIMIT: u32 = 25_000;

    /// Reads the file, when one is named, and the variables; a variable stands above the file.
    ///
    /// # Errors
    /// [`ConfigError`] says which key or variable is wrong and what to do.
    pub fn read(
        file: Option<&Path>,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut given = match file {
            None => File::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
                    path: path.to_owned(),
                    source,
                })?;
                toml::from_str(&text).map_err(|source| ConfigError::Parse {
                    path: path.to_owned(),
                    source: Box::new(source),
                })?
            }
        };
        let variables: BTreeMap<String, String> = variables.collect();
        let ours = |name: &str| name.starts_with(PREFIX) && !OF_THE_COMMAND_LINE.contains(&name);
        for (name, value) in variables.iter().filter(|(name, _)| ours(name)) {
            let known = Variable::ALL
                .into_iter()
                .find(|variable| variable.name() == name);
            let unknown = || ConfigError::UnknownVariable { name: name.clone() };
            given.take(known.ok_or_else(unknown)?, value)?;
        }
        given.check(&variables)
    }

    /// The default configuration for a data directory: loopback, no HTTPS.
    pub fn for_data_dir(data_dir: &Path, listen: SocketAddr) -> Self {
        Self {
            data_dir: data_dir.to_owned(),
            key_file: data_dir.join(KEY_FILE),
            image_dir: data_dir.join(IMAGE_DIR),
            listen: Some(listen),
            https: None,
            proxies: Vec::new(),
            outbound_allow: Vec::new(),
            password_workers: None,
            max_connections: Self::DEFAULT_CONNECTIONS,
            max_executions: Self::DEFAULT_EXECUTIONS,
            limits: Limits::default(),
            npm: Npm::for_data_dir(data_dir),
            log: LogFormat::Text,
        }
    }
}

impl File {
    fn take(&mut self, variable: Variable, value: &str) -> Result<(), ConfigError> {
        let misfit = |expected| ConfigError::Variable {
            name: variable.name(),
            expected,
        };
        match variable {
            Variable::Listen => {
                let listen = value
                    .parse()
                    .map_err(|_| misfit("an address and port such as 127.0.0.1:4400"))?;
                self.listen = Some(listen);
            }
            Variable::DataDir => self.data_dir = Some(value.into()),
            Variable::KeyFile => self.key_file = Some(value.into()),
            Variable::Log => {
                self.log = match value {
                    "text" => LogFormat::Text,
                    "json" => LogFormat::Json,
                    _ => return Err(misfit("text or json")),
                };
            }
        }
        Ok(())
    }

    fn check(self, variables: &BTreeMap<String, String>) -> Result<Config, ConfigError> {
        let lists = [
            ("proxies", self.proxies.len()),
            ("outbound_allow", self.outbound_allow.len()),
        ];
        for (field, actual) in lists {
            if actual > LIST_LIMIT {
                return Err(ConfigError::TooMany {
                    field,
                    limit: LIST_LIMIT,
                    actual,
                });
            }
        }
        self.limits.check()?;
        let max_executions = self.max_executions.unwrap_or(Config::DEFAULT_EXECUTIONS);
        if !(1..=Config::EXECUTIONS_LIMIT).contains(&max_executions) {
            return Err(ConfigError::Executions {
                executions: max_executions,
            });
        }
        let listen = match (self.listen, &self.https) {
            (Some(listen), _) if !listen.ip().is_loopback() => {
                return Err(ConfigError::PlainHttp { listen });
            }
            (None, None) => Some(Config::DEFAULT_LISTEN),
            (listen, _) => listen,
        };
        let data_dir = self.data_dir.unwrap_or_else(|| PathBuf::from(".latchwork"));
        Ok(Config {
            key_file: self.key_file.unwrap_or_else(|| data_dir.join(KEY_FILE)),
            image_dir: self.image_dir.unwrap_or_else(|| data_dir.join(IMAGE_DIR)),
            npm: self.npm.check(&data_dir, variables)?,
            data_dir,
            listen,
            https: self.https,
            proxies: self.proxies,
            outbound_allow: self.outbound_allow,
            password_workers: self.password_workers,
            max_connections: self.max_connections.unwrap_or(Config::DEFAULT_CONNECTIONS),
            max_executions,
            limits: self.limits,
            log: self.log,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("latchwork.toml");
        std::fs::write(&path, text).unwrap();
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::read(Some(&path), variables).map_err(|error| match error {
            ConfigError::Parse { source, .. } => source.to_string(),
            other => other.to_string(),
        })
    }

    #[test]
    fn nothing_configured_listens_on_loopback() {
        let config = read("", &[]).unwrap();
        assert_eq!(config.listen, Some(Config::DEFAULT_LISTEN));
        assert_eq!(config.key_file, PathBuf::from(".latchwork/latchwork.key"));
        assert_eq!(config.max_connections, 4_000);
        assert_eq!(config.max_executions, 10_000);
    }

    #[test]
    fn executions_at_once_have_a_limit() {
        assert_eq!(read("max_executions = 7", &[]).unwrap().max_executions, 7);
        for count in ["0", "25001"] {
            let refused = read(&format!("max_executions = {count}"), &[]).unwrap_err();
            assert_eq!(
                refused,
                format!(
                    "max_executions = {count}: from 1 to 25000 executions fit the address space of a process"
                )
            );
        }
    }

    #[test]
    fn limits_of_executions_are_set_one_by_one() {
        let config = read("[limits]\ncpu_ms = 250\ncache = { entries = 5 }", &[]).unwrap();
        let defaults = Limits::default();
        assert_eq!(
            (config.limits.cpu_ms, config.limits.cache.entries),
            (250, 5)
        );
        assert_eq!(config.limits.memory_bytes, defaults.memory_bytes);
        let refused = |text: &str| read(text, &[]).unwrap_err();
        assert!(refused("[limits]\ncpu = 1").contains("unknown field `cpu`"));
        assert_eq!(
            refused("[limits]\ncpu_ms = 1"),
            "limits.cpu_ms = 1 is not possible; it may be 10 to 20000"
        );
    }

    #[test]
    fn the_guide_names_every_limit_and_every_default() {
        let guide = include_str!("../../../docs/configuration.md");
        let mut examples = guide.split("```toml\n").skip(1);
        let mut next = || examples.next().unwrap().split("```").next().unwrap();
        let (defaults, others) = (next(), next());
        assert_eq!(read(defaults, &[]).unwrap(), read("", &[]).unwrap());
        let token = ("ACME_NPM_TOKEN", "t1");
        assert!(read(others, &[token]).unwrap().https.is_some());
        let named: toml::Table = toml::from_str(defaults).unwrap();
        let all = toml::Table::try_from(Limits::default()).unwrap();
        assert_eq!(named["limits"], toml::Value::Table(all));
    }

    #[test]
    fn a_variable_stands_above_the_file() {
        let config = read(
            "listen = \"127.0.0.1:1\"",
            &[("LATCHWORK_LISTEN", "[::1]:2"), ("HOME", "x")],
        )
        .unwrap();
        assert_eq!(config.listen, Some("[::1]:2".parse().unwrap()));
    }

    #[test]
    fn what_is_unknown_or_unsafe_is_refused_by_name() {
        assert!(
            read("colour = 1", &[])
                .unwrap_err()
                .contains("unknown field `colour`")
        );
        assert!(
            read("", &[("LATCHWORK_COLOUR", "1")])
                .unwrap_err()
                .contains("LATCHWORK_COLOUR is not known")
        );
        assert!(
            read("listen = \"0.0.0.0:80\"", &[])
                .unwrap_err()
                .contains("plain HTTP is for loopback")
        );
        assert!(
            read("", &[("LATCHWORK_LISTEN", "here")])
                .unwrap_err()
                .contains("127.0.0.1:4400")
        );
        let many = vec!["\"10.0.0.0/8\""; LIST_LIMIT + 1].join(",");
        assert!(
            read(&format!("proxies = [{many}]"), &[])
                .unwrap_err()
                .contains("at most 100")
        );
    }

    #[test]
    fn https_alone_needs_no_plain_listener() {
        let text = "[https]\nlisten = \"0.0.0.0:443\"\ncertificate = \"c.pem\"\nkey = \"k.pem\"";
        let config = read(text, &[]).unwrap();
        assert_eq!(config.listen, None);
        assert_eq!(config.https.unwrap().listen, "0.0.0.0:443".parse().unwrap());
    }
}
