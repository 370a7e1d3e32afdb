//! The client: check, send, follow, check again.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use contract::outbound::{
    OutboundError, OutboundHead, OutboundRequest, RedirectMode, TlsMaterial, Transfer,
};
use contract::permission::Capabilities;
use reqwest::header::LOCATION;
use reqwest::{Method, Response};
use rustls::client::danger::ServerCertVerifier;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;
use url::Url;

use crate::allowance::Allowances;
use crate::body::{Body, Bounds};
use crate::error::EgressError;
use crate::policy::Policy;
use crate::pool::{PoolKey, Pools};
use crate::redirect::{self, Hop};
use crate::resolve::{Resolve, SystemResolver};
use crate::tls::Tls;
use crate::{headers, tls};

/// The outbound client. Cheap to clone; clones share pools.
#[derive(Clone)]
pub struct Egress {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) policy: Policy,
    pub(crate) pools: Pools,
    pub(crate) verifier: Arc<dyn ServerCertVerifier>,
}

impl Egress {
    /// A client that resolves names as the operating system is configured.
    ///
    /// # Errors
    /// [`EgressError::Authorities`] or [`EgressError::Resolver`] if the machine lacks what a client needs.
    pub fn new(policy: Policy) -> Result<Self, EgressError> {
        Self::with_resolver(policy, Arc::new(SystemResolver::new()?))
    }

    /// A client with its own way to resolve names. What it answers is checked all the same.
    ///
    /// # Errors
    /// [`EgressError::Authorities`] if no certificate authority can be read.
    pub fn with_resolver(policy: Policy, resolver: Arc<dyn Resolve>) -> Result<Self, EgressError> {
        let verifier = tls::verifier(&policy.authorities)?;
        let tls = Tls::new(Arc::clone(&verifier));
        let pools = Pools::new(policy.limits.clone(), tls, resolver);
        Ok(Self {
            inner: Arc::new(Inner {
                policy,
                pools,
                verifier,
            }),
        })
    }

    /// Sends `request` over the connections of `pool`, to public hosts and those in `allowances`, as far as its capabilities
    /// go: both are asked for each redirect as well. `timeout` covers everything from the first name resolved to the last
    /// byte of the body.
    ///
    /// # Errors
    /// An [`OutboundError`] by its cause; the body may still end in one.
    pub async fn send(
        &self,
        pool: &PoolKey,
        allowances: &Allowances,
        request: OutboundRequest,
        timeout: Duration,
    ) -> Result<(OutboundHead, Body), OutboundError> {
        let journey = Journey {
            inner: &self.inner,
            pool,
            allowances,
            capabilities: request.capabilities.clone(),
            mode: request.redirect,
            transfer: request.transfer,
            tls: request.tls.clone(),
            limit_bytes: request
                .max_response_bytes
                .min(self.inner.policy.limits.response_bytes),
            timeout,
            deadline: Instant::now() + timeout,
        };
        let first = self.first_hop(request)?;
        Ok(journey.travel(first).await?)
    }

    fn first_hop(&self, request: OutboundRequest) -> Result<Hop, EgressError> {
        let limits = &self.inner.policy.limits;
        if request.url.len() > limits.url_bytes {
            return Err(EgressError::UrlTooLong {
                limit_bytes: limits.url_bytes,
            });
        }
        if request.body.len() > limits.request_bytes {
            return Err(EgressError::RequestTooLarge {
                limit_bytes: limits.request_bytes,
            });
        }
        let url = Url::parse(&request.url).map_err(|source| EgressError::InvalidUrl { source })?;
        let headers = headers::read(&request.headers, &url, request.body.len(), limits)?;
        let method = parse_method(&request.method)?;
        Ok(Hop {
            method,
            url,
            headers,
            body: Bytes::from(request.body),
        })
    }
}

/// One call of [`Egress::send`] over all its hops.
struct Journey<'a> {
    inner: &'a Inner,
    pool: &'a PoolKey,
    allowances: &'a Allowances,
    capabilities: Capabilities,
    mode: RedirectMode,
    transfer: Transfer,
    tls: Option<Arc<TlsMaterial>>,
    limit_bytes: u64,
    timeout: Duration,
    deadline: Instant,
}

