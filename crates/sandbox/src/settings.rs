//! How a sandbox is set up.

use std::path::PathBuf;

use contract::Limits;

/// What an operator decides about the sandbox as a whole. Limits of one execution are
/// [`Limits`](contract::Limits).
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that run actions. Default: the processors of the machine.
    pub threads: usize,
    /// Executions under way at once, waiting ones included; one more fails with the limit `executions`.
    /// Each reserves 4 GiB of address space (not memory). Default 10 000.
    pub executions: u32,
    /// Of these, how many one tenant may hold. Default 6 000.
    pub executions_per_tenant: u32,
    /// Prepared actions kept open in memory; others are opened again from disk. Default 512.
    pub open_images: usize,
    /// Bounds of loading an action, which may take more processor time than an execution.
    pub limits: Limits,
    /// Where the compiled engine and prepared images are kept; `None` keeps nothing.
    pub images: Option<ImageFolder>,
}

/// A folder for prepared images, and the key that authenticates what lies in it.
#[derive(Clone)]
pub struct ImageFolder {
    /// The folder; made on first use, readable by its owner only.
    pub path: PathBuf,
    /// The key of the MAC that is checked before anything is read back.
    pub key: [u8; 32],
}

impl std::fmt::Debug for ImageFolder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ImageFolder")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            executions: 10_000,
            executions_per_tenant: 6_000,
            open_images: 512,
            limits: Limits::default(),
            images: None,
        }
    }
}
