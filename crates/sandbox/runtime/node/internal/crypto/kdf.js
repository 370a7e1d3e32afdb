// Keys from passwords and from other keys.
const { invalidArgument, outOfRange, nodeError } = internals;
const { ask, base64, inputBytes, outputAs, text, later, BINARY_OR_BUFFER } = require('internal/crypto/util');
const { secretBytes } = require('internal/crypto/keys');

const binary = (value, name) => inputBytes(value, 'utf8', name, BINARY_OR_BUFFER);
const whole = (value, name, least = 0, most = 2 ** 31 - 1) => {
  if (typeof value !== 'number') throw invalidArgument(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < least || value > most) throw outOfRange(name, `>= ${least} && <= ${most}`, value);
  return value;
};

const pbkdf2With = (password, salt, iterations, length, digest) => {
  text(digest, 'digest');
  const bytes = binary(password, 'password');
  const head = { digest, salt: base64(binary(salt, 'salt')), iterations: whole(iterations, 'iterations', 1), length: whole(length, 'keylen') };
  return () => outputAs(ask('crypto.pbkdf2', head, bytes));
};

const option = (options, name, other) => {
  if (options[name] !== undefined && options[other] !== undefined) {
    throw nodeError(Error, 'ERR_INCOMPATIBLE_OPTION_PAIR', `Option "${name}" cannot be used in combination with option "${other}"`);
  }
  const value = options[name] ?? options[other];
  return value === undefined ? undefined : whole(value, options[name] === undefined ? other : name, 0, 2 ** 32 - 1);
};
const scryptWith = (password, salt, length, options = {}) => {
  const bytes = binary(password, 'password');
  const head = {
    salt: base64(binary(salt, 'salt')),
    length: whole(length, 'keylen'),
    n: option(options, 'N', 'cost') ?? 16384,
    r: option(options, 'r', 'blockSize') ?? 8,
    p: option(options, 'p', 'parallelization') ?? 1,
    maxmem: options.maxmem === undefined ? 32 * 1024 * 1024 : whole(options.maxmem, 'maxmem', 0, Number.MAX_SAFE_INTEGER),
  };
  return () => outputAs(ask('crypto.scrypt', head, bytes));
};

const hkdfWith = (digest, key, salt, info, length) => {
  text(digest, 'digest');
  const bytes = secretBytes(key, undefined, 'ikm');
  const head = { digest, salt: base64(binary(salt, 'salt')), info: base64(binary(info, 'info')), length: whole(length, 'length') };
  if (head.info.length > 1368) throw outOfRange('info', 'must not contain more than 1024 bytes', binary(info, 'info').length);
  return () => ask('crypto.hkdf', head, bytes);
};

module.exports = {
  pbkdf2Sync: (...given) => pbkdf2With(...given)(),
  pbkdf2(password, salt, iterations, length, digest, callback) {
    if (typeof digest === 'function') {
      callback = digest;
      digest = undefined;
    }
    later(callback, pbkdf2With(password, salt, iterations, length, digest));
  },
  scryptSync: (...given) => scryptWith(...given)(),
  scrypt(password, salt, length, options, callback = undefined) {
    if (callback === undefined) {
      callback = options;
      options = undefined;
    }
    later(callback, scryptWith(password, salt, length, options));
  },
  hkdfSync: (...given) => hkdfWith(...given)(),
  hkdf(digest, key, salt, info, length, callback) { later(callback, hkdfWith(digest, key, salt, info, length)); },
};
