// What keys of each algorithm may be used for, and how Node says that one may not.
const { fail } = require('internal/crypto/subtle/idl');

const signing = { public: ['verify'], private: ['sign'], secret: ['sign', 'verify'] };
const sealing = { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'], secret: ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'] };
const agreeing = { public: [], private: ['deriveKey', 'deriveBits'] };
const deriving = { secret: ['deriveKey', 'deriveBits'] };
/** For each algorithm its kind, what each half of its keys may be used for, and what Node calls such a key on import and on generation. */
const entries = {
  'RSASSA-PKCS1-v1_5': { kind: 'rsa', usages: signing, imported: 'an RSASSA-PKCS1-v1_5', generated: 'a RSA' },
  'RSA-PSS': { kind: 'rsa', usages: signing, imported: 'an RSA-PSS', generated: 'a RSA' },
  'RSA-OAEP': { kind: 'rsa', usages: sealing, imported: 'an RSA-OAEP', generated: 'a RSA' },
  ECDSA: { kind: 'ec', usages: signing, imported: 'a ECDSA', generated: 'an ECDSA' },
  ECDH: { kind: 'ec', usages: agreeing, imported: 'a ECDH', generated: 'an ECDH' },
  Ed25519: { kind: 'okp', usages: signing, imported: 'a Ed25519', generated: 'an Ed25519' },
  X25519: { kind: 'okp', usages: agreeing, imported: 'a X25519', generated: 'an X25519' },
  HMAC: { kind: 'hmac', usages: signing, imported: 'an HMAC', generated: 'an HMAC' },
  'AES-KW': { kind: 'aes', usages: { secret: ['wrapKey', 'unwrapKey'] }, imported: 'an AES', generated: 'an AES' },
  HKDF: { kind: 'derive', usages: deriving, imported: 'a HKDF' },
  PBKDF2: { kind: 'derive', usages: deriving, imported: 'a PBKDF2' },
};
for (const [name, like] of [['Ed448', 'Ed25519'], ['X448', 'X25519']]) {
  const { imported, generated } = entries[like];
  entries[name] = { ...entries[like], imported: imported.replace(like, name), generated: generated.replace(like, name) };
}
for (const name of ['AES-CBC', 'AES-CTR', 'AES-GCM']) entries[name] = { ...entries['AES-KW'], usages: sealing };

const onlyOf = (wanted, allowed, what) => {
  if (wanted.some((usage) => !allowed.includes(usage))) throw fail('SyntaxError', `Unsupported key usage for ${what} key`);
};
/** Usages of a key that comes in. */
const checkImported = (name, type, wanted) => onlyOf(wanted, entries[name].usages[type], entries[name].imported);
/** Usages of a new secret or pair, for each half those that are its own. */
const checkGenerated = (name, wanted) => {
  const { usages, generated } = entries[name];
  onlyOf(wanted, usages.secret !== undefined && usages.public === undefined ? usages.secret : [...(usages.public ?? []), ...(usages.private ?? [])], generated);
  const of = (type) => (usages[type] ?? []).filter((usage) => wanted.includes(usage));
  return { public: of('public'), private: of('private') };
};

module.exports = { kindOf: (name) => entries[name].kind, checkImported, checkGenerated };
