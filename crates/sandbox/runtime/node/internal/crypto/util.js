// What the parts of `crypto` share: arguments to bytes, bytes to results, the host's errors as OpenSSL words them.
const {
  hostCall, nodeError, invalidArgument, callable, startTimer, FastBuffer, Bytes, bytesOf, exactBuffer, copyBuffer, encodeText, decodeText, encodingOf, base64,
} = internals;

const { StringDecoder } = require('string_decoder');

const NOTHING = new ArrayBuffer(0);
/** OpenSSL's errors carry their parts as properties. */
const withParts = (error) => {
  const parts = /^error:[0-9A-F]{8}:([^:]*)::(.*)$/.exec(error?.message);
  if (parts === null || error.code === undefined) return error;
  const { code } = error;
  delete error.code;
  return Object.assign(error, { library: parts[1], reason: parts[2], code });
};
const ask = (op, head, bytes = undefined) => {
  try {
    return hostCall(op, head, bytes === undefined ? NOTHING : exactBuffer(bytes));
  } catch (error) {
    throw withParts(error);
  }
};
const askJson = (op, head, bytes = undefined) => JSON.parse(ask(op, head, bytes));

const BINARY = 'of type string or an instance of Buffer, TypedArray, or DataView';
const BINARY_OR_BUFFER = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
const inputBytes = (data, encoding, name, expected = BINARY) => {
  if (typeof data === 'string') return encodeText(data, encoding === 'buffer' ? 'utf8' : encodingOf(encoding));
  const bytes = ArrayBuffer.isView(data) || expected !== BINARY ? bytesOf(data) : undefined;
  if (bytes === undefined) throw invalidArgument(name, expected, data);
  return new Bytes(copyBuffer(bytes));
};
const outputAs = (buffer, encoding) => {
  const bytes = new FastBuffer(buffer);
  return encoding === undefined || encoding === null || encoding === 'buffer' ? bytes
    : decodeText(bytes, encodingOf(encoding), 0, bytes.length);
};
const text = (value, name) => {
  if (typeof value !== 'string') throw invalidArgument(name, 'of type string', value);
  return value;
};

/** Computes now and tells a callback later, as Node does from its pool of threads. */
const later = (callback, compute) => {
  callable(callback);
  let outcome;
  try {
    outcome = [null, compute()];
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    outcome = [error];
  }
  startTimer(0, () => callback(...outcome));
};

/** Bytes that arrive in pieces, in one block that grows by doubling: many small pieces cost what they are long. */
class Gathered {
  #block = new Bytes(0); #length = 0;
  get length() { return this.#length; }
  add(bytes) {
    const needed = this.#length + bytes.length;
    if (needed > this.#block.length) {
      const block = new Bytes(Math.max(needed, 2 * this.#block.length));
      block.set(this.#block.subarray(0, this.#length));
      this.#block = block;
    }
    this.#block.set(bytes, this.#length);
    this.#length = needed;
  }
  bytes() { return this.#block.subarray(0, this.#length); }
  copy() {
    const other = new Gathered();
    other.add(this.bytes());
    return other;
  }
}

const encodingNameOf = (encoding) => new StringDecoder(encoding).encoding;
/** What comes in pieces, as text: the part of a character at the end of one waits for the next. */
class Spelled {
  #decoder;
  add(buffer, encoding, isLast = false) {
    const bytes = new FastBuffer(buffer);
    if (!encoding || encoding === 'buffer') return bytes;
    if (this.#decoder === undefined) this.#decoder = new StringDecoder(encoding);
    else if (this.#decoder.encoding !== encodingNameOf(encoding)) throw nodeError(Error, 'ERR_INTERNAL_ASSERTION', 'Cannot change encoding');
    return isLast ? this.#decoder.end(bytes) : this.#decoder.write(bytes);
  }
}

const streamMethods = ['write', 'end', 'read', 'pipe', 'unpipe', 'on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners',
  'prependListener', 'prependOnceListener', 'rawListeners', 'eventNames', 'getMaxListeners', 'setMaxListeners',
  'listeners', 'listenerCount', 'emit', 'setEncoding', 'setDefaultEncoding', 'pause', 'resume', 'isPaused', 'unshift', 'push', 'destroy', 'cork', 'uncork', Symbol.asyncIterator];
const streamMembers = ['readable', 'writable', 'destroyed', 'closed', 'errored', 'allowHalfOpen', '_readableState', '_writableState', '_events',
  'readableEnded', 'readableFlowing', 'readableLength', 'readableHighWaterMark', 'readableObjectMode', 'readableEncoding', 'readableAborted', 'readableDidRead',
  'writableEnded', 'writableFinished', 'writableLength', 'writableHighWaterMark', 'writableObjectMode', 'writableCorked', 'writableNeedDrain', 'writableAborted'];
/** Makes a class a Transform stream too. The stream is made when one of its methods is first used. */
const asTransform = (Class, parts) => {
  const streams = new WeakMap();
  const streamOf = (self) => {
    let stream = streams.get(self);
    if (stream === undefined) {
      const { Transform } = require('stream');
      stream = new Transform({
        transform(chunk, encoding, done) { parts.transform(self, stream, chunk, encoding, done); },
        flush(done) { parts.flush(self, stream, done); },
      });
      streams.set(self, stream);
    }
    return stream;
  };
  for (const name of streamMethods) {
    const value = function (...given) {
      const stream = streamOf(this);
      const result = stream[name](...given);
      return result === stream ? this : result;
    };
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true });
  }
  for (const name of streamMembers) {
    const accessor = {
      get [name]() { return streamOf(this)[name]; },
      set [name](value) { streamOf(this)[name] = value; },
    };
    Object.defineProperty(Class.prototype, name, { ...Object.getOwnPropertyDescriptor(accessor, name), enumerable: false });
  }
};
const guarded = (done, work) => {
  try {
    work();
  } catch (error) {
    done(error);
    return;
  }
  done();
};

module.exports = { ask, askJson, base64, inputBytes, outputAs, text, later, Gathered, Spelled, asTransform, guarded, BINARY, BINARY_OR_BUFFER };
