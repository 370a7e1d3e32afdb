// TextEncoderStream and TextDecoderStream: pairs over a transform of their own.
const { TextEncoder, TextDecoder, customInspectSymbol, inspect } = internals;
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
const finish = (Class, keys) => {
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
  get encoding() { return 'utf-8'; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
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
      transform: (chunk, controller) => pass(this.#decoder.decode(chunk, { stream: true }), controller),
      flush: (controller) => pass(this.#decoder.decode(), controller),
    });
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
finish(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable']);

module.exports = { TextEncoderStream, TextDecoderStream };
