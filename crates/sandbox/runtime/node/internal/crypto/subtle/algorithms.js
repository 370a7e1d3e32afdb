// The algorithms of the Web Cryptography API: which operation takes which, with what parameters.
const {
  fail, domString, integer, bufferSource, bigInteger, algorithmIdentifier, cryptoKey, optional, required, dictionary,
} = require('internal/crypto/subtle/idl');

const digests = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const blockBits = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
const digestBytes = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 };
const curves = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

const lengthIs = (name, length) => (bytes) => {
  if (bytes.byteLength !== length) throw fail('OperationError', `${name} must contain exactly ${length} bytes`);
};
const isAesLength = (bits) => {
  if (bits !== 128 && bits !== 192 && bits !== 256) throw fail('OperationError', 'AES key length must be 128, 192, or 256 bits');
};
const isCurve = (name) => {
  if (!Object.hasOwn(curves, name)) throw fail('NotSupportedError', 'Unrecognized namedCurve');
};
const isHmacLength = (bits) => {
  if (bits === 0) throw fail('DataError', 'Zero-length key is not supported');
  if (bits % 8 !== 0) throw fail('NotSupportedError', 'Unsupported algorithm.length');
};
const isTagLength = (bits) => {
  if (![32, 64, 96, 104, 112, 120, 128].includes(bits)) throw fail('OperationError', `${bits} is not a valid AES-GCM tag length`);
};
const isCounterLength = (bits) => {
  if (bits === 0 || bits > 128) throw fail('OperationError', 'AES-CTR algorithm.length must be between 1 and 128');
};
const isNotZero = (count) => {
  if (count === 0) throw fail('OperationError', 'iterations cannot be zero');
};
const isPublicOf = (key, given) => {
  if (key.type !== 'public') throw fail('InvalidAccessError', 'algorithm.public must be a public key');
  const name = given.name.toUpperCase();
  if (key.algorithm.name.toUpperCase() !== name) throw fail('InvalidAccessError', `algorithm.public must be an ${name} key`);
};

const hash = required(algorithmIdentifier);
const modulus = { modulusLength: required(integer(32)), publicExponent: required(bigInteger) };
const parameters = {
  RsaHashedKeyGenParams: { hash, ...modulus },
  RsaHashedImportParams: { hash },
  EcKeyGenParams: { namedCurve: required(domString, isCurve) },
  EcKeyImportParams: { namedCurve: required(domString, isCurve) },
  AesKeyGenParams: { length: required(integer(16), isAesLength) },
  AesDerivedKeyParams: { length: required(integer(16), isAesLength) },
  HmacKeyGenParams: { hash, length: optional(integer(32), isHmacLength) },
  HmacImportParams: { hash, length: optional(integer(32), isHmacLength) },
  RsaPssParams: { saltLength: required(integer(32)) },
  RsaOaepParams: { label: optional(bufferSource) },
  EcdsaParams: { hash },
  HkdfParams: { hash, salt: required(bufferSource), info: required(bufferSource) },
  Pbkdf2Params: { hash, salt: required(bufferSource), iterations: required(integer(32), isNotZero) },
  AesCbcParams: { iv: required(bufferSource, lengthIs('algorithm.iv', 16)) },
  AesCtrParams: { counter: required(bufferSource, lengthIs('algorithm.counter', 16)), length: required(integer(8), isCounterLength) },
  AesGcmParams: { iv: required(bufferSource), tagLength: optional(integer(8), isTagLength), additionalData: optional(bufferSource) },
  EcdhKeyDeriveParams: { public: required(cryptoKey, isPublicOf) },
};
const converters = {};
for (const name of Object.keys(parameters)) converters[name] = dictionary(name, { name: required(domString), ...parameters[name] });
const bare = dictionary('Algorithm', { name: required(domString) });

const rsa = (type) => ({ 'RSASSA-PKCS1-v1_5': type, 'RSA-PSS': type, 'RSA-OAEP': type });
const ec = (type) => ({ ECDSA: type, ECDH: type });
const aes = (type) => ({ 'AES-CTR': type, 'AES-CBC': type, 'AES-GCM': type, 'AES-KW': type });
const okp = { Ed25519: null, X25519: null, Ed448: null, X448: null };
const derivations = { HKDF: null, PBKDF2: null };
const signing = { 'RSASSA-PKCS1-v1_5': null, 'RSA-PSS': 'RsaPssParams', ECDSA: 'EcdsaParams', HMAC: null, Ed25519: null };
const sealing = { 'RSA-OAEP': 'RsaOaepParams', 'AES-CBC': 'AesCbcParams', 'AES-GCM': 'AesGcmParams', 'AES-CTR': 'AesCtrParams' };
/** For each operation the algorithms it takes, and the dictionary of each one's parameters. */
const operations = {
  digest: { 'SHA-1': null, 'SHA-256': null, 'SHA-384': null, 'SHA-512': null },
  generateKey: { ...rsa('RsaHashedKeyGenParams'), ...ec('EcKeyGenParams'), ...aes('AesKeyGenParams'), HMAC: 'HmacKeyGenParams', ...okp },
  importKey: { ...rsa('RsaHashedImportParams'), ...ec('EcKeyImportParams'), ...aes(null), HMAC: 'HmacImportParams', ...derivations, ...okp },
  exportKey: { ...rsa(null), ...ec(null), ...aes(null), HMAC: null, ...okp },
  sign: signing, verify: signing, encrypt: sealing, decrypt: sealing,
  wrapKey: { 'AES-KW': null }, unwrapKey: { 'AES-KW': null },
  deriveBits: { HKDF: 'HkdfParams', PBKDF2: 'Pbkdf2Params', ECDH: 'EcdhKeyDeriveParams', X25519: 'EcdhKeyDeriveParams' },
  'get key length': { ...aes('AesDerivedKeyParams'), HMAC: 'HmacImportParams', ...derivations },
};

const PASSED = { prefix: 'Failed to normalize algorithm', context: 'passed algorithm' };
/** What Node has as an experiment. */
const refused = ['ED448', 'X448'];
/** What is asked of keys on these curves is judged first, as in Node; then it is refused. */
const checkServed = (name) => {
  if (refused.includes(name.toUpperCase())) internals.unsupported(`crypto.subtle with ${name}`, 'the cryptography library has Ed25519 and X25519')();
};
/** An algorithm as given, with its name and its parameters as this operation takes them. */
const normalize = (given, operation) => {
  const asked = typeof given === 'string' ? { name: given } : given;
  const wanted = bare(asked, PASSED).name.toUpperCase();
  const known = operations[operation];
  const name = Object.keys(known).find((at) => at.toUpperCase() === wanted);
  if (name === undefined) {
    checkServed(asked.name);
    throw fail('NotSupportedError', 'Unrecognized algorithm name');
  }
  if (known[name] === null) return { name };
  const found = converters[known[name]](asked, PASSED);
  found.name = name;
  if (found.hash !== undefined) found.hash = normalize(found.hash, 'digest');
  return found;
};

module.exports = { normalize, checkServed, digests, blockBits, digestBytes, curves };
