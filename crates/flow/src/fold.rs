//! Folds the commands of one execution: the only place where a command has an effect.

use contract::permission::Capabilities;
use contract::{Command, Execution, ExecutionOutcome, Failure, FailureKind, Trigger};

use crate::changes::Changes;
use crate::metadata::set_transaction_key;
use crate::{Binding, Denial, FlowLimits, Redirect, ScopeChange, claims};

/// What an execution means for the run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// Go on with these changes.
    Applied(Changes),
    /// Go on with these changes once the browser is back.
    Suspended(Changes, Redirect),
    /// Refuse. There are no changes when the execution failed as well.
    Denied(Denial, Option<Changes>, Option<Failure>),
    /// The execution failed; the binding's policy says what that means.
    Failed(Failure),
    /// The execution failed in a way that refuses whatever the policy says.
    Blocked(Failure),
}

/// What a fold has to know besides the commands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) trigger: Trigger,
    pub(crate) binding: &'a Binding,
    pub(crate) capabilities: &'a Capabilities,
    pub(crate) limits: &'a FlowLimits,
}

impl Surroundings<'_> {
    /// Whether the step may send the command. The sandbox stops one that may not where it is called; one that comes
    /// here all the same was forged, and has no effect: not even a refusal.
    fn check(&self, command: &Command) -> Result<(), Failure> {
        if !command.is_allowed_in(self.trigger) {
            let message = format!(
                "api.{} is not a command of {}",
                command.type_name(),
                self.trigger
            );
            return Err(Failure::new(FailureKind::Capability, message));
        }
        match self.capabilities {
            Capabilities::All => Ok(()),
            Capabilities::Only(granted) => granted.check_command(command).map_err(Failure::from),
        }
    }
}

/// Judges an execution by the precedence inside a step: deny, then failure, then suspend, then the rest.
pub(crate) fn judge(changes: &Changes, execution: &Execution, around: Surroundings<'_>) -> Verdict {
    let denial = execution
        .commands
        .iter()
        .find_map(|command| denial(command, around));
    let folded = match own_failure(execution) {
        Some(failure) => Err(failure),
        None => fold_all(changes, &execution.commands, around),
    };
    match (denial, folded) {
        (Some(denial), Ok(folded)) => Verdict::Denied(denial, Some(folded.changes), None),
        (Some(denial), Err(failure)) => Verdict::Denied(denial, None, Some(failure)),
        // A command that refuses and cannot be carried out still refuses: a revocation must not be lost to a
        // policy that goes on.
        (None, Err(failure)) if refuses(execution, around) => Verdict::Blocked(failure),
        (None, Err(failure)) => Verdict::Failed(failure),
        (
            None,
            Ok(Folded {
                changes,
                redirect: Some(redirect),
            }),
        ) => Verdict::Suspended(changes, redirect),
        (
            None,
            Ok(Folded {
                changes,
                redirect: None,
            }),
        ) => Verdict::Applied(changes),
    }
}

fn refuses(execution: &Execution, around: Surroundings<'_>) -> bool {
    execution
        .commands
        .iter()
        .any(|command| command.refuses() && around.check(command).is_ok())
}

/// The deny in this command, if it is one that the step may send.
fn denial(command: &Command, around: Surroundings<'_>) -> Option<Denial> {
    match command {
        Command::AccessDeny {
            code,
            reason,
            user_message,
        } if around.check(command).is_ok() => Some(Denial {
            binding: around.binding.id.clone(),
            code: code.clone(),
            reason: reason.clone(),
            kept_reason: reason.clone(),
            user_message: user_message.clone(),
        }),
        _ => None,
    }
}

/// The failure the execution reports. One that says it failed and not how is the host's fault.
fn own_failure(execution: &Execution) -> Option<Failure> {
    execution.failure.clone().or_else(|| {
        (execution.outcome == ExecutionOutcome::Failed).then(|| {
            Failure::new(
                FailureKind::Internal,
                "the execution failed without saying why",
            )
        })
    })
}

struct Folded {
    changes: Changes,
    redirect: Option<Redirect>,
}

fn fold_all(
    changes: &Changes,
    commands: &[Command],
    around: Surroundings<'_>,
) -> Result<Folded, Failure> {
    let mut folded = Folded {
        changes: changes.clone(),
        redirect: None,
    };
    for command in commands {
        around.check(command)?;
        fold(&mut folded, command, around).map_err(|failure| named(command, failure))?;
    }
    folded.changes.check(around.limits)?;
    Ok(folded)
}

