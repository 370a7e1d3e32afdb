//! Runs many tests, some at once, and shows how far it has come.

use std::io::IsTerminal as _;

use anyhow::Result;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use indicatif::{ProgressBar, ProgressStyle};

/// Runs `one` on every item, `at_once` of them at a time; results in the order of the items.
pub(crate) async fn run_all<I, T, F>(
    suite: &'static str,
    items: Vec<I>,
    at_once: usize,
    one: impl Fn(I) -> F,
) -> Result<Vec<T>>
where
    F: Future<Output = Result<T>>,
{
    let style = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len} {elapsed} left {eta}")?;
    let progress = ProgressBar::new(items.len() as u64)
        .with_style(style)
        .with_prefix(suite);
    let (all, is_shown) = (items.len(), std::io::stderr().is_terminal());
    let work = stream::iter(items).map(|item| {
        let (work, progress) = (one(item), progress.clone());
        async move {
            let result = work.await;
            progress.inc(1);
            let done = usize::try_from(progress.position()).unwrap_or(all);
            // Where nobody watches, a line for each tenth.
            if !is_shown && done * 10 / all > (done - 1) * 10 / all {
                eprintln!("suites: {suite} {done} of {all}");
            }
            result
        }
    });
    let results = work.buffered(at_once).try_collect().await;
    progress.finish_and_clear();
    results
}
