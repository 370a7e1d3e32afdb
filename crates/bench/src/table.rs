//! A table of figures, each with its ratio to one of them.

use crate::host::Load;
use crate::sample::{Figures, figures};

/// Rows of one comparison.
pub(crate) struct Table {
    title: &'static str,
    base: &'static str,
    rows: Vec<(&'static str, Figures)>,
}

impl Table {
    pub(crate) fn new(title: &'static str, base: &'static str) -> Self {
        Self {
            title,
            base,
            rows: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, name: &'static str, figures: Figures) {
        self.rows.push((name, figures));
    }

    pub(crate) fn print(&self) {
        println!("\n{}", self.title);
        println!(
            "  {:<44} {:>12} {:>12} {:>8}  ratio",
            "", "median µs", "p99 µs", "runs"
        );
        let base = self.rows.iter().find(|(name, _)| *name == self.base);
        for (name, figures) in &self.rows {
            let median = figures.median.as_secs_f64() * 1e6;
            let ratio = base.map(|(_, base)| median / (base.median.as_secs_f64() * 1e6));
            let ratio =
                ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}x {}", self.base));
            let p99 = figures.p99.as_secs_f64() * 1e6;
            println!(
                "  {name:<44} {median:>12.1} {p99:>12.1} {:>8}  {ratio}",
                figures.count
            );
        }
    }
}

/// Rows of one comparison of how much gets done in a second.
pub(crate) struct RateTable {
    title: &'static str,
    base: &'static str,
    rows: Vec<(&'static str, Load)>,
}

impl RateTable {
    pub(crate) fn new(title: &'static str, base: &'static str) -> Self {
        Self {
            title,
            base,
            rows: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, name: &'static str, load: Load) {
        self.rows.push((name, load));
    }

    pub(crate) fn print(&self) {
        println!("\n{}", self.title);
        println!(
            "  {:<44} {:>12} {:>12} {:>12} {:>8}  ratio",
            "", "per second", "median µs", "p99 µs", "runs"
        );
        let base = self.rows.iter().find(|(name, _)| *name == self.base);
        for (name, load) in &self.rows {
            let rate = load.per_second();
            let ratio = base.map_or_else(String::new, |(_, base)| {
                format!("{:.2}x {}", rate / base.per_second(), self.base)
            });
            let figures = figures(load.times.clone());
            println!(
                "  {name:<44} {rate:>12.0} {:>12.1} {:>12.1} {:>8}  {ratio}",
                figures.median.as_secs_f64() * 1e6,
                figures.p99.as_secs_f64() * 1e6,
                figures.count
            );
        }
    }
}
