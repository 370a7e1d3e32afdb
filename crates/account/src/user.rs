//! A user with the reference's profile fields.

use serde::{Deserialize, Serialize};
use tenant::{ConnectionId, TenantId, UserId};

use crate::{Email, Error, Metadata, MetadataPatch, apply_patch};

/// Longest profile field in bytes.
const PROFILE_BYTES: usize = 300;
/// Longest picture URL in bytes.
const PICTURE_BYTES: usize = 2_000;

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The tenant the user belongs to.
    pub tenant: TenantId,
    /// `auth0|<24 hexadecimal digits>`.
    pub user_id: UserId,
    /// The connection the credentials live in.
    pub connection: ConnectionId,
    /// The e-mail address, unique in the connection.
    pub email: Email,
    /// Whether the address was proven.
    pub email_verified: bool,
    /// What the user says of themselves.
    pub profile: Profile,
    /// What applications keep for the user; the user may see it.
    pub user_metadata: Metadata,
    /// What applications keep about the user.
    pub app_metadata: Metadata,
    /// Whether sign-in is allowed.
    pub state: UserState,
    /// Completed logins (`event.stats.logins_count` counts the current one too).
    pub logins_count: u64,
    /// The last completed login, unix ms.
    pub last_login_ms: Option<u64>,
    /// The last change of the password, unix ms; absent at creation.
    pub last_password_reset_ms: Option<u64>,
    /// When the user was made, unix ms.
    pub created_at_ms: u64,
    /// When the profile or metadata last changed, unix ms.
    pub updated_at_ms: u64,
}

/// The claims of scope `profile` this host keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Nickname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// URL of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// Whether a user may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// May sign in.
    #[default]
    Active,
    /// Blocked by an administrator.
    Blocked,
}

/// One entry of `identities[]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The connection's name.
    pub connection: String,
    /// The strategy, `auth0`.
    pub provider: String,
    /// The user id without its provider.
    pub user_id: String,
    /// Whether it comes from a social provider.
    #[serde(rename = "isSocial")]
    pub is_social: bool,
}

impl User {
    /// The identity of a database user in the connection of that name.
    #[must_use]
    pub fn identity(&self, connection_name: &str) -> Identity {
        let (provider, user_id) = self
            .user_id
            .as_str()
            .split_once('|')
            .unwrap_or(("auth0", self.user_id.as_str()));
        Identity {
            connection: connection_name.to_owned(),
            provider: provider.to_owned(),
            user_id: user_id.to_owned(),
            is_social: false,
        }
    }

    /// Merges both patches, or changes nothing.
    pub fn patch_metadata(
        &mut self,
        user: &MetadataPatch,
        app: &MetadataPatch,
        now_ms: u64,
    ) -> Result<(), Error> {
        if user.is_empty() && app.is_empty() {
            return Ok(());
        }
        let mut user_metadata = self.user_metadata.clone();
        apply_patch("user_metadata", &mut user_metadata, user)?;
        apply_patch("app_metadata", &mut self.app_metadata, app)?;
        self.user_metadata = user_metadata;
        self.updated_at_ms = now_ms;
        Ok(())
    }
}

impl Profile {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        let fields = [
            ("name", &self.name, PROFILE_BYTES),
            ("given_name", &self.given_name, PROFILE_BYTES),
            ("family_name", &self.family_name, PROFILE_BYTES),
            ("nickname", &self.nickname, PROFILE_BYTES),
            ("picture", &self.picture, PICTURE_BYTES),
        ];
        for (field, value, limit) in fields {
            let actual = value.as_deref().map_or(0, str::len);
            if actual > limit {
                return Err(Error::ProfileTooLong {
                    field,
                    limit,
                    actual,
                });
            }
        }
        Ok(())
    }
}
