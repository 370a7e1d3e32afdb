//! The operations of partners.

use api::openapi::{Operation, Parameter};
use api::{
    Comment, CreateMember, CreatePartnerKey, InstallForTesting, Installation, IssuedPartnerKey,
    Member, MemberList, NoticeList, PartnerAccount, PartnerKey, PartnerKeyList, PartnerSigningKey,
    PartnerSigningKeyList, RegisterSigningKey, ReleaseList, Sbom, Submission, SubmissionList,
    WithdrawSubmission, WriteComment,
};
use bundle::Report;

use super::PAGE;
use crate::v1::submissions::{SIGNATURE, SIGNING_KEY, ZIP};

pub(crate) const SHOW_ACCOUNT: Operation =
    Operation::new("showPartnerAccount", "Shows who calls, and for whom")
        .answers::<PartnerAccount>(200);
pub(crate) const LIST_OWN_MEMBERS: Operation =
    Operation::new("listOwnMembers", "Lists the partner's members").answers::<MemberList>(200);
pub(crate) const CREATE_OWN_MEMBER: Operation =
    Operation::new("createOwnMember", "Adds a member to the partner")
        .takes::<CreateMember>()
        .answers::<Member>(201)
        .or_conflict();
pub(crate) const DELETE_OWN_MEMBER: Operation = Operation::new(
    "deleteOwnMember",
    "Removes a member; what they signed stays signed",
)
.or_conflict();
pub(crate) const LIST_OWN_KEYS: Operation = Operation::new(
    "listOwnKeys",
    "Lists the keys that open this API for members",
)
.answers::<PartnerKeyList>(200);
pub(crate) const CREATE_OWN_KEY: Operation = Operation::new(
    "createOwnKey",
    "Makes a key for a member; its text is shown this once",
)
.takes::<CreatePartnerKey>()
.answers::<IssuedPartnerKey>(201)
.or_conflict();
pub(crate) const REVOKE_OWN_KEY: Operation =
    Operation::new("revokeOwnKey", "Ends a key").answers::<PartnerKey>(200);
pub(crate) const LIST_OWN_SIGNING_KEYS: Operation = Operation::new(
    "listOwnSigningKeys",
    "Lists the public halves of the keys that members sign packages with",
)
.answers::<PartnerSigningKeyList>(200);
pub(crate) const REGISTER_SIGNING_KEY: Operation = Operation::new(
    "registerSigningKey",
    "Registers the public half of a signing key of the caller's",
)
.takes::<RegisterSigningKey>()
.answers::<PartnerSigningKey>(201)
.or_conflict();
pub(crate) const REVOKE_SIGNING_KEY: Operation = Operation::new(
    "revokeOwnSigningKey",
    "Ends a signing key; what it signed stays signed",
)
.answers::<PartnerSigningKey>(200);
pub(crate) const LIST_OWN_RELEASES: Operation =
    Operation::new("listOwnReleases", "Lists the partner's releases")
        .with(PAGE)
        .answers::<ReleaseList>(200);
pub(crate) const SHOW_OWN_RELEASE_SBOM: Operation = Operation::new(
    "showOwnReleaseSbom",
    "Shows the bill of materials of the npm packages of one of the partner's releases (CycloneDX)",
)
.answers::<Sbom>(200);
pub(crate) const LIST_OWN_NOTICES: Operation =
    Operation::new("listOwnNotices", "Lists what the partner is told")
        .with(PAGE)
        .answers::<NoticeList>(200);

pub(crate) const SUBMIT: Operation = Operation::new(
    "submit",
    "Sends a package, a ZIP archive; its checks begin soon",
)
.with(&[
    Parameter::header::<String>(SIGNING_KEY, "The key the package is signed with."),
    Parameter::header::<String>(
        SIGNATURE,
        "The signature over the package's digest: Ed25519, 128 hexadecimal digits.",
    ),
    Parameter::query::<String>("note", "What the author has to say to the reviewers."),
    Parameter::query::<String>("replaces", "The returned submission that this one answers."),
])
.takes_file(ZIP)
.answers::<Submission>(201)
.or_conflict();
pub(crate) const LIST_SUBMISSIONS: Operation =
    Operation::new("listSubmissions", "Lists the partner's submissions")
        .with(PAGE)
        .answers::<SubmissionList>(200);
pub(crate) const SHOW_SUBMISSION: Operation =
    Operation::new("showSubmission", "Shows a submission").answers::<Submission>(200);
pub(crate) const SHOW_SUBMISSION_REPORT: Operation = Operation::new(
    "showSubmissionReport",
    "Shows what the checks found; 404 until they have ended",
)
.answers::<Report>(200);
pub(crate) const WITHDRAW_SUBMISSION: Operation =
    Operation::new("withdrawSubmission", "Takes a submission back")
        .takes::<WithdrawSubmission>()
        .answers::<Submission>(200)
        .or_conflict();
pub(crate) const COMMENT_SUBMISSION: Operation =
    Operation::new("commentSubmission", "Writes a comment on a submission")
        .takes::<WriteComment>()
        .answers::<Comment>(201)
        .or_conflict();
pub(crate) const INSTALL_FOR_TESTING: Operation = Operation::new(
    "installForTesting",
    "Installs a package that nobody reviewed, in a tenant of the partner's that is marked testing",
)
.takes::<InstallForTesting>()
.answers::<Installation>(201)
.or_conflict();
