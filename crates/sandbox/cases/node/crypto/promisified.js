const crypto = require('crypto');
const { promisify } = require('util');
exports.onExecutePostLogin = async () => {
  console.log(await promisify(crypto.generateKeyPair)('ed25519', {}));
  console.log(await promisify(crypto.generateKeyPair)('ec', { namedCurve: 'P-256', publicKeyEncoding: { format: 'jwk' } }).then(({ publicKey }) => Object.keys(publicKey)));
  console.log(await promisify(crypto.pbkdf2)('p', 's', 1, 8, 'sha1'), await promisify(crypto.hkdf)('sha256', 'k', 's', 'i', 8), await promisify(crypto.scrypt)('p', 's', 8));
  console.log((await promisify(crypto.randomBytes)(5)).length, (await promisify(crypto.randomFill)(Buffer.alloc(3))).length, typeof await promisify(crypto.randomInt)(7), await promisify(crypto.generateKey)('aes', { length: 128 }));
  const key = crypto.createSecretKey(Buffer.alloc(16));
  await promisify(crypto.generateKeyPair)('rsa', { modulusLength: 'x' }).catch((error) => console.log(error.name, error.code, error.message));
  console.log(key);
};
