//! TLS on a connection: first of all, or later, when both sides have agreed on it in clear text.

use std::sync::Arc;

use contract::permission::Capabilities;
use contract::socket::{
    SocketError, TlsIdentity, TlsOutcome, TlsRequest, TlsVersions, Verification,
};
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, ClientConnection, InconsistentKeys, ProtocolVersion, SupportedProtocolVersion,
};
use tokio_rustls::TlsConnector;

use crate::connection::{Connection, Stream, clear_url, secure_url};
use crate::error::EgressError;
use crate::tls;
use crate::verifier::{Judge, Noted};

/// The longest text of certificates or keys, in bytes.
const PEM_BYTES: usize = 512 << 10;
/// Certificates in one such text.
const CERTIFICATES: usize = 512;
/// Protocols offered, and the longest of them in bytes (RFC 7301, section 3.1).
const PROTOCOLS: usize = 16;
const PROTOCOL_BYTES: usize = 255;

impl Connection {
    /// Starts TLS. The server's name is that of the connection, or another that was granted as well; a certificate that is not
    /// looked at protects no more than clear text and so needs what clear text needs.
    ///
    /// # Errors
    /// A [`SocketError`]; the connection is closed then.
    pub async fn secure(self, request: &TlsRequest) -> Result<(Self, TlsOutcome), SocketError> {
        let name = self.server_name(request)?;
        self.check_verification(request.verification)?;
        let noted = Noted::default();
        let config = self.tls_config(request, &noted)?;
        let Stream::Plain(stream) = self.stream else {
            return Err(EgressError::AlreadySecure.into());
        };
        let place = self.place;
        let limit = place.inner.policy.limits.connect;
        let connecting = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let host = || place.host.to_string();
        let stream = match tokio::time::timeout(limit, connecting).await {
            Err(_) => return Err(EgressError::HandshakeTimeout { host: host() }.into()),
            Ok(Err(source)) => {
                let error = EgressError::Handshake {
                    host: host(),
                    source,
                };
                return Err(noted.complete(error.into()));
            }
            Ok(Ok(stream)) => stream,
        };
        let outcome = outcome(stream.get_ref().1, &noted);
        let stream = Stream::Tls(Box::new(stream));
        Ok((
            Self {
                stream,
                place,
                ..self
            },
            outcome,
        ))
    }

    fn server_name(&self, request: &TlsRequest) -> Result<ServerName<'static>, EgressError> {
        let own = self.place.host.to_string();
        let own = own.trim_start_matches('[').trim_end_matches(']');
        let asked = request
            .server_name
            .as_deref()
            .filter(|name| !name.is_empty());
        let name = asked.unwrap_or(own).trim_end_matches('.');
        let invalid = || EgressError::ServerName {
            name: name.chars().take(260).collect(),
        };
        let parsed = ServerName::try_from(name.to_owned()).map_err(|_| invalid())?;
        if name.eq_ignore_ascii_case(own) || self.place.capabilities == Capabilities::All {
            return Ok(parsed);
        }
        let url = secure_url(&name.to_ascii_lowercase(), self.place.port).map_err(|_| invalid())?;
        self.place.capabilities.check_url(&url)?;
        Ok(parsed)
    }

    fn check_verification(&self, verification: Verification) -> Result<(), EgressError> {
        if verification == Verification::Full {
            return Ok(());
        }
        let place = &self.place;
        let clear = clear_url(&place.host, place.port)?;
        place
            .capabilities
            .check_url(&clear)
            .map_err(|_| EgressError::Unverified {
                host: place.host.to_string(),
                port: place.port,
            })
    }

    fn tls_config(&self, request: &TlsRequest, noted: &Noted) -> Result<ClientConfig, EgressError> {
        let trusted = match &request.authorities {
            None => Judge::of_host(Arc::clone(&self.place.inner.verifier)),
            Some(text) => Judge::of(certificates(text, "ca")?)?,
        };
        let judge: Arc<dyn ServerCertVerifier> =
            Arc::new(trusted.asking(request.verification, noted.clone()));
        let builder = ClientConfig::builder_with_provider(tls::provider())
            .with_protocol_versions(&versions(request.versions))
            .map_err(|source| EgressError::Authorities { source })?
            .dangerous() // rustls's word for any verifier but its own.
            .with_custom_certificate_verifier(judge);
        let mut config = match &request.identity {
            None => builder.with_no_client_auth(),
            Some(identity) => {
                builder.with_client_cert_resolver(Arc::new(own_certificate(identity)?))
            }
        };
        config.alpn_protocols = protocols(&request.protocols)?;
        // Nothing is resumed: no server can tell that two executions belong together.
        config.resumption = rustls::client::Resumption::disabled();
        Ok(config)
    }
}

