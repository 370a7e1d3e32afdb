//! `actions.d.ts`: the contract as TypeScript sees it, from the method table and the event types.
//!
//! Ambient modules, a few files for each trigger behind one that names them, so that a plain JavaScript action is checked without a package:
//! `/** @param {import("latchwork/post-login").Event} event */`.

mod api;
mod types;

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};

use crate::Trigger;
use crate::cache::{CacheErrorCode, CacheRecord};
use crate::event::{
    CredentialsExchangeEvent, PostChangePasswordEvent, PostLoginEvent, PostUserRegistrationEvent,
    PreUserRegistrationEvent, SendPhoneMessageEvent,
};

const HEADER: &str = "\
// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.
";

/// Types of the cache that no event holds.
const CACHE_RESULTS: &str = "
  /** What `api.cache.set` answers. */
  export type CacheWriteResult =
    | { type: 'success'; record: CacheRecord }
    | { type: 'error'; code: CacheErrorCode };

  /** What `api.cache.delete` answers. */
  export type CacheDeleteResult = { type: 'success' } | { type: 'error'; code: CacheErrorCode };
";

/// A file of the declarations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationFile {
    /// Its path from `actions.d.ts`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// `actions.d.ts`, which names the others; then the types that events share, and for each trigger the types that only its
/// event holds and its module.
pub fn render() -> Vec<DeclarationFile> {
    let shared = "declarations/shared.d.ts".to_owned();
    let mut files = vec![file(shared, &latchwork(None, CACHE_RESULTS))];
    for trigger in Trigger::ALL {
        let own = latchwork(Some(trigger), "");
        files.push(file(format!("declarations/{trigger}.event.d.ts"), &own));
        files.push(file(
            format!("declarations/{trigger}.d.ts"),
            &module(trigger),
        ));
    }
    let names = files.iter().map(|file| file.path.as_str());
    let references: String = names
        .map(|path| format!("/// <reference path=\"{path}\" />\n"))
        .collect();
    files.insert(0, file("actions.d.ts".to_owned(), &references));
    files
}

fn file(path: String, text: &str) -> DeclarationFile {
    let text = format!("{HEADER}\n{text}");
    DeclarationFile { path, text }
}

/// The types that only this trigger's event holds or, without a trigger, those of several events and of `api.cache`.
fn latchwork(owner: Option<Trigger>, behind: &str) -> String {
    let mut all = generator();
    all.subschema_for::<CacheRecord>();
    all.subschema_for::<CacheErrorCode>();
    let mut holders: BTreeMap<String, Vec<Trigger>> = BTreeMap::new();
    for trigger in Trigger::ALL {
        declare_event(&mut all, trigger);
        let mut one = generator();
        declare_event(&mut one, trigger);
        for name in one.definitions().keys() {
            holders.entry(name.clone()).or_default().push(trigger);
        }
    }
    let owner_of = |name: &String| match holders.get(name).map(Vec::as_slice) {
        Some([only]) => Some(*only),
        _ => None,
    };
    let types: String = all
        .definitions()
        .iter()
        .filter(|(name, _)| owner_of(name) == owner)
        .map(|(name, schema)| types::declaration(name, schema))
        .collect();
    format!("declare module \"latchwork\" {{\n{types}{behind}}}\n")
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
}

/// Adds the event's type and all it is made of; returns its name.
fn declare_event(generator: &mut SchemaGenerator, trigger: Trigger) -> String {
    match trigger {
        Trigger::PostLogin => declare::<PostLoginEvent>(generator),
        Trigger::CredentialsExchange => declare::<CredentialsExchangeEvent>(generator),
        Trigger::PreUserRegistration => declare::<PreUserRegistrationEvent>(generator),
        Trigger::PostUserRegistration => declare::<PostUserRegistrationEvent>(generator),
        Trigger::PostChangePassword => declare::<PostChangePasswordEvent>(generator),
        Trigger::SendPhoneMessage => declare::<SendPhoneMessageEvent>(generator),
    }
}

fn declare<T: JsonSchema>(generator: &mut SchemaGenerator) -> String {
    generator.subschema_for::<T>();
    T::schema_name().into_owned()
}

/// The module of one trigger: its event, its api and the types of its handlers.
fn module(trigger: Trigger) -> String {
    let event = declare_event(&mut SchemaGenerator::default(), trigger);
    let api = trigger.api_type();
    let mut text = format!(
        "declare module \"latchwork/{trigger}\" {{
  import type {{ CacheDeleteResult, CacheRecord, CacheWriteResult, {event} }} from \"latchwork\";

  /** What the handlers receive. */
  export interface Event extends {event} {{
    /** The action's secrets, by name. */
    secrets: {{ readonly [name: string]: string }};
    /** The configuration of an installed integration, by name. */
    configuration: {{ readonly [name: string]: string }};
  }}

"
    );
    text.push_str(&api::declaration(trigger));
    let handlers = [Some(trigger.handler()), trigger.continue_handler()];
    for handler in handlers.into_iter().flatten() {
        let name = handler.replacen("on", "On", 1);
        text.push_str(&format!(
            "\n  /** The type of `exports.{handler}`. What it returns is awaited and ignored. */\n  export type {name} = (event: Event, api: {api}) => any;\n"
        ));
    }
    text.push_str("}\n");
    text
}
