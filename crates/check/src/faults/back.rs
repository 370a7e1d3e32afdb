//! The browser that comes back: with the token that the other site would have signed, or with another.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::redirect_token::{DEFAULT_PARAMETER, TokenSubject, encode};
use contract::{Command, Execution};
use serde_json::{Map, Value, json};

use super::fixtures::Resume;
use super::guess::{Choice, Guesses};
use super::world::BEGAN_MS;

/// How long the user is away, in milliseconds.
pub(crate) const AWAY_MS: u64 = 60_000;
/// The state that the browser was given.
const STATE: &str = "state-of-this-run";
/// How many secrets are tried when nothing says which one signs.
const MOST_SECRETS: usize = 6;
/// What a token says beside its payload.
const STANDARD: &[&str] = &["iss", "sub", "ip", "iat", "exp", "state"];

/// How a browser comes back that did what it was sent for.
#[derive(Debug, Clone)]
pub(crate) struct Back {
    /// The event of the first handler, with what it wrote into the transaction.
    event: Value,
    secret: String,
    parameter: String,
    payload: Map<String, Value>,
    query: Map<String, Value>,
    /// What a form brings, when it was a form.
    form: Option<String>,
}

/// Which token comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    /// The right one.
    Good,
    /// None; whatever else came with it is there.
    Missing,
    /// Signed with another secret.
    Forged,
    /// Not signed, and saying so (`alg: none`).
    Unsigned,
    /// The right one of another redirect.
    Replayed,
    /// One whose time is over.
    Expired,
    /// The right one of another user.
    OfSomeoneElse,
    /// None, and nothing else but the state.
    Bare,
}

impl Token {
    /// Those that must not pass, with their names.
    pub(crate) const BAD: [(&'static str, Self); 7] = [
        ("missing", Self::Missing),
        ("forged", Self::Forged),
        ("unsigned", Self::Unsigned),
        ("replayed", Self::Replayed),
        ("expired", Self::Expired),
        ("of-someone-else", Self::OfSomeoneElse),
        ("nothing-but-state", Self::Bare),
    ];
}

/// What is known of the return before it is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) event: &'a Value,
    pub(crate) first: &'a Execution,
    pub(crate) resume: &'a Resume,
    pub(crate) guesses: &'a Guesses,
}

impl Back {
    /// The return with this secret and these values.
    pub(crate) fn new(
        known: Known<'_>,
        secret: &str,
        choice: &Choice,
        marked: impl FnMut() -> Value,
    ) -> Self {
        let Known {
            resume, guesses, ..
        } = known;
        let guessed = guesses.object(choice, marked);
        let mut payload = guessed.as_object().cloned().unwrap_or_default();
        for (name, value) in sent_token(known.first).unwrap_or_default() {
            if !guesses.values.contains_key(&name) {
                payload.insert(name, value);
            }
        }
        let scalars = payload.iter().filter(|(_, value)| !value.is_object());
        let mut query: Map<String, Value> = scalars
            .map(|(name, value)| (name.clone(), Value::String(text(value))))
            .collect();
        if !resume.payload.is_empty() || !resume.query.is_empty() {
            payload.clone_from(&resume.payload);
            query.clone_from(&resume.query);
        }
        payload.retain(|name, _| !STANDARD.contains(&name.as_str()));
        query.retain(|name, _| !STANDARD.contains(&name.as_str()));
        let parameter = resume.parameter.as_ref();
        let parameter = parameter.or(guesses.token_parameter.as_ref());
        Self {
            event: in_transaction(known.event, known.first),
            secret: secret.to_owned(),
            parameter: parameter.map_or_else(|| DEFAULT_PARAMETER.to_owned(), Clone::clone),
            payload,
            query,
            form: known.first.commands.iter().rev().find_map(form),
        }
    }

    /// Whether it was a form of the host's own, which brings no token.
    pub(crate) fn is_of_form(&self) -> bool {
        self.form.is_some()
    }

    /// The event with which the second handler runs.
    pub(crate) fn event(&self, kind: Token) -> Value {
        let mut brought = match kind {
            Token::Bare => Map::new(),
            _ => self.query.clone(),
        };
        brought.remove(&self.parameter);
        if let Some(token) = self.token(kind) {
            brought.insert(self.parameter.clone(), Value::String(token));
        }
        brought.insert("state".to_owned(), STATE.into());
        let mut event = self.event.clone();
        if let Some(request) = event.get_mut("request").and_then(Value::as_object_mut) {
            request.insert("method".to_owned(), "POST".into());
            request.insert("query".to_owned(), Value::Object(brought.clone()));
            request.insert("body".to_owned(), Value::Object(brought));
        }
        if let (Some(form), Some(event)) = (&self.form, event.as_object_mut()) {
            let fields = match kind {
                Token::Bare | Token::Missing => json!({}),
                _ => Value::Object(self.payload.clone()),
            };
            let prompt = json!({"id": form, "fields": fields, "vars": {}});
            event.insert("prompt".to_owned(), prompt);
        }
        event
    }

