//! The operator's policy of the checks.

use check::Policy;
use check::rules::{self, RuleInfo};
use market::Staff;
use serde_json::{Value, json};

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
pub fn known_rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::all()
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
        policy.check().map_err(|error| invalid(error.to_string()))?;
        let before = self.check_policy().await?.policy;
        self.check_ends(&before, &policy)?;
        let kept = serde_json::to_value(&policy)?;
        let stamp = self.stamp(by.id.as_str())?;
        let details = changes(&before, &policy);
        let revision = self
            .store
            .check_policy_replace(revision, (&kept, details), &stamp)
            .await?;
        Ok(PolicyView { policy, revision })
    }

    /// An exception that has ended before it began was a mistake.
    fn check_ends(&self, before: &Policy, policy: &Policy) -> Result<(), Error> {
        let at_work = policy.at(self.clock.now_ms());
        let mut new = policy.exceptions.iter();
        let ended =
            new.find(|one| !before.exceptions.contains(one) && !at_work.exceptions.contains(one));
        ended.map_or(Ok(()), |one| {
            let message = format!(
                "the exception of {} from {} has ended already; take a later `until`, or leave it out",
                one.slug, one.rule
            );
            Err(invalid(message))
        })
    }
}

fn invalid(message: String) -> Error {
    Error::Invalid {
        field: "policy".to_owned(),
        message,
        limit: None,
    }
}

/// What the audit says of a change.
fn changes(before: &Policy, after: &Policy) -> Value {
    let of = |one: &Policy, other: &Policy| {
        let mut severities = one.severities.clone();
        severities.retain(|rule, severity| other.severities.get(rule) != Some(severity));
        let mut exceptions = one.exceptions.clone();
        exceptions.retain(|exception| !other.exceptions.contains(exception));
        json!({"severities": severities, "exceptions": exceptions})
    };
    json!({"added": of(after, before), "removed": of(before, after)})
}
