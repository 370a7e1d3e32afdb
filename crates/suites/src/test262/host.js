// What test262 expects of its host, in the global scope that an action has; what is printed is kept for the host's report.
var $suites = (() => {
  const { String, ArrayBuffer, Array, Object } = globalThis;
  const { transfer } = ArrayBuffer.prototype;
  const { defineProperty, deleteProperty, ownKeys, apply } = Reflect;
  const prototypes = { array: Array.prototype, object: Object.prototype };
  let printed = '';
  const define = (name, value) => defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  define('print', function print(text) { printed += String(text) + '\n'; });
  define('$262', { global: globalThis, detachArrayBuffer(buffer) { if (!buffer.detached) apply(transfer, buffer, []); } });
  const withoutIndexes = (prototype) => {
    for (let keys = ownKeys(prototype), at = 0; at < keys.length; at++) {
      if (typeof keys[at] === 'string' && `${keys[at] >>> 0}` === keys[at]) deleteProperty(prototype, keys[at]);
    }
  };
  return {
    printed: () => printed,
    tidy() {
      withoutIndexes(prototypes.array);
      withoutIndexes(prototypes.object);
    },
  };
})();
