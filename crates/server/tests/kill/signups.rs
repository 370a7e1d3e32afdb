//! Sign-ups: who was told to be signed up can sign in, and a sign-up that was cut can be made again.

use std::convert::Infallible;

use crate::codes::Codes;
use crate::findings::Findings;
use crate::passages::{Account, log_in, open_form, sign_up, silently};
use crate::visitor::{Asked, Line, Visitor};

/// The lane.
#[derive(Debug, Default)]
pub(crate) struct SignUps {
    serial: u32,
    /// Signed up since the last check, each with the browser that holds the session.
    fresh: Vec<(Account, Visitor)>,
    /// Everybody who was told to be signed up, or was found to be.
    pub(crate) known: Vec<Account>,
    /// The form is on its way.
    attempted: Option<Account>,
    pub(crate) codes: Codes,
}

impl SignUps {
    pub(crate) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        loop {
            self.serial += 1;
            let account = Account::new(format!("signup-{}@people.example", self.serial));
            let mut visitor = line.newcomer();
            let form = open_form(line, &mut visitor, "signup").await?;
            self.attempted = Some(account.clone());
            let answer = sign_up(line, &mut visitor, &form, &account).await?;
            self.attempted = None;
            let code = answer.parameter("code");
            self.codes
                .give(code.unwrap_or_else(|| panic!("{}", answer.shown())));
            self.known.push(account.clone());
            self.fresh.push((account, visitor));
        }
    }

    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check(line, findings).await?;
        for (account, mut visitor) in std::mem::take(&mut self.fresh) {
            let answer = silently(line, &mut visitor).await?;
            if answer.parameter("code").is_none() {
                findings.lost(format!("the session of a sign-up: {}", answer.shown()));
            }
            expect_sign_in(line, findings, &account).await?;
        }
        if let Some(account) = self.attempted.take() {
            let mut visitor = line.newcomer();
            let form = open_form(line, &mut visitor, "signup").await?;
            let answer = sign_up(line, &mut visitor, &form, &account).await?;
            let made = answer.parameter("code").is_some();
            let stands = answer.status == 400 && answer.body.contains("sign in instead");
            if !made && !stands {
                findings.half_done(format!("a sign-up that was cut: {}", answer.shown()));
            }
            expect_sign_in(line, findings, &account).await?;
            self.known.push(account);
        }
        Ok(())
    }

    pub(crate) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        for account in &self.known {
            expect_sign_in(line, findings, account).await?;
        }
        self.codes.check_all(line, findings).await
    }
}

async fn expect_sign_in(line: &Line, findings: &Findings, account: &Account) -> Asked<()> {
    let answer = log_in(line, &mut line.newcomer(), account).await?;
    if answer.parameter("code").is_none() {
        findings.lost(format!("{} signed up: {}", account.email, answer.shown()));
    }
    Ok(())
}