impl Journey<'_> {
    async fn travel(&self, first: Hop) -> Result<(OutboundHead, Body), EgressError> {
        let limit = self.inner.policy.limits.redirects;
        let mut hop = first;
        for followed in 0..=limit {
            let (response, slot) = self.ask(&hop).await?;
            let location = response
                .headers()
                .get(LOCATION)
                .filter(|_| redirect::is_redirect(response.status()));
            hop = match (location, self.mode) {
                (Some(location), RedirectMode::Follow) => {
                    let (status, location) = (response.status(), location.clone());
                    hop.redirected(status, location.as_bytes())?
                }
                (Some(_), RedirectMode::Error) => return Err(EgressError::UnexpectedRedirect),
                (Some(_), RedirectMode::Manual) | (None, _) => {
                    let head = self.head(&hop.url, followed > 0, &response)?;
                    return Ok((head, Body::new(response, self.bounds(&hop.url), slot)));
                }
            };
        }
        Err(EgressError::TooManyRedirects { limit })
    }

    /// Checks one hop and waits for the head of its answer.
    async fn ask(&self, hop: &Hop) -> Result<(Response, OwnedSemaphorePermit), EgressError> {
        self.capabilities.check_url(&hop.url)?;
        let scope = self.inner.policy.check_url(&hop.url, self.allowances)?;
        let pools = &self.inner.pools;
        let pool = pools.get_for(self.pool, scope, self.transfer, self.tls.as_ref())?;
        let slot = pool.enter(self.inner.policy.limits.in_flight_per_pool)?;
        let mut request = pool
            .client
            .request(hop.method.clone(), hop.url.clone())
            .headers(hop.headers.clone());
        if !hop.body.is_empty() {
            request = request.body(hop.body.clone());
        }
        let bounds = self.bounds(&hop.url);
        match tokio::time::timeout_at(self.deadline, request.send()).await {
            Ok(Ok(response)) => Ok((response, slot)),
            Ok(Err(error)) => Err(EgressError::from_client(&bounds.host, error)),
            Err(_) => Err(EgressError::Timeout {
                host: bounds.host,
                limit_ms: bounds.limit_ms,
            }),
        }
    }

    fn head(
        &self,
        url: &Url,
        redirected: bool,
        response: &Response,
    ) -> Result<OutboundHead, EgressError> {
        let limit_bytes = self.inner.policy.limits.response_header_bytes;
        let bytes: usize = response
            .headers()
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len())
            .sum();
        if bytes > limit_bytes {
            return Err(EgressError::ResponseHeadersTooLarge {
                host: host_of(url),
                limit_bytes,
            });
        }
        let headers = response.headers().iter();
        Ok(OutboundHead {
            status: response.status().as_u16(),
            status_text: status_text(response),
            url: url.to_string(),
            redirected,
            headers: headers
                .map(|(name, value)| (name.to_string(), latin1(value.as_bytes())))
                .collect(),
        })
    }

    fn bounds(&self, url: &Url) -> Bounds {
        Bounds {
            host: host_of(url),
            limit_bytes: self.limit_bytes,
            limit_ms: u64::try_from(self.timeout.as_millis()).unwrap_or(u64::MAX),
            deadline: self.deadline,
        }
    }
}

/// The method as a token; `CONNECT`, `TRACE` and `TRACK` are forbidden (fetch standard, section 2.2.1).
fn parse_method(method: &str) -> Result<Method, EgressError> {
    match Method::from_bytes(method.as_bytes()) {
        Ok(parsed)
            if !["CONNECT", "TRACE", "TRACK"].contains(&method.to_ascii_uppercase().as_str()) =>
        {
            Ok(parsed)
        }
        _ => Err(EgressError::Method {
            method: method.to_owned(),
        }),
    }
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// The reason phrase as the server wrote it; HTTP/2 has none (RFC 9113, 8.3.1).
fn status_text(response: &Response) -> String {
    let written = response
        .extensions()
        .get::<hyper::ext::ReasonPhrase>()
        .map(|phrase| latin1(phrase.as_bytes()));
    match written {
        Some(text) => text,
        None if response.version() < reqwest::Version::HTTP_2 => response
            .status()
            .canonical_reason()
            .unwrap_or_default()
            .to_owned(),
        None => String::new(),
    }
}

/// Header bytes as `fetch` shows them: one character per byte.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}
