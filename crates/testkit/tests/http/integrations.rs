//! A partner's integration in a tenant's flow: what it is given, what the tenant sees of it, what becomes of one that
//! cannot run.

pub(crate) mod package;

use serde_json::{Value, json};
use testkit::{Answer, StandIn, TestHost};

use crate::journey::{login, redeem, verified};
use package::{Partner, Wanted, bind, execute, newest_run};

const CLAIM: &str = r#"
[[permissions.api]]
method = "idToken.setCustomClaim"
names = ["acme"]
reason = "The application reads it."
"#;

const REDIRECT: &str = r#"
[[permissions.api]]
method = "redirect.sendUserTo"
reason = "It asks there."

[[permissions.redirects]]
host = "elsewhere.example"
reason = "It asks there."

[[permissions.api]]
method = "idToken.setCustomClaim"
names = ["acme"]
reason = "The application reads it."
"#;

const NOTHING: Wanted<'_> = Wanted {
    name: "acme",
    code: "exports.onExecutePostLogin = async () => {};",
    permissions: "",
    configuration: &[],
    secrets: &[],
};

const AWAY: Wanted<'_> = Wanted {
    name: "acme",
    code: "
exports.onExecutePostLogin = async (event, api) => { api.redirect.sendUserTo('https://elsewhere.example/'); };
exports.onContinuePostLogin = async (event, api) => {
    api.idToken.setCustomClaim('acme', event.configuration.MODE + ' ' + event.secrets.ACME_KEY.length);
};",
    permissions: REDIRECT,
    configuration: &[("MODE", "strict")],
    secrets: &[("ACME_KEY", "open-sesame")],
};

/// A host, its partner, and a package that the partner installed.
async fn installed(wanted: &Wanted<'_>) -> (TestHost, Partner, Value) {
    let host = TestHost::start().await;
    let partner = Partner::of(&host).await;
    let installation = partner.install(&host, wanted).await;
    (host, partner, installation)
}

async fn bound(host: &TestHost, installation: &Value, policy: &str) -> Value {
    let entry = json!([{"installation_id": installation["id"], "failure_policy": policy}]);
    let bound = bind(host, entry).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
    bound.json()["bindings"][0].clone()
}

async fn id_token(host: &TestHost, answer: &Answer) -> Value {
    let tokens = redeem(host, &answer.parameter("code").unwrap()).await;
    verified(host, &tokens.text("id_token"), &host.demo.spa_client_id).await
}

/// A login; whether it ended in a code.
async fn passes(host: &TestHost) -> bool {
    // So that its run is the newest.
    host.pass_ms(1);
    let answer = login(host, &mut host.browser(), &[]).await;
    answer.parameter("code").is_some()
}

#[tokio::test]
async fn an_installation_runs_with_its_configuration_and_secrets_and_what_was_accepted() {
    let (host, _, installation) = installed(&Wanted {
        name: "acme",
        code: "exports.onExecutePostLogin = async (event, api) => {
            const seen = [event.configuration.MODE, event.secrets.ACME_KEY, Object.keys(event).sort().join()];
            api.idToken.setCustomClaim('acme', seen);
        };",
        permissions: CLAIM,
        configuration: &[("MODE", "strict")],
        secrets: &[("ACME_KEY", "open-sesame")],
    })
    .await;
    let binding = bound(&host, &installation, "block").await;
    assert_eq!(binding["installation_id"], installation["id"]);
    assert_eq!(
        (
            &binding["name"],
            &binding["version"],
            &binding["unreviewed"]
        ),
        (&installation["name"], &json!("1.2.0"), &json!(true))
    );
    assert!(binding.get("action_id").is_none() && binding.get("refused").is_none());
    let answer = login(&host, &mut host.browser(), &[]).await;
    let claims = id_token(&host, &answer).await;
    assert_eq!(
        claims["acme"],
        json!(["strict", "open-sesame", "configuration,secrets"])
    );
    let run = newest_run(&host).await;
    let step = &run["steps"][0];
    assert_eq!(step["installation_id"], installation["id"]);
    assert_eq!(step["release"], installation["digest"]);
    assert_eq!(step["name"], installation["name"]);
    assert!(step.get("action_id").is_none() && step.get("version_id").is_none());
    assert!(!run.to_string().contains("open-sesame"));
}

