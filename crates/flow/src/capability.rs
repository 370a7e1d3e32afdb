//! What this host can carry out, and what an action uses that it cannot.

use contract::Trigger;
use contract::method::{self, MethodKind};
use contract::permission::Permissions;

/// The type names of the commands this host folds. A test holds it against the fold itself.
pub const HOSTED: &[&str] = &[
    "access.deny",
    "accessToken.addScope",
    "accessToken.removeScope",
    "accessToken.setCustomClaim",
    "cache.delete",
    "cache.set",
    "idToken.setCustomClaim",
    "redirect.sendUserTo",
    "transaction.setMetadata",
    "user.setAppMetadata",
    "user.setUserMetadata",
];

/// Whether this host folds the command.
pub fn is_hosted(command_type: &str) -> bool {
    HOSTED.contains(&command_type)
}

/// The methods of `api` that the source mentions and this host lacks, to be named when the action is bound.
///
/// It looks for the text `family.method`, so it may name one that stands in a comment and miss one that is
/// called by another name. That is enough for a warning: the fold decides.
pub fn unsupported(trigger: Trigger, source: &str) -> Vec<&'static str> {
    method::methods(trigger)
        .iter()
        .filter(|method| !is_answered(method))
        .map(|method| method.path)
        .filter(|path| mentions(source, path))
        .collect()
}

/// The methods of `api` that a release may call and this host lacks, by what was accepted.
pub fn unsupported_permissions(trigger: Trigger, permissions: &Permissions) -> Vec<&'static str> {
    method::methods(trigger)
        .iter()
        .filter(|method| !is_answered(method))
        .map(|method| method.path)
        .filter(|path| permissions.api.iter().any(|own| own.method == *path))
        .collect()
}

/// Calls that are answered at once are answered by every host; those with a promise need a directory.
fn is_answered(method: &method::Method) -> bool {
    match method.kind {
        MethodKind::Command => is_hosted(method.path),
        MethodKind::Call => true,
        MethodKind::AsyncCall => false,
    }
}

/// Whether `path` stands in the source as whole words: `session.setMetadata` is not in `mysession.setMetadata`.
fn mentions(source: &str, path: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    source.match_indices(path).any(|(start, found)| {
        let before = source
            .get(..start)
            .and_then(|text| text.chars().next_back());
        let after = source
            .get(start + found.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_lacks_what_it_was_permitted_and_the_host_does_not_have() {
        let permissions: Permissions = serde_json::from_value(serde_json::json!({"api": [
            {"method": "access.deny", "reason": "r"},
            {"method": "multifactor.enable", "reason": "r"},
            {"method": "roles.getUserEffectiveRoles", "reason": "r"},
        ]}))
        .unwrap();
        assert_eq!(
            unsupported_permissions(Trigger::PostLogin, &permissions),
            ["multifactor.enable", "roles.getUserEffectiveRoles"]
        );
    }

    #[test]
    fn a_source_is_searched_for_what_the_host_lacks() {
        let check = |trigger, source: &str, expected: &[&str]| {
            assert_eq!(unsupported(trigger, source), expected, "{source}");
        };
        check(
            Trigger::PostLogin,
            "api.access.deny('no'); api.cache.get('a'); api.redirect.canRedirect()",
            &[],
        );
        check(
            Trigger::PostLogin,
            "api.multifactor.enable('any')",
            &["multifactor.enable"],
        );
        check(
            Trigger::PostLogin,
            "const { roles } = api; await roles.getUserEffectiveRoles()",
            &["roles.getUserEffectiveRoles"],
        );
        check(
            Trigger::PostLogin,
            "mysession.setMetadata('a', 1); user.setUserMetadataX",
            &[],
        );
        check(
            Trigger::CredentialsExchange,
            "api.multifactor.enable('any')",
            &[],
        );
        check(
            Trigger::CredentialsExchange,
            "api.transaction.addTargetScope('a')",
            &["transaction.addTargetScope"],
        );
    }
}
