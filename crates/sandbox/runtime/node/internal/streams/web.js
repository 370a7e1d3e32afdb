// The web streams: npm's web-streams-polyfill, and what Node's own show and tell besides.
const { nodeError, invalidArgument, inspect, customInspectSymbol } = internals;
const web = require('vendor/web-streams-polyfill');
const { ReadableStream, WritableStream } = web;

const own = Symbol('state');
/** Node's streams tell by symbols whether they are closed; what the package calls its state is the moment to see it. */
const watchState = (Class, ends) => {
  const closing = new WeakMap();
  const settle = (stream) => {
    const end = closing.get(stream);
    if (end === undefined || !ends.includes(stream[own])) return;
    closing.delete(stream);
    // The package sets the error after the state.
    internals.nextTick(() => (stream[own] === 'closed' ? end.resolve() : end.reject(stream._storedError)), []);
  };
  Object.defineProperty(Class.prototype, '_state', {
    get() { return this[own]; },
    set(value) {
      if (this[own] === undefined) Object.defineProperty(this, own, { value, writable: true });
      else this[own] = value;
      settle(this);
    },
    configurable: true,
  });
  const promises = new WeakMap();
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.webstream.isClosedPromise'), {
    get() {
      if (!promises.has(this)) {
        const end = Promise.withResolvers();
        end.promise.catch(() => {});
        promises.set(this, end);
        closing.set(this, end);
        settle(this);
      }
      return promises.get(this);
    },
    configurable: true,
  });
};
watchState(ReadableStream, ['closed', 'errored']);
watchState(WritableStream, ['closed', 'errored']);

const tell = (Class, name, get) => Object.defineProperty(Class.prototype, Symbol.for(`nodejs.stream.${name}`), { get, configurable: true });
tell(ReadableStream, 'disturbed', function () { return this._disturbed; });
tell(ReadableStream, 'errored', function () { return this._state === 'errored'; });
tell(ReadableStream, 'readable', function () { return this._state === 'readable'; });
tell(WritableStream, 'errored', function () { return this._state === 'errored'; });
tell(WritableStream, 'writable', function () { return this._state === 'writable'; });
for (const Class of [ReadableStream, WritableStream]) {
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.webstream.controllerErrorFunction'), {
    value(error) { (this._readableStreamController ?? this._writableStreamController).error(error); }, configurable: true,
  });
}

/** How a class prints. */
const show = (name, members) => {
  Object.defineProperty(web[name].prototype, customInspectSymbol, {
    value(depth, options) {
      if (depth < 0) return this;
      const shown = {};
      for (const [key, read] of Object.entries(members)) shown[key] = read(this);
      return `${name} ${inspect(shown, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
    },
    configurable: true, writable: true,
  });
};
const isByteStream = (stream) => stream._readableStreamController instanceof web.ReadableByteStreamController;
show('ReadableStream', { locked: (it) => it.locked, state: (it) => it._state, supportsBYOB: isByteStream });
show('WritableStream', { locked: (it) => it.locked, state: (it) => it._state });
show('TransformStream', { readable: (it) => it.readable, writable: (it) => it.writable, backpressure: (it) => it._backpressure });
show('ReadableStreamDefaultReader', { stream: (it) => it._ownerReadableStream, readRequests: (it) => it._readRequests.length, close: (it) => it.closed });
show('ReadableStreamBYOBReader', { stream: (it) => it._ownerReadableStream, readIntoRequests: (it) => it._readIntoRequests.length, close: (it) => it.closed });
show('WritableStreamDefaultWriter', { stream: (it) => it._ownerWritableStream, close: (it) => it.closed, ready: (it) => it.ready, desiredSize: (it) => it.desiredSize });
show('ReadableStreamDefaultController', {});
show('ReadableByteStreamController', {});
show('WritableStreamDefaultController', { stream: (it) => it._controlledWritableStream });
show('ByteLengthQueuingStrategy', { highWaterMark: (it) => it.highWaterMark });
show('CountQueuingStrategy', { highWaterMark: (it) => it.highWaterMark });

/** Arguments that the package words in general are checked in Node's words. */
const checkFirst = (Class, method, check) => {
  const original = Class.prototype[method];
  const descriptor = Object.getOwnPropertyDescriptor(Class.prototype, method);
  const checked = { [method](...given) {
    const wrong = check(...given);
    if (wrong !== undefined) return method === 'pipeTo' ? Promise.reject(wrong) : (() => { throw wrong; })();
    return Reflect.apply(original, this, given);
  } }[method];
  Object.defineProperty(checked, 'length', { value: original.length, configurable: true });
  Object.defineProperty(Class.prototype, method, { ...descriptor, value: checked });
};
const wrongType = (name, expected, value) => invalidArgument(name, `an instance of ${expected}`, value);
const checkPair = (readable, writable) => {
  if (!(readable instanceof ReadableStream)) return wrongType('transform.readable', 'ReadableStream', readable);
  return writable instanceof WritableStream ? undefined : wrongType('transform.writable', 'WritableStream', writable);
};
const checkSignal = (signal) => (signal === undefined || (signal !== null && typeof signal === 'object' && 'aborted' in signal)
  ? undefined : wrongType('options.signal', 'AbortSignal', signal));
checkFirst(ReadableStream, 'pipeThrough', (pair, options) => checkPair(pair?.readable, pair?.writable) ?? checkSignal(options?.signal));
checkFirst(ReadableStream, 'pipeTo', (writable, options) => (writable instanceof WritableStream
  ? checkSignal(options?.signal) : wrongType('transform.writable', 'WritableStream', writable)));
const { from } = ReadableStream;
ReadableStream.from = function (iterable) {
  if (iterable == null || (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]) == null) {
    throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', `${String(iterable)} must be iterable`);
  }
  return from(iterable);
};
Object.defineProperty(ReadableStream.from, 'name', { value: 'from' });

module.exports = web;

