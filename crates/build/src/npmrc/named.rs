//! Registries that an operator names in a configuration, instead of an `.npmrc`.

use super::{Npmrc, certificates, credential, prefix, registry, wrong};
use crate::error::NpmrcReason as Reason;
use crate::{BuildError, PackageName};

/// What errors call what an operator has configured.
const CONFIGURATION: &str = "the configuration";

/// A registry with its token.
#[derive(Clone, Copy)]
pub struct NamedRegistry<'a> {
    /// The scope whose packages it has, such as `@acme`; that of all others when absent.
    pub scope: Option<&'a str>,
    /// Where it is.
    pub url: &'a str,
    /// Its token.
    pub token: Option<&'a str>,
}

impl Npmrc {
    /// Registries as an operator names them; the public one for all scopes that none is named for. A token goes to its own
    /// registry and to nobody else.
    ///
    /// # Errors
    /// What is wrong, and with which of them.
    pub fn of(named: &[NamedRegistry<'_>], authorities: Option<&[u8]>) -> Result<Self, BuildError> {
        let mut npmrc = Self::default();
        for one in named {
            npmrc.add(one)?;
        }
        if let Some(pem) = authorities {
            let read = certificates(pem);
            let refused = || wrong(CONFIGURATION, "ca_file", Reason::Certificates);
            npmrc.authorities = read.ok_or_else(refused)?;
        }
        Ok(npmrc)
    }

    fn add(&mut self, named: &NamedRegistry<'_>) -> Result<(), BuildError> {
        let refuse = |key: &str, reason| {
            let key = match named.scope {
                Some(scope) => format!("{scope}: {key}"),
                None => key.to_owned(),
            };
            wrong(CONFIGURATION, &key, reason)
        };
        let url = registry(named.url).ok_or_else(|| refuse("registry", Reason::Url))?;
        if let Some(token) = named.token {
            let token = credential("Bearer", token);
            let token = token.ok_or_else(|| refuse("token", Reason::Credentials))?;
            let at = prefix(&url);
            let other = self
                .credentials
                .get(&at)
                .is_some_and(|known| *known != token);
            if other {
                return Err(refuse("token", Reason::Twice));
            }
            self.credentials.insert(at, token);
        }
        match named.scope {
            None => self.registry = url,
            Some(scope) if is_scope(scope) => _ = self.scopes.insert(scope.to_owned(), url),
            Some(_) => return Err(refuse("scope", Reason::Scope)),
        }
        Ok(())
    }
}

/// Whether packages may have this scope.
fn is_scope(text: &str) -> bool {
    text.starts_with('@') && PackageName::parse(&format!("{text}/a")).is_ok()
}
