//! Events: what really happened, in the contract's shape. What this host does not know is absent.

use std::collections::{BTreeMap, BTreeSet};

use account::{Session, User};
use contract::event;
use oauth::{AuthorizeRequest, ResponseMode};
use serde_json::{Map, Value};
use tenant::{Api, Client, Connection, SecretHash};

use crate::caller::Caller;
use crate::moment;

/// The facts of a login.
pub(crate) struct LoginFacts<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) request: &'a AuthorizeRequest,
    pub(crate) transaction_id: Option<&'a str>,
    pub(crate) client: &'a Client,
    pub(crate) connection: &'a Connection,
    pub(crate) api: Option<&'a Api>,
    pub(crate) session: &'a Session,
    pub(crate) user: &'a User,
}

/// The event of post-login.
pub(crate) fn post_login(facts: &LoginFacts<'_>) -> event::Event {
    event::Event::PostLogin(Box::new(event::PostLoginEvent {
        client: event::LoginClient {
            base: client(facts.client),
            refresh_token: None,
        },
        connection: connection(facts.connection),
        request: login_request(facts.caller, text_map(&facts.request.query), Map::new()),
        stats: event::Stats {
            logins_count: facts.user.logins_count.saturating_add(1),
        },
        tenant: tenant(facts.caller),
        user: user(facts.user, facts.connection),
        authentication: Some(authentication(facts.session)),
        resource_server: facts.api.map(|api| event::ResourceServer {
            identifier: api.identifier.clone(),
        }),
        session: Some(session(facts.session, facts.client, facts.caller)),
        transaction: Some(transaction(facts)),
        ..event::PostLoginEvent::default()
    }))
}

/// The request of `/continue`, as the resumed action sees it.
pub(crate) fn continue_request(
    caller: &Caller,
    query: &BTreeMap<String, String>,
    body: &BTreeMap<String, String>,
) -> event::LoginRequest {
    login_request(caller, text_map(query), text_map(body))
}

/// The facts of a `client_credentials` grant.
pub(crate) struct ExchangeFacts<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) client: &'a Client,
    pub(crate) api: &'a Api,
    /// The request's parameters without any credential.
    pub(crate) body: &'a BTreeMap<String, String>,
    pub(crate) requested_scopes: Vec<String>,
    pub(crate) granted_scopes: Vec<String>,
}

/// The event of credentials-exchange.
pub(crate) fn credentials_exchange(facts: &ExchangeFacts<'_>) -> event::Event {
    event::Event::CredentialsExchange(Box::new(event::CredentialsExchangeEvent {
        access_token: event::AccessTokenSoFar {
            custom_claims: Map::new(),
            scope: facts.granted_scopes.clone(),
        },
        client: client(facts.client),
        request: event::BodyRequest {
            base: request(facts.caller),
            body: text_map(facts.body),
        },
        resource_server: event::ResourceServer {
            identifier: facts.api.identifier.clone(),
        },
        tenant: tenant(facts.caller),
        transaction: event::CredentialsExchangeTransaction {
            requested_scopes: facts.requested_scopes.clone(),
            ..event::CredentialsExchangeTransaction::default()
        },
        ..event::CredentialsExchangeEvent::default()
    }))
}

fn tenant(caller: &Caller) -> event::Tenant {
    event::Tenant {
        id: caller.tenant.id.as_str().to_owned(),
    }
}

fn client(client: &Client) -> event::Client {
    event::Client {
        client_id: client.client_id.as_str().to_owned(),
        name: client.name.clone(),
        metadata: client.metadata.clone(),
    }
}

fn connection(connection: &Connection) -> event::Connection {
    event::Connection {
        id: connection.id.as_str().to_owned(),
        name: connection.name.clone(),
        strategy: connection.strategy.as_str().to_owned(),
        metadata: Some(connection.metadata.clone()),
    }
}

/// `hostname` carries a port that is not the scheme's own, since actions build `/continue` from it.
fn request(caller: &Caller) -> event::Request {
    event::Request {
        ip: caller.ip.clone(),
        method: caller.method.clone(),
        geoip: event::Geoip::default(),
        hostname: Some(caller.host.as_str().to_owned()),
        language: caller.language.clone(),
        user_agent: caller.user_agent.clone(),
    }
}

fn login_request(
    caller: &Caller,
    query: Map<String, Value>,
    body: Map<String, Value>,
) -> event::LoginRequest {
    event::LoginRequest {
        base: request(caller),
        query,
        body,
        asn: None,
    }
}

