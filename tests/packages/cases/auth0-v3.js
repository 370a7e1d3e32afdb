// The main job of auth0 3.
const { ManagementClient, AuthenticationClient } = require('auth0-v3');

exports.onExecutePostLogin = async (event) => {
  const { TLS_HOST } = event.secrets;
  const management = new ManagementClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  console.log(await management.users.get({ id: event.user.user_id }));
  console.log(await management.users.update({ id: event.user.user_id }, { app_metadata: { plan: 'gold' } }));
  try {
    await management.users.get({ id: 'auth0|missing' });
  } catch (error) {
    console.log(error.name, error.statusCode, error.message);
  }
  const authentication = new AuthenticationClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  console.log(await authentication.oauth.clientCredentialsGrant({ audience: 'https://api.example' }));
};
