//! Methods whose answers tell the code what no event field was declared for.

use contract::permission::{ApiPermission, Permissions};

/// What the answer of a method tells.
pub(super) struct Handed {
    method: &'static str,
    /// As a noun, for what it sees.
    pub(super) noun: &'static str,
    what: What,
}

enum What {
    /// These fields of the event.
    Fields(&'static [&'static str]),
    /// Whatever another site says.
    Anything,
}

const HANDED: &[Handed] = &[
    Handed {
        method: "redirect.encodeToken",
        noun: "a signed token that tells it the user's id, the IP address and the host name",
        what: What::Fields(&["user.user_id", "request.ip", "request.hostname"]),
    },
    Handed {
        method: "redirect.validateToken",
        noun: "whatever the signed token says that comes back with the browser",
        what: What::Anything,
    },
];

impl Handed {
    /// The event fields it tells.
    pub(super) fn fields(&self) -> &'static [&'static str] {
        match self.what {
            What::Fields(fields) => fields,
            What::Anything => &[],
        }
    }

    /// Whether it may tell anything.
    pub(super) fn is_anything(&self) -> bool {
        matches!(self.what, What::Anything)
    }
}

/// What the permitted methods hand to the code, each with its permission.
pub(super) fn of(
    permissions: &Permissions,
) -> impl Iterator<Item = (&'static Handed, &ApiPermission)> {
    permissions.api.iter().filter_map(|own| {
        let handed = HANDED.iter().find(|handed| handed.method == own.method)?;
        Some((handed, own))
    })
}
