// WebSocket: the protocol's client, over sockets of `net` and `tls` and so under their policy and limits.
const { Event, EventTarget, DOMException, URL, Buffer, Blob, TextDecoder } = internals;
const { open } = require('internal/websocket/handshake');
const { frame, Reader, TEXT, BINARY, CLOSE, PING, PONG } = require('internal/websocket/frames');
const { isToken } = require('internal/http/common');

class CloseEvent extends Event {
  #init;
  constructor(type, init = {}) {
    super(type, init);
    this.#init = { wasClean: Boolean(init.wasClean), code: (init.code ?? 0) & 0xffff, reason: `${init.reason ?? ''}` };
  }
  get wasClean() { return this.#init.wasClean; }
  get code() { return this.#init.code; }
  get reason() { return this.#init.reason; }
}
class ErrorEvent extends Event {
  #init;
  constructor(type, init = {}) {
    super(type, init);
    this.#init = { message: `${init.message ?? ''}`, error: init.error };
  }
  get message() { return this.#init.message; }
  get error() { return this.#init.error; }
}
const messageEvent = (data, origin) => new (require('internal/messaging').MessageEvent)('message', { data, origin });

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
const syntax = (text) => new DOMException(text, 'SyntaxError');
const readUrl = (given) => {
  let url;
  try {
    url = new URL(given);
  } catch (error) {
    throw syntax(`${error}`);
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') url.protocol = url.protocol.replace('http', 'ws');
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw syntax(`Expected a ws: or wss: protocol, got ${url.protocol}`);
  if (url.hash !== '' || url.href.endsWith('#')) throw syntax('Got fragment');
  return url;
};
const readProtocols = (given) => {
  const list = (typeof given === 'string' ? [given] : [...(given ?? [])]).map(String);
  if (new Set(list.map((one) => one.toLowerCase())).size !== list.length || !list.every(isToken)) throw syntax('Invalid Sec-WebSocket-Protocol value');
  return list;
};
/** The bytes of what may be sent, and how. */
const payloadOf = async (data) => {
  if (typeof data === 'string') return [TEXT, Buffer.from(data)];
  if (data instanceof Blob) return [BINARY, Buffer.from(await data.arrayBuffer())];
  if (ArrayBuffer.isView(data)) return [BINARY, Buffer.from(data.buffer, data.byteOffset, data.byteLength)];
  if (data instanceof ArrayBuffer) return [BINARY, Buffer.from(data)];
  return [TEXT, Buffer.from(`${data}`)];
};

class WebSocket extends EventTarget {
  #url; #socket; #cancel;
  #state = CONNECTING;
  #protocol = '';
  #binaryType = 'blob';
  #buffered = 0;
  #sending = Promise.resolve();
  #close;
  #handlers = {};

  constructor(url, protocols = []) {
    super();
    if (arguments.length === 0) throw new TypeError('WebSocket constructor: 1 argument required, but 0 found.');
    const isOptions = protocols !== null && typeof protocols === 'object' && typeof protocols[Symbol.iterator] !== 'function';
    this.#url = readUrl(`${url}`);
    const list = readProtocols(isOptions ? protocols.protocols : protocols);
    const headers = isOptions && protocols.headers ? Object.entries(protocols.headers) : [];
    this.#cancel = open(this.#url, list, headers, (...opened) => this.#opened(...opened), (error) => this.#failed(error));
  }
  #opened(socket, protocol, rest) {
    this.#socket = socket;
    this.#protocol = protocol;
    this.#state = OPEN;
    const reader = new Reader((opcode, bytes) => this.#took(opcode, bytes));
    const read = (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        this.#break(error);
      }
    };
    socket.on('data', read);
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => this.#closed());
    this.dispatchEvent(new Event('open'));
    if (rest.length > 0) read(rest);
  }
  /** It never came to be: an error is told and, as in Node, no `close`. */
  #failed(error) {
    if (this.#state === CLOSED) return;
    const told = new Error('Received network error or non-101 status code.', { cause: error });
    this.dispatchEvent(new ErrorEvent('error', { message: told.message, error: told }));
    this.#state = CLOSED;
  }
  /** The server broke the protocol, or the connection did. */
  #break(error) {
    if (this.#state === CLOSED) return;
    if (error.closeCode !== undefined) this.#send(CLOSE, closing(error.closeCode, ''));
    this.#close ??= { code: 1006, reason: '', wasClean: false };
    this.dispatchEvent(new ErrorEvent('error', { message: error.message, error }));
    this.#socket.destroy();
  }
  #closed() {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    this.dispatchEvent(new CloseEvent('close', this.#close ?? { code: 1006, reason: '', wasClean: false }));
  }
  #took(opcode, bytes) {
    if (this.#state === CLOSED) return;
    if (opcode === PING) this.#send(PONG, bytes);
    else if (opcode === CLOSE) this.#left(bytes);
    else if (opcode === TEXT) this.dispatchEvent(messageEvent(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), this.#url.origin));
    else if (opcode === BINARY) {
      const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
      this.dispatchEvent(messageEvent(this.#binaryType === 'blob' ? new Blob([copy]) : copy, this.#url.origin));
    }
  }
  /** The server closes, or answers our close. */
  #left(bytes) {
    // A second one says no more than the first.
    if (this.#close !== undefined) return;
    const code = bytes.length >= 2 ? bytes.readUInt16BE(0) : 1005;
    this.#close = { code, reason: bytes.subarray(2).toString(), wasClean: true };
    if (this.#state === OPEN) this.#send(CLOSE, bytes.subarray(0, 2));
    this.#state = CLOSING;
    this.#socket.end();
  }
  #send(opcode, bytes) {
    if (this.#socket !== undefined && !this.#socket.destroyed) this.#socket.write(frame(opcode, bytes));
  }
  send(data) {
    if (arguments.length === 0) throw new TypeError('WebSocket.send: 1 argument required, but 0 found.');
    if (this.#state === CONNECTING) throw new DOMException('Sent before connected.', 'InvalidStateError');
    if (this.#state !== OPEN) return;
    const size = typeof data === 'string' ? Buffer.byteLength(data) : data?.byteLength ?? data?.size ?? 0;
    this.#buffered += size;
    // One after the other: a Blob's bytes come later than those of a string.
    this.#sending = this.#sending.then(() => payloadOf(data)).then(([opcode, bytes]) => {
      this.#buffered -= size;
      this.#send(opcode, bytes);
    });
  }
  close(code = undefined, reason = '') {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) throw new DOMException('invalid code', 'InvalidAccessError');
    const length = Buffer.byteLength(`${reason}`);
    if (length > 123) throw syntax(`Reason must be less than 123 bytes; received ${length}`);
    if (this.#state >= CLOSING) return;
    const wasOpen = this.#state === OPEN;
    this.#state = CLOSING;
    if (wasOpen) this.#sending = this.#sending.then(() => this.#send(CLOSE, closing(code, reason)));
    else this.#cancel();
  }
  get readyState() { return this.#state; }
  get bufferedAmount() { return this.#buffered; }
  get url() { return this.#url.href; }
  get extensions() { return ''; }
  get protocol() { return this.#protocol; }
  get binaryType() { return this.#binaryType; }
  set binaryType(type) { this.#binaryType = type === 'arraybuffer' ? type : 'blob'; }
  static #on(self, name) { return self.#handlers[name] ?? null; }
  static #setOn(self, name, listener) {
    const before = self.#handlers[name];
    if (before) self.removeEventListener(name, before);
    self.#handlers[name] = typeof listener === 'function' ? listener : null;
    if (typeof listener === 'function') self.addEventListener(name, listener);
  }
  get onopen() { return WebSocket.#on(this, 'open'); }
  set onopen(listener) { WebSocket.#setOn(this, 'open', listener); }
  get onerror() { return WebSocket.#on(this, 'error'); }
  set onerror(listener) { WebSocket.#setOn(this, 'error', listener); }
  get onclose() { return WebSocket.#on(this, 'close'); }
  set onclose(listener) { WebSocket.#setOn(this, 'close', listener); }
  get onmessage() { return WebSocket.#on(this, 'message'); }
  set onmessage(listener) { WebSocket.#setOn(this, 'message', listener); }
}
const closing = (code, reason) => {
  if (code === undefined) return Buffer.alloc(0);
  const text = Buffer.from(`${reason}`);
  const bytes = Buffer.alloc(2 + text.length);
  bytes.writeUInt16BE(code, 0);
  bytes.set(text, 2);
  return bytes;
};
for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSING, CLOSED })) {
  for (const place of [WebSocket, WebSocket.prototype]) Object.defineProperty(place, name, { value, enumerable: true });
}
Object.defineProperty(WebSocket.prototype, Symbol.toStringTag, { value: 'WebSocket', configurable: true });

module.exports = { WebSocket, CloseEvent, ErrorEvent };
