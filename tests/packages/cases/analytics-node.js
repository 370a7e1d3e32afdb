// The main job of analytics-node.
const Analytics = require('analytics-node');

exports.onExecutePostLogin = async (event) => {
  const analytics = new Analytics('write-key', { host: event.secrets.BASE, flushAt: 1 });
  await new Promise((resolve, reject) => {
    analytics.track({ userId: event.user.user_id, event: 'Logged in', properties: { connection: 'db' } }, (error) => (error ? reject(error) : resolve()));
  });
  await analytics.flush();
  console.log('tracked');
};
