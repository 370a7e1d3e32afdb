// Agent: how many requests go to a place at once, and what they have in common.
const { nodeError, outOfRange, nextTick } = internals;
const EventEmitter = require('events');
const { Socket } = require('internal/http/socket');
const { refuse } = require('internal/http/common');

const count = (value, name, fallback) => {
  if (value === undefined) return fallback;
  if (typeof value !== 'number') throw internals.invalidArgument(name, 'of type number', value);
  if (!(value >= 1)) throw outOfRange(name, '>= 1', value);
  return value;
};

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  const given = { __proto__: null, ...options };
  if (given.noDelay === undefined) given.noDelay = true;
  given.path = null;
  Object.assign(this, {
    options: given, defaultPort: 80, protocol: 'http:',
    requests: { __proto__: null }, sockets: { __proto__: null }, freeSockets: { __proto__: null },
    keepAliveMsecs: given.keepAliveMsecs || 1000, keepAlive: given.keepAlive || false,
    maxSockets: given.maxSockets || Agent.defaultMaxSockets, maxFreeSockets: given.maxFreeSockets || 256,
    scheduling: given.scheduling || 'lifo', maxTotalSockets: count(given.maxTotalSockets, 'maxTotalSockets', Infinity), totalSocketCount: 0,
  });
  if (!['fifo', 'lifo'].includes(this.scheduling)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'scheduling' must be one of: 'fifo', 'lifo'. Received '${this.scheduling}'`);
  }
  this.on('free', (socket, place) => freed(this, socket, place));
  return this;
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

const take = (lists, name, socket) => {
  const at = lists[name]?.indexOf(socket) ?? -1;
  if (at === -1) return false;
  lists[name].splice(at, 1);
  if (lists[name].length === 0) delete lists[name];
  return true;
};

/** A request has done with a connection: the next that waits for that place has it, else it is kept. */
function freed(agent, socket, place) {
  const name = agent.getName(place);
  const waiting = agent.requests[name];
  if (!socket.writable) return socket.destroy();
  if (waiting?.length > 0) {
    const next = waiting.shift();
    if (waiting.length === 0) delete agent.requests[name];
    next.reusedSocket = true;
    return hand(agent, next, socket);
  }
  const kept = agent.freeSockets[name]?.length ?? 0;
  if (!socket._httpMessage?.shouldKeepAlive || !agent.keepAlive || kept >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
    return socket.destroy();
  }
  take(agent.sockets, name, socket);
  (agent.freeSockets[name] ??= []).push(socket);
  socket.busy = false;
  socket._httpMessage = null;
  return undefined;
}
/** Agents whose time limit nobody asked for: it would only be told to listeners, and keep an execution waiting. */
const byDefault = new WeakSet();
const hand = (agent, request, socket) => {
  socket.busy = true;
  request.onSocket(socket);
  const ms = request.timeout || (byDefault.has(agent) ? 0 : agent.options.timeout) || 0;
  if (socket.timeout !== ms) socket.setTimeout(ms);
};

/** Notes what becomes of a connection. */
const install = (agent, socket, options) => {
  socket.on('free', () => agent.emit('free', socket, options));
  socket.on('close', () => agent.removeSocket(socket, options));
  socket.on('agentRemove', () => agent.removeSocket(socket, options));
};

const methods = {
  /** The stand-in for a connection of the host's. One that leads elsewhere is not taken: see `createSocket`. */
  createConnection(options, connected) {
    const socket = new Socket(options);
    if (typeof connected === 'function') nextTick(connected, [null, socket]);
    return socket;
  },
  getName(options = {}) {
    let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
    if (options.family === 4 || options.family === 6) name += `:${options.family}`;
    if (options.socketPath) name += `:${options.socketPath}`;
    return name;
  },
  addRequest(request, options, port, localAddress) {
    const given = typeof options === 'string' ? { __proto__: null, host: options, port, localAddress } : { __proto__: null, ...options };
    const place = { ...given, ...this.options };
    const name = this.getName(place);
    const list = this.sockets[name] ??= [];
    const free = (this.freeSockets[name] ?? []).filter((socket) => !socket.destroyed);
    const socket = this.scheduling === 'fifo' ? free[0] : free.at(-1);
    if (socket !== undefined) {
      take(this.freeSockets, name, socket);
      this.reuseSocket(socket, request);
      list.push(socket);
      hand(this, request, socket);
    } else if (list.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
      this.createSocket(request, place, (error, made) => (error ? request.onSocket(made, error) : hand(this, request, made)));
    } else (this.requests[name] ??= []).push(request);
    if (list.length === 0) delete this.sockets[name];
  },
  createSocket(request, options, made) {
    const place = { __proto__: null, ...options, ...this.options };
    const name = this.getName(place);
    let told = false;
    const connected = (error, socket) => {
      if (told) return;
      told = true;
      if (error) return void made(error);
      if (!(socket instanceof Socket)) {
        return void made(refusal('http.Agent.createConnection', 'requests go over connections of the host, so that its policy holds; a proxy or tunnel cannot be used'));
      }
      (this.sockets[name] ??= []).push(socket);
      this.totalSocketCount++;
      install(this, socket, place);
      made(null, socket);
    };
    const socket = this.createConnection(place, connected);
    if (socket !== undefined && socket !== null) connected(null, socket);
  },
  removeSocket(socket, options) {
    const name = this.getName(options);
    const had = take(this.sockets, name, socket) || take(this.freeSockets, name, socket);
    if (!had) return;
    this.totalSocketCount--;
    const waiting = this.requests[name];
    if (!(waiting?.length > 0)) return;
    const next = waiting.shift();
    if (waiting.length === 0) delete this.requests[name];
    this.createSocket(next, options, (error, made) => (error ? next.onSocket(made, error) : hand(this, next, made)));
  },
  keepSocketAlive(socket) {
    socket.setKeepAlive(true, this.keepAliveMsecs);
    socket.unref();
    return true;
  },
  reuseSocket(socket, request) {
    request.reusedSocket = true;
    socket.ref();
  },
  destroy() {
    for (const lists of [this.freeSockets, this.sockets]) {
      for (const list of Object.values(lists)) for (const socket of [...list]) socket.destroy();
    }
  },
};
const refusal = (name, reason) => {
  try {
    return refuse(name, reason);
  } catch (error) {
    return error;
  }
};
for (const name of Object.keys(methods)) {
  Object.defineProperty(Agent.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
}
Object.defineProperty(Agent.prototype, 'maxFreeSockets', { value: 256, writable: true, configurable: true });

const settings = { keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: undefined };
/** The agent of all requests that name none. */
const makeGlobal = (Class) => {
  const agent = new Class(settings);
  byDefault.add(agent);
  return agent;
};
let globalAgent = makeGlobal(Agent);
module.exports = {
  Agent, makeGlobal,
  get globalAgent() { return globalAgent; },
  set globalAgent(agent) { globalAgent = agent; },
};
