//! Which server to administer, and as whom.

use std::path::Path;

use serde::Deserialize;
use url::{Host, Url};

use super::arguments::ConnectionArguments;
use super::error::AdminError;
use crate::{environment, input};

/// What `make demo` writes, below the folder it was started in.
const DEMO_FILE: &str = ".latchwork/demo.json";
const FILE_BYTES: u64 = 64 * 1024;

/// The API's root and the token. Has no `Debug`: a token is never printed.
pub(super) struct Connection {
    pub(super) api: Url,
    pub(super) token: String,
}

/// The two keys of the demo's file that matter here.
#[derive(Deserialize)]
struct Demo {
    api: String,
    admin_token: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    url: Option<String>,
    token: Option<String>,
}

/// Finds the server by flag, environment or credentials file, in this order.
pub(super) fn find(arguments: &ConnectionArguments) -> Result<Connection, AdminError> {
    if arguments.demo {
        let demo: Demo = input::json(Path::new(DEMO_FILE), FILE_BYTES)?;
        return connection(&demo.api, demo.admin_token);
    }
    let url = arguments
        .url
        .clone()
        .or_else(|| environment::variable("LATCHWORK_URL"));
    let token = environment::variable("LATCHWORK_TOKEN");
    let path = environment::credentials_file();
    let stored = match (&url, &token, &path) {
        (Some(_), Some(_), _) | (_, _, None) => Credentials::default(),
        (_, _, Some(path)) => read_credentials(path)?,
    };
    // A stored token belongs to the stored server and is never sent to another.
    let stored_token = match (&url, &stored.url) {
        (Some(asked), Some(kept)) if asked.trim_end_matches('/') != kept.trim_end_matches('/') => {
            None
        }
        _ => stored.token,
    };
    let url = url
        .or(stored.url)
        .ok_or(AdminError::NoServer { credentials: path })?;
    connection(&url, token.or(stored_token).ok_or(AdminError::NoToken)?)
}

fn connection(url: &str, token: String) -> Result<Connection, AdminError> {
    let invalid = || AdminError::Url {
        url: url.to_owned(),
    };
    let mut api = Url::parse(url).map_err(|_| invalid())?;
    let host = api.host().ok_or_else(invalid)?;
    let is_here = match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    match api.scheme() {
        "https" => {}
        "http" if is_here => {}
        "http" => {
            return Err(AdminError::Unencrypted {
                url: url.to_owned(),
            });
        }
        _ => return Err(invalid()),
    }
    let path = api.path().trim_end_matches('/');
    let path = if path.ends_with("/api/v1") {
        path.to_owned()
    } else {
        format!("{path}/api/v1")
    };
    api.set_path(&path);
    api.set_query(None);
    api.set_fragment(None);
    Ok(Connection {
        api,
        token: token.trim().to_owned(),
    })
}

fn read_credentials(path: &Path) -> Result<Credentials, AdminError> {
    if !path.exists() {
        return Ok(Credentials::default());
    }
    check_mode(path)?;
    let text = input::text(path, FILE_BYTES)?;
    toml::from_str(&text).map_err(|source| AdminError::Credentials {
        path: path.to_owned(),
        source: Box::new(source),
    })
}

#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), AdminError> {
    use std::os::unix::fs::PermissionsExt as _;
    match path.metadata() {
        Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => Err(AdminError::Exposed {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn check_mode(_: &Path) -> Result<(), AdminError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: &str) {
        let found = match connection(url, "t\n".to_owned()) {
            Ok(connection) => format!("{} {}", connection.api, connection.token),
            Err(error) => error.to_string(),
        };
        assert!(found.contains(expected), "{url}: {found}");
    }

    #[test]
    fn a_server_is_named_by_its_root_or_its_api() {
        check("http://localhost:4400", "http://localhost:4400/api/v1 t");
        check(
            "http://127.0.0.1:4400/api/v1/",
            "http://127.0.0.1:4400/api/v1 t",
        );
        check(
            "https://id.example.com/base",
            "https://id.example.com/base/api/v1 t",
        );
    }

    #[test]
    fn a_token_does_not_travel_in_the_clear() {
        check("http://id.example.com", "unencrypted");
        check("http://localhost.example.com", "unencrypted");
        check("ftp://localhost", "is not a server's URL");
        check("localhost:4400", "is not a server's URL");
    }
}
