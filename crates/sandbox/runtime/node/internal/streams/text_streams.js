// TextEncoderStream and TextDecoderStream: pairs over a transform of their own.
const { TextEncoder, TextDecoder, customInspectSymbol, inspect, nodeError, invalidArgument } = internals;
const { TransformStream } = require('internal/streams/web');

const isHigh = (code) => code >= 0xd800 && code <= 0xdbff;
const print = (name, keys) => ({
  value(depth, options) {
    if (depth < 0) return this;
    const shown = Object.fromEntries(keys.map((key) => [key, this[key]]));
    return `${name} ${inspect(shown, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  },
  configurable: true, writable: true,
});
const isOf = new Map();
const checked = (self, Class) => {
  const isObject = (typeof self === 'object' && self !== null) || typeof self === 'function';
  if (!isObject || !isOf.get(Class)(self)) throw nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${Class.name}`);
  return self;
};
const finish = (Class, keys) => {
  isOf.set(Class, Class.has);
  delete Class.has;
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  Object.defineProperty(Class.prototype, customInspectSymbol, print(Class.name, keys));
};

class TextEncoderStream {
  #transform; #high = '';
  constructor() {
    const encoder = new TextEncoder();
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        // Half a surrogate pair waits for its other half.
        const text = this.#high + String(chunk);
        const whole = isHigh(text.charCodeAt(text.length - 1)) ? text.slice(0, -1) : text;
        this.#high = text.slice(whole.length);
        if (whole !== '') controller.enqueue(encoder.encode(whole));
      },
      flush: (controller) => {
        if (this.#high !== '') controller.enqueue(encoder.encode(this.#high));
      },
    });
  }
  static has(value) { return #transform in value; }
  get encoding() { return checked(this, TextEncoderStream) && 'utf-8'; }
  get readable() { return checked(this, TextEncoderStream).#transform.readable; }
  get writable() { return checked(this, TextEncoderStream).#transform.writable; }
}
finish(TextEncoderStream, ['encoding', 'readable', 'writable']);

class TextDecoderStream {
  #transform; #decoder;
  constructor(encoding = 'utf-8', options = {}) {
    this.#decoder = new TextDecoder(encoding, options);
    const pass = (text, controller) => {
      if (text !== '') controller.enqueue(text);
    };
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        if (chunk === undefined) throw invalidArgument('chunk', 'an instance of ArrayBuffer or ArrayBufferView', chunk);
        pass(this.#decoder.decode(chunk, { stream: true }), controller);
      },
      flush: (controller) => pass(this.#decoder.decode(), controller),
    });
  }
  static has(value) { return #transform in value; }
  get encoding() { return checked(this, TextDecoderStream).#decoder.encoding; }
  get fatal() { return checked(this, TextDecoderStream).#decoder.fatal; }
  get ignoreBOM() { return checked(this, TextDecoderStream).#decoder.ignoreBOM; }
  get readable() { return checked(this, TextDecoderStream).#transform.readable; }
  get writable() { return checked(this, TextDecoderStream).#transform.writable; }
}
finish(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable']);

module.exports = { TextEncoderStream, TextDecoderStream };
