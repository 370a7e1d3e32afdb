//! A secret in a recording: its name, and what tells its value from another.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Bytes of the salt that stands before a value when its digest is made.
pub const SALT_BYTES: usize = 16;
/// The most secrets of other versions than the one that ran that a recording names.
pub const MOST_OF_OTHER_VERSIONS: usize = 60;
/// Bytes of the digest that are kept.
const DIGEST_BYTES: usize = 16;

/// A secret, named without its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretVersion {
    /// Its name, by which references name it.
    pub name: String,
    /// The version whose secret it is, where that is another than the one that ran: the execution did not have it in
    /// `event.secrets`, but found it in the cache that both share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Tells this value from another: a salt, and the digest of it and the value, in hexadecimal. Who has both can guess a short
    /// value, so the server keeps it sealed and shows it to nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl SecretVersion {
    /// This value under this name. The salt is random.
    pub fn of(name: &str, value: &str, salt: &[u8; SALT_BYTES]) -> Self {
        Self {
            name: name.to_owned(),
            of: None,
            version: Some(version(&hex::encode(salt), value)),
        }
    }

    /// The same of another version than the one that ran.
    #[must_use]
    pub fn of_version(self, version: &str) -> Self {
        Self {
            of: Some(version.to_owned()),
            ..self
        }
    }

    /// Whether this value is known to be another than the one that was recorded.
    pub fn is_not_of(&self, value: &str) -> bool {
        self.version.as_ref().is_some_and(|recorded| {
            let salt = recorded.get(..2 * SALT_BYTES);
            salt.is_none_or(|salt| version(salt, value) != *recorded)
        })
    }
}

/// The salt, and what it makes of the value.
fn version(salt: &str, value: &str) -> String {
    let digest = Sha256::new().chain_update(salt).chain_update(value);
    let digest = digest.finalize();
    format!(
        "{salt}{}",
        hex::encode(digest.get(..DIGEST_BYTES).unwrap_or_default())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_known_by_its_version_as_long_as_that_is_there() {
        let version = SecretVersion::of("KEY", "value", &[7; SALT_BYTES]);
        assert!(!version.is_not_of("value"));
        assert!(version.is_not_of("rotated"));
        assert!(!serde_json::to_string(&version).unwrap().contains("value"));
        assert_ne!(version, SecretVersion::of("KEY", "value", &[8; SALT_BYTES]));
        let altered = SecretVersion {
            version: Some("07".to_owned()),
            ..version.clone()
        };
        assert!(altered.is_not_of("value"));
        let withheld = SecretVersion {
            version: None,
            ..version
        };
        assert_eq!(
            serde_json::to_string(&withheld).unwrap(),
            r#"{"name":"KEY"}"#
        );
        assert!(!withheld.is_not_of("rotated"));
        assert_eq!(
            serde_json::to_string(&withheld.of_version("ver_1")).unwrap(),
            r#"{"name":"KEY","of":"ver_1"}"#
        );
    }
}
