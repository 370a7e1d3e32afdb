//! Where a member stands in its package.

use std::fmt;

/// The longest path, in bytes.
const LONGEST: usize = 160;
/// The deepest path, in names.
const DEEPEST: usize = 6;

/// A path inside a package, such as `media/256x256-logo.png`: relative, parted by `/`, of names that every file system
/// takes and every reader can tell apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberPath(String);

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Over the limit.
    #[error("it has {bytes} bytes, more than {LONGEST}; use shorter names")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// More folders than anything here needs.
    #[error("it has {names} names one below the other, more than {DEEPEST}; use fewer folders")]
    TooDeep {
        /// How deep it is.
        names: usize,
    },
    /// It begins at a root or a drive, or leaves the package.
    #[error("it leads out of the package; paths are relative and hold no `.` or `..`")]
    Outside,
    /// An empty name: `a//b`, a trailing `/`, or nothing at all.
    #[error("it has an empty name")]
    EmptyName,
    /// A character beyond those that mean the same everywhere.
    #[error(
        "it holds {found:?}; names are of letters a to z, digits, and `.`, `_`, `-`, `+`, `@`, `(`, `)`, spaces between them"
    )]
    Character {
        /// The first such character.
        found: char,
    },
    /// A name that some systems hide, cut or reserve.
    #[error(
        "a name begins with `.` or a space, or ends with one: some systems hide or change such names"
    )]
    Edge,
}

impl MemberPath {
    /// Checks a path.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        if text.len() > LONGEST {
            return Err(PathError::TooLong { bytes: text.len() });
        }
        if let Some(found) = text.chars().find(|&found| !is_plain(found)) {
            return Err(PathError::Character { found });
        }
        if text.starts_with('/') {
            return Err(PathError::Outside);
        }
        for name in text.split('/') {
            check_name(name)?;
        }
        let names = text.split('/').count();
        if names > DEEPEST {
            return Err(PathError::TooDeep { names });
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_plain(found: char) -> bool {
    found.is_ascii_alphanumeric() || "/._-+@() ".contains(found)
}

fn check_name(name: &str) -> Result<(), PathError> {
    match name {
        "" => Err(PathError::EmptyName),
        "." | ".." => Err(PathError::Outside),
        _ if name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']) => Err(PathError::Edge),
        _ => Ok(()),
    }
}

impl fmt::Display for MemberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_and_plain() {
        let long = "a".repeat(LONGEST);
        let longer = "a".repeat(LONGEST + 1);
        let cases: &[(&str, Result<(), PathError>)] = &[
            ("latchwork.toml", Ok(())),
            ("integration/integration.action.js", Ok(())),
            ("media/460x260-column-1 (2).png", Ok(())),
            ("a/b/c/d/e/f", Ok(())),
            (&long, Ok(())),
            (&longer, Err(PathError::TooLong { bytes: LONGEST + 1 })),
            ("a/b/c/d/e/f/g", Err(PathError::TooDeep { names: 7 })),
            ("", Err(PathError::EmptyName)),
            ("a//b", Err(PathError::EmptyName)),
            ("a/", Err(PathError::EmptyName)),
            ("/etc/passwd", Err(PathError::Outside)),
            ("../a", Err(PathError::Outside)),
            ("a/../../b", Err(PathError::Outside)),
            ("./a", Err(PathError::Outside)),
            (r"a\b", Err(PathError::Character { found: '\\' })),
            ("C:/a", Err(PathError::Character { found: ':' })),
            ("a\0b", Err(PathError::Character { found: '\0' })),
            (
                "caf\u{e9}.js",
                Err(PathError::Character { found: '\u{e9}' }),
            ),
            (".env", Err(PathError::Edge)),
            ("a/.git/config", Err(PathError::Edge)),
            ("a. /b", Err(PathError::Edge)),
        ];
        for (text, expected) in cases {
            assert_eq!(MemberPath::parse(text).map(|_| ()), *expected, "{text:?}");
        }
    }
}
