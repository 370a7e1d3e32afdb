//! Which registry, whose token, which certificate authorities: the conventions of `.npmrc`.

mod named;

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use url::{Host, Url};

use crate::error::NpmrcReason as Reason;
use crate::{BuildError, PackageName};

pub use named::NamedRegistry;

/// The registry of whoever configures none.
pub(crate) const PUBLIC: &str = "https://registry.npmjs.org/";

/// The largest file, in bytes.
const LARGEST: usize = 256 << 10;

/// What `.npmrc` files and the environment say, as far as it concerns reading packages.
#[derive(Debug, Clone)]
pub struct Npmrc {
    registry: Url,
    scopes: BTreeMap<String, Url>,
    /// By host, port and path, such as `registry.example/npm/`.
    credentials: BTreeMap<String, Credential>,
    authorities: Vec<CertificateDer<'static>>,
}

/// The value of an `Authorization` header. It shows in no log.
#[derive(Clone, PartialEq, Eq)]
struct Credential(String);

impl fmt::Debug for Credential {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Credential")
    }
}

/// One file, already read.
#[derive(Debug, Clone, Copy)]
pub struct NpmrcFile<'a> {
    /// What errors call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Default for Npmrc {
    fn default() -> Self {
        Self {
            registry: public(),
            scopes: BTreeMap::new(),
            credentials: BTreeMap::new(),
            authorities: Vec::new(),
        }
    }
}

impl Npmrc {
    /// Reads files, of which a later one overrides an earlier one (so: the user's, then the project's), and then the
    /// variables `npm_config_...` of the environment. `${NAME}` stands for a variable of the environment.
    ///
    /// # Errors
    /// A line that concerns reading packages and cannot be understood. Other lines are passed over.
    pub fn read(
        files: &[NpmrcFile<'_>],
        environment: &BTreeMap<String, String>,
    ) -> Result<Self, BuildError> {
        let mut settings = Settings::default();
        for file in files {
            if file.text.len() > LARGEST {
                return Err(wrong(file.name, "", Reason::TooLarge));
            }
            for (key, value) in lines(file.text) {
                settings.set(file.name, key, value);
            }
        }
        for (name, value) in environment {
            if let Some(key) = variable(name) {
                settings.set("the environment", &key, value);
            }
        }
        settings.understand(environment)
    }

    /// The registry that has a package.
    #[must_use]
    pub fn registry_of(&self, package: &PackageName) -> &Url {
        package
            .scope()
            .and_then(|scope| self.scopes.get(scope))
            .unwrap_or(&self.registry)
    }

    /// The registries that may be in a private network: all that are named. Nobody has to name the public one.
    pub(crate) fn private_registries(&self) -> impl Iterator<Item = &Url> {
        let all = std::iter::once(&self.registry).chain(self.scopes.values());
        all.filter(|url| url.as_str() != PUBLIC)
    }

    pub(crate) fn authorities(&self) -> &[CertificateDer<'static>] {
        &self.authorities
    }

    /// The `Authorization` header for a URL: that of the longest configured prefix of it, and of no other host.
    pub(crate) fn authorization(&self, url: &Url) -> Option<&str> {
        let own = prefix(url);
        let fits = |(prefix, _): &(&String, &Credential)| own.starts_with(prefix.as_str());
        let found = self.credentials.iter().filter(fits);
        found
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(_, credential)| credential.0.as_str())
    }
}

#[derive(Default)]
struct Settings(BTreeMap<String, (String, Vec<String>)>);

impl Settings {
    /// A list (`ca[]`) grows within a file; anything else is replaced.
    fn set(&mut self, file: &str, key: &str, value: &str) {
        let (key, is_list) = key
            .strip_suffix("[]")
            .map_or((key, false), |key| (key, true));
        let entry = self.0.entry(key.to_owned()).or_default();
        if !is_list || entry.0 != file {
            entry.1.clear();
        }
        file.clone_into(&mut entry.0);
        entry.1.push(value.to_owned());
    }

