//! The operations of a tenant's administrators.

use api::openapi::Operation;
use api::{
    Action, ActionList, CreateAction, Flow, LicenceList, Lockfile, PutSecret, ReplaceFlow,
    RollBack, RotateKeys, Run, RunList, Sbom, Secret, SecretList, SigningKeyList, TestAction,
    TestResult, TriggerList, UpdateAction, Version, VersionList, VulnerabilityList,
};

use super::PAGE;

pub(crate) const LIST_TRIGGERS: Operation = Operation::new(
    "listTriggers",
    "Lists the triggers and what this host can do at each",
)
.answers::<TriggerList>(200);

pub(crate) const LIST_ACTIONS: Operation =
    Operation::new("listActions", "Lists the tenant's own actions").answers::<ActionList>(200);
pub(crate) const CREATE_ACTION: Operation = Operation::new(
    "createAction",
    "Creates an action; it runs once it is deployed and bound",
)
.takes::<CreateAction>()
.answers::<Action>(201)
.or_conflict();
pub(crate) const SHOW_ACTION: Operation =
    Operation::new("showAction", "Shows an action").answers::<Action>(200);
pub(crate) const EDIT_ACTION: Operation = Operation::new("editAction", "Edits an action's draft")
    .takes::<UpdateAction>()
    .answers::<Action>(200)
    .or_conflict();
pub(crate) const DELETE_ACTION: Operation =
    Operation::new("deleteAction", "Deletes an action that no flow binds").or_conflict();
pub(crate) const TEST_ACTION: Operation = Operation::new(
    "testAction",
    "Runs an action's draft on an event of the caller's making",
)
.takes::<TestAction>()
.answers::<TestResult>(200);
pub(crate) const DEPLOY_ACTION: Operation = Operation::new(
    "deployAction",
    "Freezes an action's draft as the version that runs",
)
.answers::<Version>(201)
.or_conflict();
pub(crate) const LIST_VERSIONS: Operation =
    Operation::new("listVersions", "Lists an action's versions").answers::<VersionList>(200);
pub(crate) const SHOW_VERSION: Operation =
    Operation::new("showVersion", "Shows a version of an action").answers::<Version>(200);
pub(crate) const SHOW_LOCK: Operation = Operation::new(
    "showLock",
    "Shows the lockfile of a version's npm packages (package-lock.json)",
)
.answers::<Lockfile>(200);
pub(crate) const SHOW_SBOM: Operation = Operation::new(
    "showSbom",
    "Shows the bill of materials of a version's npm packages (CycloneDX)",
)
.answers::<Sbom>(200);
pub(crate) const LIST_LICENCES: Operation = Operation::new(
    "listLicences",
    "Lists the licences of a version's npm packages, with their texts",
)
.answers::<LicenceList>(200);
pub(crate) const LIST_VULNERABILITIES: Operation = Operation::new(
    "listVulnerabilities",
    "Lists the known vulnerabilities of a version's npm packages, looked up now",
)
.answers::<VulnerabilityList>(200)
.or_conflict();
pub(crate) const LIST_DRAFT_VULNERABILITIES: Operation = Operation::new(
    "listDraftVulnerabilities",
    "Lists the known vulnerabilities of what was built last of an action's draft, looked up now",
)
.answers::<VulnerabilityList>(200)
.or_conflict();
pub(crate) const ROLL_BACK: Operation =
    Operation::new("rollBackAction", "Deploys an old version as a new one")
        .may_take::<RollBack>()
        .answers::<Version>(201)
        .or_conflict();

pub(crate) const LIST_SECRETS: Operation =
    Operation::new("listSecrets", "Lists the names of an action's secrets")
        .answers::<SecretList>(200);
pub(crate) const PUT_SECRET: Operation =
    Operation::new("putSecret", "Sets a secret of an action's draft")
        .takes::<PutSecret>()
        .answers::<Secret>(200)
        .or_conflict();
pub(crate) const DELETE_SECRET: Operation =
    Operation::new("deleteSecret", "Removes a secret from an action's draft").or_conflict();

pub(crate) const SHOW_FLOW: Operation =
    Operation::new("showFlow", "Shows what runs at a trigger, in order").answers::<Flow>(200);
pub(crate) const REPLACE_FLOW: Operation = Operation::new(
    "replaceFlow",
    "Replaces the whole order of a trigger's flow",
)
.takes::<ReplaceFlow>()
.answers::<Flow>(200)
.or_conflict();

pub(crate) const LIST_RUNS: Operation = Operation::new("listRuns", "Lists runs, newest first")
    .with(PAGE)
    .answers::<RunList>(200);
pub(crate) const SHOW_RUN: Operation =
    Operation::new("showRun", "Shows a run with its executions").answers::<Run>(200);

pub(crate) const LIST_KEYS: Operation = Operation::new(
    "listSigningKeys",
    "Lists the keys that sign the tenant's tokens",
)
.answers::<SigningKeyList>(200);
pub(crate) const ROTATE_KEYS: Operation =
    Operation::new("rotateSigningKeys", "Lets the next key sign")
        .may_take::<RotateKeys>()
        .answers::<SigningKeyList>(200)
        .or_conflict();
pub(crate) const WITHDRAW_KEY: Operation =
    Operation::new("withdrawSigningKey", "Publishes an earlier key no more")
        .answers::<SigningKeyList>(200)
        .or_conflict();
