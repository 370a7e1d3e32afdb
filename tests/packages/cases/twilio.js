// The main job of twilio.
const twilio = require('twilio');

exports.onExecutePostLogin = async (event) => {
  const client = twilio('AC00000000000000000000000000000001', 'token');
  client.api.baseUrl = event.secrets.BASE;
  const message = await client.messages.create({ to: '+15005550006', from: '+15005550001', body: 'Your code is 123456' });
  console.log(message.sid, message.status, message.to, message.body, message.dateCreated);
  try {
    await client.messages('SM404').fetch();
  } catch (error) {
    console.log(error.name, error.status, error.code, error.message);
  }
  console.log(twilio.validateRequest('token', 'x', 'https://example.com', {}));
};
