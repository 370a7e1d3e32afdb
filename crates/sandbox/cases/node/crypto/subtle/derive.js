const { subtle } = crypto;
const hex = (data) => Buffer.from(data).toString('hex');
const text = new TextEncoder().encode('salt');
// Made for this case with Node 22; they protect nothing.
const pairs = {
  'P-256': ['MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwgR0EzjNI/Y5BQXHuDtPyCf8/z0cuKmWq9QAtYD0hdyhRANCAAQd7YROM4pwp9VKvgDEu8ordsNzA2zn/e/3MKHUqliZUrLa0IKVma6ObtBjFJD6G7CN0BIm40oS+koHQvnH59Pv', 'ECDH'],
  'P-384': ['MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAVpzczigCvd69UjeEX2+EnB0MqUf3lqCm9xUKlG7AL4h13FjNNnb/2ub1t16Y5TF6hZANiAATyMPCmf6367eARnvkWnttue+n6MP6kJsJFZTLuaXkbNRDUA2dTz2TipVJh+HwBvSi/fN6vcAgAv4yPXk+vPcQ/gm5v69H7i+ob+GRldK5/2BD9moo2QJmRI51LelWj46I=', 'ECDH'],
  'P-521': ['MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAsDYkHc5bIyXapkbMvTSdA5zF6T1cB+F6vlrYeQ/co9zkuUPXlJ/LicuqOJjHy6NJ7mTn9NWBdzmZtC2C3PlSbTyhgYkDgYYABACniYOYaMxc21boNZSnD7TFO2KXL9ekpaF3KOk9aisr8tb4/JSwNGLMl//aLRqxjtHaSC4bk5VDXWJj1t9i0En8zwEG04h75flCT9mz6HtL3M0sPW9yFuFriaFUI14OpdTzGH+BW/v83x3fUdGcgub+WOrAaKCyTPH9qKQqEugqE0Pyyw==', 'ECDH'],
  X25519: ['MC4CAQAwBQYDK2VuBCIEIFghHmA+lwAQq8ciPzDaJkGMpcBBlJDSgyOE9xx0haB2', 'X25519'],
};
exports.onExecutePostLogin = async () => {
  const password = await subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits', 'deriveKey']);
  console.log(password);
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    const asked = { name: 'PBKDF2', hash, salt: text, iterations: 10 };
    for (const length of [0, 8, 256, 1024]) console.log(hex(await subtle.deriveBits(asked, password, length)));
    const made = await subtle.deriveKey(asked, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    console.log(hex(await subtle.exportKey('raw', made)), made);
    const mac = await subtle.deriveKey(asked, password, { name: 'HMAC', hash }, true, ['sign']);
    console.log(hex(await subtle.exportKey('raw', mac)), mac.algorithm);
    const base = await subtle.importKey('raw', text, { name: 'HKDF' }, false, ['deriveBits', 'deriveKey']);
    console.log(hex(await subtle.deriveBits({ name: 'HKDF', hash, salt: text, info: new Uint8Array() }, base, 128)));
    console.log(await subtle.deriveKey({ name: 'HKDF', hash, salt: text, info: text }, base, { name: 'HMAC', hash: 'SHA-1', length: 160 }, false, ['verify']));
  }
  for (const [curve, [document, name]] of Object.entries(pairs)) {
    const algorithm = { name, namedCurve: curve };
    const own = await subtle.importKey('pkcs8', Buffer.from(document, 'base64'), algorithm, true, ['deriveBits', 'deriveKey']);
    const jwk = await subtle.exportKey('jwk', own);
    const open = await subtle.importKey('jwk', { ...jwk, d: undefined, key_ops: undefined }, algorithm, true, []);
    console.log(own, open, hex(await subtle.exportKey('raw', open)));
    const asked = { name, public: open };
    for (const length of [null, undefined, 8, 11, 128, 248, 256]) console.log(hex(await subtle.deriveBits(asked, own, length)));
    console.log(hex(await subtle.exportKey('raw', await subtle.deriveKey(asked, own, { name: 'AES-CBC', length: 128 }, true, ['encrypt']))));
    const other = await subtle.generateKey(algorithm, true, ['deriveBits']);
    const raw = await subtle.importKey('raw', await subtle.exportKey('raw', other.publicKey), algorithm, true, []);
    const [one, two] = [await subtle.deriveBits(asked, other.privateKey, null), await subtle.deriveBits({ name, public: raw }, own, null)];
    console.log(hex(one) === hex(two), one.byteLength, other);
  }
};
