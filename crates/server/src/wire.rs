//! Wiring: from a checked configuration to a server at work.

use std::sync::Arc;

use app::env::Clock;
use app::{App, Parts};
use egress::{Egress, Policy};
use http::Transport;
use sandbox::{ImageFolder, Sandbox};
use store::{KeySource, Store};
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::connections::Connections;
use crate::listen::{ListenError, Listener};
use crate::npm::NpmStartError;

/// Names the key under which prepared images carry their MAC.
const IMAGE_KEY: &str = "latchwork prepared images";

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store.
    #[error("the store cannot be opened")]
    Store(#[from] store::Error),
    /// The sandbox.
    #[error("the sandbox cannot be started")]
    Sandbox(#[from] sandbox::SandboxError),
    /// The outbound client.
    #[error("the outbound client cannot be started")]
    Egress(#[from] egress::EgressError),
    /// The registry of packages.
    #[error(transparent)]
    Npm(#[from] NpmStartError),
    /// The routes.
    #[error(transparent)]
    Http(#[from] http::Error),
    /// The shell.
    #[error("the server cannot be put together")]
    App(#[from] app::Error),
    /// A listener.
    #[error(transparent)]
    Listen(#[from] ListenError),
}

/// The shell and the store below it, without a listener.
#[derive(Debug)]
pub struct Wired {
    /// The shell.
    pub app: Arc<App>,
    /// The store, to be closed at the end.
    pub store: Store,
}

/// Opens the store alone.
///
/// # Errors
/// [`StartError::Store`].
pub async fn open_store(config: &Config) -> Result<Store, StartError> {
    let mut settings = store::Settings::in_directory(&config.data_dir);
    settings.keys = KeySource::File(config.key_file.clone());
    Ok(Store::open(&settings).await?)
}

/// Opens the store, starts the sandbox, puts the shell together.
///
/// # Errors
/// [`StartError`].
pub async fn wire(config: &Config, clock: Clock) -> Result<Wired, StartError> {
    let store = open_store(config).await?;
    let images = ImageFolder {
        path: config.image_dir.clone(),
        key: store.derive_key(IMAGE_KEY),
    };
    let sandbox = Sandbox::new(sandbox::Settings {
        executions: config.max_executions,
        executions_per_tenant: per_tenant(config.max_executions),
        limits: config.limits,
        images: Some(images),
        ..sandbox::Settings::default()
    })
    .await?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let app = App::new(Parts {
        store: store.clone(),
        sandbox,
        limits: config.limits,
        egress: Egress::new(Policy::default())?,
        allowances: config
            .outbound_allow
            .iter()
            .map(|one| (one.tenant.clone(), one.address.clone()))
            .collect(),
        clock,
        packages: config.npm.open()?,
        password_workers: config.password_workers.unwrap_or(processors),
    })?;
    Ok(Wired {
        app: Arc::new(app),
        store,
    })
}

/// How many of the executions under way one tenant may hold: so many that others always have some.
fn per_tenant(executions: u32) -> u32 {
    (executions / 5 * 3).max(1)
}

/// A server at work.
#[derive(Debug)]
pub struct Running {
    /// The shell, for whoever started the server in the same process.
    pub app: Arc<App>,
    /// Where plain HTTP is served.
    pub plain: Option<Listener>,
    /// Where HTTPS is served.
    pub tls: Option<Listener>,
    store: Store,
    market: JoinHandle<()>,
    builds: JoinHandle<()>,
}

impl Running {
    /// Takes no more connections, lets requests and what actions left under way finish, closes the store.
    pub async fn stop(self) {
        self.market.abort();
        // It was told to end just now.
        let _ = self.market.await;
        self.builds.abort();
        let _ = self.builds.await;
        if let Err(error) = self.app.end_builds().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a build that was cut off is begun again in a minute"
            );
        }
        if let Err(error) = self.app.end_market_work().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a check that was cut off is begun again in a minute"
            );
        }
        for listener in self.plain.into_iter().chain(self.tls) {
            listener.stop().await;
        }
        self.app.end().await;
        if let Err(error) = self.store.close().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the store could not be closed"
            );
        }
    }
}

/// Starts listening.
///
/// # Errors
/// [`StartError`].
pub async fn serve(config: &Config, wired: Wired) -> Result<Running, StartError> {
    let router =
        |transport| http::router(Arc::clone(&wired.app), config.proxies.clone(), transport);
    let connections = Connections::new(config.max_connections);
    let plain = match config.listen {
        Some(address) => {
            let router = router(Transport::Loopback)?;
            Some(Listener::plain(address, router, &connections)?)
        }
        None => None,
    };
    let tls = match &config.https {
        Some(https) => Some(Listener::tls(https, router(Transport::Tls)?, &connections).await?),
        None => None,
    };
    let app = Arc::clone(&wired.app);
    let market = tokio::spawn(async move { app.work_for_the_market().await });
    let app = Arc::clone(&wired.app);
    let builds = tokio::spawn(async move { app.work_on_builds().await });
    Ok(Running {
        market,
        builds,
        app: wired.app,
        plain,
        tls,
        store: wired.store,
    })
}
