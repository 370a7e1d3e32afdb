const channels = require('diagnostics_channel');
exports.onExecutePostLogin = async () => {
  const one = channels.channel('one');
  console.log(one === channels.channel('one'), one.name, one.hasSubscribers, channels.hasSubscribers('one'), channels.hasSubscribers('none'));
  const told = (message, name) => console.log('told', message, name);
  channels.subscribe('one', told);
  one.publish({ a: 1 });
  console.log(one.hasSubscribers, channels.unsubscribe('one', told), channels.unsubscribe('one', told), one.hasSubscribers);
  const traced = channels.tracingChannel('work');
  const listeners = {};
  for (const part of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) {
    listeners[part] = (context) => console.log(part, context.result, context.error?.message);
  }
  traced.subscribe(listeners);
  console.log(traced.start.name, traced.hasSubscribers, traced.traceSync((a, b) => a + b, {}, null, 1, 2));
  try {
    traced.traceSync(() => { throw new Error('sync'); });
  } catch (error) {
    console.log(error.message);
  }
  console.log(await traced.tracePromise(async (x) => x * 2, {}, null, 21));
  await traced.tracePromise(async () => { throw new Error('async'); }, {}).catch((error) => console.log(error.message));
  traced.traceCallback((x, done) => done(null, x + 1), -1, {}, null, 1, (error, result) => console.log('called', error, result));
  for (const attempt of [() => channels.channel(1), () => one.subscribe('no')]) {
    try {
      attempt();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
