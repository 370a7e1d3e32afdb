//! What is asked of a package: a version, a range, a tag, or another package under this name.

use std::fmt;

use nodejs_semver::{Range, Version};

use crate::name::is_plain;
use crate::{BuildError, PackageName};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 1024;

/// What one package asks of another, as `package.json` writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    text: String,
    package: PackageName,
    wanted: Wanted,
}

/// Which of a package's versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    Version(Version),
    Range(Range),
    Tag(String),
}

/// What a registry does not serve. None of these can be checked against an integrity that a registry gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// A repository.
    Git,
    /// An archive or a folder of this machine.
    File,
    /// An archive at any URL.
    Url,
    /// A folder beside the package that asks.
    Workspace,
    /// None of all these.
    Unknown,
}

impl Spec {
    /// Reads what is asked of `name`; nothing at all is any version.
    ///
    /// # Errors
    /// It leads elsewhere than to a registry, or cannot be read.
    pub fn parse(name: &PackageName, text: &str) -> Result<Self, BuildError> {
        let refuse = |elsewhere| BuildError::Spec {
            package: name.clone(),
            spec: text.chars().take(200).collect(),
            elsewhere,
        };
        if text.len() > LONGEST {
            return Err(refuse(Elsewhere::Unknown));
        }
        let trimmed = text.trim();
        let (package, wanted) = match trimmed.strip_prefix("npm:") {
            Some(alias) => aliased(alias).ok_or_else(|| refuse(Elsewhere::Unknown))?,
            None => (name.clone(), trimmed),
        };
        let wanted = wanted_of(wanted).map_err(refuse)?;
        Ok(Self {
            text: text.to_owned(),
            package,
            wanted,
        })
    }

    /// The package asked for: that of the name, unless this is an alias.
    #[must_use]
    pub fn package(&self) -> &PackageName {
        &self.package
    }

    /// Whether it names one version and no other.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self.wanted, Wanted::Version(_))
    }

    /// Whether this version of this package is what is asked. A tag was looked up when the version was chosen.
    #[must_use]
    pub(crate) fn is_met_by(&self, package: &PackageName, version: &Version) -> bool {
        *package == self.package
            && match &self.wanted {
                Wanted::Version(wanted) => wanted == version,
                Wanted::Range(_) if self.is_any() => true,
                Wanted::Range(range) => range.satisfies(version),
                Wanted::Tag(_) => true,
            }
    }

    /// Whether any version will do, one before a release included.
    pub(crate) fn is_any(&self) -> bool {
        matches!(self.text.trim(), "" | "*")
    }

    pub(crate) fn wanted(&self) -> &Wanted {
        &self.wanted
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.text.is_empty() {
            "*"
        } else {
            &self.text
        })
    }
}

impl fmt::Display for Elsewhere {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Git => "a git repository, which no registry vouches for",
            Self::File => "a file of one machine",
            Self::Url => "a URL, which no registry vouches for",
            Self::Workspace => "a folder of a workspace",
            Self::Unknown => "neither a version nor a range nor a tag",
        })
    }
}

/// `name@version` of an alias.
fn aliased(alias: &str) -> Option<(PackageName, &str)> {
    let at = alias.get(1..)?.find('@').map(|at| at + 1);
    let (name, wanted) = at.map_or((alias, ""), |at| {
        let (name, rest) = alias.split_at(at);
        (name, rest.trim_start_matches('@'))
    });
    Some((PackageName::parse(name).ok()?, wanted))
}

fn wanted_of(text: &str) -> Result<Wanted, Elsewhere> {
    if let Some(elsewhere) = elsewhere(text) {
        return Err(elsewhere);
    }
    let bare = text.trim_start_matches(['=', 'v']);
    if bare.starts_with(|first: char| first.is_ascii_digit())
        && let Ok(version) = Version::parse(bare)
    {
        return Ok(Wanted::Version(version));
    }
    if text.is_empty() {
        return Ok(Wanted::Range(Range::any()));
    }
    if let Ok(range) = Range::parse(text) {
        return Ok(Wanted::Range(range));
    }
    if text.bytes().all(is_plain) {
        Ok(Wanted::Tag(text.to_owned()))
    } else {
        Err(Elsewhere::Unknown)
    }
}

