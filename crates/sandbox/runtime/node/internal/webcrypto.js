// The global `crypto` of the Web Cryptography API.
const { nodeError, internalKey } = internals;
const { getRandomValues, randomUUID } = require('internal/crypto/random');
const { CryptoKey } = require('internal/crypto/crypto_key');
const { methods } = require('internal/crypto/subtle');

const onlyInside = (key) => {
  if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
};
const wants = (self, expected, name) => {
  if (self !== expected) throw nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
};
class SubtleCrypto {
  constructor(...given) { onlyInside(given[0]); }
}
const subtle = new SubtleCrypto(internalKey);
const order = ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey'];
for (const name of order) {
  SubtleCrypto.prototype[name] = {
    async [name](...given) {
      wants(this, subtle, 'SubtleCrypto');
      return methods[name](given);
    },
  }[name];
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { value: 'SubtleCrypto', configurable: true });

class Crypto {
  constructor(...given) { onlyInside(given[0]); }
  get subtle() {
    wants(this, crypto, 'Crypto');
    return subtle;
  }
}
const crypto = new Crypto(internalKey);
Object.defineProperty(Crypto.prototype, 'subtle', { enumerable: true });
Object.assign(Crypto.prototype, {
  getRandomValues(array) {
    wants(this, crypto, 'Crypto');
    return getRandomValues(array);
  },
  randomUUID() {
    wants(this, crypto, 'Crypto');
    return randomUUID();
  },
});
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
module.exports = { Crypto, CryptoKey, SubtleCrypto, crypto };
