// How the arguments of the Web Cryptography API are converted, and what is said of those that cannot be.
const { nodeError, DOMException, Bytes, bytesOf, copyBuffer } = internals;
const { isCryptoKey } = require('internal/crypto/crypto_key');

const fail = (name, message, cause = undefined) => new DOMException(message, cause === undefined ? name : { name, cause });
/** `at` says where the value stands: a prefix and a context. */
const wrong = (at, message, code = 'ERR_INVALID_ARG_TYPE') => nodeError(TypeError, code, `${at.prefix}: ${at.context} ${message}`);
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

const domString = (value, at) => {
  if (typeof value === 'symbol') throw wrong(at, 'is a Symbol and cannot be converted to a string.');
  return String(value);
};
/** A whole number of so many bits; one that is no such number is refused. */
const integer = (bits) => (value, at) => {
  if (typeof value === 'bigint' || typeof value === 'symbol') {
    throw wrong(at, `is a ${typeof value === 'bigint' ? 'BigInt' : 'Symbol'} and cannot be converted to a number.`);
  }
  const number = Number(value);
  if (!Number.isFinite(number)) throw wrong(at, 'is not a finite number.');
  const whole = Math.trunc(number);
  const most = 2 ** bits - 1;
  if (whole < 0 || whole > most) throw wrong(at, `is outside the expected range of 0 to ${most}.`, 'ERR_OUT_OF_RANGE');
  return whole;
};
/** The same where one that is too large loses its upper bits, as `deriveBits` takes its length. */
const unsignedLong = (value, at) => {
  const number = typeof value === 'bigint' || typeof value === 'symbol' ? integer(32)(value, at) : Math.trunc(Number(value));
  if (!Number.isFinite(number) || number === 0) return 0;
  return number >= 0 && number <= 2 ** 32 - 1 ? number : number % 2 ** 32;
};
const isShared = (value) => ArrayBuffer.isView(value) && value.buffer instanceof SharedArrayBuffer;
const notShared = (value, at) => {
  if (isShared(value)) throw wrong(at, 'is a view on a SharedArrayBuffer, which is not allowed.');
};
/** The bytes as they are now. */
const bufferSource = (value, at) => {
  notShared(value, at);
  const bytes = value instanceof SharedArrayBuffer ? undefined : bytesOf(value);
  if (bytes === undefined) throw wrong(at, 'is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.');
  return new Bytes(copyBuffer(bytes));
};
const bigInteger = (value, at) => {
  if (!ArrayBuffer.isView(value) || value[Symbol.toStringTag] !== 'Uint8Array') throw wrong(at, 'is not an Uint8Array object.');
  notShared(value, at);
  return value;
};
const algorithmIdentifier = (value, at) => (isObject(value) ? value : domString(value, at));
const cryptoKey = (value, at) => {
  if (!isCryptoKey(value)) throw wrong(at, 'is not of type CryptoKey.');
  return value;
};
const oneOf = (type, values) => (value, at) => {
  const text = String(value);
  if (!values.includes(text)) throw wrong(at, `value '${text}' is not a valid enum value of type ${type}.`, 'ERR_INVALID_ARG_VALUE');
  return text;
};
const LONGEST_SEQUENCE = 10_000;
const sequence = (convert) => (value, at) => {
  const iterator = isObject(value) ? value[Symbol.iterator]?.() : undefined;
  if (iterator === undefined) throw wrong(at, 'can not be converted to sequence.');
  const list = [];
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
    if (list.length === LONGEST_SEQUENCE) throw nodeError(RangeError, 'ERR_LATCHWORK_LIMIT', `a sequence has at most ${LONGEST_SEQUENCE} members`);
    list.push(convert(step.value, { ...at, context: `${at.context}, index ${list.length}` }));
  }
  return list;
};

const optional = (convert, check = undefined) => ({ convert, check, isRequired: false });
const required = (convert, check = undefined) => ({ convert, check, isRequired: true });
/** A dictionary's members, read in the order of their names. */
const dictionary = (type, members) => {
  const names = Object.keys(members).sort();
  return (value, at) => {
    if (value !== undefined && value !== null && !isObject(value)) throw wrong(at, 'can not be converted to a dictionary');
    const found = {};
    for (const name of names) {
      const { convert, check, isRequired } = members[name];
      const member = value?.[name];
      if (member !== undefined) {
        found[name] = convert(member, { ...at, context: `'${name}' of '${type}' (${at.context})` });
        check?.(found[name], value);
      } else if (isRequired) {
        throw wrong(at, `can not be converted to '${type}' because '${name}' is required in '${type}'.`, 'ERR_MISSING_OPTION');
      }
    }
    return found;
  };
};

const prime = dictionary('RsaOtherPrimesInfo', { r: optional(domString), d: optional(domString), t: optional(domString) });
const jwkMembers = { key_ops: optional(sequence(domString)), ext: optional(Boolean), oth: optional(sequence(prime)) };
for (const name of ['kty', 'use', 'alg', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi', 'k']) jwkMembers[name] = optional(domString);

const usages = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
const ordinals = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];
/** The arguments of a method, converted one after the other. */
const converted = (method, given, needed, converters) => {
  const prefix = `Failed to execute '${method}' on 'SubtleCrypto'`;
  if (given.length < needed) {
    throw nodeError(TypeError, 'ERR_MISSING_ARGS', `${prefix}: ${needed} argument${needed === 1 ? '' : 's'} required, but only ${given.length} present.`);
  }
  const values = [];
  converters.forEach((convert, at) => values.push(convert(given[at], { prefix, context: `${ordinals[at]} argument` }, values)));
  return values;
};

module.exports = {
  fail, domString, integer, unsignedLong, bufferSource, bigInteger, algorithmIdentifier, cryptoKey, optional, required, dictionary, converted,
  keyFormat: oneOf('KeyFormat', ['raw', 'pkcs8', 'spki', 'jwk']),
  keyUsages: sequence(oneOf('KeyUsage', usages)),
  jsonWebKey: dictionary('JsonWebKey', jwkMembers),
};
