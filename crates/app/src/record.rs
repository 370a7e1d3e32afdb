//! The record a run leaves: steps, outcome, durations, logs, outbound requests, commands by name, failure.

use contract::{Failure, LogLine, RequestRecord};
use flow::{CodeId, Decision, Outcome, Run, StepEffect, StepRecord};
use serde::{Deserialize, Serialize};
use store::{RunRecord, RunStatus};
use tenant::{ClientId, TenantId, UserId};
use url::Url;

use crate::error::Error;

/// Whom a run was about.
pub(crate) struct Subject {
    pub(crate) user_id: Option<UserId>,
    pub(crate) client_id: ClientId,
}

/// How a run ended, or that it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// All actions ran.
    Completed,
    /// An action refused.
    Denied,
    /// It waits for the browser to come back.
    Suspended,
    /// It waited and never came back, or was lost when it had.
    Canceled,
    /// An action failed and its policy blocks, or it needed a page where none may be shown.
    Failed,
}

impl RunOutcome {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Denied => "denied",
            Self::Suspended => "suspended",
            Self::Canceled => "canceled",
            Self::Failed => "failed",
        }
    }
}

/// What is kept of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunBody {
    /// How it ended.
    pub outcome: RunOutcome,
    /// The user, when there is one.
    pub user_id: Option<UserId>,
    /// The client.
    pub client_id: ClientId,
    /// What was refused, in the refusing action's words.
    pub reason: Option<String>,
    /// Its executions, in order.
    pub steps: Vec<StepBody>,
}

/// What is kept of an execution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepBody {
    /// The code that ran.
    #[serde(flatten)]
    pub code: CodeId,
    /// What the flow called it when it ran.
    #[serde(alias = "action_name")]
    pub name: String,
    /// The handler that was called.
    pub handler: String,
    /// What became of it.
    pub outcome: RunOutcome,
    /// How long it took, in microseconds.
    pub wall_us: u64,
    /// The processor time it used, in microseconds.
    pub cpu_us: u64,
    /// Its commands, by name.
    pub commands: Vec<String>,
    /// Commands that came after the handler had settled and were ignored.
    #[serde(default)]
    pub late_commands: u64,
    /// What it printed.
    pub logs: Vec<LogLine>,
    /// What it asked of other hosts: method, host, status and time; never path or query, which may name a person.
    pub requests: Vec<RequestRecord>,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// The record of a run that waits.
pub(crate) fn suspended(
    tenant: &TenantId,
    run: &Run,
    subject: &Subject,
    now_ms: u64,
) -> Result<RunRecord, Error> {
    write(
        tenant,
        run,
        now_ms,
        RunStatus::Suspended,
        body(subject, RunOutcome::Suspended, None, run.steps()),
    )
}

/// The record of a run that is over; a flow without actions leaves none.
pub(crate) fn finished(
    tenant: &TenantId,
    run: &Run,
    subject: &Subject,
    outcome: &Outcome,
    now_ms: u64,
) -> Result<Option<RunRecord>, Error> {
    if run.flow().bindings().is_empty() {
        return Ok(None);
    }
    let (ended, status) = match &outcome.decision {
        Decision::Allow => (RunOutcome::Completed, RunStatus::Final),
        Decision::Deny(_) => (RunOutcome::Denied, RunStatus::Partial),
        Decision::Fail(_) | Decision::InteractionRequired => {
            (RunOutcome::Failed, RunStatus::Partial)
        }
    };
    let reason = match &outcome.decision {
        Decision::Deny(denial) => denial.kept_reason.clone(),
        Decision::InteractionRequired => Some("interaction_required".to_owned()),
        Decision::Allow | Decision::Fail(_) => None,
    };
    write(
        tenant,
        run,
        now_ms,
        status,
        body(subject, ended, reason, &outcome.steps),
    )
    .map(Some)
}

fn write(
    tenant: &TenantId,
    run: &Run,
    now_ms: u64,
    status: RunStatus,
    body: RunBody,
) -> Result<RunRecord, Error> {
    Ok(RunRecord {
        tenant: tenant.clone(),
        id: run.id().as_str().to_owned(),
        trigger: run.trigger(),
        status,
        body: serde_json::to_value(body)?,
        created_at_ms: run.started_at_ms(),
        updated_at_ms: now_ms,
    })
}

fn body(
    subject: &Subject,
    outcome: RunOutcome,
    reason: Option<String>,
    steps: &[StepRecord],
) -> RunBody {
    RunBody {
        outcome,
        user_id: subject.user_id.clone(),
        client_id: subject.client_id.clone(),
        reason,
        steps: steps.iter().map(step).collect(),
    }
}

/// What became of an execution.
pub(crate) fn step_outcome(step: &StepRecord) -> RunOutcome {
    match (step.effect, &step.failure) {
        (StepEffect::Denied, _) => RunOutcome::Denied,
        (StepEffect::Dropped, _) | (_, Some(_)) => RunOutcome::Failed,
        (StepEffect::Suspended, None) => RunOutcome::Suspended,
        (StepEffect::Applied, None) => RunOutcome::Completed,
    }
}

fn step(step: &StepRecord) -> StepBody {
    StepBody {
        code: step.code.clone(),
        name: step.name.clone(),
        handler: step.handler.clone(),
        outcome: step_outcome(step),
        wall_us: step.usage.wall_us,
        cpu_us: step.usage.cpu_us,
        commands: step.commands.clone(),
        late_commands: step.usage.late_commands,
        logs: step.logs.clone(),
        requests: step.requests.iter().map(request).collect(),
        failure: step.failure.clone(),
    }
}

/// What is kept of a request: of its URL the origin alone, which names nobody. A connection and a query name a host and no
/// more.
pub(crate) fn request(request: &RequestRecord) -> RequestRecord {
    let origin = Url::parse(&request.url).map_or_else(
        |_| String::new(),
        |url| match url.scheme() {
            "tcp" | "tls" => {
                let host = url.host_str().unwrap_or_default();
                let port = url
                    .port()
                    .map_or_else(String::new, |port| format!(":{port}"));
                format!("{}://{host}{port}", url.scheme())
            }
            "dns" => request.url.clone(),
            _ => contract::origin(&url).ascii_serialization(),
        },
    );
    RequestRecord {
        url: origin,
        ..request.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_what_names_nobody_is_kept() {
        for (url, expected) in [
            (
                "https://a.example:8443/users/ann?x=1",
                "https://a.example:8443",
            ),
            ("tcp://db.example:5432", "tcp://db.example:5432"),
            ("tls://ann@db.example/x:443", "tls://db.example"),
            ("dns://db.example", "dns://db.example"),
            ("no address", ""),
        ] {
            let whole: RequestRecord =
                serde_json::from_value(serde_json::json!({"method": "GET", "url": url})).unwrap();
            assert_eq!(request(&whole).url, expected, "{url}");
        }
    }
}
