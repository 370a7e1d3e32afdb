//! Limits on guessing: how often credentials may be tried, as a value.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use tenant::{ConnectionId, SecretHash, TenantId};

const MINUTE_MS: u64 = 60_000;

/// How many attempts one key has within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptLimit {
    /// Attempts allowed within the window.
    pub attempts: u32,
    /// The window in ms; it begins with the first attempt.
    pub window_ms: u64,
}

/// The limits of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptLimits {
    /// Wrong passwords for one account from one address. Default 10 in 15 minutes.
    pub account_and_ip: AttemptLimit,
    /// Wrong passwords for one account from all addresses, and from one browser that it signed in with before.
    /// Default 100 in 15 minutes.
    pub account: AttemptLimit,
    /// Wrong passwords from one address. Default 100 in 15 minutes.
    pub ip: AttemptLimit,
    /// Sign-ups from one address. Default 50 in 15 minutes.
    pub sign_up_ip: AttemptLimit,
    /// Wrong client secrets for all clients, known or not, from one address. Default 100 in 5 minutes.
    pub clients_ip: AttemptLimit,
    /// Wrong client secrets for one client from one address. Default 20 in 5 minutes.
    pub client_and_ip: AttemptLimit,
}

impl Default for AttemptLimits {
    fn default() -> Self {
        let limit = |attempts, minutes: u64| AttemptLimit {
            attempts,
            window_ms: minutes * MINUTE_MS,
        };
        Self {
            account_and_ip: limit(10, 15),
            account: limit(100, 15),
            ip: limit(100, 15),
            sign_up_ip: limit(50, 15),
            clients_ip: limit(100, 5),
            client_and_ip: limit(20, 5),
        }
    }
}

/// The attempts of one key so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    /// How many within the window.
    pub count: u32,
    /// When the window began, unix ms.
    pub window_started_ms: u64,
    /// When the window ends and this may be forgotten, unix ms.
    pub window_ends_ms: u64,
}

/// Too many attempts (`too_many_attempts`, HTTP 429).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts; try again in {} s", retry_after_s(*.retry_after_ms))]
pub struct Blocked {
    /// When the next attempt is allowed, in ms from now.
    pub retry_after_ms: u64,
}

impl Blocked {
    /// The value of `Retry-After`, in seconds, at least 1.
    #[must_use]
    pub fn retry_after_s(&self) -> u64 {
        retry_after_s(self.retry_after_ms)
    }
}

impl Attempts {
    /// Counts an attempt before the credential is looked at, so that parallel guesses count too.
    pub fn admit(before: Option<Self>, limit: &AttemptLimit, now_ms: u64) -> Result<Self, Blocked> {
        let current = before
            .filter(|attempts| now_ms < attempts.window_ends_ms)
            .unwrap_or(Self {
                count: 0,
                window_started_ms: now_ms,
                window_ends_ms: now_ms.saturating_add(limit.window_ms),
            });
        if current.count >= limit.attempts {
            return Err(Blocked {
                retry_after_ms: current.window_ends_ms.saturating_sub(now_ms),
            });
        }
        Ok(Self {
            count: current.count + 1,
            ..current
        })
    }

    /// Takes an attempt back that turned out right; `None` when nothing is left to remember.
    #[must_use]
    pub fn forgive(self) -> Option<Self> {
        let count = self.count.saturating_sub(1);
        (count > 0).then_some(Self { count, ..self })
    }
}

/// What attempts are counted by. Holds a hash, so that addresses are not kept in the clear. An IPv6 address counts as
/// its /64, which is what one subscriber has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RateKey(String);

impl RateKey {
    /// One account (by what was typed, whether it exists or not) from any address.
    #[must_use]
    pub fn account(tenant: &TenantId, connection: &ConnectionId, identifier: &str) -> Self {
        let identifier = identifier.trim().to_lowercase();
        let parts = [tenant.as_str(), connection.as_str(), &identifier];
        Self::of("account", &parts)
    }

    /// The same account from this address alone.
    #[must_use]
    pub fn and_ip(&self, ip: &str) -> Self {
        Self::of("account-and-ip", &[self.as_str(), &network(ip)])
    }

    /// The same account from one browser that it signed in with before, by what that browser keeps.
    #[must_use]
    pub fn and_browser(&self, kept: &str) -> Self {
        Self::of("account-and-browser", &[self.as_str(), kept])
    }

    /// All sign-ins from one address.
    #[must_use]
    pub fn ip(tenant: &TenantId, ip: &str) -> Self {
        Self::of("ip", &[tenant.as_str(), &network(ip)])
    }

    /// Sign-ups from one address.
    #[must_use]
    pub fn sign_up_ip(tenant: &TenantId, ip: &str) -> Self {
        Self::of("sign-up", &[tenant.as_str(), &network(ip)])
    }

    /// Logins begun from one address.
    #[must_use]
    pub fn open_logins(tenant: &TenantId, ip: &str) -> Self {
        Self::of("open-logins", &[tenant.as_str(), &network(ip)])
    }

    /// Every client's authentication from one address.
    #[must_use]
    pub fn clients_ip(tenant: &TenantId, ip: &str) -> Self {
        Self::of("clients", &[tenant.as_str(), &network(ip)])
    }

