//! Three integrations in one flow, and one value of the store that is not what was written.

use serde_json::{Value, json};
use testkit::Pack;

use crate::market::rows::Cell;
use crate::market::world::{PLAN, World};

const OTHER: &str = "https://shop.example/other";

/// A published integration, one with a secret that its partner tries out, and one that nobody touches.
pub(super) struct Subject {
    pub(super) world: World,
    pub(super) pack: Pack,
    pub(super) published: Value,
    pub(super) tried: Value,
}

/// What a changed value leads to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected {
    /// The step that is refused, and what is said of it.
    Refused(usize, &'static str),
    /// Nothing.
    Harmless,
}

impl Subject {
    pub(super) async fn make() -> Self {
        let world = World::make().await;
        world.lend().await;
        let pack = Pack::example("member-plan");
        let mark = format!("// Of process {}.\n", std::process::id());
        let code = mark + &pack.text(bundle::package::ACTION);
        let pack = pack.with(bundle::package::ACTION, code);
        world.published(&pack).await;
        let published = world.install("member-plan", "1.0.0", json!({})).await;
        let secret = Pack::example("risk-check")
            .with(
                bundle::package::ACTION,
                "exports.onExecutePostLogin = async (event, api) => {
                    api.idToken.setCustomClaim('secret', event.secrets.API_KEY.length);
                };",
            )
            .manifest(
                "\"access.deny\"",
                "\"idToken.setCustomClaim\"\nnames = [\"secret\"]",
            );
        let values = json!({"secrets": {"API_KEY": "open-sesame"},
            "configuration": {"SERVICE_URL": "https://risk.example"}});
        let tried = tried(&world, &secret, "Tried", values).await;
        let other = pack
            .clone()
            .manifest("slug = \"member-plan\"", "slug = \"other-plan\"");
        let values = json!({"configuration": {"CLAIM_NAME": OTHER}});
        let other = tried_of(&world, &other, values).await;
        world
            .bind(&[
                (&published, "continue"),
                (&tried, "continue"),
                (&other, "continue"),
            ])
            .await;
        Self {
            world,
            pack,
            published,
            tried,
        }
    }

    pub(super) fn cell(&self, table: &'static str, column: &'static str, of: &Value) -> Cell {
        let (key, value) = match table {
            "packages" => ("digest", &of["digest"]),
            "releases" => ("id", &of["digest"]),
            "installation_secrets" => ("installation", &of["id"]),
            _ => ("id", &of["id"]),
        };
        let row = format!("{key} = '{}'", value.as_str().unwrap());
        Cell { table, column, row }
    }

    /// The claims of a login to which each integration adds one, and the steps of its run.
    async fn login(&self) -> (Value, Vec<Value>) {
        let claims = self.world.claims().await;
        let run = self.world.newest_run().await;
        (claims, run["steps"].as_array().unwrap().clone())
    }

    /// Everything as it should be.
    pub(super) async fn whole(&self, what: &str) {
        let (claims, steps) = self.login().await;
        let found = (&claims[PLAN], &claims["secret"], &claims[OTHER]);
        let expected = (&json!("free"), &json!(11), &json!("free"));
        assert_eq!(found, expected, "{what} {steps:?}");
    }

    /// Writes other bytes, starts anew, signs in, and puts back what was there.
    pub(super) async fn holds(
        &mut self,
        cell: &Cell,
        bytes: &[u8],
        expected: &Expected,
        what: &str,
    ) {
        let before = cell.read(&self.world.host).await;
        assert_ne!(before, bytes, "{what} changes something");
        cell.write(&self.world.host, bytes).await;
        self.world.host.restart().await;
        match expected {
            Expected::Harmless => self.whole(what).await,
            Expected::Refused(step, says) => self.refused(*step, says, what).await,
        }
        // The next start finds it.
        cell.write(&self.world.host, &before).await;
    }

    /// Everything as it should be after a start.
    pub(super) async fn put_back(&mut self) {
        self.world.host.restart().await;
        self.whole("put back").await;
    }

    /// One step is refused and says why; the others go on, and a binding that blocks refuses.
    async fn refused(&self, step: usize, says: &str, what: &str) {
        let (claims, steps) = self.login().await;
        let failure = &steps[step]["failure"];
        assert_eq!(failure["kind"], "release", "{what}: {steps:?}");
        let message = failure["message"].as_str().unwrap();
        assert!(message.contains(says), "{what}: {message}");
        for (other, claim) in [PLAN, "secret", OTHER].into_iter().enumerate() {
            let there = !claims[claim].is_null();
            assert_eq!(there, other != step, "{what}: {claims}");
        }
    }
}

async fn tried(world: &World, pack: &Pack, name: &str, values: Value) -> Value {
    let tried = world.try_out(pack, name, values).await;
    assert_eq!(tried.status, 201, "{}", tried.body);
    tried.json()
}

async fn tried_of(world: &World, pack: &Pack, values: Value) -> Value {
    tried(world, pack, "Other", values).await
}
