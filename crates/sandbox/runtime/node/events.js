// The module `events`: EventEmitter and what waits for its events.
const { nodeError, invalidArgument, outOfRange, inspect, nextTick } = internals;

const captureRejectionSymbol = Symbol.for('nodejs.rejection');
const errorMonitor = Symbol('events.errorMonitor');
const capturing = Symbol('kCapture');
let defaultMaxListeners = 10;

const checkListener = (listener) => {
  if (typeof listener !== 'function') throw invalidArgument('listener', 'of type function', listener);
};
const checkCount = (count, name) => {
  if (typeof count !== 'number') throw invalidArgument(name, 'of type number', count);
  if (count < 0 || Number.isNaN(count)) throw outOfRange(name, '>= 0', count);
  return count;
};
const checkBoolean = (value, name) => {
  if (typeof value !== 'boolean') throw invalidArgument(name, 'of type boolean', value);
};

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
EventEmitter.init = function (options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  if (options?.captureRejections) {
    checkBoolean(options.captureRejections, 'options.captureRejections');
    this[capturing] = true;
  } else {
    this[capturing] = EventEmitter.prototype[capturing];
  }
};
Object.defineProperty(EventEmitter.prototype, capturing, { value: false, writable: true });

const methods = {
  setMaxListeners(n) {
    this._maxListeners = checkCount(n, 'setMaxListeners');
    return this;
  },
  getMaxListeners() { return this._maxListeners ?? defaultMaxListeners; },
  emit(type, ...args) {
    let isError = type === 'error';
    const events = this._events;
    if (events !== undefined) {
      if (isError && events[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      isError = isError && events.error === undefined;
    } else if (!isError) return false;
    if (isError) throw unhandled(args[0]);
    const handler = events[type];
    if (handler === undefined) return false;
    if (typeof handler === 'function') call(this, handler, type, args);
    else for (const listener of [...handler]) call(this, listener, type, args);
    return true;
  },
  addListener(type, listener) { return add(this, type, listener, false); },
  prependListener(type, listener) { return add(this, type, listener, true); },
  once(type, listener) {
    checkListener(listener);
    return this.on(type, wrapOnce(this, type, listener));
  },
  prependOnceListener(type, listener) {
    checkListener(listener);
    return this.prependListener(type, wrapOnce(this, type, listener));
  },
  removeListener(type, listener) {
    checkListener(listener);
    const list = listOf(this, type);
    const at = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (at === -1) return this;
    const removed = list[at];
    const rest = list.filter((_, index) => index !== at);
    store(this, type, rest);
    if (this._events.removeListener !== undefined) this.emit('removeListener', type, removed.listener ?? listener);
    return this;
  },
  removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener !== undefined && arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
      this.removeAllListeners('removeListener');
      return this;
    }
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events.removeListener === undefined) store(this, type, []);
    else for (const listener of listOf(this, type).toReversed()) this.removeListener(type, listener);
    return this;
  },
  listeners(type) { return listOf(this, type).map((one) => one.listener ?? one); },
  rawListeners(type) { return [...listOf(this, type)]; },
  listenerCount(type, listener) {
    const list = listOf(this, type);
    return listener == null ? list.length : list.filter((one) => one === listener || one.listener === listener).length;
  },
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
};
Object.assign(EventEmitter.prototype, methods);
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

