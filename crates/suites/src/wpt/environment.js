// What web platform tests expect of a global scope that is no window: `self`, a place, and files beside the test by fetch.
globalThis.self = globalThis;
globalThis.GLOBAL = { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false };
globalThis.location = new URL(PLACE);
{
  const { fetch } = globalThis;
  globalThis.fetch = (input, ...more) => fetch(typeof input === 'string' ? `${new URL(input, PLACE)}` : input, ...more);
}
