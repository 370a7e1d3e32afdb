//! The real binary as a process of its own, killed without warning and started again on the same data.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rand::Rng as _;
use rand::rngs::StdRng;
use serde::Deserialize;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// The last line of what the server says once everything is up.
const READY: &str = "Ctrl-C ends it";
/// A first start compiles the engine.
const READY_TIME: Duration = Duration::from_secs(120);

/// What the traffic needs of `demo.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Demo {
    pub(crate) issuer: String,
    pub(crate) audience: String,
    pub(crate) web_client_id: String,
    pub(crate) web_client_secret: String,
    pub(crate) m2m_client_id: String,
    pub(crate) m2m_client_secret: String,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) admin_token: String,
    pub(crate) operator_token: String,
    pub(crate) reviewer_token: String,
    pub(crate) second_reviewer_token: String,
    pub(crate) shop_issuer: String,
    pub(crate) shop_admin_token: String,
    pub(crate) testing_issuer: String,
    pub(crate) testing_admin_token: String,
    pub(crate) stand_in_url: String,
    pub(crate) stand_in_api_key: String,
}

/// The server.
pub(crate) struct Process {
    pub(crate) port: u16,
    folder: TempDir,
    running: Running,
}

/// A child, and what it says: a server whose output nobody takes ends.
struct Running {
    child: Child,
    _output: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts it on an empty data directory.
    pub(crate) async fn start(chance: &mut StdRng) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Each visitor has an address of its own, as behind a proxy, so that limits on guessing stay out of the way.
        std::fs::write(
            folder.path().join("latchwork.toml"),
            "proxies = [\"127.0.0.0/8\"]\n",
        )
        .unwrap();
        let port = free_port(chance);
        let running = launch(&folder, port).await;
        Self {
            port,
            folder,
            running,
        }
    }

    /// SIGKILL, now. Says when.
    pub(crate) fn kill(&mut self) -> Instant {
        let now = Instant::now();
        self.running.child.start_kill().unwrap();
        now
    }

    /// Waits until the killed one is gone.
    pub(crate) async fn gone(&mut self) {
        use std::os::unix::process::ExitStatusExt as _;
        let status = self.running.child.wait().await.unwrap();
        assert_eq!(
            status.signal(),
            Some(9),
            "the server ended by itself ({status}):\n{}",
            self.said()
        );
    }

    /// Starts it again on the same data and port.
    pub(crate) async fn start_again(&mut self) {
        self.running = launch(&self.folder, self.port).await;
    }

    /// What stands in it.
    pub(crate) fn demo(&self) -> Demo {
        let text = std::fs::read_to_string(self.data().join("demo.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("latchwork.db")
    }

    /// What it wrote to its log, of this start and those before.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

async fn launch(folder: &TempDir, port: u16) -> Running {
    let log = folder.path().join("log");
    let errors = File::options()
        .create(true)
        .append(true)
        .open(&log)
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchwork-server"));
    command
        .args(["--config", "latchwork.toml", "demo"])
        .env("LATCHWORK_LISTEN", format!("127.0.0.1:{port}"))
        .env("LATCHWORK_DATA_DIR", folder.path().join("data"))
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors)
        .kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.starts_with(READY) {
                return true;
            }
        }
        false
    };
    let ready = tokio::time::timeout(READY_TIME, ready).await;
    let said = || std::fs::read_to_string(&log).unwrap_or_default();
    assert!(
        matches!(ready, Ok(true)),
        "the server did not start:\n{}",
        said()
    );
    Running {
        child,
        _output: lines,
    }
}

/// A free port whose next two, the demo page's and the stand-in's, are free too. Below those the system hands out, so that no connection
/// of anybody's takes it while the server is down.
fn free_port(chance: &mut StdRng) -> u16 {
    let is_free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    std::iter::repeat_with(|| chance.random_range(10_000..30_000))
        .take(1_000)
        .find(|port| (0..3).all(|further| is_free(port + further)))
        .unwrap()
}
