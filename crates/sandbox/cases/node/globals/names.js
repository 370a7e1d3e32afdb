exports.onExecutePostLogin = async () => {
  console.log(Object.keys(globalThis).sort().join());
  const names = ['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'CustomEvent', 'DOMException', 'Event', 'EventTarget', 'File', 'FormData', 'Headers', 'MessageChannel', 'MessageEvent', 'MessagePort', 'Navigator', 'Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver', 'PerformanceObserverEntryList', 'PerformanceResourceTiming', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams'];
  for (const name of names) {
    const value = globalThis[name];
    const { enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
    console.log(name, typeof value, value.name, enumerable, writable, configurable, Object.prototype.toString.call(value.prototype), Object.getPrototypeOf(value).name);
  }
  console.log(typeof require, typeof module, typeof exports, typeof __filename, typeof __dirname, this === exports, global === globalThis);
  console.log(navigator.language, navigator.languages, navigator.userAgent, navigator.platform, typeof navigator.hardwareConcurrency, navigator, Object.isFrozen(navigator.languages));
  console.log(performance instanceof EventTarget, performance instanceof Performance, typeof performance.nodeTiming.duration, performance.nodeTiming.name, performance.nodeTiming.entryType, performance.nodeTiming.startTime);
  for (const Class of [Navigator, Performance, MessagePort, AbortSignal]) {
    try {
      new Class();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  const before = [setTimeout, fetch];
  setTimeout = 1;
  console.log(typeof setTimeout, delete globalThis.fetch, typeof fetch);
  [globalThis.setTimeout, globalThis.fetch] = before;
};
