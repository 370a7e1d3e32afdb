//! Asymmetric keys as values, and how the documents they come in are read.

use aws_lc_rs::agreement;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256K1_SHA256_ASN1,
    ECDSA_P256K1_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA384_ASN1_SIGNING,
    ECDSA_P521_SHA512_ASN1, ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair as _, ParsedPublicKey, VerificationAlgorithm,
};

use super::der::{self, Reader};
use super::documents::sec1;

pub(super) const OID_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
pub(super) const OID_RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
pub(super) const OID_EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

/// A named curve of ECDSA and ECDH.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
    K256,
}

impl Curve {
    pub(super) const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::K256];

    pub(super) fn oid(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
            Self::P384 => &[0x2b, 0x81, 4, 0, 0x22],
            Self::P521 => &[0x2b, 0x81, 4, 0, 0x23],
            Self::K256 => &[0x2b, 0x81, 4, 0, 0x0a],
        }
    }

    /// As OpenSSL has it, as JWK has it.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::P256 => ("prime256v1", "P-256"),
            Self::P384 => ("secp384r1", "P-384"),
            Self::P521 => ("secp521r1", "P-521"),
            Self::K256 => ("secp256k1", "secp256k1"),
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| {
            let (openssl, jwk) = curve.names();
            name == openssl || name == jwk
        })
    }

    pub(super) fn bytes(self) -> usize {
        match self {
            Self::P256 | Self::K256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    pub(super) fn signing(self) -> &'static EcdsaSigningAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_ASN1_SIGNING,
            Self::P384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
            Self::P521 => &ECDSA_P521_SHA512_ASN1_SIGNING,
            Self::K256 => &ECDSA_P256K1_SHA256_ASN1_SIGNING,
        }
    }

    fn verifying(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_ASN1,
            Self::P384 => &ECDSA_P384_SHA384_ASN1,
            Self::P521 => &ECDSA_P521_SHA512_ASN1,
            Self::K256 => &ECDSA_P256K1_SHA256_ASN1,
        }
    }
}

/// A key of Curve25519.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Okp {
    Ed25519,
    X25519,
}

impl Okp {
    pub(super) fn oid(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => &[0x2b, 0x65, 0x70],
            Self::X25519 => &[0x2b, 0x65, 0x6e],
        }
    }

    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Ed25519 => ("ed25519", "Ed25519"),
            Self::X25519 => ("x25519", "X25519"),
        }
    }

    fn public_of(self, seed: &[u8]) -> Option<Vec<u8>> {
        if self == Self::Ed25519 {
            let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
            return Some(pair.public_key().as_ref().to_vec());
        }
        let key = agreement::PrivateKey::from_private_key(&agreement::X25519, seed).ok()?;
        Some(key.compute_public_key().ok()?.as_ref().to_vec())
    }
}

/// A key, private if it has its private part.
pub(super) enum Key {
    Rsa {
        is_pss: bool,
        modulus: Vec<u8>,
        exponent: Vec<u8>,
        /// d, p, q, d mod (p-1), d mod (q-1), 1/q mod p.
        private: Option<[Vec<u8>; 6]>,
    },
    Ec {
        curve: Curve,
        /// Uncompressed.
        point: Vec<u8>,
        private: Option<Vec<u8>>,
    },
    Okp {
        kind: Okp,
        public: Vec<u8>,
        private: Option<Vec<u8>>,
    },
}

impl Key {
    /// An EC key from its scalar, the public half computed if it is not there.
    pub(super) fn ec(curve: Curve, scalar: &[u8], point: Option<&[u8]>) -> Option<Self> {
        let scalar = der::padded(scalar, curve.bytes())?;
        let point = match point {
            Some(point) if point.first() == Some(&4) => point.to_vec(),
            _ => {
                let document = sec1(curve, &scalar, None);
                let pair = EcdsaKeyPair::from_private_key_der(curve.signing(), &document).ok()?;
                pair.public_key().as_ref().to_vec()
            }
        };
        Some(Self::Ec {
            curve,
            point,
            private: Some(scalar),
        })
    }

    pub(super) fn okp(kind: Okp, seed: &[u8]) -> Option<Self> {
        Some(Self::Okp {
            kind,
            public: kind.public_of(seed)?,
            private: Some(seed.to_vec()),
        })
    }

