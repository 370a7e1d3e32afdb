//! The operator's policy of the checks.

use check::Policy;
use check::rules::{RULES, RuleInfo};
use market::Staff;

use crate::App;
use crate::error::Error;

/// The policy with the revision that a change starts from.
#[derive(Debug, Clone)]
pub struct PolicyView {
    /// The policy; that of a new platform changes nothing.
    pub policy: Policy,
    /// Counts its changes.
    pub revision: u64,
}

/// Every rule there is.
pub const fn known_rules() -> &'static [RuleInfo] {
    RULES
}

impl App {
    /// The policy.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn check_policy(&self) -> Result<PolicyView, Error> {
        let (kept, revision) = self.store.check_policy_find().await?;
        let policy = kept.map(serde_json::from_value).transpose()?;
        Ok(PolicyView {
            policy: policy.unwrap_or_default(),
            revision,
        })
    }

    /// Puts another policy in place of the one of that revision.
    ///
    /// # Errors
    /// A rule that there is not, an exception without a reason, a change meanwhile, or a fault of ours.
    pub async fn replace_check_policy(
        &self,
        by: &Staff,
        revision: u64,
        policy: Policy,
    ) -> Result<PolicyView, Error> {
        policy.check().map_err(|error| Error::Invalid {
            field: "policy".to_owned(),
            message: error.to_string(),
            limit: None,
        })?;
        let kept = serde_json::to_value(&policy)?;
        let stamp = self.stamp(by.id.as_str())?;
        let revision = self
            .store
            .check_policy_replace(revision, &kept, &stamp)
            .await?;
        Ok(PolicyView { policy, revision })
    }
}
