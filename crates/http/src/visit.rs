//! One visit: what is known of a request before any route looks at it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::caller::Caller;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;
use tenant::{Host, Tenant};

use crate::{Service, answer, cookies};

/// The longest request target, in bytes.
const TARGET_BYTES: usize = 16 * 1024;
/// The longest `User-Agent` that is kept, in characters.
const USER_AGENT_CHARS: usize = 512;
/// The most addresses of `X-Forwarded-For` that are looked at.
const FORWARDED_HOPS: usize = 32;

/// How the browser reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// HTTPS, here or at a listed proxy.
    Tls,
    /// Plain HTTP, which is for loopback.
    Loopback,
}

/// What is known of a request before any route looks at it.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The tenant the host name belongs to.
    pub(crate) tenant: Arc<Tenant>,
    /// The host name used.
    pub(crate) host: Host,
    /// How the browser reached us.
    pub(crate) transport: Transport,
    /// The client's address: the peer's, or what listed proxies say.
    pub(crate) ip: IpAddr,
    /// `User-Agent`.
    pub(crate) user_agent: Option<String>,
    /// The first language of `Accept-Language`.
    pub(crate) language: Option<String>,
    /// Names the request in logs, problem documents and error pages.
    pub(crate) request_id: String,
}

impl Visit {
    /// What `app` is told of the caller.
    pub(crate) fn caller(&self, method: &Method, headers: &HeaderMap) -> Caller {
        Caller {
            tenant: Arc::clone(&self.tenant),
            host: self.host.clone(),
            ip: self.ip.to_string(),
            method: method.as_str().to_owned(),
            user_agent: self.user_agent.clone(),
            language: self.language.clone(),
            session_cookie: cookies::session(headers, self.transport),
            transaction_cookies: cookies::transactions(headers, self.transport),
            known_cookie: cookies::known(headers, self.transport),
        }
    }

    /// The origin of this visit's own pages, as a browser writes it.
    pub(crate) fn origin(&self) -> String {
        match self.transport {
            Transport::Tls => format!("https://{}", self.host),
            Transport::Loopback => format!("http://{}", self.host),
        }
    }
}

/// Resolves the tenant, names the request, and hands a [`Visit`] to what follows. An unknown host is 404.
pub(crate) async fn meet(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let Ok(request_id) = service.app.request_id() else {
        return answer::unavailable("no-id");
    };
    let target_bytes = request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    let mut response = if target_bytes > TARGET_BYTES {
        answer::target_too_long(&request_id, TARGET_BYTES)
    } else {
        match arrive(&service, &request) {
            Some(arrival) => match service.app.tenant_at(&arrival.host).await {
                Ok(Some(tenant)) => {
                    request
                        .extensions_mut()
                        .insert(arrival.at(tenant, request_id.clone()));
                    next.run(request).await
                }
                Ok(None) => answer::unknown_host(&request_id),
                Err(error) => {
                    tracing::error!(%request_id, error = &error as &dyn std::error::Error, "tenant lookup failed");
                    answer::unavailable(&request_id)
                }
            },
            None => answer::unknown_host(&request_id),
        }
    };
    if let Ok(value) = HeaderValue::try_from(&request_id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// What a request says before the tenant is known.
struct Arrival {
    host: Host,
    transport: Transport,
    ip: IpAddr,
    user_agent: Option<String>,
    language: Option<String>,
}

impl Arrival {
    fn at(self, tenant: Arc<Tenant>, request_id: String) -> Visit {
        Visit {
            tenant,
            host: self.host,
            transport: self.transport,
            ip: self.ip,
            user_agent: self.user_agent,
            language: self.language,
            request_id,
        }
    }
}

fn arrive(service: &Service, request: &Request) -> Option<Arrival> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()?
        .0
        .ip();
    let believed = is_listed(&service.proxies, peer);
    let headers = request.headers();
    let transport = match (
        service.transport,
        believed,
        single(headers, "x-forwarded-proto"),
    ) {
        (Transport::Tls, _, _) | (Transport::Loopback, true, Some("https")) => Transport::Tls,
        (Transport::Loopback, _, _) => Transport::Loopback,
    };
    let forwarded_host = single(headers, "x-forwarded-host").filter(|_| believed);
    // HTTP/2 carries the name in the request target (RFC 9113 section 8.3.1).
    let named = forwarded_host
        .or_else(|| {
            request
                .uri()
                .authority()
                .map(|authority| authority.as_str())
        })
        .or_else(|| single(headers, header::HOST.as_str()));
    let host = Host::parse(named?).ok()?;
    if transport == Transport::Loopback && !host.is_loopback() {
        return None;
    }
    Some(Arrival {
        host,
        transport,
        ip: client_ip(&service.proxies, peer, headers),
        user_agent: single(headers, header::USER_AGENT.as_str())
            .map(|text| text.chars().take(USER_AGENT_CHARS).collect()),
        language: single(headers, header::ACCEPT_LANGUAGE.as_str()).and_then(first_language),
    })
}

/// The rightmost address that no listed proxy owns: what stands left of it, the client itself could have written.
fn client_ip(proxies: &[IpNet], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut ip = peer;
    let lines = headers
        .get_all("x-forwarded-for")
        .iter()
        .rev()
        .filter_map(|line| line.to_str().ok());
    for hop in lines.flat_map(|line| line.rsplit(',')).take(FORWARDED_HOPS) {
        if !is_listed(proxies, ip) {
            break;
        }
        let Ok(next) = hop.trim().parse() else { break };
        ip = next;
    }
    ip.to_canonical()
}

fn is_listed(proxies: &[IpNet], ip: IpAddr) -> bool {
    let ip = ip.to_canonical();
    proxies.iter().any(|network| network.contains(&ip))
}

/// A header that stands there once. One that is repeated says nothing that can be believed.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() {
        return None;
    }
    value.to_str().ok()
}

fn first_language(text: &str) -> Option<String> {
    let tag = text.split([',', ';']).next()?.trim();
    let fits = (1..=35).contains(&tag.len())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then(|| tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forwarded_address_is_believed_from_listed_proxies_only() {
        let proxies: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let check = |peer: &str, line: &str, expected: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", line.parse().unwrap());
            let ip = client_ip(&proxies, peer.parse().unwrap(), &headers);
            assert_eq!(ip, expected.parse::<IpAddr>().unwrap(), "{peer} {line}");
        };
        check("192.0.2.1", "198.51.100.7", "192.0.2.1");
        check("10.0.0.1", "198.51.100.7", "198.51.100.7");
        check(
            "10.0.0.1",
            "6.6.6.6, 198.51.100.7, 10.0.0.2",
            "198.51.100.7",
        );
        check("10.0.0.1", "6.6.6.6, nonsense", "10.0.0.1");
        check("::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1");
    }

    #[test]
    fn a_language_is_a_tag_or_nothing() {
        assert_eq!(first_language("de-CH,de;q=0.9").as_deref(), Some("de-CH"));
        assert_eq!(first_language("*"), None);
        assert_eq!(first_language(&"a".repeat(36)), None);
    }
}
