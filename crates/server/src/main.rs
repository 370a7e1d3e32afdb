//! The binary `latchwork-server`: serve, make a tenant, rotate the master key, or run the demo.

mod master_keys;
mod run_demo;
mod stopping;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::env::Clock;
use app::partners::NewStaff;
use app::seed::{AdminRole, NewAdminToken, NewTenant, Secret, Seed};
use clap::{Parser, Subcommand};
use http::StaffRole;
use server::{Config, Listener, LogFormat, Running, Wired, serve, wire};
use tracing_subscriber::EnvFilter;

use crate::master_keys::KeysCommand;
use crate::stopping::Stopping;

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
        /// The slug of the partner that may try its integrations out in it before anybody reviewed them.
        #[arg(long, value_name = "PARTNER")]
        testing_of: Option<String>,
    },
    /// Add somebody who runs the platform: makes partners, reviewers and further operators. The token is printed once.
    Operator {
        /// The name people see.
        #[arg(long)]
        name: String,
        /// The e-mail address, which nobody else of the staff has.
        #[arg(long)]
        email: String,
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
            until_stopped(running, Vec::new(), Stopping::new()?).await
        }
        Command::Init {
            tenant,
            issuer,
            display_name,
            testing_of,
        } => {
            let new = NewTenant {
                display_name: display_name.unwrap_or_else(|| tenant.clone()),
                id: tenant,
                issuer,
                testing_of,
                ..NewTenant::default()
            };
            init(&config, new).await
        }
        Command::Operator { name, email } => operator(&config, name, email).await,
        Command::Keys { command } => master_keys::keys(&config, command).await,
        Command::Demo => run_demo::demo(config).await,
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

async fn init(config: &Config, tenant: NewTenant) -> anyhow::Result<()> {
    let Wired { app, store } = wire(config, Clock::System).await?;
    let token = format!("lat_{}", app.new_token()?);
    app.seed(Seed {
        tenant,
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

/// A server may run meanwhile.
async fn operator(config: &Config, name: String, email: String) -> anyhow::Result<()> {
    let Wired { app, store } = wire(config, Clock::System).await?;
    let new = NewStaff {
        name,
        email,
        role: StaffRole::Operator,
        expires_at_ms: None,
    };
    let (_, token) = app.add_staff("command line", new).await?;
    store.close().await?;
    writeln!(std::io::stdout(), "{}", token.expose())?;
    Ok(())
}

/// Serves until somebody ends it; then what stands beside is ended first.
async fn until_stopped(
    running: Running,
    beside: Vec<Listener>,
    mut stopping: Stopping,
) -> anyhow::Result<()> {
    for listener in running.plain.iter().chain(&running.tls) {
        tracing::info!(address = %listener.address, "listening");
    }
    let sweeper = tokio::spawn(sweep(Arc::clone(&running.app)));
    stopping.asked().await;
    tracing::info!("stopping; requests under way are finished first");
    sweeper.abort();
    for listener in beside {
        listener.stop().await;
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
