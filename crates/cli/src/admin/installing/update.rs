//! `installations update`: what another version changes is shown; where it may do more, it is asked again.

use std::fmt::Write as _;

use api::{FormField, Installation, TakeUpdate, UpdatePreview, UpdateWait};
use reqwest::Method;

use super::arguments::UpdateArguments;
use super::installations::{describe, find, reason};
use super::offer;
use crate::remote::{Answer, Asked, Client, NOTHING, RemoteError, Shown};
use crate::shown::sentences;
use crate::terminal::{self, Paint, Style, harmless};

pub(super) async fn update(
    client: &Client,
    arguments: &UpdateArguments,
) -> Result<Shown, RemoteError> {
    let one = find(client, &arguments.installation).await?;
    let version = arguments.version.clone();
    let version = version.map(|version| ("version", version));
    let path = ["installations", &one.id, "update"];
    let seen: Answer<UpdatePreview> = client
        .call(Method::GET, &path, version.as_slice(), NOTHING)
        .await?;
    let preview = &seen.value;
    if arguments.preview {
        let text = difference(&one, preview, Paint::for_stdout());
        return Ok(Shown::done(seen.raw, text));
    }
    if preview.from.digest == preview.to.digest {
        let text = format!("{} runs {} already.", one.name, one.version);
        return Ok(Shown::done(seen.raw, harmless(&text)));
    }
    let mut asked = Asked::default();
    if let Some(offer) = offer::find_listed(client, &one.slug, &preview.to.version).await? {
        asked = Asked::from(&offer.form);
        arguments.fields.check(&asked)?;
    }
    // The other fields have their values already.
    let open = open_fields(preview);
    asked.need(|name, _| open.contains(&name));
    arguments.fields.check_complete(&asked)?;
    let text = difference(&one, preview, Paint::for_stderr());
    let accept = if preview.needs_acceptance {
        Some(arguments.accept.decide(&preview.permissions, &text)?)
    } else {
        terminal::complain(text.trim_end());
        None
    };
    let fields = arguments.fields.read()?;
    let body = TakeUpdate {
        revision: one.revision,
        version: Some(preview.to.version.clone()),
        accept,
        configuration: fields.configuration,
        secrets: fields.secrets,
    };
    let answer: Answer<Installation> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let text = describe(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

/// The names of fields that need a value before it goes on.
fn open_fields(preview: &UpdatePreview) -> Vec<&str> {
    let fields = preview.why.iter().filter_map(|why| match why {
        UpdateWait::Fields(names) => Some(names),
        UpdateWait::WiderPermissions | UpdateWait::NewMajor => None,
    });
    fields.flatten().map(String::as_str).collect()
}

/// What changes. Writing to a String cannot fail.
fn difference(one: &Installation, preview: &UpdatePreview, paint: Paint) -> String {
    let head = format!(
        "{}: {} -> {}",
        one.name, preview.from.version, preview.to.version
    );
    let mut text = format!("{}\n", paint.paint(Style::Bold, &harmless(&head)));
    let _ = writeln!(
        text,
        "  code: {} -> {} bytes",
        preview.code_bytes_before, preview.code_bytes_after
    );
    text.push_str(&sentences("+", &preview.difference.added, paint));
    text.push_str(&sentences("-", &preview.difference.removed, paint));
    if preview.difference.added.is_empty() && preview.difference.removed.is_empty() {
        text.push_str("  it may do what it may do now\n");
    }
    let names = |fields: &[FormField]| -> Vec<String> {
        let fields = fields.iter();
        fields
            .map(|field| format!("{} ({})", field.name, field.label))
            .collect()
    };
    for (what, names) in [
        ("new in the form", names(&preview.form.added)),
        ("changed in the form", names(&preview.form.changed)),
        ("gone from the form", preview.form.removed.clone()),
    ] {
        if !names.is_empty() {
            let _ = writeln!(text, "  {what}: {}", harmless(&names.join(", ")));
        }
    }
    for why in &preview.why {
        let _ = writeln!(text, "  to be decided: {}", harmless(&reason(why)));
    }
    if preview.needs_acceptance {
        let names = format!(
            "--accept {} accepts exactly all it may do then",
            preview.permissions.accept
        );
        let _ = writeln!(text, "  {}", paint.paint(Style::Dim, &harmless(&names)));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_difference_says_what_it_gains_loses_and_asks() {
        let listing = |version: &str| {
            json!({"version": version, "digest": format!("sha256:{version}"), "state": "published",
                "published_at": "2030-03-17T10:00:00Z"})
        };
        let sentence = |text: &str| json!({"group": "sees", "text": text});
        let field = json!({"name": "KEY", "label": "Key", "description": "", "type": "string",
            "required": true, "editable": true});
        let preview: UpdatePreview = serde_json::from_value(json!({
            "from": listing("1.0.0"), "to": listing("2.0.0"),
            "difference": {"added": [sentence("sees more")], "removed": [sentence("saw that")]},
            "code_bytes_before": 10, "code_bytes_after": 20,
            "form": {"added": [field], "changed": [], "removed": ["OLD"]},
            "why": ["wider_permissions", {"fields": ["KEY"]}], "needs_acceptance": true,
            "permissions": {"summary": "", "sentences": [], "accept": "sha256:11"},
        }))
        .unwrap();
        let one: Installation = serde_json::from_value(json!({
            "id": "ins_1", "name": "risk", "slug": "acme", "version": "1.0.0", "digest": "sha256:1.0.0",
            "release_state": "superseded", "partner_name": "Acme", "trigger": "post-login",
            "follow": "following", "configuration": {}, "secrets": [],
            "acceptance": {"permissions": "sha256:00", "sentences": [], "accepted_by": "tok_1",
                "at": "2030-03-17T10:00:00Z", "digest": "sha256:1.0.0"},
            "testing": false, "bound": false, "revision": 1, "created_at": "", "updated_at": "",
        }))
        .unwrap();
        assert_eq!(
            difference(&one, &preview, Paint::Plain),
            "risk: 1.0.0 -> 2.0.0\n  code: 10 -> 20 bytes\n  + sees more\n  - saw that\n  \
             new in the form: KEY (Key)\n  gone from the form: OLD\n  \
             to be decided: it may do more\n  to be decided: its form asks for KEY\n  --accept sha256:11 accepts exactly all it may do then\n"
        );
    }
}
