//! What is kept of an execution holds no secret of its action and none that it found in its cache, and of a partner's release
//! nothing that shows its code.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_lc_rs::digest::{Context, SHA256};
use contract::{Execution, LogLine, RequestRecord};
use flow::view::{self, Origin};
use flow::{Denial, Mask};
use moka::sync::Cache;
use tenant::Secret;

use crate::other_secrets::OtherSecrets;

/// How much memory masks at hand may take, in bytes.
const MASK_BYTES: u64 = 64 * 1024 * 1024;
/// How long a mask stays at hand that nobody wants: its values should not lie in memory for longer than logins need them.
const IDLE: Duration = Duration::from_secs(60);

/// Masks at hand, by the values they take out. To make one takes longer than most executions, and the next execution of the
/// same action wants the same.
#[derive(Clone)]
pub(crate) struct Masks(Cache<Vec<u8>, Arc<Mask>>);

impl Masks {
    pub(crate) fn new() -> Self {
        let masks = Cache::builder()
            .max_capacity(MASK_BYTES)
            .weigher(|_, mask: &Arc<Mask>| u32::try_from(mask.memory_bytes()).unwrap_or(u32::MAX))
            .time_to_idle(IDLE)
            .build();
        Self(masks)
    }

    /// The mask of these values, in this order.
    pub(crate) fn of<'a>(&self, values: impl Iterator<Item = &'a str> + Clone) -> Arc<Mask> {
        let mut digest = Context::new(&SHA256);
        for value in values.clone() {
            digest.update(&value.len().to_le_bytes());
            digest.update(value.as_bytes());
        }
        let key = digest.finish().as_ref().to_vec();
        self.0.get_with(key, || Arc::new(Mask::new(values)))
    }
}

/// What must not be kept of one step, for as long as something of it is still to be kept.
#[derive(Clone)]
pub(crate) struct Conceal(Arc<Concealed>);

/// Most executions leave no text to look through, so the mask is had when there is some.
struct Concealed {
    origin: Origin,
    secrets: BTreeMap<String, Secret>,
    others: OtherSecrets,
    masks: Masks,
    mask: OnceLock<Arc<Mask>>,
}

impl Concealed {
    fn make_mask(&self) -> Arc<Mask> {
        match &self.others {
            OtherSecrets::Known(others) => {
                let own = self.secrets.values().map(Secret::expose);
                self.masks
                    .of(own.chain(others.iter().map(|one| one.value.expose())))
            }
            OtherSecrets::Unknown { .. } => Arc::new(Mask::of_all()),
        }
    }
}

impl Conceal {
    /// Conceals the values of these and of others that stood in the cache, and code that is not the tenant's own.
    pub(crate) fn new(
        origin: Origin,
        secrets: BTreeMap<String, Secret>,
        others: OtherSecrets,
        masks: &Masks,
    ) -> Self {
        Self(Arc::new(Concealed {
            origin,
            secrets,
            others,
            masks: masks.clone(),
            mask: OnceLock::new(),
        }))
    }

    fn mask(&self) -> &Mask {
        self.0.mask.get_or_init(|| self.0.make_mask())
    }

    fn text(&self, text: &str) -> String {
        view::text(text, self.0.origin, self.mask())
    }

    /// The execution, concealed but for its commands: those are carried out, and kept by name alone.
    pub(crate) fn execution(&self, execution: &mut Execution) {
        self.logs(&mut execution.logs);
        self.requests(&mut execution.requests);
        if let Some(failure) = &mut execution.failure {
            *failure = view::failure(failure, self.0.origin, self.mask());
        }
    }

    /// What was printed.
    pub(crate) fn logs(&self, logs: &mut [LogLine]) {
        for line in logs {
            line.message = self.text(&line.message);
        }
    }

    /// What was asked of other hosts.
    pub(crate) fn requests(&self, requests: &mut [RequestRecord]) {
        for request in requests {
            request.url = self.text(&request.url);
            request.error = request.error.take().map(|error| self.text(&error));
        }
    }

    /// What is kept of a refusal. The client is told what the action said, but not where in a partner's code it said so.
    pub(crate) fn denial(&self, denial: &mut Denial) {
        denial.kept_reason = denial.reason.as_deref().map(|reason| self.text(reason));
        let told = |text: &String| view::text(text, self.0.origin, &Mask::default());
        denial.reason = denial.reason.as_ref().map(told);
        denial.user_message = denial.user_message.as_ref().map(told);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::other_secrets::WhyUnknown;

    #[test]
    fn a_mask_is_made_once_for_the_same_values_and_anew_for_others() {
        let masks = Masks::new();
        let mask = |values: &[&'static str]| masks.of(values.iter().copied());
        let first = mask(&["one-two", "three"]);
        assert!(Arc::ptr_eq(&first, &mask(&["one-two", "three"])));
        let rotated = mask(&["one-two", "four!"]);
        assert_eq!(rotated.text("one-two three four!"), "*** three ***");
        let parted = mask(&["one-twothree", ""]);
        assert_eq!(parted.text("one-two three"), "one-two three");
        assert!(first.memory_bytes() > 0);
    }

    #[test]
    fn all_goes_when_what_stood_in_the_cache_is_not_known() {
        let kept = |others: OtherSecrets| {
            let secrets = BTreeMap::from([("KEY".to_owned(), Secret::new("own-value".to_owned()))]);
            let conceal = Conceal::new(Origin::Own, secrets, others, &Masks::new());
            conceal.text("own-value and more")
        };
        assert_eq!(kept(OtherSecrets::default()), "*** and more");
        let unknown = OtherSecrets::Unknown {
            why: WhyUnknown::Missing,
            marks: BTreeSet::new(),
        };
        assert_eq!(kept(unknown), "***");
    }
}
