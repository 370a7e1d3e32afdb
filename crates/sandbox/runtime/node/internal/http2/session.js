// ClientHttp2Session: requests to one authority, which the host carries over a connection they share.
const { URL, isUrl, nodeError, invalidArgument, nextTick } = internals;
const EventEmitter = require('events');
const { refuse } = require('internal/http/common');
const { Socket } = require('internal/http/socket');
const { checkServed } = require('internal/http/options');
const { ClientHttp2Stream, sensitiveHeaders } = require('internal/http2/stream');

const defaults = () => ({
  __proto__: null, headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384,
  maxConcurrentStreams: 4294967295, maxHeaderSize: 65535, maxHeaderListSize: 65535, enableConnectProtocol: false,
});
const ofTheConnection = ['connection', 'upgrade', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding'];

class ClientHttp2Session extends EventEmitter {
  #streams = new Set();
  #next = 1;
  #ms = 0;

  constructor(authority, options) {
    super();
    const isTls = authority.protocol === 'https:';
    const port = authority.port || (isTls ? 443 : 80);
    const host = authority.hostname || authority.host || 'localhost';
    const socket = new Socket({ ...options, host: host.startsWith('[') ? host.slice(1, -1) : host, port, protocol: authority.protocol });
    Object.assign(this, { connecting: true, closed: false, destroyed: false, encrypted: isTls, alpnProtocol: undefined, type: 1, socket });
    const shown = `${host}${Number(port) === (isTls ? 443 : 80) ? '' : `:${port}`}`;
    Object.defineProperty(this, 'place', { value: { isTls, shown, url: `${authority.protocol}//${host}:${port}` } });
    nextTick(() => {
      if (this.destroyed) return;
      this.connecting = false;
      this.alpnProtocol = isTls ? 'h2' : 'h2c';
      socket.connected();
      this.emit('connect', this, socket);
    }, []);
  }
  get originSet() { return this.encrypted ? [`https://${this.place.shown}`] : undefined; }
  get localSettings() { return { ...defaults(), enablePush: false }; }
  get remoteSettings() { return defaults(); }
  get pendingSettingsAck() { return false; }
  get state() { return { effectiveLocalWindowSize: 65535, localWindowSize: 65535, remoteWindowSize: 65535, nextStreamID: this.#next }; }

  request(headers = {}, options = {}) {
    if (this.destroyed) throw nodeError(Error, 'ERR_HTTP2_INVALID_SESSION', 'The session has been destroyed');
    if (this.closed) throw nodeError(Error, 'ERR_HTTP2_GOAWAY_SESSION', 'New streams cannot be created after receiving a GOAWAY');
    const sent = { __proto__: null };
    for (const name of Object.keys(headers)) {
      const key = name.toLowerCase();
      if (ofTheConnection.includes(key)) throw nodeError(TypeError, 'ERR_HTTP2_INVALID_CONNECTION_HEADERS', `HTTP/1 Connection specific headers are forbidden: "${name}"`);
      if (headers[name] !== undefined && headers[name] !== null) sent[key] = headers[name];
    }
    sent[':method'] ??= 'GET';
    sent[':authority'] ??= this.place.shown;
    sent[':scheme'] ??= this.encrypted ? 'https' : 'http';
    sent[':path'] ??= '/';
    if (sent[':method'] === 'CONNECT') refuse('http2session.request with the method CONNECT', 'requests go over connections of the host, so that its policy holds');
    const endStream = options.endStream ?? ['GET', 'HEAD', 'DELETE'].includes(sent[':method']);
    const stream = new ClientHttp2Stream(this, this.#next, this.#outbound(sent), { endStream });
    this.#next += 2;
    this.#streams.add(stream);
    if (this.#ms > 0) stream.setTimeout(this.#ms, () => this.emit('timeout'));
    if (options.signal) follow(stream, options.signal);
    return stream;
  }
  #outbound(headers) {
    const { url, shown } = this.place;
    const pairs = [];
    for (const name of Object.keys(headers)) {
      if (!name.startsWith(':')) for (const value of [headers[name]].flat()) pairs.push([name, `${value}`]);
    }
    // An authority that is not the session's is held against the policy as a `Host` header is.
    if (headers[':authority'] !== shown) pairs.push(['host', headers[':authority']]);
    const { place } = this.socket;
    const head = { method: headers[':method'], url: `${url}${headers[':path']}`, headers: pairs, redirect: 'manual', transfer: 'http2', tls: place.tls };
    return { head, place, headers };
  }
  /** The connection failed: with it every stream that is open. */
  fail(error) {
    for (const stream of [...this.#streams]) {
      const cause = nodeError(Error, 'ERR_HTTP2_STREAM_CANCEL', `The pending stream has been canceled (caused by: ${error.message})`);
      cause.cause = error;
      stream.rstCode = 2;
      stream.destroy(cause);
    }
    this.destroy(error);
  }
  forget(stream) {
    this.#streams.delete(stream);
    if (this.closed && this.#streams.size === 0) this.destroy();
  }
  close(callback) {
    if (callback) this.once('close', callback);
    if (this.closed) return;
    this.closed = true;
    if (this.#streams.size === 0) this.destroy();
  }
  destroy(error, code) {
    if (this.destroyed) return;
    Object.assign(this, { destroyed: true, closed: true, connecting: false });
    for (const stream of [...this.#streams]) stream.close(typeof code === 'number' ? code : 8);
    this.socket.destroy();
    nextTick(() => {
      if (error instanceof Error) this.emit('error', error);
      this.emit('close');
    }, []);
  }
  setTimeout(ms, callback) {
    this.#ms = ms;
    if (callback) this.once('timeout', callback);
    for (const stream of this.#streams) stream.setTimeout(ms, () => this.emit('timeout'));
    return this;
  }
  settings(settings, callback) {
    if (typeof callback === 'function') nextTick(callback, [null, this.localSettings, 0]);
  }
  ping() { refuse('http2session.ping', 'connections belong to the host'); }
  goaway() { this.close(); }
  setLocalWindowSize() {}
  ref() {}
  unref() {}
}

/** The signal gives the stream up. */
const follow = (stream, signal) => {
  const abort = () => stream.destroy(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
  if (signal.aborted) nextTick(abort, []);
  else {
    signal.addEventListener('abort', abort);
    stream.once('close', () => signal.removeEventListener('abort', abort));
  }
};

function connect(authority, options, listener) {
  const given = typeof options === 'function' ? {} : options ?? {};
  const connected = typeof options === 'function' ? options : listener;
  const place = typeof authority === 'string' ? new URL(authority) : authority;
  if (place === null || typeof place !== 'object') throw invalidArgument('authority', 'of type string or an instance of Object or URL', authority);
  const protocol = isUrl(place) || place.protocol ? place.protocol : given.protocol ?? 'https:';
  if (protocol !== 'http:' && protocol !== 'https:') throw nodeError(Error, 'ERR_HTTP2_UNSUPPORTED_PROTOCOL', `protocol "${protocol}" is unsupported.`);
  if (typeof given.createConnection === 'function') refuse('the option createConnection', 'requests go over connections of the host, so that its policy holds');
  checkServed(given);
  const session = new ClientHttp2Session({ hostname: place.hostname, host: place.host, port: place.port, protocol }, given);
  if (typeof connected === 'function') session.once('connect', connected);
  return session;
}

module.exports = { connect, defaults, ClientHttp2Session, sensitiveHeaders };
