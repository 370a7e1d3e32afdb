// Keys that come in: raw, PKCS#8, SPKI, JWK, and the key objects of `crypto`.
const { Bytes, encodeText, joinBytes, nodeError } = internals;
const { keyFrom, secretFrom, documentOf, partsOf, publicOf, asymmetric } = require('internal/crypto/keys');
const { askJson } = require('internal/crypto/util');
const { pointKey, curveNamed } = require('internal/crypto/pairs');
const { newKey } = require('internal/crypto/crypto_key');
const { fail } = require('internal/crypto/subtle/idl');
const { kindOf, checkImported } = require('internal/crypto/subtle/usages');
const { checkServed } = require('internal/crypto/subtle/algorithms');
const { jwkName } = require('internal/crypto/subtle/jwk_names');

const invalid = (cause = undefined) => fail('DataError', 'Invalid keyData', cause);
/** What cannot be read is invalid data; what this host refuses says so itself. */
const reading = (read) => {
  try {
    return read();
  } catch (error) {
    if (String(error?.code).startsWith('ERR_LATCHWORK')) throw error;
    throw invalid(error);
  }
};
const fromDocument = (kind, form, bytes) => reading(() => keyFrom(kind, askJson('crypto.key.import', { kind, form }, bytes)));

const checkKeyOps = (operations, wanted) => {
  if (operations === undefined) return;
  const known = operations.filter((name) => ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'deriveKey', 'deriveBits'].includes(name));
  if (new Set(known).size !== known.length) throw fail('DataError', 'Duplicate key operation');
  if (wanted.some((usage) => !operations.includes(usage))) throw fail('DataError', 'Key operations and usage mismatch');
};
const keyTypes = { rsa: 'RSA', ec: 'EC', okp: 'OKP', hmac: 'oct', aes: 'oct' };
const uses = { 'RSA-OAEP': 'enc', ECDH: 'enc', X25519: 'enc', X448: 'enc' };
const curveAlgorithms = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
/** Whether a JWK's `alg` names the algorithm that it is to be used with. */
const isAlgorithm = (alg, asked) => {
  switch (asked.name) {
    case 'ECDSA': return curveAlgorithms[alg] === asked.namedCurve;
    case 'Ed25519': case 'Ed448': return alg === asked.name || alg === 'EdDSA';
    case 'ECDH': case 'X25519': case 'X448': return true;
    default: return alg === jwkName(asked);
  }
};
/** The checks of every JWK, in Node's order. */
const checkJwk = (jwk, asked, extractable, wanted, checkUsages) => {
  const kind = kindOf(asked.name);
  if (!jwk.kty) throw invalid();
  if (jwk.kty !== keyTypes[kind]) throw fail('DataError', 'Invalid JWK "kty" Parameter');
  if (kind === 'ec' && jwk.crv !== asked.namedCurve) throw fail('DataError', 'JWK "crv" does not match the requested algorithm');
  if (kind === 'okp' && jwk.crv !== asked.name) throw fail('DataError', 'JWK "crv" Parameter and algorithm name mismatch');
  if (kind !== 'okp') checkUsages();
  const use = kind === 'aes' ? 'enc' : uses[asked.name] ?? 'sig';
  if (wanted.length > 0 && jwk.use !== undefined && jwk.use !== use) throw fail('DataError', 'Invalid JWK "use" Parameter');
  checkKeyOps(jwk.key_ops, wanted);
  if (jwk.ext === false && extractable) throw fail('DataError', 'JWK "ext" Parameter and extractable mismatch');
};
const checkAlgorithm = (jwk, asked) => {
  if (jwk.alg !== undefined && !isAlgorithm(jwk.alg, asked)) throw fail('DataError', 'JWK "alg" does not match the requested algorithm');
};
const asymmetricJwk = (jwk, kind) => reading(() => {
  const object = asymmetric(jwk.d === undefined ? 'public' : 'private', { key: jwk, format: 'jwk' });
  if (kind === 'okp' && jwk.d !== undefined) {
    const told = asymmetric('public', { key: jwk, format: 'jwk' });
    if (!publicOf(object).equals(told)) throw new Error('Invalid JWK data');
  }
  return object;
});
const fromJwk = (asked, jwk, extractable, wanted) => {
  const kind = kindOf(asked.name);
  const isSecret = kind === 'hmac' || kind === 'aes';
  const type = isSecret ? 'secret' : jwk.d === undefined ? 'public' : 'private';
  const checkUsages = () => checkImported(asked.name, type, wanted);
  checkJwk(jwk, asked, extractable, wanted, checkUsages);
  if (isSecret) {
    if (kind === 'hmac') checkAlgorithm(jwk, asked);
    if (typeof jwk.k !== 'string') throw invalid(nodeError(TypeError, 'ERR_CRYPTO_INVALID_JWK', 'Invalid JWK secret key format'));
    const object = secretFrom(encodeText(jwk.k, 'base64'));
    if (kind === 'aes') checkAlgorithm(jwk, { name: asked.name, length: aesLength(object) });
    return object;
  }
  checkAlgorithm(jwk, asked);
  if (kind === 'okp') {
    if (jwk.d !== undefined && typeof jwk.x !== 'string') throw fail('DataError', 'Invalid JWK');
    checkUsages();
  }
  checkServed(asked.name);
  return asymmetricJwk(jwk, kind);
};

