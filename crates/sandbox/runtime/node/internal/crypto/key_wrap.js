// AES key wrap (RFC 3394).
const { Bytes, joinBytes } = internals;
const { ask } = require('internal/crypto/util');

const HALF = 8;
const INITIAL = new Bytes(HALF).fill(0xa6);
const LONGEST = 4096;
const block = (key, direction, bytes) => new Bytes(ask('crypto.cipher', { mode: 'ecb', direction, key, iv: '' }, bytes));
const mix = (bytes, step) => {
  for (let i = 0; i < 4; i++) bytes[HALF - 1 - i] ^= (step >>> (8 * i)) & 255;
};
const halves = (bytes, from) => {
  if (bytes.length % HALF !== 0 || bytes.length - from < 2 * HALF || bytes.length > LONGEST) throw new RangeError(`AES-KW takes 16 to ${LONGEST} bytes, a multiple of 8`);
  const parts = [];
  for (let at = from; at < bytes.length; at += HALF) parts.push(bytes.slice(at, at + HALF));
  return parts;
};
/** Keys are base64, as the host takes them. */
module.exports = {
  wrap(key, bytes, initial = INITIAL) {
    const parts = halves(bytes, 0);
    let head = initial;
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < parts.length; i++) {
        const out = block(key, 'encrypt', joinBytes([head, parts[i]]));
        head = out.slice(0, HALF);
        mix(head, round * parts.length + i + 1);
        parts[i] = out.slice(HALF);
      }
    }
    return joinBytes([head, ...parts]).buffer;
  },
  unwrap(key, bytes, initial = INITIAL) {
    const parts = halves(bytes, HALF);
    let head = bytes.slice(0, HALF);
    for (let round = 5; round >= 0; round--) {
      for (let i = parts.length - 1; i >= 0; i--) {
        mix(head, round * parts.length + i + 1);
        const out = block(key, 'decrypt', joinBytes([head, parts[i]]));
        head = out.slice(0, HALF);
        parts[i] = out.slice(HALF);
      }
    }
    if (!head.every((byte, at) => byte === initial[at])) throw new RangeError('the wrapped key is not whole');
    return joinBytes(parts).buffer;
  },
};
