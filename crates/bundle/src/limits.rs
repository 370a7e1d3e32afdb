//! How large a package may be.

/// The bounds of a package. Each is met by a package and passed by the next larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The archive, in bytes.
    pub archive_bytes: usize,
    /// How many members there may be.
    pub members: usize,
    /// One member, unpacked, in bytes.
    pub member_bytes: usize,
    /// All members together, unpacked, in bytes.
    pub total_bytes: usize,
    /// How many npm packages may go along. They count apart from the members above.
    pub packages: usize,
    /// The archive of one npm package, in bytes.
    pub package_bytes: usize,
    /// All archives of npm packages together, in bytes.
    pub packages_bytes: usize,
}

impl Limits {
    /// What a package has room for: code of a few hundred kilobytes, four images, a guide, fixtures, and npm packages.
    pub const DEFAULT: Self = Self {
        archive_bytes: 24 << 20,
        members: 256,
        member_bytes: 4 << 20,
        total_bytes: 16 << 20,
        packages: 300,
        package_bytes: 8 << 20,
        packages_bytes: 16 << 20,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// How many problems of a package, a manifest or a form are told; who has mended them is told the next.
pub const MOST_PROBLEMS: usize = 100;
