//! The values of single fields: what has a form keeps it, everything else is a mark.

use serde_json::{Value, json};

use super::{Marks, Nature};

/// The key of what may have any key.
pub(super) const ANY: &str = "any";

/// Fields whose values are few, or no texts.
const FIXED: &[(&str, &str)] = &[
    ("action", "\"second-factor-authentication\""),
    ("allow", "1"),
    ("botScore", "12"),
    ("code", "\"match\""),
    ("confidence", "\"high\""),
    ("continentCode", "\"EU\""),
    ("countryCode", "\"DE\""),
    ("countryCode3", "\"DEU\""),
    ("countryName", "\"Germany\""),
    ("email_verified", "true"),
    ("is_control", "false"),
    ("isSocial", "false"),
    ("language", "\"en\""),
    ("latitude", "52.5"),
    ("locale", "\"en\""),
    ("loginsCount", "7"),
    ("logins_count", "7"),
    ("longitude", "13.4"),
    ("message_type", "\"sms\""),
    ("method", "\"GET\""),
    ("mode", "\"persistent\""),
    ("phone_verified", "true"),
    ("protocol", "\"oidc-basic-profile\""),
    ("provider", "\"auth0\""),
    ("response_mode", "\"query\""),
    ("rotating", "true"),
    ("score", "12"),
    ("status", "0"),
    ("strategy", "\"auth0\""),
    ("subdivisionCode", "\"BE\""),
    ("timeZone", "\"Europe/Berlin\""),
    ("version", "\"1\""),
];

/// Lists whose values are few.
pub(super) fn list(path: &str) -> Option<Value> {
    let last = path.rsplit('.').next().unwrap_or(path);
    Some(match last {
        "response_type" => json!(["code"]),
        "requested_scopes" => json!(["openid", "profile", "email"]),
        "ui_locales" => json!(["en"]),
        _ => return None,
    })
}

/// What the value of this field is.
pub(super) fn nature(path: &str) -> Nature {
    let last = path.rsplit('.').next().unwrap_or(path);
    let is_persons = path.starts_with("user.")
        && !path.starts_with("user.app_metadata")
        && !path.starts_with("user.enrolledFactors")
        && !matches!(
            last,
            "user_id" | "created_at" | "updated_at" | "connection" | "last_password_reset"
        );
    match last {
        "code" | "text" if path.starts_with("message_options.") => Nature::Secret,
        "ip" | "initial_ip" | "last_ip" | "recipient" | "login_hint" | "cityName" | "username" => {
            Nature::Personal
        }
        _ if is_persons => Nature::Personal,
        _ => Nature::Plain,
    }
}

/// A value for this field, planted.
pub(super) fn plant(path: &str, marks: &mut Marks) -> Value {
    let last = path.rsplit('.').next().unwrap_or(path);
    if path == "message_options.code" {
        return given(path, format!("48{:04}", marks.len()), marks);
    }
    if let Some((_, fixed)) = FIXED.iter().find(|(name, _)| *name == last) {
        return serde_json::from_str(fixed).unwrap_or_default();
    }
    let number = marks.len();
    if last.ends_with("_at") || matches!(last, "timestamp" | "last_password_reset") {
        let (minute, second) = (number / 60 % 60, number % 60);
        let time = format!(
            "2026-03-05T07:{minute:02}:{second:02}.{:03}Z",
            number % 1000
        );
        return given(path, time, marks);
    }
    match last {
        "ip" | "initial_ip" | "last_ip" => {
            let address = format!("203.0.{}.{}", 100 + number / 200, 20 + number % 200);
            given(path, address, marks)
        }
        "phone_number" | "recipient" => given(path, format!("+1555010{number:04}"), marks),
        "type" if path.starts_with("user.enrolledFactors") => json!("otp"),
        "name" if path.starts_with("authentication.methods") => json!("pwd"),
        _ => Value::String(marks.plant(format!("event.{path}"), nature(path), |core| {
            shaped(path, last, core)
        })),
    }
}

fn shaped(path: &str, last: &str, core: &str) -> String {
    match last {
        "email" | "login_hint" => format!("{core}@{core}.example"),
        "emailDomain" | "domain" | "hostname" => format!("{core}.example"),
        "picture" | "redirect_uri" => format!("https://{core}.example/{core}"),
        "identifier" | "audience" => format!("https://{core}.example/api"),
        "user_id" if path == "user.user_id" => format!("auth0|{core}"),
        "user_agent" | "initial_user_agent" | "last_user_agent" => {
            format!("Mozilla/5.0 (X11; Linux x86_64) {core}")
        }
        "text" => format!("Your code is {core}"),
        _ => core.to_owned(),
    }
}

fn given(path: &str, value: String, marks: &mut Marks) -> Value {
    marks.plant_given(format!("event.{path}"), nature(path), &value);
    Value::String(value)
}
