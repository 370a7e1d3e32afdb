//! The real network, as far as an outbound policy lets one reach it.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::sync::Arc;
use std::time::Duration;

use egress::{Allowances, Egress, Policy, PoolKey, Resolve};
use outbound::Network;

/// The real network under an outbound policy.
pub(crate) fn under(policy: Policy) -> Network {
    of(Egress::new(policy).unwrap())
}

/// The same with another way to resolve names.
pub(crate) fn with_names(policy: Policy, names: Arc<dyn Resolve>) -> Network {
    of(Egress::with_resolver(policy, names).unwrap())
}

fn of(egress: Egress) -> Network {
    let allowances = Arc::new(Allowances::none());
    Network::new(
        egress,
        PoolKey::tenant("node"),
        allowances,
        Duration::from_secs(10),
    )
}
