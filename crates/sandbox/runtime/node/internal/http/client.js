// ClientRequest: a request from its options to the moment it is sent.
const { nodeError, invalidArgument, nextTick } = internals;
const { OutgoingMessage } = require('internal/http/outgoing');
const { isToken, refuse } = require('internal/http/common');
const { readArguments, checkServed, checkString, checkBoolean, duration } = require('internal/http/options');
const { headerText, setHeaders } = require('internal/http/head');
const agents = require('internal/http/agent');
const { Socket } = require('internal/http/socket');
const { begin, attach, failed } = require('internal/http/answer');

const unescaped = /[^\u0021-\u00ff]/;
const withoutBody = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

const defaultAgent = (options) => options._defaultAgent || agents.globalAgent;
const agentOf = (options) => {
  const { agent } = options;
  if (agent === false) return new (defaultAgent(options).constructor)();
  if (agent === null || agent === undefined) return typeof options.createConnection === 'function' ? undefined : defaultAgent(options);
  if (typeof agent.addRequest === 'function') return agent;
  throw invalidArgument('options.agent', 'one of Agent-like Object, undefined, or false', agent);
};
const methodOf = (method) => {
  if (method === undefined || method === null) return 'GET';
  if (typeof method !== 'string') throw invalidArgument('options.method', 'of type string', method);
  if (method !== '' && !isToken(method)) throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
  return method === '' ? 'GET' : method.toUpperCase();
};
const checkTarget = (options, agent) => {
  const protocol = options.protocol || defaultAgent(options).protocol;
  const expected = agent?.protocol || defaultAgent(options).protocol;
  if (options.path && unescaped.test(`${options.path}`)) {
    throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  }
  if (protocol !== expected) throw nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  checkServed(options);
  return protocol;
};

function ClientRequest(input, options, callback) {
  if (!(this instanceof ClientRequest)) return new ClientRequest(input, options, callback);
  OutgoingMessage.call(this);
  const [given, listener] = readArguments(input, options, callback);
  const agent = agentOf(given);
  const protocol = checkTarget(given, agent);
  const defaultPort = given.defaultPort || agent?.defaultPort;
  given.port = given.port || defaultPort || 80;
  given.host = checkString(given.hostname, 'hostname') || checkString(given.host, 'host') || 'localhost';
  if (given.timeout !== undefined) this.timeout = duration(given.timeout, 'timeout');
  if (given.maxHeaderSize !== undefined) duration(given.maxHeaderSize, 'maxHeaderSize');
  const method = methodOf(given.method);
  Object.assign(this, {
    agent, method, socketPath: undefined, insecureHTTPParser: checkBoolean(given.insecureHTTPParser, 'insecureHTTPParser'),
    maxHeaderSize: given.maxHeaderSize, joinDuplicateHeaders: checkBoolean(given.joinDuplicateHeaders, 'joinDuplicateHeaders'),
    path: given.path || '/', res: null, aborted: false, timeoutCb: null, upgradeOrConnect: false, parser: null,
    maxHeadersCount: null, reusedSocket: false, host: given.host, protocol,
    useChunkedEncodingByDefault: !withoutBody.includes(method),
    shouldKeepAlive: Boolean(agent?.keepAlive) || (agent?.maxSockets ?? Infinity) !== Infinity,
  });
  Object.defineProperty(this, 'ownPort', { value: { port: given.port, defaultPort } });
  if (listener) this.once('response', listener);
  setHeaders(this, given, defaultPort);
  if (given.signal) follow(this, given.signal);
  connect(this, given);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

/** Has the agent, or the options, give the request a connection. */
const connect = (request, options) => {
  if (request.agent) {
    request.agent.addRequest(request, options);
    return;
  }
  const connected = (error, socket) => {
    if (error) request.onSocket(null, error);
    else if (socket instanceof Socket) request.onSocket(socket);
    else refuse('the option createConnection', 'requests go over connections of the host, so that its policy holds');
  };
  const socket = options.createConnection(options, connected);
  if (socket) connected(null, socket);
};

/** The signal gives the request up. */
const follow = (request, signal) => {
  if (typeof signal !== 'object' || !('aborted' in signal)) throw invalidArgument('signal', 'an instance of AbortSignal', signal);
  const abort = () => {
    const error = new Error('The operation was aborted', { cause: signal.reason });
    request.destroy(Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' }));
  };
  if (signal.aborted) nextTick(abort, []);
  else {
    signal.addEventListener('abort', abort);
    request.once('close', () => signal.removeEventListener('abort', abort));
  }
};

const methods = {
  _implicitHeader() { this._header = headerText(this); },
  _finish() { if (this.socket) begin(this); },
  onSocket(socket, error) {
    nextTick(() => {
      if (this.destroyed || error) return failed(this, socket, error);
      attach(this, socket);
      return undefined;
    }, []);
  },
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.res?._dump();
    this.ownError = error;
    this.socket?.destroy(error);
    return this;
  },
  abort() {
    if (this.aborted) return;
    this.aborted = true;
    nextTick(() => this.emit('abort'), []);
    this.destroy();
  },
  setTimeout(ms, callback) {
    if (this._ended) return this;
    const time = duration(ms, 'msecs');
    this.timeout = time;
    if (callback) this.once('timeout', callback);
    if (this.socket) this.socket.setTimeout(time);
    else this.once('socket', (socket) => socket.setTimeout(time));
    return this;
  },
  clearTimeout(callback) { this.setTimeout(0, callback); },
  setNoDelay() {},
  setSocketKeepAlive() {},
};
for (const name of Object.keys(methods)) {
  Object.defineProperty(ClientRequest.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
}
Object.defineProperty(ClientRequest.prototype, 'ownError', { value: undefined, writable: true });

module.exports = { ClientRequest };
