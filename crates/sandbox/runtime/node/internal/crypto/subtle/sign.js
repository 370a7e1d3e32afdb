// Signatures and message authentication.
const { Bytes, copyBuffer } = internals;
const { ask, base64 } = require('internal/crypto/util');
const { documentOf } = require('internal/crypto/keys');
const { keyObjectOf } = require('internal/crypto/crypto_key');
const { signWith, verifyWith, PSS_PADDING } = require('internal/crypto/sign');
const { timingSafeEqual } = require('internal/crypto/random');
const { fail } = require('internal/crypto/subtle/idl');
const { digests, digestBytes } = require('internal/crypto/subtle/algorithms');
const { operation } = require('internal/crypto/subtle/operation');

const needs = (asked, key, usage) => {
  if (!key.usages.includes(usage) || asked.name !== key.algorithm.name) throw fail('InvalidAccessError', `Unable to use this key to ${usage}`);
  if (asked.name === 'HMAC') return;
  const type = usage === 'sign' ? 'private' : 'public';
  if (key.type !== type) throw fail('InvalidAccessError', `Key must be a ${type} key`);
};
const saltLength = (asked, key) => {
  const most = Math.ceil((key.algorithm.modulusLength - 1) / 8) - digestBytes[key.algorithm.hash.name] - 2;
  if (asked.saltLength > most) throw internals.outOfRange('algorithm.saltLength', `>= 0 && <= ${most}`, asked.saltLength);
  return asked.saltLength;
};
/** The digest and the options of a signature. */
const options = (asked, key) => {
  switch (asked.name) {
    case 'RSA-PSS': return [digests[key.algorithm.hash.name], { padding: PSS_PADDING, saltLength: saltLength(asked, key) }];
    case 'RSASSA-PKCS1-v1_5': return [digests[key.algorithm.hash.name], {}];
    case 'ECDSA': return [digests[asked.hash.name], { dsaEncoding: 'ieee-p1363' }];
    default: return [undefined, {}];
  }
};
const hmac = (key, data) => ask('crypto.hmac', { algorithm: digests[key.algorithm.hash.name], key: base64(documentOf(keyObjectOf(key))) }, data);
const exact = (bytes) => copyBuffer(new Bytes(bytes));

const sign = (asked, key, data) => {
  needs(asked, key, 'sign');
  return operation(() => exact(asked.name === 'HMAC' ? hmac(key, data) : signWith(keyObjectOf(key), ...options(asked, key), data)));
};
const verify = (asked, key, signature, data) => {
  needs(asked, key, 'verify');
  return operation(() => {
    if (asked.name !== 'HMAC') return verifyWith(keyObjectOf(key), ...options(asked, key), data, signature);
    const expected = new Bytes(hmac(key, data));
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
};
module.exports = { sign, verify };
