//! What stands of one integration, as a value: what should stand is compared with what the server says.

use serde_json::Value;

use super::journey::Tenant;
use super::partner::{Partner, VERSIONS, text};
use crate::board::Weight::Light;
use crate::visitor::{Asked, Line};

/// Everything a journey changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Standing {
    pub(super) submissions: [Option<Submission>; 2],
    /// The states of the releases.
    pub(super) releases: [Option<String>; 2],
    /// The version in the catalogue.
    pub(super) listed: Option<String>,
    pub(super) installed: Option<Installed>,
    pub(super) bound: bool,
}

/// A submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Submission {
    pub(super) state: String,
    pub(super) verdicts: usize,
    pub(super) comments: usize,
}

/// An installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Installed {
    pub(super) version: String,
    pub(super) on_failure: String,
    /// Whether its secret and its acceptance are there.
    pub(super) whole: bool,
}

/// What stands, and the ids of the submissions and of the installation.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub(super) standing: Standing,
    pub(super) submissions: [Option<Value>; 2],
    pub(super) installation: Option<Value>,
    pub(super) flow: Value,
}

/// In their checks or behind them: those go on by themselves.
const BEFORE_REVIEW: [&str; 3] = ["received", "checking", "functional_review"];

pub(super) async fn observe(line: &Line, tenant: &Tenant, partner: &Partner) -> Asked<Observed> {
    let mut observed = Observed::default();
    let list = get(line, &partner.key, "/api/v1/submissions").await?;
    for one in list["submissions"].as_array().unwrap() {
        let place = format!("/api/v1/submissions/{}", text(&one["id"]));
        let whole = get(line, &partner.key, &place).await?;
        let at = version(one);
        observed.standing.submissions[at] = Some(submission(&whole));
        observed.submissions[at] = Some(whole);
    }
    let list = get(line, &partner.key, "/api/v1/partner/releases").await?;
    for one in list["releases"].as_array().unwrap() {
        observed.standing.releases[version(one)] = Some(text(&one["state"]));
    }
    let (line, token) = (line.to(&tenant.issuer), &tenant.token);
    let search = format!("/api/v1/catalogue?search={}", partner.slug);
    let list = get(&line, token, &search).await?;
    let mut list = list["integrations"].as_array().unwrap().iter();
    let listed = list.find(|one| one["slug"] == *partner.slug);
    observed.standing.listed = listed.map(|one| text(&one["version"]));
    let list = get(&line, token, "/api/v1/installations").await?;
    let mut list = list["installations"].as_array().unwrap().iter();
    let installation = list.find(|one| one["slug"] == *partner.slug);
    observed.standing.installed = installation.map(installed);
    observed.installation = installation.cloned();
    observed.flow = get(&line, token, "/api/v1/flows/post-login").await?;
    let mut bindings = observed.flow["bindings"].as_array().unwrap().iter();
    observed.standing.bound = bindings.any(|one| one["name"] == *partner.slug);
    Ok(observed)
}

fn version(one: &Value) -> usize {
    let number = VERSIONS.iter().position(|known| one["version"] == **known);
    number.unwrap()
}

fn submission(one: &Value) -> Submission {
    let state = text(&one["state"]);
    let before = BEFORE_REVIEW.contains(&state.as_str());
    Submission {
        state: if before {
            "functional_review".to_owned()
        } else {
            state
        },
        verdicts: one["verdicts"].as_array().unwrap().len(),
        comments: one["comments"].as_array().unwrap().len(),
    }
}

fn installed(one: &Value) -> Installed {
    let secrets = one["secrets"].as_array().unwrap();
    let accepted = one["acceptance"]["permissions"].is_string();
    Installed {
        version: text(&one["version"]),
        on_failure: text(&one["configuration"]["ON_FAILURE"]),
        whole: accepted && secrets.len() == 1,
    }
}

pub(super) async fn get(line: &Line, bearer: &str, target: &str) -> Asked<Value> {
    let what = ("GET of /api/v1", Light);
    let answer = line.call(what, ("GET", target), bearer, None).await?;
    assert_eq!(answer.status, 200, "{target}: {}", answer.shown());
    Ok(answer.json())
}
