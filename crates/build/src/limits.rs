//! What a tree of packages is held to.

use std::time::Duration;

use crate::archive;

/// The bounds of all packages of one action. Each is met by a tree and passed by the next larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many packages, each place counted.
    pub packages: usize,
    /// All files together, in bytes.
    pub total_bytes: usize,
    /// All files together, by number.
    pub files: usize,
    /// What a registry may say of one package, in bytes. That of `typescript` has 10.5 MB.
    pub packument_bytes: usize,
    /// A lockfile, in bytes.
    pub lock_bytes: usize,
    /// One package.
    pub archive: archive::Limits,
    /// Requests to the registry at the same time.
    pub parallel: usize,
    /// How long one request may take.
    pub request: Duration,
}

impl Limits {
    /// Room for every package that actions are known to use, several of them together.
    pub const DEFAULT: Self = Self {
        packages: 1500,
        total_bytes: 256 << 20,
        files: 60_000,
        packument_bytes: 48 << 20,
        lock_bytes: 8 << 20,
        archive: archive::Limits::DEFAULT,
        parallel: 16,
        request: Duration::from_secs(60),
    };
}
