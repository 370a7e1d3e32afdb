// ClientHttp2Stream: one request of a session and its answer. The body is gathered until it is complete.
const { nodeError, nextTick, Buffer, exactBuffer, startTimer, cancelOperation } = internals;
const { Duplex } = require('stream');
const { send, bodyOf } = require('internal/http/exchange');
const { refuse } = require('internal/http/common');
const { constants } = require('internal/http2/constants');

const sensitiveHeaders = Symbol('sensitiveHeaders');
const single = ['content-length', 'content-type', 'etag', 'age', 'date', 'location', 'server', 'retry-after', 'last-modified', 'expires'];
const errorNames = Object.fromEntries(Object.keys(constants)
  .filter((name) => /^NGHTTP2_/.test(name) && constants[name] <= 13 && /ERROR|CANCEL|REFUSED|CALM|SECURITY|REQUIRED|TIMEOUT|STREAM_CLOSED$/.test(name) && !/SESSION|STATE|FLAG|SETTINGS_(?!TIMEOUT)/.test(name))
  .map((name) => [constants[name], name]));

/** The answer's headers as Node gives them, with the status among them. */
const headersOf = (head) => {
  const headers = { __proto__: null, ':status': head.status };
  for (const [name, value] of head.headers) {
    if (name === 'set-cookie') (headers[name] ??= []).push(value);
    else if (headers[name] === undefined) headers[name] = value;
    else if (!single.includes(name)) headers[name] += name === 'cookie' ? `; ${value}` : `, ${value}`;
  }
  headers[sensitiveHeaders] = [];
  return headers;
};

class ClientHttp2Stream extends Duplex {
  #cancel;
  #body;
  #pieces = [];
  #timer;
  #ms = 0;

  constructor(session, id, request, options) {
    super({ allowHalfOpen: true, emitClose: true, autoDestroy: true, decodeStrings: true });
    Object.assign(this, { pending: true, rstCode: 0, aborted: false, sentHeaders: request.headers, sentTrailers: undefined, sentInfoHeaders: [] });
    Object.defineProperties(this, { session: { value: session, writable: true, configurable: true }, id: { value: id }, request: { value: request } });
    nextTick(() => {
      if (this.destroyed) return;
      this.pending = false;
      this.emit('ready');
    }, []);
    if (options.endStream) this.end();
  }
  get closed() { return this.destroyed || this._closed === true; }
  get bufferSize() { return this.writableLength; }
  get endAfterHeaders() { return false; }
  get headersSent() { return true; }
  get scheme() { return this.request.headers[':scheme']; }
  get state() { return { state: constants.NGHTTP2_STREAM_STATE_OPEN, weight: 16, sumDependencyWeight: 0, localClose: Number(this.writableEnded), remoteClose: Number(this.readableEnded), localWindowSize: 65535 }; }

  _write(chunk, encoding, done) {
    this.#pieces.push(chunk);
    this.#arm();
    done();
  }
  _final(done) {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#arm();
    const { place, head } = this.request;
    this.#cancel = send(head, bytes.length > 0 ? exactBuffer(bytes) : undefined, place, (answer) => this.#answered(answer), (error) => this.session?.fail(error));
    done();
  }
  #answered(answer) {
    this.#body = bodyOf(answer.body);
    this.#cancel = () => this.#body.cancel();
    this.#arm();
    this.emit('response', headersOf(answer), constants.NGHTTP2_FLAG_END_HEADERS);
    if (this.#waits) this._read();
  }
  #waits = false;
  _read() {
    if (this.#body === undefined) {
      this.#waits = true;
      return;
    }
    this.#body.read(
      (chunk) => {
        this.#arm();
        this.push(chunk);
      },
      () => {
        this.#cancel = undefined;
        this.push(null);
      },
      (error) => this.destroy(error),
    );
  }
  _destroy(error, done) {
    this.#cancel?.();
    this.setTimeout(0);
    const isWhole = this.readableEnded && this.writableFinished;
    if (!isWhole && this.rstCode === 0) this.rstCode = error ? constants.NGHTTP2_INTERNAL_ERROR : constants.NGHTTP2_CANCEL;
    // Given up by whoever had more to send, as in Node; what ends after that is cancelled.
    if (!this.writableEnded) {
      this.aborted = true;
      this.emit('aborted');
    }
    const code = this.rstCode;
    const told = error ?? (code !== constants.NGHTTP2_NO_ERROR && code !== constants.NGHTTP2_CANCEL
      ? nodeError(Error, 'ERR_HTTP2_STREAM_ERROR', `Stream closed with error code ${errorNames[code] ?? code}`) : null);
    this.session?.forget(this);
    done(told);
  }
  close(code = constants.NGHTTP2_NO_ERROR, callback = undefined) {
    if (!Number.isInteger(code) || code < 0 || code > 0xffffffff) throw internals.outOfRange('code', '>= 0 && <= 4294967295', code);
    if (callback) this.once('close', callback);
    if (this.destroyed) return;
    this._closed = true;
    this.rstCode = code;
    this.destroy();
  }
  #arm() {
    if (this.#timer !== undefined) cancelOperation(this.#timer);
    this.#timer = this.#ms > 0 && !this.destroyed ? startTimer(this.#ms, () => {
      this.#timer = undefined;
      this.emit('timeout');
    }) : undefined;
  }
  setTimeout(ms, callback) {
    this.#ms = ms;
    if (callback) this.once('timeout', callback);
    this.#arm();
    return this;
  }
  priority() {}
  sendTrailers() { refuse('http2stream.sendTrailers', 'a request is sent with its length, when it is complete'); }
}

module.exports = { ClientHttp2Stream, sensitiveHeaders };
