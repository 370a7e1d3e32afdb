//! The way of a package: each step is taken by those whose it is, whoever else may call the route.

use std::fs;
use std::path::Path;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use bundle::{Limits, MemberPath, Members, archive, signing};
use serde_json::{Value, json};

use super::callers::{Caller, World};

/// One request on the way; `{submission}`, `{digest}` and `{installation}` are what stands in the world.
struct Step {
    caller: Caller,
    /// At which tenant's host name; this one's when empty.
    at: &'static str,
    request: (&'static str, &'static str),
    /// What is sent, with the revision the submission or the installation has then.
    body: Option<Value>,
    status: u16,
}

fn step(
    caller: Caller,
    request: (&'static str, &'static str),
    body: Option<Value>,
    status: u16,
) -> Step {
    Step {
        caller,
        at: "",
        request,
        body,
        status,
    }
}

const SUBMISSION: (&str, &str) = ("GET", "/api/v1/submissions/{submission}");
const REPORT: (&str, &str) = ("GET", "/api/v1/submissions/{submission}/report");
const WITHDRAW: (&str, &str) = ("POST", "/api/v1/submissions/{submission}/withdraw");
const ANSWER: (&str, &str) = ("POST", "/api/v1/submissions/{submission}/comments");
const REVIEW: (&str, &str) = ("GET", "/api/v1/reviews/{submission}");
const PACKAGES: (&str, &str) = ("GET", "/api/v1/reviews/{submission}/packages");
const VERDICT: (&str, &str) = ("POST", "/api/v1/reviews/{submission}/verdicts");
const PUBLISH: (&str, &str) = ("POST", "/api/v1/reviews/{submission}/publish");

/// From the functional review to the catalogue.
fn to_the_catalogue() -> Vec<Step> {
    let approve = || Some(json!({"decision": "approve"}));
    let comment = || Some(json!({"text": "Why so?"}));
    let nothing = || Some(json!({}));
    vec![
        step(Caller::Developer, SUBMISSION, None, 200),
        step(Caller::PartnerOwner, REPORT, None, 200),
        step(Caller::OtherPartner, SUBMISSION, None, 404),
        step(Caller::OtherPartner, REPORT, None, 404),
        step(Caller::OtherPartner, WITHDRAW, nothing(), 404),
        step(Caller::OtherPartner, ANSWER, comment(), 404),
        step(Caller::PartnerOwner, ANSWER, comment(), 201),
        step(Caller::Reviewer, REVIEW, None, 200),
        step(Caller::Operator, REVIEW, None, 403),
        step(Caller::Reviewer, PACKAGES, None, 200),
        step(Caller::Operator, PACKAGES, None, 403),
        step(Caller::Operator, VERDICT, approve(), 403),
        step(Caller::Author, VERDICT, approve(), 403),
        step(Caller::Reviewer, PUBLISH, nothing(), 409),
        step(Caller::Reviewer, VERDICT, approve(), 201),
        step(Caller::Reviewer, VERDICT, approve(), 403),
        step(Caller::Author, VERDICT, approve(), 403),
        step(Caller::OtherReviewer, VERDICT, approve(), 201),
        step(Caller::Author, PUBLISH, nothing(), 403),
        step(Caller::Reviewer, PUBLISH, nothing(), 200),
        step(Caller::PartnerOwner, WITHDRAW, nothing(), 409),
    ]
}

const INSTALLATION: &str = "/api/v1/installations/{installation}";
const UPDATE: &str = "/api/v1/installations/{installation}/update";

/// What is one tenant's is no other's.
fn in_a_tenant() -> Vec<Step> {
    let name = || Some(json!({"name": "Mine"}));
    let other = |request, body, status| Step {
        at: "other",
        ..step(Caller::OtherOwner, request, body, status)
    };
    vec![
        step(Caller::Viewer, ("GET", INSTALLATION), None, 200),
        step(Caller::Viewer, ("PATCH", INSTALLATION), name(), 403),
        step(Caller::Developer, ("GET", INSTALLATION), None, 401),
        other(("GET", INSTALLATION), None, 404),
        other(("PATCH", INSTALLATION), name(), 404),
        other(("DELETE", INSTALLATION), None, 404),
        other(("GET", UPDATE), None, 404),
        other(("POST", UPDATE), Some(json!({})), 404),
        step(Caller::Editor, ("PATCH", INSTALLATION), name(), 200),
        step(Caller::Editor, ("DELETE", INSTALLATION), None, 204),
    ]
}

const RECALL: (&str, &str) = ("POST", "/api/v1/releases/{digest}/recall");
const DELIST: (&str, &str) = ("POST", "/api/v1/releases/{digest}/delist");

const SBOM: (&str, &str) = ("GET", "/api/v1/releases/{digest}/sbom");
const OWN_SBOM: (&str, &str) = ("GET", "/api/v1/partner/releases/{digest}/sbom");

