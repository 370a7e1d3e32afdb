//! An e-mail address as the key of a user.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// Longest address in bytes (RFC 5321 section 4.5.3.1.3, erratum 1690).
pub const EMAIL_BYTES: usize = 254;
const LOCAL_PART_BYTES: usize = 64;

/// An address in lower case: one user per address and connection, however it was typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads what somebody typed: surrounding space is dropped, letters become lower case.
    ///
    /// Stricter than RFC 5321: no quoted local part, no address literal, a domain with a dot or `localhost`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::EmailMissing);
        }
        if text.len() > EMAIL_BYTES {
            return Err(Error::EmailTooLong {
                limit: EMAIL_BYTES,
                actual: text.len(),
            });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Error::EmailInvalid)?;
        if !is_local_part(local) || !is_domain(domain) {
            return Err(Error::EmailInvalid);
        }
        Ok(Self(text.to_lowercase()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or(&self.0, |(local, _)| local)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// RFC 5322 `dot-atom` with RFC 6531's letters.
fn is_local_part(local: &str) -> bool {
    let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= LOCAL_PART_BYTES
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(atom))
}

fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    (domain == "localhost" || domain.contains('.')) && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expected) in [
            ("ann@example.com", Ok("ann@example.com")),
            (" Ann.B+tag@Example.COM ", Ok("ann.b+tag@example.com")),
            ("ärger@exämple.com", Ok("ärger@exämple.com")),
            ("ann@localhost", Ok("ann@localhost")),
            ("", Err(Error::EmailMissing)),
            ("ann", Err(Error::EmailInvalid)),
            ("@example.com", Err(Error::EmailInvalid)),
            ("ann@", Err(Error::EmailInvalid)),
            ("ann@com", Err(Error::EmailInvalid)),
            ("a..b@example.com", Err(Error::EmailInvalid)),
            ("a b@example.com", Err(Error::EmailInvalid)),
            ("a@b@example.com", Err(Error::EmailInvalid)),
            ("ann@-example.com", Err(Error::EmailInvalid)),
            ("ann\n@example.com", Err(Error::EmailInvalid)),
        ] {
            assert_eq!(
                Email::parse(text)
                    .as_ref()
                    .map(Email::as_str)
                    .map_err(Clone::clone),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn one_byte_past_the_limits() {
        let domain = format!("{}.{}.{}", "d".repeat(63), "e".repeat(63), "f".repeat(61));
        assert!(Email::parse(&format!("{}@{domain}", "a".repeat(64))).is_ok());
        assert!(Email::parse(&format!("{}@{domain}x", "a".repeat(64))).is_err());
        assert_eq!(
            Email::parse(&format!("{}@x.example", "a".repeat(65))),
            Err(Error::EmailInvalid)
        );
    }
}
