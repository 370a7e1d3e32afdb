//! Installations, and what an update would change.

use app::install::{InstallationView, UpdatePreview};
use app::moment;
use bundle::{Field, Form, Words};
use market::{Follow, InstallationState, Wait};

use super::offer::{form_fields, listing_of, words};
use super::release_state;

/// An installation; secrets by name only.
pub(crate) fn installation(view: &InstallationView) -> api::Installation {
    let installation = &view.installation;
    let acceptance = &installation.acceptance;
    api::Installation {
        id: installation.id.as_str().to_owned(),
        name: installation.name.clone(),
        slug: installation.slug.to_string(),
        version: installation.version.to_string(),
        digest: installation.release.as_str().to_owned(),
        release_state: release_state(view.release.state),
        partner_name: view.release.partner_name.clone(),
        trigger: installation.trigger,
        follow: match installation.follow {
            Follow::Pinned => api::Follow::Pinned,
            Follow::Following => api::Follow::Following,
        },
        configuration: installation.configuration.clone(),
        secrets: installation
            .secrets
            .iter()
            .map(|secret| api::Secret {
                name: secret.name.clone(),
                updated_at: moment::text(secret.updated_at_ms),
            })
            .collect(),
        acceptance: api::Acceptance {
            permissions: acceptance.permissions.to_string(),
            sentences: acceptance.sentences.clone(),
            accepted_by: acceptance.accepted_by.clone(),
            at: moment::text(acceptance.at_ms),
            digest: acceptance.release.as_str().to_owned(),
        },
        waiting: view
            .waits_for
            .as_ref()
            .and_then(|_| waiting(&installation.state)),
        testing: installation.testing,
        bound: view.bound,
        revision: installation.revision,
        created_at: moment::text(installation.created_at_ms),
        updated_at: moment::text(installation.updated_at_ms),
    }
}

fn waiting(state: &InstallationState) -> Option<api::WaitingUpdate> {
    let InstallationState::UpdateWaiting {
        release,
        version,
        why,
    } = state
    else {
        return None;
    };
    Some(api::WaitingUpdate {
        version: version.to_string(),
        digest: release.as_str().to_owned(),
        why: why.iter().map(wait).collect(),
    })
}

fn wait(wait: &Wait) -> api::UpdateWait {
    match wait {
        Wait::WiderPermissions => api::UpdateWait::WiderPermissions,
        Wait::Fields(names) => api::UpdateWait::Fields(names.clone()),
        Wait::NewMajor => api::UpdateWait::NewMajor,
    }
}

/// Whether it follows, as a call writes it.
pub(crate) fn to_follow(follow: api::Follow) -> Follow {
    match follow {
        api::Follow::Pinned => Follow::Pinned,
        api::Follow::Following => Follow::Following,
    }
}

/// What an update would change.
pub(crate) fn update_preview(preview: &UpdatePreview) -> api::UpdatePreview {
    let UpdatePreview {
        from, to, preview, ..
    } = preview;
    let difference = &preview.difference;
    let in_words = |form: &Form, permissions: &_| {
        Words::new(to.manifest.trigger, Some(form)).granted(permissions)
    };
    api::UpdatePreview {
        from: listing_of(from),
        to: listing_of(to),
        difference: api::PermissionsDifference {
            added: in_words(&to.form, &difference.added),
            removed: in_words(&from.form, &difference.removed),
        },
        code_bytes_before: preview.code_bytes.0,
        code_bytes_after: preview.code_bytes.1,
        form: form_difference(&from.form, &to.form),
        why: preview.why.iter().map(wait).collect(),
        needs_acceptance: difference.widens,
        permissions: words(to),
    }
}

fn form_difference(before: &Form, after: &Form) -> api::FormDifference {
    let fields = |form: &Form| -> Vec<Field> {
        let all = form.configuration.iter().chain(&form.secrets);
        all.cloned().collect()
    };
    let (before, after) = (fields(before), fields(after));
    let named = |list: &[Field], name: &str| list.iter().find(|field| field.name == name).cloned();
    let changed = |field: &&Field| named(&before, &field.name).is_some_and(|old| old != **field);
    let (added, kept): (Vec<Field>, Vec<Field>) = after
        .iter()
        .cloned()
        .partition(|field| named(&before, &field.name).is_none());
    let changed: Vec<Field> = kept.iter().filter(changed).cloned().collect();
    api::FormDifference {
        added: form_fields(&added),
        changed: form_fields(&changed),
        removed: before
            .iter()
            .filter(|field| named(&after, &field.name).is_none())
            .map(|field| field.name.clone())
            .collect(),
    }
}
