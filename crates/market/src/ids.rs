//! The ids of those who take part and of what they make.

tenant::ids! {
    /// The id of a partner's member.
    MemberId, "member_id";
    /// The public id of a partner's bearer key.
    PartnerKeyId, "key_id";
    /// The id of the public key a member signs packages with.
    SigningKeyId, "signing_key_id";
    /// The id of the platform's key that countersigns releases.
    PlatformKeyId, "platform_key_id";
    /// The id of a reviewer or an operator.
    StaffId, "staff_id";
    /// The id of a submission.
    SubmissionId, "submission_id";
    /// The id of a comment.
    CommentId, "comment_id";
    /// The id of a notice.
    NoticeId, "notice_id";
}
