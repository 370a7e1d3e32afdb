// The module `timers/promises`: timers that are awaited, and ended by a signal.
const { timerGlobals, invalidArgument, nodeError } = internals;
const AbortError = require('internal/abort_error');

const checkDelay = (delay) => {
  if (delay !== undefined && typeof delay !== 'number') throw invalidArgument('delay', 'of type number', delay);
};
const checkOptions = (options) => {
  if (options === null || typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
  const { signal, ref } = options;
  const isSignal = signal === undefined || (signal !== null && typeof signal === 'object' && 'aborted' in signal);
  if (!isSignal) throw invalidArgument('options.signal', 'an instance of AbortSignal', signal);
  if (ref !== undefined && typeof ref !== 'boolean') throw invalidArgument('options.ref', 'of type boolean', ref);
};
const abortError = (signal) => new AbortError(undefined, { cause: signal.reason });

/** A promise that `start` fulfils, unless the signal comes first; then `stop` undoes what was started. */
const awaited = (options, start, stop) => new Promise((resolve, reject) => {
  checkOptions(options);
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const onAbort = () => {
    stop(started);
    reject(abortError(signal));
  };
  const started = start(() => {
    signal?.removeEventListener('abort', onAbort);
    resolve();
  });
  signal?.addEventListener('abort', onAbort, { once: true });
});

async function setTimeout(delay, value, options = {}) {
  checkDelay(delay);
  await awaited(options, (done) => timerGlobals.setTimeout(done, delay), timerGlobals.clearTimeout);
  return value;
}
async function setImmediate(value, options = {}) {
  await awaited(options, (done) => timerGlobals.setImmediate(done), timerGlobals.clearImmediate);
  return value;
}

/** Ticks that nobody has asked for yet are counted, and are then given one after another. */
async function* setInterval(delay, value, options = {}) {
  checkDelay(delay);
  checkOptions(options);
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  let waiting = 0;
  let wake = () => {};
  const timer = timerGlobals.setInterval(() => {
    waiting++;
    wake();
  }, delay);
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw abortError(signal);
      if (waiting === 0) await new Promise((resolve) => { wake = resolve; });
      for (; waiting > 0; waiting--) yield value;
    }
  } finally {
    timerGlobals.clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

class Scheduler {
  constructor() { throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  yield() { return setImmediate(); }
  wait(delay, options = undefined) { return setTimeout(delay, undefined, options); }
}
module.exports = { setTimeout, setImmediate, setInterval, scheduler: Object.create(Scheduler.prototype) };
