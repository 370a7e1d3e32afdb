//! The actions that are recorded: the sandbox's own cases, and some that ask everything of the world that can be asked.

use std::fs;

use serde_json::Value;

use super::cases;

/// An action.
#[derive(Clone)]
pub(super) struct Act {
    pub(super) name: String,
    pub(super) code: String,
}

/// A key that nobody has the other half of.
const KEY: &str = "-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr3E/yp+kNj5MbaEUPfNGBxrVGgmZgj4n2nKjhCuT3sImcwGWZ5W/tKuqFGOBDHLUFxC5uX3kwxbkn/DBx1ym5A1QigYwKuTSl+mUmUghpg/694EpPQkpl36i8vCJZERPx4L6BsGb4JuPAtfhxgoqltD40o2kbfXNKz1R8d3v+q41gV9Y/9/mCs6Uqr5j7d7EUSSroRDDjIPxoKR6NehiMMGmamdQ6njsgsJSFXyufr5Cy9/u/nJhNEIEivAJivyxjvXKEDGKKTcMF+lqHZbE/GGfYuBZr6fx/vk6jC2BkZhZvvuyy/s2G8KYlV3aXV0/KXfD8z6dMf7yntXAq/0zkQIDAQAB\\n-----END PUBLIC KEY-----";

/// Asks a service, with its secret in the URL, a header and the body.
const ASKS: &str = "
exports.onExecutePostLogin = async (event, api) => {
  const key = event.secrets.KEY;
  console.log('asking with', key, new Date().toISOString(), performance.now(), Math.random());
  const answer = await fetch(`http://ADDRESS/risk?key=${encodeURIComponent(key)}`, {
    method: 'POST', headers: { authorization: `Basic ${btoa(key)}` }, body: JSON.stringify({ key, basic: btoa(key) }),
  });
  const { score } = await answer.json();
  api.cache.set('score', `${score}`);
  console.log(api.cache.get('score'), api.cache.delete('other'), api.redirect.canRedirect());
  await new Promise((resolve) => setTimeout(resolve, 2));
  clearTimeout(setTimeout(() => {}, 1000));
  api.idToken.setCustomClaim('https://example.com/score', score);
};";

/// Prints its secret in other spellings.
const SPELLS: &str = "
exports.onExecutePostLogin = async (event) => {
  const key = event.secrets.KEY;
  console.log(btoa(`x${key}`), btoa(`xx${key}y`), Buffer.from(key).toString('base64url'), Buffer.from(key).toString('hex'));
  console.log(JSON.stringify({ key }), new URLSearchParams({ key }).toString(), { key });
  throw new Error(`refused: ${key}`);
};";

/// Reads an answer piece by piece.
const READS: &str = "
exports.onExecutePostLogin = async () => {
  const answer = await fetch('http://ADDRESS/pieces');
  let size = 0;
  for await (const piece of answer.body) size += piece.length;
  console.log(size);
};";

/// Speaks HTTP over a connection of its own.
const CONNECTS: &str = r"
const net = require('net');
exports.onExecutePostLogin = async (event) => {
  const [host, port] = 'ADDRESS'.split(':');
  const socket = net.connect({ host, port: Number(port) });
  socket.write(`GET /raw?key=${encodeURIComponent(event.secrets.KEY)} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const piece of socket) text += piece;
  console.log(text.split('\r\n')[0]);
};";

/// Wants TLS of a service that has none.
const SECURES: &str = "
const tls = require('tls');
exports.onExecutePostLogin = async () => {
  const [host, port] = 'ADDRESS'.split(':');
  console.log(await new Promise((resolve) => {
    const socket = tls.connect({ host, port: Number(port) }, () => resolve('secured'));
    socket.on('error', (error) => resolve(error.code));
  }));
};";

/// Asks for a name.
const NAMES: &str = "
const dns = require('dns');
exports.onExecutePostLogin = async () => {
  console.log(await dns.promises.resolve4('localhost').catch((error) => error.code));
};";

/// Has the cryptography library draw.
const DRAWS: &str = "
const crypto = require('crypto');
exports.onExecutePostLogin = async () => {
  const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  console.log(crypto.sign('sha256', Buffer.from('x'), privateKey).toString('hex'));
  console.log(crypto.publicEncrypt('PUBLIC', Buffer.from('x')).toString('hex'), crypto.randomUUID());
};";

/// Leaves work behind that is cut.
const LEAVES: &str = "
exports.onExecutePostLogin = async () => {
  setTimeout(() => console.log('never'), 60000);
  setTimeout(() => console.log('late'), 5);
};";

/// Has more timers than it may.
const OVERDRAWS: &str = "
exports.onExecutePostLogin = async () => {
  for (let at = 0; at < 100; at++) setTimeout(() => {}, 1000 + at);
};";

/// Computes until its time is up.
const COMPUTES: &str = "
exports.onExecutePostLogin = async () => {
  console.log('begins');
  for (;;);
};";

/// Those that ask of the world what can be asked; the first asks `/risk`.
pub(super) fn of_the_world(address: &str) -> Vec<Act> {
    let all = [
        ("asks", ASKS),
        ("spells", SPELLS),
        ("reads", READS),
        ("connects", CONNECTS),
        ("secures", SECURES),
        ("names", NAMES),
        ("draws", DRAWS),
        ("leaves", LEAVES),
        ("overdraws", OVERDRAWS),
        ("computes", COMPUTES),
    ];
    let acts = all.iter().map(|(name, code)| Act {
        name: (*name).to_owned(),
        code: code.replace("ADDRESS", address).replace("PUBLIC", KEY),
    });
    acts.collect()
}

/// The cases that need nothing but a login, load, and let it pass.
pub(super) fn of_the_sandbox() -> Vec<Act> {
    let mut acts = Vec::new();
    for folder in fs::read_dir(cases()).unwrap() {
        let folder = folder.unwrap().path();
        let text = |name: &str| fs::read_to_string(folder.join(name));
        if text("case.toml").is_ok() || text("event.json").is_ok() {
            continue;
        }
        let expected: Value = serde_json::from_str(&text("expected.json").unwrap()).unwrap();
        let kind = expected["failure"]["kind"].as_str();
        if expected["outcome"] == "completed" || matches!(kind, Some("error" | "stalled")) {
            let name = folder.file_name().unwrap().to_string_lossy();
            acts.push(Act {
                name: name.replace('_', "-"),
                code: text("action.js").unwrap(),
            });
        }
    }
    acts.sort_by(|one, other| one.name.cmp(&other.name));
    acts
}
