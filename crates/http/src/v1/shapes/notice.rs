//! Notices.

use app::moment;
use market::{NoticeKind, PostedNotice};

use super::maybe;

/// A notice.
pub(crate) fn notice(posted: &PostedNotice) -> api::Notice {
    let notice = &posted.notice;
    api::Notice {
        id: posted.id.as_str().to_owned(),
        kind: kind(notice.kind),
        about: notice.about.clone(),
        subject: notice.subject.clone(),
        text: notice.text.clone(),
        next_step: notice.next.clone(),
        due_at: maybe(notice.due_at_ms),
        created_at: moment::text(posted.created_at_ms),
    }
}

fn kind(kind: NoticeKind) -> api::NoticeKind {
    match kind {
        NoticeKind::SubmissionReceived => api::NoticeKind::SubmissionReceived,
        NoticeKind::ReviewBegun => api::NoticeKind::ReviewBegun,
        NoticeKind::SubmissionReturned => api::NoticeKind::SubmissionReturned,
        NoticeKind::SubmissionApproved => api::NoticeKind::SubmissionApproved,
        NoticeKind::SubmissionRejected => api::NoticeKind::SubmissionRejected,
        NoticeKind::SubmissionWithdrawn => api::NoticeKind::SubmissionWithdrawn,
        NoticeKind::CommentWritten => api::NoticeKind::CommentWritten,
        NoticeKind::ReleaseScheduled => api::NoticeKind::ReleaseScheduled,
        NoticeKind::ReleasePublished => api::NoticeKind::ReleasePublished,
        NoticeKind::ReleaseDelisted => api::NoticeKind::ReleaseDelisted,
        NoticeKind::ReleaseRecalled => api::NoticeKind::ReleaseRecalled,
        NoticeKind::InstallationUpdated => api::NoticeKind::InstallationUpdated,
        NoticeKind::UpdateWaiting => api::NoticeKind::UpdateWaiting,
    }
}
