//! Keys as JSON Web Keys.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::der;
use super::documents::{Empty, Kind, describe, kept};
use super::keys::{Curve, Key, Okp};
use crate::answer::GuestError;
use crate::codec;

#[derive(Deserialize)]
pub(super) struct JwkHead {
    kind: Kind,
    jwk: Jwk,
}

/// The members of RFC 7518, 6 that make a key.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    d: Option<String>,
    n: Option<String>,
    e: Option<String>,
    p: Option<String>,
    q: Option<String>,
    dp: Option<String>,
    dq: Option<String>,
    qi: Option<String>,
}

pub(super) fn import(head: &JwkHead) -> Result<Value, GuestError> {
    let jwk = &head.jwk;
    let key = match jwk.kty.as_str() {
        "RSA" => rsa(jwk, head.kind),
        "EC" => ec(jwk, head.kind),
        "OKP" => okp(jwk, head.kind),
        _ => None,
    };
    let key = key.filter(Key::is_sound).ok_or_else(|| invalid(&jwk.kty))?;
    Ok(describe(&key, head.kind))
}

fn invalid(kty: &str) -> GuestError {
    let what = match kty {
        "RSA" => "Invalid JWK RSA key",
        "EC" => "Invalid JWK EC key",
        "OKP" => "Invalid JWK data",
        _ => "Unsupported JWK Key Type.",
    };
    GuestError::type_error(what).with_code("ERR_CRYPTO_INVALID_JWK")
}

fn part(text: Option<&String>) -> Option<Vec<u8>> {
    let bytes = codec::base64_lenient(text?.as_bytes());
    (!bytes.is_empty()).then_some(bytes)
}

fn rsa(jwk: &Jwk, kind: Kind) -> Option<Key> {
    let number = |text: Option<&String>| part(text).map(|bytes| der::trimmed(&bytes).to_vec());
    let private = match kind {
        Kind::Public => None,
        Kind::Private => Some([
            number(jwk.d.as_ref())?,
            number(jwk.p.as_ref())?,
            number(jwk.q.as_ref())?,
            number(jwk.dp.as_ref())?,
            number(jwk.dq.as_ref())?,
            number(jwk.qi.as_ref())?,
        ]),
    };
    Some(Key::Rsa {
        is_pss: false,
        modulus: number(jwk.n.as_ref())?,
        exponent: number(jwk.e.as_ref())?,
        private,
    })
}

fn ec(jwk: &Jwk, kind: Kind) -> Option<Key> {
    let curve = Curve::named(jwk.crv.as_ref()?)?;
    let mut point = vec![4];
    point.extend(der::padded(&part(jwk.x.as_ref())?, curve.bytes())?);
    point.extend(der::padded(&part(jwk.y.as_ref())?, curve.bytes())?);
    match kind {
        Kind::Public => Key::ec_public(curve, &point),
        Kind::Private => Key::ec(curve, &part(jwk.d.as_ref())?, Some(&point)),
    }
}

fn okp(jwk: &Jwk, kind: Kind) -> Option<Key> {
    let name = jwk.crv.as_ref()?;
    let okp = [Okp::Ed25519, Okp::X25519]
        .into_iter()
        .find(|okp| okp.names().1 == name)?;
    let whole = |text: Option<&String>| part(text).filter(|bytes| bytes.len() == 32);
    match kind {
        Kind::Public => Some(Key::Okp {
            kind: okp,
            public: whole(jwk.x.as_ref())?,
            private: None,
        }),
        // The public half is that of `d`, whatever `x` says.
        Kind::Private => Key::okp(okp, &whole(jwk.d.as_ref())?),
    }
}

/// In the order in which Node writes the members.
pub(super) fn export(_: &Empty, bytes: &[u8]) -> Result<Value, GuestError> {
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let pairs: Vec<(&str, String)> = match kept(bytes)? {
        Key::Rsa {
            modulus,
            exponent,
            private,
            ..
        } => {
            let mut pairs = vec![
                ("kty", "RSA".to_owned()),
                ("n", text(&modulus)),
                ("e", text(&exponent)),
            ];
            let names = ["d", "p", "q", "dp", "dq", "qi"];
            let private = private.iter().flatten();
            pairs.extend(names.into_iter().zip(private.map(|part| text(part))));
            pairs
        }
        Key::Ec {
            curve,
            point,
            private,
        } => {
            let (x, y) = point
                .get(1..)
                .and_then(|both| both.split_at_checked(curve.bytes()))
                .unwrap_or_default();
            let mut pairs = vec![
                ("kty", "EC".to_owned()),
                ("x", text(x)),
                ("y", text(y)),
                ("crv", curve.names().1.to_owned()),
            ];
            pairs.extend(private.map(|scalar| ("d", text(&scalar))));
            pairs
        }
        Key::Okp {
            kind,
            public,
            private,
        } => {
            let mut pairs = vec![("crv", kind.names().1.to_owned())];
            pairs.extend(private.map(|seed| ("d", text(&seed))));
            pairs.push(("x", text(&public)));
            pairs.push(("kty", "OKP".to_owned()));
            pairs
        }
    };
    Ok(json!(pairs))
}
