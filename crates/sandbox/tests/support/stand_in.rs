//! The servers that cases below `cases/node` speak to, in a process of their own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::{Value, json};

/// The servers, until this is dropped.
pub(crate) struct StandIn {
    process: Child,
    event: Value,
}

impl StandIn {
    /// Starts them with this Node.
    pub(crate) fn start(node: &Path) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/stand_in.cjs");
        let mut process = Command::new(node)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let keys = Keys::new();
        writeln!(process.stdin.as_mut().unwrap(), "{}", keys.of_the_servers()).unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let servers: Value = serde_json::from_str(&line).unwrap();
        let event = json!({
            "secrets": {},
            "servers": servers,
            "authority": keys.authority,
            "client": {"certificate": keys.client.0, "key": keys.client.1},
        });
        Self { process, event }
    }

    /// The one that answers names.
    pub(crate) fn name_server(&self) -> SocketAddr {
        let address = self.event.pointer("/servers/sockets/dns");
        address.and_then(Value::as_str).unwrap().parse().unwrap()
    }

    /// What a case is told of them, as its event.
    pub(crate) fn event(&self) -> &Value {
        &self.event
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// An authority, and certificates with their keys, all as PEM.
struct Keys {
    authority: String,
    server: (String, String),
    client: (String, String),
    /// Of another authority, which nobody trusts.
    stranger: (String, String),
}

impl Keys {
    fn new() -> Self {
        let ours = authority("ours");
        Self {
            authority: ours.pem(),
            server: issued(&ours, "localhost"),
            client: issued(&ours, "a client"),
            stranger: issued(&authority("strangers"), "localhost"),
        }
    }

    fn of_the_servers(&self) -> Value {
        let pair =
            |(certificate, key): &(String, String)| json!({"certificate": certificate, "key": key});
        json!({
            "authority": self.authority,
            "server": pair(&self.server),
            "stranger": pair(&self.stranger),
        })
    }
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for this name, and its key.
fn issued(issuer: &CertifiedIssuer<'static, KeyPair>, name: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.replace(' ', "-")]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    let certificate = params.signed_by(&key, issuer).unwrap();
    (certificate.pem(), key.serialize_pem())
}
