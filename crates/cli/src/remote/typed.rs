//! Values as somebody types them: a place in a package, a moment, a role.

use api::MemberRole;
use bundle::Place;
use clap::ValueEnum;

use super::error::RemoteError;

/// `PATH`, `PATH:LINE` or `PATH:LINE:COLUMN`, both counted from 1.
pub(crate) fn place(text: &str) -> Result<Place, RemoteError> {
    let invalid = || RemoteError::Place {
        text: text.to_owned(),
    };
    let number = |part: &str| match part.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(invalid()),
    };
    let mut parts = text.split(':');
    let path = parts.next().unwrap_or_default().to_owned();
    let line = parts.next().map(number).transpose()?;
    let column = parts.next().map(number).transpose()?;
    if path.is_empty() || parts.next().is_some() {
        return Err(invalid());
    }
    Ok(Place { path, line, column })
}

/// A day begins at midnight in UTC. Whatever else it is, the server says whether it is a moment.
pub(crate) fn moment(text: String) -> String {
    let is_day = text.len() == 10 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if is_day {
        format!("{text}T00:00:00Z")
    } else {
        text
    }
}

/// What a member may do.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypedRole {
    /// Submits, answers, withdraws, tries out
    Developer,
    /// Also looks after members and keys
    Owner,
}

impl From<TypedRole> for MemberRole {
    fn from(role: TypedRole) -> Self {
        match role {
            TypedRole::Developer => Self::Developer,
            TypedRole::Owner => Self::Owner,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_path_a_line_and_a_column() {
        let check = |text: &str, expected: Option<(&str, Option<u32>, Option<u32>)>| {
            let found = place(text).ok();
            let found = found
                .as_ref()
                .map(|at| (at.path.as_str(), at.line, at.column));
            assert_eq!(found, expected, "{text}");
        };
        check("latchwork.toml", Some(("latchwork.toml", None, None)));
        check("a/b.js:3", Some(("a/b.js", Some(3), None)));
        check("a/b.js:3:14", Some(("a/b.js", Some(3), Some(14))));
        check("", None);
        check("a:0", None);
        check("a:b", None);
        check("a:1:2:3", None);
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let check = |text: &str, expected: &str| assert_eq!(moment(text.to_owned()), expected);
        check("2030-03-17", "2030-03-17T00:00:00Z");
        check("2030-03-17T10:00:00Z", "2030-03-17T10:00:00Z");
        check("soon", "soon");
    }
}