fn versions(wanted: TlsVersions) -> Vec<&'static SupportedProtocolVersion> {
    match wanted {
        TlsVersions::Any => vec![&TLS13, &TLS12],
        TlsVersions::Tls12 => vec![&TLS12],
        TlsVersions::Tls13 => vec![&TLS13],
    }
}

fn protocols(offered: &[String]) -> Result<Vec<Vec<u8>>, EgressError> {
    let fits = |name: &String| (1..=PROTOCOL_BYTES).contains(&name.len());
    if offered.len() > PROTOCOLS || !offered.iter().all(fits) {
        return Err(EgressError::Protocols {
            limit_count: PROTOCOLS,
            limit_bytes: PROTOCOL_BYTES,
        });
    }
    Ok(offered
        .iter()
        .map(|name| name.clone().into_bytes())
        .collect())
}

/// A client's certificate. That the key is another's is said here; of a version that the library does not read (X.509 1, as
/// many have made for themselves) the server judges.
fn own_certificate(identity: &TlsIdentity) -> Result<SingleCertAndKey, EgressError> {
    let chain = certificates(&identity.certificates, "cert")?;
    let what = "key";
    let unreadable = |_| EgressError::Pem {
        what,
        limit_bytes: PEM_BYTES,
    };
    let key = PrivateKeyDer::from_pem_slice(pem(&identity.key, what)?).map_err(unreadable)?;
    let unfit = |source| EgressError::Identity { source };
    let key = tls::provider().key_provider.load_private_key(key);
    let certified = CertifiedKey::new(chain, key.map_err(unfit)?);
    match certified.keys_match() {
        Err(source @ rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => {
            Err(unfit(source))
        }
        _ => Ok(certified.into()),
    }
}

fn certificates(
    text: &str,
    what: &'static str,
) -> Result<Vec<CertificateDer<'static>>, EgressError> {
    let unreadable = EgressError::Pem {
        what,
        limit_bytes: PEM_BYTES,
    };
    let found = CertificateDer::pem_slice_iter(pem(text, what)?).take(CERTIFICATES);
    match found.collect::<Result<Vec<_>, _>>() {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(unreadable),
    }
}

fn pem<'a>(text: &'a str, what: &'static str) -> Result<&'a [u8], EgressError> {
    let fits = text.len() <= PEM_BYTES;
    fits.then_some(text.as_bytes()).ok_or(EgressError::Pem {
        what,
        limit_bytes: PEM_BYTES,
    })
}

fn outcome(session: &ClientConnection, noted: &Noted) -> TlsOutcome {
    let certificates = session.peer_certificates().unwrap_or_default();
    let suite = session.negotiated_cipher_suite();
    TlsOutcome {
        version: match session.protocol_version() {
            Some(ProtocolVersion::TLSv1_2) => "TLSv1.2",
            _ => "TLSv1.3",
        },
        cipher: suite
            .and_then(|suite| suite.suite().as_str())
            .unwrap_or_default()
            .to_owned(),
        protocol: session
            .alpn_protocol()
            .map(|name| String::from_utf8_lossy(name).into_owned()),
        certificates: certificates
            .iter()
            .map(|one| one.as_ref().to_vec())
            .collect(),
        fault: noted.fault(),
    }
}
