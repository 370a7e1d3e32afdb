//! A tenant and what it may set.

use serde::{Deserialize, Serialize};

use crate::{
    ApiId, ConnectionId, Error, Host, LONGEST_TOKEN_S, LogoutUrl, PartnerId, RecordingPolicy,
    TenantId, limit,
};

/// Most host names of one tenant.
const HOSTS: usize = 20;
/// Most tenant-wide logout URLs.
const LOGOUT_URLS: usize = 100;
const HOUR_S: u64 = 3_600;
const DAY_S: u64 = 24 * HOUR_S;

/// One customer of the host: its own users, clients, keys, flows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// The name, which is the id.
    pub id: TenantId,
    /// The name shown to people on the pages.
    pub display_name: String,
    /// The host of the issuer.
    pub canonical_host: Host,
    /// Further hosts it answers on.
    pub extra_hosts: Vec<Host>,
    /// The issuer, `https://<canonical host>/` with the trailing slash; a setting, never the request's host.
    pub issuer: String,
    /// What its administrator may change.
    pub settings: TenantSettings,
    /// The partner that owns it and tries its integrations out in it before anybody reviewed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub testing_of: Option<PartnerId>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// A tenant's settings with the reference's defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TenantSettings {
    /// A session ends this long after its last use, in seconds. Default 3 days, at most 100 days.
    pub session_idle_s: u64,
    /// A session ends this long after sign-in, in seconds. Default 7 days, at most 365 days.
    pub session_absolute_s: u64,
    /// Default life of an ID token, in seconds. Default 10 hours.
    pub id_token_s: u64,
    /// Life of an access token without an audience, in seconds. Default 24 hours.
    pub userinfo_token_s: u64,
    /// Life of an authorization code, in seconds. Default 2 minutes (RFC 6749 section 4.1.2: at most 10).
    pub code_s: u64,
    /// Where `/v2/logout` and `/oidc/logout` may return to when no client is named.
    pub allowed_logout_urls: Vec<LogoutUrl>,
    /// The connection the hosted pages sign in with when the request names none.
    pub default_connection: Option<ConnectionId>,
    /// The API of a request that names no audience.
    pub default_api: Option<ApiId>,
    /// Which executions are recorded.
    pub recording: RecordingPolicy,
}

impl Default for TenantSettings {
    fn default() -> Self {
        Self {
            session_idle_s: 3 * DAY_S,
            session_absolute_s: 7 * DAY_S,
            id_token_s: 10 * HOUR_S,
            userinfo_token_s: DAY_S,
            code_s: 120,
            allowed_logout_urls: Vec::new(),
            default_connection: None,
            default_api: None,
            recording: RecordingPolicy::default(),
        }
    }
}

impl Tenant {
    /// Whether it answers requests for `host`.
    #[must_use]
    pub fn answers(&self, host: &Host) -> bool {
        self.canonical_host == *host || self.extra_hosts.contains(host)
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        tenant_name(self.id.as_str())?;
        limit::text("display_name", &self.display_name, 100)?;
        limit::count("extra_hosts", self.extra_hosts.len(), HOSTS)?;
        limit::distinct("extra_hosts", self.extra_hosts.iter().map(Host::as_str))?;
        self.check_issuer()?;
        self.settings.validate()
    }

    /// OpenID Connect Discovery section 3: an https URL without query or fragment. Plain http is for loopback.
    fn check_issuer(&self) -> Result<(), Error> {
        const FIELD: &str = "issuer";
        limit::text(FIELD, &self.issuer, 512)?;
        let url = url::Url::parse(&self.issuer).map_err(|source| Error::NotAUrl {
            field: FIELD,
            source,
        })?;
        let host = Host::parse(url.authority())?;
        let secure = url.scheme() == "https" || (url.scheme() == "http" && host.is_loopback());
        if !secure {
            return Err(Error::UrlRefused {
                field: FIELD,
                because: "https is required, http is for loopback only",
            });
        }
        if url.path() != "/"
            || url.query().is_some()
            || url.fragment().is_some()
            || !self.issuer.ends_with('/')
        {
            return Err(Error::UrlRefused {
                field: FIELD,
                because: "it is scheme, host and one trailing slash",
            });
        }
        if host != self.canonical_host {
            return Err(Error::Contradiction {
                field: FIELD,
                because: "its host is the canonical host",
            });
        }
        Ok(())
    }
}

impl TenantSettings {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::range("session_idle_s", self.session_idle_s, 60, 100 * DAY_S)?;
        limit::range(
            "session_absolute_s",
            self.session_absolute_s,
            60,
            365 * DAY_S,
        )?;
        if self.session_idle_s > self.session_absolute_s {
            return Err(Error::Contradiction {
                field: "session_idle_s",
                because: "it is at most session_absolute_s",
            });
        }
        limit::range("id_token_s", self.id_token_s, 1, LONGEST_TOKEN_S)?;
        limit::range(
            "userinfo_token_s",
            self.userinfo_token_s,
            1,
            LONGEST_TOKEN_S,
        )?;
        limit::range("code_s", self.code_s, 1, 600)?;
        limit::count(
            "allowed_logout_urls",
            self.allowed_logout_urls.len(),
            LOGOUT_URLS,
        )?;
        self.recording.validate()
    }
}

/// A tenant's name: 2 to 63 lower-case letters, digits and inner hyphens, as a DNS label.
fn tenant_name(name: &str) -> Result<(), Error> {
    const FIELD: &str = "tenant";
    limit::text(FIELD, name, 63)?;
    limit::range(FIELD, name.len() as u64, 2, 63)?;
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !name.bytes().all(inner) || name.starts_with('-') || name.ends_with('-') {
        return Err(Error::Characters {
            field: FIELD,
            allowed: "lower-case letters, digits and inner hyphens",
        });
    }
    Ok(())
}
