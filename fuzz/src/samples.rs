//! One sound question for each operation of the guest, to be bent out of shape.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// How an operation is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// By `lw.call`.
    Call,
    /// By `lw.start`.
    Start,
}

/// A question.
pub struct Sample {
    pub door: Door,
    pub name: &'static str,
    /// As written below, keys in their place.
    pub head: Value,
    pub bytes: &'static [u8],
}

const RSA: &[u8] = include_bytes!("../keys/rsa.pk8");
const RSA_PUBLIC: &[u8] = include_bytes!("../keys/rsa.spki");
const EC: &[u8] = include_bytes!("../keys/ec.pk8");
const EC_PUBLIC: &[u8] = include_bytes!("../keys/ec.spki");
const ED: &[u8] = include_bytes!("../keys/ed.pk8");
const X: &[u8] = include_bytes!("../keys/x.pk8");
const X_PUBLIC: &[u8] = include_bytes!("../keys/x.spki");
const BYTES: &[u8] = b"hello hello hello hello";
const GZIP: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x27\x01\xe3\x51\x3d\x8d\x17\0\0\0";
const ZSTD: &[u8] =
    b"\x28\xb5\x2f\xfd\x04\x58\x65\0\0\x30\x68\x65\x6c\x6c\x6f\x20\x01\0\x99\x4b\x11\x17\x5e\xae\x0d";

/// Every operation, most of them once.
pub static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let calls = CALLS.iter().map(|written| (Door::Call, written));
    let starts = STARTS.iter().map(|written| (Door::Start, written));
    let sample = |(door, &(name, head, bytes)): (Door, &Written)| Sample {
        door,
        name,
        head: with_keys(serde_json::from_str(head).expect("a sample is JSON")),
        bytes,
    };
    calls.chain(starts).map(sample).collect()
});

fn with_keys(mut value: Value) -> Value {
    match &mut value {
        Value::String(text) => {
            let key = match text.as_str() {
                "@rsa" => RSA,
                "@rsa.public" => RSA_PUBLIC,
                "@ec" => EC,
                "@ec.public" => EC_PUBLIC,
                "@ed" => ED,
                "@x" => X,
                "@x.public" => X_PUBLIC,
                _ => return value,
            };
            Value::String(STANDARD.encode(key))
        }
        Value::Object(fields) => {
            for field in fields.values_mut() {
                *field = with_keys(field.take());
            }
            value
        }
        _ => value,
    }
}

