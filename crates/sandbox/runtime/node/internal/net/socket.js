// The client's end of a connection.
const { nodeError, invalidArgument, outOfRange, nextTick, startTimer, unsupported, Buffer } = internals;
const { Duplex, addAbortSignal } = require('stream');
const { setTimeout, clearTimeout } = require('timers');
const { checkPort, isIP } = require('internal/net/address');
const { brokenError, connectError, systemError } = require('internal/net/errors');
const { Channel } = require('internal/net/channel');

const LONGEST_TIMEOUT = 2 ** 31 - 1;
/** What stands between a socket and its user, by symbol so that it does not show among its properties. */
const kChannel = Symbol('kChannel');
const kTimeout = Symbol('kTimeout');
const kHead = Symbol('kHead');
const kHost = Symbol('kHost');
const kReady = Symbol('kReady');
/** Emitted by a socket that begins with TLS when bytes may pass. */
const kSecured = Symbol('kSecured');
const kBuffer = Symbol('kBuffer');
const kPeer = Symbol('kPeer');
const kWaiting = Symbol('kWaiting');

function Socket(options = undefined) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (typeof options === 'number') options = { fd: options };
  const { handle, fd, objectMode, readableObjectMode, writableObjectMode, onread, signal, ...rest } = options ?? {};
  if (objectMode || readableObjectMode || writableObjectMode) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The property 'options.objectMode' is not supported. Received true");
  }
  if (fd !== undefined) unsupported('net.Socket with options.fd', 'an execution has no files that are open')();
  Duplex.call(this, { ...rest, allowHalfOpen: Boolean(rest.allowHalfOpen), emitClose: false, autoDestroy: true, decodeStrings: false });
  this.connecting = false;
  this._hadError = false;
  this._host = null;
  this._parent = null;
  this[kChannel] = handle ?? new Channel();
  this[kBuffer] = onread !== null && typeof onread === 'object' && typeof onread.callback === 'function' ? onread : undefined;
  this.bytesRead = 0;
  this._bytesDispatched = 0;
  if (options?.noDelay) this.setNoDelay(true);
  this.on('end', atEnd);
  if (signal !== undefined) addAbortSignal(signal, this);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

function atEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}
function writeAfterEnd(chunk, encoding, callback) {
  const done = typeof encoding === 'function' ? encoding : callback;
  const error = nodeError(Error, 'EPIPE', 'This socket has been ended by the other party');
  if (typeof done === 'function') nextTick(done, [error]);
  this.destroy(error);
  return false;
}

/** `(options)`, `(port, host)`, each with a callback at the end: the options and the callback. */
const normalizeArgs = (args) => {
  if (args.length === 0) return [{}, null];
  const [first] = args;
  let options = {};
  if (typeof first === 'object' && first !== null) options = first;
  else if (typeof first === 'string' && !(+first >= 0)) options.path = first;
  else {
    options.port = first;
    if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
  }
  const last = args.at(-1);
  return [options, typeof last === 'function' ? last : null];
};

const familyOf = (family) => {
  if (family === 6 || family === 'IPv6') return 'v6';
  return family === 4 || family === 'IPv4' ? 'v4' : 'any';
};

Socket.prototype.connect = function connect(...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : normalizeArgs(args);
  if (options.path) unsupported('net.Socket.connect with options.path', 'an execution has no sockets of the file system')();
  if (options.port === undefined) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
  if (options.host !== undefined && typeof options.host !== 'string') throw invalidArgument('options.host', 'of type string', options.host);
  if (typeof options.port !== 'number' && typeof options.port !== 'string') throw invalidArgument('options.port', 'one of type number or string', options.port);
  const port = checkPort(options.port);
  if (options.lookup !== undefined && options.lookup !== null && typeof options.lookup !== 'function') throw invalidArgument('options.lookup', 'of type function', options.lookup);
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._undestroy();
    this[kChannel] = new Channel();
    this.bytesRead = 0;
    this._bytesDispatched = 0;
  }
  if (callback !== null) this.once('connect', callback);
  if (options.timeout) this.setTimeout(options.timeout);
  this.connecting = true;
  this._host = options.host || 'localhost';
  this[kHost] = { host: this._host, port };
  const head = { host: this._host, port, family: familyOf(options.family), ...this[kHead]?.(options) };
  // The caller's own way to find addresses: the host holds the address to the same policy.
  if (typeof options.lookup === 'function' && isIP(head.host) === 0) lookUp(this, options, head);
  else open(this, head);
  return this;
};

