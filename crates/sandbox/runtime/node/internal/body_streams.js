// What the bodies of requests and responses need of web streams; loaded when a body is first used as one.
const { joinBytes } = internals;
const { ReadableStream, TransformStream } = require('internal/streams/web');
// Taken before the action can patch them.
const { getReader, tee, pipeThrough } = ReadableStream.prototype;

/** A stream of bytes over a source: `next()` gives the next of them, `drop()` says that nobody wants more. */
const open = ({ next, drop, onAbort }) => {
  let forget = () => {};
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      forget = onAbort((reason) => {
        drop();
        controller.error(reason);
      });
    },
    async pull(controller) {
      let piece;
      try {
        piece = await next();
      } catch (error) {
        forget();
        throw error;
      }
      if (piece !== undefined) {
        controller.enqueue(piece);
        return;
      }
      forget();
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel() {
      forget();
      drop();
    },
  }, { highWaterMark: 0 });
};

/** The stream of a body that was read otherwise: closed, and locked for good. */
const spent = () => {
  const stream = new ReadableStream({ type: 'bytes', start: (controller) => controller.close() });
  Reflect.apply(getReader, stream, []);
  stream._disturbed = true;
  return stream;
};

const drain = async (stream) => {
  const reader = Reflect.apply(getReader, stream, []);
  const list = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joinBytes(list);
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    list.push(value);
  }
};

module.exports = {
  open, spent, drain,
  isStream: (value) => value instanceof ReadableStream,
  isDisturbed: (stream) => stream._disturbed,
  tee: (stream) => Reflect.apply(tee, stream, []),
  passOn: (stream) => Reflect.apply(pipeThrough, stream, [new TransformStream()]),
  over: (iterable) => ReadableStream.from(iterable),
};
