//! The real server, started in this process.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use server::app::advisories::{AdvisorySettings, OnCritical};
use server::app::env::Clock;
use server::app::packages::Network;
use server::app::seed::{NewUser, Secret};
use server::app::{App, Limits};
use server::{
    Config, DemoFile, DemoMarket, OutboundAllow, Places, Running, demo_seed, serve, wire,
};
use tempfile::TempDir;

use crate::browser::{Answer, Browser};
use crate::market::{self, Market, MarketOfHost};

/// What a host is started with.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// Post-login actions by name, deployed and bound in this order.
    pub actions: &'a [(&'a str, &'a str)],
    /// Addresses that actions may reach although they are not public.
    pub allow: Vec<SocketAddr>,
    /// Bounds of executions.
    pub limits: Limits,
    /// The registry that packages come from; without it they come from nowhere.
    pub registry: Option<String>,
    /// Where advisories on packages come from, and what a critical one does to a deployment.
    pub advisories: Option<(AdvisorySettings, OnCritical)>,
    /// How much of the demo's market there is.
    pub market: Market,
}

/// A server with one of everything, as the demo makes it.
pub struct TestHost {
    /// What stands in it.
    pub demo: DemoFile,
    /// The clock, Unix ms.
    pub clock: Arc<AtomicU64>,
    pub(crate) market: Option<MarketOfHost>,
    config: Config,
    running: Option<Running>,
    _dir: TempDir,
}

/// The moment every host begins at: far enough from now that a clock read elsewhere would show.
const BEGIN_MS: u64 = 1_900_000_000_000;

