//! Methods as deeds.

use contract::Trigger;
use contract::permission::NamePattern;

use super::Words;
use super::patterns::Writes;

impl Words<'_> {
    /// What a call of the method does: `refuse the login`.
    pub(super) fn deed(&self, method: &str, names: &[NamePattern]) -> String {
        if let Some((_, writes)) = WRITES.iter().find(|(known, _)| *known == method) {
            return self.writes(writes, names);
        }
        if let Some(refuses) = self.refusal(method) {
            return refuses.to_owned();
        }
        match DEEDS.iter().find(|(known, _)| *known == method) {
            Some((_, deed)) => (*deed).to_owned(),
            None => format!("call `api.{method}`"),
        }
    }

    fn refusal(&self, method: &str) -> Option<&'static str> {
        match (method, self.trigger) {
            ("access.deny", Trigger::PostLogin) => Some("refuse the login"),
            ("access.deny", Trigger::CredentialsExchange) => Some("refuse the token"),
            ("access.deny", Trigger::PreUserRegistration) => Some("refuse the registration"),
            ("validation.error", Trigger::PreUserRegistration) => {
                Some("refuse the registration with a message of its own")
            }
            ("validation.error", _) => Some("refuse the login with a message of its own"),
            _ => None,
        }
    }
}

/// The methods that are known here by their paths.
#[cfg(test)]
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    let writes = WRITES.iter().map(|(path, _)| *path);
    writes.chain(DEEDS.iter().map(|(path, _)| *path))
}

/// Writes methods, one a line: path, verb, noun and whose.
macro_rules! writes {
    ($($path:literal: $verb:literal $noun:literal $of:literal;)+) => {
        &[$(($path, Writes { verb: $verb, noun: $noun, of: $of })),+]
    };
}

/// Writes methods, one a line: path and deed.
macro_rules! deeds {
    ($($path:literal: $deed:literal;)+) => { &[$(($path, $deed)),+] };
}

/// Methods that write names.
const WRITES: &[(&str, Writes)] = writes![
    "accessToken.setCustomClaim": "set" "claim" "of the access token";
    "idToken.setCustomClaim": "set" "claim" "of the ID token";
    "accessToken.addScope": "grant" "scope" "of the access token";
    "accessToken.removeScope": "take away" "scope" "of the access token";
    "transaction.addTargetScope": "grant" "scope" "of the access token";
    "transaction.removeTargetScope": "take away" "scope" "of the access token";
    "transaction.setTargetScopes": "replace all scopes by" "scope" "of the access token";
    "user.setAppMetadata": "write" "key" "of the user's application metadata";
    "user.setUserMetadata": "write" "key" "of the user's own metadata";
    "transaction.setMetadata": "write" "key" "of the notes for later actions of this login";
    "session.setMetadata": "write" "key" "of the session's metadata";
    "session.deleteMetadata": "remove" "key" "of the session's metadata";
    "refreshToken.setMetadata": "write" "key" "of the refresh token's metadata";
    "refreshToken.deleteMetadata": "remove" "key" "of the refresh token's metadata";
    "samlResponse.setAttribute": "set" "attribute" "of the SAML response";
];

/// The others.
const DEEDS: &[(&str, &str)] = deeds![
    "authentication.challengeWith": "ask the user for a factor";
    "authentication.challengeWithAny": "ask the user for one of several factors";
    "authentication.enrollWith": "have the user enrol a factor";
    "authentication.enrollWithAny": "have the user enrol one of several factors";
    "authentication.recordMethod": "record a method of authentication of its own";
    "authentication.setPrimaryUser": "sign the user in as another user whom the account is linked to";
    "multifactor.enable": "ask for a second factor, or lift the tenant's demand for one";
    "redirect.encodeToken": "make a signed token for the page it sends the browser to";
    "redirect.sendUserTo": "send the browser to another page and go on when it comes back";
    "redirect.canRedirect": "ask whether the browser can be sent elsewhere";
    "redirect.validateToken": "read the signed token that comes back with the browser";
    "prompt.render": "show the user a form";
    "rules.wasExecuted": "ask what ran before it";
    "groups.getUserGroups": "read the user's groups";
    "groups.hasGroupMembership": "ask whether the user is in certain groups";
    "roles.getUserEffectiveRoles": "read the user's roles";
    "roles.getUserEffectiveRolesByIds": "ask which of certain roles the user has";
    "roles.getUserEffectiveRolesByNames": "ask which of certain roles, by name, the user has";
    "session.revoke": "refuse the login and end the session";
    "session.setExpiresAt": "set when the session ends";
    "session.setIdleExpiresAt": "set when an unused session ends";
    "session.setCookieMode": "decide whether the session outlives the browser";
    "session.evictMetadata": "remove all of the session's metadata";
    "refreshToken.revoke": "refuse the exchange and revoke the refresh token";
    "refreshToken.setExpiresAt": "set when the refresh token ends";
    "refreshToken.setIdleExpiresAt": "set when an unused refresh token ends";
    "refreshToken.evictMetadata": "remove all of the refresh token's metadata";
    "transaction.clearTargetScopes": "take away all scopes of the access token";
    "cache.get": "read what it keeps in its cache";
    "cache.set": "keep texts in its cache for up to 24 hours";
    "cache.delete": "remove what it keeps in its cache";
    "samlResponse.setAudience": "set the audience of the SAML response";
    "samlResponse.setRecipient": "set the recipient of the SAML response";
    "samlResponse.setDestination": "set the destination of the SAML response";
    "samlResponse.setRelayState": "set the relay state of the SAML response";
    "samlResponse.setIssuer": "set the issuer of the SAML response";
    "samlResponse.setCreateUpnClaim": "decide whether the SAML response names the user by UPN";
    "samlResponse.setPassthroughClaimsWithNoMapping": "decide whether unmapped claims pass into the SAML response";
    "samlResponse.setMapUnknownClaimsAsIs": "decide how unknown claims are named in the SAML response";
    "samlResponse.setMapIdentities": "decide whether the SAML response holds linked accounts";
    "samlResponse.setSignatureAlgorithm": "choose how the SAML response is signed";
    "samlResponse.setDigestAlgorithm": "choose how the SAML response is digested";
    "samlResponse.setLifetimeInSeconds": "set how long the SAML response is valid";
    "samlResponse.setSignResponse": "decide which part of the SAML response is signed";
    "samlResponse.setNameIdentifierFormat": "set the format of the user's name in the SAML response";
    "samlResponse.setNameIdentifierProbes": "choose the user's name in the SAML response";
    "samlResponse.setAuthnContextClassRef": "set the strength of authentication the SAML response claims";
    "samlResponse.setSigningCert": "set the certificate that SAML requests are signed with";
    "samlResponse.setIncludeAttributeNameFormat": "decide whether attributes of the SAML response name their format";
    "samlResponse.setTypedAttributes": "decide whether attributes of the SAML response have types";
    "samlResponse.setEncryptionCert": "set the certificate the SAML response is encrypted for";
    "samlResponse.setEncryptionPublicKey": "set the key the SAML response is encrypted with";
    "samlResponse.setEncryptionAlgorithm": "choose how the SAML response is encrypted";
    "samlResponse.setCert": "set the certificate the SAML response is signed with";
    "samlResponse.setKey": "set the key the SAML response is signed with";
];
