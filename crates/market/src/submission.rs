//! A package on its way to a release.

mod check;
mod receive;
mod review;

use bundle::report::Report;
use bundle::{Digest, Severity, Slug};
use contract::Trigger;
use semver::Version;
use serde::{Deserialize, Serialize};
use tenant::PartnerId;

use crate::{
    Email, Member, MemberId, Notice, NoticeKind, PartnerSignature, Recipient, ReleaseId, Role,
    Staff, State, SubmissionId, Verdict,
};

pub use check::Lease;
pub(crate) use receive::check_newer;
pub use receive::{Known, NewSubmission};

/// A package on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// The partner whose it is.
    pub partner: PartnerId,
    /// The member who sent it.
    pub author: MemberId,
    /// The author's address at that time: its owner gives no verdict on it.
    pub author_email: Email,
    /// The package.
    pub digest: Digest,
    /// The name customers would see.
    pub name: String,
    /// The integration's name in addresses.
    pub slug: Slug,
    /// The version it would be.
    pub version: Version,
    /// The trigger its handler runs at.
    pub trigger: Trigger,
    /// What the author has to say to the reviewers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The returned submission it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<SubmissionId>,
    /// The author's signature over the package.
    pub signature: PartnerSignature,
    /// Where it stands.
    pub state: State,
    /// Who runs the checks now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// How often the checks were begun.
    pub checks: u32,
    /// What they found, once they came to an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings: Option<FindingCounts>,
    /// What reviewers decided, in order.
    pub verdicts: Vec<Verdict>,
    /// The release to be, once it has a date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at_ms: Option<u64>,
    /// By when the platform's next step is due, unix ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at_ms: Option<u64>,
    /// Every state it came to, in order.
    pub history: Vec<Passage>,
    /// Counts its changes.
    pub revision: u64,
    /// When it arrived, unix ms.
    pub created_at_ms: u64,
    /// When it last changed, unix ms.
    pub updated_at_ms: u64,
}

/// A state a submission came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The state.
    pub state: State,
    /// In which role somebody brought it there.
    pub role: Role,
    /// Who: an id; the host's own name for the checks.
    pub by: String,
    /// When, unix ms.
    pub at_ms: u64,
}

/// How much the checks found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingCounts {
    /// Findings that block.
    pub errors: u64,
    /// Findings a reviewer decides on.
    pub warnings: u64,
    /// Findings to know.
    pub notes: u64,
    /// Verdicts of the fault matrix.
    pub faults: u64,
}

impl FindingCounts {
    /// Counts a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let count = |severity: Severity| {
            let of_it = report
                .findings
                .iter()
                .filter(|one| one.severity == severity);
            of_it.count() as u64
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            faults: report
                .faults
                .as_ref()
                .map_or(0, |faults| faults.verdicts.len() as u64),
        }
    }
}

/// Who takes a step of a submission.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By<'a> {
    Member(&'a Member),
    Staff(&'a Staff),
    Host(&'a str),
}

impl By<'_> {
    fn role(self) -> Role {
        match self {
            Self::Member(_) => Role::Member,
            Self::Staff(staff) => staff.role(),
            Self::Host(_) => Role::Checker,
        }
    }

    pub(crate) fn id(self) -> String {
        match self {
            Self::Member(member) => member.id.to_string(),
            Self::Staff(staff) => staff.id.to_string(),
            Self::Host(name) => name.to_owned(),
        }
    }
}

impl Submission {
    /// The release it would be or is.
    #[must_use]
    pub fn release(&self) -> ReleaseId {
        ReleaseId::new(self.digest.to_string())
    }

    /// `risk-check 1.2.0`.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.slug, self.version)
    }

    /// The same with a further change counted.
    pub(crate) fn changed(&self, now_ms: u64) -> Self {
        let mut next = self.clone();
        next.revision = next.revision.saturating_add(1);
        next.updated_at_ms = now_ms;
        next
    }

    /// The same in another state.
    pub(crate) fn moved(&self, state: State, by: By<'_>, now_ms: u64) -> Self {
        let mut next = self.changed(now_ms);
        next.state = state;
        next.lease = None;
        next.due_at_ms = None;
        next.history.push(Passage {
            state,
            role: by.role(),
            by: by.id(),
            at_ms: now_ms,
        });
        next
    }

    /// A notice to its partner; the next step of the platform is what it is due for.
    pub(crate) fn notice(
        &self,
        kind: NoticeKind,
        subject: &str,
        text: String,
        next: Option<&str>,
    ) -> Notice {
        Notice {
            to: Recipient::Partner(self.partner.clone()),
            kind,
            about: self.id.to_string(),
            subject: format!("{}: {subject}", self.title()),
            text,
            next: next.map(str::to_owned),
            due_at_ms: self.due_at_ms,
        }
    }
}