const point = (curve, bytes) => {
  try {
    return pointKey(curveNamed(curve), bytes);
  } catch {
    throw invalid();
  }
};
const okpPrefixes = { Ed25519: '302a300506032b6570032100', X25519: '302a300506032b656e032100' };
const fromRaw = (asked, bytes) => {
  switch (kindOf(asked.name)) {
    case 'ec': return point(asked.namedCurve, bytes);
    case 'okp':
      if (bytes.length !== 32) throw fail('DataError', `${asked.name} raw keys must be exactly 32-bytes`);
      return fromDocument('public', 'spki', joinBytes([encodeText(okpPrefixes[asked.name], 'hex'), bytes]));
    default: return secretFrom(bytes);
  }
};
const aesLength = (object) => {
  const bits = documentOf(object).length * 8;
  if (bits !== 128 && bits !== 192 && bits !== 256) throw fail('DataError', 'Invalid key length');
  return bits;
};
const publicExponent = (hex) => new Bytes(encodeText(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex').slice().buffer);
/** What the key's `algorithm` says of it; a key of another kind is refused. */
const describe = (asked, object) => {
  const { name } = asked;
  const { details, type, bytes } = partsOf(object);
  switch (kindOf(name)) {
    case 'rsa':
      if (type !== 'rsa') throw fail('DataError', 'Invalid key type');
      return { name, modulusLength: details.modulusLength, publicExponent: publicExponent(details.publicExponent), hash: asked.hash };
    case 'ec':
      if (type !== 'ec') throw fail('DataError', 'Invalid key type');
      if (details.namedCurve !== curveNamed(asked.namedCurve)) throw fail('DataError', 'Named curve mismatch');
      return { name, namedCurve: asked.namedCurve };
    case 'okp':
      if (type !== name.toLowerCase()) throw fail('DataError', 'Invalid key type');
      return { name };
    case 'hmac': {
      const length = bytes.byteLength * 8;
      if (length === 0) throw fail('DataError', 'Zero-length key is not supported');
      if (asked.length !== undefined && asked.length !== length) throw fail('DataError', 'Invalid key length');
      return { name, hash: asked.hash, length };
    }
    case 'aes': return { name, length: aesLength(object) };
    default: return { name };
  }
};

const formats = {
  rsa: ['pkcs8', 'spki', 'jwk', 'KeyObject'], ec: ['raw', 'pkcs8', 'spki', 'jwk', 'KeyObject'], okp: ['raw', 'pkcs8', 'spki', 'jwk', 'KeyObject'],
  hmac: ['raw', 'jwk', 'KeyObject'], aes: ['raw', 'jwk', 'KeyObject'], derive: ['raw', 'KeyObject'],
};
const incoming = (format, data, asked, extractable, wanted) => {
  switch (format) {
    case 'raw':
      if (kindOf(asked.name) === 'ec' || kindOf(asked.name) === 'okp') checkImported(asked.name, 'public', wanted);
      checkServed(asked.name);
      return fromRaw(asked, data);
    case 'pkcs8':
      checkImported(asked.name, 'private', wanted);
      checkServed(asked.name);
      return fromDocument('private', 'pkcs8', data);
    case 'spki':
      checkImported(asked.name, 'public', wanted);
      checkServed(asked.name);
      return fromDocument('public', 'spki', data);
    case 'jwk': return fromJwk(asked, data, extractable, wanted);
    default:
      if (data.type !== 'secret') checkImported(asked.name, data.type, wanted);
      return data;
  }
};
/** A key for a normalized algorithm, of converted arguments. */
const importKey = (format, data, asked, extractable, wanted) => {
  const kind = kindOf(asked.name);
  if (kind === 'derive' && extractable) throw fail('SyntaxError', `${asked.name} keys are not extractable`);
  if (kind === 'derive' || kind === 'hmac' || kind === 'aes') checkImported(asked.name, 'secret', wanted);
  if (!formats[kind].includes(format)) throw fail('NotSupportedError', `Unable to import ${asked.name} using ${format} format`);
  const object = incoming(format, data, asked, extractable, wanted);
  const algorithm = describe(asked, object);
  if (object.type !== 'public' && wanted.length === 0) throw fail('SyntaxError', `Usages cannot be empty when importing a ${object.type} key.`);
  return newKey(object, algorithm, extractable, wanted);
};

module.exports = { importKey };
