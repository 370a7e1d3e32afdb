// Servers: programs make them while they load, and an action that would listen is told that it cannot.
const EventEmitter = require('events');
const { OutgoingMessage } = require('internal/http/outgoing');
const { refuse } = require('internal/http/common');

const alone = 'nothing outside can reach an execution';

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  const answer = typeof options === 'function' ? options : listener;
  if (answer) this.on('request', answer);
  Object.assign(this, { listening: false, timeout: 0, keepAliveTimeout: 5000, headersTimeout: 60000, requestTimeout: 300000, maxHeadersCount: null, maxRequestsPerSocket: 0 });
  return this;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);
Object.assign(Server.prototype, {
  listen() { refuse('http.Server.listen', alone); },
  close(callback) {
    const error = internals.nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.');
    if (typeof callback === 'function') internals.nextTick(callback, [error]);
    return this;
  },
  address() { return null; },
  setTimeout() { return this; },
  closeAllConnections() {},
  closeIdleConnections() {},
  ref() { return this; },
  unref() { return this; },
});

function ServerResponse(request, options) {
  OutgoingMessage.call(this, options);
  Object.assign(this, { statusCode: 200, statusMessage: undefined, sendDate: true, req: request });
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);
for (const name of ['writeHead', 'assignSocket', 'writeContinue', 'writeEarlyHints', 'writeProcessing', '_implicitHeader']) {
  ServerResponse.prototype[name] = internals.unsupported(`http.ServerResponse.${name}`, alone);
}

module.exports = { Server, ServerResponse, createServer: (options, listener) => new Server(options, listener) };
