//! The npm packages of actions, as HTTP shows them.

use api::{
    ActionBuild, ActionDependency, ActionStatus, BuildProgress, DeclaredDependency, Licence,
    Vulnerability, VulnerabilityList, VulnerabilitySeverity,
};
use app::advisories::{Audit, Gravity};
use app::moment;
use tenant::{Build, BuildStatus};

pub(crate) fn dependencies(declared: Vec<tenant::Dependency>) -> Vec<ActionDependency> {
    let shape = |one: tenant::Dependency| ActionDependency {
        name: one.name,
        version: one.version,
    };
    declared.into_iter().map(shape).collect()
}

pub(crate) fn declared(sent: Vec<DeclaredDependency>) -> Vec<tenant::Dependency> {
    let value = |one: DeclaredDependency| tenant::Dependency {
        name: one.name,
        version: one.version,
    };
    sent.into_iter().map(value).collect()
}

pub(crate) fn status(status: BuildStatus) -> ActionStatus {
    match status {
        BuildStatus::Pending => ActionStatus::Pending,
        BuildStatus::Building => ActionStatus::Building,
        BuildStatus::Built => ActionStatus::Built,
        BuildStatus::Retrying => ActionStatus::Retrying,
        BuildStatus::Failed => ActionStatus::Failed,
    }
}

pub(crate) fn build(build: &Build) -> ActionBuild {
    let again = build
        .due_at_ms
        .filter(|_| build.status == BuildStatus::Retrying);
    ActionBuild {
        progress: build.progress.map(progress),
        failed_tries: build.failed,
        retry_at: again.map(moment::text),
        notes: build.notes.clone(),
    }
}

fn progress(progress: tenant::BuildProgress) -> BuildProgress {
    match progress {
        tenant::BuildProgress::Resolving { packages } => BuildProgress::Resolving { packages },
        tenant::BuildProgress::Fetching { done, total } => BuildProgress::Fetching { done, total },
        tenant::BuildProgress::Linking { packages } => BuildProgress::Linking { packages },
    }
}

pub(crate) fn licence(licence: app::packages::Licence) -> Licence {
    Licence {
        name: licence.name,
        version: licence.version,
        license: licence.license,
        text: licence.text,
    }
}

pub(crate) fn vulnerabilities(audit: &Audit) -> VulnerabilityList {
    let all = audit.vulnerabilities.iter();
    VulnerabilityList {
        as_of: audit.as_of_ms.map(moment::text),
        vulnerabilities: all
            .map(|one| Vulnerability {
                id: one.id.clone(),
                aliases: one.aliases.clone(),
                severity: severity(one.gravity),
                package: one.package.clone(),
                version: one.version.clone(),
                fixed_in: one.fixed.clone(),
                places: one.places.clone(),
                summary: one.summary.clone(),
                mend: one.finding().mend,
            })
            .collect(),
    }
}

fn severity(gravity: Gravity) -> VulnerabilitySeverity {
    match gravity {
        Gravity::Unknown => VulnerabilitySeverity::Unknown,
        Gravity::Low => VulnerabilitySeverity::Low,
        Gravity::Moderate => VulnerabilitySeverity::Moderate,
        Gravity::High => VulnerabilitySeverity::High,
        Gravity::Critical => VulnerabilitySeverity::Critical,
        Gravity::Malicious => VulnerabilitySeverity::Malicious,
    }
}
