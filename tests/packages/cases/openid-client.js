// The main job of openid-client.
const client = require('openid-client');

exports.onExecutePostLogin = async (event) => {
  const issuer = new URL(`https://${event.secrets.TLS_HOST}/`);
  const config = await client.discovery(issuer, 'c1', 's1');
  console.log(config.serverMetadata().token_endpoint);
  const tokens = await client.clientCredentialsGrant(config, { scope: 'read' });
  console.log(tokens.access_token, tokens.token_type, tokens.expiresIn());
  try {
    await client.clientCredentialsGrant(config, { scope: 'refused' });
  } catch (error) {
    console.log(error.name, error.code, error.error, error.status);
  }
};
