//! A draft is tried out with an event of the administrator's making.

use contract::Execution;
use contract::cache::CacheSnapshot;
use flow::view::Origin;
use sandbox::Executed;
use serde_json::Value;
use tenant::AdminToken;

use crate::App;
use crate::conceal::Conceal;
use crate::error::Error;
use crate::execute::Given;
use crate::other_secrets::OtherSecrets;

/// A draft to try out.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The event, as it is.
    pub event: Value,
    /// The handler; the trigger's first when absent.
    pub handler: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The execution.
    pub execution: Execution,
    /// Its commands whose capability this host lacks.
    pub lacking: Vec<String>,
}

impl App {
    /// Runs the draft with the caller's event and its real secrets. Nothing is folded or recorded.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours; what the action did wrong is in the execution.
    pub async fn test_action(
        &self,
        by: &AdminToken,
        id: &str,
        trial: Trial,
    ) -> Result<Tried, Error> {
        let tenant = &by.tenant;
        let action = self.action(tenant, id).await?;
        if !trial.event.is_object() {
            return Err(Error::Invalid {
                field: "event".to_owned(),
                message: "must be a JSON object as the trigger defines it".to_owned(),
                limit: None,
            });
        }
        // It runs with real secrets and asks real hosts.
        let audit = self.audit(by, "Test an action", action.id.as_str())?;
        self.store.audit_append(&audit).await?;
        let secrets = self.store.action_secrets(tenant, &action.id).await?;
        let given = Given {
            handler: trial
                .handler
                .unwrap_or_else(|| action.trigger.handler().to_owned()),
            event: trial.event,
            cache: CacheSnapshot::default(),
            wall_ms: self.executor.limits().wall_ms,
            can_redirect: action.trigger.continue_handler().is_some(),
            installed: None,
        };
        let prepared = match self.draft_source(&action).await? {
            Ok(source) => self.executor.prepare(tenant, &source).await,
            Err(failure) => Err(failure),
        };
        let executed = match prepared {
            Ok(prepared) => self.executor.run(tenant, &prepared, given, &secrets).await,
            Err(failure) => Executed::refused(failure),
        };
        let mut execution = executed.execution;
        // Whoever tries it out wants to see all of it, and waits.
        if let Some(floated) = executed.tail.end().await {
            floated.join(&mut execution);
        }
        // Its cache was empty.
        let conceal = Conceal::new(Origin::Own, secrets, OtherSecrets::default(), &self.masks);
        conceal.execution(&mut execution);
        let names = execution.commands.iter().map(|command| command.type_name());
        let lacking = names
            .filter(|name| !flow::is_hosted(name))
            .map(str::to_owned)
            .collect();
        Ok(Tried { execution, lacking })
    }
}
