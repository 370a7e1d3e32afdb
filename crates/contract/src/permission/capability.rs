//! What one execution may do, and what it is told when it may not.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::{HostPattern, Permissions};
use crate::outbound::{OutboundError, OutboundErrorKind};
use crate::{Command, Failure, FailureKind};

/// What an execution may do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Capabilities {
    /// Everything its trigger has and every public host: the tenant's own actions.
    #[default]
    All,
    /// What the customer accepted at installation.
    Only(Arc<Granted>),
}

/// Permissions with the values of one installation in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted(Permissions);

/// A permission names a configuration item without a usable value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the permission {permission} needs a value of this configuration item: a host or a URL for a host, a text for a name"
)]
pub struct Unfixed {
    /// As the manifest writes it.
    pub permission: String,
}

/// What was not granted, named as the manifest would have to name it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An event field.
    #[error("event.{0} is not among the permissions: declare the event field `{0}`")]
    Field(String),
    /// A method.
    #[error("api.{0} is not among the permissions: declare the method `{0}`")]
    Method(String),
    /// A claim, attribute, scope or metadata key.
    #[error("api.{method} may not write `{name}`: declare it among the names of `{method}`")]
    Name {
        /// The method.
        method: String,
        /// What it would have written.
        name: String,
    },
    /// A host.
    #[error("{target} is not among the permissions: declare the host")]
    Host {
        /// Host and port, with the scheme where it is the scheme that was not granted.
        target: String,
    },
    /// The target of a redirect.
    #[error("{target} is not among the permissions: declare its host among the redirects")]
    Redirect {
        /// As of a host.
        target: String,
    },
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(FailureKind::Capability, refusal.to_string())
    }
}

impl From<Refusal> for OutboundError {
    fn from(refusal: Refusal) -> Self {
        Self::new(OutboundErrorKind::Capability, refusal.to_string())
    }
}

impl Capabilities {
    /// Holds a call against the methods.
    pub fn check_method(&self, path: &str) -> Result<(), Refusal> {
        self.check(|granted| granted.check_method(path))
    }

    /// Holds a command against the methods, the names they may write and the redirects.
    pub fn check_command(&self, command: &Command) -> Result<(), Refusal> {
        self.check(|granted| granted.check_command(command))
    }

    /// Holds a request, or one step of its redirects, against the hosts: by the URL that is sent.
    pub fn check_url(&self, url: &Url) -> Result<(), Refusal> {
        self.check(|granted| granted.check_url(url))
    }

    /// Holds a query for a name against the hosts: a name may be asked for that may be reached on some port, and so may the
    /// services and keys below it, whose labels begin with `_`.
    pub fn check_name(&self, name: &str) -> Result<(), Refusal> {
        self.check(|granted| granted.check_name(name))
    }

    fn check(&self, check: impl FnOnce(&Granted) -> Result<(), Refusal>) -> Result<(), Refusal> {
        match self {
            Self::All => Ok(()),
            Self::Only(granted) => check(granted),
        }
    }
}

impl Permissions {
    /// The permissions with the customer's values in place of `{configuration.NAME}`.
    ///
    /// # Errors
    /// When a value is missing or names no host.
    pub fn grant(&self, configuration: &BTreeMap<String, String>) -> Result<Granted, Unfixed> {
        let mut granted = self.clone();
        for permission in granted.hosts.iter_mut().chain(&mut granted.redirects) {
            permission.host = fixed(&permission.host, |host| host.fix(configuration))?;
        }
        for permission in &mut granted.api {
            for name in &mut permission.names {
                *name = fixed(name, |name| name.fix(configuration))?;
            }
        }
        Ok(Granted(granted))
    }
}

fn fixed<T: ToString>(pattern: &T, fix: impl Fn(&T) -> Option<T>) -> Result<T, Unfixed> {
    fix(pattern).ok_or_else(|| Unfixed {
        permission: pattern.to_string(),
    })
}

impl Granted {
    /// The permissions it came from, with the values in them.
    pub fn permissions(&self) -> &Permissions {
        &self.0
    }

    /// Whether the field or one above it was granted.
    pub fn reads(&self, path: &str) -> bool {
        self.0
            .event
            .iter()
            .any(|permission| permission.field.covers(path))
    }

