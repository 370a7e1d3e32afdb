// The global `crypto` of the Web Cryptography API.
const { nodeError, internalKey } = internals;
const { getRandomValues, randomUUID } = require('internal/crypto/random');

class Crypto {
  constructor(key) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
}
Object.assign(Crypto.prototype, { getRandomValues, randomUUID });
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
module.exports = { Crypto, crypto: new Crypto(internalKey) };
