// Ciphers. The guest keeps the state of the stream, the host computes each step, and each step gives Node's sizes.
const { nodeError, invalidArgument, Bytes, FastBuffer, joinBytes } = internals;
const { ask, base64, inputBytes, text, Gathered, Spelled, asTransform, guarded, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { secretBytes } = require('internal/crypto/keys');
const { wrap, unwrap } = require('internal/crypto/key_wrap');

const BLOCK = 16;
/** What OpenSSL takes. */
const LONGEST_GCM_IV = 128;
const LONGEST_STREAM = 2 ** 31;
/** What each cipher is: its mode, its sizes, and OpenSSL's number for it. */
const ciphers = Object.create(null);
const numbers = {
  wrap: [788, 789, 790], cbc: [419, 423, 427], ecb: [418, 422, 426], ctr: [904, 905, 906], gcm: [895, 898, 901],
};
for (const mode of Object.keys(numbers)) {
  [128, 192, 256].forEach((bits, at) => {
    const isGcm = mode === 'gcm';
    if (mode === 'wrap') {
      const cipher = { mode, name: `id-aes${bits}-wrap`, nid: numbers[mode][at], blockSize: 8, ivLength: 8, keyLength: bits / 8 };
      ciphers[cipher.name] = cipher;
      ciphers[`aes${bits}-wrap`] = cipher;
      return;
    }
    const cipher = {
      mode, name: isGcm ? `id-aes${bits}-gcm` : `aes-${bits}-${mode}`, nid: numbers[mode][at],
      blockSize: mode === 'ctr' || isGcm ? 1 : BLOCK, ivLength: mode === 'ecb' ? undefined : isGcm ? 12 : BLOCK, keyLength: bits / 8,
    };
    ciphers[`aes-${bits}-${mode}`] = cipher;
    if (isGcm) ciphers[`id-aes${bits}-gcm`] = cipher;
    if (mode === 'cbc') ciphers[`aes${bits}`] = cipher;
  });
}
ciphers['chacha20-poly1305'] = { mode: 'chacha', name: 'chacha20-poly1305', nid: 1018, ivLength: 12, keyLength: 32 };
const cipherNamed = (name) => ciphers[name.toLowerCase()];

const invalidState = (operation) => nodeError(
  Error, 'ERR_CRYPTO_INVALID_STATE', operation === undefined ? 'Invalid state' : `Invalid state for operation ${operation}`,
);
const invalidIv = () => nodeError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
const openssl = (code, number, reason) => Object.assign(
  new Error(`error:${number}:Provider routines::${reason}`), { library: 'Provider routines', reason, code },
);
const wrongLength = () => openssl('ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH', '1C80006B', 'wrong final block length');
const badDecrypt = () => openssl('ERR_OSSL_BAD_DECRYPT', '1C800064', 'bad decrypt');
const checkIv = (cipher, iv) => {
  if (cipher.ivLength === undefined ? iv !== null && iv.length > 0 : iv === null) throw invalidIv();
  if (cipher.mode === 'gcm' ? iv.length === 0 || iv.length > LONGEST_GCM_IV : cipher.ivLength !== undefined && iv.length !== cipher.ivLength) {
    if (!(cipher.mode === 'chacha' && iv.length > 0 && iv.length < 12)) throw invalidIv();
  }
};
const tagLengths = [4, 8, 12, 13, 14, 15, 16];
const checkTagLength = (cipher, length) => {
  const isValid = cipher.mode === 'gcm' ? tagLengths.includes(length) : length > 0 && length <= 16;
  if (!isValid) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
};

class CipherBase {
  #cipher; #direction; #key; #iv; #pending = new Bytes(0); #passed = 0; #isPadded = true; #isFinal = false;
  #aad = new Gathered(); #sealed = new Gathered(); #spelled = new Spelled(); #tag; #tagLength;
  constructor(direction, name, key, iv, options) {
    const cipher = cipherNamed(text(name, 'cipher'));
    const keyBytes = secretBytes(key, options?.encoding);
    const ivBytes = iv === null ? null : inputBytes(iv, undefined, 'iv', BINARY_OR_BUFFER);
    if (cipher === undefined) throw nodeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    checkIv(cipher, ivBytes);
    if (keyBytes.length !== cipher.keyLength) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    const length = options?.authTagLength;
    if (length !== undefined && this.#isSealing(cipher)) checkTagLength(cipher, length);
    this.#tagLength = length;
    this.#cipher = cipher;
    this.#direction = direction;
    this.#key = base64(keyBytes);
    this.#iv = ivBytes ?? new Bytes(0);
    if (cipher.mode === 'chacha') this.#iv = joinBytes([new Bytes(12 - this.#iv.length), this.#iv]);
  }
  #isSealing(cipher = this.#cipher) { return cipher.mode === 'gcm' || cipher.mode === 'chacha'; }
  #step(bytes) {
    if (bytes.length === 0) return new Bytes(0);
    const { mode } = this.#cipher;
    const head = { mode, direction: this.#direction, key: this.#key, iv: base64(this.#iv), passed: this.#passed };
    const out = new Bytes(ask('crypto.cipher', head, bytes));
    this.#passed += bytes.length;
    if (this.#passed >= LONGEST_STREAM) throw nodeError(RangeError, 'ERR_LATCHWORK_LIMIT', `a cipher takes less than ${LONGEST_STREAM} bytes`);
    const chained = this.#direction === 'encrypt' ? out : bytes;
    if (mode === 'cbc') this.#iv = chained.slice(-BLOCK);
    if (this.#isSealing()) this.#sealed.add(chained);
    return out;
  }
  update(data, inputEncoding = undefined, outputEncoding = undefined) {
    const bytes = inputBytes(data, inputEncoding, 'data');
    if (this.#isFinal) throw new Error('Trying to add data in unsupported state');
    if (this.#cipher.mode === 'wrap') return this.#spelled.add(this.#wrap(bytes), outputEncoding);
    if (this.#cipher.blockSize !== BLOCK) return this.#spelled.add(this.#step(bytes).buffer, outputEncoding);
    const all = joinBytes([this.#pending, bytes]);
    let whole = all.length - (all.length % BLOCK);
    // What may be padding is held back until it is known to be the end.
    if (this.#direction === 'decrypt' && this.#isPadded && whole === all.length && whole > 0) whole -= BLOCK;
    this.#pending = all.slice(whole);
    return this.#spelled.add(this.#step(all.slice(0, whole)).buffer, outputEncoding);
  }
  /** A key is wrapped as a whole, by one call. */
  #wrap(bytes) {
    const refused = () => new Error('Trying to add data in unsupported state');
    if (this.#passed > 0) throw refused();
    this.#passed = bytes.length;
    try {
      return (this.#direction === 'encrypt' ? wrap : unwrap)(this.#key, bytes, this.#iv);
    } catch (error) {
      throw error instanceof RangeError ? refused() : error;
    }
  }
  final(outputEncoding = undefined) {
    if (this.#isFinal) throw invalidState();
    this.#isFinal = true;
    return this.#spelled.add((this.#isSealing() ? this.#seal() : this.#lastBlock()).buffer, outputEncoding, true);
  }
  #lastBlock() {
    if (this.#cipher.blockSize !== BLOCK) return new Bytes(0);
    const { length } = this.#pending;
    if (!this.#isPadded) {
      if (length !== 0) throw wrongLength();
      return new Bytes(0);
    }
    if (this.#direction === 'encrypt') {
      const last = new Bytes(BLOCK).fill(BLOCK - length);
      last.set(this.#pending);
      return this.#step(last);
    }
    if (length !== BLOCK) throw wrongLength();
    const last = this.#step(this.#pending);
    const pad = last[BLOCK - 1];
    if (pad === 0 || pad > BLOCK || !last.slice(BLOCK - pad).every((byte) => byte === pad)) throw badDecrypt();
    return last.slice(0, BLOCK - pad);
  }
  #seal() {
    const head = { mode: this.#cipher.mode, key: this.#key, iv: base64(this.#iv), aad: base64(this.#aad.bytes()) };
    const computed = new Bytes(ask('crypto.tag', head, this.#sealed.bytes()));
    if (this.#direction === 'encrypt') {
      this.#tag = computed.slice(0, this.#tagLength ?? 16);
      return new Bytes(0);
    }
    const expected = this.#tag;
    let difference = expected === undefined ? 1 : 0;
    for (let i = 0; i < (expected?.length ?? 0); i++) difference |= expected[i] ^ computed[i];
    if (difference !== 0) throw new Error('Unsupported state or unable to authenticate data');
    return new Bytes(0);
  }
  setAutoPadding(isPadded = true) {
    if (this.#isFinal) throw invalidState('setAutoPadding');
    this.#isPadded = Boolean(isPadded);
    return this;
  }
  setAAD(data, options = undefined) {
    if (!this.#isSealing() || this.#isFinal) throw invalidState('setAAD');
    this.#aad.add(inputBytes(data, options?.encoding, 'buffer', BINARY_OR_BUFFER));
    return this;
  }
  static tagOf(self) {
    if (!self.#isSealing() || !self.#isFinal || self.#tag === undefined) throw invalidState('getAuthTag');
    return new FastBuffer(self.#tag.slice().buffer);
  }
  static setTag(self, tag, encoding) {
    const bytes = inputBytes(tag, encoding, 'buffer', BINARY_OR_BUFFER);
    if (!self.#isSealing() || self.#isFinal || self.#tag !== undefined) throw invalidState('setAuthTag');
    checkTagLength(self.#cipher, bytes.length);
    if (self.#tagLength !== undefined && self.#tagLength !== bytes.length) {
      throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${bytes.length}`);
    }
    self.#tag = bytes;
    return self;
  }
}
const { tagOf, setTag } = CipherBase;
delete CipherBase.tagOf;
delete CipherBase.setTag;
asTransform(CipherBase, {
  transform(self, stream, chunk, encoding, done) { guarded(done, () => stream.push(self.update(chunk, encoding))); },
  flush(self, stream, done) { guarded(done, () => stream.push(self.final())); },
});

class Cipheriv extends CipherBase {
  constructor(cipher, key, iv, options = undefined) { super('encrypt', cipher, key, iv, options); }
  getAuthTag() { return tagOf(this); }
}
class Decipheriv extends CipherBase {
  constructor(cipher, key, iv, options = undefined) { super('decrypt', cipher, key, iv, options); }
  setAuthTag(tag, encoding = undefined) { return setTag(this, tag, encoding); }
}

module.exports = {
  Cipheriv, Decipheriv,
  createCipheriv: (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options),
  createDecipheriv: (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options),
  getCiphers: () => Object.keys(ciphers).sort(),
  getCipherInfo(nameOrNumber, options = undefined) {
    if (typeof nameOrNumber !== 'string' && typeof nameOrNumber !== 'number') throw invalidArgument('nameOrNid', 'of type string or number', nameOrNumber);
    const found = typeof nameOrNumber === 'string' ? cipherNamed(nameOrNumber) : Object.values(ciphers).find((at) => at.nid === nameOrNumber);
    if (found === undefined) return undefined;
    if (options !== undefined && (typeof options !== 'object' || options === null)) throw invalidArgument('options', 'of type object', options);
    for (const name of ['keyLength', 'ivLength']) {
      const length = options?.[name];
      if (length !== undefined && typeof length !== 'number') throw invalidArgument(`options.${name}`, 'of type number', length);
    }
    if (options?.keyLength !== undefined && options.keyLength !== found.keyLength) return undefined;
    if (options?.ivLength !== undefined && found.mode !== 'gcm' && options.ivLength !== found.ivLength) return undefined;
    const { mode, ...rest } = found;
    const info = { mode: mode === 'chacha' ? 'stream' : mode, ...rest };
    if (info.ivLength === undefined) delete info.ivLength;
    return info;
  },
};
