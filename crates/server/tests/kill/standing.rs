//! What stands of actions, versions and flows, as a value: what should stand is compared with what the server says.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::board::Weight::Light;
use crate::visitor::{Asked, Line};

/// The flows that are rebound.
pub(crate) const FLOWS: [&str; 2] = ["credentials-exchange", "post-login"];

/// The deployed actions' names begin so.
pub(crate) const NAMES: &str = "stamp-";

/// Everything the lane changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    pub(crate) actions: BTreeMap<String, Action>,
    pub(crate) flows: BTreeMap<&'static str, Flow>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Action {
    pub(crate) code: String,
    pub(crate) secrets: Vec<String>,
    /// Oldest first, as numbered from 1.
    pub(crate) versions: Vec<Version>,
    /// The index of the one that runs.
    pub(crate) deployed: Option<usize>,
    pub(crate) all_changes_deployed: bool,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) code: String,
    pub(crate) secrets: Vec<String>,
}

/// A flow: its list's version and the names of what it binds, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) version: u64,
    pub(crate) names: Vec<String>,
    /// The ids of those that are installations.
    pub(crate) installations: BTreeMap<String, String>,
}

/// What the server says stands, and the actions' ids by name.
pub(crate) async fn observe(line: &Line) -> Asked<(Standing, BTreeMap<String, String>)> {
    let (mut standing, mut ids) = (Standing::default(), BTreeMap::new());
    let list = admin(line, "/api/v1/actions").await?;
    for one in list["actions"].as_array().unwrap() {
        let (name, id) = (text(&one["name"]), text(&one["id"]));
        ids.insert(name.clone(), id.clone());
        if name.starts_with(NAMES) {
            let versions = admin(line, &format!("/api/v1/actions/{id}/versions")).await?;
            standing.actions.insert(name, action(one, &versions));
        }
    }
    for name in FLOWS {
        let flow = admin(line, &format!("/api/v1/flows/{name}")).await?;
        let bindings = flow["bindings"].as_array().unwrap();
        let flow = Flow {
            version: flow["version"].as_u64().unwrap(),
            names: bindings
                .iter()
                .map(|binding| text(&binding["name"]))
                .collect(),
            installations: bindings
                .iter()
                .filter(|binding| binding["installation_id"].is_string())
                .map(|binding| (text(&binding["name"]), text(&binding["installation_id"])))
                .collect(),
        };
        standing.flows.insert(name, flow);
    }
    Ok((standing, ids))
}

fn action(one: &Value, versions: &Value) -> Action {
    let mut versions: Vec<&Value> = versions["versions"].as_array().unwrap().iter().collect();
    versions.sort_by_key(|version| version["number"].as_u64());
    let numbers: Vec<u64> = versions
        .iter()
        .map(|version| version["number"].as_u64().unwrap())
        .collect();
    let expected: Vec<u64> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected, "versions are numbered without gaps");
    assert!(one["draft_failure"].is_null(), "the draft loads: {one}");
    let deployed = versions
        .iter()
        .position(|version| version["deployed"].as_bool().unwrap());
    let says = one["deployed_version"].as_u64().map(|number| number - 1);
    assert_eq!(
        deployed.map(|at| at as u64),
        says,
        "action and versions agree: {one}"
    );
    Action {
        code: text(&one["code"]),
        secrets: texts(&one["secrets"]),
        deployed,
        all_changes_deployed: one["all_changes_deployed"].as_bool().unwrap(),
        versions: versions
            .iter()
            .map(|version| Version {
                code: text(&version["code"]),
                secrets: texts(&version["secrets"]),
            })
            .collect(),
    }
}

async fn admin(line: &Line, target: &str) -> Asked<Value> {
    let what = ("GET of /api/v1", Light);
    let token = &line.place.demo.admin_token;
    let answer = line.call(what, ("GET", target), token, None).await?;
    assert_eq!(answer.status, 200, "{target}: {}", answer.shown());
    Ok(answer.json())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}
