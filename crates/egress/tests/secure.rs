//! TLS on a connection: at once, or after words in clear text; whose certificate will do, and whose name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use contract::outbound::OutboundErrorKind as Kind;
use contract::permission::{Capabilities, HostPermission, Permissions};
use contract::socket::{
    AddressFamily, ConnectRequest, Security, SocketError, TlsIdentity, TlsOutcome, TlsRequest,
    TlsVersions, Verification,
};
use egress::{Allowances, Connection, Egress, Policy, PoolKey, Resolve, ResolveFuture};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const NAME: &str = "db.partner.example";

/// Every name is this machine.
struct Here;

impl Resolve for Here {
    fn resolve(&self, _host: &str) -> ResolveFuture {
        Box::pin(async { Ok(vec![IpAddr::from([127, 0, 0, 1])]) })
    }
}

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for a name and its key, in PEM.
fn issued(issuer: Option<&Authority>, name: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = match issuer {
        Some(issuer) => params.signed_by(&key, issuer).unwrap(),
        None => params.self_signed(&key).unwrap(),
    };
    (certificate.pem(), key.serialize_pem())
}

fn acceptor((certificate, key): &(String, String), clients: Option<&Authority>) -> TlsAcceptor {
    use rustls::pki_types::pem::PemObject;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.der().clone()).unwrap();
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.unwrap())
        }
    };
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let mut config = builder.with_single_cert(vec![certificate], key).unwrap();
    config.alpn_protocols = vec![b"echo".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

/// Says `hello` in clear text to who says so, then speaks TLS and repeats what it hears.
async fn server(acceptor: TlsAcceptor) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let mut first = [0];
                stream.peek(&mut first).await.unwrap_or_default();
                if &first == b"h" {
                    stream.read_exact(&mut [0; 5]).await.unwrap();
                    stream.write_all(b"hello").await.unwrap();
                }
                if let Ok(secure) = acceptor.accept(stream).await {
                    let (mut reader, mut writer) = tokio::io::split(secure);
                    let _ = tokio::io::copy(&mut reader, &mut writer).await;
                }
            });
        }
    });
    address
}

struct Place {
    egress: Egress,
    address: SocketAddr,
    capabilities: Capabilities,
}

impl Place {
    async fn new(acceptor: TlsAcceptor) -> Self {
        Self {
            egress: Egress::with_resolver(Policy::default(), Arc::new(Here)).unwrap(),
            address: server(acceptor).await,
            capabilities: Capabilities::All,
        }
    }

    async fn connect(&self, security: Security) -> Connection {
        let allowances: Allowances = [self.address.to_string().parse().unwrap()]
            .into_iter()
            .collect();
        let request = ConnectRequest {
            host: NAME.to_owned(),
            port: self.address.port(),
            family: AddressFamily::Any,
            security,
            capabilities: self.capabilities.clone(),
        };
        let pool = PoolKey::tenant("t");
        let connected = self.egress.connect(&pool, &allowances, &request).await;
        connected.unwrap()
    }

    async fn secure(&self, request: TlsRequest) -> Result<(Connection, TlsOutcome), SocketError> {
        self.connect(Security::Tls).await.secure(&request).await
    }

    async fn fault(&self, request: TlsRequest) -> &'static str {
        self.secure(request).await.expect_err("refused").code
    }
}

fn trusting(pem: &str) -> TlsRequest {
    TlsRequest {
        authorities: Some(pem.to_owned()),
        ..TlsRequest::default()
    }
}

async fn echoes(connection: &mut Connection) {
    connection.write_all(b"over TLS").await.unwrap();
    connection.flush().await.unwrap();
    let mut answer = [0; 8];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"over TLS");
}

