//! The event as a step sees it: what happened, and what earlier steps changed of it.

use contract::event::Event;
use serde_json::{Map, Value, json};

use crate::changes::Changes;

/// The event with the changes so far. Only what the reference shows to later actions is changed: the
/// transaction's metadata in post-login, claims and scopes in credentials-exchange.
pub(crate) fn seen(
    event: &Event,
    changes: &Changes,
) -> Result<Map<String, Value>, serde_json::Error> {
    let mut seen = match event.to_json()? {
        Value::Object(seen) => seen,
        _ => Map::new(),
    };
    match event {
        Event::PostLogin(_) => {
            if let Some(transaction) = seen.get_mut("transaction").and_then(Value::as_object_mut) {
                transaction.insert(
                    "metadata".to_owned(),
                    changes.transaction_metadata.clone().into(),
                );
            } else if !changes.transaction_metadata.is_empty() {
                let transaction = json!({"metadata": changes.transaction_metadata});
                seen.insert("transaction".to_owned(), transaction);
            }
        }
        Event::CredentialsExchange(event) => {
            let mut claims = event.access_token.custom_claims.clone();
            claims.extend(changes.claims.access_token.clone());
            let scope = changes.scopes.apply(&event.access_token.scope);
            seen.insert(
                "accessToken".to_owned(),
                json!({"customClaims": claims, "scope": scope}),
            );
        }
        Event::PreUserRegistration(_)
        | Event::PostUserRegistration(_)
        | Event::PostChangePassword(_)
        | Event::SendPhoneMessage(_) => {}
    }
    Ok(seen)
}