    fn understand(self, environment: &BTreeMap<String, String>) -> Result<Npmrc, BuildError> {
        let mut npmrc = Npmrc::default();
        let mut logins = BTreeMap::<String, (Option<String>, Option<String>)>::new();
        for (key, (file, values)) in self.0 {
            let refuse = |reason| wrong(&file, &key, reason);
            let values = || {
                values.iter().map(|value| {
                    expanded(value, environment).ok_or_else(|| refuse(Reason::Variable))
                })
            };
            let value = || values().next_back().unwrap_or_else(|| Ok(String::new()));
            if key == "registry" {
                npmrc.registry = registry(&value()?).ok_or_else(|| refuse(Reason::Url))?;
            } else if let Some(scope) = key
                .strip_suffix(":registry")
                .filter(|scope| scope.starts_with('@'))
            {
                let url = registry(&value()?).ok_or_else(|| refuse(Reason::Url))?;
                npmrc.scopes.insert(scope.to_owned(), url);
            } else if key == "ca" {
                for pem in values() {
                    // A line holds a certificate with its line ends written as `\n`.
                    let pem = pem?.replace("\\n", "\n");
                    npmrc.authorities.extend(
                        certificates(pem.as_bytes()).ok_or_else(|| refuse(Reason::Certificates))?,
                    );
                }
            } else if key == "cafile" {
                let pem = std::fs::read(value()?).map_err(|_| refuse(Reason::File))?;
                npmrc
                    .authorities
                    .extend(certificates(&pem).ok_or_else(|| refuse(Reason::Certificates))?);
            } else if let Some((at, field)) = key
                .strip_prefix("//")
                .and_then(|rest| rest.rsplit_once(':'))
            {
                let at = format!("{}/", at.trim_end_matches('/'));
                match field {
                    "_authToken" => {
                        let token = credential("Bearer", &value()?)
                            .ok_or_else(|| refuse(Reason::Credentials))?;
                        npmrc.credentials.insert(at, token);
                    }
                    "_auth" => {
                        let basic = credential("Basic", &value()?)
                            .ok_or_else(|| refuse(Reason::Credentials))?;
                        npmrc.credentials.entry(at).or_insert(basic);
                    }
                    "username" => logins.entry(at).or_default().0 = Some(value()?),
                    "_password" => logins.entry(at).or_default().1 = Some(value()?),
                    _ => {}
                }
            }
        }
        npmrc.log_in(logins)
    }
}

impl Npmrc {
    /// A user and a password in base64, where there is no token.
    fn log_in(
        mut self,
        logins: BTreeMap<String, (Option<String>, Option<String>)>,
    ) -> Result<Self, BuildError> {
        for (at, login) in logins {
            let (Some(user), Some(password)) = login else {
                continue;
            };
            let refuse = || wrong(".npmrc", &format!("//{at}:_password"), Reason::Credentials);
            let password = STANDARD.decode(password).map_err(|_| refuse())?;
            let both = [user.as_bytes(), b":", &password].concat();
            let basic = credential("Basic", &STANDARD.encode(both)).ok_or_else(refuse)?;
            self.credentials.entry(at).or_insert(basic);
        }
        Ok(self)
    }
}

/// The key that a variable of the environment sets. Shells want no dashes and like capitals.
fn variable(name: &str) -> Option<String> {
    let (start, key) = name.split_at_checked(11)?;
    start
        .eq_ignore_ascii_case("npm_config_")
        .then(|| match key {
            key if key.starts_with("//") => key.to_owned(),
            key => key.to_ascii_lowercase().replace('_', "-"),
        })
}

fn wrong(file: &str, key: &str, reason: Reason) -> BuildError {
    BuildError::Npmrc {
        file: file.to_owned(),
        key: key.chars().take(200).collect(),
        reason,
    }
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.starts_with([';', '#', '[']))
        .filter_map(|line| {
            let (key, value) = line.split_once('=')?;
            let value = value.trim();
            let quoted = |mark: char| {
                value
                    .strip_prefix(mark)
                    .and_then(|rest| rest.strip_suffix(mark))
            };
            Some((
                key.trim(),
                quoted('"').or_else(|| quoted('\'')).unwrap_or(value),
            ))
        })
}

/// With `${NAME}` replaced; `${NAME?}` may be absent. `None` if a variable is.
fn expanded(value: &str, environment: &BTreeMap<String, String>) -> Option<String> {
    let mut parts = value.split("${");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        let found = match name.strip_suffix('?') {
            Some(name) => environment.get(name).map_or("", String::as_str),
            None => environment.get(name)?,
        };
        whole.push_str(found);
        whole.push_str(rest);
    }
    Some(whole)
}

/// A URL that ends in a slash, so that names can be joined to it.
fn registry(text: &str) -> Option<Url> {
    let text = format!("{}/", text.trim().trim_end_matches('/'));
    let url = Url::parse(&text).ok()?;
    let bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && bare).then_some(url)
}

fn public() -> Url {
    registry(PUBLIC).unwrap_or_else(|| unreachable!("the constant is a URL"))
}

fn credential(scheme: &str, secret: &str) -> Option<Credential> {
    let secret = secret.trim();
    let is_text = !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic());
    is_text.then(|| Credential(format!("{scheme} {secret}")))
}

pub(crate) fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let all: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .ok()?;
    (!all.is_empty()).then_some(all)
}

/// `host:port/path/`, as credentials are kept by.
fn prefix(url: &Url) -> String {
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    format!("{}{port}{}", url.host_str().unwrap_or_default(), url.path())
}

/// Whether a URL may be asked: over TLS, or on this machine.
pub(crate) fn is_private_enough(url: &Url) -> bool {
    url.scheme() == "https"
        || match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
}

#[cfg(test)]
mod tests;