/// The one match. No wildcard: a new command does not compile until somebody decides here what it does.
fn fold(folded: &mut Folded, command: &Command, around: Surroundings<'_>) -> Result<(), Failure> {
    let limits = around.limits;
    let changes = &mut folded.changes;
    match command {
        // Found before, by `judge`: nothing else in a step comes before a deny.
        Command::AccessDeny { .. } => {}
        Command::AccessTokenSetCustomClaim { name, value } => {
            if claims::is_settable(name) {
                changes
                    .claims
                    .access_token
                    .insert(name.clone(), value.clone());
            }
        }
        Command::IdTokenSetCustomClaim { name, value } => {
            if claims::is_settable(name) {
                changes.claims.id_token.insert(name.clone(), value.clone());
            }
        }
        Command::AccessTokenAddScope { scope } => changes.scopes.set(scope, ScopeChange::Add)?,
        Command::AccessTokenRemoveScope { scope } => {
            changes.scopes.set(scope, ScopeChange::Remove)?
        }
        Command::UserSetUserMetadata { key, value } => changes.user_metadata.set(key, value),
        Command::UserSetAppMetadata { key, value } => changes.app_metadata.set(key, value),
        Command::TransactionSetMetadata { key, value } => {
            set_transaction_key(&mut changes.transaction_metadata, key, value, limits)?;
        }
        Command::CacheSet { .. } | Command::CacheDelete { .. } => {
            let owner = around.binding.code.installation();
            changes.caches.of_mut(owner).apply(command);
            changes.cache_writes.of_mut(owner).push(command.clone());
        }
        // Of several redirects in one step the last is the one to go to.
        Command::RedirectSendUserTo { url, query } => {
            folded.redirect = Some(Redirect::new(url, query.as_ref(), limits.url_bytes)?);
        }
        #[rustfmt::skip]
        Command::ValidationError { .. } | Command::PromptRender { .. } | Command::MultifactorEnable { .. }
        | Command::TransactionAddTargetScope { .. } | Command::TransactionRemoveTargetScope { .. }
        | Command::TransactionSetTargetScopes { .. } | Command::TransactionClearTargetScopes { .. }
        | Command::AuthenticationChallengeWith { .. } | Command::AuthenticationChallengeWithAny { .. }
        | Command::AuthenticationEnrollWith { .. } | Command::AuthenticationEnrollWithAny { .. }
        | Command::AuthenticationRecordMethod { .. } | Command::AuthenticationSetPrimaryUser { .. }
        | Command::SessionRevoke { .. } | Command::SessionSetExpiresAt { .. } | Command::SessionSetIdleExpiresAt { .. }
        | Command::SessionSetCookieMode { .. } | Command::SessionSetMetadata { .. } | Command::SessionDeleteMetadata { .. }
        | Command::SessionEvictMetadata { .. } | Command::RefreshTokenRevoke { .. } | Command::RefreshTokenSetExpiresAt { .. }
        | Command::RefreshTokenSetIdleExpiresAt { .. } | Command::RefreshTokenSetMetadata { .. }
        | Command::RefreshTokenDeleteMetadata { .. } | Command::RefreshTokenEvictMetadata { .. }
        | Command::SamlSetAttribute { .. } | Command::SamlSetAudience { .. } | Command::SamlSetRecipient { .. }
        | Command::SamlSetDestination { .. } | Command::SamlSetRelayState { .. } | Command::SamlSetIssuer { .. }
        | Command::SamlSetCreateUpnClaim { .. } | Command::SamlSetPassthroughClaimsWithNoMapping { .. }
        | Command::SamlSetMapUnknownClaimsAsIs { .. } | Command::SamlSetMapIdentities { .. }
        | Command::SamlSetSignatureAlgorithm { .. } | Command::SamlSetDigestAlgorithm { .. }
        | Command::SamlSetLifetimeInSeconds { .. } | Command::SamlSetSignResponse { .. }
        | Command::SamlSetNameIdentifierFormat { .. } | Command::SamlSetNameIdentifierProbes { .. }
        | Command::SamlSetAuthnContextClassRef { .. } | Command::SamlSetSigningCert { .. }
        | Command::SamlSetIncludeAttributeNameFormat { .. } | Command::SamlSetTypedAttributes { .. }
        | Command::SamlSetEncryptionCert { .. } | Command::SamlSetEncryptionPublicKey { .. }
        | Command::SamlSetEncryptionAlgorithm { .. } | Command::SamlSetCert { .. } | Command::SamlSetKey { .. } => {
            return Err(Failure::new(FailureKind::Capability, "this host cannot carry the command out yet"));
        }
    }
    Ok(())
}

/// The failure with the name of the command in front, as the action wrote it.
fn named(command: &Command, mut failure: Failure) -> Failure {
    failure.message = format!("api.{}: {}", command.type_name(), failure.message);
    failure
}
