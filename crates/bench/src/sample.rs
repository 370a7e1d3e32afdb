//! Repeated timings and their median.

use std::time::{Duration, Instant};

/// Figures of one way of doing a thing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) median: Duration,
    pub(crate) p99: Duration,
    pub(crate) count: usize,
}

/// Sorts timings into figures.
pub(crate) fn figures(mut times: Vec<Duration>) -> Figures {
    times.sort_unstable();
    let at = |per_mille: usize| {
        times
            .get(times.len().saturating_sub(1) * per_mille / 1000)
            .copied()
            .unwrap_or_default()
    };
    Figures {
        median: at(500),
        p99: at(990),
        count: times.len(),
    }
}

/// Times a thing `count` times, after a tenth of that for warming up.
pub(crate) fn repeat(
    count: usize,
    mut thing: impl FnMut() -> anyhow::Result<()>,
) -> anyhow::Result<Figures> {
    for _ in 0..count / 10 {
        thing()?;
    }
    let mut times = Vec::with_capacity(count);
    for _ in 0..count {
        let began = Instant::now();
        thing()?;
        times.push(began.elapsed());
    }
    Ok(figures(times))
}
