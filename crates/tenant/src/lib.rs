//! Tenants, clients, APIs and the ids and limits they share, as values.
//!
//! Nothing here reads a clock, a random source or a database: ids, hashes and times are arguments.
//! Every value that an administrator may send is checked by its `validate`, whose [`Error`] names
//! the field, the limit and what to do.
#![forbid(unsafe_code)]

mod action;
mod admin;
mod api;
mod binding;
mod build;
mod client;
mod connection;
mod error;
mod host;
mod id;
pub mod limit;
mod recording;
mod secret;
mod settings;
mod tenant_limits;
mod uri;

pub use action::{
    Action, ActionDraft, ActionLimits, ActionName, ActionSecret, ActionVersion, BuildStatus,
    Dependency, DeployedVersion, DraftChange, DraftState, RUNTIME, SecretsChange,
};
pub use admin::{AdminRole, AdminToken};
pub use api::{Api, ClientGrant, Scope, TokenDialect};
pub use binding::{Binding, BindingList, Bound, FailurePolicy};
pub use build::{Again, Build, BuildLease, BuildProgress, Claimed};
pub use client::{Client, ClientKind, GrantType, TokenEndpointAuthMethod};
pub use connection::{Connection, PasswordPolicy, SignUp, Strategy};
pub use error::Error;
pub use host::Host;
pub use id::{
    ActionId, ActionVersionId, AdminTokenId, ApiId, BindingId, BuiltId, ClientGrantId, ClientId,
    ConnectionId, InstallationId, PartnerId, ReleaseId, SessionId, TenantId, UserId, check_id,
};
pub use recording::{Recorded, RecordingMode, RecordingPolicy};
pub use secret::{Secret, SecretHash};
pub use settings::{Tenant, TenantSettings};
pub use tenant_limits::{LONGEST_TOKEN_S, TenantLimits};
pub use uri::{LogoutUrl, RedirectUri, WebOrigin};

#[cfg(test)]
mod validate_tests;
