//! The event of a trigger with a marked value in every field it may have.

use contract::Trigger;
use contract::event::{KnownFields, known_fields};
use contract::permission::Permissions;
use serde_json::{Map, Value, json};

use super::{Choice, Guesses, Marks, Parts, leaf};

/// What an ordinary run does not have. It is there when a permission names it, but for what only a run of its own kind
/// brings: see [`ONLY_THEN`].
pub(super) const RARE: &[&str] = &[
    "agent",
    "authentication.methods.type",
    "client.refresh_token",
    "experiment",
    "prompt",
    "refresh_token",
    "session.actor",
    "session.session_transfer",
    "session_transfer_token",
    "transaction.actor",
    "transaction.actor_token_type",
    "transaction.linking_id",
    "transaction.prompt",
    "transaction.requested_authorization_details",
    "transaction.subject_token_type",
    "user.multifactor",
];

/// A form that came back, a refresh token and what goes with them belong to runs of their own.
const ONLY_THEN: &[&str] = &[
    "prompt",
    "refresh_token",
    "transaction.prompt",
    "request.query.prompt",
];

/// The event; values that the code compares with are as `choice` says.
pub(super) fn of(parts: Parts<'_>, choice: &Choice, marks: &mut Marks) -> Value {
    let mut writer = Writer {
        permissions: parts.permissions,
        guesses: parts.guesses,
        choice,
        marks,
    };
    let fields = known_fields(parts.trigger);
    let mut event = writer.object(fields, "");
    for permission in &parts.permissions.event {
        let path = permission.field.as_str();
        // A browser brings no body to a login.
        let is_body = parts.trigger == Trigger::PostLogin && path.starts_with("request.body");
        if !is_body && !ONLY_THEN.contains(&path) {
            writer.add_below_open(fields, &mut event, path);
        }
    }
    let mut event = Value::Object(event);
    settle(parts.trigger, &mut event);
    event
}

/// The refresh token of a refresh run.
pub(crate) fn refresh_token(marks: &mut Marks) -> Value {
    let permissions = Permissions::default();
    let mut writer = Writer {
        permissions: &permissions,
        guesses: &Guesses::default(),
        choice: &Choice::default(),
        marks,
    };
    known_fields(Trigger::PostLogin)
        .at("refresh_token")
        .map_or(Value::Null, |fields| {
            Value::Object(writer.object(fields, "refresh_token."))
        })
}

/// What the fields of a request are depends on each other.
fn settle(trigger: Trigger, event: &mut Value) {
    let text = |event: &Value, pointer: &str| event.pointer(pointer).cloned().unwrap_or_default();
    let client_id = text(event, "/client/client_id");
    let redirect_uri = text(event, "/transaction/redirect_uri");
    let audience = text(event, "/resource_server/identifier");
    let query = json!({
        "client_id": client_id, "response_type": "code", "scope": "openid profile email", "redirect_uri": redirect_uri,
    });
    let body =
        json!({"grant_type": "client_credentials", "client_id": client_id, "audience": audience});
    let parts = match trigger {
        Trigger::PostLogin => [("query", Some(query)), ("body", Some(json!({})))],
        Trigger::CredentialsExchange => [("query", None), ("body", Some(body))],
        _ => [("query", None), ("body", None)],
    };
    let Some(request) = event.get_mut("request").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, part) in parts {
        let (Some(Value::Object(part)), Some(Value::Object(own))) = (part, request.get_mut(name))
        else {
            continue;
        };
        own.remove(leaf::ANY);
        for (key, value) in part {
            own.entry(key).or_insert(value);
        }
    }
}

struct Writer<'a> {
    permissions: &'a Permissions,
    guesses: &'a Guesses,
    choice: &'a Choice,
    marks: &'a mut Marks,
}

impl Writer<'_> {
    fn object(&mut self, fields: &KnownFields, above: &str) -> Map<String, Value> {
        let mut object = Map::new();
        for (name, below) in &fields.named {
            let path = format!("{above}{name}");
            if path == "experiment" && !self.names(&path) {
                object.insert(name.clone(), Value::Null);
            } else if self.is_there(&path) {
                object.insert(name.clone(), self.value(below, &path));
            }
        }
        object
    }

    fn value(&mut self, fields: &KnownFields, path: &str) -> Value {
        let one = if !fields.named.is_empty() {
            Value::Object(self.object(fields, &format!("{path}.")))
        } else if fields.is_open {
            let mut map = Map::new();
            if self.covers(path) || path.ends_with("body") {
                let text = self.plant(&format!("{path}.{}", leaf::ANY));
                map.insert(leaf::ANY.to_owned(), text);
            }
            Value::Object(map)
        } else if fields.is_list {
            return leaf::list(path).unwrap_or_else(|| Value::Array(vec![self.plant(path)]));
        } else {
            return self.plant(path);
        };
        match fields.is_list {
            true => Value::Array(vec![one]),
            false => one,
        }
    }

    fn plant(&mut self, path: &str) -> Value {
        leaf::plant(path, self.marks)
    }

    /// A key of metadata, a parameter or the like that a permission names.
    fn add_below_open(&mut self, fields: &KnownFields, event: &mut Map<String, Value>, path: &str) {
        let mut known = Some(fields);
        let mut place = event;
        let mut names = path.split('.').peekable();
        while let Some(name) = names.next() {
            let is_named = known.is_some_and(|known| known.named.contains_key(name));
            known = known.and_then(|known| known.named.get(name));
            if names.peek().is_none() {
                if !is_named && !place.contains_key(name) {
                    let guessed = self.choice.of(self.guesses, name);
                    let value = guessed.unwrap_or_else(|| self.plant(path));
                    place.insert(name.to_owned(), value);
                }
                return;
            }
            let below = place.entry(name.to_owned()).or_insert_with(|| json!({}));
            // A list is of one element here.
            let below = match below {
                Value::Array(list) => list.first_mut(),
                other => Some(other),
            };
            let Some(Value::Object(below)) = below else {
                return;
            };
            place = below;
        }
    }

    fn is_there(&self, path: &str) -> bool {
        let is_below = |place: &&&str| **place == path;
        if ONLY_THEN.iter().any(|place| is_below(&place)) {
            return false;
        }
        !RARE.iter().any(|place| is_below(&place)) || self.names(path)
    }

    /// Whether a permission speaks of this field, of one above it or of one below.
    fn names(&self, path: &str) -> bool {
        let below = format!("{path}.");
        self.covers(path)
            || self
                .permissions
                .event
                .iter()
                .any(|permission| permission.field.as_str().starts_with(&below))
    }

    fn covers(&self, path: &str) -> bool {
        let mut fields = self.permissions.event.iter();
        fields.any(|permission| permission.field.covers(path))
    }
}
