// Streams of Node as web streams and the other way round: `fromWeb` and `toWeb`.
const { Buffer, nextTick } = internals;
const { Readable, Writable, Duplex, finished, isDestroyed } = require('vendor/readable-stream');
const { ReadableStream, WritableStream, CountQueuingStrategy } = require('internal/streams/web');
const { codes, AbortError } = require('internal/streams/errors');

const need = (value, Class, name) => {
  if (!(value instanceof Class)) throw codes.ERR_INVALID_ARG_TYPE(name, Class.name, value);
};
const needObject = (value, name) => {
  if (value === null || typeof value !== 'object') throw codes.ERR_INVALID_ARG_TYPE(name, 'Object', value);
};
/** Calls back outside of the promise's job, so that what the callback throws is not a rejection. */
const after = (promise, done, failed) => promise.then((value) => nextTick(done, [value]), (error) => nextTick(failed, [error]));

const readableParts = (reader) => {
  let isOver = false;
  const parts = {
    read() {
      after(reader.read(), ({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error));
    },
    stop(error, callback) {
      if (isOver) callback(error);
      else after(reader.cancel(error), () => callback(error), () => callback(error));
    },
    watch(stream) {
      after(reader.closed, () => { isOver = true; }, (error) => {
        isOver = true;
        stream.destroy(error);
      });
    },
  };
  return parts;
};
const writableParts = (writer) => {
  let isOver = false;
  return {
    write(chunk, encoding, callback) {
      const send = async () => {
        await writer.ready;
        await writer.write(chunk);
      };
      after(send(), () => callback(), (error) => this.destroy(error));
    },
    final(callback) {
      after(isOver ? Promise.resolve() : writer.close(), () => callback(), (error) => callback(error));
    },
    stop(error, callback) {
      if (isOver) callback(error);
      else after(error == null ? writer.close() : writer.abort(error), () => callback(error), () => callback(error));
    },
    watch(stream) {
      after(writer.closed, () => {
        isOver = true;
        if (!stream.writableEnded && !stream.destroyed) stream.destroy(codes.ERR_STREAM_PREMATURE_CLOSE());
      }, (error) => {
        isOver = true;
        stream.destroy(error);
      });
    },
  };
};

function readableFromWeb(web, options = {}) {
  need(web, ReadableStream, 'readableStream');
  needObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const parts = readableParts(web.getReader());
  const readable = new Readable({ objectMode, highWaterMark, encoding, signal, read: parts.read, destroy: parts.stop });
  parts.watch(readable);
  return readable;
}
function writableFromWeb(web, options = {}) {
  need(web, WritableStream, 'writableStream');
  needObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  const parts = writableParts(web.getWriter());
  const writable = new Writable({ highWaterMark, objectMode, decodeStrings, signal, write: parts.write, final: parts.final, destroy: parts.stop });
  parts.watch(writable);
  return writable;
}
function duplexFromWeb(pair, options = {}) {
  needObject(pair, 'pair');
  need(pair.readable, ReadableStream, 'pair.readable');
  need(pair.writable, WritableStream, 'pair.writable');
  needObject(options, 'options');
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  const input = writableParts(pair.writable.getWriter());
  const output = readableParts(pair.readable.getReader());
  const duplex = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    read: output.read, write: input.write, final: input.final,
    destroy(error, callback) {
      Reflect.apply(input.stop, this, [error, () => Reflect.apply(output.stop, this, [error, callback])]);
    },
  });
  input.watch(duplex);
  output.watch(duplex);
  return duplex;
}

/** Bytes leave as plain ones: a web stream may transfer them away. */
const outgoing = (chunk, objectMode) => (Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk) : chunk);
/** What a web stream says of how a stream of Node has ended: an abortion, and a TypeError for data that cannot be unpacked. */
const ended = (error) => {
  const { code } = error;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return new AbortError(undefined, { cause: error });
  if (!/^(Z_|ERR__ERROR_FORMAT)/.test(code)) return error;
  return Object.assign(new TypeError(undefined, { cause: error }), { code });
};
function readableToWeb(readable, options = {}) {
  if (typeof readable?._readableState !== 'object') throw codes.ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', readable);
  needObject(options, 'options');
  if (isDestroyed(readable) || readable.readable === false) {
    const closed = new ReadableStream();
    closed.cancel();
    return closed;
  }
  const objectMode = readable.readableObjectMode;
  const { readableHighWaterMark: highWaterMark } = readable;
  const strategy = options.strategy ?? (objectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark });
  let wasCancelled = false;
  readable.pause();
  return new ReadableStream({
    start(controller) {
      readable.on('data', (chunk) => {
        controller.enqueue(outgoing(chunk, objectMode));
        if (controller.desiredSize <= 0) readable.pause();
      });
      readable.pause();
      const forget = finished(readable, (error) => {
        forget();
        readable.on('error', () => {});
        if (error) controller.error(ended(error));
        else if (!wasCancelled) controller.close();
      });
    },
    pull() { readable.resume(); },
    cancel(reason) {
      wasCancelled = true;
      readable.destroy(reason);
    },
  }, strategy);
}
function writableToWeb(writable) {
  if (typeof writable?._writableState !== 'object') throw codes.ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', writable);
  if (isDestroyed(writable) || writable.writable === false) {
    const closed = new WritableStream();
    closed.close();
    return closed;
  }
  const { writableHighWaterMark: highWaterMark, writableObjectMode } = writable;
  const strategy = writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let drained;
  let closing;
  const settle = (end, error) => (error ? end?.reject(error) : end?.resolve());
  return new WritableStream({
    start(controller) {
      writable.on('drain', () => drained?.resolve());
      const forget = finished(writable, (error) => {
        forget();
        writable.on('error', () => {});
        const told = error && ended(error);
        settle(drained, told);
        if (closing !== undefined) settle(closing, told);
        else controller.error(told ?? new AbortError(undefined, { cause: codes.ERR_STREAM_PREMATURE_CLOSE() }));
      });
    },
    async write(chunk) {
      if (writable.writableNeedDrain || !writable.write(chunk)) {
        drained = Promise.withResolvers();
        await drained.promise;
        drained = undefined;
      }
    },
    abort(reason) { writable.destroy(reason); },
    close() {
      closing = Promise.withResolvers();
      writable.end();
      return closing.promise;
    },
  }, strategy);
}
function duplexToWeb(duplex) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw codes.ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  return { readable: readableToWeb(duplex), writable: writableToWeb(duplex) };
}

module.exports = { readableFromWeb, readableToWeb, writableFromWeb, writableToWeb, duplexFromWeb, duplexToWeb };
