//! The checks by machine: somebody takes them on for a while, and hands in what they found.

use bundle::report::Report;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{By, FindingCounts, Submission};
use crate::step::check;
use crate::{Act, Change, Error, NoticeKind, ReviewDays, Role, State, Step, calendar};

/// How long whoever runs the checks may be silent, in ms; then somebody else begins them again.
const LEASE_MS: u64 = 60 * 1_000;
/// How often the checks of one submission are begun.
const MOST_CHECKS: u32 = 5;

/// Who runs the checks, and until when nobody else does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The holder's own name, unique among all that run checks.
    pub holder: String,
    /// When it ends, unix ms.
    pub ends_at_ms: u64,
}

impl Lease {
    fn begin(holder: &str, now_ms: u64) -> Self {
        Self {
            holder: holder.to_owned(),
            ends_at_ms: now_ms.saturating_add(LEASE_MS),
        }
    }
}

impl Submission {
    /// Whether its checks may be taken on at `now_ms`: nobody runs them, or whoever did fell silent.
    #[must_use]
    pub fn is_claimable(&self, now_ms: u64) -> bool {
        match (self.state, &self.lease) {
            (State::Received, _) | (State::Checking, None) => true,
            (State::Checking, Some(lease)) => lease.ends_at_ms <= now_ms,
            _ => false,
        }
    }

    /// Takes the checks on. A submission whose checks ended whoever ran them too often comes back to its partner instead:
    /// the next state says which.
    pub fn claim(&self, holder: &str, now_ms: u64) -> Result<Change<Self>, Error> {
        check(self.state, Role::Checker, Step::Check)?;
        if !self.is_claimable(now_ms) {
            return Err(Error::LeaseLost);
        }
        if self.checks >= MOST_CHECKS {
            return Ok(self.give_up(holder, now_ms));
        }
        let mut next = match self.state {
            State::Received => self.moved(State::Checking, By::Host(holder), now_ms),
            _ => self.changed(now_ms),
        };
        next.checks = next.checks.saturating_add(1);
        next.due_at_ms = self.due_at_ms;
        next.lease = Some(Lease::begin(holder, now_ms));
        let act = Act::new(
            "Check a submission",
            &self.id,
            json!({"attempt": next.checks}),
        );
        Ok(Change {
            next,
            act,
            notices: Vec::new(),
        })
    }

    fn give_up(&self, holder: &str, now_ms: u64) -> Change<Self> {
        let next = self.moved(State::Returned, By::Host(holder), now_ms);
        let notice = next.notice(
            NoticeKind::SubmissionReturned,
            "returned",
            format!("Its checks were begun {MOST_CHECKS} times and came to no end."),
            Some(
                "Run `latchwork check --faults` on it; mend what takes too long, and submit again.",
            ),
        );
        Change {
            act: Act::new(
                "Return a submission",
                &self.id,
                json!({"attempts": self.checks}),
            ),
            next,
            notices: vec![notice],
        }
    }

    /// Says that the checks still run. It counts as no change of the submission.
    pub fn renew(&self, holder: &str, now_ms: u64) -> Result<Self, Error> {
        check(self.state, Role::Checker, Step::Report)?;
        self.check_holder(holder)?;
        Ok(Self {
            lease: Some(Lease::begin(holder, now_ms)),
            ..self.clone()
        })
    }

    /// Whoever runs the checks lets go of them: the next begins them again at once. It counts as no change.
    pub fn let_go(&self, holder: &str, now_ms: u64) -> Result<Self, Error> {
        check(self.state, Role::Checker, Step::Report)?;
        self.check_holder(holder)?;
        let lease = Lease {
            holder: holder.to_owned(),
            ends_at_ms: now_ms,
        };
        Ok(Self {
            lease: Some(lease),
            // They ended nobody.
            checks: self.checks.saturating_sub(1),
            ..self.clone()
        })
    }

    /// Takes what the checks found: a report that blocks sends the submission back, any other begins the functional review.
    pub fn report(
        &self,
        holder: &str,
        report: &Report,
        days: &ReviewDays,
        now_ms: u64,
    ) -> Result<Change<Self>, Error> {
        check(self.state, Role::Checker, Step::Report)?;
        self.check_holder(holder)?;
        if report.digest != self.digest {
            return Err(Error::ReportOfAnother {
                expected: self.digest,
                found: report.digest,
            });
        }
        let state = if report.blocks() {
            State::Returned
        } else {
            State::FunctionalReview
        };
        let counts = FindingCounts::of(report);
        let mut next = self.moved(state, By::Host(holder), now_ms);
        next.findings = Some(counts);
        next.due_at_ms = days.due(state, now_ms);
        let notice = if state == State::Returned {
            next.notice(
                NoticeKind::SubmissionReturned,
                "returned by the checks",
                format!("{} findings block it.", counts.errors),
                Some("Read the report, mend what blocks, and submit the same version again."),
            )
        } else {
            next.notice(
                NoticeKind::ReviewBegun,
                "in functional review",
                format!(
                    "The checks passed with {} warnings and {} notes.",
                    counts.warnings, counts.notes
                ),
                Some(&by_date("A reviewer decides", next.due_at_ms)),
            )
        };
        Ok(Change {
            act: Act::new(
                "Report on a submission",
                &self.id,
                json!({"state": state, "findings": counts}),
            ),
            next,
            notices: vec![notice],
        })
    }

    fn check_holder(&self, holder: &str) -> Result<(), Error> {
        match &self.lease {
            Some(lease) if lease.holder == holder => Ok(()),
            _ => Err(Error::LeaseLost),
        }
    }
}

/// `A reviewer decides by 2026-12-02.`
pub(super) fn by_date(what: &str, due_at_ms: Option<u64>) -> String {
    due_at_ms.map_or_else(
        || format!("{what}."),
        |due_at_ms| format!("{what} by {}.", calendar::date(due_at_ms)),
    )
}
