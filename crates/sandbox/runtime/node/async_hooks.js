// The module `async_hooks`. A context lasts while the function that was run in it runs, and where it was bound to a
// function. It does not yet follow a promise over `await`, or a timer: there a store is refused, and never missing.
const { nodeError, invalidArgument, callable, unsupported } = internals;

/** What each storage holds now. A map is never changed, so that it can be kept. */
let current = new Map();
const within = (context, call, self, args) => {
  const before = current;
  current = context;
  try {
    return Reflect.apply(call, self, args);
  } finally {
    current = before;
  }
};
const lost = unsupported('AsyncLocalStorage.getStore', 'after an await or in a timer the store is not known; bind the function with AsyncLocalStorage.bind');

class AsyncLocalStorage {
  #used = false; #fallback; #name;
  constructor(options = {}) {
    if (options === null || typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
    this.#fallback = options.defaultValue;
    this.#name = `${options.name ?? ''}`;
  }
  static bind(call) { return AsyncResource.bind(call, 'bound-anonymous-fn'); }
  static snapshot() {
    const context = current;
    return (call, ...args) => within(context, call, undefined, args);
  }
  get name() { return this.#name; }
  run(store, call, ...args) {
    this.#used = true;
    return within(new Map(current).set(this, store), call, null, args);
  }
  exit(call, ...args) { return within(new Map(current).set(this, this.#fallback), call, null, args); }
  disable() {
    this.#used = false;
    current = new Map(current);
    current.delete(this);
  }
  getStore() {
    if (current.has(this)) return current.get(this);
    if (this.#used) lost();
    return this.#fallback;
  }
}
AsyncLocalStorage.prototype.enterWith = unsupported('AsyncLocalStorage.enterWith', 'a context has no end but that of the function run in it; use run');

class AsyncResource {
  #context = current;
  constructor(type) {
    if (typeof type !== 'string') throw invalidArgument('type', 'of type string', type);
    if (type === '') throw nodeError(TypeError, 'ERR_ASYNC_TYPE', `Invalid name for async "type": ${type}`);
  }
  static bind(call, type, self = undefined) {
    callable(call, 'fn');
    return new AsyncResource(type || call.name || 'bound-anonymous-fn').bind(call, self);
  }
  bind(call, self = undefined) {
    callable(call, 'fn');
    const resource = this;
    function bound(...args) { return resource.runInAsyncScope(call, self === undefined ? this : self, ...args); }
    return Object.defineProperty(bound, 'length', { value: call.length, configurable: true });
  }
  runInAsyncScope(call, self, ...args) { return within(this.#context, call, self, args); }
  emitDestroy() { return this; }
  asyncId() { return 1; }
  triggerAsyncId() { return 0; }
}

module.exports = {
  AsyncLocalStorage, AsyncResource,
  createHook: unsupported('async_hooks.createHook', 'the sandbox does not tell of its operations'),
  executionAsyncId() { return 1; },
  triggerAsyncId() { return 0; },
  executionAsyncResource() { return {}; },
  asyncWrapProviders: Object.freeze({ __proto__: null }),
};
