//! Codes that were given out, those that were redeemed, and the tokens that came of them.

use crate::board::Weight::{Light, Telling};
use crate::findings::Findings;
use crate::passages::redirect_uri;
use crate::visitor::{Answer, Asked, Line};

/// How many of the tokens kept for the end are asked after at each restart.
const LOOKED_AFTER: usize = 3;

/// A code the client redeemed.
#[derive(Debug, Clone)]
struct Redeemed {
    code: String,
    token: String,
}

/// One lane's codes.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    /// Given out, not redeemed.
    fresh: Vec<String>,
    /// Being redeemed.
    redeeming: Option<String>,
    /// Redeemed, and the client has the tokens.
    redeemed: Vec<Redeemed>,
    /// Redeemed before an earlier kill; their tokens are to stay valid to the end.
    kept: Vec<Redeemed>,
    /// Codes whose token was revoked by a replay.
    pub(crate) replayed: u64,
}

impl Codes {
    /// The server gave a code out.
    pub(crate) fn give(&mut self, code: String) {
        self.fresh.push(code);
    }

    /// Redeems the newest code; the ID token's and the access token's text.
    pub(crate) async fn redeem(&mut self, line: &Line) -> Asked<(String, String)> {
        let code = self.fresh.pop().unwrap();
        self.redeeming = Some(code.clone());
        let answer = redeem(line, &code).await?;
        assert_eq!(answer.status, 200, "{}", answer.shown());
        self.redeeming = None;
        let token = text(&answer, "access_token");
        self.redeemed.push(Redeemed {
            code,
            token: token.clone(),
        });
        Ok((text(&answer, "id_token"), token))
    }

    /// After a restart: codes given out can be redeemed once, redeemed ones cannot, tokens open userinfo.
    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        for code in std::mem::take(&mut self.fresh) {
            let answer = redeem(line, &code).await?;
            if answer.status == 200 {
                let token = text(&answer, "access_token");
                self.redeemed.push(Redeemed { code, token });
            } else {
                findings.lost(format!("a code that was given out: {}", answer.shown()));
            }
        }
        if let Some(code) = self.redeeming.take() {
            self.settle(line, findings, &code).await?;
        }
        for one in self
            .redeemed
            .iter()
            .chain(self.kept.iter().rev().take(LOOKED_AFTER))
        {
            expect_valid(line, findings, &one.token).await?;
        }
        self.kept.extend(self.redeemed.pop());
        for one in std::mem::take(&mut self.redeemed) {
            self.replay(line, findings, &one).await?;
        }
        Ok(())
    }

    /// At the end: every token that was kept still opens userinfo, and no code of theirs works again.
    pub(crate) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        for one in std::mem::take(&mut self.kept) {
            expect_valid(line, findings, &one.token).await?;
            self.replay(line, findings, &one).await?;
        }
        Ok(())
    }

    /// A redemption that was cut either happened, then it is over, or it did not, then it works once.
    async fn settle(&mut self, line: &Line, findings: &Findings, code: &str) -> Asked<()> {
        let answer = redeem(line, code).await?;
        match answer.status {
            200 => {
                let token = text(&answer, "access_token");
                expect_valid(line, findings, &token).await?;
                let one = Redeemed {
                    code: code.to_owned(),
                    token,
                };
                self.replay(line, findings, &one).await
            }
            _ if text(&answer, "error") == "invalid_grant" => {
                self.replayed += 1;
                Ok(())
            }
            _ => {
                findings.half_done(format!("an exchange that was cut: {}", answer.shown()));
                Ok(())
            }
        }
    }

    async fn replay(&mut self, line: &Line, findings: &Findings, one: &Redeemed) -> Asked<()> {
        let answer = redeem(line, &one.code).await?;
        if text(&answer, "error") != "invalid_grant" {
            findings.lost(format!(
                "that a code was redeemed before: {}",
                answer.shown()
            ));
        }
        self.replayed += 1;
        let answer = userinfo(line, &one.token).await?;
        if answer.status != 401 {
            findings.half_done(format!("a replay that does not revoke: {}", answer.shown()));
        }
        Ok(())
    }
}

async fn expect_valid(line: &Line, findings: &Findings, token: &str) -> Asked<()> {
    let answer = userinfo(line, token).await?;
    if answer.status != 200 || text(&answer, "sub").is_empty() {
        findings.lost(format!("a token that was issued: {}", answer.shown()));
    }
    Ok(())
}

async fn redeem(line: &Line, code: &str) -> Asked<Answer> {
    let demo = &line.place.demo;
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &demo.web_client_id),
        ("client_secret", &demo.web_client_secret),
        ("redirect_uri", redirect_uri(line)),
        ("code", code),
    ];
    let what = ("POST /oauth/token with a code", Telling);
    line.post(&mut line.newcomer(), what, "/oauth/token", &fields)
        .await
}

/// What userinfo says of a token.
pub(crate) async fn userinfo(line: &Line, token: &str) -> Asked<Answer> {
    let what = ("GET /userinfo", Light);
    line.call(what, ("GET", "/userinfo"), token, None).await
}

/// A text of a JSON answer.
pub(crate) fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_default().to_owned()
}
