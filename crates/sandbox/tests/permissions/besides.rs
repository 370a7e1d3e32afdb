//! What holds besides the table: precedence, what listings show, what the host itself reads, what floats, what it costs.

use std::time::{Duration, Instant};

use contract::permission::{Capabilities, Permissions};
use contract::{Execution, ExecutionOutcome, FailureKind, Trigger};
use sandbox::{Sandbox, Source};
use serde_json::{Value, json};

use crate::support::case::{sandbox, share, standard_event};
use crate::world::{Tried, capabilities, execute};

fn granted(event: &[&str], api: &[&str]) -> Capabilities {
    let event: Vec<Value> = event
        .iter()
        .map(|field| json!({"field": field, "reason": "r"}))
        .collect();
    let api: Vec<Value> = api
        .iter()
        .map(|method| json!({"method": method, "names": ["a"], "reason": "r"}))
        .collect();
    let hosts = json!([{"host": "granted.example", "reason": "r"}]);
    let permissions: Permissions =
        serde_json::from_value(json!({"event": event, "api": api, "hosts": hosts})).unwrap();
    capabilities(&permissions)
}

async fn run(sandbox: &Sandbox, body: &str, event: Value, capabilities: Capabilities) -> Tried {
    let code = format!("exports.onExecutePostLogin = async (event, api) => {{\n{body}\n}};");
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share("t"), &source).await.unwrap();
    let handler = Trigger::PostLogin.handler();
    execute(
        sandbox,
        &prepared,
        handler,
        event,
        &Value::Null,
        capabilities,
    )
    .await
}

fn lines(execution: &Execution) -> Vec<&str> {
    let lines = execution.logs.iter();
    lines.map(|line| line.message.as_str()).collect()
}

fn kind(execution: &Execution) -> Option<FailureKind> {
    execution.failure.as_ref().map(|failure| failure.kind)
}

#[tokio::test]
async fn a_deny_stands_whatever_is_refused_behind_it() {
    let sandbox = sandbox().await;
    let deny = granted(&[], &["access.deny"]);
    for behind in [
        "event.user.email",
        "api.multifactor.enable('any')",
        "await api.groups.getUserGroups()",
    ] {
        let body = format!(
            "api.access.deny('no');\ntry {{ {behind}; }} finally {{ api.access.deny('later'); }}"
        );
        let Tried { execution, .. } = run(&sandbox, &body, standard_event(), deny.clone()).await;
        assert_eq!(execution.outcome, ExecutionOutcome::Denied, "{behind}");
        assert_eq!(
            (kind(&execution), execution.commands.len()),
            (Some(FailureKind::Capability), 1),
            "{behind}"
        );
    }
    let body = "try { api.access.deny('no'); } catch { console.log('caught'); }";
    let Tried { execution, .. } = run(&sandbox, body, standard_event(), granted(&[], &[])).await;
    assert_eq!(execution.outcome, ExecutionOutcome::Failed);
    assert_eq!(
        (kind(&execution), lines(&execution).len()),
        (Some(FailureKind::Capability), 0)
    );
}

