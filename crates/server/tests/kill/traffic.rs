//! The five lanes of traffic together.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::json;
use tokio::task::JoinHandle;

use crate::board::Kind;
use crate::board::Weight::Light;
use crate::deployments::Deployments;
use crate::findings::Findings;
use crate::logins::Logins;
use crate::passages::{Account, log_in, open_form, sign_up};
use crate::process::Process;
use crate::redirects::{self, Redirects};
use crate::rows::{Expected, Rows};
use crate::scene::Scene;
use crate::signups::SignUps;
use crate::standing::FLOWS;
use crate::tokens::Tokens;
use crate::visitor::{Answer, Asked, Line, Place};

/// The lanes at rest.
#[derive(Debug)]
pub(crate) struct Traffic {
    sign_ups: SignUps,
    logins: Logins,
    redirects: Redirects,
    tokens: Tokens,
    deployments: Deployments,
}

/// The lanes at work, each until its request is cut.
pub(crate) struct Lanes {
    sign_ups: JoinHandle<SignUps>,
    logins: JoinHandle<Logins>,
    redirects: JoinHandle<Redirects>,
    tokens: JoinHandle<Tokens>,
    deployments: JoinHandle<Deployments>,
}

macro_rules! at_work {
    ($lane:expr, $line:expr, $kind:expr) => {{
        let (mut lane, line) = ($lane, $line.of($kind));
        tokio::spawn(async move {
            match lane.drive(&line).await {
                Err(_) => lane,
            }
        })
    }};
}

impl Scene for Traffic {
    const KINDS: &'static [Kind] = &[
        Kind::SignUp,
        Kind::Login,
        Kind::Redirect,
        Kind::Exchange,
        Kind::Deployment,
    ];
    const FURTHEST: u32 = 5;
    type AtWork = Lanes;

    /// Makes what the lanes need: the action that redirects, three accounts, a session, a first deployed action.
    async fn begin(line: &Line) -> Self {
        Self::made(line).await.expect("the server answers")
    }

    fn drive(self, line: &Line) -> Lanes {
        Lanes {
            sign_ups: at_work!(self.sign_ups, line, Kind::SignUp),
            logins: at_work!(self.logins, line, Kind::Login),
            redirects: at_work!(self.redirects, line, Kind::Redirect),
            tokens: at_work!(self.tokens, line, Kind::Exchange),
            deployments: at_work!(self.deployments, line, Kind::Deployment),
        }
    }

    async fn ended(lanes: Lanes) -> Self {
        Self {
            sign_ups: lanes.sign_ups.await.unwrap(),
            logins: lanes.logins.await.unwrap(),
            redirects: lanes.redirects.await.unwrap(),
            tokens: lanes.tokens.await.unwrap(),
            deployments: lanes.deployments.await.unwrap(),
        }
    }

    async fn look(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings) {
        let rows = Rows::open(&server.database()).await;
        rows.check(findings).await;
        rows.compare(self.expected(place), findings).await;
        self.check(&Line::open(place), findings).await;
        let known = self.sign_ups.known.len();
        rows.check_users(known, findings).await;
        rows.close().await;
    }

    async fn look_at_all(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings) {
        let rows = Rows::open(&server.database()).await;
        self.check_all(&Line::open(place), findings).await;
        rows.check(findings).await;
        rows.compare(self.expected(place), findings).await;
        rows.close().await;
    }
}

impl Traffic {
    async fn made(line: &Line) -> Asked<Self> {
        bind_redirect(line).await?;
        let (account, away) = (
            Account::new("login@people.example".to_owned()),
            Redirects::account(),
        );
        for account in [&account, &away] {
            let mut visitor = line.newcomer();
            let form = open_form(line, &mut visitor, "signup").await?;
            let answer = sign_up(line, &mut visitor, &form, account).await?;
            assert_eq!(answer.status, 302, "{}", answer.shown());
        }
        let mut visitor = line.newcomer();
        let answer = log_in(line, &mut visitor, &account).await?;
        assert!(answer.parameter("code").is_some(), "{}", answer.shown());
        let mut deployments = Deployments::default();
        deployments.begin(line).await?;
        Ok(Self {
            sign_ups: SignUps::default(),
            logins: Logins::new(account),
            redirects: Redirects::new(away),
            tokens: Tokens::new(visitor),
            deployments,
        })
    }

    /// After a restart: asks after everything since the last one.
    async fn check(&mut self, line: &Line, findings: &Findings) {
        let checked = tokio::try_join!(
            self.sign_ups.check(line, findings),
            self.logins.check(line, findings),
            self.redirects.check(line, findings),
            self.tokens.check(line, findings),
            self.deployments.check(line, findings),
        );
        checked.expect("the restarted server answers");
    }

    /// At the end: asks after everything ever acknowledged.
    async fn check_all(&mut self, line: &Line, findings: &Findings) {
        let checked = tokio::try_join!(
            self.sign_ups.check_all(line, findings),
            self.logins.check_all(line, findings),
            self.redirects.check_all(line, findings),
            self.tokens.check_all(line, findings),
        );
        checked.expect("the restarted server answers");
    }

    /// The numbers the rows must have.
    fn expected(&self, place: &Place) -> Expected {
        let codes = [
            &self.sign_ups.codes,
            &self.logins.codes,
            &self.redirects.codes,
            &self.tokens.codes,
        ];
        Expected {
            replayed: codes.iter().map(|codes| codes.replayed).sum(),
            returns_cut: self.redirects.returns_cut + self.redirects.return_in_doubt(),
            machine_asked: place.machine_asked.load(Ordering::Relaxed),
            machine_answered: place.machine_answered.load(Ordering::Relaxed),
        }
    }
}

/// Binds the action that redirects after the demo's own.
async fn bind_redirect(line: &Line) -> Asked<()> {
    let trigger = FLOWS[1];
    let action = json!({ "name": "away", "trigger": trigger, "code": redirects::ACTION });
    let made = admin(line, ("POST", "/api/v1/actions"), Some(action)).await?;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    admin(
        line,
        ("POST", &format!("/api/v1/actions/{id}/deploy")),
        None,
    )
    .await?;
    let target = format!("/api/v1/flows/{trigger}");
    let flow = admin(line, ("GET", &target), None).await?.json();
    let bindings = flow["bindings"].as_array().unwrap().iter();
    let mut order: Vec<_> = bindings
        .map(|binding| {
            json!({
                "action_id": binding["action_id"],
                "installation_id": binding["installation_id"],
            })
        })
        .collect();
    order.push(json!({ "action_id": id }));
    let order = json!({ "version": flow["version"], "bindings": order });
    admin(line, ("PUT", &target), Some(order)).await?;
    Ok(())
}

async fn admin(line: &Line, place: (&str, &str), body: Option<serde_json::Value>) -> Asked<Answer> {
    let token = &line.place.demo.admin_token;
    let answer = line
        .call(("/api/v1", Light), place, token, body.as_ref())
        .await?;
    assert!(answer.status < 300, "{place:?}: {}", answer.shown());
    Ok(answer)
}
