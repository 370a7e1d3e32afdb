//! Integrations on their way from their partners into tenants' flows: submitted, checked, reviewed, published, installed,
//! bound, configured, updated, recalled, taken away. Three journeys at once, each into a tenant of its own.

mod journey;
mod never;
mod partner;
mod round;
mod standing;
mod step;

use std::convert::Infallible;
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::board::Kind;
use crate::findings::Findings;
use crate::passages::{Account, open_form, sign_up};
use crate::process::Process;
use crate::rows::Rows;
use crate::scene::Scene;
use crate::visitor::{Asked, Line, Place};

use journey::{Journey, Tenant};
pub(crate) use never::NEVER;

/// The journeys at rest; the first leads to the demo's own tenant.
#[derive(Debug)]
pub(crate) struct Market([Journey; 3]);

impl Scene for Market {
    const KINDS: &'static [Kind] = &[
        Kind::Submission,
        Kind::Check,
        Kind::Verdict,
        Kind::Release,
        Kind::Installation,
        Kind::Binding,
    ];
    const FURTHEST: u32 = 2;
    type AtWork = [JoinHandle<Journey>; 3];

    async fn begin(line: &Line) -> Self {
        let demo = &line.place.demo;
        let tenant = |issuer: &str, token: &str| Tenant {
            issuer: issuer.to_owned(),
            token: token.to_owned(),
        };
        Self(
            [
                ("a", tenant(&demo.issuer, &demo.admin_token)),
                ("b", tenant(&demo.shop_issuer, &demo.shop_admin_token)),
                ("c", tenant(&demo.testing_issuer, &demo.testing_admin_token)),
            ]
            .map(|(name, tenant)| Journey::new(name, tenant)),
        )
    }

    fn drive(self, line: &Line) -> Self::AtWork {
        self.0.map(|mut journey| {
            let line = line.clone();
            tokio::spawn(async move {
                let cut: Asked<Infallible> = journey.drive(&line).await;
                match cut {
                    Err(_) => journey,
                }
            })
        })
    }

    async fn ended([one, two, three]: Self::AtWork) -> Self {
        Self([one.await.unwrap(), two.await.unwrap(), three.await.unwrap()])
    }

    async fn look(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings) {
        rows_hold(server, findings).await;
        let line = Line::open(place);
        for journey in &mut self.0 {
            let checked = journey.check(&line, findings).await;
            checked.expect("the restarted server answers");
        }
    }

    async fn look_at_all(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings) {
        let line = Line::open(place);
        for journey in &mut self.0 {
            let checked = journey.check_all(&line, findings).await;
            checked.expect("the restarted server answers");
        }
        let [first, ..] = &mut self.0;
        let ran = runs_in_a_login(first, &line).await;
        ran.expect("the restarted server answers");
        rows_hold(server, findings).await;
    }
}

async fn rows_hold(server: &Process, findings: &Findings) {
    let rows = Rows::open(&server.database()).await;
    rows.check(findings).await;
    rows.close().await;
}

/// Goes on to a bound integration, and signs somebody up: it runs.
async fn runs_in_a_login(journey: &mut Journey, line: &Line) -> Asked<()> {
    let slug = journey.until_bound(line).await?;
    let mut visitor = line.newcomer();
    let form = open_form(line, &mut visitor, "signup").await?;
    let account = Account::new("last@people.example".to_owned());
    let answer = sign_up(line, &mut visitor, &form, &account).await?;
    assert!(answer.parameter("code").is_some(), "{}", answer.shown());
    let runs = journey.of_tenant(line, "/api/v1/runs").await?;
    let newest = runs["runs"][0]["id"].as_str().unwrap().to_owned();
    let run = journey
        .of_tenant(line, &format!("/api/v1/runs/{newest}"))
        .await?;
    let steps = run["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["name"] == *slug);
    assert_eq!(step.unwrap()["outcome"], "completed", "{run}");
    Ok(())
}
