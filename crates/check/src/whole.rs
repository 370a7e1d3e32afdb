//! All checks of a package, one after the other: the report that command line and server give.

use bundle::report::SpecTest;
use bundle::{Finding, Package, Report};
use sandbox::Sandbox;

use crate::{Policy, faults, rules, specs};

/// Which checks run beside the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The package's own tests.
    pub specs: bool,
    /// The fault matrix.
    pub faults: bool,
}

impl Extent {
    /// Everything: what the server does with a submission.
    pub const WHOLE: Self = Self {
        specs: true,
        faults: true,
    };
}

/// Tells of what goes on.
pub trait Progress: Send {
    /// A test ended.
    fn test_ended(&mut self, test: &SpecTest);
    /// So many situations of the fault matrix were tried, of so many.
    fn situations_tried(&mut self, tried: usize, all: usize);
}

/// Nobody looks.
impl Progress for () {
    fn test_ended(&mut self, _test: &SpecTest) {}
    fn situations_tried(&mut self, _tried: usize, _all: usize) {}
}

/// Checks a package. `policy` is the operator's at this moment ([`Policy::at`]).
pub async fn check(
    sandbox: &Sandbox,
    package: &Package,
    extent: Extent,
    policy: &Policy,
    progress: &mut dyn Progress,
) -> Report {
    let mut findings = rules::findings(package, &Policy::default());
    let specs = match extent.specs {
        true => {
            let mut tell = |test: &SpecTest| progress.test_ended(test);
            let report = specs::run(sandbox, package, &mut tell).await;
            findings.extend(rules::bounded(specs::findings(&report, package)));
            Some(report)
        }
        false => None,
    };
    let faults = match extent.faults {
        true => {
            let mut tell = |tried, all| progress.situations_tried(tried, all);
            let report = faults::run(sandbox, package, specs.as_ref(), &mut tell).await;
            findings.extend(rules::bounded(faults::findings(&report)));
            Some(report)
        }
        false => None,
    };
    Report {
        digest: package.digest(),
        findings: sorted(policy.apply(findings, package.manifest().slug.as_str())),
        specs,
        faults,
    }
}

/// Gravest first, then by place.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, other| {
        let gravest = other.severity.cmp(&one.severity);
        gravest.then_with(|| (&one.place, &one.rule).cmp(&(&other.place, &other.rule)))
    });
    findings
}
