// The globals an action sees: writable, configurable, and not enumerable where Node's are not.
class Performance extends EventTarget {
  constructor(key) {
    if (key !== internalKey) throw nodeError(NativeTypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  now() { return lw.clock(1); }
  get timeOrigin() { return lw.clock(0) - lw.clock(1); }
  toJSON() { return { timeOrigin: this.timeOrigin }; }
}
webInterface(Performance, 'Performance', ['now', 'timeOrigin', 'toJSON']);
defineProperty(Performance.prototype, 'nodeTiming', {
  get() { return loadModule('internal/performance').nodeTiming; }, enumerable: false, configurable: true,
});
/** The timeline is loaded with its first entry. */
const timelineMethods = ['mark', 'measure', 'clearMarks', 'clearMeasures', 'getEntries', 'getEntriesByName', 'getEntriesByType', 'timerify',
  'eventLoopUtilization', 'markResourceTiming', 'clearResourceTimings', 'setResourceTimingBufferSize'];
for (let i = 0; i < timelineMethods.length; i++) {
  const name = timelineMethods[i];
  const method = { [name](...args) { return apply(loadModule('internal/performance').methods[name], this, args); } };
  defineProperty(Performance.prototype, name, { value: method[name], writable: true, enumerable: true, configurable: true });
}

const engineGlobals = ['gc', 'print', 'scriptArgs', 'execArgv', 'argv0', 'navigator', 'os', 'std', 'bjson'];
for (let i = 0; i < engineGlobals.length; i++) if (getOwnPropertyDescriptor(globalThis, engineGlobals[i])?.configurable) delete globalThis[engineGlobals[i]];

hidden(globalThis, {
  Headers, Request, Response, FormData, Blob, File, AbortController, AbortSignal, Event, EventTarget, Performance, DOMException,
  URL, URLSearchParams, TextEncoder, TextDecoder, Buffer, console: consoleObject,
});
/** Those that the engine has as well are not enumerable until they are defined anew. */
const enumerableGlobals = { ...timerGlobals, fetch, structuredClone, atob, btoa, performance: new Performance(internalKey), global: globalThis };
for (let i = 0, names = objectKeys(enumerableGlobals); i < names.length; i++) {
  defineProperty(globalThis, names[i], { value: enumerableGlobals[names[i]], writable: true, enumerable: true, configurable: true });
}
for (let i = 0, names = objectKeys(tables.globals); i < names.length; i++) lazyGlobal(names[i], tables.globals[names[i]]);
/** What `util.promisify` makes of a timer: the function of that name in `timers/promises`. */
const awaitedTimers = ['setTimeout', 'setImmediate'];
for (let i = 0; i < awaitedTimers.length; i++) {
  const name = awaitedTimers[i];
  defineProperty(timerGlobals[name], symbolFor('nodejs.util.promisify.custom'), {
    get() { return loadModule('timers/promises')[name]; }, enumerable: true, configurable: true,
  });
}
