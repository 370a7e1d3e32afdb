//! HTTPS against a stand-in whose certificate an own authority issued.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod stand_in;

use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest, RedirectMode, Transfer,
};
use contract::permission::Capabilities;
use egress::{Allowances, Egress, Policy, PoolKey, PrivateNetwork};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use stand_in::{StandIn, ok};

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn certificate(&self) -> CertificateDer<'static> {
        self.0.der().clone()
    }

    fn server(&self, name: &str) -> rustls::ServerConfig {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        rustls::ServerConfig::builder_with_provider(Arc::new(
            rustls::crypto::aws_lc_rs::default_provider(),
        ))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap()
    }
}

async fn fetch(
    authorities: Vec<CertificateDer<'static>>,
    server: &StandIn,
) -> Result<OutboundHead, OutboundError> {
    let policy = Policy {
        private_network: PrivateNetwork::Allowed,
        authorities,
        ..Policy::default()
    };
    let egress = Egress::new(policy).unwrap();
    let request = OutboundRequest {
        method: "GET".to_owned(),
        url: format!("https://localhost:{}/", server.address.port()),
        headers: Vec::new(),
        body: Vec::new(),
        redirect: RedirectMode::Follow,
        transfer: Transfer::default(),
        tls: None,
        max_response_bytes: 1024,
        capabilities: Capabilities::All,
    };
    let sent = egress
        .send(
            &PoolKey::tenant("t"),
            &Allowances::none(),
            request,
            Duration::from_secs(5),
        )
        .await;
    sent.map(|(head, _)| head)
}

#[tokio::test]
async fn a_certificate_must_lead_to_a_trusted_authority_and_name_the_host() {
    let authority = Authority::new();
    let good = StandIn::start_tls(authority.server("localhost"), |_| ok("x")).await;
    let misnamed = StandIn::start_tls(authority.server("example.com"), |_| ok("x")).await;
    assert_eq!(
        fetch(vec![authority.certificate()], &good)
            .await
            .unwrap()
            .status,
        200
    );
    for (authorities, server, kind) in [
        (Vec::new(), &good, OutboundErrorKind::CertificateUntrusted),
        (
            vec![Authority::new().certificate()],
            &good,
            OutboundErrorKind::CertificateUntrusted,
        ),
        (
            vec![authority.certificate()],
            &misnamed,
            OutboundErrorKind::CertificateMisnamed,
        ),
    ] {
        let error = fetch(authorities, server).await.unwrap_err();
        assert_eq!(error.kind, kind, "{error:?}");
        assert!(error.message.contains("certificate"), "{error:?}");
    }
}
