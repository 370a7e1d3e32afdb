//! Whether a server's certificate will do, as far as the caller asks, and what is wrong with it in the words that programs know.

use std::sync::{Arc, Mutex, PoisonError};

use contract::socket::{CertificateFault, SocketError, Verification};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::error::EgressError;
use crate::tls;

/// Whom to trust.
#[derive(Debug)]
pub(crate) struct Judge {
    trusted: Arc<dyn ServerCertVerifier>,
    /// Certificates the caller trusts by themselves.
    pinned: Vec<CertificateDer<'static>>,
}

impl Judge {
    /// As the host does.
    pub(crate) fn of_host(trusted: Arc<dyn ServerCertVerifier>) -> Self {
        Self {
            trusted,
            pinned: Vec::new(),
        }
    }

    /// These authorities and no others.
    pub(crate) fn of(authorities: Vec<CertificateDer<'static>>) -> Result<Self, EgressError> {
        Ok(Self {
            trusted: anchored_at(&authorities)?,
            pinned: authorities,
        })
    }

    /// Asks no more than `verification`, and notes what is found.
    pub(crate) fn asking(self, verification: Verification, noted: Noted) -> Asking {
        Asking {
            judge: self,
            verification,
            noted,
        }
    }

    fn judge(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<(), Error> {
        let judged = self.trusted.verify_server_cert(own, others, name, &[], now);
        match judged {
            Ok(_) => Ok(()),
            // As OpenSSL has it, a certificate that is itself trusted may be an authority's.
            Err(Error::InvalidCertificate(
                CertificateError::Other(_) | CertificateError::UnknownIssuer,
            )) if self.pinned.iter().any(|one| one == own) => {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(own)?, name)
            }
            Err(error) => Err(error),
        }
    }
}

fn anchored_at(
    authorities: &[CertificateDer<'_>],
) -> Result<Arc<WebPkiServerVerifier>, EgressError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities.iter().map(|one| one.clone().into_owned()));
    tls::anchored_at(roots).map_err(|_| EgressError::NoAuthority)
}

/// What was found wrong in the course of a handshake.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted(Arc<Mutex<Option<Found>>>);

/// A fault and the certificate that has it, as DER.
type Found = (CertificateFault, Vec<u8>);

impl Noted {
    fn note(&self, fault: CertificateFault, own: &CertificateDer<'_>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *noted = Some((fault, own.as_ref().to_vec()));
    }

    /// What was wrong, if anything.
    pub(crate) fn fault(&self) -> Option<CertificateFault> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.as_ref().map(|(fault, _)| fault.clone())
    }

    /// The error of a handshake; when it was the certificate, by its fault.
    pub(crate) fn complete(&self, mut error: SocketError) -> SocketError {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((fault, own)) = noted.as_ref() {
            error.code = fault.code;
            error.message.clone_from(&fault.message);
            error.certificate = Some(own.clone());
        }
        error
    }
}

/// Asks of a certificate what the caller wants asked.
#[derive(Debug)]
pub(crate) struct Asking {
    judge: Judge,
    verification: Verification,
    noted: Noted,
}

impl ServerCertVerifier for Asking {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Err(error) = self.judge.judge(own, others, name, now) else {
            return Ok(ServerCertVerified::assertion());
        };
        let by_name = is_about_the_name(&error);
        let passes = match self.verification {
            Verification::Full => false,
            Verification::Chain => by_name,
            Verification::None => true,
        };
        if !(by_name && self.verification == Verification::Chain) {
            self.noted.note(fault(&error, own, others, now), own);
        }
        if passes {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(error)
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge
            .trusted
            .verify_tls12_signature(message, own, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge
            .trusted
            .verify_tls13_signature(message, own, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.trusted.supported_verify_schemes()
    }
}

fn is_about_the_name(error: &Error) -> bool {
    use CertificateError::{NotValidForName, NotValidForNameContext};
    matches!(
        error,
        Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })
    )
}

/// The fault as OpenSSL and Node name it.
fn fault(
    error: &Error,
    own: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    now: UnixTime,
) -> CertificateFault {
    use CertificateError as Wrong;
    let (code, message) = match error {
        _ if is_about_the_name(error) => (
            "ERR_TLS_CERT_ALTNAME_INVALID",
            "Hostname/IP does not match certificate's altnames",
        ),
        Error::InvalidCertificate(Wrong::Expired | Wrong::ExpiredContext { .. }) => {
            ("CERT_HAS_EXPIRED", "certificate has expired")
        }
        Error::InvalidCertificate(Wrong::NotValidYet | Wrong::NotValidYetContext { .. }) => {
            ("CERT_NOT_YET_VALID", "certificate is not yet valid")
        }
        Error::InvalidCertificate(Wrong::Revoked) => ("CERT_REVOKED", "certificate revoked"),
        Error::InvalidCertificate(Wrong::BadSignature) => {
            ("CERT_SIGNATURE_FAILURE", "certificate signature failure")
        }
        Error::InvalidCertificate(Wrong::InvalidPurpose | Wrong::InvalidPurposeContext { .. }) => {
            ("INVALID_PURPOSE", "unsuitable certificate purpose")
        }
        Error::InvalidCertificate(Wrong::BadEncoding) => (
            "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
            "the certificate cannot be read",
        ),
        _ => untrusted(own, others, now),
    };
    CertificateFault {
        code,
        message: message.to_owned(),
    }
}

/// Why nobody who is trusted stands behind a certificate.
fn untrusted(
    own: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    now: UnixTime,
) -> (&'static str, &'static str) {
    if is_self_signed(own, now) {
        return ("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate");
    }
    if others.iter().any(|one| is_self_signed(one, now)) {
        return (
            "SELF_SIGNED_CERT_IN_CHAIN",
            "self-signed certificate in certificate chain",
        );
    }
    if others.is_empty() {
        return (
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "unable to verify the first certificate",
        );
    }
    (
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "unable to get local issuer certificate",
    )
}

/// Whether a certificate stands behind itself: taken as an authority it is anything but the work of an unknown one.
fn is_self_signed(one: &CertificateDer<'_>, now: UnixTime) -> bool {
    let Ok(verifier) = anchored_at(std::slice::from_ref(one)) else {
        return false;
    };
    let name = ServerName::IpAddress(std::net::Ipv4Addr::UNSPECIFIED.into());
    let judged = verifier.verify_server_cert(one, &[], &name, &[], now);
    !matches!(
        judged,
        Err(Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature
        ))
    )
}
