// Timers, microtasks and what the host's operations settle. `settle` is the one way back into the guest.
const LONGEST_DELAY = 2 ** 31 - 1;
const pending = new NativeMap();

/** Starts a host operation; `done(ok, text, buffer)` is called once, unless it is cancelled. */
const startOperation = (op, head, bytes, done) => startOperationWith(op, jsonStringify(head), bytes, done);
const startOperationWith = (op, headText, bytes, done) => {
  let id;
  try {
    id = lw.start(op, headText, bytes);
  } catch (thrown) {
    throw fromHost(thrown);
  }
  mapSet(pending, id, inContext(done));
  return id;
};
/** The function as it is called back in the asynchronous context of now; the engine ends that with the call. */
const inContext = (done) => {
  const context = lw.context();
  if (context === undefined) return done;
  return (ok, text, buffer) => {
    lw.setContext(context);
    done(ok, text, buffer);
  };
};
const cancelOperation = (id) => {
  setDelete(idle, id);
  if (mapDelete(pending, id)) lw.cancel(id);
};

/** Operations that nobody waits for (`unref`): when the handler has settled and they are all that is left, they end. */
const idle = new NativeSet();
const setIdle = (id, isIdle) => {
  if (!isIdle) setDelete(idle, id);
  else if (mapHas(pending, id)) setAdd(idle, id);
};
const outcome = { isTold: false, isChecked: false };
const endIdle = () => {
  if (!outcome.isTold || outcome.isChecked || setSize(idle) === 0 || mapSize(pending) > setSize(idle)) return;
  // Jobs that wait may yet start what needs them: look again when those are done.
  outcome.isChecked = true;
  startTimer(0, () => {
    outcome.isChecked = false;
    if (mapSize(pending) === setSize(idle)) setForEach(idle, (id) => cancelOperation(id));
  });
};
/** Called by the host when an operation ends. */
const settle = (id, ok, text, buffer) => {
  const done = mapGet(pending, id);
  if (done === undefined) return;
  mapDelete(pending, id);
  setDelete(idle, id);
  try {
    done(ok, text, buffer);
  } catch (error) {
    reportUncaught(error);
  }
  endIdle();
};

/** What no one caught, in the words Node uses; the execution goes on. */
const reportUncaught = (error) => quietly(level.error, () => `Uncaught ${inspect(error)}`);
const unhandledText = (reason) => {
  if (isErrorQuietly(reason)) return `UnhandledPromiseRejectionWarning: ${inspect(reason)}`;
  return 'UnhandledPromiseRejectionWarning: This error originated either by throwing inside of an async function without ' +
    'a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the ' +
    `reason "${inspect(reason)}".`;
};
const rejections = new NativeMap();
/** Called by the host when a promise is rejected without a handler, and when it gets one after all. */
const rejected = (promise, reason, handled) => {
  if (handled) mapDelete(rejections, promise);
  else mapSet(rejections, promise, reason);
};
/** Called by the host when the microtasks have run: what is still unhandled is logged. */
const drained = () => {
  const reasons = [];
  mapForEach(rejections, (reason) => arrayPush(reasons, reason));
  mapClear(rejections);
  for (let i = 0; i < reasons.length; i++) quietly(level.error, () => unhandledText(reasons[i]));
};

const tickQueue = [];
/** Puts a call off until the present one is over, before any job of a promise. */
const nextTick = (callback, args) => {
  arrayPush(tickQueue, { callback, args, context: lw.context() });
  lw.tick();
};
/** Called by the host when the present call is over, and when the jobs of promises are done. */
const ticks = () => {
  while (tickQueue.length > 0) {
    const { callback, args, context } = arrayShift(tickQueue);
    lw.setContext(context);
    try {
      apply(callback, undefined, args);
    } catch (error) {
      reportUncaught(error);
    }
  }
};

const startTimer = (delay, fire) => startOperation('timer', { ms: delay }, undefined, fire);
const delayOf = (value) => {
  const ms = trunc(+value);
  return ms >= 1 && ms <= LONGEST_DELAY ? ms : 1;
};

