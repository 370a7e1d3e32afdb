//! Every field that the event of a trigger may have, as a tree: what a permission can name and what a guard stands in for.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use super::{
    CredentialsExchangeEvent, PostChangePasswordEvent, PostLoginEvent, PostUserRegistrationEvent,
    PreUserRegistrationEvent, SendPhoneMessageEvent,
};
use crate::Trigger;

/// The fields of one place of an event. A plain value has none; those of a list are those of its elements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownFields {
    /// By name.
    pub named: BTreeMap<String, KnownFields>,
    /// Whether it may have fields of any other name, with anything below them: metadata, query, body and the like.
    pub is_open: bool,
    /// Whether it is a list; a path does not tell its elements apart.
    pub is_list: bool,
}

impl KnownFields {
    /// The place that a path from here names; none when it is unknown, or lies below a place that is open.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('.')
            .try_fold(self, |place, name| place.named.get(name))
    }

    /// Whether an event may have the field that a path from here names.
    pub fn knows(&self, path: &str) -> bool {
        let mut place = self;
        for name in path.split('.') {
            match place.named.get(name) {
                Some(below) => place = below,
                None => return place.is_open,
            }
        }
        true
    }

    /// The paths of all named fields, those that have fields of their own before these.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.add_paths("", &mut paths);
        paths
    }

    fn add_paths(&self, above: &str, paths: &mut Vec<String>) {
        for (name, below) in &self.named {
            let path = format!("{above}{name}");
            paths.push(path.clone());
            below.add_paths(&format!("{path}."), paths);
        }
    }
}

/// The fields of a trigger's event, but for `secrets` and `configuration`, which need no permission.
pub fn known_fields(trigger: Trigger) -> &'static KnownFields {
    static NONE: LazyLock<KnownFields> = LazyLock::new(KnownFields::default);
    static TREES: LazyLock<HashMap<Trigger, KnownFields>> = LazyLock::new(|| {
        let of = |trigger| (trigger, of_event(trigger));
        Trigger::ALL.into_iter().map(of).collect()
    });
    TREES.get(&trigger).unwrap_or(&NONE)
}

fn of_event(trigger: Trigger) -> KnownFields {
    match trigger {
        Trigger::PostLogin => tree::<PostLoginEvent>(),
        Trigger::CredentialsExchange => tree::<CredentialsExchangeEvent>(),
        Trigger::PreUserRegistration => tree::<PreUserRegistrationEvent>(),
        Trigger::PostUserRegistration => tree::<PostUserRegistrationEvent>(),
        Trigger::PostChangePassword => tree::<PostChangePasswordEvent>(),
        Trigger::SendPhoneMessage => tree::<SendPhoneMessageEvent>(),
    }
}

fn tree<T: JsonSchema>() -> KnownFields {
    let mut generator: SchemaGenerator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let root = generator.subschema_for::<T>().to_value();
    let types = Types(generator.definitions());
    let mut fields = KnownFields::default();
    types.add(&root, &mut Vec::new(), &mut fields);
    fields
}

/// The types that schemas refer to by name.
struct Types<'a>(&'a Map<String, Value>);

/// How often one type may contain itself: an actor has actors up to this depth.
const MOST_LEVELS: usize = 5;

impl<'a> Types<'a> {
    /// Adds what a value of this schema may have; `within` names the types it stands in.
    fn add(&self, schema: &'a Value, within: &mut Vec<&'a str>, fields: &mut KnownFields) {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.rsplit('/').next().unwrap_or(name);
            let levels = within.iter().filter(|&&above| above == name).count();
            if let (Some(schema), true) = (self.0.get(name), levels < MOST_LEVELS) {
                within.push(name);
                self.add(schema, within, fields);
                within.pop();
            }
            return;
        }
        for alternatives in ["anyOf", "oneOf", "allOf"] {
            for schema in schema
                .get(alternatives)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                self.add(schema, within, fields);
            }
        }
        if let Some(items) = schema.get("items") {
            fields.is_list = true;
            self.add(items, within, fields);
        }
        let others = schema.get("additionalProperties");
        fields.is_open |= others.is_some_and(|others| others != &Value::Bool(false));
        for (name, schema) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let below = fields.named.entry(name.clone()).or_default();
            self.add(schema, within, below);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_has_the_fields_of_its_event() {
        for (trigger, path, expected) in [
            (Trigger::PostLogin, "user.email", true),
            (Trigger::PostLogin, "user", true),
            (Trigger::PostLogin, "user.mail", false),
            (Trigger::PostLogin, "user.identities.profileData.a.b", true),
            (Trigger::PostLogin, "user.identities.name", false),
            (Trigger::PostLogin, "user.app_metadata.plan.tier", true),
            (Trigger::PostLogin, "client.metadata.A", true),
            (
                Trigger::PostLogin,
                "client.refresh_token.policies.scope",
                true,
            ),
            (Trigger::PostLogin, "request.query.scope", true),
            (Trigger::PostLogin, "request.geoip.countryCode", true),
            (Trigger::PostLogin, "experiment.is_control", true),
            (Trigger::PostLogin, "experiment.config.x", true),
            (Trigger::PostLogin, "transaction.protocol", true),
            (Trigger::PostLogin, "transaction.actor.act.act.sub", true),
            (Trigger::PostLogin, "accessToken.scope", false),
            (Trigger::PostLogin, "secrets.KEY", false),
            (
                Trigger::CredentialsExchange,
                "accessToken.customClaims.a",
                true,
            ),
            (Trigger::CredentialsExchange, "user", false),
            (Trigger::PreUserRegistration, "request.body.ulp-plan", true),
            (Trigger::PreUserRegistration, "user.user_id", false),
            (Trigger::PostUserRegistration, "user.user_id", true),
            (
                Trigger::PostChangePassword,
                "user.last_password_reset",
                true,
            ),
            (Trigger::PostChangePassword, "user.app_metadata", false),
            (Trigger::SendPhoneMessage, "message_options.code", true),
            (Trigger::SendPhoneMessage, "user.identities.isSocial", true),
        ] {
            assert_eq!(
                known_fields(trigger).knows(path),
                expected,
                "{trigger} {path}"
            );
        }
    }

    #[test]
    fn places_say_whether_they_are_open_or_lists() {
        let fields = known_fields(Trigger::PostLogin);
        let at = |path: &str| fields.at(path).map(|place| (place.is_open, place.is_list));
        assert_eq!(at("user.app_metadata"), Some((true, false)));
        assert_eq!(at("user.identities"), Some((false, true)));
        assert_eq!(at("user.email"), Some((false, false)));
        let details = "transaction.requested_authorization_details";
        assert_eq!(at(details), Some((true, true)));
        assert_eq!(at("user.app_metadata.plan"), None);
        assert!(!fields.is_open);
    }

    #[test]
    fn a_type_within_itself_ends_at_its_fifth_level() {
        let fields = known_fields(Trigger::PostLogin);
        assert!(fields.knows("transaction.actor.act.act.act.act.sub"));
        assert!(!fields.knows("transaction.actor.act.act.act.act.act.sub"));
        let paths = fields.paths();
        assert!(paths.len() > 150, "{}", paths.len());
        assert!(paths.iter().all(|path| fields.at(path).is_some()));
    }
}
