//! The members of a package, in the order of their paths.

use std::collections::BTreeMap;

use crate::{Digest, Limits, MemberPath};

/// What a package consists of. It always keeps to the [`Limits`] it was gathered under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    limits: Limits,
    total_bytes: usize,
    members: BTreeMap<MemberPath, Vec<u8>>,
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
}

impl Members {
    /// No members yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            total_bytes: 0,
            members: BTreeMap::new(),
        }
    }

    /// Adds one.
    ///
    /// # Errors
    /// When it is too much, or its path is taken.
    pub fn add(&mut self, path: MemberPath, content: Vec<u8>) -> Result<(), MembersError> {
        if self.members.len() >= self.limits.members {
            let limit = self.limits.members;
            return Err(MembersError::TooMany { limit });
        }
        if content.len() > self.limits.member_bytes {
            let limit = self.limits.member_bytes;
            return Err(MembersError::MemberTooLarge { path, limit });
        }
        if content.len() > self.room() {
            let limit = self.limits.total_bytes;
            return Err(MembersError::TooLarge { path, limit });
        }
        self.check_place(&path)?;
        self.total_bytes += content.len();
        self.members.insert(path, content);
        Ok(())
    }

    /// How many bytes more it may hold.
    pub(crate) fn room(&self) -> usize {
        self.limits.total_bytes - self.total_bytes
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