#[tokio::test]
async fn what_was_not_accepted_ends_the_step_as_its_binding_says() {
    let (host, _, installation) = installed(&Wanted {
        code: "exports.onExecutePostLogin = async (event, api) => { try { api.access.deny('no'); } catch {} };",
        ..NOTHING
    })
    .await;
    for (policy, expected) in [("continue", true), ("block", false)] {
        bound(&host, &installation, policy).await;
        assert_eq!(passes(&host).await, expected, "{policy}");
        let run = newest_run(&host).await;
        assert_eq!(run["steps"][0]["failure"]["kind"], "capability", "{run}");
    }
}

/// Names of the code, its file and what a service answered are in no record, whatever the code lets happen.
#[tokio::test]
async fn a_customer_sees_nothing_of_the_code() {
    let stand_in = StandIn::start(&json!({"answer": "ANSWERMARK"})).await;
    let host = TestHost::with(testkit::Wanted {
        allow: vec![stand_in.address],
        ..testkit::Wanted::default()
    })
    .await;
    let partner = Partner::of(&host).await;
    let address = stand_in.address.to_string();
    let permissions = format!(
        "[[permissions.hosts]]\nhost = \"{address}\"\nreason = \"It asks there.\"\n\n[[permissions.event]]\nfield = \"request\"\nreason = \"It is told what to do.\"\n"
    );
    let code = format!(
        "// COMMENTMARK
async function helperMARK(how) {{
    const text = await (await fetch('http://{address}/')).text();
    if (how === 'parse') return JSON.parse(text.slice(11));
    if (how === 'call') return text.notThereMARK();
    if (how === 'read') return undefined.fieldMARK;
    throw Object.assign(new Error('the key is wrong'), {{ cause: new TypeError('inner') }});
}}
exports.onExecutePostLogin = async (event) => {{
    const how = event.request.query.ui_locales;
    try {{ await helperMARK('throw'); }} catch (error) {{
        console.log(error);
        console.error('failed', JSON.stringify({{ stack: error.stack }}));
        console.log({{ deep: {{ error }} }});
    }}
    console.trace('here');
    await helperMARK(how);
}};"
    );
    let installation = partner
        .install(
            &host,
            &Wanted {
                code: &code,
                permissions: &permissions,
                ..NOTHING
            },
        )
        .await;
    bound(&host, &installation, "continue").await;
    for (how, expected) in [
        ("parse", "SyntaxError: the integration's code is at fault"),
        ("call", "TypeError: the integration's code is at fault"),
        ("read", "TypeError: the integration's code is at fault"),
        ("throw", "Error: the key is wrong"),
    ] {
        host.pass_ms(1);
        let answer = login(&host, &mut host.browser(), &[("ui_locales", how)]).await;
        assert!(answer.parameter("code").is_some(), "{}", answer.body);
        let run = newest_run(&host).await;
        let step = &run["steps"][0];
        assert_eq!(step["failure"]["message"], expected, "{run}");
        assert_eq!(step["failure"]["stack"], Value::Null);
        assert_eq!(step["logs"].as_array().unwrap().len(), 4, "{run}");
        assert_eq!(
            step["logs"][0]["message"],
            "Error: the key is wrong {\n  cause: TypeError: inner\n}"
        );
        let shown = run.to_string();
        for mark in ["MARK", "action.js", "    at ", "latchwork:"] {
            assert!(!shown.contains(mark), "{mark} is in {shown}");
        }
    }
}

#[tokio::test]
async fn an_installation_has_a_cache_of_its_own() {
    let permissions = format!(
        "{CLAIM}\n[[permissions.api]]\nmethod = \"cache.get\"\nreason = \"r\"\n\n[[permissions.api]]\nmethod = \"cache.set\"\nreason = \"r\"\n"
    );
    let (host, _, installation) = installed(&Wanted {
        code: "exports.onExecutePostLogin = async (event, api) => {
            api.idToken.setCustomClaim('acme', String(api.cache.get('k')?.value));
            api.cache.set('k', 'acme');
        };",
        permissions: &permissions,
        ..NOTHING
    })
    .await;
    let own = "exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim('own', String(api.cache.get('k')?.value));
        api.cache.set('k', 'own');
    };";
    bound(&host, &installation, "block").await;
    host.bind("post-login", "own", own).await;
    for expected in [["undefined", "undefined"], ["acme", "own"]] {
        let answer = login(&host, &mut host.browser(), &[]).await;
        let claims = id_token(&host, &answer).await;
        assert_eq!([&claims["acme"], &claims["own"]], expected);
    }
}

