//! What an action may ask for: one variant per command of any trigger.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::method::{self, MethodKind};
use crate::{ArgumentError, Trigger, arguments};

/// Writes the enum, its names on the wire and [`Command::type_name`] from one list.
/// Arguments after a `;` may be absent.
macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal
       { $($(#[$meta:meta])* $field:ident: $type:ty),* $(; $($(#[$option_meta:meta])* $option:ident: $option_type:ty),+)? })+) => {
        /// What an action asks of its host. It changes nothing by itself; the `flow` crate folds it.
        ///
        /// The tag `type` is the path of the method in the `api` object; the other keys are the method's
        /// arguments, those of an options object among them.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "type", rename_all_fields = "camelCase")]
        pub enum Command {
            $(
                $(#[doc = $doc])+
                #[serde(rename = $name)]
                $variant {
                    $(#[doc = concat!("The argument `", stringify!($field), "`.")] $(#[$meta])* $field: $type,)*
                    $($(
                        #[doc = concat!("The argument `", stringify!($option), "`, when it was given.")]
                        #[serde(default, skip_serializing_if = "Option::is_none")]
                        $(#[$option_meta])*
                        $option: Option<$option_type>,
                    )+)?
                },
            )+
        }

        impl Command {
            /// The path of its method in the `api` object, and its tag on the wire.
            pub const fn type_name(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $name,)+ }
            }

            /// The type names of all commands of any trigger.
            pub const TYPE_NAMES: &'static [&'static str] = &[$($name),+];
        }
    };
}

commands! {
    /// Refuses. What each argument means depends on the trigger.
    AccessDeny "access.deny" { ; code: String, reason: String, user_message: String }
    /// Refuses with an error the customer named.
    ValidationError "validation.error" { code: String, message: String }

    /// Sets a claim of the access token.
    AccessTokenSetCustomClaim "accessToken.setCustomClaim" { name: String, value: Value }
    /// Grants a scope.
    AccessTokenAddScope "accessToken.addScope" { scope: String }
    /// Takes a scope away.
    AccessTokenRemoveScope "accessToken.removeScope" { scope: String }
    /// Sets a claim of the ID token.
    IdTokenSetCustomClaim "idToken.setCustomClaim" { name: String, value: Value }

    /// Sets or (null) removes a key of the application metadata.
    UserSetAppMetadata "user.setAppMetadata" { key: String, value: Value }
    /// Sets or (null) removes a key of the user metadata.
    UserSetUserMetadata "user.setUserMetadata" { key: String, value: Value }
    /// Sets or (null) removes a key that later steps of the transaction see.
    TransactionSetMetadata "transaction.setMetadata" { key: String, value: Value }
    /// Adds a scope to the target scopes.
    TransactionAddTargetScope "transaction.addTargetScope" { scope: String }
    /// Removes a scope from the target scopes.
    TransactionRemoveTargetScope "transaction.removeTargetScope" { scope: String }
    /// Replaces the target scopes.
    TransactionSetTargetScopes "transaction.setTargetScopes" { scopes: Vec<String> }
    /// Removes all target scopes.
    TransactionClearTargetScopes "transaction.clearTargetScopes" { }

    /// Stores a value in the trigger's cache until `expires_at` (Unix time in ms).
    CacheSet "cache.set" { key: String, value: String, #[serde(rename = "expires_at")] expires_at: u64 }
    /// Removes a value from the trigger's cache.
    CacheDelete "cache.delete" { key: String }

    /// Sends the browser elsewhere and suspends the run until it comes back.
    RedirectSendUserTo "redirect.sendUserTo" { url: String; query: BTreeMap<String, Value> }
    /// Shows a form and suspends the run until it is sent.
    PromptRender "prompt.render" { form_id: String; fields: Map<String, Value>, vars: Map<String, Value> }

    /// Asks for a factor, with alternatives.
    AuthenticationChallengeWith "authentication.challengeWith" { factor: Factor; additional_factors: Vec<Factor> }
    /// Lets the user pick one of some factors.
    AuthenticationChallengeWithAny "authentication.challengeWithAny" { factors: Vec<Factor> }
    /// Has the user enrol a factor, with alternatives.
    AuthenticationEnrollWith "authentication.enrollWith" { factor: Factor; additional_factors: Vec<Factor> }
    /// Lets the user enrol one of some factors.
    AuthenticationEnrollWithAny "authentication.enrollWithAny" { factors: Vec<Factor> }
    /// Records a method of authentication the customer defined.
    AuthenticationRecordMethod "authentication.recordMethod" { url: String }
    /// Makes another user the subject of the tokens.
    AuthenticationSetPrimaryUser "authentication.setPrimaryUser" { user_id: String }
    /// Asks for a factor at the end of the flow.
    MultifactorEnable "multifactor.enable" { provider: String; allow_remember_browser: bool, provider_options: Map<String, Value> }

    /// Ends the session and refuses.
    SessionRevoke "session.revoke" { reason: String; preserve_refresh_tokens: bool }
    /// Sets when the session ends (Unix time in ms).
    SessionSetExpiresAt "session.setExpiresAt" { ms: Number }
    /// Sets when the session ends if unused (Unix time in ms).
    SessionSetIdleExpiresAt "session.setIdleExpiresAt" { ms: Number }
    /// Sets whether the session outlives the browser.
    SessionSetCookieMode "session.setCookieMode" { mode: String }
    /// Sets or (null) removes a key of the session's metadata.
    SessionSetMetadata "session.setMetadata" { key: String, value: Value }
    /// Removes a key of the session's metadata.
    SessionDeleteMetadata "session.deleteMetadata" { key: String }
    /// Removes all of the session's metadata.
    SessionEvictMetadata "session.evictMetadata" { }

    /// Revokes the refresh token being exchanged and refuses.
    RefreshTokenRevoke "refreshToken.revoke" { ; reason: String }
    /// Sets when the refresh token ends (Unix time in ms).
    RefreshTokenSetExpiresAt "refreshToken.setExpiresAt" { ms: Number }
    /// Sets when the refresh token ends if unused (Unix time in ms).
    RefreshTokenSetIdleExpiresAt "refreshToken.setIdleExpiresAt" { ms: Number }
    /// Sets or (null) removes a key of the refresh token's metadata.
    RefreshTokenSetMetadata "refreshToken.setMetadata" { key: String, value: Value }
    /// Removes a key of the refresh token's metadata.
    RefreshTokenDeleteMetadata "refreshToken.deleteMetadata" { key: String }
    /// Removes all of the refresh token's metadata.
    RefreshTokenEvictMetadata "refreshToken.evictMetadata" { }

    /// Sets or (null) removes an attribute of the SAML assertion.
    SamlSetAttribute "samlResponse.setAttribute" { name: String, value: Value }
    /// Sets the assertion's audience.
    SamlSetAudience "samlResponse.setAudience" { audience: String }
    /// Sets the assertion's recipient.
    SamlSetRecipient "samlResponse.setRecipient" { recipient: String }
    /// Sets the response's destination.
    SamlSetDestination "samlResponse.setDestination" { destination: String }
    /// Sets the relay state.
    SamlSetRelayState "samlResponse.setRelayState" { relay_state: String }
    /// Sets the issuer.
    SamlSetIssuer "samlResponse.setIssuer" { issuer: String }
    /// Whether to make a UPN claim.
    SamlSetCreateUpnClaim "samlResponse.setCreateUpnClaim" { create_upn_claim: bool }
    /// Whether claims without a mapping pass through.
    SamlSetPassthroughClaimsWithNoMapping "samlResponse.setPassthroughClaimsWithNoMapping" { passthrough_claims_with_no_mapping: bool }
    /// Whether unknown claims keep their names.
    SamlSetMapUnknownClaimsAsIs "samlResponse.setMapUnknownClaimsAsIs" { map_unknown_claims_as_is: bool }
    /// Whether identity fields are mapped.
    SamlSetMapIdentities "samlResponse.setMapIdentities" { map_identities: bool }
    /// Sets the signature algorithm.
    SamlSetSignatureAlgorithm "samlResponse.setSignatureAlgorithm" { signature_algorithm: String }
    /// Sets the digest algorithm.
    SamlSetDigestAlgorithm "samlResponse.setDigestAlgorithm" { digest_algorithm: String }
    /// Sets how long the assertion is valid, in seconds.
    SamlSetLifetimeInSeconds "samlResponse.setLifetimeInSeconds" { lifetime_in_seconds: Number }
    /// Whether the response is signed instead of the assertion.
    SamlSetSignResponse "samlResponse.setSignResponse" { sign_response: bool }
    /// Sets the format of the name identifier.
    SamlSetNameIdentifierFormat "samlResponse.setNameIdentifierFormat" { name_identifier_format: String }
    /// Sets the attributes tried for the name identifier.
    SamlSetNameIdentifierProbes "samlResponse.setNameIdentifierProbes" { name_identifier_probes: Vec<String> }
    /// Sets the authentication context class.
    SamlSetAuthnContextClassRef "samlResponse.setAuthnContextClassRef" { authn_context_class_ref: String }
    /// Sets the certificate SAML requests must be signed with.
    SamlSetSigningCert "samlResponse.setSigningCert" { signing_cert: String }
    /// Whether attributes carry a name format.
    SamlSetIncludeAttributeNameFormat "samlResponse.setIncludeAttributeNameFormat" { include_attribute_name_format: bool }
    /// Whether attributes carry a type.
    SamlSetTypedAttributes "samlResponse.setTypedAttributes" { typed_attributes: bool }
    /// Sets the certificate the assertion is encrypted for.
    SamlSetEncryptionCert "samlResponse.setEncryptionCert" { encryption_cert: String }
    /// Sets the public key the assertion is encrypted with.
    SamlSetEncryptionPublicKey "samlResponse.setEncryptionPublicKey" { encryption_public_key: String }
    /// Sets the encryption algorithm.
    SamlSetEncryptionAlgorithm "samlResponse.setEncryptionAlgorithm" { encryption_algorithm: String }
    /// Sets the certificate of the signing key.
    SamlSetCert "samlResponse.setCert" { cert: String }
    /// Sets the signing key.
    SamlSetKey "samlResponse.setKey" { key: String }
}

/// A factor an action asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Factor {
    /// Which factor.
    #[serde(rename = "type")]
    pub kind: FactorKind,
    /// Its options, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Map<String, Value>>,
}

/// The factors an action can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactorKind {
    /// A time-based one-time password.
    Otp,
    /// A code by e-mail.
    Email,
    /// A notification of an authenticator app.
    PushNotification,
    /// A code by SMS or voice.
    Phone,
    /// An authenticator built into the device.
    WebauthnPlatform,
    /// A security key.
    WebauthnRoaming,
    /// A recovery code.
    RecoveryCode,
}

