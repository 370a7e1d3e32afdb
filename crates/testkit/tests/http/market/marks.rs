//! Marks planted in a partner's code, names, comments, source map, specs, fixtures, conversation and service: everything
//! that anybody else can get is searched for them.

mod planted;

use http_routes::{ROUTES, Route, Verb};
use serde_json::{Value, json};
use server::http as http_routes;
use testkit::{Answer, Browser, StandIn, Wanted};

use super::searched::Collected;
use super::world::World;
use crate::journey::{fill_in, redeem, request, to_form};
use planted::{MARK, MODES, PLACES};

/// Somebody who may get no mark: the name, the token and the tenant whose host name they ask at.
struct Stranger {
    name: &'static str,
    bearer: Option<String>,
    at: &'static str,
}

/// What stands in a world where everything holds marks.
struct Planted {
    world: World,
    submission: String,
    published: Value,
    tried: Value,
    action: String,
    collected: Collected,
}

impl Planted {
    async fn make(stand_in: &StandIn) -> Self {
        let world = World::with(Wanted {
            allow: vec![stand_in.address],
            ..Wanted::default()
        })
        .await;
        world.lend().await;
        let sent = world
            .submit(&planted::published(), &format!("?note={MARK}Note"))
            .await;
        assert_eq!(sent.status, 201, "{}", sent.body);
        let submission = sent.text("id");
        let checked = world.checked(&submission).await;
        assert_eq!(checked["state"], "functional_review", "{checked}");
        let comment = json!({"text": format!("{MARK}Comments")});
        let path = format!("/submissions/{submission}/comments");
        let written = world.of_partner("POST", &path, comment).await;
        assert_eq!(written.status, 201, "{}", written.body);
        for reviewer in &world.reviewers {
            let approve = json!({"decision": "approve", "reason": format!("{MARK}Reason")});
            let decided = world.decide(reviewer, &submission, approve).await;
            assert_eq!(decided.status, 201, "{}", decided.body);
        }
        assert_eq!(world.publish(&submission, None).await.status, 200);
        let url = format!("http://{}/", stand_in.address);
        let values =
            json!({"configuration": {"SERVICE_URL": url}, "secrets": {"API_KEY": "sesame"}});
        let published = world.install("risk-check", "1.0.0", values).await;
        let pack = planted::tried(&stand_in.address.to_string());
        let tried = world.try_out(&pack, "Tried", json!({})).await;
        assert_eq!(tried.status, 201, "{}", tried.body);
        let own = "exports.onExecuteCredentialsExchange = async () => {};";
        let action = world.host.bind("credentials-exchange", "own", own).await;
        let planted = Self {
            world,
            submission,
            published,
            tried: tried.json(),
            action,
            collected: Collected::default(),
        };
        planted.flow("continue").await;
        planted
    }

    /// The flow of both, with little time for what is tried.
    async fn flow(&self, policy: &str) {
        let host = &self.world.host;
        let flow = host.admin("GET", "/flows/post-login", None).await.json();
        let entry = |one: &Value| json!({"installation_id": one["id"], "failure_policy": policy, "budget_ms": 2_000});
        let bindings = [entry(&self.published), entry(&self.tried)];
        let order = json!({"version": flow["version"], "bindings": bindings});
        let bound = host.admin("PUT", "/flows/post-login", Some(order)).await;
        assert_eq!(bound.status, 200, "{}", bound.body);
    }

    /// A login in this mode: every page, and tokens where it comes to them.
    async fn sign_in(&mut self, mode: &str, policy: &str) {
        let asked = format!("a login, {mode} {policy}");
        self.world.host.pass_ms(1);
        let host = &self.world.host;
        let mut browser = host.browser();
        let changes = [("ui_locales", mode)];
        let begun = browser.get(&request(host, &changes)).await;
        self.collected.keep(&asked, &begun);
        let form = to_form(host, &mut browser, &changes).await;
        self.collected.keep(&asked, &form);
        let mut answer = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
        self.collected.keep(&asked, &answer);
        if answer.status == 302 && answer.location().host_str() == Some("pages.acme.example") {
            let state = answer.parameter("state").unwrap();
            answer = browser.get(&format!("/continue?state={state}")).await;
            self.collected.keep(&asked, &answer);
        }
        let code = Some(&answer).filter(|answer| answer.status == 302);
        if let Some(code) = code.and_then(|answer| answer.parameter("code")) {
            let tokens = redeem(host, &code).await;
            self.collected.keep(&asked, &tokens);
        }
    }

    /// Every route, asked by every stranger for everything that stands here.
    async fn ask(&mut self, strangers: &[Stranger]) {
        let host = &self.world.host;
        let runs = host.admin("GET", "/runs", None).await;
        let runs = runs.json()["runs"].as_array().unwrap().clone();
        let runs: Vec<&str> = runs.iter().map(|run| run["id"].as_str().unwrap()).collect();
        assert!(runs.len() >= MODES.len(), "{runs:?}");
        for route in ROUTES {
            for path in self.paths(route, &runs) {
                for stranger in strangers {
                    for body in [None, Some(json!({}))] {
                        if route.verb == Verb::Get && body.is_some() {
                            continue;
                        }
                        let answer = self.call(stranger, route, &path, body).await;
                        let asked = format!("{} {:?} {path}", stranger.name, route.verb);
                        self.collected.keep(asked, &answer);
                    }
                }
            }
        }
    }

