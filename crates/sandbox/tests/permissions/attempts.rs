//! What is attempted: every field and method of every trigger, names, hosts, ports and redirects, each with permissions that
//! declare it and others that come as close as they can.

use contract::event::{KnownFields, known_fields};
use contract::method::{self, Method, Param, Shape};
use contract::permission::Permissions;
use contract::{Command, Trigger};
use serde_json::{Value, json};

use crate::places;

/// What stands in a field that is attempted.
pub(crate) const MARK: &str = "MARK-7f3a";

pub(crate) struct Attempt {
    pub(crate) kind: &'static str,
    pub(crate) trigger: Trigger,
    pub(crate) act: Act,
    pub(crate) declared: Permissions,
    pub(crate) undeclared: Permissions,
    /// What the refusal has to say.
    pub(crate) refusal: String,
}

pub(crate) enum Act {
    /// A field: the names and indices that lead to it.
    Read { place: Vec<Value> },
    /// A method, its arguments, and the name it writes, if any.
    Call {
        method: &'static Method,
        args: Vec<Value>,
        name: Option<String>,
    },
    /// A request.
    Fetch { url: String },
}

pub(crate) fn permissions(value: Value) -> Permissions {
    serde_json::from_value(value).unwrap()
}

pub(crate) fn reasons(key: &str, texts: impl IntoIterator<Item = impl Into<String>>) -> Value {
    texts
        .into_iter()
        .map(|text| json!({key: text.into(), "reason": "r"}))
        .collect()
}

pub(crate) fn all() -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for trigger in Trigger::ALL {
        attempts.extend(fields(trigger));
        attempts.extend(methods(trigger));
        attempts.extend(names(trigger));
    }
    attempts.extend(places::hosts());
    attempts
}

/// Every known field, and one that only this event has. Declared beside it: all its siblings, and those of all above it.
fn fields(trigger: Trigger) -> Vec<Attempt> {
    let known = known_fields(trigger);
    let mut paths = known.paths();
    let open = paths
        .iter()
        .filter(|path| known.at(path).is_some_and(|at| at.is_open));
    let present: Vec<String> = open.map(|path| format!("{path}.own key")).collect();
    paths.extend(present);
    paths.push("unheard_of".to_owned());
    let attempt = |path: String| Attempt {
        kind: "event field",
        trigger,
        declared: permissions(json!({"event": reasons("field", [path.as_str()])})),
        undeclared: permissions(json!({"event": reasons("field", siblings(known, &path))})),
        refusal: format!("declare the event field `{path}`"),
        act: Act::Read {
            place: place(known, &path),
        },
    };
    paths.into_iter().map(attempt).collect()
}

fn siblings(known: &KnownFields, path: &str) -> Vec<String> {
    let mut siblings = Vec::new();
    let (mut above, mut at) = (String::new(), Some(known));
    for name in path.split('.') {
        let others = at.into_iter().flat_map(|at| at.named.keys());
        siblings.extend(
            others
                .filter(|other| *other != name)
                .map(|other| format!("{above}{other}")),
        );
        // One that no event has, so that what is above the field is there in any case.
        siblings.push(format!("{above}close_by"));
        at = at.and_then(|at| at.named.get(name));
        above = format!("{above}{name}.");
    }
    siblings
}

/// The names and indices that lead to a field.
fn place(known: &KnownFields, path: &str) -> Vec<Value> {
    let mut place = Vec::new();
    let mut at = Some(known);
    for name in path.split('.') {
        if at.is_some_and(|at| at.is_list) {
            place.push(json!(0));
        }
        place.push(json!(name));
        at = at.and_then(|at| at.named.get(name));
    }
    place
}

/// Every method. Declared beside it: all others.
fn methods(trigger: Trigger) -> Vec<Attempt> {
    let attempt = |method: &'static Method| Attempt {
        kind: "method",
        trigger,
        act: Act::Call {
            method,
            args: method.params.iter().map(argument).collect(),
            name: None,
        },
        declared: permissions(json!({
            "api": [api(method.path, &["x"])],
            "redirects": reasons("host", ["pages.acme.example"]),
        })),
        undeclared: others(trigger, method.path, None),
        refusal: format!("declare the method `{}`", method.path),
    };
    method::methods(trigger).iter().map(attempt).collect()
}

pub(crate) fn api(method: &str, names: &[&str]) -> Value {
    json!({"method": method, "names": names, "reason": "r"})
}

