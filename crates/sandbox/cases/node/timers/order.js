const timers = require('timers');
const names = (value) => {
  const proto = Object.getPrototypeOf(value);
  return [proto.constructor.name, ...Object.getOwnPropertyNames(proto), Symbol.toPrimitive in proto, typeof proto[Symbol.dispose]].map(String).sort();
};
exports.onExecutePostLogin = async () => {
  const lines = [];
  const note = (line) => () => lines.push(line);
  // In a turn of its own: what is called from a job runs between jobs.
  await new Promise((resolve) => setImmediate(() => {
    setImmediate(() => {
      lines.push('immediate 1');
      process.nextTick(note('tick of 1'));
      Promise.resolve().then(note('promise of 1')).then(() => process.nextTick(note('tick of promise of 1')));
      setImmediate(() => {
        lines.push('immediate of 1');
        resolve();
      });
    });
    setImmediate(note('immediate 2'));
    clearImmediate(setImmediate(note('never')));
    queueMicrotask(note('microtask'));
    Promise.resolve().then(note('promise'));
    process.nextTick(note('tick 1'));
    process.nextTick(() => {
      lines.push('tick 2');
      process.nextTick(note('tick of 2'));
      queueMicrotask(note('microtask of 2'));
    });
    lines.push('sync');
  }));
  await new Promise((resolve) => {
    setTimeout(note('later'), 30);
    setTimeout(note('first'), 1);
    setTimeout(note('second'), 1);
    setTimeout(note('third'));
    setTimeout(note('at once'), -5);
    setTimeout(note('as text'), '2');
    setTimeout(resolve, 60);
  });
  console.log(lines.join('\n'));
  const timeout = setTimeout(() => {}, 1e6);
  const immediate = setImmediate(() => {});
  const interval = setInterval(() => {}, 1e6);
  console.log(names(timeout), names(immediate), timeout.constructor === interval.constructor);
  console.log(timeout.hasRef(), timeout.unref() === timeout, timeout.hasRef(), timeout.ref().hasRef(), timeout.refresh() === timeout, typeof +timeout, typeof timeout[Symbol.toPrimitive]());
  console.log(immediate.hasRef(), immediate.unref().hasRef(), immediate.ref() === immediate);
  clearTimeout(+timeout);
  clearInterval(interval);
  clearImmediate(immediate);
  for (const value of [undefined, null, 5, 'x', {}]) {
    clearTimeout(value);
    if (value !== 5 && value !== 'x' && typeof value !== 'object') clearImmediate(value);
    for (const start of [setTimeout, setInterval, setImmediate, queueMicrotask]) {
      try {
        start(value);
      } catch (error) {
        console.log(start.name, error.code, error.message);
      }
    }
  }
  console.log(timers.setTimeout === setTimeout, timers.clearImmediate === clearImmediate, setTimeout.length, setInterval.length, setImmediate.length, clearTimeout.length, queueMicrotask.length);
};