impl Command {
    /// The command a call of `api.<path>(...args)` asks for.
    ///
    /// Arguments beyond those of the method are ignored, as in JavaScript. `access.deny` accepts any
    /// arguments at all: a deny must never be lost to the shape of its reason.
    ///
    /// # Errors
    /// When the trigger has no such command, or an argument is missing or of another type.
    pub fn from_call(
        trigger: Trigger,
        path: &str,
        args: Vec<Value>,
    ) -> Result<Self, ArgumentError> {
        arguments::read(trigger, path, args)
    }

    /// Whether an action of this trigger can give this command.
    pub fn is_allowed_in(&self, trigger: Trigger) -> bool {
        method::find(trigger, self.type_name())
            .is_some_and(|method| method.kind == MethodKind::Command || self.is_cache_write())
    }

    /// The triggers whose actions can give this command.
    pub fn triggers(&self) -> Vec<Trigger> {
        Trigger::ALL
            .into_iter()
            .filter(|&trigger| self.is_allowed_in(trigger))
            .collect()
    }

    /// Whether it ends the flow with a refusal.
    pub const fn refuses(&self) -> bool {
        matches!(
            self,
            Self::AccessDeny { .. }
                | Self::ValidationError { .. }
                | Self::SessionRevoke { .. }
                | Self::RefreshTokenRevoke { .. }
        )
    }

    /// Whether it suspends the flow once the action is done.
    pub const fn suspends(&self) -> bool {
        matches!(
            self,
            Self::RedirectSendUserTo { .. }
                | Self::PromptRender { .. }
                | Self::AuthenticationChallengeWith { .. }
                | Self::AuthenticationChallengeWithAny { .. }
                | Self::AuthenticationEnrollWith { .. }
                | Self::AuthenticationEnrollWithAny { .. }
        )
    }

    /// A cache write is decided by a call that answers at once, and recorded as a command.
    const fn is_cache_write(&self) -> bool {
        matches!(self, Self::CacheSet { .. } | Self::CacheDelete { .. })
    }
}
