//! The OAuth 2.0 and OpenID Connect protocol as values: parse, check, issue.
//!
//! One file per clause family. Nothing here signs, stores, reads a clock or draws random bits: the
//! shell brings rows and entropy, gets claims and answers, and performs them.
#![forbid(unsafe_code)]

mod access_token;
mod authorize;
mod authorize_error;
mod client_auth;
mod client_credentials;
mod code;
mod discovery;
mod error;
mod error_code;
mod id_token;
mod id_token_hint;
mod logout;
mod params;
mod pkce;
mod prompt;
mod redirect_uri;
mod response;
mod scope;
mod token;
mod userinfo;

#[cfg(test)]
mod fixture;

pub use access_token::{AccessTokenClaims, AccessTokenInput, Grantee, access_token_claims};
pub use authorize::{AuthorizeParams, AuthorizeRequest, RedirectUriSource, ScreenHint};
pub use authorize_error::{AuthorizeError, ReturnTo};
pub use client_auth::{Presented, PresentedClient, authenticate};
pub use client_credentials::{ClientCredentialsGrant, check_client_credentials};
pub use code::{AuthTime, AuthorizationCode, Grant, Subject, check_code};
pub use discovery::{Discovery, USERINFO_PATH, userinfo_audience};
pub use error::{Error, ErrorBody};
pub use error_code::{ErrorCode, UnsupportedParameter};
pub use id_token::{IdTokenInput, at_hash, id_token_claims};
pub use id_token_hint::IdTokenHint;
pub use logout::{LogoutAnswer, LogoutRequest, V2LogoutRequest, check_logout, check_v2_logout};
pub use params::{Params, shown_text};
pub use pkce::CodeChallenge;
pub use prompt::{Interaction, Prompt, SignedIn, interaction};
pub use response::{AuthorizationResponse, Rendered, ResponseMode};
pub use scope::{OIDC_SCOPES, ScopeList};
pub use token::{TokenRequest, TokenResponse};
pub use userinfo::{UserClaims, bearer_token};
