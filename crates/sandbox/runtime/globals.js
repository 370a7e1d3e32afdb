// The globals an action sees: writable, configurable, and not enumerable where Node's are not.
class Performance {
  constructor(key) {
    if (key !== internalKey) throw nodeError(NativeTypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  now() { return lw.clock(1); }
  get timeOrigin() { return lw.clock(0) - lw.clock(1); }
  toJSON() { return { timeOrigin: this.timeOrigin }; }
}
webInterface(Performance, 'Performance', ['now', 'timeOrigin', 'toJSON']);

const engineGlobals = ['gc', 'print', 'scriptArgs', 'execArgv', 'argv0', 'navigator', 'os', 'std', 'bjson'];
for (let i = 0; i < engineGlobals.length; i++) if (getOwnPropertyDescriptor(globalThis, engineGlobals[i])?.configurable) delete globalThis[engineGlobals[i]];

hidden(globalThis, {
  Headers, Request, Response, FormData, Blob, File, AbortController, AbortSignal, Event, EventTarget, DOMException,
  URL, URLSearchParams, TextEncoder, TextDecoder, Buffer, console: consoleObject,
});
objectAssign(globalThis, timerGlobals, {
  fetch, structuredClone, atob, btoa, performance: new Performance(internalKey), global: globalThis,
});
for (let i = 0, names = objectKeys(tables.globals); i < names.length; i++) lazyGlobal(names[i], tables.globals[names[i]]);
