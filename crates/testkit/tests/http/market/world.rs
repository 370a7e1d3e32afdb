//! A host with a partner, its signing key and the platform's staff, and the steps that many tests take there.

use std::time::Duration;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::{Answer, Pack, TestHost, Wanted};

use crate::journey::{login, redeem, verified};

/// Where an integration of ours puts the plan.
pub(super) const PLAN: &str = "https://shop.example/plan";
const PARTNER: &str = "acme";
/// How long what is done in the background may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const DEVELOPER: &str = "developer@acme.example";

/// A host where a partner works with the platform.
pub(super) struct World {
    pub(super) host: TestHost,
    /// The bearer of the partner's developer, who writes everything here.
    pub(super) developer: String,
    /// The bearers of two reviewers.
    pub(super) reviewers: [String; 2],
    /// The bearer of a reviewer who has the developer's address.
    pub(super) involved: String,
    pub(super) pair: Ed25519KeyPair,
    pub(super) signing_key: String,
}

/// Asks until there is an answer: what is waited for is done in the background.
pub(super) async fn eventually<T>(ask: impl AsyncFn() -> Option<T>) -> T {
    let asked = async {
        loop {
            match ask().await {
                Some(answer) => return answer,
                None => tokio::task::yield_now().await,
            }
        }
    };
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    answer.unwrap()
}

impl World {
    pub(super) async fn make() -> Self {
        Self::with(Wanted::default()).await
    }

    pub(super) async fn with(wanted: Wanted<'_>) -> Self {
        let host = TestHost::with(wanted).await;
        let members = [(DEVELOPER, "developer")];
        let [developer] = host.partner(PARTNER, &members).await.try_into().unwrap();
        let reviewers = [
            host.staff_token("reviewer", "one@platform.example").await,
            host.staff_token("reviewer", "two@platform.example").await,
        ];
        let involved = host.staff_token("reviewer", DEVELOPER).await;
        let mut world = Self {
            host,
            developer,
            reviewers,
            involved,
            pair: Ed25519KeyPair::generate().unwrap(),
            signing_key: String::new(),
        };
        let key = hex::encode(world.pair.public_key().as_ref());
        let body = json!({"name": "laptop", "public_key": key});
        let made = world
            .of_partner("POST", "/partner/signing-keys", body)
            .await;
        assert_eq!(made.status, 201, "{}", made.body);
        world.signing_key = made.text("id");
        world
    }

    /// A call of `/api/v1`; null is no body.
    pub(super) async fn call(&self, bearer: &str, method: &str, path: &str, body: Value) -> Answer {
        let bearer = format!("Bearer {bearer}");
        let headers = [("authorization", bearer.as_str())];
        let path = format!("/api/v1{path}");
        let body = Some(body).filter(|body| !body.is_null());
        self.host
            .browser()
            .call(method, &path, &headers, body)
            .await
    }

    pub(super) async fn of_partner(&self, method: &str, path: &str, body: Value) -> Answer {
        self.call(&self.developer, method, path, body).await
    }

    pub(super) async fn of_reviewer(&self, method: &str, path: &str, body: Value) -> Answer {
        self.call(&self.reviewers[0], method, path, body).await
    }

