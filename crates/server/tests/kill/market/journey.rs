//! One journey after another: a new partner's integration goes step by step. After a kill exactly what was acknowledged
//! stands, or that and the one change that was cut, whole.

use std::convert::Infallible;

use serde_json::Value;

use super::partner::Partner;
use super::round::Round;
use super::standing::get;
use super::step::{STEPS, Step};
use crate::findings::Findings;
use crate::visitor::{Asked, Line};

/// The tenant that a journey leads to.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(super) issuer: String,
    pub(super) token: String,
}

#[derive(Debug)]
pub(crate) struct Journey {
    name: &'static str,
    tenant: Tenant,
    count: u32,
    now: Option<Round>,
    /// Those that were gone to their end, or whose checks wait for a lease to end.
    past: Vec<Round>,
}

impl Journey {
    pub(super) fn new(name: &'static str, tenant: Tenant) -> Self {
        Self {
            name,
            tenant,
            count: 0,
            now: None,
            past: Vec::new(),
        }
    }

    pub(super) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        loop {
            self.step(line).await?;
        }
    }

    /// Goes on until its integration is bound; the integration.
    pub(super) async fn until_bound(&mut self, line: &Line) -> Asked<String> {
        loop {
            if let Some(round) = &self.now
                && STEPS[round.at] == Step::Configure
            {
                return Ok(round.partner.slug.clone());
            }
            self.step(line).await?;
        }
    }

    pub(super) async fn of_tenant(&self, line: &Line, target: &str) -> Asked<Value> {
        get(&line.to(&self.tenant.issuer), &self.tenant.token, target).await
    }

    async fn step(&mut self, line: &Line) -> Asked<()> {
        let Some(round) = &mut self.now else {
            self.count += 1;
            let slug = format!("kill-{}-{}", self.name, self.count);
            self.now = Some(Round::new(Partner::make(line, slug).await?));
            return Ok(());
        };
        round.step(line, &self.tenant).await?;
        if round.at == STEPS.len() {
            self.past.extend(self.now.take());
        }
        Ok(())
    }

    pub(super) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        let Some(round) = &mut self.now else {
            return Ok(());
        };
        let observed = round.check(line, &self.tenant, findings).await?;
        let waits =
            |one: &Option<Value>| one.as_ref().is_some_and(|one| one["state"] == "checking");
        if round.at == STEPS.len() || observed.submissions.iter().any(waits) {
            self.past.extend(self.now.take());
        }
        Ok(())
    }

    pub(super) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        for round in &mut self.past {
            round.checks_end(line, findings).await?;
            round.check(line, &self.tenant, findings).await?;
        }
        Ok(())
    }
}
