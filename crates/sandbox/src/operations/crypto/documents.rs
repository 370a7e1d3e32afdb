//! Keys in and out: every form that Node reads, every form that it writes. Between calls a key is its SPKI or PKCS#8
//! document, which the guest keeps.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::der::{self, element, sequence};
use super::keys::{Curve, Key, OID_EC, OID_RSA, OID_RSA_PSS};
use super::{Base64, Found, failed, over_limit, pem, sealed};
use crate::answer::GuestError;

/// The longest document that is read as a key.
const LONGEST_DOCUMENT: usize = 64 << 10;

#[derive(Deserialize)]
pub(super) struct Empty {}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Public,
    Private,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    Pkcs1,
    Pkcs8,
    Sec1,
    Spki,
}

#[derive(Deserialize)]
pub(super) struct ImportHead {
    kind: Kind,
    /// Absent for PEM, which says itself what it is.
    #[serde(default)]
    form: Option<Form>,
    #[serde(default)]
    passphrase: Option<Base64>,
}

pub(super) fn import(head: &ImportHead, bytes: &[u8]) -> Result<Value, GuestError> {
    if bytes.len() > LONGEST_DOCUMENT {
        let (length, most) = (bytes.len() as u64, LONGEST_DOCUMENT as u64);
        return Err(over_limit("the length of the key", length, most));
    }
    let passphrase = head.passphrase.as_ref().map(|bytes| bytes.0.as_slice());
    let key = match head.form {
        None => read_pem(head.kind, bytes, passphrase)?,
        Some(form) => read_der(head.kind, form, bytes, passphrase)?,
    };
    let key = key.ok_or_else(unreadable)?;
    if !key.is_sound() {
        return Err(GuestError::new("Error", "Failed to read asymmetric key"));
    }
    Ok(describe(&key, head.kind))
}

fn read_pem(
    kind: Kind,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
) -> Result<Option<Key>, GuestError> {
    let text = String::from_utf8_lossy(bytes);
    let is_wanted = |label: &str| match label {
        "PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" => true,
        "PUBLIC KEY" | "RSA PUBLIC KEY" | "CERTIFICATE" | "X509 CERTIFICATE" => {
            kind == Kind::Public
        }
        _ => false,
    };
    let Some(block) = pem::find(&text, is_wanted) else {
        return Ok(None);
    };
    if passphrase.is_none() && (block.is_encrypted || block.label == "ENCRYPTED PRIVATE KEY") {
        // What OpenSSL says when it may not ask for one at a terminal.
        return Err(failed(
            "error:07880109:common libcrypto routines::interrupted or cancelled",
            "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED",
        ));
    }
    if block.is_encrypted {
        return Err(super::refused(
            "a PEM key with Proc-Type: 4,ENCRYPTED",
            "its cipher is that of old OpenSSL; write it as PKCS#8",
        ));
    }
    let bytes = &block.bytes;
    Ok(match block.label {
        "ENCRYPTED PRIVATE KEY" => Key::read_pkcs8(&sealed::open(bytes, passphrase)?),
        "PRIVATE KEY" => Key::read_pkcs8(bytes),
        "RSA PRIVATE KEY" => Key::read_pkcs1_private(bytes),
        "EC PRIVATE KEY" => Key::read_sec1(bytes, None),
        "PUBLIC KEY" => Key::read_spki(bytes),
        "RSA PUBLIC KEY" => Key::read_pkcs1_public(bytes),
        _ => Key::read_certificate(bytes),
    })
}

fn read_der(
    kind: Kind,
    form: Form,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
) -> Result<Option<Key>, GuestError> {
    Ok(match form {
        Form::Pkcs1 if kind == Kind::Public => {
            Key::read_pkcs1_public(bytes).or_else(|| Key::read_pkcs1_private(bytes))
        }
        Form::Pkcs1 => Key::read_pkcs1_private(bytes),
        Form::Sec1 => Key::read_sec1(bytes, None),
        Form::Spki => Key::read_spki(bytes),
        Form::Pkcs8 if sealed::is_sealed(bytes) => {
            Key::read_pkcs8(&sealed::open(bytes, passphrase)?)
        }
        Form::Pkcs8 => Key::read_pkcs8(bytes),
    })
}

fn unreadable() -> GuestError {
    failed(
        "error:1E08010C:DECODER routines::unsupported",
        "ERR_OSSL_UNSUPPORTED",
    )
}

/// A key as the guest keeps it.
pub(super) fn describe(key: &Key, kind: Kind) -> Value {
    let document = match kind {
        Kind::Private => pkcs8(key),
        Kind::Public => Some(spki(key)),
    };
    let (name, details) = match key {
        Key::Rsa {
            is_pss,
            modulus,
            exponent,
            ..
        } => {
            let name = if *is_pss { "rsa-pss" } else { "rsa" };
            let leading = modulus.first().map_or(0, |byte| byte.leading_zeros());
            let bits = (modulus.len() * 8) as u64 - u64::from(leading);
            let details = json!({ "modulusLength": bits, "publicExponent": hex::encode(exponent) });
            (name, details)
        }
        Key::Ec { curve, .. } => ("ec", json!({ "namedCurve": curve.names().0 })),
        Key::Okp { kind, .. } => (kind.names().0, json!({})),
    };
    json!({
        "document": document.map(|bytes| STANDARD.encode(bytes)),
        "type": name,
        "details": details,
    })
}

