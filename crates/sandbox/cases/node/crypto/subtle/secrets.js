const { subtle } = crypto;
const { KeyObject, createSecretKey, createHmac, createCipheriv } = require('crypto');
const hex = (data) => Buffer.from(data).toString('hex');
const text = new TextEncoder().encode('a message that is longer than one block');
exports.onExecutePostLogin = async () => {
  for (const hash of ['SHA-1', 'SHA-256', 'sha-384', { name: 'SHA-512' }]) {
    console.log(hex(await subtle.digest(hash, text)), hex(await subtle.digest(hash, text.buffer)), hex(await subtle.digest(hash, new DataView(text.buffer, 2, 5))));
    const key = await subtle.importKey('raw', Buffer.from('secret'), { name: 'HMAC', hash }, true, ['sign', 'verify']);
    const mac = await subtle.sign('HMAC', key, text);
    console.log(mac, await subtle.verify('HMAC', key, mac, text), await subtle.verify('HMAC', key, mac, text.slice(1)), await subtle.verify('HMAC', key, mac.slice(1), text));
    const jwk = await subtle.exportKey('jwk', key);
    console.log(JSON.stringify(jwk), hex(await subtle.exportKey('raw', key)), key.algorithm);
    console.log(await subtle.importKey('jwk', jwk, { name: 'hmac', hash }, false, ['sign']));
  }
  const counters = [[new Uint8Array(16), 64], [new Uint8Array(16).fill(255), 128], [new Uint8Array(16).fill(255), 8], [Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? 254 : 9)), 5], [new Uint8Array(16).fill(255), 64]];
  const parameters = [['AES-CBC', { iv: new Uint8Array(16).fill(1) }], ['AES-GCM', { iv: new Uint8Array(12) }], ['AES-GCM', { iv: new Uint8Array(33), tagLength: 96, additionalData: text }], ['AES-GCM', { iv: text, tagLength: 32 }]];
  for (const [counter, length] of counters) parameters.push(['AES-CTR', { counter, length }]);
  for (const bytes of [16, 24, 32]) {
    for (const [name, more] of parameters) {
      const key = await subtle.importKey('raw', new Uint8Array(bytes).fill(3), name, true, ['encrypt', 'decrypt']);
      for (const data of [text, new Uint8Array(), new Uint8Array(32)]) {
        const sealed = await subtle.encrypt({ name, ...more }, key, data);
        console.log(name, hex(sealed), hex(await subtle.decrypt({ name, ...more }, key, sealed)));
      }
      console.log(JSON.stringify(await subtle.exportKey('jwk', key)));
    }
  }
  const wrapper = await subtle.importKey('raw', new Uint8Array(16).fill(9), 'AES-KW', false, ['wrapKey', 'unwrapKey']);
  const inner = await subtle.importKey('raw', new Uint8Array(32).fill(5), 'AES-CBC', true, ['encrypt']);
  for (const format of ['raw', 'jwk']) {
    const wrapped = await subtle.wrapKey(format, inner, wrapper, 'AES-KW');
    const again = await subtle.unwrapKey(format, wrapped, wrapper, 'AES-KW', 'AES-CBC', true, ['encrypt']);
    console.log(hex(wrapped), again, hex(await subtle.exportKey('raw', again)));
  }
  const sealing = await subtle.importKey('raw', new Uint8Array(16).fill(9), 'AES-GCM', false, ['wrapKey', 'unwrapKey']);
  const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
  console.log(await subtle.unwrapKey('jwk', await subtle.wrapKey('jwk', inner, sealing, gcm), sealing, gcm, 'AES-CBC', true, ['encrypt']));
  for (const size of [128, 192, 256]) {
    const stream = createCipheriv(`aes${size}-wrap`, Buffer.alloc(size / 8, 1), Buffer.alloc(8, 0xa6));
    console.log(hex(Buffer.concat([stream.update(Buffer.alloc(32, 7)), stream.final()])));
  }
  const object = KeyObject.from(await subtle.importKey('raw', Buffer.from('secret'), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']));
  console.log(object.type, object.export(), object.equals(createSecretKey(Buffer.from('secret'))));
  console.log(createSecretKey(Buffer.alloc(16)).toCryptoKey('AES-GCM', true, ['encrypt']), createSecretKey(Buffer.alloc(16)).toCryptoKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  console.log(createHmac('sha1', await subtle.importKey('raw', Buffer.from('secret'), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])).update('x').digest('hex'));
};
