// The main job of jwks-rsa.
const jwksClient = require('jwks-rsa');

exports.onExecutePostLogin = async (event) => {
  const client = jwksClient({ jwksUri: `${event.secrets.BASE}/jwks.json`, cache: true, rateLimit: true });
  const key = await client.getSigningKey('k1');
  console.log(key.kid, key.alg, key.getPublicKey());
  try {
    await client.getSigningKey('k2');
  } catch (error) {
    console.log(error.name, error.message);
  }
};
