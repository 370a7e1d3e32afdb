// The main job of @hubspot/api-client.
const { Client } = require('@hubspot/api-client');

exports.onExecutePostLogin = async (event) => {
  const client = new Client({ accessToken: 't', basePath: event.secrets.BASE, numberOfApiCallRetries: 0 });
  const made = await client.crm.contacts.basicApi.create({ properties: { email: event.user.email } });
  console.log(made.id, made.properties);
  try {
    await client.crm.contacts.basicApi.getById('404');
  } catch (error) {
    console.log(error.code, error.body);
  }
};