type Written = (&'static str, &'static str, &'static [u8]);

const CALLS: &[Written] = &[
    (
        "url.parse",
        r#"{"url":"../x?y=é#z","base":"https://ä.example:81/a/b"}"#,
        b"",
    ),
    (
        "url.set",
        r#"{"href":"https://a.example/","part":"host","value":"[::1]:81"}"#,
        b"",
    ),
    ("module", r#"{"id":"util"}"#, b""),
    (
        "package.find",
        r#"{"from":"action.js","request":"left","way":"require"}"#,
        b"",
    ),
    (
        "package.text",
        r#"{"path":"node_modules/left/index.js"}"#,
        b"",
    ),
    (
        "package.bytes",
        r#"{"path":"node_modules/left/left.bin"}"#,
        b"",
    ),
    ("package.names", r#"{"path":"node_modules"}"#, b""),
    ("package.secrets", r#"{"name":"shared"}"#, b""),
    (
        "text.decode",
        r#"{"encoding":"gb18030","fatal":true,"ignoreBOM":false,"nameOnly":false}"#,
        BYTES,
    ),
    ("cache.get", r#"{"key":"k"}"#, b""),
    (
        "cache.set",
        r#"{"key":"k","value":"v","options":{"ttl":60000,"expires_at":1900000000000}}"#,
        b"",
    ),
    ("cache.delete", r#"{"key":"k"}"#, b""),
    (
        "api",
        r#"{"path":"redirect.encodeToken","args":[{"secret":"s","payload":{"a":1},"expiresInSeconds":60}]}"#,
        b"",
    ),
    (
        "api",
        r#"{"path":"redirect.validateToken","args":[{"secret":"s","tokenParameterName":"session_token"}]}"#,
        b"",
    ),
    ("api", r#"{"path":"redirect.canRedirect","args":[]}"#, b""),
    ("event.field", r#""user.email""#, b""),
    ("report", r#"{"done":1}"#, b""),
    ("net.close", r#"{"socket":1}"#, b""),
    ("body.drop", r#"{"body":1}"#, b""),
    (
        "crypto.hash",
        r#"{"algorithm":"shake256","length":40}"#,
        BYTES,
    ),
    (
        "crypto.hmac",
        r#"{"algorithm":"sha3-256","key":"a2V5"}"#,
        BYTES,
    ),
    (
        "crypto.pbkdf2",
        r#"{"digest":"md5","salt":"c2FsdA==","iterations":10,"length":40}"#,
        BYTES,
    ),
    (
        "crypto.pbkdf2",
        r#"{"digest":"sha256","salt":"c2FsdA==","iterations":10,"length":40}"#,
        BYTES,
    ),
    (
        "crypto.scrypt",
        r#"{"salt":"c2FsdA==","length":64,"n":16,"r":1,"p":1,"maxmem":33554432}"#,
        BYTES,
    ),
    (
        "crypto.hkdf",
        r#"{"digest":"sha512","salt":"c2FsdA==","info":"aW5mbw==","length":100}"#,
        BYTES,
    ),
    (
        "crypto.cipher",
        r#"{"mode":"gcm","direction":"encrypt","key":"MDEyMzQ1Njc4OWFiY2RlZg==","iv":"MDEyMzQ1Njc4OWFi","passed":4294967295}"#,
        BYTES,
    ),
    (
        "crypto.cipher",
        r#"{"mode":"cbc","direction":"decrypt","key":"MDEyMzQ1Njc4OWFiY2RlZg==","iv":"MDEyMzQ1Njc4OWFiY2RlZg=="}"#,
        b"0123456789abcdef",
    ),
    (
        "crypto.cipher",
        r#"{"mode":"chacha","direction":"encrypt","key":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=","iv":"MDEyMzQ1Njc4OWFi","passed":70}"#,
        BYTES,
    ),
    (
        "crypto.tag",
        r#"{"mode":"gcm","key":"MDEyMzQ1Njc4OWFiY2RlZg==","iv":"MDEyMzQ1Njc4OWFi","aad":"YWFk"}"#,
        BYTES,
    ),
    (
        "crypto.tag",
        r#"{"mode":"chacha","key":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=","iv":"MDEyMzQ1Njc4OWFi","aad":"YWFk"}"#,
        BYTES,
    ),
    (
        "crypto.key.import",
        r#"{"kind":"private","form":"pkcs8"}"#,
        RSA,
    ),
    (
        "crypto.key.import",
        r#"{"kind":"public","form":"spki"}"#,
        EC_PUBLIC,
    ),
    (
        "crypto.key.import",
        r#"{"kind":"private","form":null,"passphrase":"cGFzcw=="}"#,
        b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEJi\n-----END PRIVATE KEY-----\n",
    ),
    (
        "crypto.key.jwk",
        r#"{"kind":"public","jwk":{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}}"#,
        b"",
    ),
    (
        "crypto.key.export",
        r#"{"form":"pkcs8","kind":"private","seal":{"cipher":"aes-256-cbc","passphrase":"cGFzcw==","salt":"MDEyMzQ1Njc4OWFiY2RlZg==","iv":"MDEyMzQ1Njc4OWFiY2RlZg=="}}"#,
        EC,
    ),
    (
        "crypto.key.export",
        r#"{"form":"sec1","kind":"private"}"#,
        EC,
    ),
    ("crypto.key.toJwk", r#"{}"#, RSA),
    ("crypto.key.public", r#"{}"#, ED),
    ("crypto.sign", r#"{"key":"@ed"}"#, BYTES),
    (
        "crypto.sign",
        r#"{"key":"@rsa","digest":"sha256","is_pss":false}"#,
        BYTES,
    ),
    (
        "drawn.sign",
        r#"{"key":"@ec","digest":"sha256","is_fixed":true}"#,
        BYTES,
    ),
    (
        "drawn.sign",
        r#"{"key":"@rsa","digest":"sha384","is_pss":true,"salt":-1}"#,
        BYTES,
    ),
    (
        "crypto.verify",
        r#"{"key":"@ec.public","digest":"sha256","is_fixed":true,"signature":"AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8AAQIDBAUGBwgJCgsMDQ4PAAECAwQFBgcICQoLDA0ODw=="}"#,
        BYTES,
    ),
    (
        "crypto.verify",
        r#"{"key":"@rsa.public","digest":"sha256","is_pss":true,"salt":20,"signature":"AAEC"}"#,
        BYTES,
    ),
    (
        "crypto.agree",
        r#"{"private":"@x","public":"@x.public"}"#,
        b"",
    ),
    (
        "crypto.agree",
        r#"{"private":"@ec","public":"@ec.public"}"#,
        b"",
    ),
    (
        "crypto.decrypt",
        r#"{"key":"@rsa","oaep":"sha256","label":"bGFiZWw="}"#,
        RSA_PUBLIC,
    ),
    (
        "drawn.encrypt",
        r#"{"key":"@rsa.public","oaep":null}"#,
        BYTES,
    ),
    ("drawn.generate", r#"{"type":"ec","curve":"P-384"}"#, b""),
    ("drawn.generate", r#"{"type":"x25519"}"#, b""),
    (
        "intl.data",
        r#"{"locale":"de-CH","path":["numbers","decimal"]}"#,
        b"",
    ),
    (
        "intl.tags",
        r#"{"tags":["de-u-co-phonebk","i-klingon"]}"#,
        b"",
    ),
    (
        "intl.zone",
        r#"{"zone":"Europe/Zurich","ms":1800000000000}"#,
        b"",
    ),
    (
        "intl.compare",
        r#"{"left":"ä1","right":"z10","locales":["de"],"usage":"sort","sensitivity":"accent","ignorePunctuation":true,"numeric":true,"caseFirst":"upper","collation":"phonebk"}"#,
        b"",
    ),
    (
        "intl.case",
        r#"{"text":"Iıß","to":"upper","locales":["tr"]}"#,
        b"",
    ),
    (
        "zlib.open",
        r#"{"kind":3,"level":9,"window_bits":15,"input_bytes":20}"#,
        b"",
    ),
    (
        "zlib.open",
        r#"{"kind":7,"window_bits":15,"dictionary":"aGVsbG8="}"#,
        b"",
    ),
    (
        "zlib.open",
        r#"{"kind":9,"level":11,"window_bits":22,"is_text":true}"#,
        b"",
    ),
    ("zlib.open", r#"{"kind":8}"#, b""),
    ("zlib.open", r#"{"kind":11}"#, b""),
    ("zlib.run", r#"{"id":1,"flush":4,"most":1000}"#, GZIP),
    ("zlib.run", r#"{"id":1,"flush":2,"most":300000}"#, ZSTD),
    ("zlib.level", r#"{"id":1,"level":3}"#, b""),
    ("zlib.close", r#"{"id":1}"#, b""),
    ("zlib.crc32", r#"{"value":7}"#, BYTES),
];

const STARTS: &[Written] = &[
    ("timer", r#"{"ms":5}"#, b""),
    (
        "fetch",
        r#"{"method":"POST","url":"https://a.example/x","headers":[["a","b"]],"redirect":"manual","transfer":"http2","tls":{"ca":"x","cert":null,"key":null}}"#,
        BYTES,
    ),
    (
        "fetch",
        r#"{"method":"GET","url":"https://a.example/y"}"#,
        b"",
    ),
    ("body", r#"{"body":1}"#, b""),
    ("body.read", r#"{"body":1}"#, b""),
    ("api", r#"{"path":"groups.getUserGroups","args":[]}"#, b""),
    (
        "net.connect",
        r#"{"host":"a.example","port":443,"family":"v6","security":"tls"}"#,
        b"",
    ),
    ("net.connect", r#"{"host":"10.0.0.1","port":25}"#, b""),
    ("net.read", r#"{"socket":1}"#, b""),
    ("net.write", r#"{"socket":1}"#, BYTES),
    ("net.end", r#"{"socket":1}"#, b""),
    (
        "net.tls",
        r#"{"socket":1,"tls":{"serverName":"a.example","protocols":["h2"],"verification":"chain","versions":"1.3"}}"#,
        b"",
    ),
    ("dns.query", r#"{"name":"a.example","kind":"lookup"}"#, b""),
    (
        "dns.query",
        r#"{"name":"1.0.0.10.in-addr.arpa","kind":"txt"}"#,
        b"",
    ),
];
