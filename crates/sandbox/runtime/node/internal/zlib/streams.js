// The streams of `zlib`: a transform over a stream of the host each.
const { Buffer, nextTick, nodeError } = internals;
const { Transform, finished } = require('stream');
const { constants } = require('internal/zlib/constants');
const { zlibOptions, brotliOptions, zstdOptions, bytesToPack } = require('internal/zlib/options');
const { Codec, whole } = require('internal/zlib/codec');

const { deprecate } = require('util');

const BYTES_READ = 'zlib.bytesRead is deprecated and will change its meaning in the future. Use zlib.bytesWritten instead.';
const empty = Buffer.alloc(0);
/** Chunks that only flush, with how. */
const flushes = new WeakMap();

function ZlibBase(settings, options) {
  // What goes in and comes out is bytes.
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...options, encoding: null, objectMode: false, readableObjectMode: false, writableObjectMode: false }]);
  this.bytesWritten = 0;
  this._settings = settings;
  this._handle = new Codec(settings.head);
  this._chunkSize = settings.chunkSize;
  this._info = options?.info;
  this._waiting = null;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);
Object.defineProperty(ZlibBase.prototype, '_closed', { configurable: true, enumerable: true, get() { return this._handle === null; } });
Object.defineProperty(ZlibBase.prototype, 'bytesRead', {
  configurable: true, enumerable: true,
  get: deprecate(function () { return this.bytesWritten; }, BYTES_READ, 'DEP0108'),
  set: deprecate(function (value) { this.bytesWritten = value; }, BYTES_READ, 'DEP0108'),
});

/** How the chunk that is written now is to be flushed. */
const flushOf = (stream, chunk) => {
  if (flushes.has(chunk)) return flushes.get(chunk);
  const { ending, ended, length } = stream._writableState;
  return (ending || ended) && length === chunk.byteLength ? stream._settings.finishFlush : stream._settings.flush;
};
/** Goes on with the chunk until it is used up, or until nobody wants more of what comes out. */
const proceed = (stream, rest, flush, callback) => {
  for (;;) {
    if (stream._handle === null) return;
    let step;
    try {
      step = stream._handle.run(rest, flush, stream._chunkSize);
    } catch (error) {
      stream._handle.close();
      stream._handle = null;
      stream.destroy(error);
      return;
    }
    stream.bytesWritten += step.consumed;
    const left = rest.subarray(step.consumed);
    const goesOn = step.output.length === 0 || stream.push(Buffer.from(step.output.buffer, 8, step.output.length));
    if (stream.destroyed) return;
    if (!step.hasMore) {
      // What stands behind the end of a stream is nobody's.
      if (left.length > 0) behindTheEnd(stream);
      callback();
      return;
    }
    rest = left;
    if (!goesOn) {
      stream._waiting = () => proceed(stream, left, flush, callback);
      return;
    }
  }
};
const behindTheEnd = (stream) => {
  if (stream._settings.rejectGarbageAfterEnd) {
    stream.destroy(nodeError(TypeError, 'ERR_TRAILING_JUNK_AFTER_STREAM_END', 'Trailing junk found after the end of the compressed stream'));
  } else stream.push(null);
};

const methods = {
  reset() {
    if (this._handle === null) throw nodeError(Error, 'ERR_INTERNAL_ASSERTION', 'zlib binding closed');
    this._handle.reset();
  },
  _flush(callback) { this._transform(empty, '', callback); },
  _transform(chunk, encoding, callback) {
    if (this._handle === null || (this._handle.hasEnded && chunk.length === 0)) {
      callback();
      return;
    }
    const flush = flushOf(this, chunk);
    nextTick(() => proceed(this, chunk, flush, callback), []);
  },
  _read(size) {
    const waiting = this._waiting;
    this._waiting = null;
    if (waiting !== null) nextTick(waiting, []);
    else Reflect.apply(Transform.prototype._read, this, [size]);
  },
  flush(kind, callback) {
    if (typeof kind === 'function' || (kind === undefined && !callback)) {
      callback = kind;
      kind = this._settings.fullFlush;
    }
    if (this.writableFinished) {
      if (callback) nextTick(callback, []);
    } else if (this.writableEnded) {
      if (callback) this.once('end', callback);
    } else {
      const mark = Buffer.alloc(0);
      flushes.set(mark, kind);
      this.write(mark, '', callback);
    }
  },
  close(callback) {
    if (callback) finished(this, callback);
    this.destroy();
  },
  _destroy(error, callback) {
    this._handle?.close();
    this._handle = null;
    callback(error);
  },
  _processChunk(chunk, flushFlag, callback) {
    if (typeof callback === 'function') {
      flushes.set(chunk, flushFlag);
      this._transform(chunk, '', callback);
      return undefined;
    }
    const parts = [];
    for (let rest = chunk; ;) {
      const { consumed, output, hasMore } = this._handle.run(rest, flushFlag, this._chunkSize);
      this.bytesWritten += consumed;
      rest = rest.subarray(consumed);
      parts.push(output);
      if (!hasMore) return Buffer.concat(parts);
    }
  },
};
for (const name of Object.keys(methods)) Object.defineProperty(ZlibBase.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: true });