const timeoutById = new NativeMap();
/** Whether a timer is over, which Node's timers have as a property of their own. */
const timeoutDestroyed = { __proto__: null, get() { return !mapHas(timeoutById, timeoutId(this)); }, configurable: true };
const immediateDestroyed = { __proto__: null, get() { return !setHas(immediates, this); }, configurable: true };
class Timeout {
  #operation; #fire; #delay; #repeat; #id; #isKept = true;
  constructor(fire, delay, repeat) {
    this.#fire = fire;
    this.#delay = delay;
    this.#repeat = repeat;
    this.#start();
    this.#id = this.#operation;
    mapSet(timeoutById, this.#id, this);
    defineProperty(this, '_destroyed', timeoutDestroyed);
  }
  #start() {
    this.#operation = startTimer(this.#delay, () => {
      this.#operation = undefined;
      try {
        this.#fire();
      } finally {
        // It may have been refreshed, or cleared.
        if (this.#operation === undefined && mapHas(timeoutById, this.#id)) {
          if (this.#repeat) this.#start();
          else mapDelete(timeoutById, this.#id);
        }
      }
    });
    setIdle(this.#operation, !this.#isKept);
  }
  #keep(isKept) {
    this.#isKept = isKept;
    if (this.#operation !== undefined) setIdle(this.#operation, !isKept);
    return this;
  }
  // Node takes these from anything.
  ref() { return #id in this ? this.#keep(true) : this; }
  unref() { return #id in this ? this.#keep(false) : this; }
  hasRef() { return this.#isKept; }
  refresh() {
    if (this.#operation !== undefined) cancelOperation(this.#operation);
    mapSet(timeoutById, this.#id, this);
    this.#start();
    return this;
  }
  close() {
    stopTimeout(this);
    return this;
  }
  [symbolToPrimitive]() { return this.#id; }
  [symbolDispose]() { stopTimeout(this); }
  static stop(timeout) {
    mapDelete(timeoutById, timeout.#id);
    if (timeout.#operation !== undefined) cancelOperation(timeout.#operation);
    timeout.#operation = undefined;
  }
  static is(value) { return isObject(value) && #id in value; }
  static id(timeout) { return timeout.#id; }
}
const { stop: stopTimeout, is: isTimeout, id: timeoutId } = Timeout;
delete Timeout.stop;
delete Timeout.id;
delete Timeout.is;
const immediates = new NativeSet();
class Immediate {
  #isKept = true; #operation;
  constructor(fire) {
    this.#operation = startTimer(0, () => {
      setDelete(immediates, this);
      fire();
    });
    setAdd(immediates, this);
    defineProperty(this, '_destroyed', immediateDestroyed);
  }
  #keep(isKept) {
    this.#isKept = isKept;
    setIdle(this.#operation, !isKept);
    return this;
  }
  ref() { return this.#keep(true); }
  unref() { return this.#keep(false); }
  hasRef() { return this.#isKept; }
  [symbolDispose]() { stopImmediate(this); }
  static stop(immediate) {
    if (!isObject(immediate) || !(#operation in immediate)) return;
    setDelete(immediates, immediate);
    cancelOperation(immediate.#operation);
  }
}
const { stop: stopImmediate } = Immediate;
delete Immediate.stop;
/** What `process.getActiveResourcesInfo` lists: a name for each that is waited for. */
const activeTimers = () => {
  const names = [];
  mapForEach(timeoutById, (timeout) => { if (timeout.hasRef()) arrayPush(names, 'Timeout'); });
  setForEach(immediates, (immediate) => { if (immediate.hasRef()) arrayPush(names, 'Immediate'); });
  return names;
};

const callable = (callback, name = 'callback') => {
  if (typeof callback !== 'function') throw invalidArgument(name, 'of type function', callback);
};
const clearTimer = (timer) => {
  const found = isTimeout(timer) ? timer
    : typeof timer === 'number' || typeof timer === 'string' ? mapGet(timeoutById, +timer) : undefined;
  if (found !== undefined) stopTimeout(found);
};
const timerGlobals = {
  setTimeout(callback, delay, ...args) {
    callable(callback);
    const timeout = new Timeout(() => apply(callback, timeout, args), delayOf(delay), false);
    return timeout;
  },
  clearTimeout(timer) { clearTimer(timer); },
  setInterval(callback, delay, ...args) {
    callable(callback);
    const timeout = new Timeout(() => apply(callback, timeout, args), delayOf(delay), true);
    return timeout;
  },
  clearInterval(timer) { clearTimer(timer); },
  setImmediate(callback, ...args) {
    callable(callback);
    const immediate = new Immediate(() => apply(callback, immediate, args));
    return immediate;
  },
  clearImmediate(immediate) { stopImmediate(immediate); },
  queueMicrotask(callback) {
    callable(callback);
    runMicrotask(callback);
  },
};
/** A microtask of its own; `await` cannot be patched as `then` can. */
const runMicrotask = async (callback) => {
  await undefined;
  try {
    apply(callback, undefined, []);
  } catch (error) {
    reportUncaught(error);
  }
};
