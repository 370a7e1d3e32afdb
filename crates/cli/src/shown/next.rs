//! What comes next for a submission, and by which day.

use api::{SubmissionState, SubmissionSummary};

use super::day;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A member of the partner.
    Partner,
    /// A reviewer.
    Reviewer,
}

/// What comes next, and by which day.
pub(crate) fn next_step(one: &SubmissionSummary, reader: Reader) -> String {
    let id = &one.id;
    let step = match (one.state, reader) {
        (SubmissionState::Received, _) => "its checks begin".to_owned(),
        (SubmissionState::Checking, _) => "its checks come to their end".to_owned(),
        (SubmissionState::FunctionalReview, Reader::Partner) => {
            "a reviewer looks at what it does".to_owned()
        }
        (SubmissionState::SecurityReview, Reader::Partner) => {
            "another reviewer looks at what else it could do".to_owned()
        }
        (SubmissionState::FunctionalReview, Reader::Reviewer) => {
            decide(one, "whether it does what it says")
        }
        (SubmissionState::SecurityReview, Reader::Reviewer) => decide(
            one,
            "what else it could do, as another reviewer than the first",
        ),
        (SubmissionState::Approved, _) if one.publish_at.is_some() => {
            let moment = one.publish_at.as_deref().unwrap_or_default();
            format!("it is published at {moment}")
        }
        (SubmissionState::Approved, Reader::Partner) => "it is published".to_owned(),
        (SubmissionState::Approved, Reader::Reviewer) => {
            format!("`latchwork admin reviews publish {id}`")
        }
        (SubmissionState::Published, _) => "customers can install it".to_owned(),
        (SubmissionState::Returned, Reader::Partner) => format!(
            "read `latchwork status {id} --report` and the verdicts, mend it, and send it with `latchwork submit --replaces {id}`"
        ),
        (SubmissionState::Returned, Reader::Reviewer) => "the partner mends it".to_owned(),
        (SubmissionState::Rejected, _) => "nothing; it will not be published".to_owned(),
        (SubmissionState::Withdrawn, _) => "nothing; it was taken back".to_owned(),
    };
    match &one.due_at {
        Some(due) if one.publish_at.is_none() => format!("{step}, by {}", day(due)),
        _ => step,
    }
}

fn decide(one: &SubmissionSummary, about: &str) -> String {
    format!(
        "decide {about}: `latchwork admin reviews report {}`, then approve, return or reject it with --revision {}",
        one.id, one.revision
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn submission(state: &str, more: serde_json::Value) -> SubmissionSummary {
        let mut shape = json!({
            "id": "sub_1", "partner_id": "par_1", "partner_name": "Acme", "slug": "acme-risk",
            "version": "1.0.0", "name": "Acme risk", "trigger": "post-login", "digest": "sha256:00",
            "state": state, "may": [], "revision": 3, "created_at": "2030-03-17T10:00:00Z",
            "updated_at": "2030-03-17T10:00:00Z",
        });
        let both = shape.as_object_mut().unwrap();
        both.extend(more.as_object().unwrap().clone());
        serde_json::from_value(shape).unwrap()
    }

    fn check(state: &str, more: serde_json::Value, reader: Reader, expected: &str) {
        let submission = submission(state, more);
        assert_eq!(next_step(&submission, reader), expected);
    }

    #[test]
    fn what_comes_next_has_its_day() {
        let due = || json!({"due_at": "2030-03-20T10:00:00Z"});
        check(
            "received",
            due(),
            Reader::Partner,
            "its checks begin, by 2030-03-20",
        );
        check(
            "functional_review",
            due(),
            Reader::Partner,
            "a reviewer looks at what it does, by 2030-03-20",
        );
        check(
            "approved",
            due(),
            Reader::Partner,
            "it is published, by 2030-03-20",
        );
        let dated = json!({"due_at": "2030-03-20T10:00:00Z", "publish_at": "2030-04-01T00:00:00Z"});
        check(
            "approved",
            dated,
            Reader::Partner,
            "it is published at 2030-04-01T00:00:00Z",
        );
        check(
            "returned",
            json!({}),
            Reader::Partner,
            "read `latchwork status sub_1 --report` and the verdicts, mend it, and send it with `latchwork submit --replaces sub_1`",
        );
        check(
            "security_review",
            json!({}),
            Reader::Reviewer,
            "decide what else it could do, as another reviewer than the first: `latchwork admin reviews report sub_1`, then approve, return or reject it with --revision 3",
        );
    }
}
