//! The operations of the platform's staff: reviewers and operators.

use api::openapi::{Operation, Parameter};
use api::{
    CheckPolicy, Comment, CreateMember, CreatePartner, CreatePartnerKey, CreateStaff,
    DelistRelease, GiveVerdict, IssuedPartnerKey, IssuedStaff, MarketAudit, Member, MemberList,
    Partner, PartnerKeyList, PartnerList, PublishSubmission, RecallRelease, Release,
    ReplaceCheckPolicy, Sbom, ShippedPackages, Staff, StaffList, Submission, SubmissionList,
    UpdatePartner, WriteComment,
};
use bundle::Report;

use super::{PAGE, PAGE_PARAMETER};
use crate::v1::submissions::ZIP;

pub(crate) const LIST_REVIEWS: Operation = Operation::new(
    "listReviews",
    "Lists submissions, the one that waits longest first",
)
.with(&[
    PAGE_PARAMETER,
    Parameter::query::<String>(
        "state",
        "States, with commas between them: functional_review,security_review.",
    ),
])
.answers::<SubmissionList>(200);
pub(crate) const SHOW_REVIEW: Operation =
    Operation::new("showReview", "Shows a submission").answers::<Submission>(200);
pub(crate) const SHOW_REVIEW_REPORT: Operation = Operation::new(
    "showReviewReport",
    "Shows what the checks found; 404 until they have ended",
)
.answers::<Report>(200);
pub(crate) const SHOW_REVIEW_PACKAGE: Operation =
    Operation::new("showReviewPackage", "Hands out the package, code included").answers_file(ZIP);
pub(crate) const LIST_REVIEW_PACKAGES: Operation = Operation::new(
    "listReviewPackages",
    "Lists the npm packages that go along with a submission, and what is different from the release before",
)
.answers::<ShippedPackages>(200);
pub(crate) const GIVE_VERDICT: Operation =
    Operation::new("giveVerdict", "Decides on the stage a submission is in")
        .takes::<GiveVerdict>()
        .answers::<Submission>(201)
        .or_conflict();
pub(crate) const COMMENT_REVIEW: Operation = Operation::new(
    "commentReview",
    "Writes a comment, of which the partner is told",
)
.takes::<WriteComment>()
.answers::<Comment>(201)
.or_conflict();
pub(crate) const PUBLISH: Operation =
    Operation::new("publish", "Makes a release of an approved submission")
        .takes::<PublishSubmission>()
        .answers::<Submission>(200)
        .or_conflict();
pub(crate) const SHOW_RELEASE_SBOM: Operation = Operation::new(
    "showReleaseSbom",
    "Shows the bill of materials of a release's npm packages (CycloneDX)",
)
.answers::<Sbom>(200);
pub(crate) const DELIST_RELEASE: Operation = Operation::new(
    "delistRelease",
    "Takes a release off the catalogue; it runs where it is installed",
)
.takes::<DelistRelease>()
.answers::<Release>(200)
.or_conflict();
pub(crate) const RECALL_RELEASE: Operation = Operation::new(
    "recallRelease",
    "Ends every execution of a release; tenants and partner are told",
)
.takes::<RecallRelease>()
.answers::<Release>(200)
.or_conflict();

pub(crate) const LIST_PARTNERS: Operation = Operation::new("listPartners", "Lists the partners")
    .with(PAGE)
    .answers::<PartnerList>(200);
pub(crate) const CREATE_PARTNER: Operation = Operation::new("createPartner", "Makes a partner")
    .takes::<CreatePartner>()
    .answers::<Partner>(201)
    .or_conflict();
pub(crate) const SHOW_PARTNER: Operation =
    Operation::new("showPartner", "Shows a partner").answers::<Partner>(200);
pub(crate) const EDIT_PARTNER: Operation = Operation::new(
    "editPartner",
    "Changes a partner: suspends it, or lets it take part again",
)
.takes::<UpdatePartner>()
.answers::<Partner>(200)
.or_conflict();
pub(crate) const LIST_MEMBERS: Operation =
    Operation::new("listMembers", "Lists the members of a partner").answers::<MemberList>(200);
pub(crate) const CREATE_MEMBER: Operation =
    Operation::new("createMember", "Adds a member to a partner")
        .takes::<CreateMember>()
        .answers::<Member>(201)
        .or_conflict();
pub(crate) const LIST_PARTNER_KEYS: Operation =
    Operation::new("listPartnerKeys", "Lists the keys of a partner").answers::<PartnerKeyList>(200);
pub(crate) const CREATE_PARTNER_KEY: Operation = Operation::new(
    "createPartnerKey",
    "Makes a key for a member of a partner; its text is shown this once",
)
.takes::<CreatePartnerKey>()
.answers::<IssuedPartnerKey>(201)
.or_conflict();
pub(crate) const SHOW_STAFF: Operation =
    Operation::new("showStaff", "Shows who calls").answers::<Staff>(200);
pub(crate) const LIST_STAFF: Operation =
    Operation::new("listStaff", "Lists the staff").answers::<StaffList>(200);
pub(crate) const CREATE_STAFF: Operation = Operation::new(
    "createStaff",
    "Adds somebody to the staff; the token is shown this once",
)
.takes::<CreateStaff>()
.answers::<IssuedStaff>(201)
.or_conflict();
pub(crate) const DELETE_STAFF: Operation =
    Operation::new("deleteStaff", "Takes somebody off the staff").or_conflict();
pub(crate) const SHOW_CHECK_POLICY: Operation = Operation::new(
    "showCheckPolicy",
    "Shows the rules of check and what is changed of them here",
)
.answers::<CheckPolicy>(200);
pub(crate) const REPLACE_CHECK_POLICY: Operation = Operation::new(
    "replaceCheckPolicy",
    "Changes how grave findings are, and excepts packages by name",
)
.takes::<ReplaceCheckPolicy>()
.answers::<CheckPolicy>(200)
.or_conflict();
pub(crate) const LIST_ACTS: Operation =
    Operation::new("listMarketActs", "Lists what was done on the platform")
        .with(PAGE)
        .answers::<MarketAudit>(200);
