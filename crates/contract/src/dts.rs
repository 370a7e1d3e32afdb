//! `actions.d.ts`: the contract as TypeScript sees it, from the method table and the event types.
//!
//! One file of ambient modules, so that a plain JavaScript action is checked without a package:
//! `/** @param {import("latchwork/post-login").Event} event */`.

mod api;
mod types;

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

/// The text of `actions.d.ts`.
pub fn render() -> String {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    for trigger in Trigger::ALL {
        declare_event(&mut generator, trigger);
    }
    generator.subschema_for::<CacheRecord>();
    generator.subschema_for::<CacheErrorCode>();

    let mut text = HEADER.to_owned();
    text.push_str("\ndeclare module \"latchwork\" {\n");
    for (name, schema) in generator.definitions() {
        text.push_str(&types::declaration(name, schema));
    }
    text.push_str(CACHE_RESULTS);
    text.push_str("}\n");
    for trigger in Trigger::ALL {
        text.push_str(&module(trigger));
    }
    text
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
        "
declare module \"latchwork/{trigger}\" {{
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
