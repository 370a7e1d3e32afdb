//! Credentials that stand in a package.

use std::sync::LazyLock;

use bundle::{Package, Severity};
use oxc::ast::AstKind;
use oxc::ast::ast::{AssignmentTarget, BindingPattern, Expression};
use oxc::span::{GetSpan, Span};
use regex::Regex;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::{Lines, Source};

pub(super) const CREDENTIAL: RuleInfo = RuleInfo {
    name: "credential",
    severity: Severity::Error,
    about: "a key, token or password in a text of the package",
    reason: "Whoever reads the package has it, for as long as the package is kept; every customer would share it.",
};

const MEND: &str =
    "revoke it where it was issued; ask each customer for its own with a secret of the form";

/// The shapes of credentials that their issuers document.
static SHAPES: LazyLock<Vec<(&str, Option<Regex>)>> = LazyLock::new(|| {
    [
        (
            "a private key",
            r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----",
        ),
        ("an access key of AWS", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
        (
            "a token of GitHub",
            r"\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{50,})",
        ),
        ("a token of GitLab", r"\bglpat-[0-9A-Za-z_-]{20,}"),
        ("a key of Stripe", r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}"),
        ("a token of Slack", r"\bxox[abeoprs]-[0-9A-Za-z-]{10,}"),
        (
            "an address of Slack that anybody can post to",
            r"hooks\.slack\.com/services/T[0-9A-Z]+/B[0-9A-Z]+/[0-9A-Za-z]{16,}",
        ),
        ("a key of Google", r"\bAIza[0-9A-Za-z_-]{35}"),
        (
            "a key of SendGrid",
            r"\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}",
        ),
        ("a token of npm", r"\bnpm_[0-9A-Za-z]{36}\b"),
        ("a key of Twilio", r"\bSK[0-9a-f]{32}\b"),
        ("a key of Mailgun", r"\bkey-[0-9a-f]{32}\b"),
        ("a key of Square", r"\bsq0[a-z]{3}-[0-9A-Za-z_-]{22,}"),
        ("a token of Azure", r"\bAccountKey=[0-9A-Za-z+/]{40,}"),
    ]
    .map(|(what, shape)| (what, Regex::new(shape).ok()))
    .into()
});

/// Texts that are credentials wherever code has them.
static IN_CODE: LazyLock<Vec<(&str, Option<Regex>)>> = LazyLock::new(|| {
    [
        (
            "a signed token",
            r"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{16,}",
        ),
        (
            "an address with a password",
            r"^[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s:@]+@",
        ),
        (
            "a bearer token",
            r"^(?i:bearer|basic) [0-9A-Za-z._~+/=-]{16,}$",
        ),
    ]
    .map(|(what, shape)| (what, Regex::new(shape).ok()))
    .into()
});

/// Names of what holds a credential; the flag says whether any text is one there, or only one with a digit.
const NAMES: [(&str, bool); 12] = [
    ("password", true),
    ("passwd", true),
    ("pwd", true),
    ("passphrase", true),
    ("clientsecret", true),
    ("privatekey", true),
    ("secret", false),
    ("apikey", false),
    ("accesskey", false),
    ("token", false),
    ("signingkey", false),
    ("credential", false),
];

/// Looks for known shapes in all texts.
pub(super) fn find_in_texts(package: &Package, finder: &mut Finder) {
    for (path, content) in package.members().iter() {
        let path = path.as_str();
        let Ok(text) = std::str::from_utf8(content) else {
            continue;
        };
        if path.ends_with(".png") {
            continue;
        }
        let lines = Lines::of(text);
        for (what, shape) in SHAPES.iter() {
            for found in shape.iter().flat_map(|shape| shape.find_iter(text)) {
                finder.at(
                    &CREDENTIAL,
                    path,
                    Some(lines.at(found.start())),
                    format!("the text holds {what}"),
                    MEND,
                );
            }
        }
    }
}

/// Looks at the texts of the code, and at what they are the values of.
pub(super) fn find_in_code(source: &Source<'_>, finder: &mut Finder) {
    for node in source.semantic.nodes().iter() {
        match node.kind() {
            AstKind::StringLiteral(one) => literal(source, one.span, &one.value, finder),
            AstKind::TemplateElement(one) => literal(source, one.span, &one.value.raw, finder),
            AstKind::VariableDeclarator(one) => {
                if let BindingPattern::BindingIdentifier(id) = &one.id {
                    given(source, &id.name, one.init.as_ref(), finder);
                }
            }
            AstKind::ObjectProperty(one) => {
                if let Some(name) = one.key.static_name() {
                    given(source, &name, Some(&one.value), finder);
                }
            }
            AstKind::AssignmentExpression(one) => {
                let name = match &one.left {
                    AssignmentTarget::AssignmentTargetIdentifier(id) => Some(id.name.as_str()),
                    target => target
                        .as_member_expression()
                        .and_then(|member| member.static_property_name()),
                };
                given(source, name.unwrap_or(""), Some(&one.right), finder);
            }
            _ => {}
        }
    }
}

fn literal(source: &Source<'_>, span: Span, text: &str, finder: &mut Finder) {
    let shapes = IN_CODE
        .iter()
        .filter_map(|(what, shape)| Some((what, shape.as_ref()?)));
    for (what, _) in shapes.filter(|(_, shape)| shape.is_match(text)) {
        finder.in_code(
            &CREDENTIAL,
            source.lines.of_span(span),
            format!("the code holds {what}"),
            MEND,
        );
    }
}

/// A text that something with a telling name gets as its value.
fn given(source: &Source<'_>, name: &str, value: Option<&Expression<'_>>, finder: &mut Finder) {
    let Some(value) = value else {
        return;
    };
    let text = match value.without_parentheses() {
        Expression::StringLiteral(text) => text.value.as_str(),
        Expression::TemplateLiteral(text) => text.single_quasi().map_or("", |text| text.as_str()),
        _ => return,
    };
    if is_credential(name, text) {
        finder.in_code(
            &CREDENTIAL,
            source.lines.of_span(value.span()),
            format!("`{name}` has its value in the code"),
            MEND,
        );
    }
}

fn is_credential(name: &str, text: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let name = plain(name);
    let Some((_, is_any)) = NAMES.iter().find(|(word, _)| name.ends_with(word)) else {
        return false;
    };
    // What says which credential is meant is none: `session_token`, `x-api-key`, `API_KEY`.
    let is_name = NAMES.iter().any(|(word, _)| plain(text).ends_with(word));
    let is_prose = text.contains(char::is_whitespace) || text.contains("://");
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let least = if *is_any { 6 } else { 8 };
    text.len() >= least && !is_name && !is_prose && (*is_any || (has_digit && has_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_one() {
        assert!(
            SHAPES
                .iter()
                .chain(IN_CODE.iter())
                .all(|(_, shape)| shape.is_some())
        );
    }

    #[test]
    fn a_credential_is_told_by_its_name_and_its_text() {
        for (name, text, expected) in [
            ("API_KEY", "d8f7a9c2b1", true),
            ("apiKey", "x-api-key", false),
            ("TOKEN_PARAMETER", "abc123abc", false),
            ("tokenParameterName", "session_token", false),
            ("password", "letmein", true),
            ("password", "", false),
            ("passwordHint", "letmein", false),
            ("secret", "required", false),
            ("clientSecret", "required", true),
            ("token", "the token 1 is missing", false),
        ] {
            assert_eq!(is_credential(name, text), expected, "{name} {text}");
        }
    }
}
