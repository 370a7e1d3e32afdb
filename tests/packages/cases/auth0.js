// The main job of auth0.
const { ManagementClient } = require('auth0');

exports.onExecutePostLogin = async (event) => {
  const { TLS_HOST } = event.secrets;
  const management = new ManagementClient({ domain: TLS_HOST, clientId: 'c1', clientSecret: 's1' });
  console.log(await management.users.get(event.user.user_id));
  console.log(await management.users.update(event.user.user_id, { app_metadata: { plan: 'gold' } }));
  try {
    await management.users.get('auth0|missing');
  } catch (error) {
    console.log(error.name, error.statusCode, error.message);
  }
};
