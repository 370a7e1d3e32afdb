exports.onExecutePostLogin = async (event, api) => {
  const names = ['console', 'fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'DOMException', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Buffer', 'atob', 'btoa', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'structuredClone', 'performance', 'crypto', 'global', 'globalThis'];
  console.log(names.filter((name) => typeof globalThis[name] === 'undefined'));
  console.log(names.every((name) => name === 'globalThis' || (Object.getOwnPropertyDescriptor(globalThis, name).writable && Object.getOwnPropertyDescriptor(globalThis, name).configurable)));
  console.log(global === globalThis, typeof lw, typeof methods, typeof load, typeof gc, typeof print, typeof auth0);
  fetch = 'replaced';
  console.log(fetch, performance.now() >= 0, performance.timeOrigin > 1.6e12);
};
