//! The key a partner signs packages with. Its private half is made on this machine and stays there.

use std::path::Path;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bundle::Digest;
use bundle::signing::partner_payload;

use crate::remote::{RemoteError, read_private, write_private};

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// An Ed25519 key pair. Has no `Debug`: the private half is never printed.
pub(super) struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// Makes a key and keeps it in a file.
    pub(super) fn make(path: &Path) -> Result<Self, RemoteError> {
        let pair = Ed25519KeyPair::generate().map_err(|_| RemoteError::NoEntropy)?;
        let document = pair.to_pkcs8v1().map_err(|_| RemoteError::NoEntropy)?;
        let body = STANDARD.encode(document.as_ref());
        write_private(path, &format!("{BEGIN}\n{body}\n{END}\n"))?;
        Ok(Self(pair))
    }

    /// The key of a file (PKCS #8 as PEM, RFC 7468); `None` where there is none.
    pub(super) fn load(path: &Path) -> Result<Option<Self>, RemoteError> {
        let Some(text) = read_private(path)? else {
            return Ok(None);
        };
        let pair = from_pem(&text).ok_or_else(|| RemoteError::SigningKeyFile {
            path: path.to_owned(),
        })?;
        Ok(Some(Self(pair)))
    }

    /// The public half, 64 hexadecimal digits.
    pub(super) fn public_half(&self) -> String {
        hex::encode(self.0.public_key().as_ref())
    }

    /// The signature over a package, 128 hexadecimal digits.
    pub(super) fn sign(&self, digest: &Digest) -> String {
        hex::encode(self.0.sign(&partner_payload(digest)).as_ref())
    }
}

fn from_pem(text: &str) -> Option<Ed25519KeyPair> {
    let body = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let body: String = body.split_whitespace().collect();
    let document = STANDARD.decode(body).ok()?;
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&document).ok()
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
    use bundle::{Limits, Members};

    use super::*;

    #[test]
    fn a_kept_key_signs_what_its_public_half_verifies() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("one.pem");
        assert!(SigningKey::load(&path).unwrap().is_none());
        let made = SigningKey::make(&path).unwrap();
        let kept = SigningKey::load(&path).unwrap().unwrap();
        assert_eq!(made.public_half(), kept.public_half());
        assert_eq!(made.public_half().len(), 64);
        let digest = Members::new(Limits::DEFAULT).digest();
        let signature = hex::decode(kept.sign(&digest)).unwrap();
        let public = UnparsedPublicKey::new(&ED25519, hex::decode(made.public_half()).unwrap());
        assert!(public.verify(&partner_payload(&digest), &signature).is_ok());
        assert!(public.verify(digest.as_bytes(), &signature).is_err());
    }

    #[test]
    fn another_files_content_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("empty", ""),
            ("text", "sesame"),
            (
                "pem",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            ),
        ] {
            let path = folder.path().join(name);
            write_private(&path, content).unwrap();
            let error = SigningKey::load(&path).err().unwrap().to_string();
            assert!(error.contains("is no signing key"), "{error}");
            assert!(!error.contains("sesame"), "{error}");
        }
    }
}
