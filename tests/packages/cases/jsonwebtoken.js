// The main job of jsonwebtoken.
const jwt = require('jsonwebtoken');
const { generateKeyPairSync } = require('crypto');

exports.onExecutePostLogin = async (event, api) => {
  const token = jwt.sign({ sub: event.user.user_id, iat: 1700000000 }, 'shared-secret', { algorithm: 'HS256' });
  console.log(token);
  console.log(jwt.verify(token, 'shared-secret', { complete: true }));
  for (const secret of ['other', '']) {
    try {
      jwt.verify(token, secret);
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  try {
    jwt.verify(jwt.sign({ exp: 1600000000 }, 's'), 's');
  } catch (error) {
    console.log(error.name, error.message, error.expiredAt);
  }
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  for (const algorithm of ['RS256', 'RS512', 'PS256']) {
    const signed = jwt.sign({ sub: 'x', iat: 1 }, privateKey, { algorithm, keyid: 'k1' });
    console.log(algorithm, jwt.verify(signed, publicKey, { algorithms: [algorithm] }));
  }
  api.idToken.setCustomClaim('https://example.com/token', token);
};
