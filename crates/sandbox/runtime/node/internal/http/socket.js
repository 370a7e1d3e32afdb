// What stands for a request's connection. The connection itself is the host's, shared and checked by its policy; this is
// what programs ask of one: its events, its idle time, and a way to give it up.
const { nextTick, startTimer, cancelOperation } = internals;
const EventEmitter = require('events');
const { refuse } = require('internal/http/common');
const { checkTls } = require('internal/http/options');
const { credentials } = require('internal/http/credentials');

const literal = /^(?:\d{1,3}(?:\.\d{1,3}){3}|.*:.*)$/;
const byHost = 'the connections of requests belong to the host';

class Socket extends EventEmitter {
  #timer;
  #busy = true;
  #cancel;

  constructor(options) {
    super();
    const { host = 'localhost', port, protocol } = options;
    Object.assign(this, {
      connecting: true, destroyed: false, readable: true, writable: true, timeout: 0, bytesRead: 0, bytesWritten: 0,
      remotePort: Number(port), allowHalfOpen: false, _httpMessage: null,
    });
    if (literal.test(host)) Object.assign(this, { remoteAddress: host, remoteFamily: host.includes(':') ? 'IPv6' : 'IPv4' });
    const isTls = protocol === 'https:';
    if (isTls) {
      checkTls(options, host);
      Object.assign(this, { encrypted: true, authorized: false, authorizationError: null, servername: host, alpnProtocol: false });
    }
    const isLenient = options.rejectUnauthorized === false;
    Object.defineProperty(this, 'place', { value: { host, port: Number(port), isLenient, tls: isTls ? credentials(options) : undefined } });
  }

  /** The request is on its way. */
  connected() {
    if (!this.connecting || this.destroyed) return;
    this.connecting = false;
    if (this.encrypted) this.authorized = true;
    this.emit('connect');
    this.emit('ready');
    if (this.encrypted) this.emit('secureConnect');
  }
  /** What gives up that which the host does for this connection. */
  carry(cancel) { this.#cancel = cancel; }
  /** Something has passed: the idle time begins anew. */
  touch() { this.#arm(); }
  /** Whether a request has this connection. A free one keeps no time: it would keep an execution waiting. */
  set busy(busy) {
    this.#busy = busy;
    this.#arm();
  }
  #arm() {
    if (this.#timer !== undefined) cancelOperation(this.#timer);
    this.#timer = undefined;
    if (this.timeout === 0 || !this.#busy || this.destroyed) return;
    this.#timer = startTimer(this.timeout, () => {
      this.#timer = undefined;
      this.emit('timeout');
    });
  }
  setTimeout(ms, callback) {
    this.timeout = Math.min(ms, 2147483647);
    if (ms === 0) {
      if (callback) this.removeListener('timeout', callback);
    } else if (callback) this.once('timeout', callback);
    this.#arm();
    return this;
  }
  destroy(error) {
    if (this.destroyed) return this;
    Object.assign(this, { destroyed: true, readable: false, writable: false, connecting: false, errored: error ?? null });
    this.#arm();
    this.#cancel?.();
    nextTick(() => {
      if (error) this.emit('error', error);
      this.emit('close', Boolean(error));
    }, []);
    return this;
  }
  destroySoon() { this.destroy(); }
  end() {
    this.destroy();
    return this;
  }
  get pending() { return this.connecting; }
  get readyState() { return this.connecting ? 'opening' : this.destroyed ? 'closed' : 'open'; }
  get closed() { return this.destroyed; }
  address() { return {}; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  setEncoding() { return this; }
  ref() { return this; }
  unref() { return this; }
  pause() { return this; }
  resume() { return this; }
  cork() {}
  uncork() {}
  getProtocol() { return null; }
  getSession() { return undefined; }
  isSessionReused() { return false; }
}
for (const name of ['write', 'pipe', 'read', 'getPeerCertificate', 'getCertificate', 'getPeerX509Certificate', 'getX509Certificate', 'getCipher', 'exportKeyingMaterial', 'renegotiate']) {
  Socket.prototype[name] = function () { return refuse(`socket.${name} of an HTTP request`, byHost); };
}

module.exports = { Socket };
