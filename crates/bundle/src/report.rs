//! What all checks of a package found: the document that `latchwork check --json` prints, a submission keeps and a reviewer
//! reads first.

use std::collections::BTreeMap;

use contract::LogLine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Digest, Finding, ShippedPackage};

/// All that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The package that was checked.
    #[schemars(with = "String")]
    pub digest: Digest,
    /// The findings, gravest first, then by place.
    pub findings: Vec<Finding>,
    /// The npm packages that go along, by name and version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<ShippedPackage>,
    /// What its specs came to; none when there are none or they cannot be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specs: Option<SpecReport>,
    /// The fault matrix; none when it was not asked for or the handler cannot be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faults: Option<FaultReport>,
}

impl Report {
    /// Whether something keeps the package from its review.
    pub fn blocks(&self) -> bool {
        self.findings.iter().any(Finding::blocks)
    }
}

/// What the specs of a package came to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpecReport {
    /// Every test, in the order they ran.
    pub tests: Vec<SpecTest>,
    /// Which lines of the handler's file ran.
    pub coverage: Coverage,
    /// Requests the specs had answered, as fixtures the fault matrix may use: URL by URL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<SpecRequest>,
    /// What the specs and the handler printed in them, file by file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logs: Vec<LogLine>,
    /// How long all of it took, in microseconds.
    pub wall_us: u64,
}

/// One test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpecTest {
    /// The member it stands in.
    pub path: String,
    /// The titles of its `describe` blocks and its own.
    pub titles: Vec<String>,
    /// How it ended.
    pub outcome: SpecOutcome,
    /// What it said when it failed, with the place in the spec.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// The handler's calls in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<HandlerCall>,
    /// How long it took, in microseconds.
    pub wall_us: u64,
}

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpecOutcome {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
    /// It was left out: `test.skip`, `test.todo`, or another test has `only`.
    Skipped,
}

/// One call of a handler inside a test: what shows whether the success path is covered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HandlerCall {
    /// The exported function.
    pub handler: String,
    /// Whether it came to its end without throwing.
    pub settled: bool,
    /// The methods of `api` it called, in order: `idToken.setCustomClaim`.
    pub methods: Vec<String>,
    /// Requests it sent that were answered.
    pub answered_requests: u32,
}

/// A request that a spec had answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpecRequest {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The answer's status.
    pub status: u16,
    /// The answer's headers.
    pub headers: BTreeMap<String, String>,
    /// The answer's body.
    pub body: String,
}

/// Lines of one file that ran.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Lines that hold a statement.
    pub lines: u32,
    /// Those that ran.
    pub covered: u32,
    /// Those that did not, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<u32>,
}

impl Coverage {
    /// The share that ran, in percent, rounded down; 100 for a file without statements.
    pub fn percent(&self) -> u32 {
        (self.covered * 100).checked_div(self.lines).unwrap_or(100)
    }
}

/// What the handler did in each situation that can go wrong.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FaultReport {
    /// Every situation.
    pub cells: Vec<FaultCell>,
    /// What they come to, gravest first.
    pub verdicts: Vec<FaultVerdict>,
    /// What to know when reading it: what had to be guessed, what was left out, what a customer chooses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One situation and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FaultCell {
    /// Its name, unique in the report: `service.status-500`, `secret.API_KEY.missing`, `resume.replayed`.
    pub name: String,
    /// The exported function that ran.
    pub handler: String,
    /// How it ended for the flow.
    pub outcome: CellOutcome,
    /// What the end user sees: what a deny said, where a redirect leads, or the general text of a failure.
    pub end_user_sees: String,
    /// What it printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logs: Vec<String>,
    /// The commands it gave, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// The requests it sent: method and URL with marks in place of values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<String>,
    /// Which data travelled where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub travels: Vec<Travel>,
    /// What ended it early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// How long it would have taken, in milliseconds of the matrix' own clock.
    pub elapsed_ms: u64,
}

/// How a cell ended for the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellOutcome {
    /// The flow goes on.
    Allow,
    /// It was refused.
    Deny,
    /// The browser is sent away and comes back.
    Suspend,
    /// The execution failed; the binding's policy decides.
    Error,
}

/// A marked value that left the handler.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Travel {
    /// What: `event.user.email`, `event.secrets.API_KEY`, `answer.body`.
    pub what: String,
    /// Where to: `request api.acme.com`, `log`, `claim https://acme.example/plan`, `redirect acme.com`, `deny`.
    pub to: String,
    /// Whether a permission covers it.
    pub declared: bool,
}

/// What is wrong in some cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FaultVerdict {
    /// What it is.
    pub kind: FaultKind,
    /// The cell that proves it.
    pub cell: String,
    /// Which data, where it leaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// What happens there, in one sentence.
    pub message: String,
    /// What to do.
    pub mend: String,
}

/// What can be wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The check can be passed without passing it: a missing, forged, replayed, expired or borrowed token is taken.
    CanBeBypassed,
    /// A fault lets in whom the success path would refuse.
    FailsOpen,
    /// Data leaves that should not.
    Leaks,
    /// The end user is shown internals: a stack, a host, a status, a message of the partner's service.
    ExposesInternals,
    /// A fault goes unnoticed: no refusal, no failure, no log.
    FailsSilently,
}
