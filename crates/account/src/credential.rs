//! Passwords: what a new one has to meet, and the hash as a value.

use std::fmt;

use serde::{Deserialize, Serialize};
use tenant::PasswordPolicy;

use crate::{Email, Error};

/// Longest password in bytes; hashing a longer one would only cost time.
pub const PASSWORD_BYTES: usize = 256;

/// An Argon2id hash as a PHC string. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Takes a PHC string over; only Argon2id is known here.
    pub fn parse(phc: &str) -> Result<Self, Error> {
        if !phc.starts_with("$argon2id$v=19$") || phc.len() > 512 {
            return Err(Error::HashInvalid);
        }
        Ok(Self(phc.to_owned()))
    }

    /// The PHC string, for the verifier and the store.
    #[must_use]
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// Checks a new password against the connection's policy.
pub fn check_password(password: &str, email: &Email, policy: &PasswordPolicy) -> Result<(), Error> {
    if password.is_empty() {
        return Err(Error::PasswordMissing);
    }
    if password.len() > PASSWORD_BYTES {
        return Err(Error::PasswordTooLong {
            limit: PASSWORD_BYTES,
            actual: password.len(),
        });
    }
    let limit = policy.min_length as usize;
    let actual = password.chars().count();
    if actual < limit {
        return Err(Error::PasswordTooShort { limit, actual });
    }
    let needed = policy.min_character_classes as usize;
    if character_classes(password) < needed {
        return Err(Error::PasswordTooSimple { needed });
    }
    let lower = password.to_lowercase();
    if lower == email.as_str() || lower == email.local_part() {
        return Err(Error::PasswordIsEmail);
    }
    Ok(())
}

fn character_classes(password: &str) -> usize {
    let classes: [fn(char) -> bool; 4] = [
        char::is_lowercase,
        char::is_uppercase,
        |c| c.is_ascii_digit(),
        |c| !c.is_alphanumeric(),
    ];
    classes
        .iter()
        .filter(|class| password.chars().any(**class))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies() {
        let email = Email::parse("ann.long.name@example.com").unwrap();
        let plain = PasswordPolicy::default();
        let strict = PasswordPolicy {
            min_length: 10,
            min_character_classes: 3,
        };
        for (password, policy, expected) in [
            ("correct horse", plain, Ok(())),
            ("", plain, Err(Error::PasswordMissing)),
            (
                "1234567",
                plain,
                Err(Error::PasswordTooShort {
                    limit: 8,
                    actual: 7,
                }),
            ),
            (
                "Ann.Long.Name@example.com",
                plain,
                Err(Error::PasswordIsEmail),
            ),
            ("ann.long.name", plain, Err(Error::PasswordIsEmail)),
            (
                "abcdefghij",
                strict,
                Err(Error::PasswordTooSimple { needed: 3 }),
            ),
            ("Abcdefghi1", strict, Ok(())),
        ] {
            assert_eq!(
                check_password(password, &email, &policy),
                expected,
                "{password:?}"
            );
        }
        assert_eq!(
            check_password(&"x".repeat(PASSWORD_BYTES), &email, &plain),
            Ok(())
        );
        assert_eq!(
            check_password(&"x".repeat(PASSWORD_BYTES + 1), &email, &plain),
            Err(Error::PasswordTooLong {
                limit: PASSWORD_BYTES,
                actual: PASSWORD_BYTES + 1
            })
        );
    }

    #[test]
    fn only_argon2id_is_a_hash() {
        let hash = PasswordHash::parse("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA").unwrap();
        assert_eq!(format!("{hash:?}"), "PasswordHash(..)");
        assert_eq!(PasswordHash::parse("$2b$10$abc"), Err(Error::HashInvalid));
    }
}
