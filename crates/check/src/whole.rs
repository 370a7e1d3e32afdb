//! All checks of a package, one after the other: the report that command line and server give.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use build::{AdvisoryError, BuildError, Lock, Registry, Unpublished};
use bundle::report::SpecTest;
use bundle::{Finding, Package, PackageError, Report, ShippedPackage};
use sandbox::{ProgramFiles, Sandbox, Source};

use crate::code::{Linking, spec_files};
use crate::specs::SpecInput;
use crate::{Policy, faults, rules, specs};

/// How long a registry is asked what it publishes.
const MOST_ASKING: Duration = Duration::from_secs(60);

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

/// What a package is held against.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The operator's policy at this moment ([`Policy::at`]).
    pub policy: &'a Policy,
    /// Known vulnerabilities of npm packages in the OSV format: a file, a folder or an archive of them.
    pub advisories: Option<&'a Path>,
    /// The registry that npm packages should be published in.
    pub registry: Option<&'a Registry>,
}

impl<'a> Against<'a> {
    /// A policy alone.
    pub fn policy(policy: &'a Policy) -> Self {
        Self {
            policy,
            advisories: None,
            registry: None,
        }
    }
}

/// What came of all checks.
#[derive(Debug)]
pub struct Checked {
    /// What was found.
    pub report: Report,
    /// What could not be looked at. The report says no more than that: the causes name what is no business of a partner's.
    pub missed: Vec<Missed>,
}

/// What could not be looked at, and why.
#[derive(Debug, thiserror::Error)]
pub enum Missed {
    /// The advisories.
    #[error("the npm packages were not held against advisories")]
    Advisories(#[source] AdvisoryError),
    /// The registry.
    #[error("the npm packages were not compared with the registry")]
    Registry(#[source] BuildError),
    /// The registry takes too long.
    #[error(
        "the npm packages were not compared with the registry, which had not told of all within {} s",
        MOST_ASKING.as_secs()
    )]
    RegistryTooSlow,
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

/// Checks a package.
pub async fn check(
    sandbox: &Sandbox,
    package: &Package,
    extent: Extent,
    against: Against<'_>,
    progress: &mut dyn Progress,
) -> Checked {
    let mut missed = Vec::new();
    let mut report = Report {
        digest: package.digest(),
        findings: rules::findings(package, &Policy::default()),
        packages: Vec::new(),
        specs: None,
        faults: None,
    };
    match read(package, against.advisories).await {
        Ok(read) => {
            report.findings.extend(read.findings);
            if let (Some(lock), Some(registry)) = (&read.lock, against.registry) {
                let said = unpublished(registry, lock, package).await;
                let found = rules::of_registry(said.as_ref().ok());
                report.findings.extend(found);
                missed.extend(said.err());
            }
            missed.extend(read.unread.map(Missed::Advisories));
            report.packages = read.packages;
            let code = (&read.source, read.files.as_ref());
            run(sandbox, package, code, extent, &mut report, progress).await;
        }
        Err(error) => report.findings.extend(rules::refusals(&[error])),
    }
    let slug = package.manifest().slug.as_str();
    let findings = std::mem::take(&mut report.findings);
    report.findings = sorted(against.policy.apply(findings, slug));
    Checked { report, missed }
}

/// What the registry does not publish.
async fn unpublished(
    registry: &Registry,
    lock: &Lock,
    package: &Package,
) -> Result<BTreeSet<Unpublished>, Missed> {
    let asked = registry.unpublished(lock, package.members());
    match tokio::time::timeout(MOST_ASKING, asked).await {
        Ok(said) => said.map_err(Missed::Registry),
        Err(_) => Err(Missed::RegistryTooSlow),
    }
}

/// Runs what the extent asks for.
async fn run(
    sandbox: &Sandbox,
    package: &Package,
    (source, packages): (&Source, Option<&ProgramFiles>),
    extent: Extent,
    report: &mut Report,
    progress: &mut dyn Progress,
) {
    if extent.specs {
        let mut tell = |test: &SpecTest| progress.test_ended(test);
        let input = SpecInput {
            packages,
            ..SpecInput::from(package)
        };
        let ran = specs::run(sandbox, input, &mut tell).await;
        let found = rules::bounded(specs::findings(&ran, package));
        report.findings.extend(found);
        report.specs = Some(ran);
    }
    if extent.faults {
        let mut tell = |tried, all| progress.situations_tried(tried, all);
        let specs = report.specs.as_ref();
        let ran = faults::run(sandbox, package, source, specs, &mut tell).await;
        report
            .findings
            .extend(rules::bounded(faults::findings(&ran)));
        report.faults = Some(ran);
    }
}

/// What is to run, and what its npm packages show.
struct Read {
    source: Source,
    lock: Option<Lock>,
    files: Option<ProgramFiles>,
    packages: Vec<ShippedPackage>,
    findings: Vec<Finding>,
    /// Why the advisories cannot be read.
    unread: Option<AdvisoryError>,
}

async fn read(package: &Package, advisories: Option<&Path>) -> Result<Read, PackageError> {
    if package.form().dependencies.is_empty() {
        return read_at_once(package, advisories);
    }
    // Unpacking and linking megabytes holds a thread up.
    let (package, advisories) = (package.clone(), advisories.map(Path::to_owned));
    let read = tokio::task::spawn_blocking(move || read_at_once(&package, advisories.as_deref()));
    let read = read.await;
    read.unwrap_or_else(|error| Err(PackageError::Packages(Box::new(error))))
}

fn read_at_once(package: &Package, advisories: Option<&Path>) -> Result<Read, PackageError> {
    let Linking { code, linked } = Linking::of(package)?;
    let (Some(shipped), Some(linked)) = (&code.shipped, &linked) else {
        return Ok(Read {
            source: code.source,
            lock: None,
            files: None,
            packages: Vec::new(),
            findings: Vec::new(),
            unread: None,
        });
    };
    let ground = rules::Ground {
        shipped,
        linked,
        advisories,
    };
    let (findings, unread) = rules::of_shipped(&ground);
    Ok(Read {
        lock: Some(shipped.lock.clone()),
        files: Some(spec_files(shipped, package.members())?),
        packages: shipped.packages(),
        findings,
        unread,
        source: code.source,
    })
}

/// Gravest first, then by place.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, other| {
        let gravest = other.severity.cmp(&one.severity);
        gravest.then_with(|| (&one.place, &one.rule).cmp(&(&other.place, &other.rule)))
    });
    findings
}
