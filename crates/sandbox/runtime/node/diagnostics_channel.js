// The module `diagnostics_channel`: named channels, and the five of a traced operation.
const { invalidArgument, callable, reportUncaught } = internals;

const channels = new Map();
const pass = (value) => value;

class Channel {
  constructor(name) {
    this._subscribers = [];
    this._stores = new Map();
    this.name = name;
  }
  get hasSubscribers() { return this._subscribers.length > 0 || this._stores.size > 0; }
  subscribe(listener) {
    callable(listener, 'subscription');
    this._subscribers = [...this._subscribers, listener];
  }
  unsubscribe(listener) {
    const at = this._subscribers.indexOf(listener);
    if (at === -1) return false;
    this._subscribers = this._subscribers.toSpliced(at, 1);
    return true;
  }
  bindStore(store, transform = pass) { this._stores.set(store, transform); }
  unbindStore(store) { return this._stores.delete(store); }
  publish(message) {
    for (const listener of this._subscribers) {
      try {
        listener(message, this.name);
      } catch (error) {
        reportUncaught(error);
      }
    }
  }
  runStores(message, call, self, ...args) {
    let run = () => {
      this.publish(message);
      return Reflect.apply(call, self, args);
    };
    for (const [store, transform] of this._stores) {
      const inner = run;
      run = () => store.run(transform(message), inner);
    }
    return run();
  }
}

function channel(name) {
  if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgument('channel', 'one of type string or symbol', name);
  let found = channels.get(name);
  if (found === undefined) channels.set(name, found = new Channel(name));
  return found;
}

const traced = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
const tracedChannel = (given, part) => {
  if (typeof given === 'string') return channel(`tracing:${given}:${part}`);
  if (given?.[part] instanceof Channel) return given[part];
  throw invalidArgument(`nameOrChannels.${part}`, 'an instance of Channel', given?.[part]);
};
class TracingChannel {
  constructor(given) {
    for (const part of traced) Object.defineProperty(this, part, { value: tracedChannel(given, part), enumerable: true });
  }
  get hasSubscribers() { return traced.some((part) => this[part].hasSubscribers); }
  subscribe(listeners) {
    for (const part of traced) if (listeners[part]) this[part].subscribe(listeners[part]);
  }
  unsubscribe(listeners) {
    let all = true;
    for (const part of traced) if (listeners[part] && !this[part].unsubscribe(listeners[part])) all = false;
    return all;
  }
  traceSync(call, context = {}, self = undefined, ...args) {
    // Who subscribes while the call runs hears of the next one.
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    return this.start.runStores(context, () => this.#during(context, () => {
      context.result = Reflect.apply(call, self, args);
      return context.result;
    }));
  }
  #during(context, call) {
    try {
      return call();
    } catch (error) {
      context.error = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
  #settled(context) {
    this.asyncStart.publish(context);
    this.asyncEnd.publish(context);
  }
  tracePromise(call, context = {}, self = undefined, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    const kept = (result) => {
      context.result = result;
      this.#settled(context);
      return result;
    };
    const failed = (error) => {
      context.error = error;
      this.error.publish(context);
      this.#settled(context);
      throw error;
    };
    return this.start.runStores(context, () => this.#during(context, () => Promise.resolve(Reflect.apply(call, self, args)).then(kept, failed)));
  }
  traceCallback(call, position = -1, context = {}, self = undefined, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    const callback = args.at(position);
    callable(callback);
    const channels = this;
    function wrapped(error, result) {
      if (error) {
        context.error = error;
        channels.error.publish(context);
      } else {
        context.result = result;
      }
      return channels.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          channels.asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, wrapped);
    return this.start.runStores(context, () => this.#during(context, () => Reflect.apply(call, self, args)));
  }
}

module.exports = {
  channel,
  hasSubscribers(name) { return channels.get(name)?.hasSubscribers ?? false; },
  subscribe(name, listener) { channel(name).subscribe(listener); },
  tracingChannel(given) { return new TracingChannel(given); },
  unsubscribe(name, listener) { return channel(name).unsubscribe(listener); },
  Channel,
};
