// Ports and channels. An execution is one thread: both ends of a channel are here, and a message is delivered in a turn of
// its own, in the context in which its channel was made.
const { Event, EventTarget, nodeError, invalidArgument, webInterface, internalKey, DOMException, structuredClone, startTimer, transferable, inspectAs, hidden, context, setContext, customInspectSymbol } = internals;
const NodeEventTarget = require('internal/node_event_target');

class MessageEvent extends Event {
  #parts;
  constructor(type, init = undefined) {
    if (arguments.length === 0) throw new TypeError('MessageEvent constructor: 1 argument required, but 0 found.');
    super(type, init);
    const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = init ?? {};
    this.#parts = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: Object.freeze([...ports]) };
  }
  get data() { return this.#parts.data; }
  get origin() { return this.#parts.origin; }
  get lastEventId() { return this.#parts.lastEventId; }
  get source() { return this.#parts.source; }
  get ports() { return this.#parts.ports; }
  initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
    this.initEvent(type, bubbles, cancelable);
    this.#parts = { data, origin, lastEventId, source, ports: Object.freeze([...ports]) };
  }
}
webInterface(MessageEvent, 'MessageEvent', ['data', 'origin', 'lastEventId', 'source', 'ports', 'initMessageEvent']);

/** `onmessage` and its like: an attribute that is a listener. */
const handlerAttribute = (Class, type, started) => {
  const handlers = new WeakMap();
  const name = `on${type}`;
  const accessor = {
    get [name]() { return handlers.get(this)?.value ?? null; },
    set [name](given) {
      const value = typeof given === 'function' ? given : null;
      let handler = handlers.get(this);
      if (handler === undefined) {
        handlers.set(this, handler = { value });
        this.addEventListener(type, (event) => { if (handler.value !== null) Reflect.apply(handler.value, this, [event]); });
      }
      handler.value = value;
      if (value !== null) started?.(this);
    },
  };
  Object.defineProperty(Class.prototype, name, Object.getOwnPropertyDescriptor(accessor, name));
};

/** How many turns wait at once for the messages of one end; the rest follow. An execution has a limit on its timers. */
const MOST_TURNS = 16;

/** One end of a channel apart from its object, which changes when the end is transferred. */
class End {
  queue = []; peer = undefined; port = undefined; isStarted = false; turns = 0; isOpen = true;
  context = context();
  take(message) {
    this.queue.push(message);
    this.wake();
  }
  /** Messages wait until someone listens; that the other end is closed does not. Each has a turn of its own. */
  wake() {
    const wanted = this.isStarted ? Math.min(this.queue.length, MOST_TURNS) : Number(this.queue[0] === CLOSED);
    for (; this.turns < wanted; this.turns++) startTimer(0, () => this.deliver());
  }
  deliver() {
    this.turns--;
    if (this.queue.length === 0 || !(this.isStarted || this.queue[0] === CLOSED)) return;
    const message = this.queue.shift();
    this.wake();
    setContext(this.context);
    if (message === CLOSED) this.close();
    else this.port.dispatchEvent(new MessageEvent('message', message));
  }
  close(done = undefined) {
    if (!this.isOpen) return;
    const { port } = this;
    Object.assign(this, { isOpen: false, queue: [] });
    this.peer?.take(CLOSED);
    startTimer(0, () => {
      port?.dispatchEvent(new MessagePortCloseEvent('close'));
      done?.();
    });
  }
}
const CLOSED = Symbol('closed');
class MessagePortCloseEvent extends Event {}
Object.defineProperty(MessagePortCloseEvent, 'name', { value: 'MessagePortCloseEvent' });

const ends = new WeakMap();
const endOf = (port) => {
  const end = ends.get(port);
  if (end === undefined) throw new TypeError('Illegal invocation');
  return end;
};
const portOf = (end) => {
  const port = new MessagePort(internalKey);
  ends.set(port, end);
  end.port = port;
  transferable.set(port, {
    kind: 'MessagePort',
    // Where the object arrives, another stands for the same end.
    fresh: () => new MessagePort(internalKey),
    move(fresh) {
      ends.delete(port);
      ends.set(fresh, end);
      transferable.set(fresh, { ...transferable.get(port) });
      Object.assign(end, { port: fresh, isStarted: false });
      end.wake();
    },
  });
  return port;
};

const isIterable = (value) => value !== null && typeof value === 'object' && typeof value[Symbol.iterator] === 'function';
/** What a call of `postMessage` transfers: a list, or options with one. */
const transferOf = (given) => {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object') throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  if (isIterable(given)) return [...given];
  if (given.transfer === undefined) return [];
  if (!isIterable(given.transfer)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional options.transfer argument must be an iterable');
  return [...given.transfer];
};

class MessagePort extends NodeEventTarget {
  constructor(key) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
    super();
  }
  postMessage(...given) {
    const end = ends.get(this);
    if (given.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    const transfer = transferOf(given[1]);
    if (transfer.includes(this)) throw new DOMException('Transfer list contains source port', 'DataCloneError');
    const { data, ports } = structuredClone({ data: given[0], ports: transfer.filter((item) => item instanceof MessagePort) }, { transfer });
    if (end?.isOpen && end.peer.isOpen) end.peer.take({ data, ports });
    return true;
  }
  start() {
    const end = endOf(this);
    end.isStarted = true;
    end.wake();
  }
  ref() {}
  unref() {}
  hasRef() { return Boolean(ends.get(this)?.isStarted); }
  close(done = undefined) { ends.get(this)?.close(typeof done === 'function' ? done : undefined); }
  addEventListener(type, ...rest) {
    super.addEventListener(type, ...rest);
    if (`${type}` === 'message' && ends.has(this)) this.start();
  }
  [customInspectSymbol](depth, options) {
    return inspectAs({ constructor: { name: 'MessagePort [EventTarget]' } }, { active: Boolean(ends.get(this)?.isOpen), refed: this.hasRef() }, depth, options);
  }
}
Object.defineProperty(MessagePort, 'length', { value: 0, configurable: true });
webInterface(MessagePort, 'MessagePort', ['postMessage', 'start', 'ref', 'unref', 'hasRef', 'close']);
Object.defineProperty(MessagePort.prototype, customInspectSymbol, { enumerable: false });
delete MessagePort.prototype[Symbol.toStringTag];
handlerAttribute(MessagePort, 'message', (port) => port.start());
handlerAttribute(MessagePort, 'messageerror');

class MessageChannel {
  constructor() {
    const [one, two] = [new End(), new End()];
    Object.assign(one, { peer: two });
    Object.assign(two, { peer: one });
    this.port1 = portOf(one);
    this.port2 = portOf(two);
  }
}
/** Takes a message that waits at a port, without an event. */
const receiveMessageOnPort = (port) => {
  if (!(port instanceof MessagePort) && !(port instanceof BroadcastChannel)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
  }
  const queue = ends.get(port)?.queue ?? [];
  if (queue.length === 0 || queue[0] === CLOSED) return undefined;
  return { message: queue.shift().data };
};

/** Those that are open, by name: each hears what the others say. */
const channels = new Map();
class BroadcastChannel extends EventTarget {
  #name; #isOpen = true; #context = context();
  constructor(name) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    super();
    this.#name = `${name}`;
    const all = channels.get(this.#name) ?? new Set();
    channels.set(this.#name, all.add(this));
  }
  get name() { return this.#name; }
  close() {
    this.#isOpen = false;
    channels.get(this.#name).delete(this);
  }
  postMessage(...given) {
    if (given.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (!this.#isOpen) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    const data = structuredClone(given[0]);
    for (const other of channels.get(this.#name)) if (other !== this) startTimer(0, () => other.#hear(structuredClone(data)));
  }
  #hear(data) {
    if (!this.#isOpen) return;
    setContext(this.#context);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  ref() { return this; }
  unref() { return this; }
  [customInspectSymbol](depth, options) { return inspectAs(this, { name: this.#name, active: this.#isOpen }, depth, options); }
}
webInterface(BroadcastChannel, 'BroadcastChannel', ['name', 'close', 'postMessage']);
delete BroadcastChannel.prototype[Symbol.toStringTag];
Object.defineProperty(BroadcastChannel.prototype, customInspectSymbol, { enumerable: false });
handlerAttribute(BroadcastChannel, 'message');
handlerAttribute(BroadcastChannel, 'messageerror');

module.exports = { MessageEvent, MessageChannel, MessagePort, BroadcastChannel, receiveMessageOnPort };
