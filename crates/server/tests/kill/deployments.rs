//! Deployments: an administrator creates, edits, deploys, rolls back, binds and deletes actions. After a kill exactly
//! what was acknowledged stands, or that and the one change that was cut, whole.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde_json::{Value, json};

use crate::board::Weight::Telling;
use crate::findings::Findings;
use crate::standing::{Action, FLOWS, Flow, NAMES, Standing, Version, observe};
use crate::tokens::{CLAIM, machine_token, payload, stamps};
use crate::visitor::{Asked, Line};

const SECRET: &str = "MARK";

/// One change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Create,
    Deploy,
    Edit,
    PutSecret,
    DeployAgain,
    RollBack,
    BindMachines,
    BindLogins,
    Delete,
}

const STEPS: [Step; 9] = [
    Step::Create,
    Step::Deploy,
    Step::Edit,
    Step::PutSecret,
    Step::DeployAgain,
    Step::RollBack,
    Step::BindMachines,
    Step::BindLogins,
    Step::Delete,
];

/// A call of `/api/v1`: its name, method, target, body and the status of its answer.
type Call = (&'static str, &'static str, String, Option<Value>, u16);

/// A call, and what stands once it is answered.
struct Change {
    what: &'static str,
    method: &'static str,
    target: String,
    body: Option<Value>,
    status: u16,
    after: Standing,
}

/// The lane.
#[derive(Debug, Default)]
pub(crate) struct Deployments {
    /// Counts the steps; every nine are about one action.
    at: usize,
    standing: Standing,
    ids: BTreeMap<String, String>,
    /// What stands if the change on its way was made.
    pending: Option<Standing>,
}

impl Deployments {
    /// Takes the server as it is, and makes the first action, so that its flow is never empty.
    pub(crate) async fn begin(&mut self, line: &Line) -> Asked<()> {
        (self.standing, self.ids) = observe(line).await?;
        for _ in STEPS {
            self.step(line).await?;
        }
        Ok(())
    }

