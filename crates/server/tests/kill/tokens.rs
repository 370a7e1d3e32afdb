//! Token exchanges: a code of a session that stands since before the first kill, and a machine's own credentials.

use std::convert::Infallible;
use std::sync::atomic::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::Value;

use crate::board::Weight::{Light, Telling};
use crate::codes::{Codes, text};
use crate::findings::Findings;
use crate::passages::silently;
use crate::visitor::{Answer, Asked, Line, Visitor};

/// The claims the deployed actions set begin so.
pub(crate) const CLAIM: &str = "https://kill.example/";

/// The lane.
#[derive(Debug)]
pub(crate) struct Tokens {
    /// Signed in before the first kill.
    visitor: Visitor,
    machine: Vec<String>,
    pub(crate) codes: Codes,
}

impl Tokens {
    pub(crate) fn new(visitor: Visitor) -> Self {
        Self {
            visitor,
            machine: Vec::new(),
            codes: Codes::default(),
        }
    }

    pub(crate) async fn drive(&mut self, line: &Line) -> Asked<Infallible> {
        // One code stays unredeemed until after the kill.
        self.ask(line).await?;
        loop {
            self.ask(line).await?;
            self.codes.redeem(line).await?;
            let token = machine_token(line).await?;
            assert_whole(&payload(&token));
            self.machine.push(token);
        }
    }

    async fn ask(&mut self, line: &Line) -> Asked<()> {
        let answer = silently(line, &mut self.visitor).await?;
        let code = answer.parameter("code");
        self.codes
            .give(code.unwrap_or_else(|| panic!("{}", answer.shown())));
        Ok(())
    }

    pub(crate) async fn check(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check(line, findings).await?;
        let answer = silently(line, &mut self.visitor).await?;
        if answer.parameter("code").is_none() {
            findings.lost(format!("the oldest session: {}", answer.shown()));
        }
        let what = ("GET the keys", Light);
        let answer = line
            .call(what, ("GET", "/.well-known/jwks.json"), "", None)
            .await?;
        let keys: JwkSet = serde_json::from_str(&answer.body).unwrap();
        for token in &self.machine {
            if let Err(why) = verify(line, &keys, token) {
                findings.lost(format!("a machine's token that was issued: {why}"));
            }
        }
        Ok(())
    }

    pub(crate) async fn check_all(&mut self, line: &Line, findings: &Findings) -> Asked<()> {
        self.codes.check_all(line, findings).await
    }
}

/// A token for the machine's own account.
pub(crate) async fn machine_token(line: &Line) -> Asked<String> {
    let demo = &line.place.demo;
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", demo.m2m_client_id.as_str()),
        ("client_secret", &demo.m2m_client_secret),
        ("audience", &demo.audience),
    ];
    let what = ("POST /oauth/token for a machine", Telling);
    let _running = line.place.machine_runs.read().await;
    line.place.machine_asked.fetch_add(1, Ordering::Relaxed);
    let answer = line
        .post(&mut line.newcomer(), what, "/oauth/token", &fields)
        .await?;
    line.place.machine_answered.fetch_add(1, Ordering::Relaxed);
    if answer.status != 200 {
        panic!("{}\n{}", answer.shown(), record(line, &answer).await?);
    }
    Ok(text(&answer, "access_token"))
}

/// What is recorded of the run an answer names.
async fn record(line: &Line, answer: &Answer) -> Asked<String> {
    let description = text(answer, "error_description");
    let reference = description.split_whitespace().last().unwrap_or_default();
    let target = format!("/api/v1/runs/{reference}");
    let token = &line.place.demo.admin_token;
    let what = ("GET of a run", Light);
    let record = line.call(what, ("GET", &target), token, None).await?;
    Ok(record.body)
}

/// The claims of a token that came straight from the server.
pub(crate) fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(part).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The marks the deployed actions left, by action: the version's code and its secret.
pub(crate) fn stamps(claims: &Value) -> Vec<(String, String)> {
    let claims = claims.as_object().unwrap().iter();
    let ours =
        claims.filter_map(|(name, value)| Some((name.strip_prefix(CLAIM)?, value.as_str()?)));
    let mut stamps: Vec<_> = ours
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    stamps.sort();
    stamps
}

/// A version's code never runs with another version's secret, and never does nothing run.
fn assert_whole(claims: &Value) {
    let stamps = stamps(claims);
    assert!(!stamps.is_empty(), "no action ran: {claims}");
    for (name, stamp) in stamps.iter().filter(|(name, _)| name != "last") {
        let (code, secret) = stamp.split_once(' ').unwrap();
        assert_eq!(code, secret, "{name} ran half a version");
    }
}

fn verify(line: &Line, keys: &JwkSet, token: &str) -> Result<(), String> {
    let header = decode_header(token).map_err(|error| error.to_string())?;
    let kid = header.kid.unwrap_or_default();
    let key = keys
        .find(&kid)
        .ok_or_else(|| format!("the key {kid} is gone"))?;
    let key = DecodingKey::from_jwk(key).map_err(|error| error.to_string())?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&[&line.place.demo.audience]);
    validation.set_issuer(&[&line.place.demo.issuer]);
    decode::<Value>(token, &key, &validation)
        .map(drop)
        .map_err(|error| error.to_string())
}
