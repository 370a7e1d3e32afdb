const { subtle } = globalThis.crypto;
const told = async (asked) => {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  for (const name of ['Ed448', 'X448', 'Ed25519', 'X25519']) {
    console.log(await told(subtle.generateKey(name, true, ['encrypt'])), await told(subtle.generateKey({ name }, true, [])));
    for (const format of ['spki', 'pkcs8', 'raw']) console.log(await told(subtle.importKey(format, new Uint8Array(4), name, true, ['wrapKey'])));
    console.log(await told(subtle.importKey('jwk', { kty: 'EC' }, name, true, [])), await told(subtle.importKey('jwk', { kty: 'OKP', crv: 'P-256' }, name, true, [])));
  }
  for (const exponent of [[1], [0], [1, 0], [1, 0, 0, 0, 0]]) {
    console.log(await told(subtle.generateKey({ name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array(exponent) }, true, ['sign'])));
  }
};
