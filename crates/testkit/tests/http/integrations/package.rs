//! A partner with a package that it tries out in a tenant of its own.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bundle::signing::partner_payload;
use bundle::{Limits, MemberPath, Members, archive};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use testkit::{Answer, TestHost};

/// What a package is made of.
pub(crate) struct Wanted<'a> {
    /// What the installation is called.
    pub(crate) name: &'a str,
    /// Its handler's file, for post-login.
    pub(crate) code: &'a str,
    /// `[permissions]` of its manifest.
    pub(crate) permissions: &'a str,
    /// What a customer enters; each is in the form.
    pub(crate) configuration: &'a [(&'a str, &'a str)],
    /// The same of secrets.
    pub(crate) secrets: &'a [(&'a str, &'a str)],
}

/// A partner and the staff that looks after it.
pub(crate) struct Partner {
    key: String,
    signing_key: String,
    pair: Ed25519KeyPair,
    reviewer: String,
}

const MANIFEST: &str = r#"
name = "Acme risk"
slug = "acme-risk"
version = "1.2.0"
trigger = "post-login"
summary = "Looks at logins."
categories = ["fraud-and-risk"]
support = "mailto:support@acme.example"
privacy = "https://acme.example/privacy"
terms = "https://acme.example/terms"

[use_case]
service = "It looks."
customers = "All."
problem = "Some."
solution = "This."
limitations = "None."
"#;

impl Partner {
    /// Makes a partner that owns the host's tenant for its tests.
    pub(crate) async fn of(host: &TestHost) -> Self {
        let keys = host
            .partner("acme", &[("owner@acme.example", "owner")])
            .await;
        let reviewer = host
            .staff_token("reviewer", "reviewer@platform.example")
            .await;
        // Before anybody asks who the tenant is: a host remembers for some seconds.
        execute(
            host,
            "UPDATE tenants SET body = json_set(body, '$.testing_of', (SELECT id FROM partners)) WHERE id = 'demo'",
        )
        .await;
        let mut partner = Self {
            key: keys[0].clone(),
            signing_key: String::new(),
            pair: Ed25519KeyPair::generate().unwrap(),
            reviewer,
        };
        let public_key = hex::encode(partner.pair.public_key().as_ref());
        let body = json!({"name": "laptop", "public_key": public_key});
        let registered = partner
            .call(host, "POST", "/partner/signing-keys", body)
            .await;
        assert_eq!(registered.status, 201, "{}", registered.body);
        partner.signing_key = registered.text("id");
        partner
    }

    /// Installs a package; its installation.
    pub(crate) async fn install(&self, host: &TestHost, wanted: &Wanted<'_>) -> Value {
        let archive = package(wanted);
        let digest = archive::read(&archive, Limits::DEFAULT).unwrap().digest();
        let signature = self.pair.sign(&partner_payload(&digest));
        let map = |values: &[(&str, &str)]| -> Value {
            let values = values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)));
            values.collect::<serde_json::Map<_, _>>().into()
        };
        let body = json!({
            "name": wanted.name,
            "package": STANDARD.encode(&archive),
            "signing_key_id": self.signing_key,
            "signature": hex::encode(signature.as_ref()),
            "configuration": map(wanted.configuration),
            "secrets": map(wanted.secrets),
        });
        let installed = self
            .call(host, "POST", "/testing/installations", body)
            .await;
        assert_eq!(installed.status, 201, "{}", installed.body);
        installed.json()
    }

    /// The platform recalls what is installed.
    pub(crate) async fn recall(&self, host: &TestHost, installation: &Value) {
        let digest = installation["digest"].as_str().unwrap();
        let path = format!("/releases/{digest}/recall");
        let body = json!({"reason": "It harms."});
        let recalled = call(host, &self.reviewer, "POST", &path, body).await;
        assert_eq!(recalled.status, 200, "{}", recalled.body);
    }

    async fn call(&self, host: &TestHost, method: &str, path: &str, body: Value) -> Answer {
        call(host, &self.key, method, path, body).await
    }
}

async fn call(host: &TestHost, token: &str, method: &str, path: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    let path = format!("/api/v1{path}");
    host.browser()
        .call(method, &path, &headers, Some(body))
        .await
}

fn package(wanted: &Wanted<'_>) -> Vec<u8> {
    let fields = |values: &[(&str, &str)]| -> Vec<Value> {
        let field = |name: &str| json!({"name": name, "label": name, "description": "What it is."});
        values.iter().map(|(name, _)| field(name)).collect()
    };
    let form = json!({
        "configuration": fields(wanted.configuration),
        "secrets": fields(wanted.secrets),
        "dependencies": [],
    });
    let mut members = Members::new(Limits::DEFAULT);
    for (path, content) in [
        (
            bundle::package::MANIFEST,
            format!("{MANIFEST}\n{}", wanted.permissions),
        ),
        (bundle::package::FORM, form.to_string()),
        (bundle::package::GUIDE, "# Acme risk\n".to_owned()),
        (bundle::package::ACTION, wanted.code.to_owned()),
    ] {
        let path = MemberPath::parse(path).unwrap();
        members.add(path, content.into_bytes()).unwrap();
    }
    archive::write(&members).unwrap()
}

/// Binds these alone to post-login, each an entry of the new order.
pub(crate) async fn bind(host: &TestHost, bindings: Value) -> Answer {
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    let order = json!({"version": flow["version"], "bindings": bindings});
    host.admin("PUT", "/flows/post-login", Some(order)).await
}

/// The newest run, whole.
pub(crate) async fn newest_run(host: &TestHost) -> Value {
    let runs = host.admin("GET", "/runs", None).await.json();
    let id = runs["runs"][0]["id"].as_str().unwrap().to_owned();
    host.admin("GET", &format!("/runs/{id}"), None).await.json()
}

/// Changes rows as nothing over HTTP does.
pub(crate) async fn execute(host: &TestHost, statement: &str) {
    let url = format!("sqlite://{}", host.database().display());
    let rows = sea_orm::Database::connect(url).await.unwrap();
    let done = rows.execute_unprepared(statement).await.unwrap();
    assert_eq!(done.rows_affected(), 1, "{statement}");
    rows.close().await.unwrap();
}
