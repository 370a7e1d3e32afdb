//! What it costs a login that its execution is recorded, and that it is not.

use std::time::{Duration, Instant};

use server::app::seed::{RecordingMode, RecordingPolicy, Trigger};

use crate::host::{Host, Line, action, load};
use crate::sample::figures;
use crate::table::{RateTable, Table};
use crate::world::ACTION;

const LINES: usize = 16;
const TURN: Duration = Duration::from_secs(3);
const LOGINS: usize = 500;
const LONGEST: Duration = Duration::from_secs(12);

const OFF: &str = "off";

/// Logins of three tenants in one process, by turns: without recordings, with those of failures (taped and thrown away, for
/// none fails), with all of them.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let host = Host::start(folder.path(), None).await?;
    let mut flows = Vec::new();
    for (name, mode) in [
        (OFF, RecordingMode::Off),
        ("failures", RecordingMode::Failures),
        ("all", RecordingMode::All),
    ] {
        let policy = RecordingPolicy {
            mode,
            rows: 10_000,
            bytes: 1 << 30,
            ..RecordingPolicy::default()
        };
        let actions = vec![action("action", Trigger::PostLogin, ACTION)];
        host.add_recorded_tenant(name, actions, policy).await?;
        flows.push((name, host.signed_in(name).await?));
    }
    let mut rates = RateTable::new("single sign-on with one action, recorded or not", OFF);
    for (name, errand) in &flows {
        load(host.address, errand, LINES, TURN / 6).await?;
        rates.add(name, load(host.address, errand, LINES, TURN).await?);
    }
    rates.print();
    let mut line = Line::open(host.address).await?;
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); flows.len()];
    let began = Instant::now();
    for _ in 0..LOGINS {
        for ((_, errand), times) in flows.iter().zip(&mut times) {
            times.push(line.run(errand).await?);
        }
        if began.elapsed() > LONGEST {
            break;
        }
    }
    let mut table = Table::new("one such single sign-on at a time", OFF);
    for ((name, _), times) in flows.iter().zip(times) {
        table.add(name, figures(times));
    }
    table.print();
    host.stop().await;
    Ok(())
}
