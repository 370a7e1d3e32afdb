// The main job of @segment/analytics-node.
const { Analytics } = require('@segment/analytics-node');

exports.onExecutePostLogin = async (event) => {
  const analytics = new Analytics({ writeKey: 'k', host: event.secrets.BASE, maxEventsInBatch: 1 });
  analytics.identify({ userId: event.user.user_id, traits: { email: event.user.email } });
  await analytics.closeAndFlush({ timeout: 3000 });
  console.log('flushed');
};
