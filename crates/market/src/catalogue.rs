//! What customers find: one entry for each integration, its newest published release.

use bundle::{Category, Slug};
use contract::Trigger;
use semver::Version;
use tenant::{PartnerId, ReleaseId};

use crate::{Release, ReleaseState};

/// Words of a search that are looked at.
const WORDS: usize = 8;
/// Characters of a word that are looked at.
const WORD_CHARS: usize = 40;

/// What somebody looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that all have to be in name, summary, partner or slug.
    pub text: String,
    /// Of this category only.
    pub category: Option<Category>,
    /// For this trigger only.
    pub trigger: Option<Trigger>,
}

/// One integration as the catalogue lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The integration.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it does.
    pub summary: String,
    /// Whose it is.
    pub partner: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// The trigger it runs at.
    pub trigger: Trigger,
    /// Where it is shown.
    pub categories: Vec<Category>,
    /// The newest published version.
    pub version: Version,
    /// The release of that version.
    pub release: ReleaseId,
    /// When that was published, unix ms.
    pub published_at_ms: u64,
}

/// One version of an integration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The version.
    pub version: Version,
    /// Its release.
    pub release: ReleaseId,
    /// Where it stands.
    pub state: ReleaseState,
    /// When it was published, unix ms.
    pub published_at_ms: u64,
}

impl Entry {
    /// The entry of a release.
    #[must_use]
    pub fn of(release: &Release) -> Self {
        let manifest = &release.manifest;
        Self {
            slug: manifest.slug.clone(),
            name: manifest.name.clone(),
            summary: manifest.summary.clone(),
            partner: release.partner.clone(),
            partner_name: release.partner_name.clone(),
            trigger: manifest.trigger,
            categories: manifest.categories.clone(),
            version: manifest.version.clone(),
            release: release.id.clone(),
            published_at_ms: release.publish_at_ms.unwrap_or(release.created_at_ms),
        }
    }
}

/// The release that stands for its slug: the newest published one.
#[must_use]
pub fn newest<'a>(releases: impl IntoIterator<Item = &'a Release>) -> Option<&'a Release> {
    releases
        .into_iter()
        .filter(|one| one.state == ReleaseState::Published)
        .max_by(|a, b| a.version().cmp(b.version()))
}

/// The versions of an integration that were ever published, newest first.
#[must_use]
pub fn versions<'a>(releases: impl IntoIterator<Item = &'a Release>) -> Vec<Listed> {
    let published = releases
        .into_iter()
        .filter(|one| one.is_reviewed() && one.state != ReleaseState::Scheduled);
    let mut listed: Vec<Listed> = published
        .map(|one| Listed {
            version: one.version().clone(),
            release: one.id.clone(),
            state: one.state,
            published_at_ms: one.publish_at_ms.unwrap_or(one.created_at_ms),
        })
        .collect();
    listed.sort_by(|a, b| b.version.cmp(&a.version));
    listed
}

/// What a search looks through, in lower case.
#[must_use]
pub fn search_text(release: &Release) -> String {
    let manifest = &release.manifest;
    let parts = [
        manifest.name.as_str(),
        &manifest.summary,
        &release.partner_name,
        manifest.slug.as_str(),
    ];
    parts.join("\n").to_lowercase()
}

/// The words of a search, in lower case.
#[must_use]
pub fn search_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().take(WORDS);
    words
        .map(|word| {
            word.chars()
                .take(WORD_CHARS)
                .collect::<String>()
                .to_lowercase()
        })
        .collect()
}
