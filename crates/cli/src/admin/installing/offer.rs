//! One version of an integration, as it is read before it is installed.

use std::fmt::Write as _;

use api::{CatalogueVersion, FormField, Integration};

use crate::remote::{Answer, Client, RemoteError};
use crate::shown::sentences;
use crate::terminal::{Paint, Style, harmless};

const NOT_FOUND: u16 = 404;

/// This version, or the newest.
pub(super) async fn find(
    client: &Client,
    slug: &str,
    version: Option<&str>,
) -> Result<Answer<CatalogueVersion>, RemoteError> {
    let newest;
    let version = match version {
        Some(version) => version,
        None => {
            let found: Answer<Integration> = client.get(&["catalogue", slug]).await?;
            newest = found.value.entry.version;
            &newest
        }
    };
    client.get(&["catalogue", slug, "versions", version]).await
}

/// This version, unless the catalogue does not have it: one that is only tried out, or that was recalled.
pub(super) async fn find_listed(
    client: &Client,
    slug: &str,
    version: &str,
) -> Result<Option<CatalogueVersion>, RemoteError> {
    match find(client, slug, Some(version)).await {
        Ok(found) => Ok(Some(found.value)),
        Err(RemoteError::Refused { problem }) if problem.status == NOT_FOUND => Ok(None),
        Err(error) => Err(error),
    }
}

/// What it may do, and who says so.
pub(super) fn permissions(offer: &CatalogueVersion, paint: Paint) -> String {
    let head = format!(
        "{} {} by {} runs at {} and",
        offer.name, offer.listing.version, offer.partner_name, offer.trigger
    );
    let mut text = paint.paint(Style::Bold, &harmless(&head));
    text.push('\n');
    text.push_str(&sentences("-", &offer.permissions.sentences, paint));
    let names = format!("--accept {} accepts exactly this", offer.permissions.accept);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}", paint.paint(Style::Dim, &harmless(&names)));
    text
}

/// A field of a form: what is entered and how. Writing to a String cannot fail.
pub(super) fn field(field: &FormField, option: &str) -> String {
    let mut line = format!(
        "  {option} {}  {} ({})",
        field.name,
        field.label,
        field.kind.id()
    );
    match (&field.default_value, field.required) {
        (Some(value), _) => _ = write!(line, ", `{value}` by itself"),
        (None, true) => line.push_str(", required"),
        (None, false) => {}
    }
    if !field.options.is_empty() {
        let values: Vec<&str> = field.options.iter().map(|one| one.value.as_str()).collect();
        let _ = write!(line, ", one of {}", values.join(", "));
    }
    format!("{}\n", harmless(&line).replace('\n', " "))
}
