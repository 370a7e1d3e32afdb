const { subtle } = crypto;
const { KeyObject, createPrivateKey, createPublicKey, sign, verify } = require('crypto');
const hex = (data) => Buffer.from(data).toString('hex');
const text = new TextEncoder().encode('message');
// Made for this case with Node 22; they protect nothing.
const documents = {
  rsa: 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDQ29SAFjEPD25dN8bGNgjHJ1Rzo3L/ITODVc3bPe4IvfaNxhhl9FPfQ6raXQp1qkooTf8dYKiUjol7L+1HMPGSyN3PgzlNv/dh+bZfyKb8ajX4IwGP2XEuukiHioHCMj04CUGKlnhWP/apGm02oaNFVl/DusWNEgrB6uEshP2S3GZCReA1FDcG3IYLp6cneHtIxUkpchSrqQybXsaUpvh1Y7LN7BXtEgnv3LwyxrytoOr7v+EHvsmjWzDYufrj4Ripogrn3dbFV563adpD0eag/nkhTDrG9MDZw0b6bVloZfJxt36+RCNlZ9pKQd9RosP7a1GaYL9wNcEZAJl8y+H/AgMBAAECggEAGPRzLvy3zuNanfO4od057kXCPvDkIBzA8WvSpWQAaXX9HBJzvtbTIKWOp/me8tEufCNZnJJ8ggeH4LqowK1V5+JtMkqtEZ+iuMej5UztutIb8bKJEL172wfx+5Pujhv/mY7tkFgLN877s1fPfcwRXIsF9TZ/PSxPMb1VO0MGo0HP0+koIKevmafF4fkxR8QMfj9KLniVs3I6lQBhyoMEqpqjXKQSXd/6B7d8ZGW+gG5KqNSHPBEXMpkVYQLmDVa1WjWM7sb/e8d36PCrsqQKjzFpgmS835KUWEwFDSD5c3KxDNXxAggQI681/YjBJiFgMZci17HBTm724mCqe7dCvQKBgQD8bBkeXwNyZyYggVFDcpG+oPF3FEDOg0WkC7+++1e77p+TZF1JmFBcUkDK+YbuVo6UHwFExIN2JcZKbnsW/CO/seDth13NfuhFk9he+KXuliHVEIrCsCKjwMA0C8McpssWUgNqKx/+c+0Dr4Aea3yqjMtvEx+x8BD+iYbISxD6KwKBgQDT0anrefnwsuQRKztktIO8K/6iT2z/eaX0FfkSdNB7KV6Ywig5gpBp1mEkFLXxvZYWfIYdhr9x56kBvjUtr1HllOlF57glCdtkLPssKsxWF3MR0jThwhEIjezpzM+WCuGCQDNCjtLModyZm7rIszJMqaPw4s6Hv6gXqibEFp6xfQKBgQDQxadQ00zKhj2mjM5ldpDMldigoIOpSjGDKKSClOdPbGFXSp9Ni0iL0wv71L2gyr5KDArEkbQZN8z1KsNrk0cN+VULn/YZTGlXgpxmkEjNOCbrTi82Lu+3eGh/o2rQe7Nk1pg0a06e6cqSTcktX8FQXfqz96EzTlb/70cmyc9U2QKBgB1pY3q6+SWe8WQg6KJXHmOmiDjpZm0i6xQ1aNxTNA+l8uirLQKvSnYnul1UMt9aP9jneYfoCfU7AZCoZKHvUiPaxXlbb4pVEA2c4VOErdLWdrfmxEkEtXDGpDrioYBoCmAXogZ/5m1bnFIH+auclkNm2si79YmL5z9B9RgNPAPRAoGBALkIYD+yoGqqENlPfex8woBn/YnJ6Viz7iyUbQ8kQWqEu6JWExAz3jhPvgYEczxjjnj/P5i4pnCYeJq//KjxJ6dDL/RQ5g0IPBIZwwGAxZg74zINZ6GVxikjc69QYgBSt6q2zpmUPe9xmLCcqXxRd/cy6gtwJ1TyABoqu93eZxFI',
  p256: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwgR0EzjNI/Y5BQXHuDtPyCf8/z0cuKmWq9QAtYD0hdyhRANCAAQd7YROM4pwp9VKvgDEu8ordsNzA2zn/e/3MKHUqliZUrLa0IKVma6ObtBjFJD6G7CN0BIm40oS+koHQvnH59Pv',
  p384: 'MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAVpzczigCvd69UjeEX2+EnB0MqUf3lqCm9xUKlG7AL4h13FjNNnb/2ub1t16Y5TF6hZANiAATyMPCmf6367eARnvkWnttue+n6MP6kJsJFZTLuaXkbNRDUA2dTz2TipVJh+HwBvSi/fN6vcAgAv4yPXk+vPcQ/gm5v69H7i+ob+GRldK5/2BD9moo2QJmRI51LelWj46I=',
  p521: 'MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAsDYkHc5bIyXapkbMvTSdA5zF6T1cB+F6vlrYeQ/co9zkuUPXlJ/LicuqOJjHy6NJ7mTn9NWBdzmZtC2C3PlSbTyhgYkDgYYABACniYOYaMxc21boNZSnD7TFO2KXL9ekpaF3KOk9aisr8tb4/JSwNGLMl//aLRqxjtHaSC4bk5VDXWJj1t9i0En8zwEG04h75flCT9mz6HtL3M0sPW9yFuFriaFUI14OpdTzGH+BW/v83x3fUdGcgub+WOrAaKCyTPH9qKQqEugqE0Pyyw==',
  ed: 'MC4CAQAwBQYDK2VwBCIEIGCnOerEtQ2OhVlFVIVHY1oeEsVHrpfLfeUZbePvy22r',
};
const cases = [
  ['rsa', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, {}, true], ['rsa', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' }, {}, true], ['rsa', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, {}, true],
  ['rsa', { name: 'RSA-PSS', hash: 'SHA-256' }, { saltLength: 32 }, false], ['rsa', { name: 'RSA-PSS', hash: 'SHA-384' }, { saltLength: 48 }, false], ['rsa', { name: 'RSA-PSS', hash: 'SHA-512' }, { saltLength: 64 }, false],
  ['p256', { name: 'ECDSA', namedCurve: 'P-256' }, { hash: 'SHA-256' }, false], ['p384', { name: 'ECDSA', namedCurve: 'P-384' }, { hash: 'SHA-384' }, false], ['p521', { name: 'ECDSA', namedCurve: 'P-521' }, { hash: 'SHA-512' }, false],
  ['ed', { name: 'Ed25519' }, {}, true],
];
exports.onExecutePostLogin = async () => {
  for (const [id, algorithm, more, isSame] of cases) {
    const own = await subtle.importKey('pkcs8', Buffer.from(documents[id], 'base64'), algorithm, true, ['sign']);
    const jwk = await subtle.exportKey('jwk', own);
    const { d, p, q, dp, dq, qi, ...half } = jwk;
    const open = await subtle.importKey('jwk', { ...half, key_ops: ['verify'] }, algorithm, true, ['verify']);
    console.log(own, open, JSON.stringify(jwk), JSON.stringify(await subtle.exportKey('jwk', open)));
    console.log(hex(await subtle.exportKey('pkcs8', own)), hex(await subtle.exportKey('spki', open)), algorithm.name.startsWith('RSA') || hex(await subtle.exportKey('raw', open)));
    const asked = { name: algorithm.name, ...more };
    const signature = await subtle.sign(asked, own, text);
    console.log(signature.byteLength, isSame && hex(signature), await subtle.verify(asked, open, signature, text), await subtle.verify(asked, open, signature, text.slice(1)), await subtle.verify(asked, open, new Uint8Array(64), text));
    const again = await subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
    const spki = await subtle.importKey('spki', await subtle.exportKey('spki', open), algorithm, false, ['verify']);
    console.log(await subtle.verify(asked, spki, await subtle.sign(asked, again, text), text), KeyObject.from(own).equals(KeyObject.from(again)), KeyObject.from(spki).asymmetricKeyType);
    console.log(createPrivateKey({ key: Buffer.from(documents[id], 'base64'), format: 'der', type: 'pkcs8' }).toCryptoKey(algorithm, true, ['sign']));
    const digest = id === 'ed' ? null : 'sha256';
    if (id !== 'p384') console.log(verify(digest, text, spki, sign(digest, text, own)), createPublicKey(KeyObject.from(own)).toCryptoKey(algorithm, false, ['verify']));
  }
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    const algorithm = { name: 'RSA-OAEP', hash };
    const own = await subtle.importKey('pkcs8', Buffer.from(documents.rsa, 'base64'), algorithm, true, ['decrypt', 'unwrapKey']);
    const open = createPublicKey(KeyObject.from(own)).toCryptoKey(algorithm, true, ['encrypt', 'wrapKey']);
    console.log(own, open, (await subtle.exportKey('jwk', open)).alg);
    for (const label of [undefined, text]) {
      console.log(Buffer.from(await subtle.decrypt({ name: 'RSA-OAEP', label }, own, await subtle.encrypt({ name: 'RSA-OAEP', label }, open, text))).toString());
    }
    const inner = await subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', true, ['encrypt']);
    console.log(await subtle.unwrapKey('raw', await subtle.wrapKey('raw', inner, open, 'RSA-OAEP'), own, 'RSA-OAEP', 'AES-CBC', true, ['encrypt']));
  }
  for (const name of ['RSASSA-PKCS1-v1_5', 'RSA-OAEP']) {
    const usages = name === 'RSA-OAEP' ? ['encrypt', 'decrypt'] : ['sign', 'verify'];
    console.log(await subtle.generateKey({ name, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, usages));
  }
};
