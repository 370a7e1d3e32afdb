//! One integration on its way, step by step, and what stands of it.

use std::time::Duration;

use serde_json::{Value, json};

use super::journey::Tenant;
use super::partner::{Partner, VERSIONS, text};
use super::standing::{Observed, Standing, get, observe};
use super::step::{STEPS, Step};
use crate::board::End;
use crate::board::Weight::Telling;
use crate::findings::Findings;
use crate::visitor::{Answer, Asked, Line};

/// How often it is asked whether checks have ended.
const PAUSE: Duration = Duration::from_millis(5);
/// Checks that a killed server ran are begun again when its lease has ended.
const LEASE_ENDS: Duration = Duration::from_secs(90);

/// A partner's integration, and what stands of it.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) partner: Partner,
    pub(super) at: usize,
    standing: Standing,
    /// What stands if the change on its way was made.
    pending: Option<Standing>,
}

impl Round {
    pub(super) fn new(partner: Partner) -> Self {
        Self {
            partner,
            at: 0,
            standing: Standing::default(),
            pending: None,
        }
    }

    pub(super) async fn step(&mut self, line: &Line, tenant: &Tenant) -> Asked<()> {
        let step = STEPS[self.at];
        if let Step::Check(version) = step {
            self.checks(line, version).await?;
            self.at += 1;
            return Ok(());
        }
        let observed = observe(line, tenant, &self.partner).await?;
        let after = step.after(&self.standing);
        self.pending = Some(after.clone());
        let (answer, status) = self.ask(line, tenant, step, &observed).await?;
        assert_eq!(answer.status, status, "{step:?}: {}", answer.shown());
        self.pending = None;
        self.standing = after;
        self.at += 1;
        Ok(())
    }

    /// Makes the request of a step; the answer, and the status it must have.
    async fn ask(
        &self,
        line: &Line,
        tenant: &Tenant,
        step: Step,
        observed: &Observed,
    ) -> Asked<(Answer, u16)> {
        let (kind, what) = step.kind();
        let (line, what) = (line.of(kind), (what, Telling));
        let demo = &line.place.demo;
        let id = |version: usize| text(&observed.submissions[version].as_ref().unwrap()["id"]);
        let revision =
            |version: usize| &observed.submissions[version].as_ref().unwrap()["revision"];
        let (bearer, method, target, body, status) = match step {
            Step::Submit(version) => {
                let (archive, signature, _) = self.partner.package(version);
                let signed = (self.partner.signing_key.as_str(), signature.as_str());
                let answer = line
                    .submit(what, &self.partner.key, signed, archive)
                    .await?;
                return Ok((answer, 201));
            }
            Step::Check(_) => unreachable!("the server's own"),
            Step::Comment(version) => {
                let target = format!("submissions/{}/comments", id(version));
                let body = json!({"text": "We have tried it."});
                (&self.partner.key, "POST", target, body, 201)
            }
            Step::Approve(version, reviewer) => {
                let reviewer = [&demo.reviewer_token, &demo.second_reviewer_token][reviewer];
                let body = json!({"decision": "approve", "revision": revision(version)});
                let target = format!("reviews/{}/verdicts", id(version));
                (reviewer, "POST", target, body, 201)
            }
            Step::Publish(version) => {
                let body = json!({"revision": revision(version)});
                let target = format!("reviews/{}/publish", id(version));
                (&demo.reviewer_token, "POST", target, body, 200)
            }
            Step::Recall => {
                let target = format!("releases/{}/recall", self.partner.package(1).2);
                let body = json!({"reason": "It harms whoever signs in."});
                (&demo.reviewer_token, "POST", target, body, 200)
            }
            _ => {
                let line = line.to(&tenant.issuer);
                let (method, target, body, status) =
                    self.of_tenant(&line, tenant, step, observed).await?;
                let target = format!("/api/v1/{target}");
                let body = Some(&body).filter(|body| !body.is_null());
                let answer = line
                    .call(what, (method, &target), &tenant.token, body)
                    .await?;
                return Ok((answer, status));
            }
        };
        let target = format!("/api/v1/{target}");
        let answer = line
            .call(what, (method, &target), bearer, Some(&body))
            .await?;
        Ok((answer, status))
    }

