//! A browser session: who is signed in, since when, how, and until when.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tenant::{ClientId, SecretHash, SessionId, TenantId, TenantSettings, UserId};

/// Most authentication methods remembered; the oldest custom one goes first.
const METHODS: usize = 20;
/// Most clients remembered per session.
const CLIENTS: usize = 200;

/// A session of one browser in one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its public id.
    pub id: SessionId,
    /// The tenant it is in.
    pub tenant: TenantId,
    /// Who is signed in.
    pub user_id: UserId,
    /// SHA-256 of the cookie's value.
    pub cookie_hash: SecretHash,
    /// How the user proved who they are (`event.authentication.methods`).
    pub methods: Vec<AuthenticationMethod>,
    /// The clients that signed in with it.
    pub clients: BTreeSet<ClientId>,
    /// The address it began from.
    pub initial_ip: String,
    /// The user agent it began from.
    pub initial_user_agent: Option<String>,
    /// When the user last proved who they are, unix ms (`auth_time`).
    pub authenticated_at_ms: u64,
    /// When it began, unix ms.
    pub created_at_ms: u64,
    /// When it was last used, unix ms.
    pub last_used_ms: u64,
    /// When it ends unless used before, unix ms.
    pub idle_expires_at_ms: u64,
    /// When it ends whatever happens, unix ms.
    pub expires_at_ms: u64,
}

/// One entry of `event.authentication.methods`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticationMethod {
    /// `pwd` or the URL of a custom method.
    pub name: String,
    /// When it was passed, unix ms.
    pub timestamp_ms: u64,
}

impl Session {
    /// Begins a session for a user who just proved who they are by `method`.
    #[must_use]
    pub fn begin(
        (id, cookie_hash): (SessionId, SecretHash),
        (tenant, user_id): (TenantId, UserId),
        method: &str,
        (initial_ip, initial_user_agent): (String, Option<String>),
        settings: &TenantSettings,
        now_ms: u64,
    ) -> Self {
        let expires_at_ms = absolute_end(settings, now_ms);
        Self {
            id,
            tenant,
            user_id,
            cookie_hash,
            methods: vec![AuthenticationMethod {
                name: method.to_owned(),
                timestamp_ms: now_ms,
            }],
            clients: BTreeSet::new(),
            initial_ip,
            initial_user_agent,
            authenticated_at_ms: now_ms,
            created_at_ms: now_ms,
            last_used_ms: now_ms,
            idle_expires_at_ms: idle_end(settings, now_ms).min(expires_at_ms),
            expires_at_ms,
        }
    }

    /// Whether it still signs anybody in at `now_ms`.
    #[must_use]
    pub fn is_live(&self, now_ms: u64) -> bool {
        now_ms < self.idle_expires_at_ms && now_ms < self.expires_at_ms
    }

    /// OpenID Connect Core section 3.1.2.1, `max_age`: whether the user has to prove again who they are.
    #[must_use]
    pub fn is_older_than(&self, max_age_s: u64, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.authenticated_at_ms) > max_age_s.saturating_mul(1_000)
    }

    /// Notes a use: the idle time starts anew, the absolute end stays.
    pub fn touch(&mut self, client: &ClientId, settings: &TenantSettings, now_ms: u64) {
        self.last_used_ms = now_ms;
        self.idle_expires_at_ms = idle_end(settings, now_ms).min(self.expires_at_ms);
        if self.clients.len() < CLIENTS {
            self.clients.insert(client.clone());
        }
    }

    /// Notes that the user passed `method` again or anew.
    pub fn record_method(&mut self, method: &str, now_ms: u64) {
        self.methods.retain(|known| known.name != method);
        if self.methods.len() >= METHODS {
            self.methods.remove(1);
        }
        self.methods.push(AuthenticationMethod {
            name: method.to_owned(),
            timestamp_ms: now_ms,
        });
    }

    /// The same user proved again who they are (`prompt=login`, `max_age`): the session goes on under a new cookie, and
    /// both its ends are counted from now, as the cookie's is.
    pub fn reauthenticate(
        &mut self,
        cookie_hash: SecretHash,
        method: &str,
        settings: &TenantSettings,
        now_ms: u64,
    ) {
        self.cookie_hash = cookie_hash;
        self.authenticated_at_ms = now_ms;
        self.record_method(method, now_ms);
        self.last_used_ms = now_ms;
        self.expires_at_ms = absolute_end(settings, now_ms);
        self.idle_expires_at_ms = idle_end(settings, now_ms).min(self.expires_at_ms);
    }
}

fn idle_end(settings: &TenantSettings, now_ms: u64) -> u64 {
    now_ms.saturating_add(settings.session_idle_s.saturating_mul(1_000))
}

fn absolute_end(settings: &TenantSettings, now_ms: u64) -> u64 {
    now_ms.saturating_add(settings.session_absolute_s.saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(now_ms: u64) -> Session {
        Session::begin(
            (SessionId::new("sid"), SecretHash::of("cookie")),
            (TenantId::new("acme"), UserId::new("auth0|1")),
            "pwd",
            ("127.0.0.1".into(), None),
            &settings(),
            now_ms,
        )
    }

    fn settings() -> TenantSettings {
        TenantSettings {
            session_idle_s: 10,
            session_absolute_s: 25,
            ..TenantSettings::default()
        }
    }

    #[test]
    fn use_moves_the_idle_end_but_never_past_the_absolute_end() {
        let mut session = session(0);
        let client = ClientId::new("c");
        assert!(session.is_live(9_999));
        assert!(!session.is_live(10_000));
        session.touch(&client, &settings(), 9_000);
        assert!(session.is_live(18_999));
        session.touch(&client, &settings(), 18_000);
        assert!(session.is_live(24_999));
        assert!(!session.is_live(25_000));
        assert!(session.clients.contains(&client));
    }

    #[test]
    fn max_age_counts_from_the_last_proof() {
        let mut session = session(0);
        assert!(!session.is_older_than(5, 5_000));
        assert!(session.is_older_than(5, 5_001));
        session.reauthenticate(SecretHash::of("next"), "pwd", &settings(), 6_000);
        assert!(!session.is_older_than(5, 11_000));
        assert_eq!(
            session.methods,
            [AuthenticationMethod {
                name: "pwd".into(),
                timestamp_ms: 6_000
            }]
        );
        assert_eq!(session.expires_at_ms, 31_000);
    }

    #[test]
    fn methods_are_bounded_and_keep_the_first() {
        let mut session = session(0);
        for n in 0..30 {
            session.record_method(&format!("https://m.example/{n}"), n);
        }
        assert_eq!(session.methods.len(), METHODS);
        assert_eq!(session.methods[0].name, "pwd");
        assert_eq!(session.methods[METHODS - 1].name, "https://m.example/29");
    }
}
