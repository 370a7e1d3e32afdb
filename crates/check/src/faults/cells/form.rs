//! What the customer entered is missing, empty or wrong.

use url::Url;

use super::super::script::endpoint;
use super::{About, Group, Leg, Plan};

/// A secret that is none of this customer's.
const WRONG: &str = "not-the-secret-of-this-customer";

impl Plan<'_> {
    pub(super) fn form(&mut self, leg: Leg) {
        for field in &self.subject.form.secrets {
            let name = &field.name;
            let refuses = self.endpoints_of(name);
            let about = About::new(Group::Secret(name.clone()), leg);
            for (how, value) in [
                ("missing", None),
                ("empty", Some("")),
                ("wrong", Some(WRONG)),
            ] {
                self.add(format!("secret.{name}.{how}"), about.clone(), |scene| {
                    match value {
                        None => scene.secrets.remove(name),
                        Some(value) => scene.secrets.insert(name.clone(), value.to_owned()),
                    };
                    scene.script.refuses.clone_from(&refuses);
                });
            }
        }
        for field in &self.subject.form.configuration {
            let name = &field.name;
            let group = Group::Configuration {
                name: name.clone(),
                required: field.required,
            };
            let about = About::new(group, leg);
            self.add(format!("configuration.{name}.missing"), about, |scene| {
                scene.configuration.remove(name);
            });
        }
    }

    /// Where the service gets this secret on the success path, by which it knows who asks.
    fn endpoints_of(&self, secret: &str) -> Vec<String> {
        let what = format!("event.secrets.{secret}");
        let sent = self.story.first.sent.iter();
        let with = sent.filter(|sent| {
            let found = self.story.marks.found_in(&sent.text());
            found.iter().any(|mark| mark.what == what)
        });
        with.filter_map(|sent| Some(endpoint(&sent.method, &Url::parse(&sent.url).ok()?)))
            .collect()
    }
}
