//! What servers tell of packages, submissions and releases, in words for whoever reads them.

mod next;
mod notice;
mod partner;
mod permissions;
mod release;
mod shipped;
mod submission;

pub(crate) use next::{Reader, next_step};
pub(crate) use notice::notices;
pub(crate) use partner::{member, members, partner_keys, role, signing_keys};
pub(crate) use permissions::sentences;
pub(crate) use release::release_state;
pub(crate) use shipped::{shipped_packages, shipped_table};
pub(crate) use submission::{counts, describe, list, state};

/// The day of a moment that the server wrote (RFC 3339).
pub(crate) fn day(moment: &str) -> &str {
    moment.split_once('T').map_or(moment, |(day, _)| day)
}

/// What goes on where a list ends and there is more of it.
pub(crate) fn more(next: Option<&String>, command: &str) -> String {
    next.map_or_else(String::new, |next| {
        format!(
            "\nMore: latchwork {command} --page {}\n",
            crate::terminal::harmless(next)
        )
    })
}
