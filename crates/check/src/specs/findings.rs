//! What the specs of a package leave to be said.

use bundle::report::{HandlerCall, SpecOutcome, SpecReport, SpecTest};
use bundle::{Finding, Package, Place, Severity};
use contract::permission::Permissions;

use super::input::HANDLER;
use crate::rules::rule;

/// Below this share of lines, in percent, coverage is called low.
const LOW_PERCENT: u32 = 60;
/// The commands that refuse: an execution that gave one is not the success path.
const REFUSING: &[&str] = &[
    "access.deny",
    "validation.error",
    "session.revoke",
    "refreshToken.revoke",
];

/// The findings, gravest first.
pub fn findings(report: &SpecReport, package: &Package) -> Vec<Finding> {
    let has_specs = package.specs().next().is_some();
    of(report, &package.manifest().permissions, has_specs)
}

fn of(report: &SpecReport, permissions: &Permissions, has_specs: bool) -> Vec<Finding> {
    if !has_specs {
        return vec![missing()];
    }
    let failed = report
        .tests
        .iter()
        .filter(|test| test.outcome == SpecOutcome::Failed);
    let mut findings: Vec<_> = failed.map(fails).collect();
    let issues = Issues::of(permissions);
    let passed = report
        .tests
        .iter()
        .filter(|test| test.outcome == SpecOutcome::Passed);
    if !passed
        .flat_map(|test| &test.calls)
        .any(|call| issues.shown_by(call))
    {
        findings.push(untested(&issues));
    }
    if report.coverage.percent() < LOW_PERCENT {
        findings.push(low(report));
    }
    findings
}

/// What a handler on its success path issues, as far as the manifest declares it.
struct Issues<'a> {
    commands: Vec<&'a str>,
    sends_requests: bool,
}

impl<'a> Issues<'a> {
    fn of(permissions: &'a Permissions) -> Self {
        let declared = permissions.api.iter().map(|own| own.method.as_str());
        Self {
            commands: declared
                .filter(|method| is_command(method) && !REFUSING.contains(method))
                .collect(),
            sends_requests: !permissions.hosts.is_empty(),
        }
    }

    /// Nothing but its end shows the success path of a handler that may issue nothing: a gate that refuses or lets pass.
    fn are_none(&self) -> bool {
        self.commands.is_empty() && !self.sends_requests
    }

    fn shown_by(&self, call: &HandlerCall) -> bool {
        let refuses = call
            .methods
            .iter()
            .any(|method| REFUSING.contains(&method.as_str()));
        let issues = self.are_none()
            || call.answered_requests > 0
            || call
                .methods
                .iter()
                .any(|method| self.commands.contains(&method.as_str()));
        call.settled && !refuses && issues
    }

    fn told(&self) -> String {
        let mut told = Vec::new();
        if !self.commands.is_empty() {
            let names: Vec<_> = self
                .commands
                .iter()
                .map(|name| format!("`api.{name}`"))
                .collect();
            told.push(format!("calls {}", names.join(" or ")));
        }
        if self.sends_requests {
            told.push("has a request answered".to_owned());
        }
        told.join(", or ")
    }
}

/// Whether a method is a command; the cache is not what a flow waits for.
fn is_command(method: &str) -> bool {
    contract::Command::TYPE_NAMES.contains(&method) && !method.starts_with("cache.")
}

fn missing() -> Finding {
    let message = "the package has no tests".to_owned();
    let mend = "Write integration/integration.action.spec.js: require the mocks `../__mocks__/event-<flow>` and `../__mocks__/api-<flow>`, call the handler, expect what it asked for. `latchwork test` runs it.";
    found("spec-missing", None, message, mend)
}

/// A finding of one of the rules that run the package.
fn found(name: &str, place: Option<Place>, message: String, mend: &str) -> Finding {
    let known = rule(name);
    Finding {
        rule: name.to_owned(),
        severity: known.map_or(Severity::Error, |rule| rule.severity),
        place,
        message,
        reason: known.map_or("", |rule| rule.reason).to_owned(),
        mend: mend.to_owned(),
    }
}

fn fails(test: &SpecTest) -> Finding {
    let name = match test.titles.as_slice() {
        [] => "the file".to_owned(),
        titles => format!("`{}`", titles.join(" > ")),
    };
    let told = test.failure.as_deref().unwrap_or("it failed");
    let mend = "Mend the handler or the test; `latchwork test` runs them in the sandbox the integration will run in.";
    let message = format!("{name} fails: {told}");
    found("spec-fails", Some(place(test)), message, mend)
}

fn untested(issues: &Issues<'_>) -> Finding {
    let (message, mend) = if issues.are_none() {
        (
            "no passing test calls the handler to its end without a refusal".to_owned(),
            "Add a test in which the handler lets the user pass.",
        )
    } else {
        (
            format!(
                "no passing test shows the success path: a call of the handler that ends without a refusal or an error and {}",
                issues.told()
            ),
            "Add a test with everything configured and the service, if there is one, answering as it does on a good day. The call must be awaited, and the handler must be taken from `require('./integration.action')`.",
        )
    };
    found("success-path-untested", Some(file(HANDLER)), message, mend)
}

fn low(report: &SpecReport) -> Finding {
    let coverage = &report.coverage;
    let missed: Vec<_> = coverage
        .missed
        .iter()
        .take(20)
        .map(u32::to_string)
        .collect();
    let more = coverage.missed.len().saturating_sub(missed.len());
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let place = Place {
        line: coverage.missed.first().copied(),
        ..file(HANDLER)
    };
    let message = format!(
        "the tests run {} of the handler's {} lines, {} %; they do not run lines {}{more}",
        coverage.covered,
        coverage.lines,
        coverage.percent(),
        missed.join(", ")
    );
    let mend = "Add tests of the missing lines: missing configuration, a service that does not answer, a user without an e-mail address.";
    found("coverage-low", Some(place), message, mend)
}

fn file(path: &str) -> Place {
    Place {
        path: path.to_owned(),
        line: None,
        column: None,
    }
}

/// Where a test failed: the first place in its own file that its failure names, else its file.
fn place(test: &SpecTest) -> Place {
    let failure = test.failure.as_deref().unwrap_or_default();
    let named = failure
        .match_indices(&test.path)
        .find_map(|(at, name)| numbers(failure.get(at + name.len()..)?));
    let (line, column) = named.unzip();
    Place {
        line,
        column,
        ..file(&test.path)
    }
}

/// `:LINE:COLUMN` at the beginning of a text.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let mut parts = text
        .strip_prefix(':')?
        .splitn(3, |letter: char| !letter.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests;
