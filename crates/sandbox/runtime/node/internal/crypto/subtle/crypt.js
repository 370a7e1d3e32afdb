// Encryption, and the wrapping of keys.
const { nodeError, Bytes, copyBuffer, joinBytes } = internals;
const { ask, base64 } = require('internal/crypto/util');
const { documentOf } = require('internal/crypto/keys');
const { keyObjectOf } = require('internal/crypto/crypto_key');
const { createCipheriv, createDecipheriv } = require('internal/crypto/cipher');
const { wrap, unwrap } = require('internal/crypto/key_wrap');
const { fail } = require('internal/crypto/subtle/idl');
const { digests } = require('internal/crypto/subtle/algorithms');
const { operation } = require('internal/crypto/subtle/operation');

const BLOCK = 16;
const SHORTEST_GCM_IV = 12;
const exact = (bytes) => copyBuffer(new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength));
const invalidAccess = () => fail('InvalidAccessError', 'The requested operation is not valid for the provided key');

const rsa = (direction, asked, key, data) => {
  if (key.type !== (direction === 'encrypt' ? 'public' : 'private')) throw invalidAccess();
  const head = { key: base64(documentOf(keyObjectOf(key))), oaep: digests[key.algorithm.hash.name] };
  if (asked.label !== undefined) head.label = base64(asked.label);
  return new Bytes(ask(direction === 'encrypt' ? 'drawn.encrypt' : 'crypto.decrypt', head, data));
};
const cipher = (direction, mode, key, iv, options = undefined) => {
  const bytes = documentOf(keyObjectOf(key));
  return (direction === 'encrypt' ? createCipheriv : createDecipheriv)(`aes-${bytes.length * 8}-${mode}`, bytes, iv, options);
};
const cbc = (direction, asked, key, data) => {
  const stream = cipher(direction, 'cbc', key, asked.iv);
  return joinBytes([stream.update(data), stream.final()]);
};
const gcm = (direction, asked, key, data) => {
  const tagBytes = (asked.tagLength ?? 128) / 8;
  if (direction === 'decrypt' && data.length < tagBytes) throw fail('OperationError', 'The provided data is too small.');
  if (asked.iv.length < SHORTEST_GCM_IV) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
  const stream = cipher(direction, 'gcm', key, asked.iv, { authTagLength: tagBytes });
  if (asked.additionalData !== undefined) stream.setAAD(asked.additionalData);
  if (direction === 'encrypt') return joinBytes([stream.update(data), stream.final(), stream.getAuthTag()]);
  stream.setAuthTag(data.slice(-tagBytes));
  return joinBytes([stream.update(data.slice(0, -tagBytes)), stream.final()]);
};
const bigOf = (bytes) => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const bytesOfBig = (value) => Bytes.from({ length: BLOCK }, (_, at) => Number((value >> BigInt(8 * (BLOCK - 1 - at))) & 255n));
/** A counter is the last `length` bits of the block: past its end it begins again at zero, and no block may come twice. */
const ctr = (direction, asked, key, data) => {
  const span = 1n << BigInt(asked.length);
  const first = bigOf(asked.counter);
  const room = span - (first & (span - 1n));
  const blocks = BigInt(Math.ceil(data.length / BLOCK));
  if (blocks > span) throw new RangeError('the counter is too short for the data');
  const at = blocks > room ? Number(room) * BLOCK : data.length;
  const before = cipher(direction, 'ctr', key, asked.counter).update(data.slice(0, at));
  if (at === data.length) return before;
  const again = bytesOfBig(first & ~(span - 1n));
  return joinBytes([before, cipher(direction, 'ctr', key, again).update(data.slice(at))]);
};
const keyWrap = (direction, asked, key, data) => new Bytes(
  (direction === 'encrypt' ? wrap : unwrap)(base64(documentOf(keyObjectOf(key))), data),
);

const ways = { 'RSA-OAEP': rsa, 'AES-CBC': cbc, 'AES-GCM': gcm, 'AES-CTR': ctr, 'AES-KW': keyWrap };
/** Encrypts or decrypts for the purpose that the key must allow. */
const crypt = (direction, usage, asked, key, data) => {
  if (key.algorithm.name !== asked.name || !key.usages.includes(usage)) throw invalidAccess();
  return operation(() => exact(ways[asked.name](direction, asked, key, data)));
};
module.exports = { crypt };
