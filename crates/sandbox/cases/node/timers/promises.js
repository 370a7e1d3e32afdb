const timers = require('timers');
const { setTimeout: sleep, setImmediate: soon, setInterval: every, scheduler } = require('timers/promises');
exports.onExecutePostLogin = async () => {
  console.log(timers.promises === require('node:timers/promises'), timers.setTimeout === setTimeout, timers.clearInterval === clearInterval);
  console.log(await sleep(1, 'value'), await soon('soon'), await scheduler.wait(1), await scheduler.yield());
  let count = 0;
  for await (const value of every(1, 'tick')) {
    console.log(value);
    if (++count === 3) break;
  }
  const controller = new AbortController();
  const waiting = sleep(100000, undefined, { signal: controller.signal });
  controller.abort(new Error('enough'));
  const tries = [
    () => waiting,
    () => sleep(1, 1, { signal: AbortSignal.abort('at once') }),
    () => soon(1, { signal: AbortSignal.abort('at once') }),
    () => sleep('1'), () => sleep(1, 1, null), () => sleep(1, 1, { signal: 1 }), () => sleep(1, 1, { ref: 1 }),
    () => every(1, 1, { signal: AbortSignal.abort('over') }).next(),
  ];
  for (const attempt of tries) {
    try {
      console.log(await attempt());
    } catch (error) {
      console.log(error.name, error.code, error.message, error.cause?.message ?? error.cause);
    }
  }
  console.log(setTimeout[Symbol.for('nodejs.util.promisify.custom')] === sleep, setImmediate[Symbol.for('nodejs.util.promisify.custom')] === soon);
};
