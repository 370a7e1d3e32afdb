//! Data that go to where others see them: addresses, tokens in addresses, texts of refusals.

use bundle::Severity;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::{Origin, Reading};

pub(super) const EXPOSED_ERROR: RuleInfo = RuleInfo {
    name: "exposed-error",
    severity: Severity::Warning,
    about: "a refusal whose text comes from an error or an answer",
    reason: "The end user and the application read it: hosts, codes and messages of your service become public.",
};

pub(super) const PERSONAL_IN_URL: RuleInfo = RuleInfo {
    name: "personal-in-url",
    severity: Severity::Warning,
    about: "personal data in an address, or in a token that travels in one",
    reason: "Addresses stand in logs, histories and headers of others; a signed token can be read by anybody.",
};

pub(super) const SECRET_IN_URL: RuleInfo = RuleInfo {
    name: "secret-in-url",
    severity: Severity::Error,
    about: "a secret in the address of a request or redirect",
    reason: "Addresses stand in logs, and that of a redirect in the user's browser.",
};

/// The methods whose arguments the end user or the application reads.
const REFUSING: [&str; 4] = [
    "access.deny",
    "validation.error",
    "session.revoke",
    "refreshToken.revoke",
];

/// The methods whose arguments travel in an address.
const IN_ADDRESSES: [&str; 2] = ["redirect.sendUserTo", "redirect.encodeToken"];

/// Event fields that say who somebody is, where, or with what; and what is sent to prove it.
const PERSONAL: [&str; 22] = [
    "user.email",
    "user.name",
    "user.given_name",
    "user.family_name",
    "user.nickname",
    "user.picture",
    "user.phone_number",
    "user.username",
    "user.user_metadata",
    "user.app_metadata",
    "user.identities.profileData",
    "request.ip",
    "request.geoip",
    "request.body",
    "request.query",
    "message_options.code",
    "message_options.recipient",
    "message_options.text",
    "transaction.login_hint",
    "session.device",
    "refresh_token.device",
    "session_transfer_token.request",
];

/// Whether a place of the event is personal, or holds something that is.
pub(super) fn is_personal(path: &str) -> bool {
    let below = |path: &str, other: &str| crate::propose::covers(path, other);
    // Single keys of metadata are the application's own: plans, flags, versions.
    let is_key = [
        "user.app_metadata.",
        "user.user_metadata.",
        "request.body.",
        "request.query.",
    ]
    .iter()
    .any(|start| path.starts_with(start));
    path.is_empty()
        || (!is_key
            && PERSONAL
                .iter()
                .any(|one| below(one, path) || below(path, one)))
}

pub(super) fn find(reading: &Reading, finder: &mut Finder) {
    for one in &reading.methods {
        if REFUSING.contains(&one.path.as_ref()) {
            let is_exposed = one
                .shown
                .iter()
                .any(|origin| matches!(origin, Origin::Error | Origin::Message | Origin::Answer));
            if is_exposed {
                finder.in_code(
                    &EXPOSED_ERROR,
                    one.at,
                    format!("api.{} says what an error or an answer said", one.path),
                    "say a text of your own that tells the user what to do",
                );
            }
        }
        if IN_ADDRESSES.contains(&one.path.as_ref()) {
            personal(&one.shown, one.at, finder);
        }
        if one.path.as_ref() == "redirect.sendUserTo" {
            secret(&one.shown, one.at, finder);
        }
    }
    for one in &reading.requests {
        personal(&one.origins, one.at, finder);
        secret(&one.origins, one.at, finder);
    }
    for (at, origins) in &reading.queries {
        personal(origins, *at, finder);
        secret(origins, *at, finder);
    }
}

type Origins = std::collections::BTreeSet<Origin>;

fn personal(origins: &Origins, at: crate::reading::At, finder: &mut Finder) {
    for origin in origins {
        if let Origin::Event(path) = origin
            && is_personal(path)
        {
            finder.in_code(
                &PERSONAL_IN_URL,
                at,
                format!("event.{path} goes into an address"),
                "send it in the body of a request, or an id that your service knows the user by",
            );
        }
    }
}

fn secret(origins: &Origins, at: crate::reading::At, finder: &mut Finder) {
    for origin in origins {
        if let Origin::Secret(name) = origin {
            finder.in_code(
                &SECRET_IN_URL,
                at,
                format!("the secret {name} goes into an address"),
                "send it in a header, such as `authorization`",
            );
        }
    }
}