    pub(super) fn read_pkcs1_private(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes).sequence()?;
        reader.unsigned()?;
        let mut next = || reader.unsigned().map(<[u8]>::to_vec);
        Some(Self::Rsa {
            is_pss: false,
            modulus: next()?,
            exponent: next()?,
            private: Some([next()?, next()?, next()?, next()?, next()?, next()?]),
        })
    }

    pub(super) fn read_pkcs1_public(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes).sequence()?;
        let modulus = reader.unsigned()?.to_vec();
        let exponent = reader.unsigned()?.to_vec();
        reader.is_empty().then_some(Self::Rsa {
            is_pss: false,
            modulus,
            exponent,
            private: None,
        })
    }

    pub(super) fn read_sec1(bytes: &[u8], outer: Option<Curve>) -> Option<Self> {
        let mut reader = Reader::new(bytes).sequence()?;
        reader.small().filter(|version| *version == 1)?;
        let scalar = reader.element(der::OCTET_STRING)?;
        let mut curve = outer;
        if let Some(parameters) = reader.element(0xa0) {
            curve = Some(curve_of(Reader::new(parameters).element(der::OBJECT)?)?);
        }
        let point = reader
            .element(0xa1)
            .and_then(|point| Reader::new(point).bits());
        Self::ec(curve?, scalar, point)
    }

    pub(super) fn read_pkcs8(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes).sequence()?;
        reader.small()?;
        let mut algorithm = reader.sequence()?;
        let oid = algorithm.element(der::OBJECT)?;
        let content = reader.element(der::OCTET_STRING)?;
        if let Some(kind) = okp_of(oid) {
            return Self::okp(kind, Reader::new(content).element(der::OCTET_STRING)?);
        }
        match oid {
            OID_RSA => Self::read_pkcs1_private(content),
            OID_RSA_PSS => Self::read_pkcs1_private(content).map(Self::into_pss),
            OID_EC => {
                let curve = algorithm.element(der::OBJECT).and_then(curve_of)?;
                Self::read_sec1(content, Some(curve))
            }
            _ => None,
        }
    }

    pub(super) fn read_spki(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes).sequence()?;
        let mut algorithm = reader.sequence()?;
        let oid = algorithm.element(der::OBJECT)?;
        let content = reader.bits()?;
        if let Some(kind) = okp_of(oid) {
            return (content.len() == 32).then(|| Self::Okp {
                kind,
                public: content.to_vec(),
                private: None,
            });
        }
        match oid {
            OID_RSA => Self::read_pkcs1_public(content),
            OID_RSA_PSS => Self::read_pkcs1_public(content).map(Self::into_pss),
            OID_EC => {
                let curve = algorithm.element(der::OBJECT).and_then(curve_of)?;
                Self::ec_public(curve, content)
            }
            _ => None,
        }
    }

    /// Whether a point lies on its curve. Asked when a key comes in; what is kept has been asked.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Ec { curve, point, .. } => ParsedPublicKey::new(curve.verifying(), point).is_ok(),
            _ => true,
        }
    }

    /// A point as it is written uncompressed.
    pub(super) fn ec_public(curve: Curve, point: &[u8]) -> Option<Self> {
        let is_whole = point.len() == 1 + 2 * curve.bytes() && point.first() == Some(&4);
        is_whole.then(|| Self::Ec {
            curve,
            point: point.to_vec(),
            private: None,
        })
    }

    fn into_pss(self) -> Self {
        match self {
            Self::Rsa {
                modulus,
                exponent,
                private,
                ..
            } => Self::Rsa {
                is_pss: true,
                modulus,
                exponent,
                private,
            },
            other => other,
        }
    }

    /// The SubjectPublicKey of a certificate.
    pub(super) fn read_certificate(bytes: &[u8]) -> Option<Self> {
        let mut body = Reader::new(bytes).sequence()?.sequence()?;
        body.element(0xa0);
        // Serial number, signature algorithm, issuer, validity, subject.
        for _ in 0..5 {
            body.any()?;
        }
        let key = body.element(der::SEQUENCE)?;
        Self::read_spki(&der::element(der::SEQUENCE, key))
    }
}

fn okp_of(oid: &[u8]) -> Option<Okp> {
    [Okp::Ed25519, Okp::X25519]
        .into_iter()
        .find(|kind| kind.oid() == oid)
}

fn curve_of(oid: &[u8]) -> Option<Curve> {
    Curve::ALL.into_iter().find(|curve| curve.oid() == oid)
}
