//! An execution repeated on what was recorded of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Failure;
use contract::permission::Capabilities;
use contract::recording::{Recording, SecretVersion};
use sandbox::{LiveHost, NoOutbound, Replayed, Request, Source};
use tenant::{InstallationId, Secret, TenantId};

use super::{Executor, share};

/// The code of a replay, and what stands in no recording.
pub(crate) struct Again<'a> {
    pub(crate) source: &'a Source,
    pub(crate) installation: Option<&'a InstallationId>,
    pub(crate) capabilities: Capabilities,
    pub(crate) secrets: &'a BTreeMap<String, Secret>,
}

impl Executor {
    /// Repeats what was recorded, its references resolved, on the tenant's account.
    ///
    /// # Errors
    /// Why nothing can be compared: the code does not load, or no execution can begin.
    pub(crate) async fn again(
        &self,
        tenant: &TenantId,
        again: Again<'_>,
        recording: Recording,
    ) -> Result<Replayed, Failure> {
        let share = share(tenant, again.installation);
        let prepared = self.prepare_on(&share, again.source).await?;
        // A secret that came later was not there, and one of another version was in no event.
        let own = |one: &&SecretVersion| one.of.is_none();
        let had = |name: &String| {
            let mut had = recording.secrets.iter().filter(own);
            had.any(|one| one.name == *name)
        };
        let secrets = again.secrets.iter().filter(|(name, _)| had(name));
        let secrets = secrets.map(|(name, value)| (name.clone(), value.expose().to_owned()));
        let request = Request {
            share,
            handler: recording.handler,
            event: recording.event,
            secrets: secrets.collect(),
            configuration: recording.configuration,
            cache: recording.cache,
            can_redirect: recording.can_redirect,
            capabilities: again.capabilities,
            limits: recording.limits,
            host: Arc::new(LiveHost::new(Arc::new(NoOutbound))),
        };
        self.sandbox
            .replay(&prepared, request, recording.steps)
            .await
    }
}
