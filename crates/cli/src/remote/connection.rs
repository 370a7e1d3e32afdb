//! A server's API and the token it is called with.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use url::{Host, Url};

use super::error::RemoteError;
use crate::input::{self, InputError};

/// What `make demo` writes, below the folder it was started in.
const DEMO_FILE: &str = ".latchwork/demo.json";
/// The tenant that `api` and `admin_token` belong to.
const DEMO_TENANT: &str = "demo";
const FILE_BYTES: u64 = 64 * 1024;

/// The API's root and the token. Has no `Debug`: a token is never printed.
pub(crate) struct Connection {
    pub(crate) api: Url,
    pub(crate) token: String,
}

/// Whose token of the demo's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DemoToken {
    /// The tenant's administrator.
    Administrator,
    /// A member of the partner.
    Partner,
    /// A reviewer.
    Reviewer,
    /// Another reviewer.
    SecondReviewer,
    /// An operator of the platform.
    Operator,
}

/// The running demo, with one of its tokens.
pub(crate) fn demo(whose: DemoToken) -> Result<Connection, RemoteError> {
    let key = match whose {
        DemoToken::Administrator => "admin_token",
        DemoToken::Partner => "partner_key",
        DemoToken::Reviewer => "reviewer_token",
        DemoToken::SecondReviewer => "second_reviewer_token",
        DemoToken::Operator => "operator_token",
    };
    of_demo(&demo_file()?, "api", key)
}

/// A tenant of the running demo, as its administrator.
pub(crate) fn demo_tenant(name: &str) -> Result<Connection, RemoteError> {
    if name == DEMO_TENANT {
        return demo(DemoToken::Administrator);
    }
    let file = demo_file()?;
    let others: Vec<&str> = file
        .keys()
        .filter_map(|key| key.strip_suffix("_admin_token"))
        .collect();
    if !others.contains(&name) {
        let known = [DEMO_TENANT].into_iter().chain(others);
        return Err(RemoteError::NoDemoTenant {
            name: name.to_owned(),
            known: known.map(str::to_owned).collect(),
        });
    }
    of_demo(
        &file,
        &format!("{name}_issuer"),
        &format!("{name}_admin_token"),
    )
}

type DemoFile = BTreeMap<String, Value>;

fn demo_file() -> Result<DemoFile, RemoteError> {
    input::json(Path::new(DEMO_FILE), FILE_BYTES).map_err(|source| match source {
        InputError::Unreadable { .. } => RemoteError::NoDemo { source },
        other => other.into(),
    })
}

fn of_demo(file: &DemoFile, url: &str, token: &str) -> Result<Connection, RemoteError> {
    let text = |key: &str| {
        let value = file.get(key).and_then(Value::as_str);
        value.ok_or_else(|| RemoteError::DemoLacks {
            key: key.to_owned(),
        })
    };
    connection(text(url)?, text(token)?)
}

/// The API at this root or of this server. A token does not travel in the clear.
pub(crate) fn connection(url: &str, token: &str) -> Result<Connection, RemoteError> {
    let invalid = || RemoteError::Url {
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
            return Err(RemoteError::Unencrypted {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: &str) {
        let found = match connection(url, "t\n") {
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