#[tokio::test]
async fn a_trusted_certificate_for_the_name_will_do() {
    let ours = authority("ours");
    let place = Place::new(acceptor(&issued(Some(&ours), NAME), None)).await;
    let request = TlsRequest {
        protocols: vec!["other".to_owned(), "echo".to_owned()],
        ..trusting(&ours.pem())
    };
    let (mut connection, outcome) = place.secure(request).await.unwrap();
    echoes(&mut connection).await;
    assert_eq!(outcome.version, "TLSv1.3");
    assert_eq!(outcome.protocol.as_deref(), Some("echo"));
    assert_eq!((outcome.certificates.len(), outcome.fault), (1, None));
    let older = TlsRequest {
        versions: TlsVersions::Tls12,
        ..trusting(&ours.pem())
    };
    let (mut connection, outcome) = place.secure(older).await.unwrap();
    echoes(&mut connection).await;
    assert_eq!(outcome.version, "TLSv1.2");
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_told_by_its_code() {
    let ours = authority("ours");
    let place = Place::new(acceptor(&issued(Some(&ours), NAME), None)).await;
    let unknown = place.secure(TlsRequest::default()).await.unwrap_err();
    assert_eq!(unknown.code, "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    assert!(unknown.certificate.is_some());
    let stranger = authority("stranger");
    let code = place.fault(trusting(&stranger.pem())).await;
    assert_eq!(code, "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    let other_name = TlsRequest {
        server_name: Some("other.partner.example".to_owned()),
        ..trusting(&ours.pem())
    };
    let code = place.fault(other_name.clone()).await;
    assert_eq!(code, "ERR_TLS_CERT_ALTNAME_INVALID");
    let chain = TlsRequest {
        verification: Verification::Chain,
        ..other_name.clone()
    };
    assert_eq!(place.secure(chain).await.unwrap().1.fault, None);
    let chain_of_nobody = TlsRequest {
        verification: Verification::Chain,
        ..trusting(&stranger.pem())
    };
    let code = place.fault(chain_of_nobody).await;
    assert_eq!(code, "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    let nothing = TlsRequest {
        verification: Verification::None,
        ..other_name
    };
    let fault = place.secure(nothing).await.unwrap().1.fault.unwrap();
    assert_eq!(fault.code, "ERR_TLS_CERT_ALTNAME_INVALID");
}

#[tokio::test]
async fn a_certificate_signed_by_itself_may_be_trusted_by_itself() {
    let own = issued(None, NAME);
    let place = Place::new(acceptor(&own, None)).await;
    let code = place.fault(TlsRequest::default()).await;
    assert_eq!(code, "DEPTH_ZERO_SELF_SIGNED_CERT");
    let (mut connection, _) = place.secure(trusting(&own.0)).await.unwrap();
    echoes(&mut connection).await;
    let other_name = TlsRequest {
        server_name: Some("other.partner.example".to_owned()),
        ..trusting(&own.0)
    };
    let code = place.fault(other_name).await;
    assert_eq!(code, "ERR_TLS_CERT_ALTNAME_INVALID");
}

#[tokio::test]
async fn a_client_shows_its_certificate() {
    let ours = authority("ours");
    let place = Place::new(acceptor(&issued(Some(&ours), NAME), Some(&ours))).await;
    let (certificates, key) = issued(Some(&ours), "client");
    let request = TlsRequest {
        identity: Some(TlsIdentity { certificates, key }),
        ..trusting(&ours.pem())
    };
    let (mut connection, _) = place.secure(request).await.unwrap();
    echoes(&mut connection).await;
    // In TLS 1.3 the client has finished before the server has looked.
    let (mut connection, _) = place.secure(trusting(&ours.pem())).await.unwrap();
    let error = connection.read(&mut [0]).await.unwrap_err();
    let told = error.get_ref().unwrap().downcast_ref::<SocketError>();
    assert_eq!(
        told.unwrap().code,
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"
    );
    let old = TlsIdentity {
        certificates: OF_VERSION_1.to_owned(),
        key: KEY_OF_VERSION_1.to_owned(),
    };
    let without_asking = Place::new(acceptor(&issued(Some(&ours), NAME), None)).await;
    let request = TlsRequest {
        identity: Some(old),
        ..trusting(&ours.pem())
    };
    assert!(without_asking.secure(request).await.is_ok());
    let own = issued(Some(&ours), "a").0;
    for (certificates, key) in [
        (own.clone(), issued(None, "b").1),
        (own, "no key".to_owned()),
    ] {
        let request = TlsRequest {
            identity: Some(TlsIdentity { certificates, key }),
            ..trusting(&ours.pem())
        };
        assert_eq!(place.fault(request).await, "ERR_INVALID_ARG_VALUE");
    }
}

#[tokio::test]
async fn tls_follows_words_in_clear_text_and_nothing_precedes_it_where_it_comes_first() {
    let ours = authority("ours");
    let place = Place::new(acceptor(&issued(Some(&ours), NAME), None)).await;
    let mut connection = place.connect(Security::Plain).await;
    connection.write_all(b"hello").await.unwrap();
    let mut answer = [0; 5];
    connection.read_exact(&mut answer).await.unwrap();
    let secured = connection.secure(&trusting(&ours.pem())).await;
    let (mut connection, _) = secured.unwrap();
    echoes(&mut connection).await;
    let again = connection.secure(&trusting(&ours.pem())).await;
    assert_eq!(again.unwrap_err().kind, Kind::Tls);
    let mut first = place.connect(Security::Tls).await;
    assert!(first.write_all(b"hello").await.is_err());
    assert!(first.read(&mut [0]).await.is_err());
}

#[tokio::test]
async fn what_speaks_no_tls_fails_by_its_code_and_odd_options_are_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for answer in [&b"220 mail.example ESMTP\r\n"[..], b""] {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_exact(&mut [0; 1]).await.unwrap();
            stream.write_all(answer).await.unwrap();
            // What was not read would reset the connection.
            let _ = stream.shutdown().await;
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    });
    let place = Place {
        egress: Egress::with_resolver(Policy::default(), Arc::new(Here)).unwrap(),
        address,
        capabilities: Capabilities::All,
    };
    let code = place.fault(TlsRequest::default()).await;
    assert_eq!(code, "ERR_SSL_WRONG_VERSION_NUMBER");
    assert_eq!(place.fault(TlsRequest::default()).await, "ECONNRESET");
    let ours = authority("ours");
    let place = Place::new(acceptor(&issued(Some(&ours), NAME), None)).await;
    let long = "-".repeat((512 << 10) + 1);
    for text in ["no certificate", &long, ""] {
        assert_eq!(place.fault(trusting(text)).await, "ERR_INVALID_ARG_VALUE");
    }
    let protocols = |protocols: Vec<String>| TlsRequest {
        protocols,
        ..trusting(&ours.pem())
    };
    for odd in [
        vec![String::new()],
        vec!["x".repeat(256)],
        vec!["x".to_owned(); 17],
    ] {
        assert_eq!(place.fault(protocols(odd)).await, "ERR_INVALID_ARG_VALUE");
    }
}