impl TestHost {
    /// Starts a host without actions.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start() -> Self {
        Self::with(Wanted::default()).await
    }

    /// Starts a host.
    ///
    /// # Panics
    /// When it does not start.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host does not start"
    )]
    pub async fn with(wanted: Wanted<'_>) -> Self {
        let dir = tempfile::tempdir().expect("a folder can be made");
        let mut config =
            Config::for_data_dir(dir.path(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        // All hosts share one key, made by whoever comes first, and so the compiled engine, which takes seconds to make.
        config.image_dir = shared().join("images");
        config.key_file = shared().join("latchwork.key");
        let allowed = wanted.allow.iter();
        config.limits = wanted.limits;
        match wanted.registry {
            Some(registry) => config.npm.registry = registry,
            None => config.npm.network = Network::Offline,
        }
        if let Some((advisories, on_critical)) = wanted.advisories {
            (config.npm.advisories, config.npm.on_critical) = (advisories, on_critical);
        }
        // Many hosts share the address space of a process.
        config.max_executions = 1_000;
        config.outbound_allow = allowed.map(|address| allow(*address)).collect();
        let stand_in = (wanted.market != Market::None).then(market::port);
        if let Some(port) = &stand_in {
            let outbound = DemoMarket::allowances(port.address);
            config.outbound_allow.extend(outbound);
        }
        let clock = Arc::new(AtomicU64::new(BEGIN_MS));
        let wired = wire(&config, Clock::Hand(Arc::clone(&clock)))
            .await
            .expect("the host can be wired");
        let store = wired.store.clone();
        let running = serve(&config, wired).await.expect("the host can listen");
        let address = running
            .plain
            .as_ref()
            .expect("there is a plain listener")
            .address;
        config.listen = Some(address);
        let places = Places {
            issuer: format!("http://localhost:{}/", address.port()),
            app_url: "http://localhost:4411/".to_owned(),
            web_callback: "http://localhost:4412/callback".to_owned(),
        };
        let (seed, mut demo) = demo_seed(&store, &places, wanted.actions);
        running
            .app
            .seed(seed)
            .await
            .expect("the tenant can be made");
        let market = stand_in.map(|port| {
            let made = DemoMarket::new(&store, &demo, port.address);
            market::begin(made, &mut demo, (port, Clock::Hand(Arc::clone(&clock))))
        });
        let host = Self {
            demo,
            clock,
            market,
            config,
            running: Some(running),
            _dir: dir,
        };
        host.begin_market(wanted.market).await;
        host
    }

    /// Stops the host and starts it again on the same data and port.
    ///
    /// # Panics
    /// When it does not start.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host does not start"
    )]
    pub async fn restart(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        let clock = Clock::Hand(Arc::clone(&self.clock));
        let wired = wire(&self.config, clock)
            .await
            .expect("the host can be wired again");
        self.running = Some(
            serve(&self.config, wired)
                .await
                .expect("the host can listen again"),
        );
    }

    /// Stops the host: a process has room for a few sandboxes only.
    pub async fn stop(mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    /// Purges what has ended, as the host does by itself from time to time.
    ///
    /// # Panics
    /// When the store fails.
    #[allow(clippy::expect_used, reason = "a test ends when its store fails")]
    pub async fn sweep(&self) -> u64 {
        self.app().sweep().await.expect("the store is there")
    }

    /// Turns the clock forward.
    pub fn pass_ms(&self, ms: u64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    /// An address of this host.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.demo.issuer.trim_end_matches('/'))
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.config.data_dir.join("latchwork.db")
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.demo.issuer.trim_end_matches('/'), None)
    }

    /// A browser without cookies at 127.0.0.`number`.
    pub fn browser_at(&self, number: u8) -> Browser {
        let address = Ipv4Addr::new(127, 0, 0, number);
        let base = self.demo.issuer.trim_end_matches('/');
        Browser::new(base, Some(address.into()))
    }

    /// A call of `/api/v1` with the owner's token.
    pub async fn admin(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let bearer = format!("Bearer {}", self.demo.admin_token);
        self.browser()
            .call(
                method,
                &format!("/api/v1{path}"),
                &[("authorization", &bearer)],
                body,
            )
            .await
    }

    /// Creates an action, deploys it and binds it last in its trigger's flow; its id.
    ///
    /// # Panics
    /// When a call is refused.
    pub async fn bind(&self, trigger: &str, name: &str, code: &str) -> String {
        let body = json!({"name": name, "trigger": trigger, "code": code});
        let created = self.admin("POST", "/actions", Some(body)).await;
        assert_eq!(created.status, 201, "{}", created.body);
        let id = created.text("id");
        let deployed = self
            .admin("POST", &format!("/actions/{id}/deploy"), None)
            .await;
        assert_eq!(deployed.status, 201, "{}", deployed.body);
        let flow = self
            .admin("GET", &format!("/flows/{trigger}"), None)
            .await
            .json();
        let mut order: Vec<Value> = Vec::new();
        for binding in flow
            .get("bindings")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            order.push(json!({
                "action_id": binding.get("action_id"),
                "installation_id": binding.get("installation_id"),
                "failure_policy": binding.get("failure_policy"),
            }));
        }
        order.push(json!({"action_id": id}));
        let replace = json!({"version": flow.get("version"), "bindings": order});
        let bound = self
            .admin("PUT", &format!("/flows/{trigger}"), Some(replace))
            .await;
        assert_eq!(bound.status, 200, "{}", bound.body);
        id
    }

    /// Makes another user.
    ///
    /// # Panics
    /// When it cannot be made.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn add_user(&self, email: &str, password: &str) {
        let user = NewUser {
            email: email.to_owned(),
            password: Secret::new(password.to_owned()),
            name: None,
        };
        self.app()
            .add_user(&self.tenant(), user)
            .await
            .expect("the user can be made");
    }

    /// Lets a user sign in no more.
    ///
    /// # Panics
    /// When there is no such user.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn block_user(&self, email: &str) {
        let blocked = self.app().block_user(&self.tenant(), email).await;
        blocked.expect("the user can be blocked");
    }

    /// The shell of the running host.
    ///
    /// # Panics
    /// When it does not run.
    #[allow(clippy::expect_used, reason = "a host runs but while it restarts")]
    pub(crate) fn app(&self) -> &App {
        &self.running.as_ref().expect("the host runs").app
    }

    /// The tenant's name.
    pub fn tenant(&self) -> String {
        "demo".to_owned()
    }
}

fn allow(address: SocketAddr) -> OutboundAllow {
    let tenant = "demo".to_owned();
    #[allow(clippy::expect_used, reason = "an address and port is an allowance")]
    let address = address
        .to_string()
        .parse()
        .expect("an address and port is an allowance");
    OutboundAllow { tenant, address }
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tmp/testkit")
}
