// The methods of `crypto.subtle`: arguments converted, algorithms normalized, then the operation.
const { TextEncoder, TextDecoder, Bytes } = internals;
const { fail, unsignedLong, bufferSource, algorithmIdentifier, cryptoKey, keyFormat, keyUsages, jsonWebKey, converted } = require('internal/crypto/subtle/idl');
const { normalize, digests } = require('internal/crypto/subtle/algorithms');
const { importKey } = require('internal/crypto/subtle/import_key');
const { exportKey } = require('internal/crypto/subtle/export_key');
const { generateKey } = require('internal/crypto/subtle/generate_key');
const { sign, verify } = require('internal/crypto/subtle/sign');
const { crypt } = require('internal/crypto/subtle/crypt');
const { deriveBits, keyLength, allows } = require('internal/crypto/subtle/derive');
const { ask } = require('internal/crypto/util');

/** An algorithm for wrapping, or for encrypting where it has none. */
const wrapping = (algorithm, usage, instead) => {
  try {
    return normalize(algorithm, usage);
  } catch {
    return normalize(algorithm, instead);
  }
};
const keyData = (value, at, [format]) => (format === 'jwk' ? jsonWebKey : bufferSource)(value, at);
const orNull = (value, at) => (value === undefined || value === null ? null : unsignedLong(value, at));

/** A JWK is padded to whole blocks for AES-KW. */
const wrappedForm = (format, exported, name) => {
  if (format !== 'jwk') return new Bytes(exported);
  const text = JSON.stringify(exported);
  return new TextEncoder().encode(name === 'AES-KW' ? text.padEnd(Math.ceil(text.length / 8) * 8) : text);
};
const unwrappedForm = (format, bytes) => {
  if (format !== 'jwk') return new Bytes(bytes);
  try {
    return jsonWebKey(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), { prefix: "Failed to execute 'importKey' on 'SubtleCrypto'", context: '2nd argument' });
  } catch (error) {
    if (error?.code !== undefined) throw error;
    throw fail('DataError', 'Invalid wrapped JWK key');
  }
};

const methods = {
  digest(given) {
    const [algorithm, data] = converted('digest', given, 2, [algorithmIdentifier, bufferSource]);
    return ask('crypto.hash', { algorithm: digests[normalize(algorithm, 'digest').name] }, data);
  },
  sign(given) {
    const [algorithm, key, data] = converted('sign', given, 3, [algorithmIdentifier, cryptoKey, bufferSource]);
    return sign(normalize(algorithm, 'sign'), key, data);
  },
  verify(given) {
    const [algorithm, key, signature, data] = converted('verify', given, 4, [algorithmIdentifier, cryptoKey, bufferSource, bufferSource]);
    return verify(normalize(algorithm, 'verify'), key, signature, data);
  },
  encrypt(given) {
    const [algorithm, key, data] = converted('encrypt', given, 3, [algorithmIdentifier, cryptoKey, bufferSource]);
    return crypt('encrypt', 'encrypt', normalize(algorithm, 'encrypt'), key, data);
  },
  decrypt(given) {
    const [algorithm, key, data] = converted('decrypt', given, 3, [algorithmIdentifier, cryptoKey, bufferSource]);
    return crypt('decrypt', 'decrypt', normalize(algorithm, 'decrypt'), key, data);
  },
  generateKey(given) {
    const [algorithm, extractable, usages] = converted('generateKey', given, 3, [algorithmIdentifier, Boolean, keyUsages]);
    return generateKey(normalize(algorithm, 'generateKey'), extractable, usages);
  },
  importKey(given) {
    const converters = [keyFormat, keyData, algorithmIdentifier, Boolean, keyUsages];
    const [format, data, algorithm, extractable, usages] = converted('importKey', given, 4, converters);
    return importKey(format, data, normalize(algorithm, 'importKey'), extractable, usages);
  },
  exportKey(given) {
    return exportKey(...converted('exportKey', given, 2, [keyFormat, cryptoKey]));
  },
  deriveBits(given) {
    const [algorithm, key, length] = converted('deriveBits', given, 2, [algorithmIdentifier, cryptoKey, orNull]);
    const asked = normalize(algorithm, 'deriveBits');
    allows(asked, key, 'deriveBits');
    return deriveBits(asked, key, length);
  },
  deriveKey(given) {
    const converters = [algorithmIdentifier, cryptoKey, algorithmIdentifier, Boolean, keyUsages];
    const [algorithm, key, target, extractable, usages] = converted('deriveKey', given, 5, converters);
    const asked = normalize(algorithm, 'deriveBits');
    const wanted = normalize(target, 'importKey');
    allows(asked, key, 'deriveKey');
    const bits = deriveBits(asked, key, keyLength(normalize(target, 'get key length')));
    return importKey('raw', new Bytes(bits), wanted, extractable, usages);
  },
  wrapKey(given) {
    const [format, key, wrappingKey, algorithm] = converted('wrapKey', given, 4, [keyFormat, cryptoKey, cryptoKey, algorithmIdentifier]);
    const asked = wrapping(algorithm, 'wrapKey', 'encrypt');
    return crypt('encrypt', 'wrapKey', asked, wrappingKey, wrappedForm(format, exportKey(format, key), asked.name));
  },
  unwrapKey(given) {
    const converters = [keyFormat, bufferSource, cryptoKey, algorithmIdentifier, algorithmIdentifier, Boolean, keyUsages];
    const [format, wrapped, unwrappingKey, algorithm, target, extractable, usages] = converted('unwrapKey', given, 7, converters);
    const bytes = crypt('decrypt', 'unwrapKey', wrapping(algorithm, 'unwrapKey', 'decrypt'), unwrappingKey, wrapped);
    return importKey(format, unwrappedForm(format, bytes), normalize(target, 'importKey'), extractable, usages);
  },
};

/** `KeyObject.prototype.toCryptoKey`. */
const toCryptoKey = (object, algorithm, extractable, usages) => {
  const at = (context) => ({ prefix: '', context });
  const asked = normalize(algorithmIdentifier(algorithm, at('algorithm')), 'importKey');
  return importKey('KeyObject', object, asked, Boolean(extractable), keyUsages(usages, at('keyUsages')));
};
module.exports = { methods, toCryptoKey };
