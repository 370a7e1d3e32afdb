// Encryption with RSA.
const { invalidArgument, FastBuffer } = internals;
const { ask, base64, inputBytes, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { asymmetric, documentOf } = require('internal/crypto/keys');

const PKCS1_PADDING = 1;
const OAEP_PADDING = 4;
const headFor = (kind, options) => {
  const key = asymmetric(kind, options);
  const { padding = OAEP_PADDING, oaepHash = 'sha1', oaepLabel } = options;
  if (padding !== PKCS1_PADDING && padding !== OAEP_PADDING) {
    internals.unsupported(`RSA encryption with padding ${padding}`, 'the cryptography library has RSA_PKCS1_OAEP_PADDING and RSA_PKCS1_PADDING')();
  }
  const head = { key: base64(documentOf(key)) };
  if (padding === OAEP_PADDING) {
    if (typeof oaepHash !== 'string') throw invalidArgument('key.oaepHash', 'of type string', oaepHash);
    head.oaep = oaepHash;
    if (oaepLabel !== undefined) head.label = base64(inputBytes(oaepLabel, options.encoding, 'key.oaepLabel', BINARY_OR_BUFFER));
  }
  return head;
};
module.exports = {
  publicEncrypt: (options, data) => new FastBuffer(
    ask('drawn.encrypt', headFor('public', options), inputBytes(data, options.encoding, 'buffer', BINARY_OR_BUFFER)),
  ),
  privateDecrypt: (options, data) => new FastBuffer(
    ask('crypto.decrypt', headFor('private', options), inputBytes(data, options.encoding, 'buffer', BINARY_OR_BUFFER)),
  ),
};
