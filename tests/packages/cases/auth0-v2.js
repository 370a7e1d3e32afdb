// The main job of auth0 2.
const { ManagementClient, AuthenticationClient } = require('auth0-v2');

exports.onExecutePostLogin = async (event) => {
  const { TLS_HOST } = event.secrets;
  const management = new ManagementClient({ domain: TLS_HOST, token: 'token-1' });
  console.log(await management.getUser({ id: event.user.user_id }));
  console.log(await management.updateAppMetadata({ id: event.user.user_id }, { plan: 'gold' }));
  console.log(await management.getUsersByEmail(event.user.email));
  try {
    await management.getUser({ id: 'auth0|missing' });
  } catch (error) {
    console.log(error.name, error.statusCode, error.message);
  }
  const authentication = new AuthenticationClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  console.log(await authentication.clientCredentialsGrant({ audience: 'https://api.example' }));
};
