//! What ends the way of a release: its date taken back, no new installations, no execution anywhere.

use serde_json::json;
use tenant::TenantId;

use crate::verdict::check_reason;
use crate::{Act, Change, Error, Notice, NoticeKind, Recipient, Release, ReleaseState, Staff};

impl Release {
    /// Takes the date of publication back: its submission was withdrawn, returned or rejected.
    pub fn unschedule(&self, by: &str, now_ms: u64) -> Result<Self, Error> {
        self.check_state(&[ReleaseState::Scheduled], "taken off its date")?;
        let mut next = self.moved(ReleaseState::Unreviewed, by, None, now_ms);
        next.countersignature = None;
        next.submission = None;
        next.publish_at_ms = None;
        Ok(next)
    }

    /// No new installations.
    pub fn delist(&self, by: &Staff, reason: &str, now_ms: u64) -> Result<Change<Self>, Error> {
        const FROM: &[ReleaseState] = &[ReleaseState::Published, ReleaseState::Superseded];
        self.check_state(FROM, "delisted")?;
        check_reason("reason", reason)?;
        let next = self.moved(ReleaseState::Delisted, by.id.as_str(), Some(reason), now_ms);
        let notice = self.notice(
            Recipient::Partner(self.partner.clone()),
            NoticeKind::ReleaseDelisted,
            "takes no new installations",
            reason,
            "Where it is installed it goes on. Submit a newer version to come back to the catalogue.",
        );
        Ok(Change {
            act: Act::new("Delist a release", &self.id, json!({"reason": reason})),
            next,
            notices: vec![notice],
        })
    }

    /// No execution anywhere. The partner's notice is among the effects, a tenant's is [`Self::recall_notice`].
    pub fn recall(&self, by: &Staff, reason: &str, now_ms: u64) -> Result<Change<Self>, Error> {
        const FROM: &[ReleaseState] = &[
            ReleaseState::Unreviewed,
            ReleaseState::Published,
            ReleaseState::Superseded,
            ReleaseState::Delisted,
        ];
        self.check_state(FROM, "recalled")?;
        check_reason("reason", reason)?;
        let next = self.moved(ReleaseState::Recalled, by.id.as_str(), Some(reason), now_ms);
        let notice = self.notice(
            Recipient::Partner(self.partner.clone()),
            NoticeKind::ReleaseRecalled,
            "is recalled",
            reason,
            "It runs nowhere any more. Submit a newer version that mends it.",
        );
        Ok(Change {
            act: Act::new("Recall a release", &self.id, json!({"reason": reason})),
            next,
            notices: vec![notice],
        })
    }

    /// What a tenant that has it installed is told of its recall.
    #[must_use]
    pub fn recall_notice(&self, tenant: &TenantId, reason: &str) -> Notice {
        self.notice(
            Recipient::Tenant(tenant.clone()),
            NoticeKind::ReleaseRecalled,
            "is recalled",
            reason,
            "It runs no more; each flow goes on as its binding says for a failure. Update it to another version, earlier ones among them, or take it off the flow.",
        )
    }
}