fn text_map(map: &BTreeMap<String, String>) -> Map<String, Value> {
    map.iter()
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect()
}

fn authentication(session: &Session) -> event::Authentication {
    let methods = session
        .methods
        .iter()
        .map(|method| event::AuthenticationMethod {
            name: method.name.clone(),
            timestamp: moment::text(method.timestamp_ms),
            factor: None,
        });
    event::Authentication {
        methods: methods.collect(),
        risk_assessment: None,
    }
}

fn user(user: &User, connection: &Connection) -> event::LoginUser {
    let identity = user.identity(&connection.name);
    let profile = &user.profile;
    event::LoginUser {
        base: event::User {
            user_id: user.user_id.as_str().to_owned(),
            created_at: moment::text(user.created_at_ms),
            updated_at: moment::text(user.updated_at_ms),
            email_verified: user.email_verified,
            app_metadata: user.app_metadata.clone(),
            user_metadata: user.user_metadata.clone(),
            email: Some(user.email.as_str().to_owned()),
            family_name: profile.family_name.clone(),
            given_name: profile.given_name.clone(),
            name: profile.name.clone(),
            nickname: profile.nickname.clone(),
            picture: profile.picture.clone(),
            last_password_reset: user.last_password_reset_ms.map(moment::text),
            ..event::User::default()
        },
        identities: vec![event::Identity {
            connection: Some(identity.connection),
            provider: Some(identity.provider),
            user_id: Some(identity.user_id),
            is_social: Some(identity.is_social),
            profile_data: None,
        }],
        enrolled_factors: None,
        multifactor: None,
    }
}

/// The present client is one of the session's, whether or not the login gets so far as to note it.
fn session(session: &Session, client: &Client, caller: &Caller) -> event::Session {
    let clients: BTreeSet<_> = session.clients.iter().chain([&client.client_id]).collect();
    let clients = clients.into_iter().map(|id| event::SessionClient {
        client_id: id.as_str().to_owned(),
    });
    event::Session {
        id: session.id.as_str().to_owned(),
        user_id: Some(session.user_id.as_str().to_owned()),
        created_at: Some(moment::text(session.created_at_ms)),
        updated_at: Some(moment::text(session.last_used_ms)),
        authenticated_at: Some(moment::text(session.authenticated_at_ms)),
        expires_at: Some(moment::text(session.expires_at_ms)),
        idle_expires_at: Some(moment::text(session.idle_expires_at_ms)),
        last_interacted_at: Some(moment::text(session.last_used_ms)),
        clients: Some(clients.collect()),
        cookie: Some(event::Cookie {
            mode: event::CookieMode::Persistent,
        }),
        device: Some(event::Device {
            initial_ip: Some(session.initial_ip.clone()),
            initial_user_agent: session.initial_user_agent.clone(),
            last_ip: Some(caller.ip.clone()),
            last_user_agent: caller.user_agent.clone(),
            ..event::Device::default()
        }),
        ..event::Session::default()
    }
}

fn transaction(facts: &LoginFacts<'_>) -> event::LoginTransaction {
    let request = facts.request;
    let prompt: Vec<String> = request
        .prompt
        .iter()
        .map(|prompt| prompt.as_str().to_owned())
        .collect();
    event::LoginTransaction {
        metadata: Map::new(),
        acr_values: Some(request.acr_values.clone()),
        // The hosted pages speak English.
        locale: Some("en".to_owned()),
        requested_scopes: Some(request.requested_scopes.to_vec()),
        ui_locales: Some(request.ui_locales.clone()),
        login_hint: request.login_hint.clone(),
        prompt: (!prompt.is_empty()).then_some(prompt),
        protocol: Some(event::Protocol::OidcBasicProfile),
        redirect_uri: Some(request.redirect_uri.clone()),
        response_mode: Some(response_mode(request.response_mode)),
        response_type: Some(vec!["code".to_owned()]),
        state: request.state.clone(),
        // The pages' own `state` is a bearer value; partner code sees a name that opens nothing.
        id: facts
            .transaction_id
            .map(|id| SecretHash::of(id).as_str().chars().take(32).collect()),
        ..event::LoginTransaction::default()
    }
}

fn response_mode(mode: ResponseMode) -> event::ResponseMode {
    match mode {
        ResponseMode::Query => event::ResponseMode::Query,
        ResponseMode::Fragment => event::ResponseMode::Fragment,
        ResponseMode::FormPost => event::ResponseMode::FormPost,
    }
}