#[tokio::test]
async fn a_recalled_release_runs_nowhere_and_each_binding_says_what_that_means() {
    let (host, partner, installation) = installed(&NOTHING).await;
    bound(&host, &installation, "continue").await;
    assert!(passes(&host).await);
    partner.recall(&host, &installation).await;
    for (policy, expected) in [("continue", true), ("block", false)] {
        let binding = bound(&host, &installation, policy).await;
        let why = "acme-risk 1.2.0 was recalled and runs nowhere any more";
        assert_eq!(binding["refused"], why);
        assert_eq!(passes(&host).await, expected, "{policy}");
        let run = newest_run(&host).await;
        let failure = &run["steps"][0]["failure"];
        assert_eq!(failure["kind"], "release");
        assert_eq!(failure["message"], why);
    }
}

#[tokio::test]
async fn a_release_recalled_while_a_run_was_away_stops_it_whatever_the_policy() {
    let (host, partner, installation) = installed(&AWAY).await;
    bound(&host, &installation, "continue").await;
    let mut browser = host.browser();
    let away = login(&host, &mut browser, &[]).await;
    let state = away.parameter("state").unwrap();
    partner.recall(&host, &installation).await;
    let back = browser.get(&format!("/continue?state={state}")).await;
    assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
    let run = newest_run(&host).await;
    assert_eq!(run["outcome"], "failed");
    assert_eq!(run["steps"][1]["failure"]["kind"], "release", "{run}");
}

