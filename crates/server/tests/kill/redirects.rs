//! Redirects: an action sends the browser away, and it comes back at `/continue` by GET or by POST. A state that was
//! given out works once, by either method, after any number of restarts; one that was used up stays so.
//!
//! Known and accepted: a run that `/continue` had taken when the server was killed is lost; its user starts again. Its
//! record says `canceled`.

use std::convert::Infallible;

use crate::board::Weight::Telling;
use crate::codes::Codes;
use crate::findings::Findings;
use crate::passages::{Account, authorize_url, log_in};
use crate::tokens::payload;
use crate::visitor::{Answer, Asked, Line, Visitor};

/// Addresses of this domain are sent away.
const DOMAIN: &str = "away.example";
const ELSEWHERE: &str = "elsewhere.example";

/// The action that sends them.
pub(crate) const ACTION: &str = r#"
exports.onExecutePostLogin = async (event, api) => {
  if (event.user.email.endsWith("@away.example")) api.redirect.sendUserTo("https://elsewhere.example/ask");
};
exports.onContinuePostLogin = async (event, api) => {
  const { method, query, body } = event.request;
  api.idToken.setCustomClaim("https://kill.example/answer", `${method} ${query?.answer ?? body?.answer}`);
};
"#;

/// A browser that is away, with the state that brings it back.
#[derive(Debug, Clone)]
struct Away {
    visitor: Visitor,
    state: String,
    method: Method,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Get,
    Post,
}

/// The lane.
#[derive(Debug)]
pub(crate) struct Redirects {
    account: Account,
    /// How often the browser left.
    times: u32,
    /// The browser that signs in again without a password.
    known: Option<Visitor>,
    /// Browsers that are away and have not come back.
    away: Vec<Away>,
    /// The login that may send the browser away is on its way.
    leaving: Option<Visitor>,
    /// It comes back just now.
    returning: Option<Away>,
    /// It came back.
    back: Vec<Away>,
    /// How many runs may have been lost with a kill.
    pub(crate) returns_cut: u64,
    pub(crate) codes: Codes,
}

impl Redirects {
    /// The account is one of those that are sent away.
    pub(crate) fn account() -> Account {
        Account::new(format!("traveller@{DOMAIN}"))
    }

    pub(crate) fn new(account: Account) -> Self {
        Self {
            account,
            times: 0,
            known: None,
            away: Vec::new(),
            leaving: None,
            returning: None,
            back: Vec::new(),
            returns_cut: 0,
            codes: Codes::default(),
        }
    }

    pub(crate) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        // One stays away until after the kill.
        let parked = self.leave(line).await?;
        self.away.push(parked);
        loop {
            let away = self.leave(line).await?;
            self.returning = Some(away.clone());
            let answer = come_back(line, away.clone()).await?;
            self.returning = None;
            let code = answer.parameter("code");
            self.codes
                .give(code.unwrap_or_else(|| panic!("{}", answer.shown())));
            self.back.push(away.clone());
            let (id_token, _) = self.codes.redeem(line).await?;
            let claims = payload(&id_token);
            let expected = match away.method {
                Method::Get => "GET 42",
                Method::Post => "POST 42",
            };
            assert_eq!(claims["https://kill.example/answer"], expected, "{claims}");
        }
    }

    /// By password and by the session, in turn.
    async fn leave(&mut self, line: &Line) -> Asked<Away> {
        self.times += 1;
        let (visitor, answer) = match self.known.clone() {
            Some(mut visitor) if self.times.is_multiple_of(2) => {
                self.leaving = Some(visitor.clone());
                let what = ("GET /authorize and leave", Telling);
                let target = authorize_url(line, &[]);
                let answer = line.get(&mut visitor, what, &target).await?;
                (visitor, answer)
            }
            _ => {
                let mut visitor = line.newcomer();
                self.leaving = Some(visitor.clone());
                let answer = log_in(line, &mut visitor, &self.account).await?;
                (visitor, answer)
            }
        };
        self.leaving = None;
        self.known = Some(visitor.clone());
        let host = answer
            .leads_to()
            .and_then(|url| url.host_str().map(str::to_owned));
        assert_eq!(host.as_deref(), Some(ELSEWHERE), "{}", answer.shown());
        let state = answer.parameter("state").unwrap();
        // In turns that do not fall together with those above.
        let method = if self.times % 4 < 2 {
            Method::Get
        } else {
            Method::Post
        };
        Ok(Away {
            visitor,
            state,
            method,
        })
    }

    /// One when a return was cut that nobody has asked after yet.
    pub(crate) fn return_in_doubt(&self) -> u64 {
        u64::from(self.returning.is_some())
    }

    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check(line, findings).await?;
        for away in std::mem::take(&mut self.away) {
            let answer = come_back(line, away.clone()).await?;
            match answer.parameter("code") {
                Some(_) => self.back.push(away),
                None => findings.lost(format!("a run that waited: {}", answer.shown())),
            }
        }
        if let Some(away) = self.returning.take() {
            self.returns_cut += 1;
            let answer = come_back(line, away.clone()).await?;
            if answer.parameter("code").is_none() && !is_refused(&answer) {
                findings.half_done(format!("a return that was cut: {}", answer.shown()));
            }
            let visitor = away.visitor.clone();
            self.start_again(line, findings, visitor).await?;
            self.back.push(away);
        }
        if let Some(visitor) = self.leaving.take() {
            self.start_again(line, findings, visitor).await?;
        }
        for away in std::mem::take(&mut self.back) {
            let answer = come_back(line, away).await?;
            if !is_refused(&answer) {
                findings.lost(format!("that a state was used up: {}", answer.shown()));
            }
        }
        Ok(())
    }

    pub(crate) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check_all(line, findings).await
    }

    /// The user starts again in the same browser, and it works to the end.
    async fn start_again(
        &mut self,
        line: &Line,
        findings: &Findings,
        mut visitor: Visitor,
    ) -> Asked<()> {
        let answer = log_in(line, &mut visitor, &self.account).await?;
        self.known = Some(visitor.clone());
        let answer = match answer.parameter("state") {
            Some(state) if answer.parameter("code").is_none() => {
                let method = Method::Get;
                let away = Away {
                    visitor,
                    state,
                    method,
                };
                come_back(line, away).await?
            }
            _ => answer,
        };
        if answer.parameter("code").is_none() {
            findings.half_done(format!(
                "a redirect that was started again: {}",
                answer.shown()
            ));
        }
        Ok(())
    }
}

/// The browser returns. A POST comes from the other site first, without cookies, and is posted again by our own page.
async fn come_back(line: &Line, mut away: Away) -> Asked<Answer> {
    let state = away.state.as_str();
    match away.method {
        Method::Get => {
            let target = format!("/continue?state={state}&answer=42");
            let what = ("GET /continue", Telling);
            line.get(&mut away.visitor, what, &target).await
        }
        Method::Post => {
            let fields = [("state", state), ("answer", "42")];
            let page = line.post_from_elsewhere("/continue", &fields).await?;
            let (state, answer) = (page.field("state"), page.field("answer"));
            let target = "/continue?latchwork-again=1";
            assert!(page.body.contains("latchwork-again=1"), "{}", page.shown());
            let fields = [("state", state.as_str()), ("answer", answer.as_str())];
            let what = ("POST /continue", Telling);
            line.post(&mut away.visitor, what, target, &fields).await
        }
    }
}

/// The page for a state that brings nothing back.
fn is_refused(answer: &Answer) -> bool {
    answer.status == 400 && answer.body.contains("find your session")
}
