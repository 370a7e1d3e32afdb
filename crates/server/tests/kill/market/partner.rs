//! A partner for one round: their key, what they sign with, and the two versions they send.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use testkit::Pack;

use crate::board::Weight::Light;
use crate::visitor::{Asked, Line};

/// The versions of an integration.
pub(super) const VERSIONS: [&str; 2] = ["1.0.0", "1.1.0"];

/// A partner with one integration.
#[derive(Debug)]
pub(super) struct Partner {
    /// Of the partner and its integration.
    pub(super) slug: String,
    pub(super) key: String,
    pub(super) signing_key: String,
    pair: Ed25519KeyPair,
}

impl Partner {
    /// Made by an operator; the member registers a signing key.
    pub(super) async fn make(line: &Line, slug: String) -> Asked<Self> {
        let operator = &line.place.demo.operator_token;
        let about = json!({
            "name": slug, "slug": slug, "contact": "mail@acme.example", "website": "https://acme.example/",
        });
        let partner = created(line, operator, "/api/v1/partners", about).await?;
        let of_partner = format!("/api/v1/partners/{}", text(&partner["id"]));
        let about = json!({"name": "Ann", "email": format!("ann@{slug}.example"), "role": "owner"});
        let members = format!("{of_partner}/members");
        let member = created(line, operator, &members, about).await?;
        let about = json!({"name": "key", "member_id": member["id"]});
        let key = created(line, operator, &format!("{of_partner}/keys"), about).await?;
        let key = text(&key["bearer"]);
        let pair = Ed25519KeyPair::generate().unwrap();
        let about = json!({"name": "key", "public_key": hex::encode(pair.public_key().as_ref())});
        let signing = created(line, &key, "/api/v1/partner/signing-keys", about).await?;
        Ok(Self {
            slug,
            key,
            signing_key: text(&signing["id"]),
            pair,
        })
    }

    /// A version of the integration: archive, signature and digest.
    pub(super) fn package(&self, version: usize) -> (Vec<u8>, String, String) {
        let slug = format!("slug = \"{}\"", self.slug);
        let number = format!("version = \"{}\"", VERSIONS[version]);
        let pack = Pack::example("risk-check")
            .manifest("slug = \"risk-check\"", &slug)
            .manifest("version = \"1.0.0\"", &number);
        let digest = pack.digest().to_string();
        (pack.archive(), pack.signature(&self.pair), digest)
    }
}

async fn created(line: &Line, bearer: &str, target: &str, body: Value) -> Asked<Value> {
    let what = ("POST of a partner", Light);
    let answer = line
        .call(what, ("POST", target), bearer, Some(&body))
        .await?;
    assert_eq!(answer.status, 201, "{target}: {}", answer.shown());
    Ok(answer.json())
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