    async fn call(
        &self,
        stranger: &Stranger,
        route: &Route,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let port = self
            .world
            .host
            .url("")
            .rsplit(':')
            .next()
            .unwrap()
            .to_owned();
        let host = format!("{}localhost:{port}", stranger.at);
        let bearer = stranger
            .bearer
            .as_ref()
            .map(|token| format!("Bearer {token}"));
        let mut headers = vec![("host", host.as_str())];
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        let browser: Browser = self.world.host.browser();
        browser
            .call(route.verb.as_str(), path, &headers, body)
            .await
    }

    /// The paths of a route that name what stands here.
    fn paths(&self, route: &Route, runs: &[&str]) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let [published, tried] = [&self.published, &self.tried].map(|one| text(&one["id"]));
        let ids = match route.path {
            path if path.contains("/actions/") => vec![self.action.clone()],
            path if path.contains("/installations/") => vec![published, tried],
            path if path.contains("/runs/") => runs.iter().map(|&run| run.to_owned()).collect(),
            path if path.contains("/signing-keys/") => vec![self.world.signing_key.clone()],
            _ => vec![self.submission.clone()],
        };
        let digests = [&self.published, &self.tried].map(|one| text(&one["digest"]));
        let mut paths = Vec::new();
        for id in &ids {
            for digest in &digests {
                let mut path = route.path.replace("{id}", id).replace("{digest}", digest);
                for (segment, value) in [
                    ("{slug}", "risk-check"),
                    ("{version}", "1.0.0"),
                    ("{trigger}", "post-login"),
                    ("{kid}", "none"),
                    ("{name}", "KEY"),
                    ("{number}", "1"),
                ] {
                    path = path.replace(segment, value);
                }
                assert!(!path.contains('{'), "{path}: say what stands for it");
                paths.push(path);
            }
        }
        paths.dedup();
        if route.path.ends_with("/catalogue") {
            paths.push(format!("{}?search={MARK}", route.path).replace(MARK, "risk"));
        }
        paths
    }

    async fn strangers(&self) -> Vec<Stranger> {
        let host = &self.world.host;
        let members = [("owner@globex.example", "owner")];
        let [partner] = host.partner("globex", &members).await.try_into().unwrap();
        let other = host.another_tenant("other").await;
        let stranger = |name, bearer: Option<&String>, at| Stranger {
            name,
            bearer: bearer.cloned(),
            at,
        };
        let [viewer, editor, owner] = [
            host.admin_token("viewer").await,
            host.admin_token("editor").await,
            host.admin_token("owner").await,
        ];
        vec![
            stranger("nobody", None, ""),
            stranger("viewer", Some(&viewer), ""),
            stranger("editor", Some(&editor), ""),
            stranger("owner", Some(&owner), ""),
            stranger("another tenant's owner", Some(&other), ""),
            stranger("another tenant's owner at home", Some(&other), "other."),
            stranger("another partner", Some(&partner), ""),
            stranger("another partner elsewhere", Some(&partner), "other."),
        ]
    }
}

#[tokio::test]
async fn nobody_else_gets_anything_of_a_partners_code() {
    let answer = format!("{MARK}Answer");
    let stand_in = StandIn::start(&json!({"level": "low", "text": answer})).await;
    let mut planted = Planted::make(&stand_in).await;
    for policy in ["continue", "block"] {
        planted.flow(policy).await;
        for mode in MODES {
            planted.sign_in(mode, policy).await;
        }
    }
    let strangers = planted.strangers().await;
    planted.ask(&strangers).await;

    // What was planted stands where it may: with its partner and the reviewers.
    let (path, review) = (
        format!("/submissions/{}", planted.submission),
        format!("/reviews/{}", planted.submission),
    );
    let mut allowed = Collected::default();
    for (bearer, path) in [
        (&planted.world.developer, path.clone()),
        (&planted.world.developer, format!("{path}/report")),
        (&planted.world.reviewers[0], review.clone()),
        (&planted.world.reviewers[0], format!("{review}/report")),
    ] {
        let answer = planted.world.call(bearer, "GET", &path, Value::Null).await;
        allowed.keep(path, &answer);
    }
    assert!(!allowed.find(MARK).is_empty());
    assert!(stand_in.seen().len() > MODES.len(), "the service was asked");

    let found = planted.collected.find(MARK);
    let (answers, bytes) = planted.collected.size();
    println!(
        "{} marks in {} places: {answers} answers, {bytes} bytes searched, {} found",
        PLACES.len(),
        PLACES.join(", "),
        found.len()
    );
    assert!(answers > 1_000, "{answers}");
    assert!(found.is_empty(), "{found:#?}");
}
