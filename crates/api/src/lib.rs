//! The HTTP shapes of Latchwork's own API under `/api/v1`.
//!
//! Requests refuse unknown fields; responses may gain fields. Times are RFC 3339 text in UTC, durations carry their unit
//! in their name. Errors are problem documents (RFC 9457), see [`Problem`]. What a package says of itself and what the checks
//! found of it (`bundle`'s use case, sentences, findings and report) is shown as it is.
#![forbid(unsafe_code)]

mod action;
mod catalogue;
mod check_policy;
mod flow;
mod installation;
mod key;
mod notice;
pub mod openapi;
mod packages;
mod partner;
mod partner_key;
mod problem;
mod recording;
mod release;
mod review;
mod run;
mod secret;
mod shipped;
mod staff;
mod submission;
mod update;

pub use action::{
    Action, ActionList, CreateAction, RollBack, TestAction, TestResult, UpdateAction, Version,
    VersionList,
};
pub use catalogue::{
    Catalogue, CatalogueEntry, CatalogueListing, CatalogueVersion, Form, FormField, FormOption,
    Integration, PermissionsInWords,
};
pub use check_policy::{
    CheckPolicy, CheckRule, PolicyException, PolicySeverity, ReplaceCheckPolicy,
};
pub use flow::{Binding, BindingOrder, FailurePolicy, Flow, ReplaceFlow, TriggerInfo, TriggerList};
pub use installation::{
    Acceptance, Follow, Install, InstallForTesting, Installation, InstallationList,
    UpdateInstallation, UpdateWait, WaitingUpdate,
};
pub use key::{RotateKeys, SigningKey, SigningKeyList, SigningKeyState};
pub use notice::{Notice, NoticeKind, NoticeList};
pub use packages::{
    ActionBuild, ActionDependency, ActionStatus, BuildProgress, DeclaredDependency, Licence,
    LicenceList, Lockfile, Sbom, Vulnerability, VulnerabilityList, VulnerabilitySeverity,
};
pub use partner::{
    CreateMember, CreatePartner, Member, MemberList, MemberRole, Partner, PartnerAccount,
    PartnerList, PartnerState, UpdatePartner,
};
pub use partner_key::{
    CreatePartnerKey, IssuedPartnerKey, PartnerKey, PartnerKeyList, PartnerSigningKey,
    PartnerSigningKeyList, RegisterSigningKey,
};
pub use problem::{FieldError, Problem};
pub use recording::{
    NotRecorded, Recording, RecordingList, RecordingMode, RecordingPolicy, RecordingSummary,
    Replay, ReplayRecording, ReplayVerdict, SetRecordingPolicy,
};
pub use release::{
    DelistRelease, RecallRelease, Release, ReleaseList, ReleasePassage, ReleaseSignature,
    ReleaseState,
};
pub use review::{Comment, CommentSide, Decision, GiveVerdict, ReviewStage, Verdict, WriteComment};
pub use run::{RanCode, Run, RunList, RunOutcome, RunStep, RunSummary};
pub use secret::{PutSecret, Secret, SecretList};
pub use shipped::ShippedPackages;
pub use staff::{CreateStaff, IssuedStaff, MarketAct, MarketAudit, Staff, StaffList, StaffRole};
pub use submission::{
    FindingCounts, PublishSubmission, Submission, SubmissionList, SubmissionPassage,
    SubmissionRole, SubmissionState, SubmissionStep, SubmissionSummary, WithdrawSubmission,
};
pub use update::{FormDifference, PermissionsDifference, TakeUpdate, UpdatePreview};
