//! A server with a hundred actions in a process of its own: its memory, its disk, and how soon after its start the
//! first login is answered.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use server::Config;
use server::app::seed::Trigger;
use tokio::process::{Child, Command};

use crate::host::{Errand, Host, Line, action, load};
use crate::sample::figures;
use crate::table::Table;
use crate::world::{ACTION, bytes_in};

/// A flow holds twenty actions at most, so a hundred that run take five tenants.
const TENANTS: usize = 5;
const ACTIONS: usize = 20;
const RESTARTS: usize = 5;
const LONGEST: Duration = Duration::from_secs(30);

/// The first argument that makes this program the server it measures.
pub(crate) const SERVE: &str = "serve";

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let logins = fill(folder.path(), address).await?;
    let (mut first, mut all) = (Vec::new(), Vec::new());
    let mut memory = Vec::new();
    for _ in 0..RESTARTS {
        let began = Instant::now();
        let mut server = start(folder.path(), port)?;
        let mut line = connect(address).await?;
        for (number, login) in logins.iter().enumerate() {
            line.run(login).await?;
            if number == 0 {
                first.push(began.elapsed());
            }
        }
        all.push(began.elapsed());
        memory = vec![("after a login in each flow", Memory::of(&server)?)];
        for login in &logins {
            load(address, login, 4, Duration::from_millis(500)).await?;
        }
        memory.push(("after some hundred more", Memory::of(&server)?));
        // No farewell: what was answered must stand after a kill, too.
        server.kill().await?;
    }
    let mut table = Table::new(
        "restart with 100 actions: 5 tenants, each with a post-login flow of 20",
        "",
    );
    table.add("process start to first login (20 actions)", figures(first));
    table.add("process start to a login in each flow (100)", figures(all));
    table.print();
    let mut server = start(folder.path(), port)?;
    drop(connect(address).await?);
    memory.insert(0, ("started, no login yet", Memory::of(&server)?));
    server.kill().await?;
    for (when, memory) in memory {
        println!(
            "  memory {when}: {:.1} MB private, {:.1} MB resident",
            memory.private_kib as f64 / 1024.0,
            memory.resident_kib as f64 / 1024.0
        );
    }
    println!(
        "  on disk: {:.1} MB of images and compiled engine, {:.1} MB of rows",
        bytes_in(&folder.path().join("images"))? as f64 / 1e6,
        bytes_in(folder.path())? as f64 / 1e6
    );
    Ok(())
}

/// The server that is measured, until it is killed: `serve FOLDER PORT`.
pub(crate) async fn serve() -> anyhow::Result<()> {
    let mut told = std::env::args().skip(2);
    let (folder, port) = (told.next(), told.next());
    let folder = folder.context("serve needs a folder and a port")?;
    let port: u16 = port.context("serve needs a port")?.parse()?;
    let config = Config::for_data_dir(folder.as_ref(), (Ipv4Addr::LOCALHOST, port).into());
    let _host = Host::of(&config).await?;
    std::future::pending().await
}

/// Makes the tenants and signs ann in to each of them.
async fn fill(folder: &Path, address: SocketAddr) -> anyhow::Result<Vec<Errand>> {
    let host = Host::of(&Config::for_data_dir(folder, address)).await?;
    let mut logins = Vec::new();
    for tenant in 0..TENANTS {
        let name = format!("tenant-{tenant}");
        let actions = (0..ACTIONS).map(|number| {
            let code = format!("{ACTION}\n// {tenant} {number}");
            action(&format!("action {number}"), Trigger::PostLogin, &code)
        });
        host.add_tenant(&name, actions.collect()).await?;
        logins.push(host.signed_in(&name).await?);
    }
    host.stop().await;
    Ok(logins)
}

fn start(folder: &Path, port: u16) -> anyhow::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(SERVE).arg(folder).arg(port.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command.kill_on_drop(true).spawn()?)
}

async fn connect(address: SocketAddr) -> anyhow::Result<Line> {
    let began = Instant::now();
    loop {
        match Line::open(address).await {
            Ok(line) => return Ok(line),
            Err(error) => ensure!(
                began.elapsed() < LONGEST,
                "the server did not start: {error}"
            ),
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

struct Memory {
    private_kib: u64,
    resident_kib: u64,
}

impl Memory {
    fn of(server: &Child) -> anyhow::Result<Self> {
        let id = server.id().context("the server has ended")?;
        let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup"))?;
        let sum = |name: &str| {
            text.lines()
                .filter(|line| line.starts_with(name))
                .filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
                .sum()
        };
        Ok(Self {
            private_kib: sum("Private_"),
            resident_kib: sum("Rss:"),
        })
    }
}
