//! One value held against its field.

use regex::{Regex, RegexBuilder};
use url::Url;

use super::{Field, FieldKind, VALUE_CHARS, milliseconds};

/// The longest URL, in characters.
const URL_CHARS: usize = 2048;
/// The memory a pattern may take once it is prepared, in bytes.
const PATTERN_MEMORY: usize = 256 << 10;

/// What is wrong with a value. None of them holds the value: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueFault {
    /// A required field without one.
    #[error("a value is needed; enter one")]
    Missing,
    /// A name that the form does not have.
    #[error("the form has no such field; leave it out")]
    Unknown,
    /// A field that cannot be changed after installation.
    #[error("its value is fixed at installation; install the integration anew to choose another")]
    Fixed,
    /// Over the limit of every value.
    #[error("the value has {chars} characters; enter at most {most}")]
    TooLong {
        /// How many it has.
        chars: usize,
        /// The limit.
        most: usize,
    },
    /// A control character.
    #[error("the value holds a control character such as a line break; enter it without")]
    Control,
    /// No number.
    #[error("the value is no number; enter one such as 10 or 0.5")]
    Number,
    /// Neither of both.
    #[error("the value is neither `true` nor `false`; enter one of them")]
    Boolean,
    /// No URL, or one that the code must not get.
    #[error(
        "the value is no https URL (http is for localhost only), or it holds a user name; enter one such as https://api.example.com"
    )]
    Url,
    /// No length of time.
    #[error("the value is no length of time up to 366 days; enter one such as 10s, 5m or 1h30m")]
    Duration,
    /// None of the options.
    #[error("the value is none of the options; choose one of {}", .options.join(", "))]
    Option {
        /// Their values.
        options: Vec<String>,
    },
    /// The pattern does not match.
    #[error("the value does not have the form {pattern}; enter one that has")]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// Under the least.
    #[error("the value is less than {least}; enter {least} or more")]
    TooSmall {
        /// The least.
        least: String,
    },
    /// Over the most.
    #[error("the value is more than {most}; enter {most} or less")]
    TooGreat {
        /// The most.
        most: String,
    },
}

/// Holds a value against its field. An empty one is the caller's matter.
pub(super) fn check(field: &Field, value: &str) -> Result<(), ValueFault> {
    let chars = value.chars().count();
    let most = match field.kind {
        FieldKind::Url => URL_CHARS,
        _ => VALUE_CHARS,
    };
    if chars > most {
        return Err(ValueFault::TooLong { chars, most });
    }
    // A key in PEM has lines.
    let is_line =
        |found: char| matches!(found, '\n' | '\r' | '\t') && field.kind == FieldKind::String;
    if value
        .chars()
        .any(|found| found.is_control() && !is_line(found))
    {
        return Err(ValueFault::Control);
    }
    match field.kind {
        FieldKind::String => check_pattern(field, value)?,
        FieldKind::Number => held(is_number(value), ValueFault::Number)?,
        FieldKind::Boolean => held(matches!(value, "true" | "false"), ValueFault::Boolean)?,
        FieldKind::Url => held(is_url(value), ValueFault::Url)?,
        FieldKind::Duration => held(milliseconds(value).is_some(), ValueFault::Duration)?,
        FieldKind::Enum => check_option(field, value)?,
    }
    check_bounds(field, value)
}

fn held(holds: bool, fault: ValueFault) -> Result<(), ValueFault> {
    if holds { Ok(()) } else { Err(fault) }
}

fn check_option(field: &Field, value: &str) -> Result<(), ValueFault> {
    let options = || field.options.iter().map(|option| &option.value);
    if options().any(|own| own == value) {
        return Ok(());
    }
    let options = options().cloned().collect();
    Err(ValueFault::Option { options })
}

fn check_pattern(field: &Field, value: &str) -> Result<(), ValueFault> {
    let Some(pattern) = &field.pattern else {
        return Ok(());
    };
    let matches = anchored(pattern).is_some_and(|regex| regex.is_match(value));
    let pattern = pattern.clone();
    held(matches, ValueFault::Pattern { pattern })
}

/// The pattern as it is used: it has to match the whole value. None for one that is no regular expression or that needs too
/// much memory. Matching takes time in proportion to the value, whatever the pattern.
pub(super) fn anchored(pattern: &str) -> Option<Regex> {
    // Without the second build, `a)|(b` would be a pattern once it stands in parentheses.
    let build = |pattern: &str| {
        RegexBuilder::new(pattern)
            .size_limit(PATTERN_MEMORY)
            .dfa_size_limit(PATTERN_MEMORY)
            .nest_limit(20)
            .build()
            .ok()
    };
    build(pattern)?;
    build(&format!("^(?:{pattern})$"))
}

/// A number as JSON writes it.
fn is_number(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && serde_json::from_str::<f64>(text).is_ok_and(f64::is_finite)
}

/// What goes to the partner's service goes encrypted, but for a stand-in on the same machine, which the outbound policy
/// has to allow besides.
fn is_url(text: &str) -> bool {
    let odd = |byte: u8| !byte.is_ascii_graphic() || b"\\<>\"".contains(&byte);
    if text.bytes().any(odd) {
        return false;
    }
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let is_sealed = match url.scheme() {
        "https" => url.host().is_some(),
        "http" => url.host().is_some_and(|host| is_loopback(&host)),
        _ => false,
    };
    is_sealed && url.username().is_empty() && url.password().is_none()
}

fn is_loopback(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    }
}

/// What bounds are held against; none where a kind has no bounds.
pub(super) fn measure(kind: FieldKind, value: &str) -> Option<f64> {
    match kind {
        FieldKind::String => Some(exactly(value.chars().count() as u64)),
        FieldKind::Number => is_number(value).then(|| value.parse().ok()).flatten(),
        FieldKind::Duration => milliseconds(value).map(exactly),
        FieldKind::Boolean | FieldKind::Url | FieldKind::Enum => None,
    }
}

/// A bound of a field as [`measure`] has values.
pub(super) fn bound(kind: FieldKind, text: &str) -> Option<f64> {
    match kind {
        FieldKind::String => text.parse::<u32>().ok().map(f64::from),
        _ => measure(kind, text),
    }
}

/// Counts and milliseconds of a year are far below the numbers that `f64` cannot hold.
fn exactly(count: u64) -> f64 {
    count as f64
}

fn check_bounds(field: &Field, value: &str) -> Result<(), ValueFault> {
    let Some(measured) = measure(field.kind, value) else {
        return Ok(());
    };
    let of = |bound_text: &Option<String>| {
        let text = bound_text.clone()?;
        bound(field.kind, &text).map(|bound| (bound, said(field.kind, text)))
    };
    if let Some((bound, least)) = of(&field.min)
        && measured < bound
    {
        return Err(ValueFault::TooSmall { least });
    }
    if let Some((bound, most)) = of(&field.max)
        && measured > bound
    {
        return Err(ValueFault::TooGreat { most });
    }
    Ok(())
}

fn said(kind: FieldKind, bound: String) -> String {
    match kind {
        FieldKind::String => format!("{bound} characters"),
        _ => bound,
    }
}