#[tokio::test]
async fn an_installation_names_hosts_it_declared_alone() {
    let ours = authority("ours");
    let mut place = Place::new(acceptor(&issued(Some(&ours), "other.example"), None)).await;
    let port = place.address.port();
    let granting = |hosts: &[String]| {
        let hosts = hosts.iter().map(|host| HostPermission {
            host: host.parse().unwrap(),
            reason: String::new(),
        });
        let permissions = Permissions {
            hosts: hosts.collect(),
            ..Permissions::default()
        };
        Capabilities::Only(Arc::new(permissions.grant(&BTreeMap::new()).unwrap()))
    };
    let request = TlsRequest {
        server_name: Some("other.example".to_owned()),
        ..trusting(&ours.pem())
    };
    place.capabilities = granting(&[format!("{NAME}:{port}")]);
    let refused = place.secure(request.clone()).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Capability, "{refused}");
    place.capabilities = granting(&[format!("{NAME}:{port}"), format!("other.example:{port}")]);
    assert!(place.secure(request).await.is_ok());
}

/// A certificate of version 1, which `openssl x509 -req` makes unless told otherwise, and its key: of this test alone.
const OF_VERSION_1: &str = "-----BEGIN CERTIFICATE-----
MIIBGDCBvwIUbfJrhFfCDzCYmbLhxlzs+p8IHiAwCgYIKoZIzj0EAwIwDjEMMAoG
A1UEAwwDb2xkMCAXDTI2MTEyNjA0NDIwOVoYDzIxMjYxMTAyMDQ0MjA5WjAOMQww
CgYDVQQDDANvbGQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT7F4TCYotNPyEm
2emD5ntpDbeZ1dnDugIMB7stOkQ6bHOa2QJmELjlSj+w49kx66vRCd3qP8DiD7cV
6VHh0JaJMAoGCCqGSM49BAMCA0gAMEUCIQCLdzX4YDKcj46VOyRWc2iFsEczJoEg
fTlCIccTKOlr+gIgB+rBn1//JnC8DWMeqsZD6dktaRnx+xwB5PTz5Df2S0s=
-----END CERTIFICATE-----";
const KEY_OF_VERSION_1: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJB/ov62fQF8e3xsh
NocaZEJq5bhpYNS2knhVdZrAe9+hRANCAAT7F4TCYotNPyEm2emD5ntpDbeZ1dnD
ugIMB7stOkQ6bHOa2QJmELjlSj+w49kx66vRCd3qP8DiD7cV6VHh0JaJ
-----END PRIVATE KEY-----";
