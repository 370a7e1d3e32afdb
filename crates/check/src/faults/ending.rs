//! How a run ends for the flow, and what the end user sees of it.

use bundle::report::CellOutcome;
use contract::{Command, Execution, ExecutionOutcome, Trigger};

/// How a run ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ending {
    pub(crate) outcome: CellOutcome,
    /// What the end user sees.
    pub(crate) seen: String,
    /// The part of it that the action worded.
    pub(crate) said: Option<String>,
}

/// What the end user is told when nothing else is.
const GENERAL: &str = "The request could not be completed. Reference: ...";

impl Ending {
    /// The ending of an execution, by the precedence inside a step: deny, then failure, then suspend, then the rest.
    pub(crate) fn of(trigger: Trigger, can_redirect: bool, execution: &Execution) -> Self {
        match execution.outcome {
            ExecutionOutcome::Denied => Self::denied(trigger, execution),
            ExecutionOutcome::Failed => Self {
                outcome: CellOutcome::Error,
                seen: unworded(trigger).to_owned(),
                said: None,
            },
            ExecutionOutcome::Suspended if !can_redirect => Self {
                outcome: CellOutcome::Deny,
                seen: "interaction_required: there is no browser that could be sent elsewhere"
                    .to_owned(),
                said: None,
            },
            ExecutionOutcome::Suspended => Self {
                outcome: CellOutcome::Suspend,
                seen: execution
                    .commands
                    .iter()
                    .rev()
                    .find_map(step)
                    .unwrap_or_default(),
                said: None,
            },
            ExecutionOutcome::Completed => Self {
                outcome: CellOutcome::Allow,
                seen: goes_on(trigger).to_owned(),
                said: None,
            },
        }
    }

    fn denied(trigger: Trigger, execution: &Execution) -> Self {
        let refusal = execution.commands.iter().find(|command| command.refuses());
        let said = refusal.and_then(|refusal| worded(trigger, refusal));
        let said = said.filter(|text| !text.is_empty()).map(ToOwned::to_owned);
        Self {
            outcome: CellOutcome::Deny,
            seen: said.clone().unwrap_or_else(|| unworded(trigger).to_owned()),
            said,
        }
    }
}

/// What a refusal says to the user. The reason of a refused registration is for the tenant's log alone.
pub(crate) fn worded(trigger: Trigger, refusal: &Command) -> Option<&str> {
    match refusal {
        Command::AccessDeny {
            reason,
            user_message,
            ..
        } => match trigger {
            Trigger::PreUserRegistration => user_message.as_deref(),
            _ => reason.as_deref(),
        },
        Command::ValidationError { message, .. } => Some(message),
        Command::SessionRevoke { reason, .. } => Some(reason),
        Command::RefreshTokenRevoke { reason } => reason.as_deref(),
        _ => None,
    }
}

fn unworded(trigger: Trigger) -> &'static str {
    match trigger.is_blocking() {
        true => GENERAL,
        false => "nothing: nobody waits for it",
    }
}

fn goes_on(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::PostLogin => "the login goes on",
        Trigger::CredentialsExchange => "nothing: there is no user",
        Trigger::PreUserRegistration => "the registration goes on",
        Trigger::SendPhoneMessage => "the message counts as sent",
        Trigger::PostUserRegistration | Trigger::PostChangePassword => {
            "nothing: nobody waits for it"
        }
    }
}

/// Where a command leads that suspends.
fn step(command: &Command) -> Option<String> {
    match command {
        Command::RedirectSendUserTo { url, .. } => Some(format!("is sent to {url}")),
        Command::PromptRender { form_id, .. } => Some(format!("is shown the form {form_id}")),
        _ if command.suspends() => Some("is asked for a factor".to_owned()),
        _ => None,
    }
}
