const { subtle } = crypto;
const text = new TextEncoder().encode('message');
const told = async (name, work) => {
  try {
    console.log(name, await work());
  } catch (error) {
    console.log(name, error.name, error.code, error instanceof DOMException, error.message, error.cause !== undefined);
  }
};
const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
exports.onExecutePostLogin = async () => {
  const secret = (usages = ['sign'], extractable = true) => subtle.importKey('raw', text, { name: 'HMAC', hash: 'SHA-256' }, extractable, usages);
  const aes = (name, usages) => subtle.importKey('raw', new Uint8Array(16), name, true, usages);
  for (const given of ['MD5', '', 'sha256', {}, null, undefined, { name: undefined }, { name: Symbol('x') }, 5, Symbol('x'), []]) await told('digest', () => subtle.digest(given, text));
  for (const data of ['text', undefined, null, [1], 5]) await told('data', () => subtle.digest('SHA-1', data));
  for (const length of [0, 100, -1, 'x', 2 ** 20, 5n, undefined]) await told('aes length', () => subtle.generateKey({ name: 'AES-CBC', length }, true, ['encrypt']));
  for (const length of [0, 7, 12, 2 ** 33, 32]) await told('hmac length', () => subtle.generateKey({ name: 'HMAC', hash: 'SHA-1', length }, true, ['sign']));
  for (const usages of [[], ['sing'], ['encrypt'], 'sign', undefined, 5, [5], ['sign', 'encrypt'], {}]) {
    await told('usages', () => secret(usages));
    await told('usages', () => subtle.generateKey({ name: 'HMAC', hash: 'SHA-1' }, true, usages));
    await told('usages', () => subtle.generateKey(rsa, true, usages));
    await told('usages', () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, usages));
    await told('usages', () => subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, usages));
    await told('usages', () => subtle.generateKey('Ed25519', true, usages));
    await told('usages', () => subtle.generateKey('X25519', true, usages));
    await told('usages', () => subtle.generateKey({ name: 'AES-KW', length: 128 }, true, usages));
    await told('usages', () => subtle.importKey('raw', text, 'PBKDF2', false, usages));
  }
  for (const name of ['HKDF', 'PBKDF2', 'nope', 'SHA-1']) await told('generate', () => subtle.generateKey(name, true, ['sign']));
  for (const member of ['modulusLength', 'publicExponent', 'hash']) await told('rsa', () => subtle.generateKey({ ...rsa, [member]: undefined }, true, ['sign']));
  await told('exponent', () => subtle.generateKey({ ...rsa, publicExponent: [1, 0, 1] }, true, ['sign']));
  await told('exponent', () => subtle.generateKey({ ...rsa, publicExponent: new Uint8Array([1, 0, 0, 0, 0]) }, true, ['sign']));
  await told('curve', () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'secp256k1' }, true, ['sign']));
  await told('curve', () => subtle.generateKey({ name: 'ECDSA' }, true, ['sign']));
  for (const format of ['pem', 'spki', 'pkcs8', undefined, 'node.keyObject']) {
    await told('format', () => subtle.importKey(format, text, 'AES-CBC', true, ['encrypt']));
    await told('format', () => subtle.importKey(format, text, { name: 'HMAC', hash: 'SHA-1' }, true, ['sign']));
    await told('format', () => subtle.importKey(format, text, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']));
    await told('format', async () => subtle.exportKey(format, await secret()));
    await told('format', () => subtle.importKey(format, text, 'HKDF', false, ['deriveBits']));
  }
  await told('raw rsa', () => subtle.importKey('raw', text, { name: 'RSA-PSS', hash: 'SHA-1' }, true, ['verify']));
  await told('raw ec', () => subtle.importKey('raw', text, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']));
  await told('raw ed', () => subtle.importKey('raw', text, 'Ed25519', true, ['verify']));
  await told('off curve', () => subtle.importKey('raw', new Uint8Array(65).fill(4), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']));
  await told('spki', () => subtle.importKey('spki', text, rsa, true, ['verify']));
  await told('aes', () => subtle.importKey('raw', text, 'AES-GCM', true, ['encrypt']));
  await told('empty', () => subtle.importKey('raw', new Uint8Array(), { name: 'HMAC', hash: 'SHA-1' }, true, ['sign']));
  await told('length', () => subtle.importKey('raw', text, { name: 'HMAC', hash: 'SHA-1', length: 64 }, true, ['sign']));
  await told('extractable', () => subtle.importKey('raw', text, 'PBKDF2', true, ['deriveBits']));
  await told('exported', async () => subtle.exportKey('raw', await secret(['sign'], false)));
  await told('exported', async () => subtle.exportKey('raw', await subtle.importKey('raw', text, 'HKDF', false, ['deriveBits'])));
  await told('exported', async () => subtle.exportKey('raw', (await subtle.generateKey('Ed25519', true, ['sign'])).privateKey));
  await told('exported', async () => subtle.exportKey('spki', (await subtle.generateKey('Ed25519', true, ['sign'])).privateKey));
  await told('no key', () => subtle.exportKey('raw', {}));
  const oct = { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA' };
  for (const more of [{}, { kty: undefined }, { kty: 'RSA' }, { k: undefined }, { k: '' }, { alg: 'A128GCM' }, { alg: 'A256CBC' }, { use: 'sig' }, { use: 'enc' }, { ext: false }, { key_ops: [] }, { key_ops: ['encrypt', 'x'] }, { key_ops: ['encrypt', 'encrypt'] }, { key_ops: 'encrypt' }, { kty: Symbol('x') }]) {
    await told(Object.keys(more)[0], () => subtle.importKey('jwk', { ...oct, ...more }, 'AES-CBC', true, ['encrypt']));
  }
  for (const jwk of [null, undefined, 5, 'x', new Uint8Array(3)]) await told('jwk', () => subtle.importKey('jwk', jwk, 'AES-CBC', true, ['encrypt']));
  for (const alg of ['HS256', 'HS512', 'none']) await told(alg, () => subtle.importKey('jwk', { ...oct, alg }, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']));
  const ec = { kty: 'EC', crv: 'P-256', x: 'He2ETjOKcKfVSr4AxLvKK3bDcwNs5_3v9zCh1KpYmVI', y: 'strQgpWZro5u0GMUkPobsI3QEibjShL6SgdC-cfn0-8' };
  for (const more of [{}, { crv: 'P-384' }, { x: 'AAAA' }, { y: undefined }, { alg: 'ES256' }, { alg: 'ES384' }, { use: 'enc' }, { d: 'AA' }, { kty: 'OKP' }, { y: ec.x }]) {
    await told(Object.keys(more)[0], () => subtle.importKey('jwk', { ...ec, ...more }, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']));
  }
  for (const more of [{}, { x: 'AA' }, { crv: 'X25519' }, { alg: 'EdDSA' }, { alg: 'ES256' }, { x: undefined }, { d: 'AAAA' }]) {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', ...more };
    await told(Object.keys(more)[0], () => subtle.importKey('jwk', jwk, 'Ed25519', true, [jwk.d ? 'sign' : 'verify']));
  }
  await told('other d', () => subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2B' }, 'Ed25519', true, ['sign']));
  await told('other d', () => subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: '21qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }, 'Ed25519', true, ['sign']));
  await told('n', () => subtle.importKey('jwk', { kty: 'RSA', n: 'AQAB' }, rsa, true, ['verify']));
  await told('alg', () => subtle.importKey('jwk', { kty: 'RSA', n: 'AQAB', e: 'AQAB', alg: 'RS512' }, rsa, true, ['verify']));

  await told('verify only', async () => subtle.sign('HMAC', await secret(['verify']), text));
  await told('other', async () => subtle.sign('Ed25519', await secret(), text));
  await told('none', async () => subtle.sign('AES-CBC', await secret(), text));
  await told('no hash', async () => subtle.sign('ECDSA', (await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])).privateKey, text));
  await told('public', async () => subtle.sign('Ed25519', (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])).publicKey, text));
  await told('not a key', () => subtle.sign('HMAC', {}, text));
  await told('salt', async () => subtle.sign({ name: 'RSA-PSS', saltLength: 300 }, (await subtle.generateKey({ ...rsa, name: 'RSA-PSS' }, true, ['sign'])).privateKey, text));
  await told('salt', async () => subtle.sign({ name: 'RSA-PSS' }, (await subtle.generateKey({ ...rsa, name: 'RSA-PSS' }, true, ['sign'])).privateKey, text));

  for (const more of [{}, { iv: text }, { iv: 'x' }, { iv: new Uint8Array(16) }, { iv: new Uint8Array(12) }, { iv: new Uint8Array(129) }]) {
    await told('cbc', async () => (await subtle.encrypt({ name: 'AES-CBC', ...more }, await aes('AES-CBC', ['encrypt']), text)).byteLength);
    await told('gcm', async () => (await subtle.encrypt({ name: 'AES-GCM', ...more }, await aes('AES-GCM', ['encrypt']), text)).byteLength);
  }
  for (const tagLength of [0, 16, 128, 300, null]) await told('tag', async () => (await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12), tagLength }, await aes('AES-GCM', ['encrypt']), text)).byteLength);
  for (const [counter, length] of [[text, 64], [new Uint8Array(16), 0], [new Uint8Array(16), 129], [new Uint8Array(16), 1]]) {
    await told('ctr', async () => (await subtle.encrypt({ name: 'AES-CTR', counter, length }, await aes('AES-CTR', ['encrypt']), new Uint8Array(40))).byteLength);
  }
  await told('padding', async () => subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, await aes('AES-CBC', ['decrypt']), new Uint8Array(16)));
  await told('blocks', async () => subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, await aes('AES-CBC', ['decrypt']), text));
  await told('tampered', async () => subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, await aes('AES-GCM', ['decrypt']), new Uint8Array(32)));
  await told('short', async () => subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, await aes('AES-GCM', ['decrypt']), text));
  await told('wrap', async () => subtle.encrypt('AES-KW', await aes('AES-KW', ['wrapKey']), text));
  await told('wrap', async () => subtle.wrapKey('raw', await secret(), await aes('AES-KW', ['wrapKey']), 'AES-KW'));
  await told('unwrap', async () => subtle.unwrapKey('raw', new Uint8Array(24), await aes('AES-KW', ['unwrapKey']), 'AES-KW', 'AES-CBC', true, ['encrypt']));
  await told('unwrap', async () => subtle.unwrapKey('raw', new Uint8Array(24), await aes('AES-KW', ['wrapKey']), 'AES-KW', 'AES-CBC', true, ['encrypt']));
  await told('unwrap', async () => subtle.unwrapKey('jwk', await subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, await aes('AES-CBC', ['encrypt']), text), await aes('AES-CBC', ['unwrapKey']), { name: 'AES-CBC', iv: new Uint8Array(16) }, 'AES-CBC', true, ['encrypt']));
  await told('unextractable', async () => subtle.wrapKey('raw', await secret(['sign'], false), await aes('AES-KW', ['wrapKey']), 'AES-KW'));

  const base = await subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
  for (const [more, length] of [[{}, null], [{}, 7], [{ iterations: 0 }, 8], [{ hash: 'MD5' }, 8], [{ salt: 'x' }, 8], [{ hash: undefined }, 8], [{ iterations: 'x' }, 8]]) {
    await told('pbkdf2', () => subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: text, iterations: 2, ...more }, base, length));
  }
  await told('derive', () => subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-1', salt: text, iterations: 2 }, base, { name: 'AES-CBC', length: 128 }, true, ['encrypt']));
  await told('derive', () => subtle.deriveBits({ name: 'HKDF', hash: 'SHA-1', salt: text, info: text }, base, 8));
  const hkdf = await subtle.importKey('raw', text, 'HKDF', false, ['deriveKey']);
  const asked = { name: 'HKDF', hash: 'SHA-1', salt: text, info: text };
  for (const target of ['AES-CBC', { name: 'AES-CBC', length: 7 }, 'HMAC', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'HMAC', hash: 'SHA-1', length: 0 }, 'nope', 'PBKDF2']) {
    await told('target', () => subtle.deriveKey(asked, hkdf, target, false, ['sign']));
  }
  await told('long', async () => subtle.deriveBits(asked, await subtle.importKey('raw', text, 'HKDF', false, ['deriveBits']), 8 * 20 * 256));
  const [p256, p384, x] = [await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']), await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, ['deriveBits']), await subtle.generateKey('X25519', true, ['deriveBits'])];
  for (const [name, other] of [['ECDH', p384.publicKey], ['ECDH', p256.privateKey], ['ECDH', x.publicKey], ['ECDH', undefined], ['ECDH', 5], ['X25519', x.publicKey]]) {
    await told('agree', () => subtle.deriveBits({ name, public: other }, p256.privateKey, 8));
  }
  await told('agree', () => subtle.deriveBits({ name: 'ECDH', public: p256.publicKey }, p256.privateKey, 300));
  await told('agree', () => subtle.deriveBits({ name: 'ECDH', public: p256.publicKey }, p256.publicKey, 8));
};
