//! The binary `latchwork-server`: serve, make a tenant, rotate the master key, or run the demo.

mod master_keys;

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use app::App;
use app::env::Clock;
use app::seed::{AdminRole, NewAdminToken, NewTenant, Secret, Seed};
use clap::{Parser, Subcommand};
use server::demo_page::{self, Announcement, PageConfig};
use server::{
    Config, Connections, Listener, LogFormat, Places, Running, Wired, demo_seed, serve, wire,
};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::master_keys::KeysCommand;

/// Connections that the demo's page takes at once.
const PAGE_CONNECTIONS: usize = 100;
/// How often what has expired is purged.
const SWEEP: Duration = Duration::from_secs(60);
/// How soon again after a purge that had much to do.
const SWEEP_SOON: Duration = Duration::from_secs(5);
/// How many rows are much.
const MANY: u64 = 1_000;

/// Latchwork, the identity platform that runs other people's actions safely.
#[derive(Debug, Parser)]
#[command(name = "latchwork-server", version)]
struct Arguments {
    /// The configuration file (TOML); LATCHWORK_LISTEN, LATCHWORK_DATA_DIR, LATCHWORK_KEY_FILE and LATCHWORK_LOG
    /// stand above it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve what the configuration names (the default).
    Serve,
    /// Make a tenant with its connection, its signing keys and an owner's token, which is printed once.
    Init {
        /// The tenant's name: lower-case letters, digits and hyphens.
        #[arg(long)]
        tenant: String,
        /// The issuer, such as https://login.example.com/.
        #[arg(long)]
        issuer: String,
        /// The name people see; the tenant's name when absent.
        #[arg(long)]
        display_name: Option<String>,
    },
    /// Rotate the master key that seals every tenant's data keys; a server may run meanwhile.
    Keys {
        /// What to do.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Serve a tenant with one of everything, and a page that signs in; writes demo.json into the data directory.
    Demo,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "latchwork-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let config = Config::read(arguments.config.as_deref(), std::env::vars())?;
    log_to_stderr(config.log);
    allow_open_files();
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => {
            let wired = wire(&config, Clock::System).await?;
            let running = serve(&config, wired).await?;
            until_stopped(running, None).await
        }
        Command::Init {
            tenant,
            issuer,
            display_name,
        } => init(&config, tenant, issuer, display_name).await,
        Command::Keys { command } => master_keys::keys(&config, command).await,
        Command::Demo => demo(&config).await,
    }
}

/// As many open files as the system lets this process have: connections, requests of actions and images are files, and
/// the customary first limit of 1 024 is meant for programs that use `select`.
fn allow_open_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut files = getrlimit(Resource::Nofile);
    files.current = files.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, files) {
        tracing::debug!(%error, "the limit of open files stays");
    }
}

async fn init(
    config: &Config,
    tenant: String,
    issuer: String,
    display_name: Option<String>,
) -> anyhow::Result<()> {
    let Wired { app, store } = wire(config, Clock::System).await?;
    let token = format!("lat_{}", app.new_token()?);
    app.seed(Seed {
        tenant: NewTenant {
            display_name: display_name.unwrap_or_else(|| tenant.clone()),
            id: tenant,
            issuer,
            ..NewTenant::default()
        },
        clients: Vec::new(),
        apis: Vec::new(),
        users: Vec::new(),
        admin_tokens: vec![NewAdminToken {
            name: "init".to_owned(),
            token: Secret::new(token.clone()),
            role: AdminRole::Owner,
        }],
        actions: Vec::new(),
    })
    .await?;
    store.close().await?;
    writeln!(std::io::stdout(), "{token}")?;
    Ok(())
}

/// The server listens first, so that the port it got is known; then the demo's tenant is made for that port.
async fn demo(config: &Config) -> anyhow::Result<()> {
    let wired = wire(config, Clock::System).await?;
    let store = wired.store.clone();
    let running = serve(config, wired).await?;
    let (scheme, listener) = match (&running.plain, &running.tls) {
        (Some(plain), _) => ("http", plain),
        (None, Some(tls)) => ("https", tls),
        (None, None) => anyhow::bail!("the demo listens nowhere; set listen or [https]"),
    };
    let port = listener.address.port();
    let page_port = port
        .checked_add(1)
        .context("the demo's page takes the next port, and 65535 has none; set another")?;
    // The page is plain HTTP, and so for loopback only.
    let page_address = SocketAddr::from((Ipv4Addr::LOCALHOST, page_port));
    let places = Places {
        issuer: format!("{scheme}://localhost:{port}/"),
        app_url: format!("http://localhost:{page_port}/"),
        web_callback: "http://127.0.0.1:4490/callback".to_owned(),
    };
    let (seed, file) = demo_seed(&store, &places, &demo_page::ACTIONS);
    running
        .app
        .seed(seed)
        .await
        .context("the demo's tenant could not be made")?;
    let path = config.data_dir.join("demo.json");
    write_private(&path, &serde_json::to_vec_pretty(&file)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    let page = demo_page::router(&PageConfig {
        issuer: file.issuer.clone(),
        client_id: file.spa_client_id.clone(),
        audience: file.audience.clone(),
    });
    let page = Listener::plain(page_address, page, &Connections::new(PAGE_CONNECTIONS))?;
    let text = demo_page::announcement(Announcement {
        app_url: &file.app_url,
        issuer: &file.issuer,
        user: &file.user,
        password: &file.password,
        file: &path,
    });
    writeln!(std::io::stdout(), "{text}")?;
    until_stopped(running, Some(page)).await
}

/// A file that its owner alone may read, replaced at once or not at all.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let fresh = path.with_extension("json.new");
    let _ = std::fs::remove_file(&fresh);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&fresh)?;
    file.write_all(bytes)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    std::fs::rename(fresh, path)
}

async fn until_stopped(running: Running, page: Option<Listener>) -> anyhow::Result<()> {
    for listener in running.plain.iter().chain(&running.tls) {
        tracing::info!(address = %listener.address, "listening");
    }
    let sweeper = tokio::spawn(sweep(Arc::clone(&running.app)));
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping; requests under way are finished first");
    sweeper.abort();
    if let Some(page) = page {
        page.stop().await;
    }
    running.stop().await;
    Ok(())
}

async fn sweep(app: Arc<App>) {
    loop {
        let swept = app.sweep().await;
        let pause = match &swept {
            Ok(rows) if *rows >= MANY => SWEEP_SOON,
            _ => SWEEP,
        };
        match swept {
            Ok(0) => {}
            Ok(rows) => tracing::debug!(rows, "expired rows were purged"),
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "expired rows could not be purged"
            ),
        }
        tokio::time::sleep(pause).await;
    }
}

fn log_to_stderr(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,server=info,latchwork_server=info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
}
