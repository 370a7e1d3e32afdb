//! `latchwork-server demo`: the server, the demo's page and the stand-in, and all that is to be found there.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Once;

use anyhow::Context as _;
use app::env::Clock;
use server::demo_page::{self, Announcement, PageConfig};
use server::{
    Config, Connections, DemoFile, DemoMarket, Listener, Places, Port, Running, demo_seed, serve,
    stand_in_router, wire,
};

use crate::stopping::Stopping;
use crate::until_stopped;

/// Connections that the demo's page and the stand-in take at once, each.
const CONNECTIONS: usize = 100;

/// The page takes the port after the server's, the stand-in the one after that. The stand-in's is held first, since the
/// outbound policy has to know it; the server listens before its tenants are made, so that the port it got is known.
pub(crate) async fn demo(mut config: Config) -> anyhow::Result<()> {
    let mut stopping = Stopping::new()?;
    let stand_in = Port::open(after(configured_port(&config), 2)?)?;
    let outbound = DemoMarket::allowances(stand_in.address);
    config.outbound_allow.extend(outbound);
    let wired = wire(&config, Clock::System).await?;
    let store = wired.store.clone();
    let running = serve(&config, wired).await?;
    let places = places(&running)?;
    let (seed, mut file) = demo_seed(&store, &places, &demo_page::ACTIONS);
    let seeded = running.app.seed(seed).await;
    seeded.context("the demo's tenant could not be made")?;
    let market = DemoMarket::new(&store, &file, stand_in.address);
    file.market = Some(market.file.clone());
    let router = stand_in_router(market.stand_in(&file, Clock::System))?;
    let stand_in = Listener::on(stand_in, router, &Connections::new(CONNECTIONS))?;
    let told = progress();
    let made = tokio::select! {
        made = market.make(&running.app, &told) => made,
        () = stopping.asked() => {
            stand_in.stop().await;
            running.stop().await;
            return Ok(());
        }
    };
    made.context("the demo's integrations could not be published")?;
    let path = config.data_dir.join("demo.json");
    write_private(&path, &serde_json::to_vec_pretty(&file)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    let page = serve_page(&file, &places)?;
    let text = demo_page::announcement(Announcement {
        demo: &file,
        file: &path,
    });
    writeln!(std::io::stdout(), "{text}")?;
    until_stopped(running, vec![page, stand_in], stopping).await
}

/// The port that is configured; 0 when the system chooses.
fn configured_port(config: &Config) -> u16 {
    let https = config.https.as_ref().map(|https| https.listen);
    config.listen.or(https).map_or(0, |address| address.port())
}

/// So many ports further on; plain HTTP, and so for loopback only.
fn after(port: u16, further: u16) -> anyhow::Result<SocketAddr> {
    let port = match port {
        0 => 0,
        port => port.checked_add(further).context(
            "the demo's page and the stand-in take the next two ports, and there are none; set another",
        )?,
    };
    Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

fn places(running: &Running) -> anyhow::Result<Places> {
    let (scheme, listener) = match (&running.plain, &running.tls) {
        (Some(plain), _) => ("http", plain),
        (None, Some(tls)) => ("https", tls),
        (None, None) => anyhow::bail!("the demo listens nowhere; set listen or [https]"),
    };
    let port = listener.address.port();
    let page_port = after(port, 1)?.port();
    Ok(Places {
        issuer: format!("{scheme}://localhost:{port}/"),
        app_url: format!("http://localhost:{page_port}/"),
        web_callback: "http://127.0.0.1:4490/callback".to_owned(),
    })
}

fn serve_page(file: &DemoFile, places: &Places) -> anyhow::Result<Listener> {
    let page = url::Url::parse(&places.app_url)?;
    let port = page.port_or_known_default().unwrap_or_default();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let router = demo_page::router(&PageConfig::all(file));
    let connections = Connections::new(CONNECTIONS);
    Ok(Listener::plain(address, router, &connections)?)
}

/// Says what goes on, if anything does: at a later start everything is there.
fn progress() -> impl Fn(&str) + Sync {
    let first = Once::new();
    move |line: &str| {
        let mut out = std::io::stdout();
        first.call_once(|| {
            let _ = writeln!(
                out,
                "The example integrations go the partner's whole way, at the first start only:"
            );
        });
        let _ = writeln!(out, "  {line}");
    }
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