/// Reads back what [`describe`] wrote.
pub(super) fn kept(bytes: &[u8]) -> Result<Key, GuestError> {
    Key::read_spki(bytes)
        .or_else(|| Key::read_pkcs8(bytes))
        .ok_or_else(unreadable)
}

/// The public half.
pub(super) fn public(_: &Empty, bytes: &[u8]) -> Result<Value, GuestError> {
    Ok(describe(&kept(bytes)?, Kind::Public))
}

#[derive(Deserialize)]
pub(super) struct ExportHead {
    form: Form,
    kind: Kind,
    #[serde(default)]
    seal: Option<sealed::SealHead>,
}

pub(super) fn export(head: &ExportHead, bytes: &[u8]) -> Found {
    let key = kept(bytes)?;
    let document = match (head.form, head.kind) {
        (Form::Pkcs1, Kind::Public) => pkcs1_public(&key),
        (Form::Pkcs1, Kind::Private) => pkcs1_private(&key),
        (Form::Pkcs8, _) => pkcs8(&key),
        (Form::Spki, _) => Some(spki(&key)),
        (Form::Sec1, _) => match &key {
            Key::Ec {
                curve,
                point,
                private: Some(scalar),
            } => Some(sec1(*curve, scalar, Some((point, true)))),
            _ => None,
        },
    };
    let document = document.ok_or_else(|| {
        failed(
            "The selected key encoding does not fit the key's type",
            "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
        )
    })?;
    match &head.seal {
        Some(seal) => sealed::seal(seal, &document),
        None => Ok(document),
    }
}

pub(super) fn pkcs1_public(key: &Key) -> Option<Vec<u8>> {
    let Key::Rsa {
        modulus, exponent, ..
    } = key
    else {
        return None;
    };
    Some(sequence(&[
        &der::unsigned(modulus),
        &der::unsigned(exponent),
    ]))
}

pub(super) fn pkcs1_private(key: &Key) -> Option<Vec<u8>> {
    let Key::Rsa {
        modulus,
        exponent,
        private: Some(private),
        ..
    } = key
    else {
        return None;
    };
    let mut content = der::unsigned(&[]);
    content.extend(der::unsigned(modulus));
    content.extend(der::unsigned(exponent));
    private
        .iter()
        .for_each(|part| content.extend(der::unsigned(part)));
    Some(element(der::SEQUENCE, &content))
}

/// With the point, and with the curve's name where nothing around it says it.
pub(super) fn sec1(curve: Curve, scalar: &[u8], point: Option<(&[u8], bool)>) -> Vec<u8> {
    let mut content = der::unsigned(&[1]);
    content.extend(element(der::OCTET_STRING, scalar));
    if point.is_none_or(|(_, is_named)| is_named) {
        content.extend(element(0xa0, &element(der::OBJECT, curve.oid())));
    }
    if let Some((point, _)) = point {
        content.extend(element(0xa1, &der::bits(point)));
    }
    element(der::SEQUENCE, &content)
}

fn algorithm(key: &Key) -> Vec<u8> {
    let null = element(der::NULL, &[]);
    match key {
        Key::Rsa { is_pss: true, .. } => sequence(&[&element(der::OBJECT, OID_RSA_PSS)]),
        Key::Rsa { .. } => sequence(&[&element(der::OBJECT, OID_RSA), &null]),
        Key::Ec { curve, .. } => sequence(&[
            &element(der::OBJECT, OID_EC),
            &element(der::OBJECT, curve.oid()),
        ]),
        Key::Okp { kind, .. } => sequence(&[&element(der::OBJECT, kind.oid())]),
    }
}

pub(super) fn spki(key: &Key) -> Vec<u8> {
    let content = match key {
        Key::Rsa { .. } => pkcs1_public(key).unwrap_or_default(),
        Key::Ec { point, .. } => point.clone(),
        Key::Okp { public, .. } => public.clone(),
    };
    sequence(&[&algorithm(key), &der::bits(&content)])
}

pub(super) fn pkcs8(key: &Key) -> Option<Vec<u8>> {
    let content = match key {
        Key::Rsa { .. } => pkcs1_private(key)?,
        Key::Ec {
            curve,
            point,
            private,
        } => sec1(*curve, private.as_ref()?, Some((point, false))),
        Key::Okp { private, .. } => element(der::OCTET_STRING, private.as_ref()?),
    };
    Some(sequence(&[
        &der::unsigned(&[]),
        &algorithm(key),
        &element(der::OCTET_STRING, &content),
    ]))
}
