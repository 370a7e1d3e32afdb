const { AsyncLocalStorage, AsyncResource, executionAsyncId, executionAsyncResource, triggerAsyncId } = require('async_hooks');
const EventEmitter = require('events');
const timers = require('timers/promises');
const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
const lines = [];
const note = (what) => lines.push(`${what}: ${storage.getStore()} ${other.getStore()}`);
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
class Lazy {
  then(resolve) {
    note('thenable');
    resolve('lazy');
  }
}
async function* counted() {
  for (let i = 0; i < 2; i++) {
    await null;
    note(`generator ${i}`);
    yield i;
  }
}
const request = async (name, ms) => {
  note(`${name} starts`);
  await later(ms);
  note(`${name} after a timer`);
  await Promise.all([later(1).then(() => note(`${name} in then`)), Promise.reject(new Error('x')).catch(() => note(`${name} in catch`)).finally(() => note(`${name} in finally`))]);
  await new Promise((resolve) => process.nextTick(() => { note(`${name} in a tick`); resolve(); }));
  await new Promise((resolve) => queueMicrotask(() => { note(`${name} in a microtask`); resolve(); }));
  await new Promise((resolve) => setImmediate(() => { note(`${name} in an immediate`); resolve(); }));
  await timers.setTimeout(1);
  note(`${name} after a promised timer`);
  console.log(await new Lazy());
  for await (const i of counted()) note(`${name} of ${i}`);
  let times = 0;
  await new Promise((resolve) => {
    const interval = setInterval(() => {
      note(`${name} in an interval`);
      if (++times === 2) resolve(clearInterval(interval));
    }, 1);
  });
  note(`${name} ends`);
  return name;
};
exports.onExecutePostLogin = async () => {
  note('outside');
  const both = [storage.run('a', () => other.run('o', request, 'first', 20)), storage.run('b', request, 'second', 30)];
  note('outside again');
  await both[0];
  note('after the first');
  await both[1];
  console.log(lines.filter((line) => line.includes('first')).join('\n'));
  console.log(lines.filter((line) => line.includes('second')).join('\n'));
  console.log(lines.filter((line) => !/first|second/.test(line)).join('\n'));
  lines.length = 0;

  // A promise that others settle: each reaction keeps its own context.
  let open;
  const gate = new Promise((resolve) => { open = resolve; });
  const waits = [storage.run(1, () => gate.then(() => note('one'))), storage.run(2, async () => { await gate; note('two'); })];
  storage.run(3, open);
  await Promise.all(waits);

  // What an emitter calls runs in the context of the one who emits; what is bound does not.
  const emitter = new EventEmitter();
  storage.run('listener', () => emitter.on('x', () => note('plain')).on('x', AsyncResource.bind(() => note('bound'))));
  storage.run('emits', () => emitter.emit('x'));

  await (async () => {
    storage.enterWith('entered');
    await later(1);
    note('after enterWith');
    storage.exit(() => setTimeout(() => note('exited'), 0));
    await later(5);
    note('not exited');
  })();
  note('outside of enterWith');
  console.log(lines.join('\n'));
  storage.run('x', () => {
    storage.disable();
    console.log(storage.getStore());
    storage.run('y', () => console.log(storage.getStore()));
    console.log(storage.getStore());
  });
  const failing = storage.run('fails', async () => {
    await null;
    throw new Error(storage.getStore());
  });
  console.log(await failing.catch((error) => error.message));

  const resource = new AsyncResource('thing');
  console.log(typeof resource.asyncId(), resource.triggerAsyncId() === executionAsyncId(), executionAsyncResource() === executionAsyncResource());
  console.log(resource.runInAsyncScope(() => [executionAsyncId() === resource.asyncId(), executionAsyncResource() === resource, triggerAsyncId() === resource.triggerAsyncId()]));
  const bound = resource.bind(function (a, b) { return [this.it, a, b]; });
  console.log(bound.length, bound.name, Object.keys(bound), bound.call({ it: 'self' }, 1, 2));
  for (const options of [{ triggerAsyncId: 7 }, 7, { triggerAsyncId: -2 }, { triggerAsyncId: 'a' }]) {
    try {
      console.log(new AsyncResource('t', options).triggerAsyncId());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
