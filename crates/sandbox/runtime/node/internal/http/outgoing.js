// OutgoingMessage: headers, and a body that is gathered until it is complete.
const { nodeError, invalidArgument, Buffer, nextTick } = internals;
const Stream = require('stream');
const { validateHeaderName, validateHeaderValue, refuse } = require('internal/http/common');

const entries = Symbol('kOutHeaders');
const corked = Symbol('corked');
const errored = Symbol('errored');
const named = (value) => {
  if (typeof value !== 'string') throw invalidArgument('name', 'of type string', value);
  return value.toLowerCase();
};

function OutgoingMessage(options) {
  Stream.call(this);
  Object.assign(this, {
    outputData: [], outputSize: 0, writable: true, destroyed: false, chunkedEncoding: false, shouldKeepAlive: true,
    maxRequestsOnConnectionReached: false, useChunkedEncodingByDefault: true, sendDate: false, strictContentLength: false,
    finished: false, _headerSent: false, _closed: false, _header: null, _ended: false,
  });
  Object.defineProperties(this, {
    [entries]: { value: null, writable: true },
    [corked]: { value: 0, writable: true },
    [errored]: { value: null, writable: true },
    _socket: { value: null, writable: true },
    _mark: { value: options?.highWaterMark ?? 65536, writable: true },
  });
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

/** What may no longer be done to headers that have been sent. */
const beforeSent = (message, what) => {
  if (message._header) throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);
};
const checked = (name, value) => {
  if (Array.isArray(value)) {
    if (value.length === 0) validateHeaderValue(name, value);
    for (const one of value) validateHeaderValue(name, one);
  } else validateHeaderValue(name, value);
  return value;
};

const headers = {
  setHeader(name, value) {
    beforeSent(this, 'set');
    validateHeaderName(name);
    checked(name, value);
    this[entries] ??= { __proto__: null };
    this[entries][name.toLowerCase()] = [name, value];
    return this;
  },
  setHeaders(given) {
    beforeSent(this, 'set');
    const isList = given !== null && typeof given === 'object' && !Array.isArray(given) && typeof given.keys === 'function' && typeof given.get === 'function';
    if (!isList) throw invalidArgument('headers', 'an instance of Headers or Map', given);
    const cookies = [];
    for (const [name, value] of given) {
      if (name === 'set-cookie') cookies.push(...(Array.isArray(value) ? value : [value]));
      else this.setHeader(name, value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  },
  appendHeader(name, value) {
    beforeSent(this, 'append');
    validateHeaderName(name);
    checked(name, value);
    const known = this[entries]?.[name.toLowerCase()];
    if (known === undefined) return this.setHeader(name, value);
    known[1] = [].concat(known[1], value);
    return this;
  },
  getHeader(name) { return this[entries]?.[named(name)]?.[1]; },
  getHeaderNames() { return Object.keys(this[entries] ?? {}); },
  getRawHeaderNames() { return Object.values(this[entries] ?? {}).map(([name]) => name); },
  getHeaders() {
    const all = { __proto__: null };
    for (const [name, [, value]] of Object.entries(this[entries] ?? {})) all[name] = value;
    return all;
  },
  hasHeader(name) { return this[entries]?.[named(name)] !== undefined; },
  removeHeader(name) {
    const key = named(name);
    beforeSent(this, 'remove');
    if (this[entries] !== null) delete this[entries][key];
  },
  flushHeaders() {
    if (!this._header) this._implicitHeader();
  },
  addTrailers() {
    refuse('http.OutgoingMessage.addTrailers', 'a request is sent with its length, when it is complete');
  },
};

/** The bytes of a chunk; what is none of the types Node takes is refused in its words. */
const bytesOf = (chunk, encoding) => {
  if (chunk === null) throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding ?? 'utf8');
  if (!(chunk instanceof Uint8Array)) throw invalidArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
  return Buffer.from(chunk);
};
/** Reports an error of `write` or `end` as a stream does: to the callback and as an event. */
const report = (message, error, callback) => {
  nextTick(() => {
    callback?.(error);
    message.emit('error', error);
  }, []);
};

const writing = {
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') return this.write(chunk, undefined, encoding);
    const bytes = bytesOf(chunk, encoding);
    if (this.finished) {
      report(this, nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end'), callback);
      return false;
    }
    if (this.destroyed) {
      const error = nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
      if (typeof callback === 'function') nextTick(callback, [error]);
      return false;
    }
    if (!this._header) this._implicitHeader();
    if (bytes.length > 0) this.outputData.push(bytes);
    this.outputSize += bytes.length;
    if (typeof callback === 'function') nextTick(callback, []);
    // What is written is gathered until the body is complete, so a writer never has to wait.
    return true;
  },
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') return this.end(undefined, undefined, chunk);
    if (typeof encoding === 'function') return this.end(chunk, undefined, encoding);
    if (this.finished) {
      const given = chunk !== undefined && chunk !== null;
      const error = given ? nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end')
        : nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
      if (given) report(this, error, callback);
      else if (typeof callback === 'function') nextTick(callback, this.writableFinished ? [error] : []);
      return this;
    }
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (!this._header) this._implicitHeader();
    if (typeof callback === 'function') this.once('finish', callback);
    this.finished = true;
    this[corked] = 0;
    this._finish();
    return this;
  },
  /** The header is complete: from here on it cannot be changed. */
  _implicitHeader() { throw nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented'); },
  _finish() {},
  cork() { this[corked]++; },
  uncork() { if (this[corked] > 0) this[corked]--; },
  pipe() {
    this.emit('error', nodeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
  },
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this[errored] = error ?? null;
    if (this.socket) this.socket.destroy(error);
    else this.once('socket', (socket) => socket.destroy(error));
    return this;
  },
  setTimeout(ms, callback) {
    if (callback) this.on('timeout', callback);
    if (this.socket) this.socket.setTimeout(ms);
    else this.once('socket', (socket) => socket.setTimeout(ms));
    return this;
  },
};

const state = {
  get headersSent() { return Boolean(this._header); },
  get errored() { return this[errored]; },
  get closed() { return this._closed; },
  get socket() { return this._socket; },
  set socket(socket) { this._socket = socket; },
  get connection() { return this._socket; },
  set connection(socket) { this._socket = socket; },
  get writableEnded() { return this.finished; },
  get writableFinished() { return this.finished && this._headerSent; },
  get writableObjectMode() { return false; },
  get writableLength() { return this._headerSent ? 0 : this.outputSize; },
  get writableHighWaterMark() { return this._mark; },
  get writableCorked() { return this[corked]; },
  get writableNeedDrain() { return false; },
};

for (const part of [headers, writing, state]) {
  for (const name of Object.keys(part)) {
    const descriptor = Object.getOwnPropertyDescriptor(part, name);
    Object.defineProperty(OutgoingMessage.prototype, name, { ...descriptor, enumerable: descriptor.value !== undefined });
  }
}
module.exports = { OutgoingMessage, headerEntries: entries, errored };
