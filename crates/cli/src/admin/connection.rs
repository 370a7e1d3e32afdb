//! Which server to administer, and as whom.

use std::path::Path;

use serde::Deserialize;

use super::arguments::ConnectionArguments;
use crate::environment;
use crate::remote::{
    Connection, DemoToken, RemoteError, connection, demo, demo_tenant, read_private,
};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    url: Option<String>,
    token: Option<String>,
}

/// Finds the server by flag, environment or credentials file, in this order; at the demo, with the token of whoever the
/// command is for.
pub(super) fn find(
    arguments: &ConnectionArguments,
    whose: DemoToken,
) -> Result<Connection, RemoteError> {
    if let Some(name) = &arguments.tenant {
        return match (arguments.demo, whose) {
            (true, DemoToken::Administrator) => demo_tenant(name),
            _ => Err(RemoteError::TenantAlone),
        };
    }
    match (arguments.demo, arguments.second) {
        (true, true) if whose == DemoToken::Reviewer => return demo(DemoToken::SecondReviewer),
        (true, false) => return demo(whose),
        (_, true) => return Err(RemoteError::SecondAlone),
        (false, false) => {}
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
        .ok_or(RemoteError::NoServer { credentials: path })?;
    connection(&url, &token.or(stored_token).ok_or(RemoteError::NoToken)?)
}

fn read_credentials(path: &Path) -> Result<Credentials, RemoteError> {
    let Some(text) = read_private(path)? else {
        return Ok(Credentials::default());
    };
    toml::from_str(&text).map_err(|source| RemoteError::Credentials {
        path: path.to_owned(),
        source: Box::new(source),
    })
}
