//! The same run a second time, with what the first left behind: the cache, metadata, one more login.

use contract::{Command, Execution, Trigger};
use serde_json::{Map, Value, json};

use super::scene::Scene;

/// How long after the first run.
const LATER_MS: u64 = 120_000;

/// The scene with what these executions left behind.
pub(crate) fn after(trigger: Trigger, mut scene: Scene, executions: &[&Execution]) -> Scene {
    scene.later_ms = LATER_MS;
    let commands = executions.iter().flat_map(|own| &own.commands);
    for command in commands {
        scene.cache.apply(command);
        // Whoever registers a second time is another user.
        if trigger == Trigger::PostLogin {
            keep(&mut scene.event, command);
        }
    }
    if let Some(count) = scene.event.pointer_mut("/stats/logins_count") {
        *count = json!(count.as_u64().unwrap_or(0) + 1);
    }
    scene
}

fn keep(event: &mut Value, command: &Command) {
    match command {
        Command::UserSetAppMetadata { key, value } => {
            put(event, "/user/app_metadata", key, value);
        }
        Command::UserSetUserMetadata { key, value } => {
            put(event, "/user/user_metadata", key, value);
        }
        Command::SessionSetMetadata { key, value } => {
            put(event, "/session/metadata", key, value);
        }
        Command::AuthenticationRecordMethod { url } => {
            let methods = event.pointer_mut("/authentication/methods");
            if let Some(methods) = methods.and_then(Value::as_array_mut) {
                methods.push(json!({"name": url, "timestamp": "2026-03-05T08:01:00.000Z"}));
            }
        }
        _ => {}
    }
}

/// Sets a key, or takes it away where the value is null.
fn put(event: &mut Value, pointer: &str, key: &str, value: &Value) {
    let Some(Value::Object(map)) = event.pointer_mut(pointer) else {
        return;
    };
    let map: &mut Map<String, Value> = map;
    match value {
        Value::Null => map.remove(key),
        value => map.insert(key.to_owned(), value.clone()),
    };
}
