//! The steps of a journey, in order, and what stands after each.

use super::partner::VERSIONS;
use super::standing::{Installed, Standing, Submission};
use crate::board::Kind;

/// One step; those of a version name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Submit(usize),
    /// The server's own: the checks in the background.
    Check(usize),
    Comment(usize),
    /// By the first or the second reviewer.
    Approve(usize, usize),
    Publish(usize),
    Install,
    Bind,
    Configure,
    Update,
    Recall,
    Unbind,
    Uninstall,
}

pub(super) const STEPS: [Step; 18] = [
    Step::Submit(0),
    Step::Check(0),
    Step::Comment(0),
    Step::Approve(0, 0),
    Step::Approve(0, 1),
    Step::Publish(0),
    Step::Install,
    Step::Bind,
    Step::Configure,
    Step::Submit(1),
    Step::Check(1),
    Step::Approve(1, 0),
    Step::Approve(1, 1),
    Step::Publish(1),
    Step::Update,
    Step::Recall,
    Step::Unbind,
    Step::Uninstall,
];

impl Step {
    /// What it is about, and its name.
    pub(super) const fn kind(self) -> (Kind, &'static str) {
        match self {
            Self::Submit(_) => (Kind::Submission, "POST of a submission"),
            Self::Check(_) => (Kind::Check, "the checks of a submission"),
            Self::Comment(_) => (Kind::Submission, "POST of a comment"),
            Self::Approve(..) => (Kind::Verdict, "POST of a verdict"),
            Self::Publish(_) => (Kind::Release, "POST of a publication"),
            Self::Recall => (Kind::Release, "POST of a recall"),
            Self::Install => (Kind::Installation, "POST of an installation"),
            Self::Configure => (Kind::Installation, "PATCH of an installation"),
            Self::Update => (Kind::Installation, "POST of an update"),
            Self::Uninstall => (Kind::Installation, "DELETE of an installation"),
            Self::Bind | Self::Unbind => (Kind::Binding, "PUT of a flow"),
        }
    }

    /// What stands once it is done.
    pub(super) fn after(self, before: &Standing) -> Standing {
        let mut after = before.clone();
        let state = |submission: &mut Option<Submission>, state: &str, verdicts: usize| {
            let submission = submission.as_mut().unwrap();
            submission.state = state.to_owned();
            submission.verdicts = verdicts;
        };
        match self {
            Self::Submit(version) => {
                after.submissions[version] = Some(Submission {
                    state: "functional_review".to_owned(),
                    verdicts: 0,
                    comments: 0,
                });
            }
            Self::Check(_) => {}
            Self::Comment(version) => {
                after.submissions[version].as_mut().unwrap().comments += 1;
            }
            Self::Approve(version, 0) => {
                state(&mut after.submissions[version], "security_review", 1);
            }
            Self::Approve(version, _) => state(&mut after.submissions[version], "approved", 2),
            Self::Publish(version) => {
                state(&mut after.submissions[version], "published", 2);
                for older in &mut after.releases[..version] {
                    *older = Some("superseded".to_owned());
                }
                after.releases[version] = Some("published".to_owned());
                after.listed = Some(VERSIONS[version].to_owned());
            }
            Self::Install => {
                after.installed = Some(Installed {
                    version: VERSIONS[0].to_owned(),
                    on_failure: "deny".to_owned(),
                    whole: true,
                });
            }
            Self::Configure => {
                after.installed.as_mut().unwrap().on_failure = "allow".to_owned();
            }
            Self::Update => {
                after.installed.as_mut().unwrap().version = VERSIONS[1].to_owned();
            }
            Self::Recall => {
                after.releases[1] = Some("recalled".to_owned());
                after.listed = None;
            }
            Self::Uninstall => after.installed = None,
            Self::Bind => after.bound = true,
            Self::Unbind => after.bound = false,
        }
        after
    }
}
