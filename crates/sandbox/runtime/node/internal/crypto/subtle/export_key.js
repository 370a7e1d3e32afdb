// Keys that go out.
const { Bytes, copyBuffer } = internals;
const { documentOf } = require('internal/crypto/keys');
const { keyObjectOf } = require('internal/crypto/crypto_key');
const { fail } = require('internal/crypto/subtle/idl');
const { kindOf } = require('internal/crypto/subtle/usages');
const { curves } = require('internal/crypto/subtle/algorithms');
const { jwkName } = require('internal/crypto/subtle/jwk_names');

const copied = (bytes) => copyBuffer(new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength));
const exportJwk = (key, object) => {
  const jwk = { key_ops: key.usages, ext: key.extractable };
  const alg = jwkName(key.algorithm);
  if (alg !== undefined) jwk.alg = alg;
  return Object.assign(jwk, object.export({ format: 'jwk' }));
};
/** A point or a public key of Curve25519 is the end of its document. */
const rawPublic = (key, object) => {
  const kind = kindOf(key.algorithm.name);
  if (kind === 'rsa') return undefined;
  const length = kind === 'ec' ? 1 + 2 * curves[key.algorithm.namedCurve] : 32;
  return copied(documentOf(object).slice(-length));
};
const forms = {
  spki: (key, object) => (key.type === 'public' ? copied(object.export({ type: 'spki', format: 'der' })) : undefined),
  pkcs8: (key, object) => (key.type === 'private' ? copied(object.export({ type: 'pkcs8', format: 'der' })) : undefined),
  jwk: exportJwk,
  raw(key, object) {
    if (key.type === 'secret') return copied(documentOf(object));
    return key.type === 'public' ? rawPublic(key, object) : undefined;
  },
};
const exportKey = (format, key) => {
  const { name } = key.algorithm;
  if (kindOf(name) === 'derive') throw fail('NotSupportedError', `${name} key export is not supported`);
  if (!key.extractable) throw fail('InvalidAccessException', 'key is not extractable');
  const exported = forms[format](key, keyObjectOf(key));
  if (exported === undefined) throw fail('NotSupportedError', `Unable to export ${name} ${key.type} key using ${format} format`);
  return exported;
};
module.exports = { exportKey };
