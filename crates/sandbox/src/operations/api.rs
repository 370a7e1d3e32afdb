//! The calls of the `api` object that are answered and are no commands.

use aws_lc_rs::hmac;
use contract::redirect_token::{Returned, TokenSubject, encode, validate};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Started, read, with};
use crate::answer::{Answer, GuestError};
use crate::capability::quote;
use crate::state::{State, Stop};

#[derive(Deserialize)]
struct CacheHead {
    key: Value,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    options: Value,
}

/// `api.cache.*`. A write that is granted is a command as well.
pub(super) fn cache(state: &mut State, op: &str, head: &[u8]) -> Result<Answer, Stop> {
    let head: CacheHead = match read(head) {
        Ok(head) => head,
        Err(error) => return Ok(Answer::Error(error)),
    };
    let now_ms = state.now_ms()?;
    let (answer, command) = match op {
        "cache.get" => {
            let record = state.cache.get(&head.key, now_ms);
            return Ok(Answer::Text(json!(record).to_string()));
        }
        "cache.set" => state
            .cache
            .set(&head.key, &head.value, &head.options, now_ms),
        _ => state.cache.delete(&head.key, now_ms),
    };
    if let Some(command) = command {
        state.take_command(command)?;
    }
    Ok(Answer::Text(json!(answer).to_string()))
}

#[derive(Deserialize)]
pub(super) struct CallHead {
    path: String,
    #[serde(default)]
    args: Vec<Value>,
}

pub(super) fn call(state: &mut State, head: &[u8]) -> Result<Answer, Stop> {
    let now_s = state.now_ms()? / 1000;
    Ok(with(head, |head: CallHead| {
        let first = head.args.first().unwrap_or(&Value::Null);
        let found = match head.path.as_str() {
            "redirect.canRedirect" => Ok(Value::Bool(state.request.can_redirect)),
            "redirect.encodeToken" => encode_token(state, first, now_s),
            "redirect.validateToken" => validate_token(state, first, now_s),
            // A host without Rules has executed none.
            "rules.wasExecuted" => Ok(Value::Bool(false)),
            path => Err(GuestError::type_error(format!(
                "api.{path} is not answered by this host"
            ))),
        };
        match found {
            Ok(value) => Answer::Text(value.to_string()),
            Err(error) => Answer::Error(error),
        }
    }))
}

/// Groups and roles: this host keeps none yet, and says so rather than answer with an empty list.
pub(super) fn call_later(head: CallHead) -> Started {
    let message = format!(
        "api.{}: this host does not have groups and roles yet",
        quote(&head.path)
    );
    Started::Answered(Err(
        GuestError::new("Error", message).with_code("ERR_LATCHWORK_CAPABILITY")
    ))
}

/// How long a token lives when the action does not say, in seconds.
const DEFAULT_LIFETIME_S: u64 = 900;

fn encode_token(state: &State, options: &Value, now_s: u64) -> Result<Value, GuestError> {
    let method = "api.redirect.encodeToken";
    let secret = text(options, "secret")
        .ok_or_else(|| argument(method, "secret", "a string that is not empty"))?;
    let payload = options
        .get("payload")
        .and_then(Value::as_object)
        .ok_or_else(|| argument(method, "payload", "an object"))?;
    let lifetime_s = match options.get("expiresInSeconds") {
        None | Some(Value::Null) => DEFAULT_LIFETIME_S,
        Some(value) => value
            .as_u64()
            .ok_or_else(|| argument(method, "expiresInSeconds", "a whole number of seconds"))?,
    };
    let subject = TokenSubject {
        issuer: at(&state.request.event, &["request", "hostname"]),
        user_id: at(&state.request.event, &["user", "user_id"]),
        ip: at(&state.request.event, &["request", "ip"]),
    };
    let token = encode(subject, payload, lifetime_s, now_s, |bytes| {
        hmac::sign(&key(secret), bytes).as_ref().to_vec()
    });
    Ok(Value::String(token))
}

fn validate_token(state: &State, options: &Value, now_s: u64) -> Result<Value, GuestError> {
    let method = "api.redirect.validateToken";
    let secret = text(options, "secret")
        .ok_or_else(|| argument(method, "secret", "a string that is not empty"))?;
    let parameter = text(options, "tokenParameterName").unwrap_or("session_token");
    let request = state.request.event.get("request");
    let none = Map::new();
    let part = |name| {
        request
            .and_then(|request| request.get(name))
            .and_then(Value::as_object)
            .unwrap_or(&none)
    };
    let returned = Returned {
        query: part("query"),
        body: part("body"),
        user_id: at(&state.request.event, &["user", "user_id"]),
    };
    let key = key(secret);
    validate(parameter, returned, now_s, |signed, signature| {
        hmac::verify(&key, signed, signature).is_ok()
    })
    .map(Value::Object)
    .map_err(|error| GuestError::new("Error", error.to_string()))
}

fn key(secret: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes())
}

fn text<'a>(options: &'a Value, name: &str) -> Option<&'a str> {
    options
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

fn at<'a>(event: &'a Value, path: &[&str]) -> &'a str {
    path.iter()
        .try_fold(event, |value, name| value.get(name))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn argument(method: &str, name: &str, expected: &str) -> GuestError {
    GuestError::type_error(format!(
        "{method}: argument `options.{name}` must be {expected}"
    ))
}
