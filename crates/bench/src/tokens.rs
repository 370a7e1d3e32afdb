//! Tokens of `client_credentials` over HTTP, against what the machine can sign when it does nothing else.

use std::time::{Duration, Instant};

use anyhow::anyhow;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use server::app::seed::Trigger;

use crate::host::{Host, Load, action, load};
use crate::table::RateTable;

/// Connections at once.
const LINES: usize = 16;
const ROUNDS: usize = 3;
const TURN: Duration = Duration::from_secs(2);
/// What is signed for a token: header and claims in base64url.
const SIGNED_BYTES: usize = 450;
const LIMIT: &str = "RSA-2048 signing limit";

const ACTION: &str = r#"
exports.onExecuteCredentialsExchange = async (event, api) => {
  api.accessToken.setCustomClaim("https://example.com/tier", event.client.metadata.tier ?? "standard");
};
"#;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let host = Host::start(folder.path(), None).await?;
    let with = action("tier", Trigger::CredentialsExchange, ACTION);
    host.add_tenant("bare", Vec::new()).await?;
    host.add_tenant("one", vec![with]).await?;
    let (bare, one) = (host.token_errand("bare"), host.token_errand("one"));
    for errand in [&bare, &one] {
        load(host.address, errand, LINES, TURN / 4).await?;
    }
    let (mut limit, mut without, mut with) = (Load::default(), Load::default(), Load::default());
    for _ in 0..ROUNDS {
        limit.add(tokio::task::spawn_blocking(sign).await??);
        without.add(load(host.address, &bare, LINES, TURN).await?);
        with.add(load(host.address, &one, LINES, TURN).await?);
    }
    let mut table = RateTable::new(
        "client_credentials over HTTP, 16 kept connections; client and server share the processors",
        LIMIT,
    );
    table.add(LIMIT, limit);
    table.add("tokens, no action bound", without);
    table.add("tokens, one action that sets a claim", with);
    table.print();
    host.stop().await;
    Ok(())
}

/// Signs on every processor for one turn.
fn sign() -> anyhow::Result<Load> {
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("no key"))?;
    let threads = std::thread::available_parallelism()?.get();
    let began = Instant::now();
    let turn = || {
        let (random, message) = (SystemRandom::new(), [b'a'; SIGNED_BYTES]);
        let mut signature = vec![0; pair.public_modulus_len()];
        let mut times = Vec::new();
        while began.elapsed() < TURN {
            let began = Instant::now();
            pair.sign(&RSA_PKCS1_SHA256, &random, &message, &mut signature)
                .map_err(|_| anyhow!("no signature"))?;
            times.push(began.elapsed());
        }
        anyhow::Ok(times)
    };
    let times = std::thread::scope(|scope| {
        let signers: Vec<_> = (0..threads).map(|_| scope.spawn(turn)).collect();
        let times = signers.into_iter().map(|signer| signer.join());
        times
            .map(|times| times.map_err(|_| anyhow!("a signing thread ended badly"))?)
            .collect::<anyhow::Result<Vec<_>>>()
    })?;
    Ok(Load {
        times: times.concat(),
        during: began.elapsed(),
    })
}
