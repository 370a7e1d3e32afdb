// The module `async_hooks`. The context is a map from storages to what they hold; it is never changed, so that the engine
// can hand it on: to the reactions of a promise as `then` or `await` found it, to a timer as it was started.
const { nodeError, invalidArgument, callable, unsupported, context, setContext } = internals;

const NONE = new Map();
const current = () => context() ?? NONE;
const within = (map, call, self, args) => {
  const before = context();
  setContext(map);
  try {
    return Reflect.apply(call, self, args);
  } finally {
    setContext(before);
  }
};

class AsyncLocalStorage {
  #enabled = false;
  static bind(call) { return AsyncResource.bind(call); }
  static snapshot() { return AsyncLocalStorage.bind((call, ...args) => call(...args)); }
  disable() { this.#enabled = false; }
  enterWith(store) {
    this.#enabled = true;
    setContext(new Map(current()).set(this, store));
  }
  run(store, call, ...args) {
    this.#enabled = true;
    if (current().has(this) && Object.is(store, current().get(this))) return Reflect.apply(call, null, args);
    return within(new Map(current()).set(this, store), call, null, args);
  }
  exit(call, ...args) {
    if (!this.#enabled) return Reflect.apply(call, null, args);
    const without = new Map(current());
    without.delete(this);
    return within(without, call, null, args);
  }
  getStore() { return this.#enabled ? current().get(this) : undefined; }
}

/** What runs now, as far as resources tell it: the outermost has the number 1. */
const outermost = {};
let running = { resource: outermost, id: 1, trigger: 0 };
let lastId = 1;

const triggerOf = (options) => {
  const id = typeof options === 'number' ? options : options.triggerAsyncId ?? running.id;
  if (Number.isSafeInteger(id) && id >= -1) return id;
  throw nodeError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${id}`);
};
class AsyncResource {
  #context = context(); #scope;
  constructor(type, options = {}) {
    if (typeof type !== 'string') throw invalidArgument('type', 'of type string', type);
    const trigger = triggerOf(options);
    if (type === '') throw nodeError(TypeError, 'ERR_ASYNC_TYPE', `Invalid name for async "type": ${type}`);
    this.#scope = { resource: this, id: ++lastId, trigger };
  }
  runInAsyncScope(call, self, ...args) {
    const before = running;
    running = this.#scope;
    try {
      return within(this.#context, call, self, args);
    } finally {
      running = before;
    }
  }
  emitDestroy() { return this; }
  asyncId() { return this.#scope.id; }
  triggerAsyncId() { return this.#scope.trigger; }
  bind(call, self = undefined) {
    callable(call, 'fn');
    const resource = this;
    const bound = self === undefined
      ? function bound(...args) { return resource.runInAsyncScope(call, this, ...args); }
      : (...args) => resource.runInAsyncScope(call, self, ...args);
    return Object.defineProperties(bound, {
      length: { value: call.length, configurable: true },
      name: { value: 'bound', configurable: true },
      asyncResource: { value: this, writable: true, enumerable: true, configurable: true },
    });
  }
  static bind(call, type, self) {
    callable(call, 'fn');
    return new AsyncResource(type || call.name || 'bound-anonymous-fn').bind(call, self);
  }
}

module.exports = {
  AsyncLocalStorage,
  createHook: unsupported('async_hooks.createHook', 'the sandbox does not tell of its operations'),
  executionAsyncId() { return running.id; },
  triggerAsyncId() { return running.trigger; },
  executionAsyncResource() { return running.resource; },
  asyncWrapProviders: Object.freeze({ __proto__: null }),
  AsyncResource,
};
