//! Queries for names under the outbound policy: what a name says of itself, without what is private.

use std::io;
use std::net::IpAddr;

use contract::socket::{NameQuery, NameRecord, QueryKind, SocketError};
use futures_util::future::BoxFuture;

use crate::allowance::Allowances;
use crate::client::Egress;
use crate::error::EgressError;
use crate::name;

/// The longest name in a query, in bytes (RFC 1035, section 2.3.4).
const NAME_BYTES: usize = 253;
/// Records of one answer that are told.
const RECORDS: usize = 500;

/// What [`Resolve::query`](crate::Resolve::query) returns.
pub type QueryFuture = BoxFuture<'static, Result<Vec<NameRecord>, QueryFailure>>;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryFailure {
    /// There is no such name.
    #[error("there is no such name")]
    NoName,
    /// The name has no record of this kind.
    #[error("the name has no such record")]
    NoRecord,
    /// No name server answered in time.
    #[error("no name server answered in time")]
    Timeout,
    /// The name server refused, or could not say.
    #[error("the name server answered {0}")]
    Server(&'static str),
    /// This resolver does not answer such queries.
    #[error("this resolver does not answer such queries")]
    NotServed,
    /// Anything else.
    #[error("{0}")]
    Other(io::Error),
}

impl QueryFailure {
    /// Node's code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoName => "ENOTFOUND",
            Self::NoRecord => "ENODATA",
            Self::Timeout => "ETIMEOUT",
            Self::Server(code) => code,
            Self::NotServed => "ENOTIMP",
            Self::Other(_) => "ECONNREFUSED",
        }
    }
}

impl Egress {
    /// Asks for the records of a name. A name that is local, or an address among the answers that is private, is refused as a
    /// connection to it would be; an installation asks for the names it declared and for the services below them.
    ///
    /// # Errors
    /// A [`SocketError`] by its cause.
    pub async fn query(
        &self,
        allowances: &Allowances,
        query: &NameQuery,
    ) -> Result<Vec<NameRecord>, SocketError> {
        let limit = self.inner.policy.limits.connect;
        let asking = self.ask(allowances, query);
        match tokio::time::timeout(limit, asking).await {
            Ok(answered) => Ok(answered?),
            Err(_) => Err(unanswered(&query.name, QueryFailure::Timeout).into()),
        }
    }

    async fn ask(
        &self,
        allowances: &Allowances,
        query: &NameQuery,
    ) -> Result<Vec<NameRecord>, EgressError> {
        if query.kind == QueryKind::Reverse {
            return self.names_of(allowances, query).await;
        }
        let name = name::canonical(&query.name);
        check_spelling(&name)?;
        query.capabilities.check_name(&name)?;
        // What may be connected to on some port may be asked for.
        let scope = self.inner.policy.check_query(&name, allowances)?;
        let answered = match query.kind {
            QueryKind::Lookup => self.lookup(&name).await?,
            kind => {
                let answered = self.inner.pools.resolver().query(&name, kind).await;
                answered.map_err(|source| unanswered(&name, source))?
            }
        };
        let addresses: Vec<IpAddr> = answered.iter().filter_map(address).collect();
        if !addresses.is_empty() {
            scope.check_answer(&name, &addresses)?;
        }
        Ok(answered.into_iter().take(RECORDS).collect())
    }

    async fn lookup(&self, name: &str) -> Result<Vec<NameRecord>, EgressError> {
        let answer = self.inner.pools.resolver().resolve(name).await;
        let addresses = answer.map_err(|source| {
            unanswered(
                name,
                match source.kind() {
                    io::ErrorKind::NotFound => QueryFailure::NoName,
                    _ => QueryFailure::Server("EAI_AGAIN"),
                },
            )
        })?;
        if addresses.is_empty() {
            return Err(EgressError::NoAddress {
                host: name.to_owned(),
            });
        }
        let records = addresses.into_iter();
        Ok(records
            .map(|address| NameRecord::Address { address, ttl: 0 })
            .collect())
    }

    /// The names of an address. They belong to whoever has the address, and no installation declares an address to learn them.
    async fn names_of(
        &self,
        allowances: &Allowances,
        query: &NameQuery,
    ) -> Result<Vec<NameRecord>, EgressError> {
        let invalid = || EgressError::InvalidName {
            limit_bytes: NAME_BYTES,
        };
        let address: IpAddr = query.name.parse().map_err(|_| invalid())?;
        query.capabilities.check_name(&query.name)?;
        let scope = self.inner.policy.query_scope(allowances);
        scope.check_answer(&query.name, &[address])?;
        let answered = self
            .inner
            .pools
            .resolver()
            .query(&query.name, query.kind)
            .await;
        let answered = answered.map_err(|source| unanswered(&query.name, source))?;
        Ok(answered.into_iter().take(RECORDS).collect())
    }
}

fn address(record: &NameRecord) -> Option<IpAddr> {
    match record {
        NameRecord::Address { address, .. } => Some(*address),
        _ => None,
    }
}

fn unanswered(name: &str, source: QueryFailure) -> EgressError {
    EgressError::Query {
        name: name.to_owned(),
        source,
    }
}

/// Labels of letters, digits, hyphens and underscores, as services and keys have them.
fn check_spelling(name: &str) -> Result<(), EgressError> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if name.len() > NAME_BYTES || !name.split('.').all(is_label) {
        return Err(EgressError::InvalidName {
            limit_bytes: NAME_BYTES,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_labels() {
        for name in ["example.com", "_mongodb._tcp.c0.example.com", "localhost"] {
            assert!(check_spelling(name).is_ok(), "{name}");
        }
        let long = format!("{}.com", "a".repeat(64));
        let whole = "abcdefg.".repeat(32);
        for name in ["", ".", "a..b", "a b", "ä.com", "a/b.com", &long, &whole] {
            assert!(check_spelling(name).is_err(), "{name}");
        }
    }
}