    /// Whether a field below this path was granted, so that the path itself has to be there.
    pub fn reads_below(&self, path: &str) -> bool {
        self.0.event.iter().any(|permission| {
            permission
                .field
                .as_str()
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// Holds a call against the methods.
    pub fn check_method(&self, path: &str) -> Result<(), Refusal> {
        if self
            .0
            .api
            .iter()
            .any(|permission| permission.method == path)
        {
            return Ok(());
        }
        Err(Refusal::Method(path.to_owned()))
    }

    /// Holds a command against the methods, the names they may write and the redirects.
    pub fn check_command(&self, command: &Command) -> Result<(), Refusal> {
        let method = command.type_name();
        self.check_method(method)?;
        let granted = |name: &str| {
            let mut of_method = self.0.api.iter().filter(|own| own.method == method);
            of_method.any(|own| own.names.iter().any(|pattern| pattern.matches(name)))
        };
        if let Some(name) = command
            .written_names()
            .into_iter()
            .find(|&name| !granted(name))
        {
            return Err(Refusal::Name {
                method: method.to_owned(),
                name: name.to_owned(),
            });
        }
        match command {
            Command::RedirectSendUserTo { url, .. } => self.check_redirect(url),
            _ => Ok(()),
        }
    }

    /// Holds a request, or one step of its redirects, against the hosts.
    pub fn check_url(&self, url: &Url) -> Result<(), Refusal> {
        place(url)
            .check(self.0.hosts.iter().map(|own| &own.host))
            .map_err(|target| Refusal::Host { target })
    }

    /// Holds a query for a name against the hosts.
    pub fn check_name(&self, name: &str) -> Result<(), Refusal> {
        let mut host = name.trim_end_matches('.').to_ascii_lowercase();
        while let Some((label, rest)) = host.split_once('.')
            && label.starts_with('_')
        {
            host = rest.to_owned();
        }
        if self.0.hosts.iter().any(|own| own.host.covers(&host)) {
            return Ok(());
        }
        Err(Refusal::Host { target: host })
    }

    fn check_redirect(&self, url: &str) -> Result<(), Refusal> {
        let place = Url::parse(url).map_or(Place::NoWeb, |url| place(&url));
        place
            .check(self.0.redirects.iter().map(|own| &own.host))
            .map_err(|target| Refusal::Redirect { target })
    }
}

/// Where a URL leads.
enum Place {
    /// No `http` or `https` URL, or one without a host.
    NoWeb,
    /// A host, spoken to without TLS on the port that means TLS.
    Plain(String),
    /// A host and a port.
    Web(String, u16),
}

fn place(url: &Url) -> Place {
    match (url.scheme(), url.host_str(), url.port_or_known_default()) {
        ("http", Some(host), Some(443)) => Place::Plain(host.to_owned()),
        ("http" | "https", Some(host), Some(port)) => Place::Web(host.to_owned(), port),
        _ => Place::NoWeb,
    }
}

impl Place {
    /// What of it no pattern grants.
    fn check<'a>(self, mut patterns: impl Iterator<Item = &'a HostPattern>) -> Result<(), String> {
        match self {
            Self::Web(host, port) if patterns.any(|own| own.matches(&host, port)) => Ok(()),
            Self::Web(host, port) => Err(format!("{host}:{port}")),
            // A pattern without a port means HTTPS, and no pattern says 443 itself.
            Self::Plain(host) => Err(format!("http://{host}:443")),
            Self::NoWeb => Err("a target that is no http or https URL".to_owned()),
        }
    }
}

impl Command {
    /// The claims, attributes, scopes or metadata keys it writes; the cache is the action's own and needs no names. A text
    /// with spaces is as many scopes as it is on the wire (RFC 6749, section 3.3).
    pub fn written_names(&self) -> Vec<&str> {
        match self {
            Self::AccessTokenSetCustomClaim { name, .. }
            | Self::IdTokenSetCustomClaim { name, .. }
            | Self::SamlSetAttribute { name, .. } => vec![name],
            Self::AccessTokenAddScope { scope }
            | Self::AccessTokenRemoveScope { scope }
            | Self::TransactionAddTargetScope { scope }
            | Self::TransactionRemoveTargetScope { scope } => tokens(scope).collect(),
            Self::TransactionSetTargetScopes { scopes } => {
                scopes.iter().flat_map(|scope| tokens(scope)).collect()
            }
            Self::UserSetAppMetadata { key, .. }
            | Self::UserSetUserMetadata { key, .. }
            | Self::TransactionSetMetadata { key, .. }
            | Self::SessionSetMetadata { key, .. }
            | Self::SessionDeleteMetadata { key }
            | Self::RefreshTokenSetMetadata { key, .. }
            | Self::RefreshTokenDeleteMetadata { key } => vec![key],
            _ => Vec::new(),
        }
    }
}

fn tokens(scopes: &str) -> impl Iterator<Item = &str> {
    scopes.split_ascii_whitespace()
}
