// Event and EventTarget, as far as AbortSignal and ordinary code need them (no tree, no capture phase).
const listenersOf = Symbol('listeners');
const eventState = Symbol('event');

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    defineProperty(this, eventState, { value: {
      type: `${type}`, bubbles: Boolean(options?.bubbles), cancelable: Boolean(options?.cancelable),
      composed: Boolean(options?.composed), target: null, stopped: false, stoppedNow: false, prevented: false,
      trusted: false, passive: false, at: lw.clock(1), phase: 0,
    } });
  }
  get type() { return this[eventState].type; }
  get target() { return this[eventState].target; }
  get currentTarget() { return this[eventState].phase === 0 ? null : this[eventState].target; }
  get srcElement() { return this[eventState].target; }
  get eventPhase() { return this[eventState].phase; }
  get bubbles() { return this[eventState].bubbles; }
  get cancelable() { return this[eventState].cancelable; }
  get composed() { return this[eventState].composed; }
  get defaultPrevented() { return this[eventState].prevented; }
  get returnValue() { return !this[eventState].prevented; }
  get cancelBubble() { return this[eventState].stopped; }
  get timeStamp() { return this[eventState].at; }
  get isTrusted() { return this[eventState].trusted; }
  composedPath() { return this[eventState].phase === 0 ? [] : [this[eventState].target]; }
  preventDefault() { if (this[eventState].cancelable && !this[eventState].passive) this[eventState].prevented = true; }
  stopPropagation() { this[eventState].stopped = true; }
  stopImmediatePropagation() {
    this[eventState].stopped = true;
    this[eventState].stoppedNow = true;
  }
}
webInterface(Event, 'Event', ['type', 'target', 'currentTarget', 'bubbles', 'cancelable', 'composed', 'defaultPrevented',
  'timeStamp', 'composedPath', 'preventDefault', 'stopPropagation', 'stopImmediatePropagation']);

class EventTarget {
  constructor() {
    defineProperty(this, listenersOf, { value: [] });
  }
  addEventListener(type, listener, options = undefined) {
    if (arguments.length < 2) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    if (listener == null) return;
    if (!isObject(listener)) throw invalidArgument('listener', 'an instance of EventListener', listener);
    const settings = isObject(options) ? options : { capture: Boolean(options) };
    const entry = {
      type: `${type}`, listener, capture: Boolean(settings.capture), once: Boolean(settings.once),
      passive: Boolean(settings.passive), removed: false,
    };
    const { signal } = settings;
    if (signal !== undefined) {
      if (!isSignal(signal)) throw invalidArgument('options.signal', 'an instance of AbortSignal', signal);
      if (signal.aborted) return;
      onAbort(signal, () => removeListener(this, entry));
    }
    const list = this[listenersOf];
    for (let i = 0; i < list.length; i++) {
      if (list[i].type === entry.type && list[i].listener === listener && list[i].capture === entry.capture) return;
    }
    arrayPush(list, entry);
  }
  removeEventListener(type, listener, options = undefined) {
    const capture = isObject(options) ? Boolean(options.capture) : Boolean(options);
    const list = this[listenersOf];
    for (let i = 0; i < list.length; i++) {
      if (list[i].type === `${type}` && list[i].listener === listener && list[i].capture === capture) {
        removeListener(this, list[i]);
        return;
      }
    }
  }
  dispatchEvent(event) {
    if (!(event instanceof Event)) throw invalidArgument('event', 'an instance of Event', event);
    if (event[eventState].phase !== 0) {
      throw nodeError(NativeError, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    }
    return dispatch(this, event);
  }
}
webInterface(EventTarget, 'EventTarget', ['addEventListener', 'removeEventListener', 'dispatchEvent']);

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
