//! The table of the `api` object: every method of every trigger, once.
//!
//! The sandbox builds the JavaScript object from it, `actions.d.ts` and the reference page are generated from
//! it, and [`Command::from_call`](crate::Command::from_call) names arguments by it.

mod cache;
mod credentials_exchange;
mod param;
mod post_login;
mod pre_user_registration;
mod saml_response;
mod session;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;

use crate::Trigger;

pub use param::{Param, Shape};

/// One method of an `api` object.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Method {
    /// Its path below `api`: `accessToken.setCustomClaim`.
    pub path: &'static str,
    /// Its parameters, in order.
    pub params: &'static [Param],
    /// What a call returns.
    pub returns: Returns,
    /// Whether a call is a command or is answered.
    pub kind: MethodKind,
    /// What it does, for a partner to read.
    pub doc: &'static str,
}

impl Method {
    /// Whether its first argument names a claim, an attribute, scopes or a metadata key, which a manifest has to declare.
    /// The `key` of `samlResponse.setKey` is a signing key.
    pub fn writes_names(&self) -> bool {
        let first = self.params.first().map(|param| param.name);
        self.kind == MethodKind::Command
            && self.path != "samlResponse.setKey"
            && matches!(first, Some("name" | "key" | "scope" | "scopes"))
    }
}

/// What a call returns to the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Returns {
    /// The whole `api` object, so that calls chain.
    Api,
    /// Nothing.
    Void,
    /// A value of this TypeScript type.
    Value(&'static str),
    /// A promise of this TypeScript type.
    Promise(&'static str),
}

/// Whether a call is a command or is answered by the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodKind {
    /// Becomes a [`Command`](crate::Command).
    Command,
    /// Is answered at once.
    Call,
    /// Is answered through a promise.
    AsyncCall,
}

/// The methods of a trigger's `api` object, in the order of the reference.
pub fn methods(trigger: Trigger) -> &'static [Method] {
    static TABLES: LazyLock<HashMap<Trigger, Vec<Method>>> = LazyLock::new(|| {
        Trigger::ALL
            .into_iter()
            .map(|trigger| (trigger, parts(trigger).concat()))
            .collect()
    });
    TABLES.get(&trigger).map_or(&[], Vec::as_slice)
}

/// The method of this path, if the trigger has it.
pub fn find(trigger: Trigger, path: &str) -> Option<&'static Method> {
    methods(trigger).iter().find(|method| method.path == path)
}

fn parts(trigger: Trigger) -> Vec<&'static [Method]> {
    match trigger {
        Trigger::PostLogin => vec![
            post_login::METHODS,
            session::METHODS,
            saml_response::METHODS,
            cache::METHODS,
        ],
        Trigger::CredentialsExchange => vec![credentials_exchange::METHODS, cache::METHODS],
        Trigger::PreUserRegistration => vec![pre_user_registration::METHODS, cache::METHODS],
        Trigger::PostUserRegistration | Trigger::PostChangePassword | Trigger::SendPhoneMessage => {
            vec![cache::METHODS]
        }
    }
}

/// Writes a table: documentation, then `kind "path" [parameters] Returns;`.
macro_rules! table {
    ($($(#[doc = $doc:literal])+ $kind:ident $path:literal [$($param:expr),*] $returns:expr;)+) => {
        pub(super) const METHODS: &[$crate::method::Method] = &[$(
            $crate::method::Method {
                path: $path,
                params: &[$($param),*],
                returns: $returns,
                kind: $crate::method::MethodKind::$kind,
                doc: concat!($($doc, "\n"),+),
            },
        )+];
    };
}
use table;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Command;

    #[test]
    fn every_command_has_a_method_and_every_command_method_a_command() {
        let mut from_tables = BTreeSet::new();
        for trigger in Trigger::ALL {
            let mut seen = BTreeSet::new();
            for method in methods(trigger) {
                assert!(
                    seen.insert(method.path),
                    "{} twice in {trigger}",
                    method.path
                );
                let is_write = matches!(method.path, "cache.set" | "cache.delete");
                if method.kind == MethodKind::Command || is_write {
                    from_tables.insert(method.path);
                }
            }
        }
        let from_enum: BTreeSet<_> = Command::TYPE_NAMES.iter().copied().collect();
        assert_eq!(from_tables, from_enum);
    }

    #[test]
    fn the_table_is_handed_to_the_guest_as_json() {
        let method = find(Trigger::PostLogin, "access.deny").unwrap();
        let json = serde_json::to_value(method).unwrap();
        assert_eq!(json["returns"], "api");
        assert_eq!(json["kind"], "command");
        assert_eq!(
            json["params"][0],
            serde_json::json!({"name": "reason", "ts": "string", "optional": false})
        );
    }
}
