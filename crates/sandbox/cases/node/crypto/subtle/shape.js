const { subtle } = crypto;
const told = async (name, work) => {
  try {
    console.log(name, await work());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  console.log(crypto.subtle === require('crypto').subtle, require('crypto').webcrypto === crypto, Object.prototype.toString.call(subtle), subtle instanceof SubtleCrypto);
  console.log(Object.keys(Crypto.prototype), Object.keys(SubtleCrypto.prototype), Object.keys(CryptoKey.prototype), Object.getOwnPropertyNames(globalThis.crypto), typeof CryptoKey, CryptoKey.length);
  const key = await subtle.importKey('raw', Buffer.from('secret'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify', 'sign']);
  console.log(key, [key], { deep: { er: { key } } });
  console.log(Object.prototype.toString.call(key), key instanceof CryptoKey, key.constructor === CryptoKey, key.usages === key.usages, key.algorithm === key.algorithm, Object.keys(key));
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  console.log(pair, Object.getPrototypeOf(pair));
  console.log(await subtle.generateKey('Ed25519', true, ['verify', 'sign']));
  console.log(await subtle.generateKey({ name: 'aes-gcm', length: 192 }, true, ['decrypt', 'encrypt']));
  console.log(await subtle.generateKey({ name: 'HMAC', hash: { name: 'sha-384' } }, true, ['verify']));
  console.log(subtle.digest('SHA-1', new Uint8Array()) instanceof Promise);
  await told('crypto', () => new Crypto());
  await told('subtle', () => new SubtleCrypto());
  await told('key', () => new CryptoKey());
  await told('this', () => (0, crypto.randomUUID)());
  await told('this', () => (0, crypto.getRandomValues)(new Uint8Array(1)));
  await told('this', () => (0, subtle.digest)('SHA-1', new Uint8Array()));
  await told('this', () => Crypto.prototype.subtle);
  await told('this', () => CryptoKey.prototype.type);
  for (const name of Object.keys(SubtleCrypto.prototype)) await told(name, () => subtle[name]());
  await told('one', () => subtle.digest('SHA-1'));
};
