//! Recordings as administrators see them: the policy, the list, one with what was recorded, its export.

use std::collections::BTreeMap;

use contract::Trigger;
use contract::recording::Recording;
use flow::view::{Origin, recorded};
use flow::{CodeId, Mask};
use store::{Page, RecordingEntry, RecordingFilter};
use tenant::{AdminToken, RecordingPolicy, Secret, TenantId};

use crate::App;
use crate::aside::aside;
use crate::error::Error;
use crate::recorder::Summary;
use crate::runs::RunOutcome;

pub use crate::recorder::NotRecorded;
pub use store::RecordingFilter as Filter;

/// A recording as an administrator sees it in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordingView {
    /// Its id.
    pub id: String,
    /// The run.
    pub run: String,
    /// Its place in the run, from 0.
    pub step: u64,
    /// The trigger.
    pub trigger: Trigger,
    /// The code that ran.
    pub code: CodeId,
    /// What the flow called it.
    pub name: String,
    /// The handler.
    pub handler: String,
    /// What became of the execution.
    pub outcome: RunOutcome,
    /// How many steps were recorded.
    pub steps: usize,
    /// How many bytes.
    pub bytes: u64,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
}

/// One with as much of what was recorded as may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownRecording {
    /// The recording.
    pub view: RecordingView,
    /// What was recorded.
    pub recording: Recording,
}

/// The policy and how much of it is used.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyView {
    /// The policy.
    pub policy: RecordingPolicy,
    /// Recordings there are.
    pub rows: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What was not recorded since this server started.
    pub not_recorded: NotRecorded,
}

impl App {
    /// A tenant's policy.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn recording_policy(&self, tenant: &TenantId) -> Result<PolicyView, Error> {
        let total = self.store.recordings_total(tenant).await?;
        Ok(PolicyView {
            policy: self.policy_now(tenant).await?,
            rows: total.rows,
            bytes: total.bytes,
            not_recorded: self.recorder.not_recorded(tenant),
        })
    }

    /// Says what is recorded from now on. What is there already stays as long as it was to stay.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn set_recording_policy(
        &self,
        by: &AdminToken,
        policy: RecordingPolicy,
    ) -> Result<PolicyView, Error> {
        policy.validate()?;
        let mut audit = self.audit(by, "Change the policy of recordings", by.tenant.as_str())?;
        audit.details = serde_json::to_value(&policy)?;
        self.store
            .recording_policy_set(&by.tenant, &policy, &audit)
            .await?;
        self.forget(&by.tenant);
        self.recorder.look_again(&by.tenant);
        self.recording_policy(&by.tenant).await
    }

    /// The recordings of a tenant, newest first, a page of at most 100.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn list_recordings(
        &self,
        tenant: &TenantId,
        filter: &RecordingFilter,
        page: Page,
    ) -> Result<Vec<RecordingView>, Error> {
        let entries = self.store.recordings_list(tenant, filter, page).await?;
        entries.into_iter().map(view).collect()
    }

    /// One with what was recorded, as far as the tenant may see it and its policy shows it.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn show_recording(&self, by: &AdminToken, id: &str) -> Result<ShownRecording, Error> {
        let shown = self.shown_recording(&by.tenant, id).await?;
        let audit = self.audit(by, "Show a recording", &shown.view.id)?;
        self.store.audit_append(&audit).await?;
        Ok(shown)
    }

    /// One as a file that `latchwork replay` reads: of the tenant's own action with its code, while that version is there.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn export_recording(&self, by: &AdminToken, id: &str) -> Result<Recording, Error> {
        let ShownRecording {
            view,
            mut recording,
        } = self.shown_recording(&by.tenant, id).await?;
        if let CodeId::Own { version_id, .. } = &view.code {
            let version = self.store.action_version_find(&by.tenant, version_id);
            recording.code = version.await?.map(|version| version.code);
        }
        let audit = self.audit(by, "Export a recording", &view.id)?;
        self.store.audit_append(&audit).await?;
        Ok(recording)
    }

    /// Deletes one.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn delete_recording(&self, by: &AdminToken, id: &str) -> Result<(), Error> {
        let id: String = id.chars().take(64).collect();
        let audit = self.audit(by, "Delete a recording", &id)?;
        let deleted = self.store.recording_delete(&by.tenant, &id, &audit).await;
        deleted.map_err(|error| match error {
            store::Error::NotFound { .. } => missing(&id),
            other => other.into(),
        })?;
        self.recorder.look_again(&by.tenant);
        Ok(())
    }

    async fn shown_recording(&self, tenant: &TenantId, id: &str) -> Result<ShownRecording, Error> {
        let (view, mut recording) = self.whole_recording(tenant, id).await?;
        let policy = self.policy_now(tenant).await?;
        let secrets = match &view.code {
            // What the tenant's own action printed is shown as it was recorded.
            CodeId::Own { .. } => BTreeMap::new(),
            CodeId::Release {
                installation_id, ..
            } => {
                let secrets = self.store.installation_secrets(tenant, installation_id);
                secrets.await?
            }
        };
        let code = view.code.clone();
        // A recording may have megabytes.
        let recording = aside(move || {
            let mask = Mask::new(secrets.values().map(Secret::expose));
            show(&mut recording, &code, &policy, &mask);
            recording
        });
        Ok(ShownRecording {
            view,
            recording: recording.await?,
        })
    }

    /// One as it was recorded.
    pub(crate) async fn whole_recording(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<(RecordingView, Recording), Error> {
        let found = self.store.recording_find(tenant, id).await?;
        let (entry, recorded) = found.ok_or_else(|| missing(id))?;
        let recording = aside(move || serde_json::from_slice(&recorded));
        Ok((view(entry)?, recording.await??))
    }

    /// The policy as it is in the store now, whatever is remembered of the tenant.
    pub(crate) async fn policy_now(&self, tenant: &TenantId) -> Result<RecordingPolicy, Error> {
        let found = self.store.tenant_find(tenant).await?;
        let found = found.ok_or_else(|| Error::NotFound {
            noun: "tenant",
            id: tenant.as_str().to_owned(),
        })?;
        Ok(found.settings.recording)
    }
}

/// Leaves what may be shown: of a partner's release what the run's record shows, without these secrets; of all what the policy
/// does not take out; and nothing by which a secret can be guessed.
pub(crate) fn show(
    recording: &mut Recording,
    code: &CodeId,
    policy: &RecordingPolicy,
    mask: &Mask,
) {
    if origin(code) == Origin::Installed {
        recorded(recording, mask);
    }
    recording.redact(&policy.redact);
    recording.withhold_versions();
}

pub(crate) const fn origin(code: &CodeId) -> Origin {
    match code {
        CodeId::Own { .. } => Origin::Own,
        CodeId::Release { .. } => Origin::Installed,
    }
}

fn missing(id: &str) -> Error {
    Error::NotFound {
        noun: "recording",
        id: id.chars().take(64).collect(),
    }
}

fn view(entry: RecordingEntry) -> Result<RecordingView, Error> {
    let summary: Summary = serde_json::from_value(entry.summary)?;
    Ok(RecordingView {
        id: entry.id,
        run: entry.run,
        step: entry.step,
        trigger: entry.trigger,
        code: summary.code,
        name: summary.name,
        handler: summary.handler,
        outcome: serde_json::from_value(entry.outcome.into())?,
        steps: summary.steps,
        bytes: entry.bytes,
        created_at_ms: entry.created_at_ms,
        expires_at_ms: entry.expires_at_ms,
    })
}
