//! What an integration may do, over real logins: each kind of permission, declared and not, by plain calls and with
//! built-ins replaced.

use serde_json::{Value, json};
use testkit::{Answer, Pack, StandIn, Wanted};

use super::world::World;
use crate::journey::{login, redeem, verified};

/// Behind `use strict`: what a runtime library could lean on says what it likes.
const REPLACED: &str = "
const yes = () => true;
for (const [owner, names] of [
    [JSON, ['parse', 'stringify']],
    [Array, ['isArray', 'from']],
    [Array.prototype, ['includes', 'some', 'every', 'indexOf', 'find', 'map', 'filter', 'join']],
    [String.prototype, ['startsWith', 'endsWith', 'includes', 'split', 'slice', 'indexOf']],
    [Object, ['keys', 'defineProperty', 'getOwnPropertyDescriptor', 'hasOwn', 'freeze']],
    [Reflect, ['get', 'set', 'has', 'apply', 'ownKeys', 'defineProperty']],
    [Object.prototype, ['hasOwnProperty', 'propertyIsEnumerable']],
    [Map.prototype, ['get', 'has']],
    [WeakMap.prototype, ['get', 'has']],
    [Set.prototype, ['has']],
    [RegExp.prototype, ['exec', 'test']],
]) for (const name of names) owner[name] = yes;
";

/// One thing to try.
struct Attempt {
    kind: &'static str,
    /// What is done; its value becomes a claim.
    act: String,
    declared: String,
    /// As close to it as can be.
    undeclared: String,
    /// What names the permission.
    says: String,
}

fn method(path: &str, names: &str) -> String {
    let names = match names {
        "" => String::new(),
        names => format!("names = [\"{names}\"]\n"),
    };
    format!("[[permissions.api]]\nmethod = \"{path}\"\n{names}reason = \"r\"\n\n")
}

fn place(table: &str, host: &str) -> String {
    format!("[[permissions.{table}]]\nhost = \"{host}\"\nreason = \"r\"\n\n")
}

fn field(path: &str) -> String {
    format!("[[permissions.event]]\nfield = \"{path}\"\nreason = \"r\"\n\n")
}

fn attempt(
    kind: &'static str,
    act: &str,
    [declared, undeclared]: [String; 2],
    says: &str,
) -> Attempt {
    Attempt {
        kind,
        act: act.to_owned(),
        declared,
        undeclared,
        says: says.to_owned(),
    }
}

/// A method that writes a name.
fn writes(kind: &'static str, path: &str, args: &str) -> Attempt {
    let act = format!("(api.{path}({args}), 'done')");
    let permissions = [method(path, "own"), method(path, "other")];
    attempt(
        kind,
        &act,
        permissions,
        &format!("api.{path} may not write `own`"),
    )
}

fn attempts(address: &str) -> Vec<Attempt> {
    let host = address.split(':').next().unwrap();
    let away = "(api.redirect.sendUserTo('https://pages.acme.example/'), 'done')";
    let send = method("redirect.sendUserTo", "");
    let fetch = format!("(await fetch('http://{address}/')).status");
    vec![
        attempt(
            "field",
            "event.user.email",
            [field("user.email"), field("user.email_verified")],
            "declare the event field `user.email`",
        ),
        attempt(
            "method",
            "(api.cache.set('k', 'v'), 'done')",
            [method("cache.set", ""), method("cache.get", "")],
            "declare the method `cache.set`",
        ),
        writes("claim", "accessToken.setCustomClaim", "'own', 1"),
        writes("scope", "accessToken.addScope", "'own'"),
        writes("scope", "accessToken.removeScope", "'own'"),
        writes("metadata key", "user.setAppMetadata", "'own', 1"),
        writes("metadata key", "user.setUserMetadata", "'own', 1"),
        attempt(
            "redirect",
            away,
            [
                send.clone() + &place("redirects", "pages.acme.example"),
                send + &place("redirects", "acme.example"),
            ],
            "pages.acme.example:443 is not among the permissions: declare its host among the redirects",
        ),
        attempt(
            "host",
            &fetch,
            [place("hosts", address), place("hosts", "api.acme.example")],
            "is not among the permissions: declare the host",
        ),
        attempt(
            "port",
            &fetch,
            [
                place("hosts", address),
                place("hosts", &format!("{host}:1")),
            ],
            "is not among the permissions: declare the host",
        ),
    ]
}