    fn token(&self, kind: Token) -> Option<String> {
        let at = |pointer: &str| self.event.pointer(pointer).and_then(Value::as_str);
        let user_id = at("/user/user_id").unwrap_or_default();
        let now_s = (BEGAN_MS + AWAY_MS) / 1_000;
        let mut payload = self.payload.clone();
        payload.insert("state".to_owned(), STATE.into());
        let mut secret = self.secret.as_str();
        let mut user = user_id;
        match kind {
            Token::Good | Token::Unsigned => {}
            Token::Missing | Token::Bare => return None,
            Token::Forged => secret = "what a stranger signs with",
            Token::Replayed => {
                payload.insert("state".to_owned(), "state-of-another-run".into());
            }
            Token::Expired => {
                payload.insert("iat".to_owned(), (now_s - 2_000).into());
                payload.insert("exp".to_owned(), (now_s - 1_000).into());
            }
            Token::OfSomeoneElse => user = "auth0|somebody-else",
        }
        let subject = TokenSubject {
            issuer: at("/request/hostname").unwrap_or_default(),
            user_id: user,
            ip: at("/request/ip").unwrap_or_default(),
        };
        let token = encode(subject, &payload, 600, now_s, |signed| sign(secret, signed));
        if kind != Token::Unsigned {
            return Some(token);
        }
        let header = URL_SAFE_NO_PAD.encode(json!({"alg": "none", "typ": "JWT"}).to_string());
        let claims = token.split('.').nth(1).unwrap_or_default();
        Some(format!("{header}.{claims}."))
    }
}

/// The secrets that may sign a token: the one that a fixture names, else the one that the handler's own token was signed
/// with, else some.
pub(crate) fn candidates(
    secrets: &BTreeMap<String, String>,
    resume: &Resume,
    first: &Execution,
) -> Vec<String> {
    let named = resume.secret.as_ref().and_then(|name| secrets.get(name));
    let signed = secrets.values().find(|secret| {
        tokens(first).any(|token| {
            token.rsplit_once('.').is_some_and(|(signed, signature)| {
                URL_SAFE_NO_PAD.encode(sign(secret, signed.as_bytes())) == signature
            })
        })
    });
    if let Some(secret) = named.or(signed) {
        return vec![secret.clone()];
    }
    if secrets.is_empty() {
        return vec!["no secret".to_owned()];
    }
    secrets.values().take(MOST_SECRETS).cloned().collect()
}

fn sign(secret: &str, signed: &[u8]) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    hmac::sign(&key, signed).as_ref().to_vec()
}

/// What the handler's own token says beside the standard claims.
fn sent_token(first: &Execution) -> Option<Map<String, Value>> {
    tokens(first).find_map(|token| {
        let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
        serde_json::from_slice(&claims).ok()
    })
}

/// The texts of a redirect that look like tokens.
fn tokens(first: &Execution) -> impl Iterator<Item = String> + '_ {
    let texts = first.commands.iter().flat_map(|command| match command {
        Command::RedirectSendUserTo { url, query } => {
            let query = query.iter().flatten().map(|(_, value)| text(value));
            query
                .chain(url.split(['=', '&', '?']).map(ToOwned::to_owned))
                .collect()
        }
        _ => Vec::new(),
    });
    texts.filter(|text| text.starts_with("eyJ") && text.matches('.').count() == 2)
}

fn form(command: &Command) -> Option<String> {
    match command {
        Command::PromptRender { form_id, .. } => Some(form_id.clone()),
        _ => None,
    }
}

/// The event with the transaction's metadata that an execution wrote.
fn in_transaction(event: &Value, execution: &Execution) -> Value {
    let mut event = event.clone();
    for command in &execution.commands {
        if let Command::TransactionSetMetadata { key, value } = command
            && let Some(transaction) = event.get_mut("transaction")
            && let Some(transaction) = transaction.as_object_mut()
        {
            let metadata = transaction.entry("metadata").or_insert_with(|| json!({}));
            if let Some(metadata) = metadata.as_object_mut() {
                metadata.insert(key.clone(), value.clone());
            }
        }
    }
    event
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use contract::Usage;
    use contract::redirect_token::{Returned, TokenError, validate};

    use super::*;

    fn back() -> Back {
        let event = json!({
            "request": {"hostname": "a.example", "ip": "203.0.113.7"}, "user": {"user_id": "auth0|1"},
            "transaction": {"metadata": {}},
        });
        let commands = vec![
            serde_json::from_value(
                json!({"type": "transaction.setMetadata", "key": "k", "value": "v"}),
            )
            .unwrap(),
        ];
        let first = Execution::new(commands, None, Vec::new(), Vec::new(), Usage::default());
        let known = Known {
            event: &event,
            first: &first,
            resume: &Resume::default(),
            guesses: &Guesses::of("x.consent === 'given'"),
        };
        Back::new(known, "secret", &Choice::default(), || json!("m"))
    }

    /// What `validateToken` says to each.
    #[test]
    fn each_token_fails_as_its_name_says() {
        let says = |kind: Token| {
            let event = back().event(kind);
            let part = |name: &str| event["request"][name].as_object().unwrap().clone();
            let returned = Returned {
                query: &part("query"),
                body: &part("body"),
                user_id: "auth0|1",
            };
            let now_s = (BEGAN_MS + AWAY_MS) / 1_000;
            validate(DEFAULT_PARAMETER, returned, now_s, |signed, signature| {
                sign("secret", signed) == signature
            })
        };
        assert_eq!(says(Token::Good).unwrap()["consent"], "given");
        let absent = says(Token::Missing).unwrap_err();
        assert!(matches!(absent, TokenError::Absent { .. }));
        assert_eq!(says(Token::Forged), Err(TokenError::Signature));
        assert_eq!(says(Token::Unsigned), Err(TokenError::Signature));
        assert_eq!(says(Token::Replayed), Err(TokenError::State));
        assert_eq!(says(Token::Expired), Err(TokenError::Expired));
        assert_eq!(says(Token::OfSomeoneElse), Err(TokenError::Subject));
    }

    #[test]
    fn what_else_came_is_there_unless_nothing_did() {
        let query = |kind| back().event(kind)["request"]["query"].clone();
        assert_eq!(
            query(Token::Missing),
            json!({"consent": "given", "state": STATE})
        );
        assert_eq!(query(Token::Bare), json!({"state": STATE}));
        let event = back().event(Token::Good);
        assert_eq!(event["transaction"]["metadata"]["k"], "v");
    }
}
