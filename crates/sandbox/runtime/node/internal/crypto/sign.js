// Signatures.
const { nodeError, FastBuffer, Bytes } = internals;
const { ask, base64, inputBytes, outputAs, text, later, Gathered, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { asymmetric, documentOf } = require('internal/crypto/keys');

const PSS_PADDING = 6;
const PKCS1_PADDING = 1;
const knownDigest = (algorithm) => {
  try {
    ask('crypto.hash', { algorithm: text(algorithm, 'algorithm') });
  } catch (error) {
    if (error.code !== undefined) throw error;
    throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
  }
  return algorithm;
};
const invalidValue = (name, value) => nodeError(
  TypeError, 'ERR_INVALID_ARG_VALUE', `The property '${name}' is invalid. Received ${internals.inspectQuietly(value)}`,
);
/** The head that a signature's operation takes. */
const headFor = (key, algorithm, options) => {
  const { padding, saltLength, dsaEncoding } = options ?? {};
  if (padding !== undefined && padding !== PSS_PADDING && padding !== PKCS1_PADDING) throw invalidValue('options.padding', padding);
  if (saltLength !== undefined && !Number.isInteger(saltLength)) throw invalidValue('options.saltLength', saltLength);
  if (dsaEncoding !== undefined && dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') throw invalidValue('options.dsaEncoding', dsaEncoding);
  return {
    key: base64(documentOf(key)),
    digest: algorithm ?? undefined,
    is_pss: padding === PSS_PADDING || key.asymmetricKeyType === 'rsa-pss',
    salt: saltLength ?? -2,
    is_fixed: dsaEncoding === 'ieee-p1363',
  };
};
/** A padding with salt and ECDSA draw random numbers: what they give is part of a recording. */
const signWith = (key, algorithm, options, data) => {
  const head = headFor(key, algorithm, options);
  const isDrawn = head.is_pss || key.asymmetricKeyType === 'ec';
  return ask(isDrawn ? 'drawn.sign' : 'crypto.sign', head, data);
};
const verifyWith = (key, algorithm, options, data, signature) => {
  const head = headFor(key, algorithm, options);
  head.signature = base64(signature);
  return new Bytes(ask('crypto.verify', head, data))[0] === 1;
};

/** Data that arrives in pieces, and the digest it is for. */
class Gathering {
  #algorithm; #data = new Gathered();
  constructor(algorithm) { this.#algorithm = knownDigest(algorithm); }
  update(data, encoding = undefined) {
    this.#data.add(inputBytes(data, encoding, 'data'));
    return this;
  }
  write(data, encoding = undefined) {
    this.update(data, encoding);
    return true;
  }
  end(data = undefined, encoding = undefined) {
    if (data !== undefined && data !== null && typeof data !== 'function') this.update(data, encoding);
    return this;
  }
  static of(self) { return [self.#algorithm, self.#data.bytes()]; }
}
const { of: gathered } = Gathering;
delete Gathering.of;
class Sign extends Gathering {
  sign(options, encoding = undefined) {
    if (!options) throw nodeError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
    const [algorithm, data] = gathered(this);
    return outputAs(signWith(asymmetric('private', options), algorithm, options, data), encoding);
  }
}
class Verify extends Gathering {
  verify(options, signature, encoding = undefined) {
    const [algorithm, data] = gathered(this);
    const key = asymmetric('public', options);
    return verifyWith(key, algorithm, options, data, inputBytes(signature, encoding, 'signature'));
  }
}

const oneShot = (algorithm) => {
  if (algorithm === undefined || algorithm === null) return undefined;
  try {
    return knownDigest(algorithm);
  } catch (error) {
    if (error.message !== 'Invalid digest') throw error;
    throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
  }
};
module.exports = {
  Sign, Verify, signWith, verifyWith, PSS_PADDING,
  createSign: (algorithm) => new Sign(algorithm),
  createVerify: (algorithm) => new Verify(algorithm),
  sign(algorithm, data, key, callback = undefined) {
    const digest = oneShot(algorithm);
    const bytes = inputBytes(data, 'utf8', 'data', BINARY_OR_BUFFER);
    if (!key) throw nodeError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
    const object = asymmetric('private', key);
    const compute = () => new FastBuffer(signWith(object, digest, key, bytes));
    return callback === undefined ? compute() : later(callback, compute);
  },
  verify(algorithm, data, key, signature, callback = undefined) {
    const digest = oneShot(algorithm);
    const bytes = inputBytes(data, 'utf8', 'data', BINARY_OR_BUFFER);
    const given = inputBytes(signature, 'utf8', 'signature', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView');
    const object = asymmetric('public', key);
    const compute = () => verifyWith(object, digest, key, bytes, given);
    return callback === undefined ? compute() : later(callback, compute);
  },
};
