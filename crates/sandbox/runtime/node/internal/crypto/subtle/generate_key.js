// New keys.
const { Bytes } = internals;
const { secretFrom } = require('internal/crypto/keys');
const { newKey } = require('internal/crypto/crypto_key');
const { generate, curveNamed } = require('internal/crypto/pairs');
const { fail } = require('internal/crypto/subtle/idl');
const { kindOf, checkGenerated } = require('internal/crypto/subtle/usages');
const { blockBits, checkServed } = require('internal/crypto/subtle/algorithms');
const { operation } = require('internal/crypto/subtle/operation');

const LONGEST_HMAC_BITS = 65536;
const notEmpty = (usages) => {
  if (usages.length === 0) throw fail('SyntaxError', 'Usages cannot be empty when creating a key.');
};
const generateSecret = (asked, extractable, wanted) => {
  const { name, hash } = asked;
  checkGenerated(name, wanted);
  const length = asked.length ?? blockBits[hash.name];
  if (length > LONGEST_HMAC_BITS) throw fail('OperationError', `algorithm.length is ${length}, more than the limit of ${LONGEST_HMAC_BITS} bits`);
  const object = secretFrom(new Bytes(internals.random(length / 8)));
  const usages = [...new Set(wanted)];
  notEmpty(usages);
  return newKey(object, name === 'HMAC' ? { name, length, hash } : { name, length }, extractable, usages);
};

const exponentOf = (bytes) => {
  const digits = bytes.slice(-4);
  if (bytes.slice(0, -4).some((byte) => byte !== 0)) {
    throw fail('OperationError', 'The publicExponent must be equivalent to an unsigned 32-bit value');
  }
  const exponent = digits.reduce((sum, byte) => sum * 256 + byte, 0);
  if (exponent < 3 || exponent % 2 === 0) throw fail('OperationError', 'The operation failed for an operation-specific reason');
  return exponent;
};
const headFor = (asked) => {
  switch (kindOf(asked.name)) {
    case 'rsa': return { type: 'rsa', bits: asked.modulusLength, exponent: exponentOf(asked.publicExponent) };
    case 'ec': return { type: 'ec', curve: curveNamed(asked.namedCurve) };
    default: return { type: asked.name.toLowerCase() };
  }
};
const describe = ({ name, modulusLength, publicExponent, hash, namedCurve }) => {
  switch (kindOf(name)) {
    case 'rsa': return { name, modulusLength, publicExponent, hash };
    case 'ec': return { name, namedCurve };
    default: return { name };
  }
};
const generatePair = (asked, extractable, wanted) => {
  const usages = checkGenerated(asked.name, wanted);
  const head = headFor(asked);
  notEmpty(usages.private);
  checkServed(asked.name);
  const pair = operation(() => generate(head));
  const algorithm = describe(asked);
  const publicKey = newKey(pair.publicKey, algorithm, true, usages.public);
  const privateKey = newKey(pair.privateKey, algorithm, extractable, usages.private);
  // The order in which Node has the halves.
  return kindOf(asked.name) === 'okp' ? { __proto__: null, privateKey, publicKey } : { __proto__: null, publicKey, privateKey };
};

const generateKey = (asked, extractable, wanted) => {
  const kind = kindOf(asked.name);
  return (kind === 'hmac' || kind === 'aes' ? generateSecret : generatePair)(asked, extractable, wanted);
};
module.exports = { generateKey };