function Zlib(options, kind) {
  const settings = zlibOptions(kind, options);
  settings.rejectGarbageAfterEnd = options?.rejectGarbageAfterEnd === true;
  Reflect.apply(ZlibBase, this, [settings, options]);
  this._level = settings.level;
  this._strategy = settings.strategy;
  this._mode = kind;
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zlib, ZlibBase);
Zlib.prototype.params = function params(level, strategy, callback) {
  const { level: checked, strategy: how } = zlibOptions(this._mode, { level, strategy });
  if (this._level === checked && this._strategy === how) {
    nextTick(callback, []);
    return;
  }
  this.flush(constants.Z_SYNC_FLUSH, () => {
    if (this._handle === null) return;
    this._handle.setLevel(checked);
    this._level = checked;
    this._strategy = how;
    callback?.();
  });
};

function Brotli(options, kind) {
  Reflect.apply(ZlibBase, this, [brotliOptions(kind, options), options]);
}
Object.setPrototypeOf(Brotli.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Brotli, ZlibBase);

function Zstd(options, kind) {
  Reflect.apply(ZlibBase, this, [zstdOptions(kind, options), options]);
}
Object.setPrototypeOf(Zstd.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zstd, ZlibBase);

/** A class that may be called without `new`, as Node's. */
const define = (name, Base, kind) => {
  const Class = { [name]: function (options) {
    if (!(this instanceof Class)) return new Class(options);
    Reflect.apply(Base, this, [options, kind]);
    return undefined;
  } }[name];
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  return Class;
};
const { DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP, BROTLI_DECODE, BROTLI_ENCODE, ZSTD_DECOMPRESS } = constants;
const classes = {
  Deflate: define('Deflate', Zlib, DEFLATE), Inflate: define('Inflate', Zlib, INFLATE), Gzip: define('Gzip', Zlib, GZIP),
  Gunzip: define('Gunzip', Zlib, GUNZIP), DeflateRaw: define('DeflateRaw', Zlib, DEFLATERAW), InflateRaw: define('InflateRaw', Zlib, INFLATERAW),
  Unzip: define('Unzip', Zlib, UNZIP), BrotliCompress: define('BrotliCompress', Brotli, BROTLI_ENCODE),
  BrotliDecompress: define('BrotliDecompress', Brotli, BROTLI_DECODE), ZstdDecompress: define('ZstdDecompress', Zstd, ZSTD_DECOMPRESS),
};

/** All at once. */
const engineOf = (kind, options) => {
  const engine = new classes[engines[kind]](options);
  engine.close();
  return engine;
};
const settingsOf = (kind, options) => (kind === ZSTD_DECOMPRESS ? zstdOptions : kind >= BROTLI_DECODE ? brotliOptions : zlibOptions)(kind, options);
const sync = (name, kind) => ({ [name](value, options) {
  const bytes = bytesToPack(value);
  const { buffer } = whole(settingsOf(kind, options), bytes);
  return options?.info ? { buffer, engine: engineOf(kind, options) } : buffer;
} })[name];
const later = (name, kind) => ({ [name](value, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  const settings = settingsOf(kind, options);
  if (typeof callback !== 'function') throw internals.invalidArgument('callback', 'of type function', callback);
  const bytes = bytesToPack(value);
  nextTick(() => {
    let told;
    try {
      const { buffer } = whole(settings, bytes);
      told = [null, options?.info ? { buffer, engine: engineOf(kind, options) } : buffer];
    } catch (error) {
      told = [error];
    }
    Reflect.apply(callback, undefined, told);
  }, []);
} })[name];
const engines = { [DEFLATE]: 'Deflate', [INFLATE]: 'Inflate', [GZIP]: 'Gzip', [GUNZIP]: 'Gunzip', [DEFLATERAW]: 'DeflateRaw', [INFLATERAW]: 'InflateRaw',
  [UNZIP]: 'Unzip', [BROTLI_ENCODE]: 'BrotliCompress', [BROTLI_DECODE]: 'BrotliDecompress', [ZSTD_DECOMPRESS]: 'ZstdDecompress' };

module.exports = { classes, sync, later };
