// The main job of @sentry/node.
const Sentry = require('@sentry/node');

exports.onExecutePostLogin = async (event) => {
  const { host } = new URL(event.secrets.BASE);
  Sentry.init({ dsn: `http://public@${host}/42`, defaultIntegrations: false, tracesSampleRate: 0, environment: 'test', release: 'r1' });
  Sentry.setUser({ id: event.user.user_id });
  Sentry.captureException(new Error('a login went wrong'));
  Sentry.captureMessage('a message');
  console.log('flushed', await Sentry.flush(2000));
};