#[tokio::test]
async fn listings_show_what_was_granted_and_nothing_else() {
    let body = "
        const named = [];
        for (const name in event.user) named.push(name);
        console.log(Object.keys(event).join(), Object.entries(event.user).join(), named.join());
        console.log(JSON.stringify({ ...event, configuration: 0 }), JSON.stringify(structuredClone(event.user)));
        console.log(event.user);
        console.log('%o %j', event.request, event.request);
        console.table(event.user); console.dir(event, { showHidden: true, depth: 5 });
        console.log(['phone_number', 'email', 'never'].map((name) => [name in event.user, Object.hasOwn(event.user, name)]).join());
        console.log(event.user.nickname, event.user.never, event.secrets, event.request.geoip);
        event.user.phone_number = '+47'; event.organization = { id: 'own' };
        console.log(event.user, event.organization, 'organization' in event);";
    let capabilities = granted(&["user.email", "user.nickname", "request.geoip"], &[]);
    let Tried { execution, .. } = run(&sandbox().await, body, standard_event(), capabilities).await;
    assert_eq!(kind(&execution), None, "{execution:?}");
    let lines = lines(&execution);
    assert_eq!(
        lines[0],
        "request,user,secrets,configuration email,ann@example.com email"
    );
    assert_eq!(
        lines[1],
        r#"{"request":{"geoip":{}},"user":{"email":"ann@example.com"},"secrets":{},"configuration":0} {"email":"ann@example.com"}"#
    );
    assert_eq!(lines[2], "{ email: 'ann@example.com' }");
    assert!(
        lines[3].starts_with("{\n  geoip: {},\n  [body]: [Getter/Setter],")
            && lines[3].ends_with(r#"{"geoip":{}}"#),
        "{}",
        lines[3]
    );
    assert_eq!(lines[6], "true,true,true,true,false,false");
    assert_eq!(lines[7], "undefined undefined {} {}");
    assert_eq!(
        lines[8],
        "{ email: 'ann@example.com', phone_number: '+47' } { id: 'own' } true"
    );
    let all = serde_json::to_string(&execution).unwrap();
    for kept in ["203.0.113.7", "auth0|1", "con_1", "client_1"] {
        assert!(!all.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn the_host_reads_the_whole_event_for_its_own_calls() {
    let sandbox = sandbox().await;
    let body = "
        const token = api.redirect.encodeToken({ secret: 'shared', payload: { state: 's1' } });
        console.log(Buffer.from(token.split('.')[1], 'base64url').toString());
        console.log(token);";
    let Tried { execution, .. } = run(
        &sandbox,
        body,
        standard_event(),
        granted(&[], &["redirect.encodeToken"]),
    )
    .await;
    let lines = lines(&execution);
    let claims: Value = serde_json::from_str(lines[0]).unwrap();
    assert_eq!(
        (&claims["iss"], &claims["sub"], &claims["ip"]),
        (
            &json!("tenant.example"),
            &json!("auth0|1"),
            &json!("203.0.113.7")
        )
    );

    let mut event = standard_event();
    event["request"]["query"] = json!({"session_token": lines[1], "state": "s1"});
    let body = "
        console.log(api.redirect.validateToken({ secret: 'shared' }).state, api.redirect.canRedirect());
        console.log(event.request.query.session_token);";
    let capabilities = granted(
        &["user.email", "request.query.close"],
        &["redirect.validateToken", "redirect.canRedirect"],
    );
    let Tried { execution, .. } = run(&sandbox, body, event, capabilities).await;
    assert_eq!(self::lines(&execution), ["s1 true"]);
    let message = execution.failure.unwrap().message;
    assert!(
        message.contains("`request.query.session_token`"),
        "{message}"
    );
}

#[tokio::test]
async fn what_a_command_changes_in_the_event_shows_where_it_may_be_seen() {
    let sandbox = sandbox().await;
    let set = ["transaction.setMetadata"];
    let body = "api.transaction.setMetadata('a', 1);\nconsole.log(event.transaction);";
    for (fields, expected) in [
        (
            &["transaction.metadata"] as &[&str],
            "{ metadata: { a: 1 } }",
        ),
        (&["transaction.metadata.b"], "{ metadata: { a: 1 } }"),
        (&["transaction.locale"], "{ locale: 'en' }"),
    ] {
        let Tried { execution, .. } =
            run(&sandbox, body, standard_event(), granted(fields, &set)).await;
        assert_eq!(
            (lines(&execution), kind(&execution)),
            (vec![expected], None),
            "{fields:?}"
        );
        assert_eq!(execution.commands.len(), 1);
    }
    let Tried { execution, .. } = run(&sandbox, body, standard_event(), granted(&[], &set)).await;
    assert_eq!(kind(&execution), Some(FailureKind::Capability));
}

#[tokio::test]
async fn what_floats_is_ended_without_a_word_to_the_caller() {
    let body = "
        setTimeout(() => { try { console.log(event.user.email); } catch { console.log('caught'); } }, 1);
        setTimeout(() => { console.log('went on'); }, 5);";
    let Tried { execution, .. } = run(
        &sandbox().await,
        body,
        standard_event(),
        granted(&["user.name"], &[]),
    )
    .await;
    assert_eq!(
        (execution.outcome, kind(&execution)),
        (ExecutionOutcome::Completed, None)
    );
    let lines = lines(&execution);
    assert!(
        lines.len() == 1
            && lines[0].contains("work that nobody awaited was ended: event.user.email"),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_module_sends_no_more_than_its_handler_may() {
    let code = "
        const sent = ['https://granted.example/a', 'https://other.example/b'].map((url) => fetch(url).then(() => 'sent', (error) => error.cause.code));
        exports.onExecutePostLogin = async () => console.log((await Promise.all(sent)).join());";
    let sandbox = sandbox().await;
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share("t"), &source).await.unwrap();
    let handler = Trigger::PostLogin.handler();
    let tried = execute(
        &sandbox,
        &prepared,
        handler,
        json!({}),
        &Value::Null,
        granted(&[], &[]),
    )
    .await;
    assert_eq!(lines(&tried.execution), ["sent,ERR_LATCHWORK_CAPABILITY"]);
    assert_eq!(tried.sent, ["https://granted.example/a"]);
}

#[tokio::test]
async fn what_guards_cost_is_printed() {
    const RUNS: usize = 400;
    let sandbox = sandbox().await;
    let source = Source::new(
        Trigger::PostLogin,
        "exports.onExecutePostLogin = (event) => event.user.email;",
    );
    let prepared = sandbox.prepare(&share("t"), &source).await.unwrap();
    let few = granted(
        &[
            "user.email",
            "user.app_metadata.plan",
            "request.ip",
            "user.identities.provider",
        ],
        &["access.deny"],
    );
    for (title, capabilities) in [
        ("all capabilities", Capabilities::All),
        ("a few fields", few),
    ] {
        let (mut cpu, mut waited) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let (event, began) = (standard_event(), Instant::now());
            let handler = Trigger::PostLogin.handler();
            let told = &Value::Null;
            let tried = execute(
                &sandbox,
                &prepared,
                handler,
                event,
                told,
                capabilities.clone(),
            )
            .await;
            waited.push(began.elapsed());
            cpu.push(Duration::from_micros(tried.execution.usage.cpu_us));
            assert_eq!(kind(&tried.execution), None);
        }
        cpu.sort_unstable();
        waited.sort_unstable();
        let (cpu, waited) = (cpu[RUNS / 2], waited[RUNS / 2]);
        println!("{title:<18} {cpu:?} of processor time, {waited:?} until its caller goes on");
    }
}