#[tokio::test]
async fn a_run_goes_on_with_the_configuration_it_began_with_and_the_secrets_of_now() {
    let (host, _, installation) = installed(&AWAY).await;
    bound(&host, &installation, "block").await;
    let mut browser = host.browser();
    let away = login(&host, &mut browser, &[]).await;
    let state = away.parameter("state").unwrap();
    let path = format!("/installations/{}", installation["id"].as_str().unwrap());
    let change = json!({"revision": installation["revision"],
        "configuration": {"MODE": "lax"}, "secrets": {"ACME_KEY": "another"}});
    let changed = host.admin("PATCH", &path, Some(change)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let back = browser.get(&format!("/continue?state={state}")).await;
    let claims = id_token(&host, &back).await;
    assert_eq!(claims["acme"], "strict 7");
}

#[tokio::test]
async fn a_binding_may_have_a_time_budget() {
    let (host, _, installation) = installed(&Wanted {
        code: "exports.onExecutePostLogin = async () => { await new Promise(end => setTimeout(end, 10_000)); };",
        ..NOTHING
    })
    .await;
    let id = &installation["id"];
    for (entry, field) in [
        (
            json!({"installation_id": id, "budget_ms": 99}),
            "bindings[0].budget_ms",
        ),
        (
            json!({"installation_id": id, "budget_ms": 20_001}),
            "bindings[0].budget_ms",
        ),
        (
            json!({"installation_id": "none"}),
            "bindings[0].installation_id",
        ),
        (
            json!({"installation_id": id, "action_id": "a"}),
            "bindings[0]",
        ),
        (json!({}), "bindings[0]"),
    ] {
        let answer = bind(&host, json!([entry])).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert_eq!(answer.json()["errors"][0]["field"], field);
    }
    let twice = bind(
        &host,
        json!([{"installation_id": id}, {"installation_id": id}]),
    )
    .await;
    assert_eq!(
        twice.json()["errors"][0]["field"],
        "bindings[1].installation_id"
    );
    let entry = json!([{"installation_id": id, "budget_ms": 200}]);
    let bound = bind(&host, entry).await;
    assert_eq!(bound.json()["bindings"][0]["budget_ms"], 200);
    assert!(!passes(&host).await);
    let run = newest_run(&host).await;
    let limit = &run["steps"][0]["failure"]["limit"];
    assert_eq!(*limit, json!({"name": "wall_ms", "value": 200}), "{run}");
}

/// Each with its rows changed in one way: by the ids of release and installation. What is said of it begins so.
const CHANGED: &[(&str, &str)] = &[
    (
        "UPDATE packages SET archive = x'504b' WHERE digest = 'RELEASE'",
        "acme-risk 1.2.0 has a package that cannot be read",
    ),
    (
        "DELETE FROM packages WHERE digest = 'RELEASE'",
        "acme-risk 1.2.0 is missing",
    ),
    (
        "UPDATE packages SET archive = (SELECT archive FROM packages WHERE digest <> 'RELEASE' AND length(archive) > 9 LIMIT 1) WHERE digest = 'RELEASE'",
        "acme-risk 1.2.0 has a package that is not the one it is named by",
    ),
    (
        "UPDATE releases SET body = replace(body, 'Looks at logins.', 'Looks at all.') WHERE id = 'RELEASE'",
        "the stored release sha256:",
    ),
    (
        "DELETE FROM releases WHERE id = 'RELEASE'",
        "the stored release sha256:",
    ),
    (
        "UPDATE installations SET body = replace(body, 'strict', 'lax') WHERE id = 'INSTALLATION'",
        "the stored installation ins_",
    ),
    (
        "UPDATE installation_secrets SET sealed = x'00' WHERE installation = 'INSTALLATION'",
        "acme-risk 1.2.0 has a stored secret that does not open",
    ),
];

/// Whoever can write rows and files can stop an integration, and that alone: what others run goes on.
#[tokio::test]
async fn what_somebody_changed_in_the_store_is_refused_by_name_and_harms_nobody_else() {
    let mut host = TestHost::start().await;
    let partner = Partner::of(&host).await;
    let mut bindings = Vec::new();
    let mut changes = Vec::new();
    let statements = CHANGED.iter().map(|(statement, _)| *statement);
    for (index, statement) in statements.chain([""]).enumerate() {
        let name = format!("acme {index}");
        let code = format!(
            "exports.onExecutePostLogin = async (event, api) => {{ api.idToken.setCustomClaim('acme', {index}); }};"
        );
        let installation = partner
            .install(
                &host,
                &Wanted {
                    name: &name,
                    code: &code,
                    permissions: CLAIM,
                    configuration: &[("MODE", "strict")],
                    secrets: &[("ACME_KEY", "open-sesame")],
                },
            )
            .await;
        let id = installation["id"].as_str().unwrap();
        let release = installation["digest"].as_str().unwrap();
        bindings.push(json!({"installation_id": id, "failure_policy": "continue"}));
        let statement = statement.replace("RELEASE", release);
        changes.push(statement.replace("INSTALLATION", id));
    }
    let bound = bind(&host, json!(bindings)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
    for statement in changes.iter().filter(|statement| !statement.is_empty()) {
        execute(&host, statement).await;
    }
    // What was loaded before would stay as it was.
    host.restart().await;
    let answer = login(&host, &mut host.browser(), &[]).await;
    let claims = id_token(&host, &answer).await;
    assert_eq!(claims["acme"], CHANGED.len(), "the last is as it was");
    let run = newest_run(&host).await;
    let steps = run["steps"].as_array().unwrap();
    for (step, (statement, expected)) in steps.iter().zip(CHANGED) {
        let message = step["failure"]["message"].as_str().unwrap_or("nothing");
        assert!(message.starts_with(expected), "{statement}: {message}");
        assert_eq!(step["failure"]["kind"], "release");
    }
    assert_eq!(steps.len(), CHANGED.len() + 1);
    let flow = host.admin("GET", "/flows/post-login", None).await;
    assert_eq!(flow.status, 200, "{}", flow.body);
    // It is told by name when the order is changed, and can be taken off.
    let told = bind(&host, json!(bindings)).await;
    assert_eq!(told.status, 422, "{}", told.body);
    assert_eq!(
        told.json()["errors"][0]["field"],
        "bindings[5].installation_id"
    );
    bindings.remove(5);
    let bound = bind(&host, json!(bindings)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
}
