// The module `crypto`, put together from its parts.
const { unsupported } = internals;
const parts = {
  hash: ['createHash', 'createHmac', 'getHashes', 'hash', 'Hash', 'Hmac'],
  random: ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'getRandomValues', 'timingSafeEqual'],
  kdf: ['pbkdf2', 'pbkdf2Sync', 'scrypt', 'scryptSync', 'hkdf', 'hkdfSync'],
  keys: ['KeyObject', 'createSecretKey', 'createPublicKey', 'createPrivateKey'],
  sign: ['Sign', 'Verify', 'createSign', 'createVerify', 'sign', 'verify'],
  cipher: ['Cipheriv', 'Decipheriv', 'createCipheriv', 'createDecipheriv', 'getCiphers', 'getCipherInfo'],
  pairs: ['ECDH', 'createECDH', 'getCurves', 'generateKeyPair', 'generateKeyPairSync', 'generateKey', 'generateKeySync', 'diffieHellman'],
  rsa: ['publicEncrypt', 'privateDecrypt'],
};
for (const part of Object.keys(parts)) {
  const loaded = require(`internal/crypto/${part}`);
  for (const name of parts[part]) module.exports[name] = loaded[name];
}
module.exports.webcrypto = require('internal/webcrypto').crypto;
module.exports.subtle = module.exports.webcrypto.subtle;

const refuse = (reason, ...names) => {
  for (const name of names) module.exports[name] = unsupported(`crypto.${name}`, reason);
};
refuse('finite-field Diffie-Hellman is not served; use ECDH or X25519', 'createDiffieHellman', 'createDiffieHellmanGroup', 'getDiffieHellman', 'DiffieHellman', 'DiffieHellmanGroup');
refuse('searching for primes takes longer than an execution may', 'generatePrime', 'generatePrimeSync', 'checkPrime', 'checkPrimeSync');
refuse('the cryptography library has no raw RSA operation; sign and verify in its place', 'privateEncrypt', 'publicDecrypt');
refuse('certificates are not read yet, except as the key of createPublicKey', 'X509Certificate');
refuse('SPKAC is not served', 'Certificate');
refuse('the host chooses its cryptography', 'setEngine', 'setFips');
Object.assign(module.exports, {
  getFips: () => 0,
  secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
  constants: Object.freeze({
    __proto__: null, RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_X931_PADDING: 5, RSA_PKCS1_PSS_PADDING: 6,
    RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2, POINT_CONVERSION_COMPRESSED: 2,
    POINT_CONVERSION_UNCOMPRESSED: 4, POINT_CONVERSION_HYBRID: 6, defaultCipherList: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
    TLS1_VERSION: 769, TLS1_1_VERSION: 770, TLS1_2_VERSION: 771, TLS1_3_VERSION: 772,
  }),
});
