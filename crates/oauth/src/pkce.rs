//! Proof Key for Code Exchange (RFC 7636), method S256 only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::Error;

/// A code challenge: base64url of SHA-256 of the verifier, 43 characters (RFC 7636 section 4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// Reads the two parameters of an authorization request.
    ///
    /// RFC 7636 section 4.3: a missing method means `plain`, which RFC 9700 section 2.1.1 advises
    /// against and this host refuses.
    pub fn parse(challenge: Option<&str>, method: Option<&str>) -> Result<Option<Self>, Error> {
        match (challenge, method) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Error::Pkce {
                because: "code_challenge_method is there without code_challenge",
            }),
            (Some(_), None | Some("plain")) => Err(Error::Pkce {
                because: "code_challenge_method must be S256",
            }),
            (Some(challenge), Some("S256")) => {
                let is_sha256 = URL_SAFE_NO_PAD
                    .decode(challenge)
                    .is_ok_and(|bytes| bytes.len() == 32);
                if !is_sha256 {
                    return Err(Error::Pkce {
                        because: "code_challenge must be base64url of a SHA-256 digest, 43 characters",
                    });
                }
                Ok(Some(Self(challenge.to_owned())))
            }
            (Some(_), Some(_)) => Err(Error::Pkce {
                because: "code_challenge_method must be S256",
            }),
        }
    }

    /// RFC 7636 section 4.6: whether `verifier` is the one the challenge was made of.
    #[must_use]
    pub fn is_met_by(&self, verifier: &str) -> bool {
        is_verifier(verifier)
            && URL_SAFE_NO_PAD
                .encode(Sha256::digest(verifier.as_bytes()))
                .as_bytes()
                .ct_eq(self.0.as_bytes())
                .into()
    }
}

/// RFC 7636 section 4.1: 43 to 128 unreserved characters.
fn is_verifier(verifier: &str) -> bool {
    (43..=128).contains(&verifier.len())
        && verifier
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636 appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_example_of_the_rfc() {
        let challenge = CodeChallenge::parse(Some(CHALLENGE), Some("S256"))
            .unwrap()
            .unwrap();
        assert!(challenge.is_met_by(VERIFIER));
        assert!(!challenge.is_met_by(&VERIFIER.replace('d', "e")));
        assert!(!challenge.is_met_by(CHALLENGE));
    }

    #[test]
    fn anything_but_s256_is_refused() {
        for (challenge, method) in [
            (Some(CHALLENGE), None),
            (Some(CHALLENGE), Some("plain")),
            (Some(CHALLENGE), Some("s256")),
            (None, Some("S256")),
            (Some("short"), Some("S256")),
            (Some(&CHALLENGE[1..]), Some("S256")),
        ] {
            assert!(
                matches!(
                    CodeChallenge::parse(challenge, method),
                    Err(Error::Pkce { .. })
                ),
                "{challenge:?} {method:?}"
            );
        }
        assert_eq!(CodeChallenge::parse(None, None), Ok(None));
    }

    #[test]
    fn verifiers_have_43_to_128_characters() {
        for (length, expected) in [(42, false), (43, true), (128, true), (129, false)] {
            assert_eq!(is_verifier(&"a".repeat(length)), expected, "{length}");
        }
        assert!(!is_verifier(&"ä".repeat(30)));
    }
}