const lookUp = (socket, options, head) => {
  options.lookup(head.host, { family: options.family, hints: options.hints || 0, all: false }, (error, address, family) => {
    const [first] = Array.isArray(address) ? address : [{ address, family }];
    if (socket.destroyed || !socket.connecting) return;
    socket.emit('lookup', error, first.address, first.family, head.host);
    if (error) return void socket.destroy(error);
    if (isIP(first.address) === 0) return void socket.destroy(nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${first.address}`));
    open(socket, { ...head, host: first.address });
  });
};

const open = (socket, head) => {
  active(socket);
  socket[kChannel].connect(head, (told) => {
    if (socket.destroyed) return;
    const { host, port } = socket[kHost];
    if (told !== undefined) {
      const error = connectError(told, host, port);
      if (error.syscall === 'getaddrinfo') socket.emit('lookup', error, undefined, undefined, host);
      socket.destroy(error);
      return;
    }
    const { address, family } = socket[kChannel].remote;
    if (isIP(head.host) === 0) socket.emit('lookup', null, address, family === 'IPv6' ? 6 : 4, host);
    active(socket);
    connected(socket);
  });
};
const connected = (socket) => {
  socket.connecting = false;
  socket.emit('connect');
  socket.emit('ready');
  if (socket[kReady] !== undefined) socket[kReady]();
  else if (!socket.isPaused()) socket.read(0);
};
/** The event after which bytes may pass; nothing when they may. */
const awaited = (socket) => {
  if (socket.secureConnecting) return kSecured;
  return socket.connecting ? 'connect' : undefined;
};

Socket.prototype._read = function _read(size) {
  const channel = this[kChannel];
  if (awaited(this) !== undefined || !channel.isOpen) {
    this.once(awaited(this) ?? 'connect', () => this._read(size));
    return;
  }
  if (channel.isReading) return;
  channel.read((told, buffer) => {
    if (this.destroyed) return;
    active(this);
    if (told !== undefined) return void this.destroy(brokenError(told, 'read'));
    if (buffer.byteLength === 0) {
      this.push(null);
      this.read(0);
      return;
    }
    this.bytesRead += buffer.byteLength;
    const chunk = Buffer.from(buffer);
    if (this[kBuffer] !== undefined) return intoBuffer(this, chunk);
    if (this.push(chunk)) this._read(size);
  });
};
/** With `onread`, all goes through a buffer of the caller's. */
const intoBuffer = (socket, chunk) => {
  const { buffer, callback } = socket[kBuffer];
  for (let at = 0; at < chunk.length;) {
    const target = typeof buffer === 'function' ? buffer() : buffer;
    const length = Math.min(target.length, chunk.length - at);
    target.set(chunk.subarray(at, at + length));
    at += length;
    if (callback(length, target) === false) socket.pause();
  }
  if (!socket.isPaused()) socket._read();
};

/** Has something done when there is a connection. */
const whenConnected = (socket, work, callback) => {
  const event = awaited(socket);
  if (event === undefined) return socket[kChannel].isOpen ? work() : callback(systemError('EBADF', 'write'));
  const stop = () => {
    socket.off(event, proceed);
    callback(nodeError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established'));
  };
  const proceed = () => {
    socket.off('close', stop);
    work();
  };
  socket.once(event, proceed);
  socket.once('close', stop);
};
const writeBytes = (socket, bytes, callback) => {
  if (awaited(socket) !== undefined) socket[kWaiting] = bytes.byteLength;
  whenConnected(socket, () => dispatch(socket, bytes, callback), callback);
};
const dispatch = (socket, bytes, callback) => {
  active(socket);
  socket[kWaiting] = 0;
  socket._bytesDispatched += bytes.byteLength;
  socket[kChannel].write(bytes, (told) => {
    if (socket.destroyed) return callback();
    active(socket);
    callback(told === undefined ? null : brokenError(told, 'write'));
  });
};
const asBytes = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
Socket.prototype._write = function _write(chunk, encoding, callback) { writeBytes(this, asBytes(chunk, encoding), callback); };
Socket.prototype._writev = function _writev(chunks, callback) {
  writeBytes(this, Buffer.concat(chunks.map(({ chunk, encoding }) => asBytes(chunk, encoding))), callback);
};
Socket.prototype._final = function _final(callback) {
  if (awaited(this) === undefined && !this[kChannel].isOpen) return callback();
  whenConnected(this, () => this[kChannel].end((told) => callback(told === undefined || told.code === 'ENOTCONN' ? null : brokenError(told, 'shutdown'))), callback);
};
Socket.prototype._destroy = function _destroy(error, callback) {
  // A socket that was never on its way closes without saying how.
  const wasOpened = this.connecting || this[kChannel].isOpen;
  this.connecting = false;
  clearTimeout(this[kTimeout]);
  this[kTimeout] = undefined;
  this[kChannel].close();
  const hadError = Boolean(error);
  if (hadError) this._hadError = true;
  callback(error);
  // What waits for the error first, by a promise, is in time to wait for the close.
  if (wasOpened) startTimer(0, () => this.emit('close', hadError));
  else nextTick(() => this.emit('close'), []);
};
Socket.prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};
Socket.prototype.resetAndDestroy = function resetAndDestroy() {
  if (this.connecting) this.once('connect', () => this.destroy());
  else if (this[kChannel].isOpen) this.destroy();
  else this.destroy(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
  return this;
};
Socket.prototype.end = function end(data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

/** Something passed: the time without anything begins anew. */
const active = (socket) => {
  for (let at = socket; at; at = at._parent) at[kTimeout]?.refresh();
};
Socket.prototype._unrefTimer = function _unrefTimer() { active(this); };
Socket.prototype._onTimeout = function _onTimeout() { this.emit('timeout'); };
Socket.prototype.setTimeout = function (ms, callback = undefined) {
  if (this.destroyed) return this;
  if (typeof ms !== 'number') throw invalidArgument('msecs', 'of type number', ms);
  if (!(ms >= 0 && ms < Infinity)) throw outOfRange('msecs', 'a non-negative finite number', ms);
  if (callback !== undefined && typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
  this.timeout = ms;
  clearTimeout(this[kTimeout]);
  this[kTimeout] = undefined;
  if (ms === 0) {
    if (callback !== undefined) this.off('timeout', callback);
    return this;
  }
  this[kTimeout] = setTimeout(() => this._onTimeout(), Math.min(ms, LONGEST_TIMEOUT));
  if (callback !== undefined) this.once('timeout', callback);
  return this;
};
Object.defineProperty(Socket.prototype.setTimeout, 'name', { value: 'setTimeout' });

// The system's settings of a connection are the host's: Nagle's algorithm is off, and a connection lives shorter than any probe.
for (const name of ['setNoDelay', 'setKeepAlive', 'ref', 'unref']) {
  Socket.prototype[name] = { [name]() { return this; } }[name];
}
Socket.prototype.setTypeOfService = function setTypeOfService() { return this; };
Socket.prototype.address = function address() { return {}; };

/** Where the connection leads; who has asked while it was open knows it afterwards too. */
const peerOf = (socket) => {
  if (socket[kChannel].isOpen && !socket.connecting) socket[kPeer] = socket[kChannel].remote;
  return socket[kPeer] ?? {};
};
const getters = {
  _handle() { return this[kChannel].isOpen ? this[kChannel] : null; },
  _connecting() { return this.connecting; },
  pending() { return !this[kChannel].isOpen || this.connecting; },
  readyState() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable) return 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  },
  bufferSize() { return this[kChannel].isOpen ? this.writableLength : undefined; },
  bytesWritten() {
    const sizes = this.writableBuffer?.map(({ chunk, encoding }) => Buffer.byteLength(chunk, encoding)) ?? [];
    return sizes.reduce((sum, size) => sum + size, this._bytesDispatched + (this[kWaiting] ?? 0));
  },
  remoteAddress() { return peerOf(this).address; },
  remotePort() { return peerOf(this).port; },
  remoteFamily() { return peerOf(this).family; },
  // Where this machine stands in its network is not the action's to know.
  localAddress() { return undefined; }, localPort() { return undefined; }, localFamily() { return undefined; },
  autoSelectFamilyAttemptedAddresses() { return this[kHost] && this[kChannel].isOpen ? [`${this.remoteAddress}:${this.remotePort}`] : []; },
};
for (const [name, get] of Object.entries(getters)) Object.defineProperty(Socket.prototype, name, { get, configurable: true });

module.exports = { Socket, normalizeArgs, kChannel, kHead, kHost, kReady, kSecured };
