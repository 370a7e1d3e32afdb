//! What a customer reads before installing: everything of a release but its code.

use app::catalogue::{VersionOffer, acceptance_of};
use app::moment;
use bundle::{Field, Form, Words};
use market::Release;
use market::catalogue::{Entry, Listed};

use super::release_state;

/// An entry of the catalogue.
pub(crate) fn catalogue_entry(entry: &Entry) -> api::CatalogueEntry {
    api::CatalogueEntry {
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        summary: entry.summary.clone(),
        partner_name: entry.partner_name.clone(),
        trigger: entry.trigger,
        categories: entry.categories.clone(),
        version: entry.version.to_string(),
        published_at: moment::text(entry.published_at_ms),
    }
}

/// A version in a list.
pub(crate) fn listing(listed: &Listed) -> api::CatalogueListing {
    api::CatalogueListing {
        version: listed.version.to_string(),
        digest: listed.release.as_str().to_owned(),
        state: release_state(listed.state),
        published_at: moment::text(listed.published_at_ms),
    }
}

/// A version with all that is read before it is installed.
pub(crate) fn offer(offer: &VersionOffer) -> api::CatalogueVersion {
    let release = &offer.release;
    let manifest = &release.manifest;
    api::CatalogueVersion {
        slug: manifest.slug.to_string(),
        listing: listing_of(release),
        name: manifest.name.clone(),
        summary: manifest.summary.clone(),
        partner_name: release.partner_name.clone(),
        trigger: manifest.trigger,
        categories: manifest.categories.clone(),
        use_case: manifest.use_case.clone(),
        support: manifest.support.clone(),
        privacy: manifest.privacy.clone(),
        terms: manifest.terms.clone(),
        guide: offer.guide.clone(),
        code_bytes: release.code_bytes,
        permissions: words(release),
        form: form(&release.form),
    }
}

pub(crate) fn listing_of(release: &Release) -> api::CatalogueListing {
    api::CatalogueListing {
        version: release.version().to_string(),
        digest: release.id.as_str().to_owned(),
        state: release_state(release.state),
        published_at: moment::text(release.publish_at_ms.unwrap_or(release.created_at_ms)),
    }
}

/// The permissions of a release in plain words, and what accepts them.
pub(crate) fn words(release: &Release) -> api::PermissionsInWords {
    let manifest = &release.manifest;
    let words = Words::new(manifest.trigger, Some(&release.form));
    api::PermissionsInWords {
        summary: words.summary(&manifest.permissions),
        sentences: words.sentences(&manifest.permissions),
        accept: acceptance_of(release),
    }
}

fn form(form: &Form) -> api::Form {
    api::Form {
        configuration: form_fields(&form.configuration),
        secrets: form_fields(&form.secrets),
    }
}

/// Fields of a form; what the partner tried them with is nobody's business.
pub(crate) fn form_fields(fields: &[Field]) -> Vec<api::FormField> {
    fields.iter().map(form_field).collect()
}

fn form_field(field: &Field) -> api::FormField {
    let option = |option: &bundle::form::FieldOption| api::FormOption {
        value: option.value.clone(),
        label: option.label.clone(),
    };
    api::FormField {
        name: field.name.clone(),
        label: field.label.clone(),
        description: field.description.clone(),
        kind: field.kind,
        required: field.required,
        editable: field.editable,
        default_value: field.default_value.clone(),
        placeholder: field.placeholder.clone(),
        options: field.options.iter().map(option).collect(),
        pattern: field.pattern.clone(),
        min: field.min.clone(),
        max: field.max.clone(),
    }
}
