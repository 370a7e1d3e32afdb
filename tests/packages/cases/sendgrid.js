// The main job of @sendgrid/mail.
const mail = require('@sendgrid/mail');

exports.onExecutePostLogin = async (event) => {
  mail.setApiKey('SG.key');
  mail.client.setDefaultRequest('baseUrl', event.secrets.BASE);
  const [answer] = await mail.send({ to: event.user.email, from: 'login@example.com', subject: 'New login', text: 'Hello', html: '<b>Hello</b>' });
  console.log(answer.statusCode, answer.body);
  try {
    await mail.send({ to: 'refused@example.com', from: 'login@example.com', subject: 'x', text: 'y' });
  } catch (error) {
    console.log(error.code, error.message, error.response.body);
  }
};
