// CompressionStream and DecompressionStream: the streams of `zlib` as pairs of web streams.
const { nodeError, invalidArgument, bytesOf, customInspectSymbol, inspect } = internals;
const { classes } = require('internal/zlib/streams');
const { duplexToWeb } = require('internal/streams/web_adapters');

/** A chunk that is no bytes of its own ends both sides. */
const taking = (engine) => {
  const { write } = engine;
  engine.write = (chunk, ...given) => {
    const bytes = bytesOf(chunk);
    if (bytes === undefined || !(bytes.buffer instanceof ArrayBuffer)) {
      const error = invalidArgument('chunk', 'an instance of ArrayBuffer or ArrayBufferView', chunk);
      engine.destroy(error);
      throw error;
    }
    return Reflect.apply(write, engine, [bytes, ...given]);
  };
  return engine;
};
const define = (name, engines) => {
  const Class = { [name]: class {
    #pair;
    constructor(format) {
      const engine = Object.hasOwn(engines, format) ? engines[format] : undefined;
      if (engine === undefined) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `Failed to construct '${name}': 1st argument value '${format}' is not a valid enum value of type CompressionFormat.`);
      }
      this.#pair = duplexToWeb(taking(new classes[engine]({ rejectGarbageAfterEnd: true })));
    }
    get readable() { return this.#pair.readable; }
    get writable() { return this.#pair.writable; }
  } }[name];
  for (const key of ['readable', 'writable']) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(Class.prototype, customInspectSymbol, {
    value(depth, options) {
      if (depth < 0) return this;
      const { readable, writable } = this;
      return `${name} ${inspect({ readable, writable }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
    },
    configurable: true, writable: true,
  });
  return Class;
};

module.exports = {
  CompressionStream: define('CompressionStream', { deflate: 'Deflate', 'deflate-raw': 'DeflateRaw', gzip: 'Gzip', brotli: 'BrotliCompress' }),
  DecompressionStream: define('DecompressionStream', { deflate: 'Inflate', 'deflate-raw': 'InflateRaw', gzip: 'Gunzip', brotli: 'BrotliDecompress' }),
};