    pub(crate) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        loop {
            self.step(line).await?;
        }
    }

    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        let (found, ids) = observe(line).await?;
        self.ids = ids;
        let pending = self.pending.take();
        if pending.as_ref() == Some(&found) && found != self.standing {
            self.at += 1;
        } else if found != self.standing {
            match pending {
                Some(pending) => findings.half_done(format!(
                    "a deployment: neither {:?} nor {pending:?} but {found:?}",
                    self.standing
                )),
                None => findings.lost(format!(
                    "a deployment: {:?} is now {found:?}",
                    self.standing
                )),
            }
        }
        self.standing = found;
        let claims = payload(&machine_token(line).await?);
        let (expected, ran) = (self.expected_stamps(), stamps(&claims));
        if expected != ran {
            findings.half_done(format!("a flow: {expected:?} stand and {ran:?} ran"));
        }
        Ok(())
    }

    async fn step(&mut self, line: &Line) -> Asked<()> {
        let Some(change) = self.change() else {
            self.at += 1;
            return Ok(());
        };
        if STEPS[self.at % STEPS.len()] == Step::Delete {
            // A run that began before the action was unbound may still come to it; deleting it would fail that run.
            drop(line.place.machine_runs.write().await);
        }
        self.pending = Some(change.after.clone());
        let what = (change.what, Telling);
        let place = (change.method, change.target.as_str());
        let token = &line.place.demo.admin_token;
        let answer = line.call(what, place, token, change.body.as_ref()).await?;
        assert_eq!(
            answer.status,
            change.status,
            "{}: {}",
            change.what,
            answer.shown()
        );
        self.pending = None;
        self.standing = change.after;
        if let Some(id) = answer.json()["id"].as_str() {
            let name = name(self.at / STEPS.len());
            self.ids.insert(name, id.to_owned());
        }
        self.at += 1;
        Ok(())
    }

    /// The next change; none when there is nothing to delete yet.
    fn change(&self) -> Option<Change> {
        let round = self.at / STEPS.len();
        let name = name(round);
        let step = STEPS[self.at % STEPS.len()];
        let id = self.ids.get(&name).map_or("", String::as_str);
        let own = format!("/api/v1/actions/{id}");
        let mut after = self.standing.clone();
        let draft = after.actions.get_mut(&name);
        let (what, method, target, body, status) = match step {
            Step::Create => {
                after.actions.insert(name, fresh(round));
                create(round)
            }
            Step::Deploy | Step::DeployAgain => {
                deploy(draft.unwrap());
                let target = format!("{own}/deploy");
                ("POST of a deployment", "POST", target, None, 201)
            }
            Step::Edit => {
                let action = draft.unwrap();
                action.code = code(round, 2);
                action.all_changes_deployed = false;
                let body = json!({ "code": action.code });
                ("PATCH of a draft", "PATCH", own, Some(body), 200)
            }
            Step::PutSecret => {
                let target = format!("{own}/secrets/{SECRET}");
                let body = json!({ "value": mark(round, 2) });
                ("PUT of a secret", "PUT", target, Some(body), 200)
            }
            Step::RollBack => {
                roll_back(draft.unwrap());
                let target = format!("{own}/versions/1/rollback");
                ("POST of a roll-back", "POST", target, Some(json!({})), 201)
            }
            Step::BindMachines => {
                let flow = after.flows.get_mut(FLOWS[0]).unwrap();
                flow.names.insert(0, name);
                flow.names.truncate(2);
                self.bind(FLOWS[0], flow)
            }
            Step::BindLogins => {
                let flow = after.flows.get_mut(FLOWS[1]).unwrap();
                flow.names.rotate_left(1);
                self.bind(FLOWS[1], flow)
            }
            Step::Delete => {
                let unbound = round.checked_sub(2).map(self::name)?;
                after.actions.remove(&unbound)?;
                let target = format!("/api/v1/actions/{}", self.ids.get(&unbound)?);
                ("DELETE of an action", "DELETE", target, None, 204)
            }
        };
        Some(Change {
            what,
            method,
            target,
            body,
            status,
            after,
        })
    }

    fn bind(&self, trigger: &str, flow: &mut Flow) -> Call {
        let order = flow
            .names
            .iter()
            .map(|name| match flow.installations.get(name) {
                Some(id) => json!({ "installation_id": id }),
                None => json!({ "action_id": self.ids[name] }),
            });
        let body = json!({ "version": flow.version, "bindings": order.collect::<Vec<_>>() });
        flow.version += 1;
        let target = format!("/api/v1/flows/{trigger}");
        ("PUT of a flow", "PUT", target, Some(body), 200)
    }

    /// The claims a machine's token has now: code and secret of the deployed version of each bound action, and the last.
    fn expected_stamps(&self) -> Vec<(String, String)> {
        let names = &self.standing.flows[FLOWS[0]].names;
        let last = names.last().map(|name| ("last".to_owned(), name.clone()));
        let mut stamps: Vec<(String, String)> = names
            .iter()
            .map(|name| {
                let action = &self.standing.actions[name];
                let version = &action.versions[action.deployed.unwrap()];
                let mark = version.code.split('"').nth(1).unwrap();
                (name.clone(), format!("{mark} {mark}"))
            })
            .chain(last)
            .collect();
        stamps.sort();
        stamps
    }
}

fn create(round: usize) -> Call {
    let secrets = json!({ SECRET: mark(round, 1) });
    let body = json!({ "name": name(round), "trigger": FLOWS[0], "code": code(round, 1), "secrets": secrets });
    let target = "/api/v1/actions".to_owned();
    ("POST of an action", "POST", target, Some(body), 201)
}

fn fresh(round: usize) -> Action {
    Action {
        code: code(round, 1),
        secrets: vec![SECRET.to_owned()],
        versions: Vec::new(),
        deployed: None,
        all_changes_deployed: false,
    }
}

fn deploy(action: &mut Action) {
    action.versions.push(Version {
        code: action.code.clone(),
        secrets: action.secrets.clone(),
    });
    action.deployed = Some(action.versions.len() - 1);
    action.all_changes_deployed = true;
}

fn roll_back(action: &mut Action) {
    action.versions.push(action.versions[0].clone());
    action.deployed = Some(action.versions.len() - 1);
    action.all_changes_deployed = false;
}

fn name(round: usize) -> String {
    format!("{NAMES}{round}")
}

fn mark(round: usize, edition: usize) -> String {
    format!("mark-{round}-{edition}")
}

/// Source that leaves its own mark beside its secret's, which is the same in every version.
fn code(round: usize, edition: usize) -> String {
    let (mark, name) = (mark(round, edition), name(round));
    format!(
        r#"const CODE = "{mark}";
exports.onExecuteCredentialsExchange = async (event, api) => {{
  api.accessToken.setCustomClaim("{CLAIM}{name}", `${{CODE}} ${{event.secrets.MARK}}`);
  api.accessToken.setCustomClaim("{CLAIM}last", "{name}");
}};
"#
    )
}
