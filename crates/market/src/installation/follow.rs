//! An installation goes on to a newer release by itself, or waits for somebody to decide.

use bundle::Difference;
use serde_json::json;

use super::{Chosen, Follow, Installation, InstallationState, SecretValues, Wait, Written};
use crate::{Act, Change, Error, NoticeKind, Recipient, Release, ReleaseState};

impl Installation {
    /// What becomes of it now that `to` is published; nothing where it does not follow, or has or waits for that release.
    /// `from` is the release that runs.
    #[must_use]
    pub fn follow(&self, from: &Release, to: &Release, now_ms: u64) -> Option<Written> {
        let follows = self.follow == Follow::Following
            && to.state == ReleaseState::Published
            && from.id == self.release
            && *to.slug() == self.slug
            && to.partner == self.partner
            && to.manifest.trigger == self.trigger
            && to.version() > &self.version
            && self.waiting_for() != Some(&to.id);
        if !follows {
            return None;
        }
        let mut next = self.changed(now_ms);
        let (why, secrets) = next.try_on(from, to, now_ms);
        if why.is_empty() {
            next.acceptance = self.acceptance.narrowed(to);
            next.take(to);
            let change = self.updated(next, to);
            return Some(Written { change, secrets });
        }
        next = self.changed(now_ms);
        next.state = InstallationState::UpdateWaiting {
            release: to.id.clone(),
            version: to.version().clone(),
            why: why.clone(),
        };
        let change = self.waiting(next, to, &why);
        let secrets = SecretValues::new();
        Some(Written { change, secrets })
    }

    /// Fills in the newer form with what is there; says what is to be decided, and which secrets have a default there.
    pub(super) fn try_on(
        &mut self,
        from: &Release,
        to: &Release,
        now_ms: u64,
    ) -> (Vec<Wait>, SecretValues) {
        let mut why = Vec::new();
        let mut secrets = SecretValues::new();
        if to.version().major != self.version.major {
            why.push(Wait::NewMajor);
        }
        if Difference::between(&from.manifest.permissions, &to.manifest.permissions).widens {
            why.push(Wait::WiderPermissions);
        }
        match self.fill_in(to, &Chosen::default(), now_ms) {
            Ok(set) => secrets = set,
            Err(Error::Form(errors)) => {
                why.push(Wait::Fields(
                    errors.into_iter().map(|one| one.field).collect(),
                ));
            }
            // A host or a name that the configuration has to give.
            Err(other) => why.push(Wait::Fields(vec![other.to_string()])),
        }
        (why, secrets)
    }

    fn updated(&self, next: Self, to: &Release) -> Change<Self> {
        let notice = to.notice(
            Recipient::Tenant(self.tenant.clone()),
            NoticeKind::InstallationUpdated,
            "runs now",
            &format!("{} followed from {}.", self.name, self.version),
            "Pin the installation if it is to stay.",
        );
        Change {
            act: Act::new(
                "Follow a release",
                &self.id,
                json!({"from": self.release, "to": next.release, "version": next.version}),
            ),
            next,
            notices: vec![notice],
        }
    }

    fn waiting(&self, next: Self, to: &Release, why: &[Wait]) -> Change<Self> {
        let reasons: Vec<String> = why.iter().map(ToString::to_string).collect();
        let notice = to.notice(
            Recipient::Tenant(self.tenant.clone()),
            NoticeKind::UpdateWaiting,
            "waits for a decision",
            &format!(
                "{} stays at {}: {}.",
                self.name,
                self.version,
                reasons.join("; ")
            ),
            "Read what differs and update the installation, or pin it.",
        );
        Change {
            act: Act::new(
                "Wait with a release",
                &self.id,
                json!({"from": self.release, "to": to.id, "version": to.version(), "why": why}),
            ),
            next,
            notices: vec![notice],
        }
    }
}

impl std::fmt::Display for Wait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::WiderPermissions => f.write_str("it may do more than was accepted"),
            Self::Fields(fields) => {
                write!(f, "these fields are to be filled in: {}", fields.join(", "))
            }
            Self::NewMajor => f.write_str("it is a new major version"),
        }
    }
}
