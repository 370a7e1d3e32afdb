// The module `stream`: npm's readable-stream, which is Node's own of an earlier version, and what Node 22 has besides.
const { nextTick } = internals;
const Stream = require('vendor/readable-stream');
const { Readable, Writable, Duplex } = Stream;

Stream.setDefaultHighWaterMark(false, 64 * 1024);

/** Two streams, each of which reads what the other is written. */
Stream.duplexPair = function duplexPair(options) {
  const ends = [];
  const make = (own) => {
    let waiting = null;
    const proceed = () => {
      const callback = waiting;
      waiting = null;
      callback?.();
    };
    const stream = new Duplex({
      ...options,
      read: proceed,
      write(chunk, encoding, callback) {
        const other = ends[1 - own];
        if (chunk.length === 0) nextTick(callback, []);
        else {
          other.stream.push(chunk);
          other.waits(callback);
        }
      },
      final(callback) {
        const other = ends[1 - own].stream;
        other.on('end', callback);
        other.push(null);
      },
    });
    return { stream, waits(callback) { waiting = callback; } };
  };
  ends.push(make(0), make(1));
  return ends.map(({ stream }) => stream);
};

const isView = (value) => ArrayBuffer.isView(value);
Stream._isArrayBufferView = function isArrayBufferView(value) { return isView(value); };

/** As in Node 22, any view may be written, not bytes alone. */
const asBytes = (chunk) => (isView(chunk) && !(chunk instanceof Uint8Array) ? Stream._uint8ArrayToBuffer(chunk) : chunk);
for (const name of ['push', 'unshift']) {
  const method = Readable.prototype[name];
  Readable.prototype[name] = function (chunk, encoding) {
    return Reflect.apply(method, this, [this._readableState?.objectMode ? chunk : asBytes(chunk), encoding]);
  };
}
for (const Class of [Writable, Duplex]) {
  const { write } = Class.prototype;
  const { end } = Class.prototype;
  // Whoever waits for the end is told that there was no error by null.
  Class.prototype.end = function (...given) {
    const callback = given.at(-1);
    if (typeof callback === 'function') given[given.length - 1] = (error = null) => callback(error);
    return Reflect.apply(end, this, given);
  };
  Class.prototype.write = function (chunk, encoding, callback) {
    return Reflect.apply(write, this, [this._writableState?.objectMode ? chunk : asBytes(chunk), encoding, callback]);
  };
}
if (Symbol.asyncDispose !== undefined) {
  Object.defineProperty(Writable.prototype, Symbol.asyncDispose, {
    async value() {
      let error;
      if (!this.destroyed) {
        error = this.writableFinished ? null : new (require('internal/streams/errors').AbortError)();
        this.destroy(error);
      }
      await new Promise((resolve, reject) => Stream.finished(this, (ended) => (ended && ended.name !== 'AbortError' ? reject(ended) : resolve(null))));
    },
    writable: true, configurable: true,
  });
}
delete Readable.prototype.asIndexedPairs;

/** Web streams are loaded when they are first asked for. */
const adapters = () => require('internal/streams/web_adapters');
Object.assign(Readable, {
  fromWeb(readableStream, options) { return adapters().readableFromWeb(readableStream, options); },
  toWeb(streamReadable, options) { return adapters().readableToWeb(streamReadable, options); },
});
Object.assign(Writable, {
  fromWeb(writableStream, options) { return adapters().writableFromWeb(writableStream, options); },
  toWeb(streamWritable) { return adapters().writableToWeb(streamWritable); },
});
Object.assign(Duplex, {
  fromWeb(pair, options) { return adapters().duplexFromWeb(pair, options); },
  toWeb(duplex) { return adapters().duplexToWeb(duplex); },
});

module.exports = Stream;
