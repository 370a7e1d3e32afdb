//! What the steps of a run have asked for so far.

use contract::{Failure, LimitName};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{CacheWrites, Caches, FlowLimits, MetadataPatch, ScopeChanges};

/// Everything commands have changed. A step folds into a copy, which replaces the original only when the step
/// did not fail.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Changes {
    pub(crate) claims: CustomClaims,
    pub(crate) scopes: ScopeChanges,
    pub(crate) user_metadata: MetadataPatch,
    pub(crate) app_metadata: MetadataPatch,
    pub(crate) transaction_metadata: Map<String, Value>,
    pub(crate) caches: Caches,
    /// Writes the host has not stored yet.
    pub(crate) cache_writes: CacheWrites,
}

/// Claims that actions set, but for those no token may carry. What one token takes of them is for
/// [`claims`](crate::claims) to say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomClaims {
    /// Of the access token.
    pub access_token: Map<String, Value>,
    /// Of the ID token.
    pub id_token: Map<String, Value>,
}

impl Changes {
    /// Checks what grows with every step.
    pub(crate) fn check(&self, limits: &FlowLimits) -> Result<(), Failure> {
        let claims = json_bytes(&self.claims.access_token) + json_bytes(&self.claims.id_token);
        within(
            claims,
            limits.claims_bytes,
            LimitName::ClaimsBytes,
            "custom claims",
            "set fewer or smaller ones",
        )?;
        let advice = "write fewer or smaller values";
        for (patch, what) in [
            (&self.user_metadata, "user metadata"),
            (&self.app_metadata, "application metadata"),
        ] {
            within(
                json_bytes(patch),
                limits.metadata_bytes,
                LimitName::MetadataBytes,
                what,
                advice,
            )?;
        }
        let transaction = json_bytes(&self.transaction_metadata);
        within(
            transaction,
            limits.transaction_bytes,
            LimitName::TransactionMetadataBytes,
            "transaction metadata",
            advice,
        )?;
        if self.scopes.len() as u64 > limits.scopes {
            let message = format!(
                "the run changes {} scopes, at most {} are allowed: change fewer",
                self.scopes.len(),
                limits.scopes
            );
            return Err(Failure::limit(LimitName::Scopes, limits.scopes, message));
        }
        Ok(())
    }
}

fn within(
    bytes: u64,
    limit: u64,
    name: LimitName,
    what: &str,
    advice: &str,
) -> Result<(), Failure> {
    if bytes <= limit {
        return Ok(());
    }
    let message =
        format!("the run's {what} has {bytes} bytes, at most {limit} are allowed: {advice}");
    Err(Failure::limit(name, limit, message))
}

/// The length as JSON; an empty object counts nothing. A value that cannot be written counts as too long.
fn json_bytes(value: &impl Serialize) -> u64 {
    match serde_json::to_string(value) {
        Ok(text) if text == "{}" => 0,
        Ok(text) => text.len() as u64,
        Err(_) => u64::MAX / 2,
    }
}
