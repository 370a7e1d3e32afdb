// ReadStream and WriteStream.
const { nextTick } = internals;
const { Readable, Writable } = require('stream');
const { pathOf, flagsOf } = require('internal/fs/arguments');
const { reading } = require('internal/fs/reading');
const { systemError } = require('internal/fs/errors');

class ReadStream extends Readable {
  constructor(path, options) {
    const settings = typeof options === 'string' ? { encoding: options } : { ...options };
    super({ highWaterMark: settings.highWaterMark ?? 64 * 1024, encoding: settings.encoding, signal: settings.signal, emitClose: settings.emitClose });
    this.path = settings.fd == null ? pathOf(path) : undefined;
    this.fd = settings.fd ?? null;
    this.flags = flagsOf(settings.flags);
    this.start = settings.start ?? 0;
    this.end = settings.end ?? Infinity;
    this.bytesRead = 0;
  }
  get pending() { return this.fd === null; }
  _construct(callback) {
    nextTick(() => {
      try {
        this.fd ??= reading.open(this.path, this.flags);
      } catch (error) {
        callback(error);
        return;
      }
      callback();
      this.emit('open', this.fd);
      this.emit('ready');
    }, []);
  }
  _read(size) {
    const length = Math.min(size, this.end - this.start + 1 - this.bytesRead);
    const buffer = internals.Buffer.alloc(Math.max(0, length));
    let count;
    try {
      count = reading.read(this.fd, buffer, 0, buffer.length, this.start + this.bytesRead);
    } catch (error) {
      this.destroy(error);
      return;
    }
    this.bytesRead += count;
    this.push(count === 0 ? null : buffer.subarray(0, count));
  }
  _destroy(error, callback) {
    if (this.fd !== null) reading.close(this.fd);
    this.fd = null;
    callback(error);
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.destroy();
  }
}

class WriteStream extends Writable {
  constructor(path, options) {
    super({ ...(typeof options === 'object' ? options : undefined), decodeStrings: true });
    this.path = pathOf(path);
    this.fd = null;
    this.flags = flagsOf(options?.flags ?? 'w');
    this.bytesWritten = 0;
  }
  get pending() { return true; }
  _construct(callback) { nextTick(() => callback(systemError('EROFS', 'open', this.path)), []); }
  close(callback) {
    if (callback) this.once('close', callback);
    this.destroy();
  }
}

module.exports = { ReadStream, WriteStream };
