// Digests and HMAC.
const { nodeError, hidden, Buffer } = internals;
const { ask, base64, inputBytes, outputAs, text, Gathered, asTransform, guarded } = require('internal/crypto/util');
const { secretBytes } = require('internal/crypto/keys');
const { deprecate } = require('util');

const finalized = () => nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
const hidesNew = (Class) => {
  function make(...a) { return new Class(...a); }
  const callableClass = deprecate(make, `crypto.${Class.name} constructor is deprecated.`, Class === Hash ? 'DEP0179' : 'DEP0181');
  Object.defineProperty(callableClass, 'name', { value: Class.name });
  callableClass.prototype = Class.prototype;
  hidden(Class.prototype, { constructor: callableClass });
  return callableClass;
};

class Hash {
  #head; #data = new Gathered(); #done = false;
  constructor(algorithm, options = undefined) {
    this.#head = { algorithm: text(algorithm, 'algorithm') };
    const length = options?.outputLength;
    if (length !== undefined) {
      if (typeof length !== 'number') throw internals.invalidArgument('options.outputLength', 'of type number', length);
      if (!(Number.isInteger(length) && length >= 0 && length < 2 ** 32)) throw internals.outOfRange('options.outputLength', '>= 0 && <= 4294967295', length);
      this.#head.length = length;
    }
    // Asked at once, so that an unknown name fails here as in Node.
    ask('crypto.hash', this.#head);
  }
  update(data, encoding = undefined) {
    if (this.#done) throw finalized();
    this.#data.add(inputBytes(data, encoding, 'data'));
    return this;
  }
  digest(encoding = undefined) {
    if (this.#done) throw finalized();
    const digest = this.#compute();
    this.#done = true;
    this.#data = new Gathered();
    return outputAs(digest, encoding);
  }
  #compute() { return ask('crypto.hash', this.#head, this.#data.bytes()); }
  /** What the stream ends with. The digest can still be asked for. */
  static ofStream(self) { return outputAs(self.#compute()); }
  copy(options = undefined) {
    if (this.#done) throw finalized();
    const other = new Hash(this.#head.algorithm, options);
    other.#data = this.#data.copy();
    return other;
  }
}
class Hmac {
  #head; #data = new Gathered(); #done = false;
  constructor(algorithm, key, options = undefined) {
    text(algorithm, 'hmac');
    this.#head = { algorithm, key: base64(secretBytes(key, options?.encoding)) };
    ask('crypto.hmac', this.#head);
  }
  update(data, encoding = undefined) {
    if (this.#done) throw finalized();
    this.#data.add(inputBytes(data, encoding, 'data'));
    return this;
  }
  digest(encoding = undefined) {
    if (this.#done) return outputAs(new ArrayBuffer(0), encoding);
    const digest = ask('crypto.hmac', this.#head, this.#data.bytes());
    this.#done = true;
    this.#data = new Gathered();
    return outputAs(digest, encoding);
  }
}
const streamed = (digest) => ({
  transform(self, stream, chunk, encoding, done) { guarded(done, () => self.update(chunk, encoding)); },
  flush(self, stream, done) { guarded(done, () => stream.push(digest(self))); },
});
const { ofStream } = Hash;
delete Hash.ofStream;
asTransform(Hash, streamed(ofStream));
asTransform(Hmac, streamed((self) => self.digest()));

const hashes = ['RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA1-2', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256', 'RSA-SHA3-384',
  'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', 'blake2b512', 'blake2s256',
  'id-rsassa-pkcs1-v1_5-with-sha3-224', 'id-rsassa-pkcs1-v1_5-with-sha3-256', 'id-rsassa-pkcs1-v1_5-with-sha3-384',
  'id-rsassa-pkcs1-v1_5-with-sha3-512', 'md5', 'md5-sha1', 'md5WithRSAEncryption', 'ripemd', 'ripemd160', 'ripemd160WithRSA', 'rmd160', 'sha1',
  'sha1WithRSAEncryption', 'sha224', 'sha224WithRSAEncryption', 'sha256', 'sha256WithRSAEncryption', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512',
  'sha384', 'sha384WithRSAEncryption', 'sha512', 'sha512-224', 'sha512-224WithRSAEncryption', 'sha512-256', 'sha512-256WithRSAEncryption',
  'sha512WithRSAEncryption', 'shake128', 'shake256', 'ssl3-md5', 'ssl3-sha1'];

module.exports = {
  Hash: hidesNew(Hash),
  Hmac: hidesNew(Hmac),
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  getHashes: () => [...hashes],
  hash(algorithm, data, encoding = 'hex') {
    const head = { algorithm: text(algorithm, 'algorithm') };
    const bytes = inputBytes(data, 'utf8', 'input');
    if (encoding !== 'buffer' && !Buffer.isEncoding(text(encoding, 'outputEncoding'))) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'outputEncoding' is invalid. Received ${internals.inspectQuietly(encoding)}`);
    }
    return outputAs(ask('crypto.hash', head, bytes), encoding);
  },
};
