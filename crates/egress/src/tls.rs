//! The TLS settings of every outbound connection.

use std::sync::Arc;

use contract::outbound::{TlsMaterial, Transfer};
use rustls::client::danger::ServerCertVerifier;
use rustls::client::{Resumption, VerifierBuilderError, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::error::EgressError;

/// Sessions one pool may resume.
const SESSIONS_PER_POOL: usize = 64;

/// The one implementation of cryptography.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// Trusts whom the operating system trusts, and `authorities`. Read once.
pub(crate) fn verifier(
    authorities: &[CertificateDer<'static>],
) -> Result<Arc<dyn ServerCertVerifier>, EgressError> {
    let verifier = Verifier::new_with_extra_roots(authorities.iter().cloned(), provider());
    Ok(Arc::new(
        verifier.map_err(|source| EgressError::Authorities { source })?,
    ))
}

/// What the settings of all pools are made from.
pub(crate) struct Tls {
    verifier: Arc<dyn ServerCertVerifier>,
}

impl Tls {
    /// Settings in which this verifier judges the servers, unless the caller names authorities of its own.
    pub(crate) fn new(verifier: Arc<dyn ServerCertVerifier>) -> Self {
        Self { verifier }
    }

    /// TLS 1.2 and 1.3 for one pool, with sessions of its own, so that no server can link two tenants by a resumed one.
    pub(crate) fn config(
        &self,
        transfer: Transfer,
        material: Option<&TlsMaterial>,
    ) -> Result<ClientConfig, EgressError> {
        let verifier: Arc<dyn ServerCertVerifier> =
            match material.and_then(|material| material.authorities.as_deref()) {
                Some(authorities) => anchored_at_own(authorities)?,
                None => self.verifier.clone(),
            };
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|source| EgressError::Authorities { source })?
            .dangerous() // rustls's word for any verifier but its own default.
            .with_custom_certificate_verifier(verifier);
        let mut config = match material.and_then(identity).transpose()? {
            Some((chain, key)) => builder
                .with_client_auth_cert(chain, key)
                .map_err(|error| unusable("certificate and key", &error))?,
            None => builder.with_no_client_auth(),
        };
        config.resumption = Resumption::in_memory_sessions(SESSIONS_PER_POOL);
        config.alpn_protocols = match transfer {
            Transfer::Fetch => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            Transfer::Http1 => vec![b"http/1.1".to_vec()],
            Transfer::Http2 => vec![b"h2".to_vec()],
        };
        Ok(config)
    }
}

/// Trust in these authorities and no others.
pub(crate) fn anchored_at(
    roots: RootCertStore,
) -> Result<Arc<WebPkiServerVerifier>, VerifierBuilderError> {
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build()
}

/// Trust in the authorities that the caller brings, each of which must be one.
fn anchored_at_own(authorities: &str) -> Result<Arc<WebPkiServerVerifier>, EgressError> {
    let part = "certificate authority";
    let mut roots = RootCertStore::empty();
    for certificate in certificates(authorities, part)? {
        roots
            .add(certificate)
            .map_err(|error| unusable(part, &error))?;
    }
    anchored_at(roots).map_err(|error| unusable(part, &error))
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// What the caller shows the server: a certificate with its key, or nothing.
fn identity(material: &TlsMaterial) -> Option<Result<Identity, EgressError>> {
    let (chain, key) = match (&material.certificate, &material.key) {
        (None, None) => return None,
        (chain, key) => (
            chain.as_deref().unwrap_or_default(),
            key.as_deref().unwrap_or_default(),
        ),
    };
    Some(certificates(chain, "certificate").and_then(|chain| {
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes());
        Ok((chain, key.map_err(|error| unusable("key", &error))?))
    }))
}

fn certificates(
    pem: &str,
    part: &'static str,
) -> Result<Vec<CertificateDer<'static>>, EgressError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let all = all.map_err(|error| unusable(part, &error))?;
    if all.is_empty() {
        return Err(unusable(part, &"it holds no certificate"));
    }
    Ok(all)
}

fn unusable(part: &'static str, reason: &impl ToString) -> EgressError {
    EgressError::TlsMaterial {
        part,
        reason: reason.to_string(),
    }
}
