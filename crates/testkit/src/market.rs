//! The demo's market in a test's host: partner, staff, further tenants, the stand-in and the example integrations.

use std::net::{Ipv4Addr, SocketAddr};

use server::app::env::Clock;
use server::{Connections, DemoFile, DemoMarket, Listener, MarketFile, Port, stand_in_router};

use crate::TestHost;
use crate::browser::{Answer, Browser};

/// How much of the market a host has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Market {
    /// Nothing of it.
    #[default]
    None,
    /// Partner, staff, the further tenants and the stand-in; no integration.
    Begun,
    /// The example integrations as well, at the end of the first tenant's flow.
    Made,
}

/// The market of a host that has one.
pub(crate) struct MarketOfHost {
    pub(crate) made: DemoMarket,
    _stand_in: Listener,
}

/// How many connections the stand-in takes.
const CONNECTIONS: usize = 100;

/// An address for the stand-in.
#[allow(
    clippy::expect_used,
    reason = "a test ends when its host does not start"
)]
pub(crate) fn port() -> Port {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Port::open(any).expect("a port is free")
}

/// Begins to serve the stand-in.
#[allow(
    clippy::expect_used,
    reason = "a test ends when its host does not start"
)]
pub(crate) fn begin(
    made: DemoMarket,
    demo: &mut DemoFile,
    (port, clock): (Port, Clock),
) -> MarketOfHost {
    let router = stand_in_router(made.stand_in(demo, clock)).expect("the stand-in has its pages");
    demo.market = Some(made.file.clone());
    let stand_in = Listener::on(port, router, &Connections::new(CONNECTIONS));
    MarketOfHost {
        made,
        _stand_in: stand_in.expect("the stand-in can listen"),
    }
}

impl TestHost {
    /// What tells of the market.
    ///
    /// # Panics
    /// When the host was started without one.
    #[allow(clippy::expect_used, reason = "a test ends when it wants too little")]
    pub fn market(&self) -> &MarketFile {
        let market = self.demo.market.as_ref();
        market.expect("the host was started with a market")
    }

    /// The key of the partner's owner.
    pub fn partner_key(&self) -> &str {
        &self.market().partner_key
    }

    pub(crate) async fn begin_market(&self, wanted: Market) {
        match wanted {
            Market::None => {}
            Market::Begun => {
                let begun = self.market_made().begin(self.app()).await;
                assert!(begun.is_ok(), "the market cannot begin: {begun:?}");
            }
            Market::Made => _ = self.make_market().await,
        }
    }

    /// Makes all of the market, where it does not stand yet; what was gone through, line by line.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn make_market(&self) -> Vec<String> {
        let lines = std::sync::Mutex::new(Vec::new());
        let told = |line: &str| keep(&lines, line);
        let made = self.market_made().make(self.app(), &told).await;
        assert!(made.is_ok(), "the market cannot be made: {made:?}");
        lines.into_inner().unwrap_or_default()
    }

    /// Takes an example to the catalogue, through checks and both reviews.
    ///
    /// # Panics
    /// When it does not get there.
    pub async fn publish_example(&self, name: &str) -> Vec<String> {
        let lines = std::sync::Mutex::new(Vec::new());
        let told = |line: &str| keep(&lines, line);
        let market = self.market_made();
        let published = market.publish(self.app(), name, &told).await;
        assert!(published.is_ok(), "{name} was not published: {published:?}");
        lines.into_inner().unwrap_or_default()
    }

    /// From now on the risk service answers so: `low`, `high`, `error`, `slow` or `drop`.
    ///
    /// # Panics
    /// When it cannot be told.
    pub async fn stand_in_answers(&self, answer: &str) {
        let mut browser = Browser::new(self.market().stand_in_url.trim_end_matches('/'), None);
        let turned = browser.post("/switch", &[("answer", answer)]).await;
        assert_eq!(turned.status, 303, "{}", turned.body);
    }

    /// What the stand-in's own page shows.
    pub async fn stand_in_page(&self) -> Answer {
        let url = &self.market().stand_in_url;
        Browser::new(url.trim_end_matches('/'), None).get("/").await
    }

    #[allow(clippy::expect_used, reason = "a test ends when it wants too little")]
    fn market_made(&self) -> &DemoMarket {
        let market = self.market.as_ref();
        &market.expect("the host was started with a market").made
    }
}

fn keep(lines: &std::sync::Mutex<Vec<String>>, line: &str) {
    if let Ok(mut lines) = lines.lock() {
        lines.push(line.to_owned());
    }
}