/// Where it leads if not to a registry, as npm tells them apart.
fn elsewhere(text: &str) -> Option<Elsewhere> {
    let lower = text.to_ascii_lowercase();
    let starts = |all: &[&str]| all.iter().any(|one| lower.starts_with(one));
    if starts(&[
        "git+",
        "git:",
        "git@",
        "github:",
        "gitlab:",
        "bitbucket:",
        "gist:",
        "ssh:",
    ]) {
        return Some(Elsewhere::Git);
    }
    if starts(&["file:", "link:", "portal:", "./", "../", "~/", "/"])
        || lower.ends_with(".tgz") && !lower.contains("://")
    {
        return Some(Elsewhere::File);
    }
    if starts(&["workspace:", "catalog:"]) {
        return Some(Elsewhere::Workspace);
    }
    if starts(&["http:", "https:"]) {
        let repository = lower
            .split('#')
            .next()
            .is_some_and(|url| url.ends_with(".git"));
        return Some(if repository {
            Elsewhere::Git
        } else {
            Elsewhere::Url
        });
    }
    // `owner/name` is short for a repository of GitHub.
    (lower.contains('/') && !lower.contains(' ')).then_some(Elsewhere::Git)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Spec, BuildError> {
        Spec::parse(&PackageName::parse("a").unwrap(), text)
    }

    fn met(text: &str, version: &str) -> bool {
        let spec = parse(text).unwrap();
        spec.is_met_by(
            &PackageName::parse("a").unwrap(),
            &Version::parse(version).unwrap(),
        )
    }

    #[test]
    fn versions_ranges_and_tags_are_told_apart() {
        for text in ["1.2.3", "=1.2.3", "v1.2.3", "1.2.3-beta.1"] {
            assert!(parse(text).unwrap().is_exact(), "{text}");
        }
        for text in ["", "*", "^1.2", "1.x", ">=1 <2 || 3", "1.2"] {
            assert!(
                matches!(parse(text).unwrap().wanted(), Wanted::Range(_)),
                "{text}"
            );
        }
        for text in ["latest", "next-11", "beta"] {
            assert!(
                matches!(parse(text).unwrap().wanted(), Wanted::Tag(_)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_version_meets_what_npm_says_it_meets() {
        assert!(met("^1.2.0", "1.9.0") && !met("^1.2.0", "2.0.0") && !met("^1.2.0", "1.9.0-beta"));
        assert!(met("*", "1.0.0-beta") && met("", "1.0.0") && met("latest", "0.0.1"));
        assert!(met("1.2.3", "1.2.3") && !met("1.2.3", "1.2.4"));
    }

    #[test]
    fn an_alias_asks_for_another_package() {
        let spec = parse("npm:@b/c@^2").unwrap();
        assert_eq!(spec.package().as_str(), "@b/c");
        assert!(spec.is_met_by(spec.package(), &Version::parse("2.1.0").unwrap()));
        assert!(!met("npm:@b/c@^2", "2.1.0"));
        assert_eq!(parse("npm:b").unwrap().package().as_str(), "b");
        assert!(parse("npm:../b").is_err());
    }

    #[test]
    fn what_no_registry_serves_is_refused_by_its_kind() {
        for (text, kind) in [
            ("git+ssh://git@example.com/a.git", Elsewhere::Git),
            ("github:a/b", Elsewhere::Git),
            ("a/b#main", Elsewhere::Git),
            ("https://example.com/a.git#v1", Elsewhere::Git),
            ("file:../a", Elsewhere::File),
            ("../a", Elsewhere::File),
            ("a.tgz", Elsewhere::File),
            ("https://example.com/a.tgz", Elsewhere::Url),
            ("workspace:*", Elsewhere::Workspace),
            ("a b c!", Elsewhere::Unknown),
        ] {
            let error = parse(text).unwrap_err();
            assert!(
                matches!(&error, BuildError::Spec { elsewhere, .. } if *elsewhere == kind),
                "{text}: {error}"
            );
        }
        assert!(parse(&" ".repeat(LONGEST + 1)).is_err());
    }
}