/// Who reads what a release is made of, and who takes it away.
fn of_a_release() -> Vec<Step> {
    let why = || Some(json!({"reason": "It harms."}));
    vec![
        step(Caller::Reviewer, SBOM, None, 200),
        step(Caller::Operator, SBOM, None, 200),
        step(Caller::Owner, SBOM, None, 401),
        step(Caller::Developer, OWN_SBOM, None, 200),
        step(Caller::OtherPartner, OWN_SBOM, None, 404),
        step(Caller::PartnerOwner, DELIST, why(), 401),
        step(Caller::Owner, RECALL, why(), 401),
        step(Caller::Operator, DELIST, why(), 403),
        step(Caller::OtherReviewer, DELIST, why(), 200),
        step(Caller::Operator, RECALL, why(), 200),
    ]
}

/// The archive of an integration of ours, and its digest's signature.
fn package(pair: &Ed25519KeyPair) -> (Vec<u8>, String, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/member-plan");
    let mut members = Members::new(Limits::DEFAULT);
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
            let name = MemberPath::parse(name).unwrap();
            members.add(name, fs::read(&path).unwrap()).unwrap();
        }
    }
    let digest = members.digest();
    let signature = pair.sign(&signing::partner_payload(&digest));
    let archive = archive::write(&members).unwrap();
    (archive, digest.to_string(), hex::encode(signature.as_ref()))
}

/// A world with a submission in its functional review.
struct Way {
    world: World,
    submission: String,
    digest: String,
    installation: String,
}

impl Way {
    async fn begin() -> Self {
        let world = World::make().await;
        let pair = Ed25519KeyPair::generate().unwrap();
        let key = hex::encode(pair.public_key().as_ref());
        let register = ("POST", "/api/v1/partner/signing-keys");
        let key = Some(json!({"name": "laptop", "public_key": key}));
        let key = world.call(Caller::Developer, register, &[], key).await;
        let (archive, digest, signature) = package(&pair);
        let bearer = world.bearer(Caller::Developer).unwrap();
        let (key, url) = (key.text("id"), world.host.url("/api/v1/submissions"));
        let sent = reqwest::Client::new()
            .post(url)
            .header("authorization", bearer)
            .header("content-type", "application/zip")
            .header("latchwork-signing-key", key)
            .header("latchwork-signature", signature)
            .body(archive)
            .send()
            .await
            .unwrap();
        assert_eq!(sent.status(), 201);
        let sent: Value = serde_json::from_str(&sent.text().await.unwrap()).unwrap();
        let way = Self {
            world,
            submission: sent["id"].as_str().unwrap().to_owned(),
            digest,
            installation: String::new(),
        };
        way.checked().await;
        way
    }

    /// Waits until the checks have come to their end.
    async fn checked(&self) {
        loop {
            let submission = self.show(Caller::Developer, SUBMISSION.1).await;
            match submission["state"].as_str() {
                Some("functional_review") => return,
                Some("received" | "checking") => tokio::task::yield_now().await,
                _ => {
                    let report = self.show(Caller::Developer, REPORT.1).await;
                    assert_eq!(report["findings"], json!([]), "{submission}");
                }
            }
        }
    }

    async fn show(&self, caller: Caller, path: &str) -> Value {
        let path = self.path(path);
        let shown = self.world.call(caller, ("GET", &path), &[], None).await;
        shown.json()
    }

    fn path(&self, path: &str) -> String {
        path.replace("{submission}", &self.submission)
            .replace("{digest}", &self.digest)
            .replace("{installation}", &self.installation)
    }

    /// The revision of what a step is about.
    async fn revision(&self, path: &str) -> Value {
        let submission = path.contains("{submission}");
        let shown = match submission {
            true => self.show(Caller::Reviewer, REVIEW.1).await,
            false => self.show(Caller::Owner, INSTALLATION).await,
        };
        shown["revision"].clone()
    }

    async fn take(&self, steps: Vec<Step>) {
        for step in steps {
            let (method, path) = step.request;
            let mut body = step.body;
            let revised = !path.ends_with("/comments") && !path.contains("{digest}");
            if let Some(body) = body.as_mut().filter(|_| revised) {
                body["revision"] = self.revision(path).await;
            }
            let name = self.world.host_name(step.at);
            let host = [("host", name.as_str())];
            let headers = if step.at.is_empty() { &[] } else { &host[..] };
            let request = (method, &*self.path(path));
            let answer = self.world.call(step.caller, request, headers, body).await;
            let asked = format!("{:?} {request:?} at {:?}", step.caller, step.at);
            assert_eq!(answer.status, step.status, "{asked}: {}", answer.body);
        }
    }

    /// An editor of this tenant installs what was published.
    async fn install(&mut self) {
        let version = "/api/v1/catalogue/member-plan/versions/1.0.0";
        let version = self.show(Caller::Viewer, version).await;
        let accept = &version["permissions"]["accept"];
        let body = Some(json!({"slug": "member-plan", "accept": accept}));
        let install = ("POST", "/api/v1/installations");
        let installed = self.world.call(Caller::Editor, install, &[], body).await;
        assert_eq!(installed.status, 201, "{}", installed.body);
        self.installation = installed.text("id");
    }
}

#[tokio::test]
async fn nobody_takes_a_step_that_is_somebody_elses() {
    let mut way = Way::begin().await;
    way.take(to_the_catalogue()).await;
    way.install().await;
    way.take(in_a_tenant()).await;
    way.take(of_a_release()).await;
}
