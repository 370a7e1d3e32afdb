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

/// Whether a user or their browser chooses the text. Ids, times and codes are ours; application metadata, the names of
/// connections and what applications ask for are the tenant's.
fn is_chosen(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_below = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    let is_ours = is_below(&[
        "/user/user_id",
        "/user/app_metadata",
        "/user/enrolledFactors",
        "/user/multifactor",
        "/request/query/state",
        "/request/query/client_id",
        "/request/body/client_id",
        "/request/body/grant_type",
    ]) || is_below(&["/user/identities"])
        && !is_below(&["/user/identities/profileData"]);
    let is_time = last.ends_with("_at") || last == "last_password_reset";
    let is_theirs = is_below(&[
        "/user/",
        "/request/query/",
        "/request/body/",
        "/request/user_agent",
        "/request/language",
        "/session/device/initial_user_agent",
        "/session/device/last_user_agent",
        "/transaction/locale",
        "/transaction/login_hint",
        "/transaction/state",
        "/transaction/ui_locales",
    ]);
    is_theirs && !is_ours && !is_time
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use bundle::Form;
    use contract::permission::Permissions;

    use super::super::super::fixtures::Fixtures;
    use super::super::super::guess::{Choice, Guesses};
    use super::super::super::marks::Marks;
    use super::super::super::sample::{Parts, Sample};
    use super::*;

    /// Where texts stand that are not `harm`.
    fn texts(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if text != "harm" => {
                found.insert(path.to_owned());
            }
            Value::Array(list) => list.iter().for_each(|one| texts(one, path, found)),
            Value::Object(object) => {
                for (name, below) in object {
                    texts(below, &format!("{path}/{name}"), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_text_of_the_user_and_of_the_request_is_hostile_but_ours() {
        const OURS: [&str; 18] = [
            "/request/body/client_id",
            "/request/body/grant_type",
            "/request/hostname",
            "/request/ip",
            "/request/asn",
            "/request/method",
            "/request/query/client_id",
            "/user/app_metadata/any",
            "/user/created_at",
            "/user/enrolledFactors/options/any",
            "/user/enrolledFactors/type",
            "/user/identities/connection",
            "/user/identities/provider",
            "/user/identities/user_id",
            "/user/last_password_reset",
            "/user/multifactor",
            "/user/updated_at",
            "/user/user_id",
        ];
        let permissions = serde_json::from_value(serde_json::json!({
            "event": [{"field": "user", "reason": "r"}, {"field": "request", "reason": "r"}],
        }));
        let permissions: Permissions = permissions.unwrap();
        let (mut harmed, mut left) = (BTreeSet::new(), BTreeSet::new());
        for trigger in Trigger::ALL {
            let parts = Parts {
                trigger,
                permissions: &permissions,
                form: &Form::default(),
                fixtures: &Fixtures::default(),
                guesses: &Guesses::default(),
            };
            let mut event = Sample::new(parts, &Choice::default(), &mut Marks::default()).event;
            let (mut all, mut own) = (BTreeSet::new(), BTreeSet::new());
            texts(&event, "", &mut all);
            spoil(&mut event, "", |_| "harm".to_owned());
            texts(&event, "", &mut own);
            harmed.extend(all.difference(&own).cloned());
            left.extend(own);
        }
        left.retain(|path| path.starts_with("/user/") || path.starts_with("/request/"));
        left.retain(|path| !path.starts_with("/request/geoip/"));
        let spare: Vec<_> = left
            .iter()
            .filter(|path| !OURS.contains(&path.as_str()))
            .collect();
        assert!(spare.is_empty(), "{spare:?}");
        println!("{} texts are hostile: {harmed:?}", harmed.len());
        assert!(harmed.contains("/user/identities/profileData/any"));
        assert!(harmed.contains("/user/name") && harmed.contains("/request/user_agent"));
    }
}
