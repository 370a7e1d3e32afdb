//! A platform with a partner, two reviewers, an operator and a customer.

use serde_json::{Value, json};
use testkit::TestHost;

use crate::hand::Hand;

/// Where the partner's integration stands.
pub(crate) const FOLDER: &str = "acme-name";

pub(crate) struct Market {
    pub(crate) host: TestHost,
    pub(crate) partner: Hand,
    pub(crate) partner_key: String,
    pub(crate) reviewer: Hand,
    pub(crate) second: Hand,
    pub(crate) operator: Hand,
    pub(crate) customer: Hand,
}

impl Market {
    pub(crate) async fn open() -> Self {
        let host = TestHost::start().await;
        let keys = host.partner("acme", &[("ann@acme.example", "owner")]).await;
        let reviewer = host.staff_token("reviewer", "one@platform.example").await;
        let second = host.staff_token("reviewer", "two@platform.example").await;
        let operator = host.staff_token("operator", "op@platform.example").await;
        Self {
            partner: Hand::at(&host, ""),
            partner_key: keys[0].clone(),
            reviewer: Hand::at(&host, &reviewer),
            second: Hand::at(&host, &second),
            operator: Hand::at(&host, &operator),
            customer: Hand::at(&host, &host.demo.admin_token),
            host,
        }
    }

    /// The partner logs in, and begins an integration that gives a client's name as a claim.
    pub(crate) fn begin(&self) {
        self.login();
        let init = format!("init {FOLDER} --trigger credentials-exchange");
        self.partner.says(&init).done();
    }

    pub(crate) fn login(&self) -> Value {
        let line = format!("login --server {} --json", self.partner.url);
        self.partner
            .types(&line, &format!("{}\n", self.partner_key))
            .done()
    }

    /// Submits what stands in the folder and waits for its checks; the submission's id.
    pub(crate) fn submit(&self) -> String {
        let said = self.partner.says(&format!("submit {FOLDER} --wait"));
        let submission = said.done();
        assert_eq!(submission["state"], "functional_review", "{submission}");
        id(&submission)
    }

    /// Both reviewers say yes and it is published; the release's digest.
    pub(crate) fn publish(&self, id: &str) -> String {
        let approve = format!("reviews approve {id}");
        let once = self.reviewer.admin(&approve).done();
        assert_eq!(once["state"], "security_review");
        let twice = self.second.admin(&approve).done();
        assert_eq!(twice["state"], "approved");
        let published = self.reviewer.admin(&format!("reviews publish {id}")).done();
        assert_eq!(published["state"], "published");
        published["digest"].as_str().unwrap().to_owned()
    }

    /// The claims of a new token of the demo's client for itself.
    pub(crate) async fn claims(&self) -> Value {
        let demo = &self.host.demo;
        let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
            "client_secret": demo.m2m_client_secret, "audience": demo.audience});
        let answer = self
            .host
            .browser()
            .call("POST", "/oauth/token", &[], Some(body))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let token = answer.text("access_token");
        let payload = token.split('.').nth(1).unwrap();
        serde_json::from_slice(&base64_url(payload)).unwrap()
    }
}

fn base64_url(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(text)
        .unwrap()
}

pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}
