// The main job of jose.
const jose = require('jose');

exports.onExecutePostLogin = async (event) => {
  const secret = new TextEncoder().encode('a secret of thirty-two characters');
  const token = await new jose.SignJWT({ role: 'admin' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1700000000).setSubject(event.user.user_id).sign(secret);
  console.log(token);
  console.log(await jose.jwtVerify(token, secret));
  for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg);
    const signed = await new jose.SignJWT({ n: 1 }).setProtectedHeader({ alg }).sign(privateKey);
    console.log(alg, await jose.jwtVerify(signed, publicKey).then((it) => [it.payload, it.protectedHeader]));
  }
  const encrypted = await new jose.CompactEncrypt(new TextEncoder().encode('text')).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(new Uint8Array(32));
  const { plaintext } = await jose.compactDecrypt(encrypted, new Uint8Array(32));
  console.log(new TextDecoder().decode(plaintext));
  const keys = jose.createRemoteJWKSet(new URL(`${event.secrets.BASE}/jwks.json`));
  try {
    await jose.jwtVerify(token.replace(/^[^.]+/, jose.base64url.encode('{"alg":"RS256","kid":"none"}')), keys);
  } catch (error) {
    console.log(error.code, error.message);
  }
  try {
    await jose.jwtVerify(token, secret, { audience: 'api' });
  } catch (error) {
    console.log(error.code, error.claim, error.message);
  }
};
