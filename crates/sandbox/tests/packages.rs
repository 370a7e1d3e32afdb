//! Every folder below `cases/packages` is an action with the packages it requires. It is linked and runs in the sandbox;
//! Node 22 runs the same folder, with the packages in `node_modules`, and prints the same.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and names its case"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use build::{Action, Package, Tree, link};
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, Limits, Trigger};
use sandbox::{LiveHost, Request, Sandbox, Source};
use serde_json::json;
use support::case::{sandbox, share};
use support::network::Network;
use support::node;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn actions_with_packages_print_what_node_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/packages");
    let sandbox = sandbox().await;
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let expected = in_node(&folder);
        let found = printed(&execute(&sandbox, &source(&folder), Limits::default()).await);
        assert_eq!(found, expected, "{}", folder.display());
    }
}

/// The action of a folder, with its packages.
fn source(folder: &Path) -> Source {
    let (file, text) = action(folder);
    let action = Action {
        name: "action.js",
        file: &file,
        text: &text,
        shared: BTreeMap::new(),
    };
    let linked = link(&action, &tree(folder)).unwrap();
    Source::linked(Trigger::PostLogin, &linked.to_bytes().unwrap()).unwrap()
}

fn action(folder: &Path) -> (String, String) {
    let names = ["action.js", "action.mjs", "action.ts"];
    let file = names
        .iter()
        .find(|name| folder.join(name).exists())
        .unwrap();
    let text = fs::read_to_string(folder.join(file)).unwrap();
    ((*file).to_owned(), text)
}

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::default();
    let packages = folder.join("packages");
    for entry in fs::read_dir(&packages).into_iter().flatten() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut package = Package {
            name: name.clone(),
            version: "1.0.0".to_owned(),
            integrity: None,
            license: None,
            files: BTreeMap::new(),
        };
        read(&folder, "", &mut package);
        tree.packages
            .insert(format!("node_modules/{name}"), package);
    }
    tree
}

fn read(folder: &Path, below: &str, package: &mut Package) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read(&path, &format!("{name}/"), package);
        } else {
            let bytes = Arc::from(fs::read(&path).unwrap());
            package.files.insert(name, bytes);
        }
    }
}

