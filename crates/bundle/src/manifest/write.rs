//! A manifest as TOML, laid out as a person would.

use std::fmt::Write as _;

use contract::permission::Permissions;
use toml::Value;

use super::{Category, Manifest};

pub(super) fn manifest(manifest: &Manifest) -> String {
    let mut out = String::new();
    let version = manifest.version.to_string();
    entry(&mut out, "name", &manifest.name);
    entry(&mut out, "slug", manifest.slug.as_str());
    entry(&mut out, "version", &version);
    entry(&mut out, "trigger", manifest.trigger.id());
    entry(&mut out, "summary", &manifest.summary);
    let categories = manifest.categories.iter().copied().map(Category::id);
    list(&mut out, "categories", categories);
    entry(&mut out, "support", &manifest.support);
    entry(&mut out, "privacy", &manifest.privacy);
    entry(&mut out, "terms", &manifest.terms);
    let use_case = &manifest.use_case;
    out.push_str("\n[use_case]\n");
    entry(&mut out, "service", &use_case.service);
    entry(&mut out, "customers", &use_case.customers);
    entry(&mut out, "problem", &use_case.problem);
    entry(&mut out, "solution", &use_case.solution);
    entry(&mut out, "limitations", &use_case.limitations);
    if let Some(diagram) = &use_case.diagram {
        entry(&mut out, "diagram", diagram);
    }
    permissions(&mut out, &manifest.permissions);
    out
}

fn permissions(out: &mut String, permissions: &Permissions) {
    for permission in &permissions.event {
        out.push_str("\n[[permissions.event]]\n");
        entry(out, "field", permission.field.as_str());
        entry(out, "reason", &permission.reason);
    }
    for permission in &permissions.api {
        out.push_str("\n[[permissions.api]]\n");
        entry(out, "method", &permission.method);
        if !permission.names.is_empty() {
            list(
                out,
                "names",
                permission.names.iter().map(ToString::to_string),
            );
        }
        entry(out, "reason", &permission.reason);
    }
    for (kind, hosts) in [
        ("hosts", &permissions.hosts),
        ("redirects", &permissions.redirects),
    ] {
        for permission in hosts {
            let _ = write!(out, "\n[[permissions.{kind}]]\n");
            entry(out, "host", &permission.host.to_string());
            entry(out, "reason", &permission.reason);
        }
    }
}

fn entry(out: &mut String, key: &str, text: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(text));
}

fn list(out: &mut String, key: &str, texts: impl Iterator<Item: AsRef<str>>) {
    let texts: Vec<String> = texts.map(|text| quoted(text.as_ref())).collect();
    let _ = writeln!(out, "{key} = [{}]", texts.join(", "));
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
