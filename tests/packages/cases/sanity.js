// The main job of @sanity/client.
const { createClient } = require('@sanity/client');

exports.onExecutePostLogin = async (event) => {
  const client = createClient({ projectId: 'p1', dataset: 'd1', apiVersion: '2024-01-01', useCdn: false, useProjectHostname: false, apiHost: event.secrets.BASE, token: 't' });
  const found = client.fetch('*[_type == "user" && id == $id][0]', { id: event.user.user_id });
  console.log(await found.catch((error) => { throw error.cause ?? error; }));
  console.log(await client.create({ _type: 'login', user: event.user.user_id }));
};
