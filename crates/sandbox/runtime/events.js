// Event and EventTarget, as far as AbortSignal and ordinary code need them (no tree, no capture phase).
const listenersOf = Symbol('listeners');
const eventState = Symbol('event');

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (options != null && !isObject(options)) throw invalidArgument('options', 'of type object', options);
    defineProperty(this, eventState, { value: {
      type: `${type}`, bubbles: Boolean(options?.bubbles), cancelable: Boolean(options?.cancelable),
      composed: Boolean(options?.composed), target: null, stopped: false, stoppedNow: false, prevented: false,
      trusted: false, passive: false, at: lw.clock(1), phase: 0,
    } });
  }
  get type() { return eventOf(this).type; }
  get target() { return eventOf(this).target; }
  get currentTarget() { return eventOf(this).phase === 0 ? null : eventOf(this).target; }
  get srcElement() { return eventOf(this).target; }
  get eventPhase() { return eventOf(this).phase; }
  get bubbles() { return eventOf(this).bubbles; }
  get cancelable() { return eventOf(this).cancelable; }
  get composed() { return eventOf(this).composed; }
  get defaultPrevented() { return eventOf(this).prevented; }
  get returnValue() { return !eventOf(this).prevented; }
  get cancelBubble() { return eventOf(this).stopped; }
  set cancelBubble(value) { if (value) eventOf(this).stopped = true; }
  get timeStamp() { return eventOf(this).at; }
  get isTrusted() { return eventOf(this).trusted; }
  composedPath() { return eventOf(this).phase === 0 ? [] : [eventOf(this).target]; }
  preventDefault() { if (eventOf(this).cancelable && !eventOf(this).passive) eventOf(this).prevented = true; }
  stopPropagation() { eventOf(this).stopped = true; }
  stopImmediatePropagation() {
    eventOf(this).stopped = true;
    eventOf(this).stoppedNow = true;
  }
  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    const state = eventOf(this);
    if (state.phase === 0) objectAssign(state, { type: `${type}`, bubbles: Boolean(bubbles), cancelable: Boolean(cancelable) });
  }
  [customInspectSymbol](depth, options) {
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    return inspectAs(this, { type, defaultPrevented, cancelable, timeStamp }, depth, options);
  }
}
/** How Node prints an object of the platform: the class and what it chooses to show. */
const inspectAs = (object, shown, depth, options) => {
  const { name } = object.constructor;
  if (depth < 0) return name;
  return `${name} ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
};
const eventOf = (event) => {
  const state = isObject(event) ? event[eventState] : undefined;
  if (state === undefined) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Event');
  return state;
};
webInterface(Event, 'Event', ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type',
  'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase', 'cancelBubble',
  'stopPropagation', 'isTrusted']);
defineProperty(Event.prototype, customInspectSymbol, { enumerable: false });
const eventPhases = ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'];
for (let i = 0; i < eventPhases.length; i++) defineProperty(Event, eventPhases[i], { value: i, enumerable: true });

class EventTarget {
  constructor() {
    defineProperty(this, listenersOf, { value: [] });
  }
  addEventListener(type, listener, options = undefined) {
    const list = listenersAt(this);
    if (arguments.length < 2) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const settings = isObject(options) ? options : { capture: Boolean(options) };
    const entry = {
      type: `${type}`, listener, capture: Boolean(settings.capture), once: Boolean(settings.once),
      passive: Boolean(settings.passive), removed: false,
    };
    const { signal } = settings;
    if (signal !== undefined) {
      if (!isSignal(signal)) throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_TYPE', `The "options.signal" property must be an instance of AbortSignal. Received ${received(signal)}`);
    }
    if (listener == null) return;
    if (!isObject(listener)) throw invalidArgument('listener', 'an instance of EventListener', listener);
    if (signal !== undefined) {
      if (signal.aborted) return;
      onAbort(signal, () => removeListener(this, entry));
    }
    for (let i = 0; i < list.length; i++) {
      if (list[i].type === entry.type && list[i].listener === listener && list[i].capture === entry.capture) return;
    }
    arrayPush(list, entry);
  }
  removeEventListener(type, listener, options = undefined) {
    const list = listenersAt(this);
    if (arguments.length < 2) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const capture = isObject(options) ? Boolean(options.capture) : Boolean(options);
    for (let i = 0; i < list.length; i++) {
      if (list[i].type === `${type}` && list[i].listener === listener && list[i].capture === capture) {
        removeListener(this, list[i]);
        return;
      }
    }
  }
  dispatchEvent(event) {
    listenersAt(this);
    if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "event" argument must be specified');
    if (!(event instanceof Event)) throw invalidArgument('event', 'an instance of Event', event);
    if (event[eventState].phase !== 0) {
      throw nodeError(NativeError, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    }
    return dispatch(this, event);
  }
  [customInspectSymbol](depth, options) { return inspectAs(this, {}, depth, options); }
}
webInterface(EventTarget, 'EventTarget', ['addEventListener', 'removeEventListener', 'dispatchEvent']);
defineProperty(EventTarget.prototype, customInspectSymbol, { enumerable: false });
const listenersAt = (target) => {
  const list = isObject(target) ? target[listenersOf] : undefined;
  if (list === undefined) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type EventTarget');
  return list;
};

const removeListener = (target, entry) => {
  entry.removed = true;
  const at = arrayIndexOf(target[listenersOf], entry);
  if (at !== -1) arraySplice(target[listenersOf], at, 1);
};
const dispatch = (target, event) => {
  const state = event[eventState];
  state.target = target;
  state.phase = 2;
  const list = arraySlice(target[listenersOf]);
  for (let i = 0; i < list.length && !state.stoppedNow; i++) {
    const entry = list[i];
    if (entry.removed || entry.type !== state.type) continue;
    if (entry.once) removeListener(target, entry);
    state.passive = entry.passive;
    try {
      const { listener } = entry;
      if (typeof listener === 'function') apply(listener, target, [event]);
      else apply(listener.handleEvent, listener, [event]);
    } catch (error) {
      reportUncaught(error);
    }
    state.passive = false;
  }
  state.phase = 0;
  return !state.prevented;
};
