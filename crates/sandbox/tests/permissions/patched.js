// Behind `act.js`: the built-ins that a runtime library could lean on are replaced, and event and api come through proxies.
const { defineProperty, get: read } = Reflect;
const NativeProxy = Proxy;
wrap = (value) => new NativeProxy(value, {
  get: (target, name, receiver) => {
    const found = read(target, name, receiver);
    return typeof found === 'object' && found !== null ? wrap(found) : found;
  },
  has: () => true,
  getOwnPropertyDescriptor: () => undefined,
});

const nothing = () => undefined;
const replaced = [
  [Object, ['defineProperty', 'defineProperties', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors', 'keys', 'entries', 'assign', 'create', 'freeze', 'is']],
  [Reflect, ['defineProperty', 'getOwnPropertyDescriptor', 'ownKeys', 'get', 'set', 'has', 'apply', 'construct']],
  [JSON, ['parse', 'stringify']],
  [Array, ['isArray', 'from', 'of']],
  [Array.prototype, ['push', 'pop', 'join', 'map', 'forEach', 'slice', 'splice', 'indexOf', 'includes', 'concat']],
  [String.prototype, ['split', 'startsWith', 'endsWith', 'indexOf', 'includes', 'slice', 'toLowerCase', 'replace', 'trim']],
  [Map.prototype, ['get', 'set', 'has']],
  [Set.prototype, ['has', 'add']],
  [WeakMap.prototype, ['get', 'set', 'has']],
  [Object.prototype, ['hasOwnProperty', 'propertyIsEnumerable', 'toString', 'valueOf']],
];
for (let i = 0; i < replaced.length; i++) {
  const [owner, names] = [replaced[i][0], replaced[i][1]];
  for (let j = 0; j < names.length; j++) defineProperty(owner, names[j], { value: nothing, writable: true, configurable: true });
}
Function.prototype.call = Function.prototype.apply = Function.prototype.bind = nothing;
RegExp.prototype.exec = RegExp.prototype.test = () => null;
Error.prepareStackTrace = () => { throw new Error('patched'); };
Error.captureStackTrace = nothing;
Promise.prototype.then = Promise.prototype.catch = nothing;
Array.prototype[Symbol.iterator] = String.prototype[Symbol.iterator] = function* none() {};

// What descriptors, inputs and answers would inherit.
const inherited = ['guards', 'names', 'below', 'get', 'set', 'value', 'enumerable', 'configurable', 'writable', 'path', 'code', 'cause', 'error', 'toJSON'];
for (let i = 0; i < inherited.length; i++) {
  defineProperty(Object.prototype, inherited[i], { __proto__: null, get: nothing, set: nothing, configurable: true });
}
const classes = ['URL', 'URLSearchParams', 'Request', 'Headers', 'Response', 'Proxy', 'Promise', 'Error', 'TypeError', 'Map', 'WeakMap', 'fetch'];
for (let i = 0; i < classes.length; i++) globalThis[classes[i]] = function replacedClass() { return {}; };
// The engine makes templates of this one: without it the library's own calls have no arguments (see `patched_concat`).
before = ({ read }) => { if (read) String.prototype.concat = nothing; };
