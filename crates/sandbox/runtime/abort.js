// AbortController and AbortSignal. The library's own users register with `onAbort`, which runs before
// the action's listeners and cannot be stopped by them.
const abortState = new WeakMap();
const signalState = uncurry(WeakMap.prototype.get);
const setSignalState = uncurry(WeakMap.prototype.set);
const internalKey = {};

class AbortSignal extends EventTarget {
  constructor(key) {
    if (key !== internalKey) throw nodeError(NativeTypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
    setSignalState(abortState, this, { aborted: false, reason: undefined, steps: [], handler: null, dependents: [], sources: undefined });
  }
  get aborted() { return stateOf(this).aborted; }
  get reason() { return stateOf(this).reason; }
  get onabort() { return stateOf(this).handler; }
  set onabort(value) {
    const state = stateOf(this);
    if (state.handler === null && typeof value === 'function') {
      apply(EventTarget.prototype.addEventListener, this, ['abort', (event) => {
        if (state.handler !== null) apply(state.handler, this, [event]);
      }]);
    }
    state.handler = typeof value === 'function' ? value : null;
  }
  throwIfAborted() {
    const { aborted, reason } = stateOf(this);
    if (aborted) throw reason;
  }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(internalKey);
    objectAssign(stateOf(signal), { aborted: true, reason });
    return signal;
  }
  static timeout(delay) {
    if (typeof delay !== 'number') throw invalidArgument('delay', 'of type number', delay);
    if (!isInteger(delay)) throw outOfRange('delay', 'an integer', delay);
    if (delay < 0 || delay > 2 ** 32 - 1) throw outOfRange('delay', '>= 0 && <= 4294967295', delay);
    const signal = new AbortSignal(internalKey);
    // Nobody waits for it: when the handler has settled it keeps nothing going.
    setIdle(startTimer(min(delay, LONGEST_DELAY), () => {
      signalAbort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }), true);
    return signal;
  }
  static any(signals) {
    if (!isObject(signals) || typeof signals[symbolIterator] !== 'function') {
      throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_TYPE', 'Value can not be converted to sequence.');
    }
    const list = listOf(signals);
    const signal = new AbortSignal(internalKey);
    for (let i = 0; i < list.length; i++) {
      if (!isSignal(list[i])) throw invalidArgument(`signals[${i}]`, 'an instance of AbortSignal', list[i]);
    }
    for (let i = 0; i < list.length; i++) {
      if (stateOf(list[i]).aborted) {
        objectAssign(stateOf(signal), { aborted: true, reason: stateOf(list[i]).reason });
        return signal;
      }
    }
    const sources = stateOf(signal).sources = [];
    for (let i = 0; i < list.length; i++) {
      const { sources: origins = [list[i]] } = stateOf(list[i]);
      for (let j = 0; j < origins.length; j++) {
        if (arrayIncludes(sources, origins[j])) continue;
        arrayPush(sources, origins[j]);
        arrayPush(stateOf(origins[j]).dependents, signal);
      }
    }
    return signal;
  }
  [customInspectSymbol](depth, options) {
    if (depth < 0) return 'AbortSignal';
    return `AbortSignal ${inspect({ aborted: this.aborted }, { ...options, depth: options.depth - 1 })}`;
  }
}
webInterface(AbortSignal, 'AbortSignal', ['aborted', 'onabort']);
defineProperty(AbortSignal, 'length', { value: 0, configurable: true });
hideInspect(AbortSignal);

class AbortController {
  #signal;
  get signal() { return this.#signal ??= new AbortSignal(internalKey); }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) { signalAbort(this.signal, reason); }
  [customInspectSymbol](depth, options) {
    if (depth < 0) return 'AbortController';
    return `AbortController ${inspect({ signal: this.signal }, { ...options, depth: options.depth - 1 })}`;
  }
}
webInterface(AbortController, 'AbortController', ['signal', 'abort']);
hideInspect(AbortController);

/** The custom inspector of a platform class does not show among its properties. */
function hideInspect(Class) {
  defineProperty(Class.prototype, customInspectSymbol, { enumerable: false });
}
const isSignal = (value) => isObject(value) && signalState(abortState, value) !== undefined;
const stateOf = (signal) => {
  const state = isObject(signal) ? signalState(abortState, signal) : undefined;
  if (state === undefined) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type AbortSignal');
  return state;
};
/** Runs `step(reason)` when the signal aborts; gives back what forgets it. */
const onAbort = (signal, step) => {
  const { steps } = stateOf(signal);
  arrayPush(steps, step);
  return () => {
    const at = arrayIndexOf(steps, step);
    if (at !== -1) arraySplice(steps, at, 1);
  };
};
/** Aborts the signal and those made of it: all are aborted before the first of them is told. */
const signalAbort = (signal, reason) => {
  const told = [];
  const mark = (one) => {
    const state = stateOf(one);
    if (state.aborted) return;
    objectAssign(state, { aborted: true, reason });
    arrayPush(told, one);
  };
  mark(signal);
  if (told.length === 0) return;
  const { dependents } = stateOf(signal);
  for (let i = 0; i < dependents.length; i++) mark(dependents[i]);
  for (let i = 0; i < told.length; i++) tellAbort(told[i], reason);
};
const tellAbort = (signal, reason) => {
  const { steps } = stateOf(signal);
  const taken = arraySplice(steps, 0, steps.length);
  for (let i = 0; i < taken.length; i++) taken[i](reason);
  const event = new Event('abort');
  event[eventState].trusted = true;
  dispatch(signal, event);
};
