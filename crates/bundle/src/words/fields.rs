//! Event fields as nouns.

/// A place of an event: its path, all of it as a noun, and how something below it is called (`plan` + this).
struct Place(&'static str, &'static str, &'static str);

/// The noun for a field: its own, or that of a place above it.
pub(super) fn noun(path: &str) -> String {
    let mut above = Some(path);
    while let Some(place) = above {
        if let Some(Place(_, whole, below)) = PLACES.iter().find(|known| known.0 == place) {
            return match path
                .strip_prefix(place)
                .and_then(|rest| rest.strip_prefix('.'))
            {
                None => (*whole).to_owned(),
                Some(rest) => format!("`{rest}` {below}"),
            };
        }
        above = place.rsplit_once('.').map(|(above, _)| above);
    }
    format!("the event field `{path}`")
}

/// The fields that have nouns of their own.
#[cfg(test)]
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    PLACES.iter().map(|place| place.0)
}

/// Writes places, one a line: path, noun, and behind a `;` how something below it is called.
macro_rules! places {
    ($($path:literal: $whole:literal $(; $below:literal)?,)+) => {
        &[$(Place($path, $whole, concat!($($below)?))),+]
    };
}

const PLACES: &[Place] = places![
    "user": "everything about the user"; "of the user",
    "user.user_id": "the user's id"; "of the user's id",
    "user.email": "the user's e-mail address",
    "user.email_verified": "whether the user's e-mail address is verified",
    "user.phone_number": "the user's phone number",
    "user.phone_verified": "whether the user's phone number is verified",
    "user.name": "the user's full name",
    "user.given_name": "the user's given name",
    "user.family_name": "the user's family name",
    "user.nickname": "the user's nickname",
    "user.username": "the user name",
    "user.picture": "the address of the user's picture",
    "user.created_at": "when the user was created",
    "user.updated_at": "when the user last changed",
    "user.last_password_reset": "when the user's password was last changed",
    "user.app_metadata": "all of the user's application metadata"; "in the user's application metadata",
    "user.user_metadata": "all of the user's own metadata"; "in the user's own metadata",
    "user.identities": "the accounts linked to the user, with their profiles"; "of the accounts linked to the user",
    "user.identities.profileData": "the profiles of the accounts linked to the user"; "in the profiles of the accounts linked to the user",
    "user.enrolledFactors": "the factors the user has enrolled"; "of the factors the user has enrolled",
    "user.multifactor": "the user's providers of factors",
    "request": "everything about the request: address, place, device and what was sent"; "of the request",
    "request.ip": "the IP address",
    "request.asn": "the network the request came from",
    "request.user_agent": "which browser and device are used",
    "request.hostname": "the host name the request was sent to",
    "request.language": "the language asked for",
    "request.method": "the method of the request",
    "request.query": "all parameters of the request's address"; "among the parameters of the request's address",
    "request.body": "all fields that were sent with the request"; "among the fields that were sent with the request",
    "request.geoip": "where the IP address is"; "of the place where the IP address is",
    "request.geoip.countryCode": "the country",
    "request.geoip.countryCode3": "the country",
    "request.geoip.countryName": "the country",
    "request.geoip.continentCode": "the continent",
    "request.geoip.cityName": "the city",
    "request.geoip.subdivisionCode": "the region",
    "request.geoip.subdivisionName": "the region",
    "request.geoip.timeZone": "the time zone",
    "request.geoip.latitude": "the latitude of the place",
    "request.geoip.longitude": "the longitude of the place",
    "client": "everything about the application"; "of the application",
    "client.client_id": "the application's id",
    "client.name": "the application's name",
    "client.metadata": "all of the application's metadata"; "in the application's metadata",
    "connection": "everything about the connection"; "of the connection",
    "connection.id": "the connection's id",
    "connection.name": "the connection's name",
    "connection.strategy": "the kind of connection",
    "connection.metadata": "all of the connection's metadata"; "in the connection's metadata",
    "organization": "everything about the organization"; "of the organization",
    "organization.id": "the organization's id",
    "organization.name": "the organization's name",
    "organization.display_name": "the organization's name as people see it",
    "organization.metadata": "all of the organization's metadata"; "in the organization's metadata",
    "tenant": "the tenant's name"; "of the tenant",
    "tenant.id": "the tenant's name",
    "custom_domain": "everything about the custom domain"; "of the custom domain",
    "custom_domain.domain": "the custom domain",
    "custom_domain.domain_metadata": "all of the custom domain's metadata"; "in the custom domain's metadata",
    "transaction": "everything the application asked for"; "of what the application asked for",
    "transaction.id": "the login's id",
    "transaction.metadata": "all notes that actions left for this login"; "among the notes that actions left for this login",
    "transaction.requested_scopes": "the scopes the application asked for",
    "transaction.target_scopes": "the scopes of the token",
    "transaction.redirect_uri": "the address the application is answered at",
    "transaction.acr_values": "the strength of authentication the application asked for",
    "transaction.login_hint": "whom the application expects to sign in",
    "transaction.locale": "the language of the pages",
    "transaction.ui_locales": "the languages the application asked for",
    "transaction.prompt": "what the application wants the user to be asked",
    "transaction.protocol": "the protocol of the login",
    "transaction.state": "the application's state",
    "transaction.correlation_id": "the id the application gave the transaction",
    "authentication": "how the user was authenticated, and how risky that looks"; "of the authentication",
    "authentication.methods": "how the user was authenticated"; "of how the user was authenticated",
    "authentication.riskAssessment": "how risky the request looks"; "of how risky the request looks",
    "authorization": "the user's roles"; "of the user's roles",
    "authorization.roles": "the user's roles",
    "stats": "how often the user has signed in"; "of how often the user has signed in",
    "stats.logins_count": "how often the user has signed in",
    "session": "everything about the session"; "of the session",
    "session.id": "the session's id",
    "session.device": "the device and the IP addresses of the session"; "of the session's device",
    "session.metadata": "all of the session's metadata"; "in the session's metadata",
    "refresh_token": "everything about the refresh token but itself"; "of the refresh token",
    "refresh_token.device": "the device and the IP addresses of the refresh token"; "of the refresh token's device",
    "refresh_token.metadata": "all of the refresh token's metadata"; "in the refresh token's metadata",
    "session_transfer_token": "where the session was brought from"; "of where the session was brought from",
    "resource_server": "the API the access token is for"; "of the API the access token is for",
    "resource_server.identifier": "the API the access token is for",
    "security_context": "fingerprints of the encrypted connection"; "of the fingerprints of the encrypted connection",
    "agent": "the agent that acts for the user"; "of the agent that acts for the user",
    "prompt": "what the user entered into the form"; "of what the user entered into the form",
    "prompt.fields": "what the user entered into the form"; "of what the user entered into the form",
    "experiment": "the experiment the login takes part in"; "of the experiment the login takes part in",
    "accessToken": "the access token's claims and scopes so far"; "of the access token so far",
    "accessToken.customClaims": "the access token's claims so far"; "among the access token's claims so far",
    "accessToken.scope": "the access token's scopes so far",
    "message_options": "the message with its one-time code and phone number"; "of the message",
    "message_options.code": "the one-time code",
    "message_options.text": "the text of the message, with the one-time code",
    "message_options.recipient": "the phone number the message goes to",
    "message_options.message_type": "whether the message is a text or a call",
    "message_options.action": "why the message is sent",
];
