//! How many of each there may be.

/// How many of each there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarketLimits {
    /// Partners.
    pub partners: usize,
    /// Reviewers and operators, ended ones among them until they are deleted.
    pub staff: usize,
    /// Members of a partner.
    pub members: usize,
    /// Bearer keys of a partner that have not ended.
    pub keys: usize,
    /// Signing keys of a partner that are not revoked.
    pub signing_keys: usize,
    /// Submissions of a partner that are on their way.
    pub open_submissions: usize,
    /// Submissions of a partner within 24 hours, whatever became of them.
    pub daily_submissions: usize,
    /// Comments on a submission.
    pub comments: usize,
    /// Releases of a slug.
    pub releases: usize,
    /// Releases of a partner that nobody reviewed.
    pub unreviewed_releases: usize,
    /// Installations of a tenant.
    pub installations: usize,
    /// Notices to one recipient; the oldest go.
    pub notices: usize,
    /// Keys of the platform that countersigned.
    pub platform_keys: usize,
}

impl MarketLimits {
    /// The limits of this host.
    pub const DEFAULT: Self = Self {
        partners: 10_000,
        staff: 500,
        members: 100,
        keys: 20,
        signing_keys: 20,
        open_submissions: 20,
        daily_submissions: 30,
        comments: 200,
        releases: 500,
        unreviewed_releases: 50,
        installations: 100,
        notices: 1_000,
        platform_keys: 100,
    };
}