/// All methods but one, or that one for other names.
fn others(trigger: Trigger, path: &str, names: Option<&[&str]>) -> Permissions {
    let others = method::methods(trigger).iter().map(|method| method.path);
    let mut all: Vec<Value> = others
        .filter(|other| *other != path)
        .map(|other| api(other, &["x", "x*"]))
        .collect();
    all.extend(names.map(|names| api(path, names)));
    permissions(json!({"api": all, "redirects": reasons("host", ["pages.acme.example"])}))
}

fn argument(param: &Param) -> Value {
    match param.shape {
        Shape::Text if param.name == "url" => json!("https://pages.acme.example/"),
        Shape::Text => json!("x"),
        Shape::Number => json!(1),
        Shape::Boolean => json!(true),
        Shape::Json | Shape::Scalar => json!("value"),
        Shape::Texts => json!(["x"]),
        Shape::Object | Shape::Query => json!({"a": 1}),
        Shape::OneOf(words) => json!(words[0]),
        Shape::Factor(words) => json!({"type": words[0]}),
        Shape::Factors(words) => json!([{"type": words[0]}]),
        Shape::Options(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), argument(field)))
            .collect(),
    }
}

/// Every method that writes names: exactly the name, its beginning, one of several.
fn names(trigger: Trigger) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for method in method::methods(trigger) {
        if !method.writes_names() {
            continue;
        }
        let kind = match method.path {
            path if path.ends_with("CustomClaim") => "claim name",
            path if path.to_lowercase().contains("scope") => "scope",
            "samlResponse.setAttribute" => "SAML attribute",
            _ => "metadata key",
        };
        let mut attempt = |name: &str, written: &str, declared: &[&str], close: &[&str]| {
            let mut args: Vec<Value> = method.params.iter().map(argument).collect();
            args[0] = match method.params[0].shape {
                Shape::Texts => json!(["x", written]),
                _ => json!(written),
            };
            let close: Vec<&str> = close.iter().copied().chain(["x"]).collect();
            let declared: Vec<&str> = declared.iter().copied().chain(["x"]).collect();
            attempts.push(Attempt {
                kind,
                trigger,
                act: Act::Call {
                    method,
                    args,
                    name: Some(name.to_owned()),
                },
                declared: permissions(json!({"api": [api(method.path, &declared)]})),
                undeclared: others(trigger, method.path, Some(&close)),
                refusal: format!("may not write `{name}`"),
            });
        };
        let close = ["tie", "tier2", "TIER", "tier/*", " tier", "a.tier"];
        attempt("tier", "tier", &["tier"], &close);
        attempt("tier", "tier", &["ti*"], &close);
        let claim = "https://acme.example/tier";
        attempt(
            claim,
            claim,
            &["https://acme.example/*"],
            &["https://acme.example.evil/*", "http://acme.example/*"],
        );
        if kind == "scope" {
            attempt(
                "admin",
                "read:a admin",
                &["read:*", "admin"],
                &["read:*", "admin:*"],
            );
            attempt("admin", "admin read:a", &["read:*", "admin"], &["read:*"]);
        }
    }
    attempts
}

impl Act {
    /// As the action reads it.
    pub(crate) fn told(&self, way: Option<&str>) -> Value {
        let mut told = match self {
            Self::Read { place, .. } => json!({"read": place}),
            Self::Call { method, args, .. } => {
                json!({"call": method.path.split('.').collect::<Vec<_>>(), "args": args})
            }
            Self::Fetch { url } => json!({"fetch": url}),
        };
        told["way"] = json!(way);
        told
    }

    /// An event whose attempted field holds the mark.
    pub(crate) fn event(&self) -> Value {
        let mut event = json!({"transaction": {"metadata": {}}});
        if let Self::Read { place, .. } = self {
            event = json!({});
            let mut at = &mut event;
            for (index, key) in place.iter().enumerate() {
                let next = match place.get(index + 1) {
                    None => json!(MARK),
                    Some(Value::Number(_)) => json!([{}]),
                    Some(_) => json!({}),
                };
                at = match key.as_str() {
                    Some(name) => {
                        at[name] = next;
                        &mut at[name]
                    }
                    None => &mut at[0],
                };
            }
        }
        event
    }

    /// Whether a command is what was attempted.
    pub(crate) fn is(&self, command: &Command) -> bool {
        match self {
            Self::Call { method, name, .. } => {
                let writes = command.written_names();
                command.type_name() == method.path
                    && name
                        .as_ref()
                        .is_none_or(|name| writes.contains(&name.as_str()))
            }
            Self::Read { .. } | Self::Fetch { .. } => false,
        }
    }
}
