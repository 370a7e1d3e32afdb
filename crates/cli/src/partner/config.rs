//! Who is logged in: `partner.toml`, and the signing keys beside it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use url::Url;

use super::signing::SigningKey;
use crate::environment;
use crate::remote::{Client, RemoteError, connection, read_private, write_private};

/// What a login leaves on this machine. Has no `Debug`: it holds the key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Login {
    /// The API's root.
    pub(super) server: String,
    /// The partner key.
    pub(super) key: String,
    /// The member the key speaks for.
    pub(super) member_id: String,
    /// The id of the signing key at the server.
    pub(super) signing_key_id: String,
}

impl Login {
    /// Who is logged in.
    pub(super) fn load() -> Result<Self, RemoteError> {
        let path = file()?;
        let text = read_private(&path)?.ok_or(RemoteError::NotLoggedIn)?;
        toml::from_str(&text).map_err(|source| RemoteError::Credentials {
            path,
            source: Box::new(source),
        })
    }

    /// Keeps it, in place of who was logged in before.
    pub(super) fn save(&self) -> Result<(), RemoteError> {
        let path = file()?;
        let text = toml::to_string(self).map_err(|error| RemoteError::Unwritable {
            path: path.clone(),
            source: std::io::Error::other(error),
        })?;
        write_private(&path, &text)
    }

    /// Forgets who is logged in; the server they were logged in to.
    pub(super) fn forget() -> Result<String, RemoteError> {
        let login = Self::load()?;
        let path = file()?;
        std::fs::remove_file(&path).map_err(|source| RemoteError::Unwritable { path, source })?;
        Ok(login.server)
    }

    /// The server, called as this member.
    pub(super) fn client(&self) -> Result<Client, RemoteError> {
        Client::new(connection(&self.server, &self.key)?)
    }

    /// Another host of the same platform, called as this member.
    pub(super) fn client_at(&self, url: &str) -> Result<Client, RemoteError> {
        Client::new(connection(url, &self.key)?)
    }

    /// The key that signs this member's packages.
    pub(super) fn signing_key(&self) -> Result<SigningKey, RemoteError> {
        let server = connection(&self.server, "")?.api;
        let path = signing_key_file(&server, &self.member_id)?;
        SigningKey::load(&path)?.ok_or(RemoteError::NoSigningKey)
    }
}

fn file() -> Result<PathBuf, RemoteError> {
    Ok(folder()?.join("partner.toml"))
}

/// Where the signing key of a member at a server is kept.
pub(super) fn signing_key_file(server: &Url, member_id: &str) -> Result<PathBuf, RemoteError> {
    file_in(&folder()?, server, member_id)
}

fn file_in(folder: &Path, server: &Url, member_id: &str) -> Result<PathBuf, RemoteError> {
    // The server chose the id, and it becomes part of a path here.
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if member_id.is_empty() || member_id.len() > 128 || !member_id.chars().all(plain) {
        return Err(RemoteError::NotOurs { status: 200 });
    }
    let host: String = server
        .host_str()
        .unwrap_or_default()
        .chars()
        .map(|c| if plain(c) || c == '.' { c } else { '_' })
        .collect();
    let port = server
        .port()
        .map_or_else(String::new, |port| format!("_{port}"));
    let name = format!("{member_id}.pem");
    Ok(folder
        .join("signing-keys")
        .join(format!("{host}{port}"))
        .join(name))
}

fn folder() -> Result<PathBuf, RemoteError> {
    environment::config_folder().ok_or(RemoteError::NoConfigFolder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signing_key_has_its_place_by_server_and_member() {
        let check = |server: &str, member: &str, expected: Option<&str>| {
            let server = Url::parse(server).unwrap();
            let path = file_in(Path::new("/c"), &server, member).ok();
            assert_eq!(
                path.as_deref(),
                expected.map(Path::new),
                "{server} {member}"
            );
        };
        check(
            "https://id.example/api/v1",
            "mem_1",
            Some("/c/signing-keys/id.example/mem_1.pem"),
        );
        check(
            "http://[::1]:4400/api/v1",
            "mem_1",
            Some("/c/signing-keys/___1__4400/mem_1.pem"),
        );
        check("https://id.example/", "../../partner", None);
        check("https://id.example/", "", None);
    }
}
