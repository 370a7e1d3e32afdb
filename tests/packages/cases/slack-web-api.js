// The main job of @slack/web-api.
const { WebClient } = require('@slack/web-api');

exports.onExecutePostLogin = async (event) => {
  const client = new WebClient('xoxb-1', { slackApiUrl: `${event.secrets.BASE}/slack/api/`, retryConfig: { retries: 0 }, logLevel: 'error' });
  console.log(await client.chat.postMessage({ channel: 'C1', text: `${event.user.email} logged in` }));
  try {
    await client.users.info({ user: 'U404' });
  } catch (error) {
    console.log(error.code, error.message, error.data);
  }
};
