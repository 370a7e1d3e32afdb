const crypto = require('crypto');
// Made for this case with Node 22; they protect nothing.
const documents = {
  rsa: 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDQ29SAFjEPD25dN8bGNgjHJ1Rzo3L/ITODVc3bPe4IvfaNxhhl9FPfQ6raXQp1qkooTf8dYKiUjol7L+1HMPGSyN3PgzlNv/dh+bZfyKb8ajX4IwGP2XEuukiHioHCMj04CUGKlnhWP/apGm02oaNFVl/DusWNEgrB6uEshP2S3GZCReA1FDcG3IYLp6cneHtIxUkpchSrqQybXsaUpvh1Y7LN7BXtEgnv3LwyxrytoOr7v+EHvsmjWzDYufrj4Ripogrn3dbFV563adpD0eag/nkhTDrG9MDZw0b6bVloZfJxt36+RCNlZ9pKQd9RosP7a1GaYL9wNcEZAJl8y+H/AgMBAAECggEAGPRzLvy3zuNanfO4od057kXCPvDkIBzA8WvSpWQAaXX9HBJzvtbTIKWOp/me8tEufCNZnJJ8ggeH4LqowK1V5+JtMkqtEZ+iuMej5UztutIb8bKJEL172wfx+5Pujhv/mY7tkFgLN877s1fPfcwRXIsF9TZ/PSxPMb1VO0MGo0HP0+koIKevmafF4fkxR8QMfj9KLniVs3I6lQBhyoMEqpqjXKQSXd/6B7d8ZGW+gG5KqNSHPBEXMpkVYQLmDVa1WjWM7sb/e8d36PCrsqQKjzFpgmS835KUWEwFDSD5c3KxDNXxAggQI681/YjBJiFgMZci17HBTm724mCqe7dCvQKBgQD8bBkeXwNyZyYggVFDcpG+oPF3FEDOg0WkC7+++1e77p+TZF1JmFBcUkDK+YbuVo6UHwFExIN2JcZKbnsW/CO/seDth13NfuhFk9he+KXuliHVEIrCsCKjwMA0C8McpssWUgNqKx/+c+0Dr4Aea3yqjMtvEx+x8BD+iYbISxD6KwKBgQDT0anrefnwsuQRKztktIO8K/6iT2z/eaX0FfkSdNB7KV6Ywig5gpBp1mEkFLXxvZYWfIYdhr9x56kBvjUtr1HllOlF57glCdtkLPssKsxWF3MR0jThwhEIjezpzM+WCuGCQDNCjtLModyZm7rIszJMqaPw4s6Hv6gXqibEFp6xfQKBgQDQxadQ00zKhj2mjM5ldpDMldigoIOpSjGDKKSClOdPbGFXSp9Ni0iL0wv71L2gyr5KDArEkbQZN8z1KsNrk0cN+VULn/YZTGlXgpxmkEjNOCbrTi82Lu+3eGh/o2rQe7Nk1pg0a06e6cqSTcktX8FQXfqz96EzTlb/70cmyc9U2QKBgB1pY3q6+SWe8WQg6KJXHmOmiDjpZm0i6xQ1aNxTNA+l8uirLQKvSnYnul1UMt9aP9jneYfoCfU7AZCoZKHvUiPaxXlbb4pVEA2c4VOErdLWdrfmxEkEtXDGpDrioYBoCmAXogZ/5m1bnFIH+auclkNm2si79YmL5z9B9RgNPAPRAoGBALkIYD+yoGqqENlPfex8woBn/YnJ6Viz7iyUbQ8kQWqEu6JWExAz3jhPvgYEczxjjnj/P5i4pnCYeJq//KjxJ6dDL/RQ5g0IPBIZwwGAxZg74zINZ6GVxikjc69QYgBSt6q2zpmUPe9xmLCcqXxRd/cy6gtwJ1TyABoqu93eZxFI',
  p256: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwgR0EzjNI/Y5BQXHuDtPyCf8/z0cuKmWq9QAtYD0hdyhRANCAAQd7YROM4pwp9VKvgDEu8ordsNzA2zn/e/3MKHUqliZUrLa0IKVma6ObtBjFJD6G7CN0BIm40oS+koHQvnH59Pv',
  p384: 'MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAVpzczigCvd69UjeEX2+EnB0MqUf3lqCm9xUKlG7AL4h13FjNNnb/2ub1t16Y5TF6hZANiAATyMPCmf6367eARnvkWnttue+n6MP6kJsJFZTLuaXkbNRDUA2dTz2TipVJh+HwBvSi/fN6vcAgAv4yPXk+vPcQ/gm5v69H7i+ob+GRldK5/2BD9moo2QJmRI51LelWj46I=',
  p521: 'MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAsDYkHc5bIyXapkbMvTSdA5zF6T1cB+F6vlrYeQ/co9zkuUPXlJ/LicuqOJjHy6NJ7mTn9NWBdzmZtC2C3PlSbTyhgYkDgYYABACniYOYaMxc21boNZSnD7TFO2KXL9ekpaF3KOk9aisr8tb4/JSwNGLMl//aLRqxjtHaSC4bk5VDXWJj1t9i0En8zwEG04h75flCT9mz6HtL3M0sPW9yFuFriaFUI14OpdTzGH+BW/v83x3fUdGcgub+WOrAaKCyTPH9qKQqEugqE0Pyyw==',
  k256: 'MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgTLBAcIB8f2QDiMJSgkC88zaDVUZbKLYoCf99unQ4qA2hRANCAATqhSQ3BKZaZ7SStiFMzQ1yvGE6AeRc7esi7zCbtuT4ypuoLiYv9mks9ELFyIpImmVPI+SgEOimFCIQF3I3Kth1',
  ed: 'MC4CAQAwBQYDK2VwBCIEIGCnOerEtQ2OhVlFVIVHY1oeEsVHrpfLfeUZbePvy22r',
  x: 'MC4CAQAwBQYDK2VuBCIEIFghHmA+lwAQq8ciPzDaJkGMpcBBlJDSgyOE9xx0haB2'
};
const signatures = {
  'pss sha256': 'j6ne3AXmehXaeJmiiiUI1UBeN3MYly++a7Sv4LOAS5l9CW4D3hX/IA+dI5b/WaIB8BT6KrW4MZVbvEAErT6fKqI6LOLll+g8z/ESmz677hO0ekykKl6Aixp3h6b3i5SD3nAydukEziX5E7f9JoOGOFSYcmoALrQo7RLxxyN7T8+e6rQMK0ErwJgPfmiA35hA/LIIM9dx3xy+T3hf5St8rTKTUrFGiIRZU58lMPRhDV9gZQKyxoeZCBNPr0r7R8iYkL/EY/lQUg84DS5rpinfyyrzKmq9+niPlUpCPLULugabgcXcE16bAN0u2RDAOlU8zLfxjOkli/NFVq0+pLFaHw==',
  'pss sha384': 'gBiO60HmM5tB2ee2vtY1FRb/hTKfzKbBsBlGfm3PhjGj6+qa0b4LENDF7KbE2cp3b+oA5lgdS7i0OG0arrrz7HHNZ9EqdmlKrZZaGtsPSYKERDyrjNQN0CfIE03Pc9ImOE8ehxk0Vi3dFjYnCGFHO1Cxow9H35AgY5rHM4tMDeNwhmKkD1NkAxnm/HL6j4LAWLBJreXMf3FpOm6LuMH6ayE2W/4LW6EvPKScUEc/Dj9SwBbVbvB+/u+t7IYshtFcFoaWuaXddTrm3x7KA9BNs9zeIhWf3M21ZzmdqeNMeZkFX9orrjPv1nKHjGdiMoRAN1JLBf/2Qce7vBWJT/aTcw==',
  'pss sha512': 'UqNzX18Kh8+HcNAiV1AEEIwdeDQyygJENMtlFm1yaxAl8V5Wt6hJRKKGUogLmuIeyRQOEytv3QbYcOXL64CMVY+tKQWVgGUJN1t00+5hAdDuywrt/fU6vreGavP81lxHdMiGNNfaeXumLJfJGAp/J94C3yWymes6uWj4iqAe2BoBOJSqIMDfkGwL6nq7mhjOC5DY6brXfa0Q/FjM3xf5vJCuRFSEClV4eY1aDbG92zH9uUunCCLy9AhRcV7dF8ifPiPJELIGXX6x8e1GUdXb9Mkz16qn1fL6PZEaqIO/EUGwvyplepcIIR2JbJN+Sqy18yBBJ5xf+GXXOMA3uq2rXg==',
  'pss max sha256': 'IviKKZENg8wb3CH6VOsSKw8TGiZl1HCFFpJGkpMlJiB4ZRLnJdZeVYs6RCAPMNH58jklBfWurJ5c3IB1kRrlH89JIYoncbLynppY6wezzOO3v0YZLAis1y+CnAmHZqlfittE+vv5Evs8lTHXNec2sX0Orww/4CNngNkMImH321FUoRAA6cx6YeBNDj+hUS/gEh1nNkWhSun4tIc4opu1F3+e1vDqW77VUBPSDcpqRTgW3xXsPZg/+ZyN8LqIHUg9qZTxiD34F6WK0OMYnbuPcU/EVXRdCjwNIamhzXgDW3NOVMoRoTlUfOS9QQTS6lYYeU6TNYyw6rmfqlCQoF5U2Q==',
  'p256 sha256': 'MEUCIQCEiZEylSRX/eCdfmRybipBo8l8uWYfgeKmDXnQu+q6ZAIgHgBGw7UIc0t+HisFM6gg/aXQuMerr9mzWbRBvtFvtXU=',
  'p384 sha384': 'MGUCMDJRDkA8jGwzUa2XSjunsKWU/YrtuTFgVSC6bXH3+k0ctUeulNom+HYkV9+HO7EXpAIxAIUgx53ZbH0D+L93uK5eFZOaJQ+Et0XuuxZ+md7tYEjK7RSM9HW2rs3HhEO92MlGPQ==',
  'p521 sha512': 'MIGIAkIBDW65XdBFhmKGx4mwIQtRWf3Y8FTdZHfRFZauIvIc8fSKmv0Rka78ouwbVmuWsTpWy1Yr3Q5spU2eSvvncZWaiJQCQgG34P9aNFxueTaflcPCj7BnqQ7W/FM+cubbhMr2V2SP642KTVmSbBRHmK1bVTFSqDQoiOYLHTMDiymYT22ZAbBW1Q==',
  'k256 sha256': 'MEUCIQCePTig2qICwi+06fAgsQrvAX2q7M377NRY7f/WM/1A5wIgA3wx3mawE6g/0vXnFLN9usbkaVRWroe5RL2zjxcbECM=',
  'p256 sha256 fixed': 'frwE4h1B2ucK2RooUEIRZFY+wmBP1ScWkcc+rl+svKfeYBojfODHiZZ5pNqIhS7K2gtdnCuhDqey7GdwbSMU8A=='
};
const oaep = 'DjSSUJJZylSuLEcy806EcUeNfL5wxHgwe0KreaWt/sycxgbA5GsI8kxy3trb0LBvMXPncl6kF++MaB40zanwq0Owc0hHbrqMeZF87ZCZ0x13VAAnVzsGu0TciEqHfi46N/KWRBavZIZHRUyr6HOsZrbZvx+kRBK9knjAETVB3zguHF5G+be8kfeLrvJZnounYtrQKsp2LctE4alDxOrO9Ul6VbQFvNVmfWva66MQApp4fI+GQV9YDcz5n45G+NqTicqcgACasuTAqMLk4bk+tszZxW2HTh/uFC4xSHLuIRKigWqvJZxdju+ZH0GGdXcbHzIMXokdmUCMhLH39o8wew==';
const text = Buffer.from('message');
const told = (name, make) => {
  try {
    console.log(name, make());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  const key = (name) => crypto.createPrivateKey({ key: Buffer.from(documents[name], 'base64'), format: 'der', type: 'pkcs8' });
  for (const digest of ['sha256', 'RSA-SHA384', 'sha512']) {
    const signature = crypto.createSign(digest).update('mess').update('age').sign(key('rsa'), 'base64');
    console.log(digest, signature, crypto.createVerify(digest).update(text).verify(crypto.createPublicKey(key('rsa')), signature, 'base64'),
      crypto.createVerify(digest).update('other').verify(key('rsa').export({ type: 'pkcs1', format: 'pem' }), signature, 'base64'));
  }
  console.log(crypto.sign(null, text, key('ed')).toString('hex'));
  console.log(crypto.verify(null, text, crypto.createPublicKey(key('ed')), crypto.sign(undefined, text, key('ed'))));
  for (const name of Object.keys(signatures)) {
    const [kind, ...rest] = name.split(' ');
    const digest = rest.find((word) => word.startsWith('sha'));
    const options = kind === 'pss' ? { key: key('rsa'), padding: crypto.constants.RSA_PKCS1_PSS_PADDING } : { key: key(kind) };
    if (name.includes('fixed')) options.dsaEncoding = 'ieee-p1363';
    const signature = Buffer.from(signatures[name], 'base64');
    const own = crypto.sign(digest, text, options);
    console.log(name, crypto.verify(digest, text, options, signature), crypto.verify(digest, 'other', options, signature), crypto.verify(digest, text, options, own));
    signature[signature.length - 1] ^= 1;
    console.log(crypto.verify(digest, text, options, signature), crypto.createVerify(digest).update(text).verify({ ...options, key: crypto.createPublicKey(options.key) }, own));
  }
  for (const [type, options] of [['rsa', { modulusLength: 2048 }], ['ec', { namedCurve: 'P-256' }], ['ec', { namedCurve: 'secp521r1' }], ['ed25519'], ['x25519']]) {
    const pair = crypto.generateKeyPairSync(type, options);
    console.log(type, pair.privateKey.asymmetricKeyDetails, pair.publicKey.asymmetricKeyType, crypto.createPublicKey(pair.privateKey).equals(pair.publicKey));
  }
  await new Promise((done) => crypto.generateKeyPair('ec', { namedCurve: 'P-384', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'sec1', format: 'pem' } },
    (error, open, own) => done(console.log(error, open.split('\n')[0], own.split('\n')[0], crypto.verify('sha384', text, open, crypto.sign('sha384', text, own))))));
  await new Promise((done) => crypto.sign('sha256', text, key('rsa'), (error, signature) => done(console.log(error, signature.length))));
  console.log(crypto.privateDecrypt({ key: key('rsa'), oaepHash: 'sha256', oaepLabel: Buffer.from('l') }, Buffer.from(oaep, 'base64')).toString());
  for (const padding of [crypto.constants.RSA_PKCS1_PADDING, crypto.constants.RSA_PKCS1_OAEP_PADDING]) {
    const opened = crypto.privateDecrypt({ key: key('rsa'), padding }, crypto.publicEncrypt({ key: key('rsa'), padding }, Buffer.from('short')));
    console.log(opened.toString());
  }
  told('oaep', () => crypto.privateDecrypt(key('rsa'), Buffer.from(oaep, 'base64')));
  for (const curve of ['prime256v1', 'secp384r1', 'secp521r1']) {
    const [a, b] = [crypto.createECDH(curve), crypto.createECDH(curve)];
    a.setPrivateKey('07'.repeat(30), 'hex');
    b.setPrivateKey('08'.repeat(30), 'hex');
    console.log(a.computeSecret(b.getPublicKey(), null, 'hex'), b.computeSecret(a.getPublicKey('hex'), 'hex', 'base64'), a.getPublicKey('hex', 'compressed'));
  }
  const x = crypto.generateKeyPairSync('x25519');
  console.log(crypto.diffieHellman({ privateKey: key('x'), publicKey: x.publicKey }).equals(crypto.diffieHellman({ privateKey: x.privateKey, publicKey: crypto.createPublicKey(key('x')) })));
  told('curve', () => crypto.createECDH('nope'));
  told('no key', () => crypto.createECDH('prime256v1').getPublicKey());
  told('digest', () => crypto.createSign('nope'));
  told('digest', () => crypto.sign('nope', text, key('rsa')));
  told('key', () => crypto.createSign('sha256').update('a').sign());
  told('pair', () => crypto.generateKeyPairSync('nope'));
  told('aes', () => crypto.generateKeySync('aes', { length: 1 }));
  console.log(crypto.generateKeySync('hmac', { length: 256 }).symmetricKeySize);
};
