// Bits that two keys come to, or that a password gives.
const { Bytes } = internals;
const { ask, base64 } = require('internal/crypto/util');
const { documentOf } = require('internal/crypto/keys');
const { keyObjectOf } = require('internal/crypto/crypto_key');
const { agree } = require('internal/crypto/pairs');
const { fail } = require('internal/crypto/subtle/idl');
const { digests, blockBits } = require('internal/crypto/subtle/algorithms');
const { operation } = require('internal/crypto/subtle/operation');

const agreed = (asked, key, length) => {
  const other = asked.public;
  if (key.type !== 'private') throw fail('InvalidAccessError', 'baseKey must be a private key');
  if (other.algorithm.name !== key.algorithm.name) throw fail('InvalidAccessError', 'The public and private keys must be of the same type');
  if (other.algorithm.namedCurve !== key.algorithm.namedCurve) throw fail('InvalidAccessError', 'Named curve mismatch');
  const bits = operation(() => agree(keyObjectOf(key), keyObjectOf(other)));
  if (length === null) return bits;
  const bytes = Math.ceil(length / 8);
  if (bits.byteLength < bytes) throw fail('OperationError', 'derived bit length is too small');
  const part = new Bytes(bits.slice(0, bytes));
  const over = length % 8;
  if (over !== 0) part[bytes - 1] &= 0xff << (8 - over);
  return part.buffer;
};
const stretched = (op, head, key, length) => {
  if (length === null) throw fail('OperationError', 'length cannot be null');
  if (length % 8 !== 0) throw fail('OperationError', 'length must be a multiple of 8');
  if (length === 0) return new ArrayBuffer(0);
  return operation(() => ask(op, { ...head, length: length / 8 }, documentOf(keyObjectOf(key))));
};
/** `length` in bits; nothing for as many as there are. */
const deriveBits = (asked, key, length) => {
  const { name, hash, salt, info, iterations } = asked;
  switch (name) {
    case 'HKDF': return stretched('crypto.hkdf', { digest: digests[hash.name], salt: base64(salt), info: base64(info) }, key, length);
    case 'PBKDF2': return stretched('crypto.pbkdf2', { digest: digests[hash.name], salt: base64(salt), iterations }, key, length);
    default: return agreed(asked, key, length);
  }
};
/** How many bits a key of this algorithm takes; nothing for one that takes any. */
const keyLength = ({ name, length, hash }) => {
  if (name === 'HMAC') return length ?? blockBits[hash.name];
  return length ?? null;
};
const allows = (asked, key, usage) => {
  if (!key.usages.includes(usage)) throw fail('InvalidAccessError', `baseKey does not have ${usage} usage`);
  if (key.algorithm.name !== asked.name) throw fail('InvalidAccessError', 'Key algorithm mismatch');
};
module.exports = { deriveBits, keyLength, allows };
