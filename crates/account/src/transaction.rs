//! A login transaction: one passage from `/authorize` to its response, bound to one browser.

use std::fmt;

use serde::{Deserialize, Serialize};
use tenant::{SecretHash, SessionId, TenantId};

/// How long a login may take, in ms: 1 hour.
pub const LOGIN_TRANSACTION_MS: u64 = 3_600_000;
/// How long an answered login is remembered, in ms: 10 minutes. Whoever sends its form once more in that time begins a
/// login of the same request.
pub const ANSWERED_LOGIN_MS: u64 = 600_000;

/// How many logins may be on their way from one network before anybody proved who they are; each is a row.
pub const OPEN_LOGINS: u64 = 1_000;

/// The id of a login transaction, the `state` of the hosted pages. Useless without the browser's cookie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TransactionId(String);

impl TransactionId {
    /// Wraps an id the host made from random bits, or one that a browser sent.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TransactionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A login on its way; `R` is the checked authorization request it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginTransaction<R> {
    /// Its id.
    pub id: TransactionId,
    /// The tenant it is in.
    pub tenant: TenantId,
    /// SHA-256 of the browser's transaction cookie.
    pub browser_hash: SecretHash,
    /// The request to answer in the end.
    pub request: R,
    /// How far it is.
    pub stage: Stage,
    /// When it began, unix ms.
    pub created_at_ms: u64,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
}

/// How far a login is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Nobody proved who they are yet.
    Started,
    /// Somebody did; the flow or a consent is under way.
    Authenticated {
        /// Their session.
        session: SessionId,
    },
}

impl<R> LoginTransaction<R> {
    /// Begins a login for the browser whose cookie hashes to `browser_hash`.
    #[must_use]
    pub fn begin(
        id: TransactionId,
        tenant: TenantId,
        browser_hash: SecretHash,
        request: R,
        now_ms: u64,
    ) -> Self {
        Self {
            id,
            tenant,
            browser_hash,
            request,
            stage: Stage::Started,
            created_at_ms: now_ms,
            expires_at_ms: now_ms.saturating_add(LOGIN_TRANSACTION_MS),
        }
    }

    /// Whether it is bound to the browser that holds `cookie`.
    #[must_use]
    pub fn belongs_to(&self, cookie: &str) -> bool {
        self.browser_hash.matches(cookie)
    }

    /// Somebody proved who they are, once more when the passage after the first time was cut. Returns the session that
    /// stood here and is to end.
    pub fn authenticate(&mut self, session: &SessionId) -> Option<SessionId> {
        let proved = Stage::Authenticated {
            session: session.clone(),
        };
        match std::mem::replace(&mut self.stage, proved) {
            Stage::Authenticated { session: former } if former != *session => Some(former),
            Stage::Authenticated { .. } | Stage::Started => None,
        }
    }

    /// Whether what was begun under `session` may still go on: nobody else has signed in since.
    #[must_use]
    pub fn is_under(&self, session: &SessionId) -> bool {
        matches!(&self.stage, Stage::Authenticated { session: now } if now == session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_is_for_its_browser_and_one_hour() {
        let begun = LoginTransaction::begin(
            TransactionId::new("t"),
            TenantId::new("acme"),
            SecretHash::of("cookie"),
            (),
            0,
        );
        assert!(begun.belongs_to("cookie") && !begun.belongs_to("other"));
        assert_eq!(begun.expires_at_ms, LOGIN_TRANSACTION_MS);
    }

    #[test]
    fn whoever_authenticates_last_replaces_who_was_there() {
        let (first, second) = (SessionId::new("s1"), SessionId::new("s2"));
        let mut login = LoginTransaction::begin(
            TransactionId::new("t"),
            TenantId::new("acme"),
            SecretHash::of("cookie"),
            (),
            0,
        );
        assert!(!login.is_under(&first));
        assert_eq!(login.authenticate(&first), None);
        assert_eq!(login.authenticate(&first), None);
        assert!(login.is_under(&first));
        assert_eq!(login.authenticate(&second), Some(first.clone()));
        assert!(login.is_under(&second) && !login.is_under(&first));
    }
}
