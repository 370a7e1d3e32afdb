// Key objects. A key is its SPKI or PKCS#8 document, or a secret's bytes; the host reads and writes every other form.
const { nodeError, invalidArgument, Buffer, FastBuffer, Bytes, bytesOf, copyBuffer, encodeText, hidden } = internals;
const { ask, askJson, base64, inputBytes, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { keyObjectOf } = require('internal/crypto/crypto_key');

const fromBase64 = (value) => encodeText(value, 'base64');
const kKeyType = Symbol('kKeyType');
const making = Symbol('making');

class KeyObject {
  #parts;
  constructor(type, parts, key = undefined) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'type' is invalid. Received ${internals.inspectQuietly(type)}`);
    }
    if (key !== making) throw invalidArgument('handle', 'of type object', parts);
    this.#parts = parts;
    this[kKeyType] = type;
  }
  get type() { return this[kKeyType]; }
  static from(key) {
    const object = keyObjectOf(key);
    if (object === undefined) throw invalidArgument('key', 'an instance of CryptoKey', key);
    return object;
  }
  equals(other) {
    if (!(other instanceof KeyObject)) throw invalidArgument('otherKeyObject', 'an instance of KeyObject', other);
    return this.type === other.type && Buffer.compare(new FastBuffer(this.#parts.bytes), new FastBuffer(other.#parts.bytes)) === 0;
  }
  static parts(key) { return key.#parts; }
  static is(value) { return typeof value === 'object' && value !== null && #parts in value; }
}
const partsOf = KeyObject.parts;
const isKeyObject = KeyObject.is;
delete KeyObject.parts;
delete KeyObject.is;
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });
/** The bytes of a key, as a view. */
const documentOf = (key) => new Bytes(partsOf(key).bytes);

/** The same key for Web Cryptography. */
function toCryptoKey(algorithm, extractable, keyUsages) {
  return require('internal/crypto/subtle').toCryptoKey(this, algorithm, extractable, keyUsages);
}
const exportJwk = (key) => Object.fromEntries(askJson('crypto.key.toJwk', {}, documentOf(key)));
class SecretKeyObject extends KeyObject {
  get symmetricKeySize() { return partsOf(this).bytes.byteLength; }
  export(options = undefined) {
    if (options?.format === 'jwk') {
      return { kty: 'oct', k: new FastBuffer(partsOf(this).bytes).toString('base64url') };
    }
    return new FastBuffer(partsOf(this).bytes.slice(0));
  }
}
class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() { return partsOf(this).type; }
  get asymmetricKeyDetails() {
    const { details, type } = partsOf(this);
    if (!type.startsWith('rsa')) return { ...details };
    return { modulusLength: details.modulusLength, publicExponent: BigInt(`0x${details.publicExponent}`) };
  }
}
class PublicKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options?.format === 'jwk') return exportJwk(this);
    return written(this, options, ['pkcs1', 'spki']);
  }
}
class PrivateKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options?.format === 'jwk') return exportJwk(this);
    return written(this, options, ['pkcs1', 'pkcs8', 'sec1']);
  }
}
const classes = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject };
for (const name of Object.keys(classes)) hidden(classes[name].prototype, { constructor: classes[name] });
for (const Class of [SecretKeyObject, AsymmetricKeyObject]) hidden(Class.prototype, { toCryptoKey });

const invalidValue = (name, value) => nodeError(
  TypeError, 'ERR_INVALID_ARG_VALUE', `The property '${name}' is invalid. Received ${internals.inspectQuietly(value)}`,
);
const labels = {
  spki: 'PUBLIC KEY', pkcs8: 'PRIVATE KEY', sec1: 'EC PRIVATE KEY',
};
const pem = (label, bytes) => {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};
/** A key as PEM or DER. */
const written = (key, options, forms) => {
  if (typeof options !== 'object' || options === null) throw invalidArgument('options', 'of type object', options);
  const { format, type, cipher, passphrase } = options;
  if (format !== 'pem' && format !== 'der') throw invalidValue('options.format', format);
  if (!forms.includes(type)) throw invalidValue('options.type', type);
  const kind = key.type;
  const { type: name } = partsOf(key);
  if ((type === 'pkcs1' && name !== 'rsa') || (type === 'sec1' && name !== 'ec')) {
    const needed = type === 'pkcs1' ? 'can only be used for RSA keys' : 'can only be used for EC keys';
    throw nodeError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', `The selected key encoding ${type} ${needed}.`);
  }
  const head = { form: type, kind };
  if (cipher !== undefined && cipher !== null) {
    if (type !== 'pkcs8') throw internals.unsupported(`KeyObject.export with cipher and type ${type}`, 'a private key is encrypted as PKCS#8 alone')();
    head.seal = {
      cipher, passphrase: base64(inputBytes(passphrase, undefined, 'options.passphrase')),
      salt: base64(new Bytes(internals.random(16))), iv: base64(new Bytes(internals.random(16))),
    };
  }
  const bytes = new Bytes(ask('crypto.key.export', head, documentOf(key)));
  if (format === 'der') return new FastBuffer(bytes.buffer);
  const label = head.seal ? 'ENCRYPTED PRIVATE KEY' : labels[type] ?? (kind === 'public' ? 'RSA PUBLIC KEY' : 'RSA PRIVATE KEY');
  return pem(label, bytes);
};

const keyFrom = (kind, told) => new classes[kind](kind, {
  bytes: fromBase64(told.document).buffer, type: told.type, details: told.details,
}, making);
const secretFrom = (bytes) => new SecretKeyObject('secret', { bytes: copyBuffer(bytes) }, making);

const publicOf = (key) => keyFrom('public', askJson('crypto.key.public', {}, documentOf(key)));
const expectedTypes = { public: 'private or public', private: 'private' };
const wrongType = (key, kind) => nodeError(
  TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${key.type}, expected ${expectedTypes[kind]}.`,
);
const fromKeyObject = (key, kind) => {
  if (key.type === 'secret' || (kind === 'private' && key.type === 'public')) throw wrongType(key, kind);
  return kind === 'public' && key.type === 'private' ? publicOf(key) : key;
};
const ASYMMETRIC = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';
/** The members that make a key of each type, in the order in which Node looks at them. */
const jwkMembers = {
  RSA: { open: ['n', 'e'], secret: ['d', 'p', 'q', 'dp', 'dq', 'qi'] },
  EC: { open: ['crv', 'x', 'y'], secret: ['d'], curves: ['P-256', 'secp256k1', 'P-384', 'P-521'] },
  OKP: { open: ['crv', 'x'], secret: ['d'], curves: ['Ed25519', 'Ed448', 'X25519', 'X448'] },
};
const checkCurve = (curve, curves) => {
  if (!curves.includes(curve)) {
    const known = curves.map((name) => `'${name}'`).join(', ');
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'key.crv' must be one of: ${known}. Received ${internals.inspectQuietly(curve)}`);
  }
  if (curve.endsWith('448')) internals.unsupported(`a key on ${curve}`, 'the cryptography library has Ed25519 and X25519')();
};
const fromJwk = (jwk, kind) => {
  if (typeof jwk !== 'object' || jwk === null) throw invalidArgument('key.key', 'of type object', jwk);
  if (!['RSA', 'EC', 'OKP'].includes(jwk.kty)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'key.kty' must be one of: 'RSA', 'EC', 'OKP'. Received ${internals.inspectQuietly(jwk.kty)}`);
  }
  const { open, secret, curves } = jwkMembers[jwk.kty];
  const members = { kty: jwk.kty };
  for (const name of kind === 'private' ? [...open, ...secret] : open) {
    if (typeof jwk[name] !== 'string') throw invalidArgument(`key.${name}`, 'of type string', jwk[name]);
    members[name] = jwk[name];
    if (name === 'crv') checkCurve(jwk.crv, curves);
  }
  return keyFrom(kind, askJson('crypto.key.jwk', { kind, jwk: members }));
};
const read = (kind, data, options) => {
  const head = { kind };
  const { format = 'pem', type, passphrase } = options;
  if (format !== 'pem' && format !== 'der') throw invalidValue('key.format', format);
  if (format === 'der') {
    if (type !== 'pkcs1' && type !== 'pkcs8' && type !== 'spki' && type !== 'sec1') throw invalidValue('key.type', type);
    head.form = type;
  }
  if (passphrase !== undefined && passphrase !== null) head.passphrase = base64(inputBytes(passphrase, options.encoding, 'key.passphrase', BINARY_OR_BUFFER));
  return keyFrom(kind, askJson('crypto.key.import', head, inputBytes(data, options.encoding, 'key.key', ASYMMETRIC)));
};
/** Whatever Node takes for an asymmetric key, as a key object of this kind. */
const asymmetric = (kind, given, expected = ASYMMETRIC) => {
  if (isKeyObject(given)) return fromKeyObject(given, kind);
  if (keyObjectOf(given) !== undefined) return fromKeyObject(keyObjectOf(given), kind);
  if (typeof given === 'string' || bytesOf(given) !== undefined) return read(kind, given, {});
  if (typeof given !== 'object' || given === null) throw invalidArgument('key', expected, given);
  const { key } = given;
  if (given.format === 'jwk') return fromJwk(key, kind);
  if (isKeyObject(key)) return fromKeyObject(key, kind);
  if (keyObjectOf(key) !== undefined) return fromKeyObject(keyObjectOf(key), kind);
  if (typeof key !== 'string' && bytesOf(key) === undefined) throw invalidArgument('key.key', expected, key);
  return read(kind, key, given);
};
const SECRET = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';
/** The bytes of a secret key in any form. */
const secretBytes = (key, encoding = undefined, name = 'key') => {
  const object = isKeyObject(key) ? key : keyObjectOf(key);
  if (object === undefined) return inputBytes(key, encoding, name, SECRET);
  if (object.type !== 'secret') {
    throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${object.type}, expected secret.`);
  }
  return documentOf(object);
};

module.exports = {
  KeyObject, isKeyObject, partsOf, documentOf, keyFrom, secretFrom, publicOf, asymmetric, secretBytes, written,
  createSecretKey: (key, encoding = undefined) => secretFrom(inputBytes(key, encoding, 'key', BINARY_OR_BUFFER)),
  createPublicKey(key) {
    if (isKeyObject(key) && key.type === 'public') {
      throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', 'Invalid key object type public, expected private.');
    }
    return asymmetric('public', key);
  },
  createPrivateKey(key) {
    if (isKeyObject(key)) throw invalidArgument('key', BINARY_OR_BUFFER, key);
    return asymmetric('private', key, BINARY_OR_BUFFER);
  },
};
