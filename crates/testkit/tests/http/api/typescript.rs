//! Actions in TypeScript: kept as they were written, run without their types, their places as written.

use serde_json::{Value, json};
use testkit::{Registry, TestHost, Wanted};

use super::recordings::{check_identical, one};
use crate::journey::greeting;

const TYPED: &str = "import type { Event } from './types';
interface Api { idToken: { setCustomClaim(name: string, value: unknown): void } }
type Greeting = { word: string };

const greeting: Greeting = { word: 'Hello' };
const fail = (event: any): never => { throw new Error(`no ${event.user!.name as string}`) };

exports.onExecutePostLogin = async (event: Event, api: Api): Promise<void> => {
    if ((event as any).fails) fail(event);
    api.idToken.setCustomClaim('greeting', (greeting satisfies Greeting).word as unknown);
};
";

/// The same without its types, by hand: each place is where it was.
const PLAIN: &str = "



const greeting           = { word: 'Hello' };
const fail = (event     )        => { throw new Error(`no ${event.user .name          }`) };

exports.onExecutePostLogin = async (event       , api     )                => {
    if ((event       ).fails) fail(event);
    api.idToken.setCustomClaim('greeting', (greeting                   ).word           );
};
";

async fn create(host: &TestHost, name: &str, code: &str, dependencies: Value) -> Value {
    let body = json!({
        "name": name, "trigger": "post-login", "code": code, "dependencies": dependencies,
    });
    let created = host.admin("POST", "/actions", Some(body)).await;
    assert_eq!(created.status, 201, "{}", created.body);
    created.json()
}

async fn tested(host: &TestHost, action: &Value) -> Value {
    let path = format!("/actions/{}/test", action["id"].as_str().unwrap());
    let event = json!({"event": {"fails": true, "user": {"name": "Ann"}}});
    host.admin("POST", &path, Some(event)).await.json()
}

/// Where an action failed: file, line and column.
fn place(failure: &Value) -> String {
    let stack = failure["stack"].as_str().unwrap();
    let at = stack.find("action.js:").unwrap();
    let end = stack[at..].find([')', '\n']).unwrap_or(stack.len() - at);
    stack[at..at + end].to_owned()
}

async fn deploy(host: &TestHost, action: &Value) {
    let id = action["id"].as_str().unwrap();
    let path = format!("/actions/{id}/deploy");
    let deployed = host.admin("POST", &path, None).await;
    assert_eq!(deployed.status, 201, "{}", deployed.body);
    let shown = host.admin("GET", "/flows/post-login", None).await.json();
    let flow = json!({"version": shown["version"], "bindings": [{"action_id": id}]});
    let bound = host.admin("PUT", "/flows/post-login", Some(flow)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
}

#[tokio::test]
async fn typescript_is_kept_as_written_and_runs_with_its_places() {
    let mut host = TestHost::start().await;
    let typed = create(&host, "typed", TYPED, json!([])).await;
    assert_eq!(
        (&typed["status"], &typed["code"]),
        (&json!("built"), &json!(TYPED))
    );
    let plain = create(&host, "plain", PLAIN, json!([])).await;
    let failed = tested(&host, &typed).await["failure"].clone();
    assert_eq!(failed["message"], "Error: no Ann", "{failed}");
    let same = tested(&host, &plain).await["failure"].clone();
    assert!(place(&failed).starts_with("action.js:6:"), "{failed}");
    assert_eq!(place(&failed), place(&same), "{failed} {same}");

    deploy(&host, &typed).await;
    assert_eq!(greeting(&host).await, "Hello");
    let recording = one(&host).await;
    host.restart().await;
    assert_eq!(greeting(&host).await, "Hello");
    check_identical(&host, &recording).await;
}

#[tokio::test]
async fn what_is_more_than_types_runs_and_tells_the_lines_as_written() {
    let host = TestHost::start().await;
    let code = "enum Word { Hello = 'Hello' }

class Greeter { constructor(private word: Word) {} say(): string { return this.word } }
export const onExecutePostLogin = async (event: any, api: any) => {

    if (event.fails) throw new Error('no');
    api.idToken.setCustomClaim('greeting', new Greeter(Word.Hello).say());
};";
    let action = create(&host, "more", code, json!([])).await;
    assert_eq!(action["status"], "built", "{action}");
    let failed = tested(&host, &action).await["failure"].clone();
    assert!(
        failed["stack"].to_string().contains("action.js:6:"),
        "{failed}"
    );
    deploy(&host, &action).await;
    assert_eq!(greeting(&host).await, "Hello");
}

#[tokio::test]
async fn a_mistake_in_typescript_is_told_with_its_line() {
    let host = TestHost::start().await;
    let code = "const a: string = '';\nconst b: number = ;";
    let broken = create(&host, "broken", code, json!([])).await;
    assert_eq!(broken["status"], "failed");
    let why = broken["draft_failure"]["message"].as_str().unwrap();
    assert!(why.starts_with("SyntaxError: action.js:2:19: "), "{why}");
}

#[tokio::test]
async fn typescript_requires_packages() {
    let registry = Registry::start().await;
    let files = [("index.js", "module.exports = (name) => `Hi ${name}`;")];
    registry.publish("greet", "1.0.0", json!({}), &files);
    let host = TestHost::with(Wanted {
        registry: Some(registry.url.clone()),
        ..Wanted::default()
    })
    .await;
    let code = "import greet from 'greet';
export const onExecutePostLogin = async (event: any, api: any): Promise<void> => {
    api.idToken.setCustomClaim('greeting', greet('Ann') as string);
};";
    let action = create(&host, "packed", code, json!([{"name": "greet"}])).await;
    deploy(&host, &action).await;
    assert_eq!(greeting(&host).await, "Hi Ann");
}
