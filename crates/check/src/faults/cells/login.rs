//! What only a login has: runs without a browser, and browsers that come back with a token that must not pass.

use contract::Trigger;
use serde_json::{Value, json};

use super::{About, Group, Leg, Plan, Token};

impl Plan<'_> {
    pub(super) fn login(&mut self) {
        if self.subject.trigger != Trigger::PostLogin {
            return;
        }
        let token = &self.story.refresh_token;
        let services = [false, true]
            .into_iter()
            .zip([Some(&self.story.grants), self.story.denies.as_ref()]);
        for (denies, service) in services {
            let Some(service) = service else { continue };
            let about = About {
                denies,
                ..About::new(Group::NoBrowser, Leg::First)
            };
            let end = if denies { ".denies" } else { "" };
            self.add(format!("silent{end}"), about.clone(), |scene| {
                scene.can_redirect = false;
                scene.script = service.script();
                set(&mut scene.event, "/transaction/prompt", json!(["none"]));
                set(&mut scene.event, "/request/query/prompt", json!("none"));
            });
            self.add(format!("refresh{end}"), about, |scene| {
                scene.can_redirect = false;
                scene.script = service.script();
                let event = &mut scene.event;
                set(
                    event,
                    "/transaction/protocol",
                    json!("oauth2-refresh-token"),
                );
                set(event, "/refresh_token", token.clone());
                set(event, "/request/method", json!("POST"));
                set(event, "/request/query", json!({}));
                let body = json!({"grant_type": "refresh_token"});
                set(event, "/request/body", body);
            });
        }
        // What a form of the host's brings, the host has checked.
        if let Some(back) = self.story.back.as_ref().filter(|back| !back.is_of_form()) {
            for (name, kind) in Token::BAD {
                let about = About::new(Group::Returned(kind), Leg::Return);
                self.add(format!("resume.{name}"), about, |scene| {
                    scene.event = back.event(kind);
                });
            }
        }
    }
}

/// Sets a field whose parent is there.
fn set(event: &mut Value, pointer: &str, value: Value) {
    if let Some((above, name)) = pointer.rsplit_once('/')
        && let Some(Value::Object(above)) = event.pointer_mut(above)
    {
        above.insert(name.to_owned(), value);
    }
}
