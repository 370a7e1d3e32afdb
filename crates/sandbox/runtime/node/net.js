// The module `net`: client sockets. An execution takes no connections, so that servers load and do not listen.
const { invalidArgument, outOfRange, unsupported } = internals;
const EventEmitter = require('events');
const { isIP, isIPv4, isIPv6, SocketAddress, BlockList } = require('internal/net/address');
const { Socket, normalizeArgs } = require('internal/net/socket');

const isAlone = 'an execution takes no connections';

function connect(...args) {
  const [options, callback] = normalizeArgs(args);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect([options, callback]);
}

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  const heard = typeof options === 'function' ? options : listener;
  if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') throw invalidArgument('options', 'of type object', options);
  if (typeof heard === 'function') this.on('connection', heard);
  this.maxConnections = undefined;
  this.listening = false;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);
Server.prototype.listen = unsupported('net.Server.listen', isAlone);
Server.prototype.address = function address() { return null; };
Server.prototype.getConnections = function getConnections(callback) {
  internals.nextTick(callback, [null, 0]);
  return this;
};
Server.prototype.close = function close(callback = undefined) {
  if (typeof callback === 'function') internals.nextTick(callback, [internals.nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')]);
  return this;
};
Server.prototype.ref = function ref() { return this; };
Server.prototype.unref = function unref() { return this; };

const defaults = { autoSelectFamily: true, timeout: 250 };

module.exports = {
  _createServerHandle: unsupported('net._createServerHandle', 'it is internal to Node'),
  _normalizeArgs: normalizeArgs,
  get _setSimultaneousAccepts() { return undefined; },
  BlockList, SocketAddress,
  connect, createConnection: connect,
  createServer(options, listener) { return new Server(options, listener); },
  isIP, isIPv4, isIPv6,
  Server, Socket, Stream: Socket,
  getDefaultAutoSelectFamily() { return defaults.autoSelectFamily; },
  setDefaultAutoSelectFamily(value) {
    if (typeof value !== 'boolean') throw invalidArgument('value', 'of type boolean', value);
    defaults.autoSelectFamily = value;
  },
  getDefaultAutoSelectFamilyAttemptTimeout() { return defaults.timeout; },
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    if (typeof value !== 'number') throw invalidArgument('value', 'of type number', value);
    if (!(Number.isInteger(value) && value >= 1)) throw outOfRange('value', '>= 1 && <= 2147483647', value);
    defaults.timeout = Math.max(value, 10);
  },
};
