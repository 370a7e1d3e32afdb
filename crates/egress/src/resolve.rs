//! Names to addresses: the trait, the system's resolver, and the check between it and the HTTP client.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use contract::socket::QueryKind;
use futures_util::future::BoxFuture;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::{ResolverBuilder, TokioResolver};

use crate::error::EgressError;
use crate::name;
use crate::policy::Scope;
use crate::query::{QueryFailure, QueryFuture};
use crate::records::{self, record_type};

/// What [`Resolve::resolve`] returns.
pub type ResolveFuture = BoxFuture<'static, Result<Vec<IpAddr>, io::Error>>;

/// Resolves names. It is asked once per connection, and the client connects to what it answered then.
pub trait Resolve: Send + Sync {
    /// All addresses of `host`, a name in lower case without a final dot.
    fn resolve(&self, host: &str) -> ResolveFuture;

    /// The records of a name in the same form, or the names of an address.
    fn query(&self, _name: &str, _kind: QueryKind) -> QueryFuture {
        Box::pin(async { Err(QueryFailure::NotServed) })
    }
}

/// The name servers and hosts file of the operating system, asked without blocking a thread, so that a slow name of one
/// tenant delays nobody else.
pub struct SystemResolver(TokioResolver);

impl SystemResolver {
    /// Reads the system's configuration. Without one only the hosts file answers.
    ///
    /// # Errors
    /// [`EgressError::Resolver`] if no resolver can be made.
    pub fn new() -> Result<Self, EgressError> {
        let builder = TokioResolver::builder_tokio().unwrap_or_else(|error| {
            tracing::warn!(%error, "the system names no name server; only the hosts file resolves names");
            TokioResolver::builder_with_config(ResolverConfig::default(), TokioRuntimeProvider::default())
        });
        Self::built(builder)
    }

    /// Asks this name server alone, at its own port, over UDP and TCP.
    ///
    /// # Errors
    /// [`EgressError::Resolver`] if no resolver can be made.
    pub fn of_server(server: SocketAddr) -> Result<Self, EgressError> {
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut one| {
            one.port = server.port();
            one
        });
        let server = NameServerConfig::new(server.ip(), true, connections.into());
        let config = ResolverConfig::from_name_servers(vec![server]);
        Self::built(TokioResolver::builder_with_config(
            config,
            TokioRuntimeProvider::default(),
        ))
    }

    fn built(builder: ResolverBuilder<TokioRuntimeProvider>) -> Result<Self, EgressError> {
        let resolver = builder.build().map_err(|error| EgressError::Resolver {
            source: io::Error::other(error),
        })?;
        Ok(Self(resolver))
    }
}

impl Resolve for SystemResolver {
    fn resolve(&self, host: &str) -> ResolveFuture {
        let resolver = self.0.clone();
        // The final dot keeps search lists out: a public name is complete as it stands.
        let absolute = format!("{host}.");
        Box::pin(async move {
            let answer = resolver.lookup_ip(absolute).await.map_err(|error| {
                let kind = if error.is_no_records_found() {
                    io::ErrorKind::NotFound
                } else {
                    io::ErrorKind::Other
                };
                io::Error::new(kind, error)
            })?;
            Ok(answer.iter().collect())
        })
    }

    fn query(&self, name: &str, kind: QueryKind) -> QueryFuture {
        let resolver = self.0.clone();
        let name = name.to_owned();
        Box::pin(async move {
            let answer = match (kind, name.parse::<IpAddr>()) {
                (QueryKind::Reverse, Ok(address)) => resolver.reverse_lookup(address).await,
                _ => resolver.lookup(format!("{name}."), record_type(kind)).await,
            };
            let answer = answer.map_err(records::failure)?;
            let told = answer.answers().iter();
            let told: Vec<_> = told
                .filter_map(|record| records::told(kind, record))
                .collect();
            if told.is_empty() {
                return Err(QueryFailure::NoRecord);
            }
            Ok(told)
        })
    }
}

/// Stands between the HTTP client and a resolver: an answer outside the scope never reaches the client.
pub(crate) struct CheckedResolver {
    pub(crate) inner: Arc<dyn Resolve>,
    pub(crate) scope: Scope,
}

impl reqwest::dns::Resolve for CheckedResolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let host = name::canonical(name.as_str());
        let answer = self.inner.resolve(&host);
        let scope = self.scope.clone();
        Box::pin(async move {
            let addresses = match answer.await {
                Ok(addresses) => addresses,
                Err(source) => return Err(EgressError::Resolve { host, source }.into()),
            };
            scope.check_answer(&host, &addresses)?;
            // Port 0 stands for the URL's own port.
            let addresses = addresses
                .into_iter()
                .map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as reqwest::dns::Addrs)
        })
    }
}
