//! The TLS settings of every outbound connection.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::CertificateDer;
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

/// TLS 1.2 and 1.3, shared by all pools.
pub(crate) fn config(verifier: Arc<dyn ServerCertVerifier>) -> Result<ClientConfig, EgressError> {
    let source = |source| EgressError::Authorities { source };
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(source)?
        .dangerous() // rustls's word for any verifier but its own; this one is the operating system's.
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The same settings with sessions of its own, so that no server can link two tenants by a resumed session.
pub(crate) fn for_pool(shared: &ClientConfig) -> ClientConfig {
    let mut config = shared.clone();
    config.resumption = Resumption::in_memory_sessions(SESSIONS_PER_POOL);
    config
}
