//! A secret in a recording: its name, and what tells its value from another.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Bytes of the salt that stands before a value when its digest is made.
pub const SALT_BYTES: usize = 16;
/// Bytes of the digest that are kept.
const DIGEST_BYTES: usize = 16;

/// A secret, named without its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretVersion {
    /// Its name.
    pub name: String,
    /// Tells this value from another: a salt, and the digest of it and the value, in hexadecimal.
    pub version: String,
}

impl SecretVersion {
    /// This value under this name. The salt is random.
    pub fn of(name: &str, value: &str, salt: &[u8; SALT_BYTES]) -> Self {
        Self {
            name: name.to_owned(),
            version: version(&hex(salt), value),
        }
    }

    /// Whether this is the value that was recorded.
    pub fn is_of(&self, value: &str) -> bool {
        let salt = self.version.get(..2 * SALT_BYTES);
        salt.is_some_and(|salt| version(salt, value) == self.version)
    }
}

/// The salt, and what it makes of the value.
fn version(salt: &str, value: &str) -> String {
    let digest = Sha256::new().chain_update(salt).chain_update(value);
    let digest = digest.finalize();
    format!(
        "{salt}{}",
        hex(digest.get(..DIGEST_BYTES).unwrap_or_default())
    )
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_known_by_its_version_and_another_is_not() {
        let version = SecretVersion::of("KEY", "value", &[7; SALT_BYTES]);
        assert!(version.is_of("value"));
        assert!(!version.is_of("rotated"));
        assert!(!version.version.contains("value"));
        assert_ne!(version, SecretVersion::of("KEY", "value", &[8; SALT_BYTES]));
        let altered = SecretVersion {
            version: "07".to_owned(),
            ..version
        };
        assert!(!altered.is_of("value"));
    }
}
