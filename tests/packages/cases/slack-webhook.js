// The main job of @slack/webhook.
const { IncomingWebhook } = require('@slack/webhook');

exports.onExecutePostLogin = async (event) => {
  const webhook = new IncomingWebhook(`${event.secrets.BASE}/slack/webhook`);
  console.log(await webhook.send({ text: `${event.user.email} logged in` }));
  try {
    await new IncomingWebhook(`${event.secrets.BASE}/status/500`).send('x');
  } catch (error) {
    console.log(error.code, error.message);
  }
};