fn in_node(folder: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().unwrap();
    let (file, text) = action(folder);
    fs::write(place.path().join(&file), text).unwrap();
    for (name, package) in tree(folder).packages {
        for (file, bytes) in package.files {
            let path = place.path().join(&name).join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let node = node::program();
    let output = Command::new(&node)
        .arg(root.join("tests/support/drive.cjs"))
        .arg(place.path().join(file))
        .env("TZ", "UTC")
        .env("CASE_EVENT", r#"{"secrets": {}}"#)
        .env("NODE_NO_WARNINGS", "1")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run `make deps`", node.display()));
    let told = String::from_utf8_lossy(&output.stdout);
    let told: Vec<String> = serde_json::from_str(&told)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    told[0].clone()
}

async fn execute(sandbox: &Sandbox, source: &Source, limits: Limits) -> Execution {
    let prepared = match sandbox.prepare(&share("packages"), source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Execution::failed(failure),
    };
    let request = Request {
        share: share("packages"),
        handler: Trigger::PostLogin.handler().to_owned(),
        event: json!({}),
        secrets: [].into(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        limits,
        host: Arc::new(
            LiveHost::new(Arc::new(Network(Vec::new())))
                .with_shared([("shared".to_owned(), secrets())].into()),
        ),
    };
    sandbox.execute(&prepared, request).await.execution
}

fn secrets() -> BTreeMap<String, String> {
    [("KEY".to_owned(), "value".to_owned())].into()
}

fn printed(execution: &Execution) -> String {
    let lines = execution.logs.iter().map(|line| line.message.clone());
    let failure = execution.failure.iter().map(|failure| {
        let stack = failure.stack.as_deref().unwrap_or_default();
        format!("thrown: {} {stack}", failure.message)
    });
    lines.chain(failure).collect::<Vec<_>>().join("\n")
}

/// An action of one text, with packages of one text each.
fn of(file: &str, text: &str, packages: &[(&str, &str)]) -> Source {
    let mut tree = Tree::default();
    for (name, text) in packages {
        let bytes = Arc::from(text.as_bytes());
        let package = Package {
            name: (*name).to_owned(),
            version: "1.0.0".to_owned(),
            integrity: None,
            license: None,
            files: [("index.js".to_owned(), bytes)].into(),
        };
        tree.packages
            .insert(format!("node_modules/{name}"), package);
    }
    let shared = "exports.told = () => actions.secrets.KEY;";
    let action = Action {
        name: "action.js",
        file,
        text,
        shared: [("shared".to_owned(), shared.to_owned())].into(),
    };
    let linked = link(&action, &tree).unwrap();
    Source::linked(Trigger::PostLogin, &linked.to_bytes().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_loaded_before_the_action_unless_it_looks_at_the_world() {
    let sandbox = sandbox().await;
    for (package, expected) in [
        ("globalThis.loads = (globalThis.loads ?? 0) + 1;", "1 true"),
        (
            "globalThis.loads = 5; exports.at = Date.now();",
            "undefined true",
        ),
        (
            "globalThis.loads = 5; throw new Error('not yet');",
            "undefined true",
        ),
    ] {
        let text = "exports.onExecutePostLogin = async () => {
            console.log(globalThis.loads, true);
            try { require('a'); require('a'); } catch {}
            if (globalThis.loads > 5) console.log('again');
        };";
        let source = of("action.js", text, &[("a", package)]);
        let prepared = sandbox.prepare(&share("packages"), &source).await.unwrap();
        assert!(!prepared.loads_afresh());
        let execution = execute(&sandbox, &source, Limits::default()).await;
        assert_eq!(printed(&execution), expected, "{package}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_are_told_as_they_were_written() {
    let sandbox = sandbox().await;
    let cases = [
        (
            "action.js",
            "exports.onExecutePostLogin = async () => {\n  require('a').f();\n};",
            "\n\nexports.f = function f() { throw new Error('x'); };",
            "Error: x\n    at f (/node_modules/a/index.js:3:",
        ),
        (
            "action.ts",
            "interface A {\n  b: string;\n}\nexport const onExecutePostLogin = async (event: A): Promise<void> => {\n  throw new Error('x');\n};",
            "",
            "Error: x\n    at onExecutePostLogin (action.js:5:",
        ),
        (
            "action.js",
            "import { f } from 'a';\nexport const onExecutePostLogin = async () => {\n  f();\n};",
            "export const f = () => {\n  throw new Error('x');\n};",
            "Error: x\n    at f (/node_modules/a/index.js:2:",
        ),
    ];
    for (file, text, package, expected) in cases {
        let source = of(file, text, &[("a", package)]);
        let execution = execute(&sandbox, &source, Limits::default()).await;
        let stack = execution.failure.unwrap().stack.unwrap();
        assert!(stack.starts_with(expected), "{stack}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shared_module_has_secrets_of_its_own() {
    let sandbox = sandbox().await;
    let text = "const shared = require('actions:shared');
        exports.onExecutePostLogin = async (event) => {
            console.log(shared.told(), event.secrets, typeof actions);
        };";
    let execution = execute(&sandbox, &of("action.js", text, &[]), Limits::default()).await;
    assert_eq!(printed(&execution), "value {} undefined");
    let text = "import { told } from 'actions:shared';
        export const onExecutePostLogin = async () => console.log(told());";
    let execution = execute(&sandbox, &of("action.mjs", text, &[]), Limits::default()).await;
    assert_eq!(printed(&execution), "value");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_actions_own_code_is_limited_and_its_packages_are_not() {
    let sandbox = sandbox().await;
    let long = format!("/*{}*/", "x".repeat(200_000));
    let text = "require('a'); exports.onExecutePostLogin = async () => {};";
    let execution = execute(
        &sandbox,
        &of("action.js", text, &[("a", &long)]),
        Limits::default(),
    )
    .await;
    assert_eq!(printed(&execution), "");
    let text = format!("{text}{long}");
    let execution = execute(
        &sandbox,
        &of("action.js", &text, &[("a", "")]),
        Limits::default(),
    )
    .await;
    let failure = execution.failure.unwrap().message;
    assert!(
        failure.contains("more than source_bytes = 100000"),
        "{failure}"
    );
}