    /// A request of the tenant's administrator.
    async fn of_tenant(
        &self,
        line: &Line,
        tenant: &Tenant,
        step: Step,
        observed: &Observed,
    ) -> Asked<(&'static str, String, Value, u16)> {
        let slug = &self.partner.slug;
        let installation = observed.installation.as_ref().unwrap_or(&Value::Null);
        let id = installation["id"].as_str().unwrap_or_default();
        let revision = &installation["revision"];
        let one = format!("installations/{id}");
        Ok(match step {
            Step::Install => {
                let place = format!("/api/v1/catalogue/{slug}/versions/{}", VERSIONS[0]);
                let offered = get(line, &tenant.token, &place).await?;
                let demo = &line.place.demo;
                let body = json!({
                    "slug": slug, "version": VERSIONS[0], "name": slug, "follow": "pinned",
                    "accept": offered["permissions"]["accept"],
                    "configuration": {"SERVICE_URL": demo.stand_in_url, "ON_FAILURE": "deny"},
                    "secrets": {"API_KEY": demo.stand_in_api_key},
                });
                ("POST", "installations".to_owned(), body, 201)
            }
            Step::Configure => {
                let body = json!({"revision": revision, "configuration": {"ON_FAILURE": "allow"}});
                ("PATCH", one, body, 200)
            }
            Step::Update => {
                let body = json!({"revision": revision, "version": VERSIONS[1]});
                ("POST", format!("{one}/update"), body, 200)
            }
            Step::Uninstall => ("DELETE", one, Value::Null, 204),
            _ => (
                "PUT",
                "flows/post-login".to_owned(),
                order(&observed.flow, slug, id),
                200,
            ),
        })
    }

    /// Waits for the checks of a version, which stand on the board as a request does.
    async fn checks(&self, line: &Line, version: usize) -> Asked<()> {
        let (kind, what) = Step::Check(version).kind();
        let board = &line.place.board;
        let id = board.begin(kind, what, Telling);
        let ended = self.checks_ended(line).await;
        board.end(
            id,
            if ended.is_ok() {
                End::Answered
            } else {
                End::Unanswered
            },
        );
        ended
    }

    async fn checks_ended(&self, line: &Line) -> Asked<()> {
        while !self.is_checked(line).await? {
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    async fn is_checked(&self, line: &Line) -> Asked<bool> {
        let list = get(line, &self.partner.key, "/api/v1/submissions").await?;
        let mut list = list["submissions"].as_array().unwrap().iter();
        Ok(!list.any(|one| one["state"] == "received" || one["state"] == "checking"))
    }

    /// That checks which a kill cut go on by themselves.
    pub(super) async fn checks_end(&self, line: &Line, findings: &Findings) -> Asked<()> {
        match tokio::time::timeout(LEASE_ENDS, self.checks_ended(line)).await {
            Ok(ended) => ended,
            Err(_) => {
                findings.lost(format!("the checks of {} never end", self.partner.slug));
                Ok(())
            }
        }
    }

    pub(super) async fn check(
        &mut self,
        line: &Line,
        tenant: &Tenant,
        findings: &Findings,
    ) -> Asked<Observed> {
        let observed = observe(line, tenant, &self.partner).await?;
        let found = &observed.standing;
        let slug = &self.partner.slug;
        match self.pending.take() {
            _ if *found == self.standing => {}
            Some(pending) if *found == pending => self.at += 1,
            Some(pending) => findings.half_done(format!(
                "{slug}: neither {:?} nor {pending:?} but {found:?}",
                self.standing
            )),
            None => findings.lost(format!("{slug}: {:?} is now {found:?}", self.standing)),
        }
        self.standing = found.clone();
        Ok(observed)
    }
}

/// The flow without the integration, and with it when it was not there.
fn order(flow: &Value, slug: &str, id: &str) -> Value {
    let kept = flow["bindings"].as_array().unwrap().iter();
    let mut order: Vec<Value> = kept
        .clone()
        .filter(|one| one["name"] != *slug)
        .map(
            |one| json!({"action_id": one["action_id"], "installation_id": one["installation_id"]}),
        )
        .collect();
    if order.len() == kept.len() {
        order.push(json!({"installation_id": id}));
    }
    json!({"version": flow["version"], "bindings": order})
}
