// IncomingMessage: the head of an answer, and its body as a stream.
const { nextTick } = internals;
const { Readable } = require('stream');

/** Of these the first value counts, as in Node. */
const single = new Set(('age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since '
  + 'last-modified location max-forwards proxy-authorization referer retry-after server user-agent').split(' '));
const joined = Symbol('kHeaders');
const distinct = Symbol('kHeadersDistinct');
const body = Symbol('body');

function IncomingMessage(socket) {
  Readable.call(this, { autoDestroy: true, highWaterMark: socket?.readableHighWaterMark });
  Object.assign(this, {
    socket, httpVersionMajor: 1, httpVersionMinor: 1, httpVersion: '1.1', complete: false,
    rawHeaders: [], rawTrailers: [], joinDuplicateHeaders: false, aborted: false, upgrade: null, url: '', method: null,
    statusCode: null, statusMessage: null, client: socket, _consumed: false, _dumped: false,
  });
  Object.defineProperties(this, {
    [joined]: { value: null, writable: true },
    [distinct]: { value: null, writable: true },
    // Where the body comes from: `read(chunk, end, error)` asks for a piece, `cancel()` gives the rest up.
    [body]: { value: null, writable: true },
  });
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

/** The headers as one object, repeated ones joined as Node joins them. */
const join = (raw, all) => {
  const headers = {};
  for (let i = 0; i < raw.length; i += 2) {
    const [name, value] = [raw[i].toLowerCase(), raw[i + 1]];
    if (name === 'set-cookie') (headers[name] ??= []).push(value);
    else if (headers[name] === undefined) headers[name] = value;
    else if (name === 'cookie') headers[name] += `; ${value}`;
    else if (all || !single.has(name)) headers[name] += `, ${value}`;
  }
  return headers;
};
const apart = (raw) => {
  const headers = { __proto__: null };
  for (let i = 0; i < raw.length; i += 2) (headers[raw[i].toLowerCase()] ??= []).push(raw[i + 1]);
  return headers;
};

const members = {
  get connection() { return this.socket; },
  set connection(socket) { this.socket = socket; },
  get headers() { return this[joined] ??= join(this.rawHeaders, this.joinDuplicateHeaders); },
  set headers(headers) { this[joined] = headers; },
  get headersDistinct() { return this[distinct] ??= apart(this.rawHeaders); },
  set headersDistinct(headers) { this[distinct] = headers; },
  // The outbound client hands no trailers over.
  get trailers() { return {}; },
  get trailersDistinct() { return { __proto__: null }; },
  setTimeout(ms, callback) {
    if (callback) this.on('timeout', callback);
    this.socket?.setTimeout(ms);
    return this;
  },
  _read() {
    this._consumed = true;
    this[body]?.read(
      (chunk) => this.push(chunk),
      () => {
        this.complete = true;
        this.push(null);
      },
      (error) => this.destroy(error),
    );
  },
  _destroy(error, callback) {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    this[body]?.cancel();
    if (this.socket && !this.socket.destroyed && this.aborted) this.socket.destroy(error);
    // Without a listener it is told nobody, as in Node.
    const told = this.listenerCount('error') > 0 ? error : null;
    nextTick(() => callback(told), []);
  },
  /** Reads the rest away: nobody wants it. */
  _dump() {
    if (this._dumped) return;
    this._dumped = true;
    this.removeAllListeners('data');
    this.resume();
  },
};
for (const name of Object.keys(members)) {
  const descriptor = Object.getOwnPropertyDescriptor(members, name);
  Object.defineProperty(IncomingMessage.prototype, name, { ...descriptor, enumerable: descriptor.value !== undefined });
}
module.exports = { IncomingMessage, bodySource: body };
