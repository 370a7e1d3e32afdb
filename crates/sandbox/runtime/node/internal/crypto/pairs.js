// New keys, and secrets that two keys come to.
const { nodeError, invalidArgument, Bytes, FastBuffer, encodeText, joinBytes } = internals;
const { ask, askJson, base64, inputBytes, outputAs, text, later, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { isKeyObject, keyFrom, secretFrom, documentOf, partsOf, publicOf, written, asymmetric } = require('internal/crypto/keys');

const curves = { prime256v1: 32, secp384r1: 48, secp521r1: 66, secp256k1: 32 };
const aliases = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };
const curveNamed = (name) => {
  const known = aliases[name] ?? name;
  if (!Object.hasOwn(curves, known)) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  return known;
};
const generate = (head) => {
  const told = askJson('drawn.generate', head);
  return { publicKey: keyFrom('public', told.public), privateKey: keyFrom('private', told.private) };
};
const headFor = (type, options) => {
  switch (type) {
    case 'rsa': {
      const bits = options?.modulusLength;
      if (typeof bits !== 'number') throw invalidArgument('options.modulusLength', 'of type number', bits);
      return { type, bits, exponent: options.publicExponent ?? 65537 };
    }
    case 'ec': return { type, curve: curveNamed(text(options?.namedCurve, 'options.namedCurve')) };
    case 'ed25519':
    case 'x25519': return { type };
    case 'rsa-pss': case 'dsa': case 'ed448': case 'x448': case 'dh':
      return internals.unsupported(`crypto.generateKeyPair('${type}')`, 'keys are made for rsa, ec, ed25519 and x25519')();
    default:
      text(type, 'type');
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'type' must be a supported key type. Received ${internals.inspectQuietly(type)}`);
  }
};
const encoded = (key, encoding, forms) => {
  if (encoding === undefined || encoding === null) return key;
  return encoding.format === 'jwk' ? key.export(encoding) : written(key, encoding, forms);
};
const pairWith = (type, options) => {
  const head = headFor(type, options);
  return () => {
    const { publicKey, privateKey } = generate(head);
    return {
      publicKey: encoded(publicKey, options?.publicKeyEncoding, ['pkcs1', 'spki']),
      privateKey: encoded(privateKey, options?.privateKeyEncoding, ['pkcs1', 'pkcs8', 'sec1']),
    };
  };
};
const secretWith = (type, options) => {
  text(type, 'type');
  const length = options?.length;
  if (typeof length !== 'number') throw invalidArgument('options.length', 'of type number', length);
  if (type === 'aes') {
    if (![128, 192, 256].includes(length)) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.length' must be one of: 128, 192, 256. Received ${length}`);
    }
  } else if (type !== 'hmac') {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'type' must be a supported key type. Received ${internals.inspectQuietly(type)}`);
  } else if (!(length >= 8 && length <= 65536)) throw internals.outOfRange('options.length', '>= 8 && <= 65536', length);
  return () => secretFrom(new Bytes(internals.random(Math.floor(length / 8))));
};

// The little DER that turns bare numbers and points into documents.
const der = (tag, ...parts) => {
  const content = joinBytes(parts);
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return joinBytes([new Bytes([tag, ...length]), content]);
};
const objects = {
  prime256v1: '2a8648ce3d030107', secp384r1: '2b81040022', secp521r1: '2b81040023', secp256k1: '2b8104000a',
};
const objectOf = (curve) => der(6, encodeText(objects[curve], 'hex'));
const scalarKey = (curve, scalar) => {
  const document = der(0x30, new Bytes([2, 1, 1]), der(4, scalar), der(0xa0, objectOf(curve)));
  return keyFrom('private', askJson('crypto.key.import', { kind: 'private', form: 'sec1' }, document));
};
const pointKey = (curve, point) => {
  const algorithm = der(0x30, der(6, encodeText('2a8648ce3d0201', 'hex')), objectOf(curve));
  const document = der(0x30, algorithm, der(3, new Bytes(1), point));
  return keyFrom('public', askJson('crypto.key.import', { kind: 'public', form: 'spki' }, document));
};
const agree = (privateKey, publicKey) => ask('crypto.agree', {
  private: base64(documentOf(privateKey)), public: base64(documentOf(publicKey)),
});

class ECDH {
  #curve; #key; #public;
  constructor(curve) { this.#curve = curveNamed(text(curve, 'curve')); }
  generateKeys(encoding = undefined, format = 'uncompressed') {
    const pair = generate({ type: 'ec', curve: this.#curve });
    this.#key = pair.privateKey;
    this.#public = undefined;
    return this.getPublicKey(encoding, format);
  }
  getPrivateKey(encoding = undefined) {
    if (this.#key === undefined) throw nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
    const { d } = this.#key.export({ format: 'jwk' });
    return outputAs(encodeText(d, 'base64').buffer, encoding);
  }
  getPublicKey(encoding = undefined, format = 'uncompressed') {
    if (this.#key === undefined) throw nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
    const { x, y } = this.#key.export({ format: 'jwk' });
    const [first, second] = [encodeText(x, 'base64'), encodeText(y, 'base64')];
    const odd = second[second.length - 1] & 1;
    const point = format === 'compressed' ? [new Bytes([2 + odd]), first] : [new Bytes([format === 'hybrid' ? 6 + odd : 4]), first, second];
    return outputAs(joinBytes(point).buffer, encoding);
  }
  setPrivateKey(key, encoding = undefined) {
    const bytes = inputBytes(key, encoding, 'key', BINARY_OR_BUFFER);
    try {
      this.#key = scalarKey(this.#curve, bytes);
    } catch {
      throw nodeError(Error, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
    }
    return this;
  }
  computeSecret(other, inputEncoding = undefined, outputEncoding = undefined) {
    const point = inputBytes(other, inputEncoding, 'otherPublicKey', BINARY_OR_BUFFER);
    if (point[0] === 2 || point[0] === 3) internals.unsupported('ECDH.computeSecret with a compressed point', 'give the uncompressed form')();
    try {
      return outputAs(agree(this.#key, pointKey(this.#curve, point)), outputEncoding);
    } catch (error) {
      if (error.code === 'ERR_LATCHWORK_UNSUPPORTED') throw error;
      throw nodeError(Error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Public key is not valid for specified curve');
    }
  }
}

module.exports = {
  ECDH, generate, agree, curveNamed, pointKey,
  createECDH: (curve) => new ECDH(curve),
  getCurves: () => Object.keys(curves).sort(),
  generateKeyPairSync: (type, options) => pairWith(type, options)(),
  generateKeyPair(type, options, callback = undefined) {
    if (typeof options === 'function') [callback, options] = [options, undefined];
    const compute = pairWith(type, options);
    later((error, pair) => (error ? callback(error) : callback(null, pair.publicKey, pair.privateKey)), compute);
  },
  generateKeySync: (type, options) => secretWith(type, options)(),
  generateKey(type, options, callback) { later(callback, secretWith(type, options)); },
  diffieHellman(options, callback = undefined) {
    if (typeof options !== 'object' || options === null) throw invalidArgument('options', 'of type object', options);
    const { privateKey, publicKey } = options;
    if (!isKeyObject(privateKey)) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.privateKey' is invalid. Received ${internals.inspectQuietly(privateKey)}`);
    if (!isKeyObject(publicKey)) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.publicKey' is invalid. Received ${internals.inspectQuietly(publicKey)}`);
    if (privateKey.type !== 'private') throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${privateKey.type}, expected private.`);
    const other = publicKey.type === 'private' ? publicOf(publicKey) : asymmetric('public', publicKey);
    if (partsOf(other).type !== partsOf(privateKey).type) {
      throw nodeError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', `Incompatible key types for Diffie-Hellman: ${partsOf(privateKey).type} and ${partsOf(other).type}`);
    }
    const compute = () => new FastBuffer(agree(privateKey, other));
    return callback === undefined ? compute() : later(callback, compute);
  },
};
// What `util.promisify` makes of the callback's two keys.
Object.defineProperty(module.exports.generateKeyPair, Symbol.for('nodejs.util.promisify.customArgs'), { value: ['publicKey', 'privateKey'] });