    /// One client's authentication from one address.
    #[must_use]
    pub fn client_and_ip(tenant: &TenantId, client_id: &str, ip: &str) -> Self {
        Self::of("client", &[tenant.as_str(), client_id, &network(ip)])
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Each part is preceded by its length, so that no two lists of parts read the same.
    fn of(kind: &str, parts: &[&str]) -> Self {
        let joined: String = parts
            .iter()
            .map(|part| format!("{}:{part}", part.len()))
            .collect();
        Self(format!("{kind}:{}", SecretHash::of(&joined).as_str()))
    }
}

fn network(ip: &str) -> String {
    match ip.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Ok(IpAddr::V6(ip)) => format!("{:x}/64", ip.to_bits() >> 64),
        Err(_) => ip.to_owned(),
    }
}

fn retry_after_s(ms: u64) -> u64 {
    ms.div_ceil(1_000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: AttemptLimit = AttemptLimit {
        attempts: 3,
        window_ms: 1_000,
    };

    #[test]
    fn one_attempt_past_the_limit_is_blocked_until_the_window_ends() {
        let mut state = None;
        for now in [0, 10, 20] {
            state = Some(Attempts::admit(state, &LIMIT, now).unwrap());
        }
        assert_eq!(
            Attempts::admit(state, &LIMIT, 30),
            Err(Blocked {
                retry_after_ms: 970
            })
        );
        assert_eq!(Attempts::admit(state, &LIMIT, 1_000).unwrap().count, 1);
    }

    /// The values operators are told, each to its last attempt, one past it, and to the end of its window.
    #[test]
    fn every_limit_at_its_value_and_one_past() {
        let limits = AttemptLimits::default();
        for (limit, attempts, window_s) in [
            (limits.account_and_ip, 10, 900),
            (limits.account, 100, 900),
            (limits.ip, 100, 900),
            (limits.sign_up_ip, 50, 900),
            (limits.clients_ip, 100, 300),
            (limits.client_and_ip, 20, 300),
        ] {
            let mut state = None;
            for n in 0..attempts {
                state = Some(Attempts::admit(state, &limit, n).unwrap());
            }
            let last_ms = window_s * 1_000 - 1;
            let blocked = Attempts::admit(state, &limit, attempts).unwrap_err();
            assert_eq!(blocked.retry_after_s(), window_s, "{limit:?}");
            let blocked = Attempts::admit(state, &limit, last_ms).unwrap_err();
            assert_eq!(blocked.retry_after_s(), 1, "{limit:?}");
            let again = Attempts::admit(state, &limit, last_ms + 1).unwrap();
            assert_eq!(
                (again.count, again.window_started_ms),
                (1, last_ms + 1),
                "{limit:?}"
            );
        }
    }

    #[test]
    fn a_right_attempt_is_taken_back() {
        let one = Attempts::admit(None, &LIMIT, 0).unwrap();
        let two = Attempts::admit(Some(one), &LIMIT, 1).unwrap();
        assert_eq!(two.forgive(), Some(one));
        assert_eq!(one.forgive(), None);
    }

    #[test]
    fn keys_do_not_collide() {
        let (tenant, connection) = (TenantId::new("t"), ConnectionId::new("c"));
        let account = |identifier: &str| RateKey::account(&tenant, &connection, identifier);
        assert_eq!(account("Ann@x.example "), account("ann@x.example"));
        assert_ne!(account("ann").and_ip("11"), account("ann1").and_ip("1"));
        assert_ne!(account("ann").and_ip("1"), account("ann").and_browser("1"));
        assert_ne!(RateKey::ip(&tenant, "1"), RateKey::sign_up_ip(&tenant, "1"));
    }

    #[test]
    fn addresses_of_one_subscriber_count_as_one() {
        let tenant = TenantId::new("t");
        let same = |one: &str, other: &str| {
            let account = RateKey::account(&tenant, &ConnectionId::new("c"), "ann");
            let of = |ip: &str| {
                [
                    account.and_ip(ip),
                    RateKey::ip(&tenant, ip),
                    RateKey::sign_up_ip(&tenant, ip),
                    RateKey::open_logins(&tenant, ip),
                    RateKey::clients_ip(&tenant, ip),
                    RateKey::client_and_ip(&tenant, "app", ip),
                ]
            };
            let equal = std::iter::zip(of(one), of(other)).filter(|(one, other)| one == other);
            equal.count()
        };
        assert_eq!(same("2001:db8::1", "2001:db8:0:0:ffff::2"), 6);
        assert_eq!(same("2001:db8::1", "2001:db8:0:1::1"), 0);
        assert_eq!(same("192.0.2.1", "::ffff:192.0.2.1"), 6);
        assert_eq!(same("192.0.2.1", "192.0.2.2"), 0);
    }

    #[test]
    fn retry_after_is_whole_seconds_rounded_up() {
        assert_eq!(
            Blocked {
                retry_after_ms: 1_001
            }
            .retry_after_s(),
            2
        );
        assert_eq!(Blocked { retry_after_ms: 0 }.retry_after_s(), 1);
    }
}
