for (const Class of [Map, Set, WeakMap, WeakSet, WeakRef, ArrayBuffer, Uint8Array, Object.getPrototypeOf(Uint8Array), DataView, RegExp, String, Number, Date]) {
  for (const key of Reflect.ownKeys(Class.prototype)) {
    if (key === 'constructor' || key === 'concat') continue;
    try {
      Object.defineProperty(Class.prototype, key, { value() { throw new Error(`patched ${String(key)}`); } });
    } catch {}
  }
}
exports.onExecutePostLogin = async (event, api) => {
  const timer = setTimeout(() => {}, 1000);
  clearTimeout(timer);
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => console.log('aborted'));
  controller.abort();
  console.log(new Headers([['a', 'b']]).get('a'), new URL('https://a.example/b').pathname);
  api.accessToken.setCustomClaim('https://a.example/a', structuredClone({ a: 1 }).a);
};
