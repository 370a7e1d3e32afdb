//! The e-mail address of somebody who takes part.

use std::fmt;

use serde::{Deserialize, Serialize};
use tenant::limit;

use crate::Error;

/// Longest address in bytes (RFC 5321 section 4.5.3.1.3, erratum 1690).
const EMAIL_BYTES: usize = 254;

/// An address in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads what somebody typed: surrounding space is dropped, letters become lower case.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        limit::text("email", text, EMAIL_BYTES)?;
        let parts = text.rsplit_once('@');
        let is_address = parts.is_some_and(|(local, domain)| {
            is_local_part(local)
                && (domain == "localhost" || domain.contains('.'))
                && domain.split('.').all(is_label)
        });
        if !is_address {
            return Err(Error::EmailInvalid);
        }
        Ok(Self(text.to_lowercase()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether mail to both arrives in one place: what follows a `+` before the `@` is the reader's own sorting.
    #[must_use]
    pub fn is_mailbox_of(&self, other: &Self) -> bool {
        self.mailbox() == other.mailbox()
    }

    fn mailbox(&self) -> (&str, &str) {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let name = local.split_once('+').map_or(local, |(name, _)| name);
        (name, domain)
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
    local.len() <= 64
        && !local.starts_with('+')
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(atom))
}

fn is_label(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= 63
        && !part.starts_with('-')
        && !part.ends_with('-')
        && part.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expected) in [
            (" Ann.B+tag@Example.COM ", Some("ann.b+tag@example.com")),
            ("ann@localhost", Some("ann@localhost")),
            ("", None),
            ("ann", None),
            ("@example.com", None),
            ("+x@example.com", None),
            ("a b@example.com", None),
            ("ann@com", None),
            ("ann@-example.com", None),
            ("ann\n@example.com", None),
        ] {
            let read = Email::parse(text);
            assert_eq!(read.ok().as_ref().map(Email::as_str), expected, "{text:?}");
        }
    }

    #[test]
    fn one_mailbox_has_many_addresses() {
        let ann = Email::parse("ann@acme.example").unwrap();
        for (other, same) in [
            ("ANN@Acme.example", true),
            ("ann+reviews@acme.example", true),
            ("anna@acme.example", false),
            ("ann@acme.example.org", false),
        ] {
            let other = Email::parse(other).unwrap();
            assert_eq!(ann.is_mailbox_of(&other), same, "{other}");
            assert_eq!(other.is_mailbox_of(&ann), same, "{other}");
        }
    }
}
