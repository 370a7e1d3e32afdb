//! The user is not who the handler expects: without an e-mail address, not verified, or with a name that means harm.

use contract::Trigger;
use serde_json::Value;

use super::{About, Group, Leg, Plan};

/// How texts mean harm: the name of the cell, and the text that takes the place of a value.
type Harm = (&'static str, fn(&str) -> String);

const HARMS: [Harm; 7] = [
    ("quotes", |text| format!("{text}'\"`\\;--")),
    ("newlines", |text| format!("{text}\r\nset-cookie: a=b\n\nx")),
    ("html", |text| {
        format!("{text}<script>alert(1)</script><img src=x onerror=alert(1)>&amp;")
    }),
    ("braces", |text| {
        format!("{text}${{7*7}}{{{{7*7}}}}<%= 7*7 %>%s%n$&")
    }),
    ("bidi", |text| {
        format!("\u{202e}{text}\u{2066}\u{200b}\u{feff}\u{0}")
    }),
    ("long", |text| format!("{text}{}", "x".repeat(8_192))),
    ("proto", |_| "__proto__".to_owned()),
];

impl Plan<'_> {
    pub(super) fn people(&mut self) {
        let about = About::new(Group::User, Leg::First);
        let user = self
            .story
            .sample
            .event
            .get("user")
            .and_then(Value::as_object);
        if user.is_some_and(|user| user.contains_key("email")) {
            self.add("user.without-email", about.clone(), |scene| {
                if let Some(user) = user_of(&mut scene.event) {
                    user.remove("email");
                    user.entry("email_verified")
                        .and_modify(|verified| *verified = Value::Bool(false));
                }
            });
        }
        if user.is_some_and(|user| user.contains_key("email_verified")) {
            self.add("user.unverified", about.clone(), |scene| {
                if let Some(user) = user_of(&mut scene.event) {
                    for name in ["email_verified", "phone_verified"] {
                        user.entry(name)
                            .and_modify(|verified| *verified = Value::Bool(false));
                    }
                }
            });
        }
        let who = match self.subject.trigger {
            Trigger::CredentialsExchange => "request",
            _ => "user",
        };
        for (name, harm) in HARMS {
            self.add(format!("{who}.hostile-{name}"), about.clone(), |scene| {
                spoil(&mut scene.event, "", harm);
            });
        }
    }
}

fn user_of(event: &mut Value) -> Option<&mut serde_json::Map<String, Value>> {
    event.get_mut("user").and_then(Value::as_object_mut)
}

/// Changes every text that whoever signs in can choose.
fn spoil(value: &mut Value, path: &str, harm: fn(&str) -> String) {
    match value {
        Value::String(text) if is_chosen(path) => *text = harm(text),
        Value::Array(list) => list.iter_mut().for_each(|one| spoil(one, path, harm)),
        Value::Object(object) => {
            for (name, below) in object {
                spoil(below, &format!("{path}/{name}"), harm);
            }
        }
        _ => {}
    }
}

/// Whether a user or their browser chooses the text. Ids and times are ours; application metadata is the tenant's.
fn is_chosen(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_ours = [
        "/user/user_id",
        "/user/identities",
        "/user/app_metadata",
        "/user/enrolledFactors",
        "/request/query/state",
        "/request/query/client_id",
        "/request/body/client_id",
        "/request/body/grant_type",
    ]
    .iter()
    .any(|ours| path.starts_with(ours));
    let is_time = last.ends_with("_at") || last == "last_password_reset";
    let is_theirs = ["/user/", "/request/query/", "/request/body/"]
        .iter()
        .any(|theirs| path.starts_with(theirs))
        || matches!(
            path,
            "/request/user_agent" | "/transaction/login_hint" | "/transaction/state"
        );
    is_theirs && !is_ours && !is_time
}