/// A host where each attempt is bound alone.
struct Tried {
    world: World,
    count: usize,
}

impl Tried {
    /// A login through this code; how it ended, and its only step.
    async fn run(&mut self, attempt: &Attempt, permissions: &str, before: &str) -> (Answer, Value) {
        self.count += 1;
        let code = format!(
            "exports.onExecutePostLogin = async (event, api) => {{{before}
                let done = 'nothing';
                try {{ done = {}; }} catch (error) {{ done = error?.cause?.code ?? 'caught'; }}
                api.idToken.setCustomClaim('done', `${{done}}`);
            }};
            exports.onContinuePostLogin = async () => {{}};",
            attempt.act
        );
        let claim = method("idToken.setCustomClaim", "done");
        let pack = Pack::of(&(claim + permissions), &code);
        let name = format!("Attempt {}", self.count);
        let tried = self.world.try_out(&pack, &name, json!({})).await;
        assert_eq!(tried.status, 201, "{}", tried.body);
        self.world.bind(&[(&tried.json(), "block")]).await;
        self.world.host.pass_ms(1);
        let answer = login(&self.world.host, &mut self.world.host.browser(), &[]).await;
        let run = self.world.newest_run().await;
        (answer, run["steps"][0].clone())
    }

    /// The claim that the code set.
    async fn done(&self, answer: &Answer) -> Value {
        let tokens = redeem(&self.world.host, &answer.parameter("code").unwrap()).await;
        let client = &self.world.host.demo.spa_client_id;
        let claims = verified(&self.world.host, &tokens.text("id_token"), client).await;
        claims["done"].clone()
    }
}

#[tokio::test]
async fn an_integration_does_what_was_accepted_and_nothing_else() {
    let stand_in = StandIn::start(&json!({"level": "low"})).await;
    let address = stand_in.address.to_string();
    let world = World::with(Wanted {
        allow: vec![stand_in.address],
        ..Wanted::default()
    })
    .await;
    world.lend().await;
    let mut tried = Tried { world, count: 0 };
    for attempt in attempts(&address) {
        for (how, before) in [("plain", ""), ("replaced", REPLACED)] {
            let what = format!("{} {how}", attempt.kind);
            let fetches = matches!(attempt.kind, "host" | "port");
            let seen = stand_in.seen().len();

            let (answer, step) = tried.run(&attempt, &attempt.declared, before).await;
            assert!(step.get("failure").is_none(), "{what}: {step}");
            match attempt.kind {
                "redirect" => {
                    let host = answer.location().host_str().map(str::to_owned);
                    assert_eq!(host.as_deref(), Some("pages.acme.example"), "{what}");
                }
                "field" => assert_eq!(
                    tried.done(&answer).await,
                    *tried.world.host.demo.user,
                    "{what}"
                ),
                _ if fetches => assert_eq!(tried.done(&answer).await, "200", "{what}"),
                _ => assert_eq!(tried.done(&answer).await, "done", "{what}"),
            }
            assert_eq!(stand_in.seen().len(), seen + usize::from(fetches), "{what}");

            let (answer, step) = tried.run(&attempt, &attempt.undeclared, before).await;
            assert_eq!(stand_in.seen().len(), seen + usize::from(fetches), "{what}");
            let said = match fetches {
                true => {
                    assert_eq!(
                        tried.done(&answer).await,
                        "ERR_LATCHWORK_CAPABILITY",
                        "{what}"
                    );
                    step["requests"][0]["error"].clone()
                }
                false => {
                    assert_eq!(answer.parameter("error").as_deref(), Some("access_denied"));
                    assert_eq!(step["failure"]["kind"], "capability", "{what}: {step}");
                    step["failure"]["message"].clone()
                }
            };
            assert!(
                said.as_str().unwrap().contains(&attempt.says),
                "{what}: {said}"
            );
        }
    }
    println!("permissions: {} attempts over real logins", tried.count);
}
