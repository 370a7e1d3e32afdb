//! The members of a package, in the order of their paths.

use std::collections::BTreeMap;

use crate::{Digest, Limits, MemberPath, shipped};

/// What a package consists of. It always keeps to the [`Limits`] it was gathered under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    limits: Limits,
    own: Extent,
    packages: Extent,
    members: BTreeMap<MemberPath, Vec<u8>>,
}

/// How much there is of one kind of members: the package's own, or archives of npm packages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Extent {
    count: usize,
    bytes: usize,
}

/// Why a member cannot join.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MembersError {
    /// Another has the same path, or one that differs in case alone.
    #[error("`{path}` and `{other}` are the same file on some systems; rename one of them")]
    Twice {
        /// The one that comes later.
        path: MemberPath,
        /// The one that is there.
        other: MemberPath,
    },
    /// One path is a file and another a folder.
    #[error("`{path}` cannot stand below `{file}`, which is a file")]
    BelowFile {
        /// The one that comes later.
        path: MemberPath,
        /// The one that is there.
        file: MemberPath,
    },
    /// One member over its limit.
    #[error("`{path}` has more than {limit} bytes")]
    MemberTooLarge {
        /// Which one.
        path: MemberPath,
        /// The limit, in bytes.
        limit: usize,
    },
    /// All of them over their limit.
    #[error("with `{path}` the package has more than {limit} bytes unpacked")]
    TooLarge {
        /// The one that was too much.
        path: MemberPath,
        /// The limit, in bytes.
        limit: usize,
    },
    /// More of them than may be.
    #[error("the package has more than {limit} files")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// More npm packages than may be.
    #[error("more than {limit} npm packages go along; depend on fewer, or on smaller ones")]
    TooManyPackages {
        /// The limit.
        limit: usize,
    },
    /// All npm packages over their limit.
    #[error(
        "with `{path}` the archives of npm packages have more than {limit} bytes; depend on fewer, or on smaller ones"
    )]
    PackagesTooLarge {
        /// The one that was too much.
        path: MemberPath,
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Members {
    /// No members yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            own: Extent::default(),
            packages: Extent::default(),
            members: BTreeMap::new(),
        }
    }

    /// Adds one.
    ///
    /// # Errors
    /// When it is too much, or its path is taken.
    pub fn add(&mut self, path: MemberPath, content: Vec<u8>) -> Result<(), MembersError> {
        let is_archive = shipped::is_archive(path.as_str());
        if is_archive && self.packages.count >= self.limits.packages {
            let limit = self.limits.packages;
            return Err(MembersError::TooManyPackages { limit });
        }
        if !is_archive && self.own.count >= self.limits.members {
            let limit = self.limits.members;
            return Err(MembersError::TooMany { limit });
        }
        let limit = match is_archive {
            true => self.limits.package_bytes,
            false => self.limits.member_bytes,
        };
        if content.len() > limit {
            return Err(MembersError::MemberTooLarge { path, limit });
        }
        if content.len() > self.room(&path) {
            return Err(match is_archive {
                true => MembersError::PackagesTooLarge {
                    path,
                    limit: self.limits.packages_bytes,
                },
                false => MembersError::TooLarge {
                    path,
                    limit: self.limits.total_bytes,
                },
            });
        }
        self.check_place(&path)?;
        let extent = match is_archive {
            true => &mut self.packages,
            false => &mut self.own,
        };
        extent.count += 1;
        extent.bytes += content.len();
        self.members.insert(path, content);
        Ok(())
    }

    /// How many bytes a member of this path may have.
    pub(crate) fn most(&self, path: &MemberPath) -> usize {
        let limit = match shipped::is_archive(path.as_str()) {
            true => self.limits.package_bytes,
            false => self.limits.member_bytes,
        };
        limit.min(self.room(path))
    }

    /// How many bytes more there may be of what a member of this path is.
    fn room(&self, path: &MemberPath) -> usize {
        match shipped::is_archive(path.as_str()) {
            true => self.limits.packages_bytes - self.packages.bytes,
            false => self.limits.total_bytes - self.own.bytes,
        }
    }

    fn check_place(&self, path: &MemberPath) -> Result<(), MembersError> {
        let lower = path.as_str().to_ascii_lowercase();
        for known in self.members.keys() {
            let other = known.as_str().to_ascii_lowercase();
            if other == lower {
                return Err(MembersError::Twice {
                    path: path.clone(),
                    other: known.clone(),
                });
            }
            if is_below(&lower, &other) {
                return Err(MembersError::BelowFile {
                    path: path.clone(),
                    file: known.clone(),
                });
            }
            if is_below(&other, &lower) {
                return Err(MembersError::BelowFile {
                    path: known.clone(),
                    file: path.clone(),
                });
            }
        }
        Ok(())
    }

    /// The content of a member.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        let path = MemberPath::parse(path).ok()?;
        self.members.get(&path).map(Vec::as_slice)
    }

    /// All of them, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&MemberPath, &[u8])> {
        self.members
            .iter()
            .map(|(path, content)| (path, content.as_slice()))
    }

    /// What names this package.
    pub fn digest(&self) -> Digest {
        Digest::of(self.iter())
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits {
        archive_bytes: 1000,
        members: 3,
        member_bytes: 4,
        total_bytes: 6,
        packages: 2,
        package_bytes: 5,
        packages_bytes: 8,
    };

    /// Adds members written `path=content`, and says what the last one came to.
    fn check(members: &[&str], expected: &str) {
        let mut gathered = Members::new(SMALL);
        let mut last = Ok(());
        for member in members {
            let (path, content) = member.split_once('=').unwrap();
            let path = MemberPath::parse(path).unwrap();
            last = gathered.add(path, content.as_bytes().to_vec());
        }
        let told = last.map_or_else(|error| error.to_string(), |()| "added".to_owned());
        assert_eq!(told, expected, "{members:?}");
    }

    #[test]
    fn a_member_joins_within_the_limits() {
        check(&["a=1234", "b=12"], "added");
        check(&["a=12345"], "`a` has more than 4 bytes");
        check(
            &["a=1234", "b=123"],
            "with `b` the package has more than 6 bytes unpacked",
        );
        check(&["a=", "b=", "c="], "added");
        check(
            &["a=", "b=", "c=", "d="],
            "the package has more than 3 files",
        );
    }

    #[test]
    fn archives_of_npm_packages_count_apart() {
        check(
            &[
                "a=1234",
                "b=12",
                "packages/a-1.tgz=12345",
                "packages/@b/b-1.tgz=123",
            ],
            "added",
        );
        check(
            &["packages/a-1.tgz=123456"],
            "`packages/a-1.tgz` has more than 5 bytes",
        );
        check(
            &["packages/a-1.tgz=12345", "packages/b-1.tgz=1234"],
            "with `packages/b-1.tgz` the archives of npm packages have more than 8 bytes; depend on fewer, or on smaller ones",
        );
        check(
            &[
                "packages/a-1.tgz=",
                "packages/b-1.tgz=",
                "packages/c-1.tgz=",
            ],
            "more than 2 npm packages go along; depend on fewer, or on smaller ones",
        );
    }

    #[test]
    fn no_two_members_are_one_file() {
        check(
            &["a/b=", "A/B="],
            "`A/B` and `a/b` are the same file on some systems; rename one of them",
        );
        check(
            &["a=", "A/b="],
            "`A/b` cannot stand below `a`, which is a file",
        );
        check(
            &["a/b=", "a="],
            "`a/b` cannot stand below `a`, which is a file",
        );
        check(&["a/b=", "a.b="], "added");
    }
}
