//! What one execution may do, and what it is told when it may not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{HostPattern, Permissions};
use crate::{Command, Failure, FailureKind};

/// What an execution may do.
#[derive(Debug, Clone, Default)]
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
    #[error("{host}:{port} is not among the permissions: declare the host")]
    Host {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// The target of a redirect.
    #[error("{target} is not among the permissions: declare its host among the redirects")]
    Redirect {
        /// Scheme, host and port, or the whole text when it is no URL.
        target: String,
    },
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(FailureKind::Capability, refusal.to_string())
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
    pub fn check_host(&self, host: &str, port: u16) -> Result<(), Refusal> {
        if reaches(self.0.hosts.iter().map(|own| &own.host), host, port) {
            return Ok(());
        }
        Err(Refusal::Host {
            host: host.to_owned(),
            port,
        })
    }

    fn check_redirect(&self, url: &str) -> Result<(), Refusal> {
        let parsed = url::Url::parse(url).ok();
        let place = parsed.as_ref().and_then(|url| {
            let is_web = matches!(url.scheme(), "https" | "http");
            is_web.then_some((url.host_str()?, url.port_or_known_default()?))
        });
        let patterns = || self.0.redirects.iter().map(|own| &own.host);
        match place {
            Some((host, port)) if reaches(patterns(), host, port) => Ok(()),
            Some((host, port)) => Err(Refusal::Redirect {
                target: format!("{host}:{port}"),
            }),
            None => Err(Refusal::Redirect {
                target: "a target that is no http or https URL".to_owned(),
            }),
        }
    }
}

fn reaches<'a>(mut patterns: impl Iterator<Item = &'a HostPattern>, host: &str, port: u16) -> bool {
    patterns.any(|pattern| pattern.matches(host, port))
}

impl Command {
    /// The claims, attributes, scopes or metadata keys it writes; the cache is the action's own and needs no names.
    pub fn written_names(&self) -> Vec<&str> {
        match self {
            Self::AccessTokenSetCustomClaim { name, .. }
            | Self::IdTokenSetCustomClaim { name, .. }
            | Self::SamlSetAttribute { name, .. } => vec![name],
            Self::AccessTokenAddScope { scope }
            | Self::AccessTokenRemoveScope { scope }
            | Self::TransactionAddTargetScope { scope }
            | Self::TransactionRemoveTargetScope { scope } => vec![scope],
            Self::TransactionSetTargetScopes { scopes } => {
                scopes.iter().map(String::as_str).collect()
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