/** What `emit('error')` without a listener throws. */
function unhandled(error) {
  if (error instanceof Error) return error;
  let text;
  try {
    text = inspect(error);
  } catch {
    text = error;
  }
  const thrown = nodeError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${text})`);
  thrown.context = error;
  return thrown;
}
function call(emitter, listener, type, args) {
  const result = Reflect.apply(listener, emitter, args);
  if (emitter[capturing] && result != null && typeof result.then === 'function') {
    result.then(undefined, (error) => nextTick(rejected, [emitter, error, type, args]));
  }
}
function rejected(emitter, error, type, args) {
  if (typeof emitter[captureRejectionSymbol] === 'function') {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  const before = emitter[capturing];
  try {
    emitter[capturing] = false;
    emitter.emit('error', error);
  } finally {
    emitter[capturing] = before;
  }
}
function listOf(emitter, type) {
  const found = emitter._events?.[type];
  return found === undefined ? [] : typeof found === 'function' ? [found] : found;
}
/** One listener stands alone, several in a list; none leaves no name behind. */
function store(emitter, type, list) {
  const events = emitter._events;
  const was = events[type] !== undefined;
  if (list.length === 0) delete events[type];
  else events[type] = list.length === 1 ? list[0] : list;
  emitter._eventsCount += (list.length > 0) - was;
}
function add(emitter, type, listener, prepend) {
  checkListener(listener);
  if (emitter._events === undefined) {
    emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ?? listener);
  }
  const list = listOf(emitter, type);
  const warned = list.warned;
  const grown = prepend ? [listener, ...list] : [...list, listener];
  if (warned) grown.warned = true;
  store(emitter, type, grown);
  // The emitter may be any object that these functions were called on.
  const most = emitter._maxListeners ?? defaultMaxListeners;
  if (most > 0 && grown.length > most && !warned) {
    grown.warned = true;
    const message = `Possible EventEmitter memory leak detected. ${grown.length} ${String(type)} listeners added to ` +
      `${inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`;
    const warning = Object.assign(new Error(message), { name: 'MaxListenersExceededWarning', emitter, type, count: grown.length });
    require('internal/process').process.emitWarning(warning);
  }
  return emitter;
}
function wrapOnce(target, type, listener) {
  let fired = false;
  const wrapped = function (...args) {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapped);
    return Reflect.apply(listener, target, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

const abortError = (signal) => {
  const error = nodeError(Error, 'ABORT_ERR', 'The operation was aborted');
  error.name = 'AbortError';
  Object.defineProperty(error, 'cause', { value: signal.reason, writable: true, configurable: true });
  return error;
};
const checkSignal = (signal) => {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgument('options.signal', 'an instance of AbortSignal', signal);
  }
};
/** Listens to an emitter or an event target; the answer takes the listener away. */
const listen = (target, type, listener, options) => {
  if (typeof target.on === 'function') {
    if (options?.once) target.once(type, listener);
    else target.on(type, listener);
    return () => target.removeListener(type, listener);
  }
  if (typeof target.addEventListener !== 'function') throw invalidArgument('emitter', 'an instance of EventEmitter', target);
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener);
};

/** A promise of the arguments of the next event. */
function once(emitter, type, options = {}) {
  const { signal } = options ?? {};
  return new Promise((resolve, reject) => {
    checkSignal(signal);
    if (signal?.aborted) throw abortError(signal);
    const ends = [];
    const end = (settle, value) => {
      for (const stop of ends) stop();
      settle(value);
    };
    ends.push(listen(emitter, type, (...args) => end(resolve, args), { once: true }));
    if (type !== 'error' && typeof emitter.once === 'function') {
      ends.push(listen(emitter, 'error', (error) => end(reject, error), { once: true }));
    }
    if (signal !== undefined) ends.push(listen(signal, 'abort', () => end(reject, abortError(signal)), { once: true }));
  });
}

/** The events as they come, as an asynchronous iterator. */
function on(emitter, type, options = {}) {
  const { signal, close = [] } = options ?? {};
  checkSignal(signal);
  if (signal?.aborted) throw abortError(signal);
  const events = [];
  const waiting = [];
  const ends = [];
  let failure;
  let done = false;
  const finish = () => {
    done = true;
    for (const stop of ends) stop();
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  const fail = (error) => {
    const next = waiting.shift();
    if (next !== undefined) next.reject(error);
    else failure = error;
    finish();
  };
  const iterator = {
    next() {
      if (events.length > 0) return Promise.resolve({ value: events.shift(), done: false });
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (done) return finish();
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
    },
    return() { return finish(); },
    throw(error) {
      if (!(error instanceof Error)) throw invalidArgument('EventEmitter.AsyncIterator', 'an instance of Error', error);
      fail(error);
    },
    [Symbol.asyncIterator]() { return this; },
  };
  const take = (...args) => {
    const next = waiting.shift();
    if (next !== undefined) next.resolve({ value: args, done: false });
    else events.push(args);
  };
  ends.push(listen(emitter, type, take));
  if (type !== 'error' && typeof emitter.on === 'function') ends.push(listen(emitter, 'error', fail));
  for (const name of close) ends.push(listen(emitter, name, finish));
  if (signal !== undefined) ends.push(listen(signal, 'abort', () => fail(abortError(signal)), { once: true }));
  return Object.setPrototypeOf(iterator, Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype)));
}

/** What was said of targets, which keep no such number themselves. */
const targetMaxima = new WeakMap();
function setMaxListeners(n = defaultMaxListeners, ...targets) {
  checkCount(n, 'setMaxListeners');
  if (targets.length === 0) defaultMaxListeners = n;
  for (const target of targets) {
    if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else if (target instanceof EventTarget) targetMaxima.set(target, n);
    else throw invalidArgument('eventTargets', 'an instance of EventEmitter or EventTarget', target);
  }
}
function getMaxListeners(target) {
  if (typeof target?.getMaxListeners === 'function') return target.getMaxListeners();
  if (target instanceof EventTarget) return targetMaxima.get(target) ?? (target instanceof AbortSignal ? 0 : defaultMaxListeners);
  throw invalidArgument('emitter', 'an instance of EventEmitter or EventTarget', target);
}
function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgument('signal', 'an instance of AbortSignal', signal);
  checkSignal(signal);
  checkListener(listener);
  let stop = () => {};
  if (signal.aborted) queueMicrotask(() => listener());
  else stop = listen(signal, 'abort', listener, { once: true });
  return { __proto__: null, [Symbol.dispose ?? Symbol.for('dispose')]: () => stop() };
}

module.exports = EventEmitter;
Object.assign(EventEmitter, {
  kMaxEventTargetListeners: Symbol('events.maxEventTargetListeners'), kMaxEventTargetListenersWarned: Symbol('events.maxEventTargetListenersWarned'),
  EventEmitter, once, on, addAbortListener, setMaxListeners, getMaxListeners, captureRejectionSymbol, errorMonitor,
  usingDomains: false,
  getEventListeners(emitter, type) { return emitter.listeners(type); },
  listenerCount(emitter, type) { return emitter.listenerCount(type); },
});
const accessor = (name, get, set) => Object.defineProperty(EventEmitter, name, { get, set, enumerable: true, configurable: true });
accessor('defaultMaxListeners', () => defaultMaxListeners, (n) => { defaultMaxListeners = checkCount(n, 'defaultMaxListeners'); });
accessor('captureRejections', () => EventEmitter.prototype[capturing], (value) => {
  checkBoolean(value, 'EventEmitter.captureRejections');
  EventEmitter.prototype[capturing] = value;
});
/** Loaded when it is asked for: it needs the module `async_hooks`. */
Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
  get() { return require('internal/emitter_resource'); }, enumerable: true, configurable: true,
});
