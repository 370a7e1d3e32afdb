// The main job of auth0 4.
const { ManagementClient, AuthenticationClient } = require('auth0-v4');

exports.onExecutePostLogin = async (event) => {
  const { TLS_HOST } = event.secrets;
  const management = new ManagementClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  const found = await management.users.get({ id: event.user.user_id });
  console.log(found.status, found.data);
  const updated = await management.users.update({ id: event.user.user_id }, { app_metadata: { plan: 'gold' } });
  console.log(updated.data);
  try {
    await management.users.get({ id: 'auth0|missing' });
  } catch (error) {
    console.log(error.name, error.statusCode, error.errorCode, error.msg);
  }
  const authentication = new AuthenticationClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  const granted = await authentication.oauth.clientCredentialsGrant({ audience: 'https://api.example' });
  console.log(granted.data);
};