    /// Sends bytes as a package.
    pub(super) async fn send(
        &self,
        query: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let url = self.host.url(&format!("/api/v1/submissions{query}"));
        let mut request = reqwest::Client::new().post(url).body(body);
        request = request.bearer_auth(&self.developer);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: Default::default(),
            body: response.text().await.unwrap(),
        }
    }

    /// Sends a package as `latchwork submit` does.
    pub(super) async fn submit(&self, pack: &Pack, query: &str) -> Answer {
        let signature = pack.signature(&self.pair);
        let headers = [
            ("content-type", "application/zip"),
            ("latchwork-signing-key", self.signing_key.as_str()),
            ("latchwork-signature", &signature),
        ];
        self.send(query, &headers, pack.archive()).await
    }

    /// A submission as its partner sees it.
    pub(super) async fn submission(&self, id: &str) -> Value {
        let path = format!("/submissions/{id}");
        self.of_partner("GET", &path, Value::Null).await.json()
    }

    /// Waits until the checks are over; the submission.
    pub(super) async fn checked(&self, id: &str) -> Value {
        eventually(async || {
            let submission = self.submission(id).await;
            let is_checked = !matches!(submission["state"].as_str(), Some("received" | "checking"));
            is_checked.then_some(submission)
        })
        .await
    }

    /// A reviewer decides about the submission as it stands now.
    pub(super) async fn decide(&self, reviewer: &str, id: &str, decision: Value) -> Answer {
        let mut body = decision;
        body["revision"] = self.submission(id).await["revision"].clone();
        let path = format!("/reviews/{id}/verdicts");
        self.call(reviewer, "POST", &path, body).await
    }

    /// Takes a package to its approval; the submission's id.
    pub(super) async fn approved(&self, pack: &Pack) -> String {
        let sent = self.submit(pack, "").await;
        assert_eq!(sent.status, 201, "{}", sent.body);
        let id = sent.text("id");
        let checked = self.checked(&id).await;
        let path = format!("/submissions/{id}/report");
        let report = self.of_partner("GET", &path, Value::Null).await.json();
        let found = (&report["findings"], &report["faults"]["verdicts"]);
        assert_eq!(checked["state"], "functional_review", "{found:?}");
        for reviewer in &self.reviewers {
            let decided = self
                .decide(reviewer, &id, json!({"decision": "approve"}))
                .await;
            assert_eq!(decided.status, 201, "{}", decided.body);
        }
        id
    }

    /// A reviewer publishes what is approved, at once or then.
    pub(super) async fn publish(&self, id: &str, at: Option<&str>) -> Answer {
        let revision = self.submission(id).await["revision"].clone();
        let body = json!({"revision": revision, "publish_at": at});
        self.of_reviewer("POST", &format!("/reviews/{id}/publish"), body)
            .await
    }

    /// Takes a package to the catalogue; the submission's id.
    pub(super) async fn published(&self, pack: &Pack) -> String {
        // After whatever was installed before.
        self.host.pass_ms(1);
        let id = self.approved(pack).await;
        let published = self.publish(&id, None).await;
        assert_eq!(published.status, 200, "{}", published.body);
        id
    }

    /// What names the permissions of a version.
    pub(super) async fn accept(&self, slug: &str, version: &str) -> Value {
        let path = format!("/catalogue/{slug}/versions/{version}");
        let shown = self.host.admin("GET", &path, None).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        shown.json()["permissions"]["accept"].clone()
    }

    /// Installs a version with these further members of the order; the installation.
    pub(super) async fn install(&self, slug: &str, version: &str, order: Value) -> Value {
        let mut body = order;
        body["slug"] = json!(slug);
        body["version"] = json!(version);
        body["accept"] = self.accept(slug, version).await;
        let made = self.host.admin("POST", "/installations", Some(body)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        made.json()
    }

    /// The partner installs a package in the tenant that it was lent.
    pub(super) async fn try_out(&self, pack: &Pack, name: &str, values: Value) -> Answer {
        let mut body = values;
        body["name"] = json!(name);
        body["package"] = json!(STANDARD.encode(pack.archive()));
        body["signing_key_id"] = json!(self.signing_key);
        body["signature"] = json!(pack.signature(&self.pair));
        self.of_partner("POST", "/testing/installations", body)
            .await
    }

    /// Lends the host's tenant to the partner.
    pub(super) async fn lend(&self) {
        self.host.lend_tenant(PARTNER).await;
    }

    /// The installation as it is now.
    pub(super) async fn installation(&self, id: &Value) -> Value {
        let path = format!("/installations/{}", id.as_str().unwrap());
        self.host.admin("GET", &path, None).await.json()
    }

    /// Binds these, each with its policy, alone and in this order.
    pub(super) async fn bind(&self, bindings: &[(&Value, &str)]) -> Value {
        let bindings = bindings.iter().map(|(installation, policy)| {
            json!({"installation_id": installation["id"], "failure_policy": policy})
        });
        let flow = self
            .host
            .admin("GET", "/flows/post-login", None)
            .await
            .json();
        let bindings: Vec<Value> = bindings.collect();
        let order = json!({"version": flow["version"], "bindings": bindings});
        let bound = self
            .host
            .admin("PUT", "/flows/post-login", Some(order))
            .await;
        assert_eq!(bound.status, 200, "{}", bound.body);
        bound.json()
    }

    /// A login with these parameters changed; the claims of its ID token, or how it was refused.
    pub(super) async fn login(&self, changes: &[(&str, &str)]) -> Result<Value, String> {
        // So that its run is the newest.
        self.host.pass_ms(1);
        let answer = login(&self.host, &mut self.host.browser(), changes).await;
        let Some(code) = answer.parameter("code") else {
            return Err(answer.parameter("error_description").unwrap_or_default());
        };
        let tokens = redeem(&self.host, &code).await;
        let client = &self.host.demo.spa_client_id;
        Ok(verified(&self.host, &tokens.text("id_token"), client).await)
    }

    /// The claims of a login that succeeds.
    pub(super) async fn claims(&self) -> Value {
        let login = self.login(&[]).await;
        assert!(login.is_ok(), "{login:?}: {}", self.newest_run().await);
        login.unwrap()
    }

    /// The newest run, whole.
    pub(super) async fn newest_run(&self) -> Value {
        let runs = self.host.admin("GET", "/runs", None).await.json();
        let id = runs["runs"][0]["id"].as_str().unwrap().to_owned();
        self.host
            .admin("GET", &format!("/runs/{id}"), None)
            .await
            .json()
    }
}
