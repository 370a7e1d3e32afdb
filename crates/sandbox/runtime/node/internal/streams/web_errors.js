// The errors of web streams: what the vendored package says becomes what Node says, with its code.
const { nodeError, inspect } = internals;

const state = (text) => () => ['ERR_INVALID_STATE', `Invalid state: ${text}`];
const value = (name) => ([, given]) => ['ERR_INVALID_ARG_VALUE', `The property '${name}' is invalid. Received ${inspect(given)}`];

/** What each sentence of the package is in Node. */
const sentences = [
  [/^Illegal constructor$/, () => ['ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor']],
  [/can only be used on a (\w+)$/, ([, name]) => ['ERR_INVALID_THIS', `Value of "this" must be of type ${name}`]],
  [/already been locked for exclusive reading|^Cannot cancel a stream that already has/, state('ReadableStream is locked')],
  [/already been locked for exclusive writing|^Cannot (abort|close) a stream that already has/, state('WritableStream is locked')],
  [/cannot be used on a locked ReadableStream/, state('The ReadableStream is locked')],
  [/cannot be used on a locked WritableStream/, state('The WritableStream is locked')],
  [/^Reader was released$/, state('Releasing reader')],
  [/^Reader was released and/, state('Reader released')],
  [/^Cannot .+ a stream using a released reader/, state('The reader is not attached to a stream')],
  [/^Cannot .+ a stream using a released writer/, state('Writer is not bound to a WritableStream')],
  [/^Writer was released and/, state('Writer has been released')],
  [/closing or closed and cannot be written|^Cannot close an already-closing|in closed state\) is not in the writable state/, state('WritableStream is closed')],
  [/permits (close|enqueue)$|already been closed|closed or draining/, state('Controller is already closed')],
  [/not in the readable state and cannot be (closed|enqueued)/, state('ReadableStream is already closed')],
  [/^This BYOB request has been invalidated/, state('This BYOB request has been invalidated')],
  [/^view.* must have non-zero byteLength|^view's buffer has been detached/, state('View or Viewed ArrayBuffer is zero-length or detached')],
  [/^chunk.* must have non-zero byteLength|^chunk's buffer is detached/, state('chunk ArrayBuffer is zero-length or detached')],
  [/not constructed with a byte source/, () => ['ERR_INVALID_ARG_VALUE', "The argument 'stream' must be a byte stream"]],
  [/'([^']*)' is not a valid enumeration value for ReadableStreamType/, value('source.type')],
  [/'([^']*)' is not a valid enumeration value for ReadableStreamReaderMode/, value('options.mode')],
  // What an argument should have been the package says in its own words.
  [/ is not (an object|a function|a ReadableStream|a WritableStream|an AbortSignal)\.$|^view must be|^chunk must be an/, ({ input }) => ['ERR_INVALID_ARG_TYPE', input]],
  [/^Invalid highWaterMark$|^Size must be a finite/, ({ input }) => ['ERR_INVALID_ARG_VALUE', input]],
  [/ is required in '/, ({ input }) => ['ERR_MISSING_OPTION', input]],
  [/^TransformStream terminated$/, state('TransformStream has been terminated')],
];
const made = (Base) => function (message) {
  for (const [pattern, told] of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return nodeError(Base, ...told(found));
  }
  return new Base(message);
};

module.exports = { WebTypeError: made(TypeError), WebRangeError: made(RangeError) };
