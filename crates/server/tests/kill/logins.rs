//! Logins from the password to the token: sessions, codes and tokens that were given out stand, and the form of a login
//! that was cut can be sent once more by the same browser, wherever it was cut.

use std::convert::Infallible;

use crate::codes::{Codes, userinfo};
use crate::findings::Findings;
use crate::passages::{Account, Form, open_form, sign_in, silently};
use crate::visitor::{Asked, Line, Visitor};

/// The lane.
#[derive(Debug)]
pub(crate) struct Logins {
    account: Account,
    /// Browsers that were given a session since the last check.
    signed_in: Vec<Visitor>,
    /// One that was given its session before the first kill.
    first: Option<Visitor>,
    /// The form is on its way from this browser.
    attempted: Option<(Visitor, Form)>,
    pub(crate) codes: Codes,
}

impl Logins {
    pub(crate) fn new(account: Account) -> Self {
        Self {
            account,
            signed_in: Vec::new(),
            first: None,
            attempted: None,
            codes: Codes::default(),
        }
    }

    pub(crate) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        loop {
            let mut visitor = line.newcomer();
            let form = open_form(line, &mut visitor, "login").await?;
            self.attempted = Some((visitor.clone(), form.clone()));
            let answer = sign_in(line, &mut visitor, &form, &self.account).await?;
            self.attempted = None;
            let code = answer.parameter("code");
            self.codes
                .give(code.unwrap_or_else(|| panic!("{}", answer.shown())));
            self.signed_in.push(visitor);
            let (_, token) = self.codes.redeem(line).await?;
            let answer = userinfo(line, &token).await?;
            assert_eq!(answer.status, 200, "{}", answer.shown());
        }
    }

    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check(line, findings).await?;
        if self.first.is_none() {
            self.first = self.signed_in.first().cloned();
        }
        for visitor in self.signed_in.iter_mut().chain(self.first.as_mut()) {
            let answer = silently(line, visitor).await?;
            if answer.parameter("code").is_none() {
                findings.lost(format!("a session: {}", answer.shown()));
            }
        }
        self.signed_in.clear();
        if let Some((mut visitor, form)) = self.attempted.take() {
            let answer = sign_in(line, &mut visitor, &form, &self.account).await?;
            if answer.parameter("code").is_none() {
                findings.half_done(format!("a login that was cut: {}", answer.shown()));
            }
        }
        Ok(())
    }

    pub(crate) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check_all(line, findings).await
    }
}
